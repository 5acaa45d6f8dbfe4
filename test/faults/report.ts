import { table } from '../../src/report/table.ts';
import type { CellResult } from './cell.ts';
import type { BreachKind } from './oracle.ts';
import { FAULT_NAMES, nameOfCell, TIMES } from './table.ts';

/** One letter for each kind of breach, for the table. */
const LETTERS: Readonly<Record<BreachKind, string>> = {
  'falsely green': 'G',
  'left open': 'O',
  doubled: 'D',
  lost: 'L',
  crash: 'C',
  'beyond its deadline': 'T',
  unhelpful: 'M',
  diverged: 'V',
  violation: 'X',
  vacuous: '?',
};
const KINDS: readonly BreachKind[] = [
  'falsely green',
  'left open',
  'doubled',
  'lost',
  'crash',
  'beyond its deadline',
  'unhelpful',
  'diverged',
  'violation',
  'vacuous',
];

/** A row for each class, a column for each fault: what happened once, then what happens always. */
export function matrix(results: readonly CellResult[]): readonly string[] {
  const byName = new Map(results.map((result) => [nameOfCell(result.cell), result]));
  const requests = [...new Set(results.map(({ cell }) => cell.request))];
  const columns = FAULT_NAMES.map((fault) =>
    fault.replace('throttled, says when', '429+').replace('throttled', '429').replace('error ', ''),
  );
  const rows = requests.map((request) => [
    request,
    ...FAULT_NAMES.map((fault) =>
      TIMES.map((times) => letterOf(byName.get(nameOfCell({ request, fault, times })))).join(''),
    ),
  ]);
  const legend = KINDS.map((kind) => `${LETTERS[kind]} ${kind}`).join(', ');
  return [...table([['request', ...columns], ...rows]), '', `. as it must be, - no such cell; ${legend}`];
}

function letterOf(result: CellResult | undefined): string {
  if (result === undefined) return '-';
  const [worst] = KINDS.filter((kind) => result.breaches.some((breach) => breach.kind === kind));
  return worst === undefined ? '.' : LETTERS[worst];
}

/** How many cells have a breach of each kind. */
export function figures(results: readonly CellResult[], seconds: number): string {
  const counts = KINDS.map(
    (kind) => `${results.filter((result) => result.breaches.some((breach) => breach.kind === kind)).length} ${kind}`,
  );
  return `${results.length} cells in ${Math.round(seconds)} s: ${counts.join(', ')}`;
}

/** Each cell with a breach, and what it is. */
export function findings(results: readonly CellResult[]): readonly string[] {
  return results.flatMap(({ cell, breaches }) =>
    breaches.length === 0 ? [] : [nameOfCell(cell), ...breaches.map(({ kind, text }) => `  ${kind}: ${text}`)],
  );
}
