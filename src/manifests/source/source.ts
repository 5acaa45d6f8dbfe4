import { countBefore } from '../../base/sorted.ts';

/** A file's text with a way from offsets to lines. Offsets are UTF-16 units from the start, a BOM included. */
export interface SourceFile {
  /** Relative to the scanned path, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The 1-based line and column (UTF-16 units, a BOM not counted) of an offset. */
  readonly at: (offset: number) => Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Makes a source file; its table of lines is built at the first question. */
export function sourceFile(path: string, text: string): SourceFile {
  let starts: readonly number[] | undefined;
  return {
    path,
    text,
    at: (offset) => {
      starts ??= lineStarts(text);
      const line = lastAtOrBefore(starts, offset);
      const bom = line === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 - bom };
    },
  };
}

/** Offsets at which lines start; `\n`, `\r\n` and a lone `\r` end a line. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    // Seven times as fast as looking at every character, and most files are such.
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === 10 || (unit === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return starts;
}

/** Index of the last number that is not above the value. */
function lastAtOrBefore(sorted: readonly number[], value: number): number {
  return Math.max(0, countBefore(sorted, (each) => each <= value) - 1);
}
