import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { arbitraryTree, BEGINNINGS } from '../manifests/generated.ts';
import { MAX_INPUT_CHARS } from './mutate.ts';
import { inputOf, partsOf } from './target.ts';

/** Real manifests to begin with: those of the tests, and the labelled ones beside the repository where they are there. */

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const GOLD = fileURLToPath(new URL('../../../shared/gold/files', import.meta.url));
const CASES = fileURLToPath(new URL('../../../shared/cases', import.meta.url));
const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));

const PULUMI = 'name: a\nruntime: yaml\nresources:\n  a:\n    type: docker:Container\n    properties:\n      image: ';

let known: readonly string[] | undefined;

/** Trees of manifests, one an input. */
export function manifestSeeds(): readonly string[] {
  known ??= readSeeds();
  return known;
}

function readSeeds(): readonly string[] {
  const begun = Object.entries({ ...BEGINNINGS, 'Pulumi.yaml': PULUMI }).map(([path, beginning]) =>
    inputOf([[path, `${beginning}nginx:1.27`]]),
  );
  const generated = fc.sample(arbitraryTree, { seed: 1, numRuns: 120 }).map((tree) => inputOf(tree));
  const files = [FIXTURES, GOLD].flatMap((root) => filesUnder(root).map((file) => inputOf([file])));
  const cases = foldersOf(CASES).map((folder) => inputOf(filesUnder(`${CASES}/${folder}`)));
  return [...begun, ...generated, ...files, ...cases].filter((text) => text.length <= MAX_INPUT_CHARS);
}

/** Whether the first file of an input has such a path. */
export function beginsWith(input: string, path: RegExp): boolean {
  return path.test(partsOf(input)[0]?.name ?? '');
}

/** The words that the sources of a folder look for: their own texts. */
export function wordsOf(folder: string): readonly string[] {
  const words = new Set<string>();
  for (const [, text] of filesUnder(`${SOURCES}/${folder}`))
    for (const [, word = ''] of text.matchAll(/'([^'\n\\]{2,40})'/g)) if (!word.includes('.ts')) words.add(word);
  return [...words];
}

function foldersOf(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The files under a folder, by path relative to it; none where it is not there. */
function filesUnder(root: string): readonly (readonly [path: string, text: string])[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort()
    .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')] as const);
}
