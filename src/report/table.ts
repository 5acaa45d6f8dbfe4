import { shown } from '../text/shown.ts';

/** Text in columns, for a terminal. The last column is not padded. */
export function table(given: readonly (readonly string[])[]): readonly string[] {
  // As it will be shown, so that the columns fit.
  const rows = given.map((cells) => cells.map(shown));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
