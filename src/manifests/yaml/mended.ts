import { parseYaml } from './documents.ts';
import { unclosedAt } from './flattened.ts';
import type { YamlDocument } from './nodes.ts';

/** A document that no parser takes, read without the lines that keep it from being read. */
export interface Mended {
  readonly documents: readonly YamlDocument[];
  /** The first of the lines that were left out, and those below that belong to it; offsets, ends exclusive, in their order. */
  readonly left: readonly { readonly start: number; readonly end: number; readonly reason: string }[];
}

/** How many lines are left out, and how many characters are read again in all. */
const MAX_LEFT = 20;
const MAX_REREAD_CHARS = 2 * 1024 * 1024;

/**
 * Reads a document line by line: where it does not parse, the line that is to blame is left out (with what is indented below it),
 * and the rest is read. Nothing is moved, so that every offset stays.
 * @param base what is added to every offset, for a text that is part of another
 * @returns `undefined` where that does not lead to a document
 */
export function mended(text: string, base: number): Mended | undefined {
  const left: { readonly start: number; readonly end: number; readonly reason: string }[] = [];
  let rest = text;
  for (let read = 0; left.length <= MAX_LEFT && read <= MAX_REREAD_CHARS; read += text.length) {
    const parsed = parseYaml(rest, base);
    if (parsed.ok) {
      const sorted = left.toSorted((one, other) => one.start - other.start);
      return sorted.length === 0 ? undefined : { documents: parsed.documents, left: sorted };
    }
    const { offset, reason } = parsed.failure;
    const line = writtenLine(rest, unclosedAt(rest) ?? Math.min(offset - base, rest.length));
    if (line === undefined) return undefined;
    left.push({ start: base + line.start, end: base + line.end, reason });
    const { start } = line;
    const end = belowEnd(rest, line);
    rest = rest.slice(0, start) + rest.slice(start, end).replace(/[^\r\n]/g, ' ') + rest.slice(end);
  }
  return undefined;
}

interface Line {
  readonly start: number;
  /** Exclusive, without the break. */
  readonly end: number;
}

function lineAt(text: string, offset: number): Line {
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(text[start - 1] ?? '')) start--;
  let end = start;
  while (end < text.length && !/[\r\n]/.test(text[end] ?? '')) end++;
  return { start, end };
}

/** The line of an offset, or the next above it that is written; none where all of them are left out already. */
function writtenLine(text: string, offset: number): Line | undefined {
  for (let line = lineAt(text, offset); ; line = lineAt(text, line.start - 1)) {
    if (/^[ \t]*[^ \t#\r\n-]|^[ \t]*-(?!--)/.test(text.slice(line.start, line.end))) return line;
    if (line.start === 0) return undefined;
  }
}

/** Where what belongs to a line's value ends: lines that stand further right, unless the line is a key alone. */
function belowEnd(text: string, { start, end }: Line): number {
  const line = text.slice(start, end);
  if (/:[ \t]*(?:#.*)?$/.test(line)) return end;
  const indentation = indentationOf(line);
  let last = end;
  for (let at = end; at < text.length; ) {
    const next = lineAt(text, text.startsWith('\r\n', at) ? at + 2 : at + 1);
    const below = text.slice(next.start, next.end);
    if (below.trim() !== '' && indentationOf(below) <= indentation) break;
    last = next.end;
    at = next.end;
  }
  return last;
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length;
}
