import type { CommonFact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { builtFacts } from '../references/built-here.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import { useFacts, writtenScalar } from '../references/scalar-use.ts';
import { scriptFacts } from '../shell/script-text.ts';
import type { SourceFile } from '../source/source.ts';
import { distinctItemsAt, entriesAt, scalarAt, type YamlNode } from '../yaml/nodes.ts';

/** What a step does, and what may stand beside it (https://learn.microsoft.com/azure/container-registry/container-registry-tasks-reference-yaml). */
const VERBS: ReadonlySet<string> = new Set(['cmd', 'build', 'push']);
const STEP_KEYS: ReadonlySet<string> = new Set(
  `cmd build push cache detach disableWorkingDirectoryOverride entryPoint env expose id ignoreErrors isolation keep network
  ports pull privileged repeat retries retryDelay retryOnErrors secret startDelay timeout user when workingDirectory cpus
  memory`.split(/\s+/),
);

/** Images that a task has under a short name, and Docker itself. */
const ALIASES: ReadonlySet<string> = new Set(['acr', 'az', 'bash', 'curl', 'docker']);

/** A task of Azure Container Registry: the first word of `cmd` is the image that it runs; `docker` runs what follows it. */
export const acrTask: YamlKind = {
  format: 'yaml',
  name: 'acr-task',
  marks: [/steps/],
  mayHoldImages: ({ text }) => text.includes('steps') && text.includes('cmd'),
  recognises: ({ root }) => isTask(root),
  extract: ({ root }, file): readonly CommonFact[] => {
    const steps = distinctItemsAt([root], 'steps');
    const commands = steps.map((step) => scalarAt(step, 'cmd'));
    const built = steps.flatMap((step) => tagsOf(scalarAt(step, 'build')?.value ?? ''));
    return [
      ...useFacts(commands.map((command) => imageOf(command, file))),
      ...commands.flatMap((command) => scriptFacts(file, command, 'acr-task')),
      ...builtFacts(built),
    ];
  },
};

function isTask(root: YamlNode): boolean {
  const steps = distinctItemsAt([root], 'steps');
  return (
    steps.length > 0 &&
    scalarAt(root, 'apiVersion') === undefined &&
    steps.every((step) => entriesAt(step).every(([key]) => STEP_KEYS.has(key))) &&
    steps.every((step) => entriesAt(step).some(([key]) => VERBS.has(key)))
  );
}

/** The image that a command runs; what the task itself has built (`$Registry/app`) is none to pull from elsewhere. */
function imageOf(node: YamlNode | undefined, file: SourceFile): Use | undefined {
  const scalar = writtenScalar(node);
  if (scalar?.verbatim !== true) return undefined;
  const word = /^\s*(\S{1,1024})(?=\s|$)/.exec(scalar.value);
  const text = word?.[1] ?? '';
  if (text === '' || ALIASES.has(text)) return undefined;
  const start = scalar.start + (word?.[0].length ?? 0) - text.length;
  const place = { file, start, text, kind: 'acr-task', part: 'whole' } as const;
  if (!/[${]/.test(text)) return literalUse(place);
  const use = templatedUse(place, 'a value that the task fills in when it runs');
  return use.image === null ? undefined : use;
}

/** The names in `-t name` of a build. */
function tagsOf(build: string): readonly string[] {
  return Array.from(build.slice(0, 4096).matchAll(/(?:^|\s)(?:-t|--tag)(?:\s+|=)(\S+)/g), (match) => match[1] ?? '');
}
