import type { YamlKind } from '../model/kind.ts';
import { builtFacts, referencesBuiltBy } from '../references/built-here.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { onlyOnce, scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { entriesAt, itemsAt, resolved, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';

const VARIABLE = { pattern: /\$|\{\{/, reason: 'a variable that is set when the pipeline runs' };

/** Where steps stand: Drone's lists, Woodpecker's lists or mappings by name, and what it called `pipeline` before. */
const STEP_LISTS = ['steps', 'services', 'clone', 'pipeline'] as const;

const NAME = /(?:^|\/)\.?(?:drone|woodpecker)(?:[.-][^/]*)?\.ya?ml$|(?:^|\/)\.(?:drone|woodpecker)\/.*\.ya?ml$/i;

/** Drone and Woodpecker: `image` of steps and services (https://docs.drone.io/, https://woodpecker-ci.org/docs/usage/workflow-syntax). */
export const drone: YamlKind = {
  format: 'yaml',
  name: 'drone',
  isNamed: (path) => NAME.test(path),
  recognises: ({ root }, { path }) => NAME.test(path) && scalarAt(root, 'apiVersion') === undefined,
  extract: ({ root }: YamlDocument, file) => {
    const steps = STEP_LISTS.flatMap((list) => stepsOf(valueAt(root, list)));
    const uses = steps.map((step) =>
      scalarUse({ file, node: valueAt(step, 'image'), kind: 'drone', templating: VARIABLE }),
    );
    const once = onlyOnce();
    const commands = steps.flatMap((step) => itemsAt(once(valueAt(step, 'commands'))));
    const scripts = commands.flatMap((line) => writtenScalar(once(line))?.value ?? []);
    return [...useFacts(uses), ...builtFacts([...scripts.flatMap(referencesBuiltBy), ...steps.flatMap(pushedBy)])];
  },
};

function stepsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return resolved(node)?.type === 'sequence' ? itemsAt(node) : entriesAt(node).map(([, step]) => step);
}

/** What the plugins build that are made for it: `settings.repo` of plugins/docker, plugins/kaniko and their like. */
function pushedBy(step: YamlNode): readonly string[] {
  const image = scalarAt(step, 'image')?.value ?? '';
  if (image.length > MAX_IMAGE_TEXT || !/docker|kaniko|buildx/i.test(image)) return [];
  const repo = scalarAt(step, 'settings', 'repo');
  return repo === undefined ? [] : [repo.value];
}
