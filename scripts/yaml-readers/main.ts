// Holds what we read of YAML to what other parsers read: npm run yaml-readers -- [--generated=<number>] [--seed=<number>] [<work trees>]
// Prints every document of which another parser reads more or something else, and totals; exits 1 on one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentRanges } from '../../src/manifests/yaml/documents.ts';
import { enginesHere, unpackEngines } from '../meaning/engines.ts';
import { kubectlReadings } from './kubectl.ts';
import { Dice, ODD_IMAGE, oddDocument } from './odd-documents.ts';
import { disagreement, ourReading, type Reading, yamlReading } from './readings.ts';

/** Longer documents are generated, and `yaml` takes seconds for each. */
const MAX_UNITS = 300_000;

interface Named {
  readonly name: string;
  readonly text: string;
}

function generated(count: number, seed: number): readonly Named[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, (_, index) => ({
    name: `o${index}`,
    text: oddDocument(dice, `o${index}`),
  }));
}

/** The documents of the YAML and JSON of a tree that are no templates: of those nobody knows what they will be. */
function* documentsBelow(root: string): Generator<Named> {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(?:ya?ml|json)$/i.test(entry.name) || path.includes('/.git/')) continue;
    const file = readFileSync(path, 'utf8');
    for (const { start, end } of /json$/i.test(path) ? [{ start: 0, end: file.length }] : documentRanges(file)) {
      const text = file.slice(start, end);
      if (text.length <= MAX_UNITS && !/\{[{%]/.test(text)) yield { name: path, text };
    }
  }
}

/** Prints where we read less or something else. @returns how often */
function compare(title: string, named: Iterable<Named>, mark: RegExp, kubectl: ReadonlyMap<string, Reading>): number {
  const counts = { documents: 0, ours: 0, yaml: 0, kubectl: 0, wrong: 0 };
  for (const { name, text } of named) {
    counts.documents++;
    if (ourReading(text).ok) counts.ours++;
    if (yamlReading(text).ok) counts.yaml++;
    if (kubectl.get(name)?.ok) counts.kubectl++;
    const why = disagreement(text, mark, kubectl.get(name));
    if (why === undefined) continue;
    counts.wrong++;
    console.log(`${name}: ${why}`);
    if (text.length < 1000) console.log(`  ${JSON.stringify(text)}`);
  }
  const { documents, ours, yaml, wrong } = counts;
  const asked = kubectl.size === 0 ? '' : `, kubectl ${counts.kubectl}`;
  console.log(`${title}: ${documents} documents, of which we read ${ours}, yaml ${yaml}${asked}; ${wrong} otherwise`);
  return wrong;
}

function numberOf(words: readonly string[], flag: string, fallback: number): number {
  const word = words.find((candidate) => candidate.startsWith(`--${flag}=`));
  return word === undefined ? fallback : Number(word.slice(flag.length + 3));
}

async function main(words: readonly string[]): Promise<void> {
  const roots = words.filter((word) => !word.startsWith('--'));
  const count = numberOf(words, 'generated', roots.length === 0 ? 2000 : 0);
  let wrong = 0;
  if (count > 0) {
    unpackEngines();
    const { kubectl } = enginesHere();
    if (kubectl === undefined) console.log('skipped: no kubectl here');
    const documents = generated(count, numberOf(words, 'seed', 1));
    const texts = new Map(documents.map(({ name, text }) => [name, text]));
    const readings = kubectl === undefined ? new Map<string, Reading>() : await kubectlReadings(kubectl, texts);
    wrong += compare('generated', documents, ODD_IMAGE, readings);
  }
  for (const root of roots) wrong += compare(root, documentsBelow(root), /./, new Map());
  if (wrong > 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
