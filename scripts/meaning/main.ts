// Renders work trees before and after the rewrite and compares: npm run meaning -- <work trees>
// With --shelf=<folder>, which may be given more than once, charts that a tree only names are taken from the work trees below that folder.
// Prints every wrong position and totals; exits 1 on a wrong one. With --unpack it only fetches helm and kubectl where they are missing.
import { checkTree, type Findings, NOTHING, sum, type Totals } from './check.ts';
import { enginesHere, unpackEngines, unpackHelm3 } from './engines.ts';
import { shelfOf } from './vendoring.ts';

const MAX_SHOWN = 40;

async function main(words: readonly string[]): Promise<void> {
  if (words.includes('--unpack')) {
    unpackEngines();
    if (words.includes('--helm-3')) unpackHelm3();
    return;
  }
  const verbose = words.includes('--verbose');
  const roots = words.filter((word) => !word.startsWith('--'));
  if (roots.length === 0) throw new Error('meaning: give the work trees to check');
  const shelf = shelfOf(words.flatMap((word) => /^--shelf=(.+)$/.exec(word)?.[1] ?? []));
  unpackEngines();
  const engines = enginesHere();
  for (const [name, path] of Object.entries(engines)) if (path === undefined) console.log(`skipped: no ${name} here`);
  const all: Findings[] = [];
  for (const root of roots) {
    const findings = await checkTree(root, engines, shelf);
    all.push(findings);
    printTree(root, findings, verbose);
  }
  const totals = new Map<string, Totals>();
  for (const { totals: ofTree } of all)
    for (const [engine, counts] of ofTree) totals.set(engine, sum(totals.get(engine) ?? NOTHING, counts));
  printTotals(totals);
  console.log(`${all.reduce((count, { charts }) => count + charts, 0)} charts render`);
  const wrong = all.reduce((count, findings) => count + findings.wrong.length, 0);
  const unmoved = all.flatMap((findings) => findings.unmoved);
  console.log(
    `${wrong} wrong; of public images not moved ${unmoved.filter(({ reason }) => reason === undefined).length} of ${unmoved.length} without a reason`,
  );
  if (wrong > 0) process.exitCode = 1;
}

function printTree(root: string, { wrong, unmoved }: Findings, verbose: boolean): void {
  console.log(`${root}: ${wrong.length} wrong`);
  for (const { target, path, before, after, why } of wrong)
    console.log(
      `  wrong: ${target} ${path}: ${why}${before === undefined ? '' : `: ${shown(before)} became ${shown(after ?? '')}`}`,
    );
  const without = unmoved.filter(({ reason }) => verbose || reason === undefined);
  for (const { target, image, reason } of without.slice(0, verbose ? undefined : MAX_SHOWN))
    console.log(`  not moved: ${target}: ${image}: ${reason ?? 'no reason is told'}`);
}

function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function printTotals(totals: ReadonlyMap<string, Totals>): void {
  console.log(
    'engine     rendered rejected skipped positions   moved  public   moved    share   random  hashes suffixes',
  );
  for (const [engine, counts] of totals) {
    const { rendered, rejected, skipped, positions, moved, publicPositions, publicMoved, exempt } = counts;
    const share = publicPositions === 0 ? '–' : `${((100 * publicMoved) / publicPositions).toFixed(1)} %`;
    const numbers = [rendered, rejected, skipped, positions, moved, publicPositions, publicMoved, share];
    const cells = [...numbers, exempt.random, exempt.hashes, exempt.suffixes].map((cell) => String(cell).padStart(8));
    console.log(`${engine.padEnd(10)}${cells.join(' ')}`);
  }
}

await main(process.argv.slice(2));
