import type { YamlKind } from '../model/kind.ts';
import { builtFacts } from '../references/built-here.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { onlyOnce, scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { baseName } from '../source/paths.ts';
import {
  distinctItemsAt,
  entriesAt,
  itemsAt,
  scalarAt,
  valueAt,
  type YamlDocument,
  type YamlNode,
} from '../yaml/nodes.ts';

const SUBSTITUTION = { pattern: /\$/, reason: 'a substitution that Cloud Build makes when it runs' };

/** The fields of a build and of a step (https://cloud.google.com/build/docs/build-config-file-schema). */
const BUILD_KEYS: ReadonlySet<string> = new Set(
  'steps timeout queueTtl logsBucket options substitutions tags serviceAccount secrets availableSecrets artifacts images dependencies'.split(
    ' ',
  ),
);
const STEP_KEYS: ReadonlySet<string> = new Set(
  'name args env allowFailure allowExitCodes dir id waitFor entrypoint secretEnv volumes timeout script automapSubstitutions'.split(
    ' ',
  ),
);

/** Google Cloud Build: the `name` of a step is the image it runs in; `images` are those it builds. */
export const cloudBuild: YamlKind = {
  format: 'yaml',
  name: 'cloudbuild',
  marks: [/steps/],
  mayHoldImages: ({ path, text }) =>
    text.includes('steps') && (isNamedSo(path) || /\b(?:args|entrypoint)\b/.test(text)),
  recognises: ({ root }, { path }) => isBuild(root, isNamedSo(path)),
  extract: ({ root }: YamlDocument, file) => {
    const steps = distinctItemsAt([root], 'steps');
    const names = steps.map((step) => valueAt(step, 'name'));
    const at = { file, kind: 'cloudbuild', templating: SUBSTITUTION } as const;
    const uses = [
      ...names.map((node) => scalarUse({ ...at, node })),
      ...names.map((node) => scalarUse({ ...at, node: defaultOf(node, root), part: 'arg' })),
    ];
    const images = itemsAt(root, 'images').flatMap((image) => writtenScalar(image)?.value ?? []);
    const once = onlyOnce();
    const tagged = steps.flatMap((step) => tagsOf(itemsAt(once(valueAt(step, 'args'))).map(once)));
    return [...useFacts(uses), ...builtFacts([...images, ...tagged])];
  },
};

/** The default of the substitution that a name consists of; whoever starts the build may give another. */
function defaultOf(name: YamlNode | undefined, root: YamlNode): YamlNode | undefined {
  const text = writtenScalar(name)?.value ?? '';
  const match = text.length > MAX_IMAGE_TEXT ? null : /^\$(?:(_[A-Z0-9_]+)|\{(_[A-Z0-9_]+)\})$/.exec(text);
  const substitution = match?.[1] ?? match?.[2];
  return substitution === undefined ? undefined : valueAt(root, 'substitutions', substitution);
}

function isNamedSo(path: string): boolean {
  return /^cloudbuild/i.test(baseName(path));
}

/** By the fields alone, since builds are also called otherwise; such a one must run something. */
function isBuild(root: YamlNode, named: boolean): boolean {
  const steps = distinctItemsAt([root], 'steps');
  if (steps.length === 0 || !entriesAt(root).every(([key]) => BUILD_KEYS.has(key))) return false;
  if (!steps.every((step) => scalarAt(step, 'name') !== undefined || valueAt(step, 'script') !== undefined))
    return false;
  if (!steps.every((step) => entriesAt(step).every(([key]) => STEP_KEYS.has(key)))) return false;
  return (
    named || steps.some((step) => valueAt(step, 'args') !== undefined || valueAt(step, 'entrypoint') !== undefined)
  );
}

function tagsOf(args: readonly (YamlNode | undefined)[]): readonly string[] {
  const words = args.map((arg) => writtenScalar(arg)?.value ?? '');
  if (words[0] !== 'build' && !words[0]?.startsWith('--destination')) return [];
  return words.flatMap((word, index) => {
    if (word === '-t' || word === '--tag') return words[index + 1] ?? [];
    return /^--(?:tag|destination)=(.*)$/.exec(word)?.[1] ?? [];
  });
}
