import type { CommonFact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { builtFacts, referencesBuiltBy } from '../references/built-here.ts';
import { onlyOnce, scalarUse, useFacts } from '../references/scalar-use.ts';
import { scriptFacts } from '../shell/script-text.ts';
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
  isNamed: (path) => NAME.test(path),
  marks: [/version:[ \t]*["']?2/],
  mayHoldImages: ({ path, text }) => NAME.test(path) || ORB.test(text),
  recognises: ({ root }, { path }) => NAME.test(path) || isOrb(root),
  extract: ({ root }: YamlDocument, file) => {
    const uses: (Use | undefined)[] = [];
    const scripts: string[] = [];
    const commands: CommonFact[] = [];
    const once = onlyOnce();
    const visit = (node: YamlNode, parameters: YamlNode | undefined): void => {
      if (node.type === 'sequence') for (const item of node.items) visit(item, parameters);
      if (node.type !== 'mapping') return;
      const declared = valueAt(node, 'parameters') ?? parameters;
      const run = once(scalarAt(node, 'run', 'command') ?? scalarAt(node, 'run'));
      if (run?.type === 'scalar') {
        scripts.push(run.value);
        commands.push(...scriptFacts(file, run, 'circleci', { prepared: withoutParameters }));
      }
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
    return [...useFacts(uses), ...builtFacts(scripts.flatMap(referencesBuiltBy)), ...commands];
  },
};

/** An orb is a configuration under any name, mostly without jobs; version 2 of Compose has services. */
const ORB = /^version:[ \t]*["']?2(?:\.1)?["']?[ \t]*\r?$/m;

function isOrb(root: YamlNode): boolean {
  const parts = ['commands', 'executors', 'jobs', 'orbs'].map((key) => resolved(valueAt(root, key))?.type);
  return (
    /^2(?:\.1)?$/.test(scalarAt(root, 'version')?.value ?? '') &&
    valueAt(root, 'services') === undefined &&
    parts.some((type) => type === 'mapping') &&
    parts.every((type) => type === undefined || type === 'mapping')
  );
}

/** A script whose parameters a shell reads as variables that have no value; all else stands where it did. */
function withoutParameters(script: string): string {
  return script.replaceAll(/<<[ \t]*[\w.-]{1,256}[ \t]*>>/g, (written) => `$\{${'_'.repeat(written.length - 3)}}`);
}

/** The default of the parameter that an image consists of, of the job or of the pipeline. */
function defaultOf(image: YamlNode | undefined, declared: YamlNode | undefined, root: YamlNode): YamlNode | undefined {
  const scalar = resolved(image);
  if (scalar?.type !== 'scalar') return undefined;
  const match = /^<<\s*(pipeline\.)?parameters\.([\w-]+)\s*>>$/.exec(scalar.value);
  const name = match?.[2];
  if (name === undefined) return undefined;
  return valueAt(match?.[1] === undefined ? declared : valueAt(root, 'parameters'), name, 'default');
}
