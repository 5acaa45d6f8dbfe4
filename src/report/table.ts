import { shown } from '../text/shown.ts';

/** Text in columns, for a terminal. The last column is not padded. */
export function table(given: readonly (readonly string[])[]): readonly string[] {
  return fitted(given, undefined);
}

/** A column is not made narrower than this. */
const MIN_COLUMN = 12;
const GAP = '  ';

/**
 * Text in columns that fit a terminal: what is too wide for it loses characters in the middle, the widest columns first.
 * @param width in characters; as wide as they are where it is `undefined`
 */
export function fitted(given: readonly (readonly string[])[], width: number | undefined): readonly string[] {
  // As it will be shown, so that the columns fit.
  const rows = given.map((cells) => cells.map(shown));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  if (width !== undefined) narrow(widths, width);
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const most = widths[column] ?? 0;
        return column === row.length - 1 ? shortened(cell, most) : shortened(cell, most).padEnd(most);
      })
      .join(GAP)
      .trimEnd(),
  );
}

function narrow(widths: number[], width: number): void {
  const gaps = GAP.length * Math.max(0, widths.length - 1);
  let over = widths.reduce((sum, one) => sum + one, gaps) - width;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= MIN_COLUMN) return;
    const next = Math.max(MIN_COLUMN, ...widths.filter((one) => one < widest));
    // Those that are equally wide lose the same, and what is left over the last of them: what stands first names the row.
    const equal = widths.flatMap((one, column) => (one === widest ? [column] : []));
    const less = Math.min(widest - next, Math.floor(over / equal.length));
    const losing = less > 0 ? equal : equal.slice(-over);
    for (const column of losing) widths[column] = widest - Math.max(1, less);
    over -= losing.length * Math.max(1, less);
  }
}

/** The text with its middle left out: what tells images apart stands at their ends. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`;
}
