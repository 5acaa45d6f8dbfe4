import type { YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { builtFacts, referencesBuiltBy } from '../references/built-here.ts';
import { onlyOnce, scalarUse, useFacts } from '../references/scalar-use.ts';
import { entriesAt, itemsAt, resolved, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';

const PARAMETER = { pattern: /<</, reason: 'a parameter that CircleCI fills in when it runs' };

const NAME = /(?:^|\/)\.circleci\/.*\.ya?ml$/i;

/**
 * CircleCI: `docker: [{image}]` of jobs and executors, also those of inline orbs
 * (https://circleci.com/docs/configuration-reference/). `machine.image` is a virtual machine.
 */
export const circleCi: YamlKind = {
  format: 'yaml',
  name: 'circleci',
  mayHoldImages: ({ path }) => NAME.test(path),
  recognises: (_document, { path }) => NAME.test(path),
  extract: ({ root }: YamlDocument, file) => {
    const uses: (Use | undefined)[] = [];
    const scripts: string[] = [];
    const once = onlyOnce();
    const visit = (node: YamlNode, parameters: YamlNode | undefined): void => {
      if (node.type === 'sequence') for (const item of node.items) visit(item, parameters);
      if (node.type !== 'mapping') return;
      const declared = valueAt(node, 'parameters') ?? parameters;
      const run = once(scalarAt(node, 'run', 'command') ?? scalarAt(node, 'run'));
      if (run?.type === 'scalar') scripts.push(run.value);
      for (const [key, value] of entriesAt(node)) {
        if (key !== 'docker') {
          visit(value, declared);
          continue;
        }
        for (const item of itemsAt(once(value))) {
          const image = valueAt(item, 'image');
          const fed = defaultOf(image, declared, root);
          const at = { file, kind: 'circleci', templating: PARAMETER } as const;
          uses.push(
            fed === undefined ? scalarUse({ ...at, node: image }) : scalarUse({ ...at, node: fed, part: 'arg' }),
          );
        }
      }
    };
    visit(root, undefined);
    return [...useFacts(uses), ...builtFacts(scripts.flatMap(referencesBuiltBy))];
  },
};

/** The default of the parameter that an image consists of, of the job or of the pipeline. */
function defaultOf(image: YamlNode | undefined, declared: YamlNode | undefined, root: YamlNode): YamlNode | undefined {
  const scalar = resolved(image);
  if (scalar?.type !== 'scalar') return undefined;
  const match = /^<<\s*(pipeline\.)?parameters\.([\w-]+)\s*>>$/.exec(scalar.value);
  const name = match?.[2];
  if (name === undefined) return undefined;
  return valueAt(match?.[1] === undefined ? declared : valueAt(root, 'parameters'), name, 'default');
}
