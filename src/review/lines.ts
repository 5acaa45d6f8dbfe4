import { countBefore } from '../base/sorted.ts';
import type { Edit } from '../manifests/rewrite.ts';

/**
 * Lines as git and GitHub count them: only `\n` ends one. (A parser may also count a lone `\r`; a diff never does.)
 * Offsets are UTF-16 units; line numbers are 1-based.
 */
export interface Lines {
  readonly count: number;
  /** Where a line starts; the text's length for the one after the last. */
  readonly start: (line: number) => number;
  /** The number of the line in which an offset is. */
  readonly at: (offset: number) => number;
}

/** The lines of a text. What follows the last `\n` is a line only where there is something. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1);
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  return {
    count: text === '' ? 0 : starts.length,
    start: (line) => starts[line - 1] ?? text.length,
    at: (offset) =>
      Math.max(
        countBefore(starts, (start) => start <= offset),
        1,
      ),
  };
}

/** The lines, first and last, that an edit touches. What is inserted after a line's end but before its `\n` touches that line. */
export function lineRange(lines: Lines, { start, end }: Pick<Edit, 'start' | 'end'>): { from: number; to: number } {
  // An edit's end is exclusive: one that ends with a line's `\n` does not touch the next line.
  return { from: lines.at(start), to: lines.at(Math.max(start, end - 1)) };
}
