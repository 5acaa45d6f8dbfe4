// Measures the scan against hand-made labels: npm run gold -- <folder with files/, labels.jsonl, not-images.jsonl> [<trees>]
// Prints recall and precision per kind, every miss and every false report; exits 1 below 99 % of either.
// Labels of files that are not in the folder (dockerfiles.jsonl) count where <trees> has the work trees they are of, named owner+name.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Use } from '../src/manifests/model/use.ts';
import { scanTree } from '../src/manifests/tree.ts';
import { type Label, readLabels, readTraps, type Trap } from './gold/labels.ts';

const TARGET = 0.99;
const [folder = '../shared/gold', trees] = process.argv.slice(2);
if (!existsSync(join(folder, 'labels.jsonl')) || !existsSync(join(folder, 'files'))) {
  console.error(`gold: ${folder} has no labels.jsonl and files/; give the folder of the labelled manifests`);
  process.exit(1);
}

const elsewhere = trees === undefined ? [] : readLabels(join(folder, 'dockerfiles.jsonl'));
const labels = [...readLabels(join(folder, 'labels.jsonl')), ...elsewhere];
const traps = readTraps(join(folder, 'not-images.jsonl'));
const uses = [
  ...scanTree({ root: join(folder, 'files'), include: [], exclude: [], git: false }).uses,
  ...(trees === undefined ? [] : usesElsewhere(trees)),
];

/** The uses in the labelled files of work trees. */
function usesElsewhere(trees: string): readonly Use[] {
  const names = new Set(elsewhere.flatMap(({ file }) => file.split('/', 1)));
  return [...names].flatMap((name) => usesIn(trees, name));
}

function usesIn(trees: string, tree: string): readonly Use[] {
  const root = join(trees, tree);
  if (!existsSync(root)) {
    console.error(`gold: ${trees} has no work tree ${tree}`);
    process.exit(1);
  }
  const include = new Set(elsewhere.map(({ file }) => file).filter((file) => file.startsWith(`${tree}/`)));
  const { uses } = scanTree({
    root,
    include: [...include].map((file) => file.slice(tree.length + 1)),
    exclude: [],
    git: true,
  });
  return uses.map((use) => ({ ...use, file: `${tree}/${use.file}` }));
}

function keyOf({ file, line, column, text }: Pick<Label, 'file' | 'line' | 'column' | 'text'>): string {
  return JSON.stringify([file, line, column, text]);
}

const found = new Map(uses.map((use) => [keyOf(use), use]));
const labelled = new Map(labels.map((label) => [keyOf(label), label]));

/** Labels that say that there is no image: a stage, `scratch`. */
function isTrap({ kind }: Label): boolean {
  return kind.endsWith('-not-image');
}

/** Recall is over certain labels with an image; the others count neither way. */
const counted = labels.filter(({ certainty, image }) => certainty === 'sure' && image !== null);
const NOTHING = { labels: 0, placed: 0, right: 0, reports: 0, falseReports: 0 };
type Counts = typeof NOTHING;
const tables = new Map<string, Counts>();
function count(kind: string): Counts {
  const counts = tables.get(kind) ?? { ...NOTHING };
  tables.set(kind, counts);
  return counts;
}

const misses: { readonly label: Label; readonly use: Use | undefined }[] = [];
for (const label of counted) {
  const counts = count(label.kind);
  const use = found.get(keyOf(label));
  counts.labels++;
  if (use !== undefined) counts.placed++;
  if (use?.image === label.image) counts.right++;
  else misses.push({ label, use });
}

const falseReports: { readonly use: Use; readonly label: Label | undefined; readonly trap: Trap | undefined }[] = [];
for (const use of uses) {
  const label = labelled.get(keyOf(use));
  // What nobody is certain of, and what is a template by its label, does not count.
  if (label !== undefined && (label.certainty !== 'sure' || (label.image === null && !isTrap(label)))) continue;
  // What replaces a label at the same place is a miss there, and a false report here only if its image is wrong.
  const counts = count(label?.kind ?? use.kind);
  counts.reports++;
  if (label !== undefined && label.image === use.image) continue;
  counts.falseReports++;
  const trap = traps.find(
    ({ file, line, text }) => file === use.file && line === use.line && sharesText(text, use.text),
  );
  falseReports.push({ use, label, trap });
}

function sharesText(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '     –' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
}

const total = { ...NOTHING };
console.log(`${'kind'.padEnd(24)} labels  recall (place)  recall (image)  reports  precision`);
for (const [kind, counts] of [...tables].sort(([one], [other]) => (one < other ? -1 : 1))) {
  total.labels += counts.labels;
  total.placed += counts.placed;
  total.right += counts.right;
  total.reports += counts.reports;
  total.falseReports += counts.falseReports;
  print(kind, counts);
}
print('all', total);

function print(kind: string, { labels, placed, right, reports, falseReports }: Counts): void {
  const cells = [
    percent(placed, labels).padStart(14),
    percent(right, labels).padStart(14),
    String(reports).padStart(7),
  ];
  console.log(
    `${kind.padEnd(24)} ${String(labels).padStart(6)}  ${cells.join('  ')}  ${percent(reports - falseReports, reports).padStart(9)}`,
  );
}

for (const { label, use } of misses) {
  const why = use === undefined ? '' : ` (found there: ${use.image ?? use.reason})`;
  console.log(
    `missed: ${label.file}:${label.line}:${label.column} ${label.kind} ${label.text}${why}${label.note === undefined ? '' : ` – ${label.note}`}`,
  );
}
for (const { use, label, trap } of falseReports) {
  const why = label !== undefined ? `is ${label.image}` : (trap?.why ?? 'not labelled');
  console.log(`false: ${use.file}:${use.line}:${use.column} ${use.kind}/${use.part} ${use.text} – ${why}`);
}
const recall = total.right / total.labels;
const precision = (total.reports - total.falseReports) / total.reports;
console.log(
  `recall ${percent(total.right, total.labels).trim()}, precision ${percent(total.reports - total.falseReports, total.reports).trim()} (at least ${100 * TARGET} % of each)`,
);
if (!(recall >= TARGET && precision >= TARGET)) process.exitCode = 1;
