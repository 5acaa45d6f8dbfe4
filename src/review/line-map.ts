import type { Edit } from '../manifests/rewrite.ts';
import { counterparts } from './line-diff.ts';
import { type Lines, lineRange, linesOf } from './lines.ts';

/**
 * Moves edits of one version of a text onto another. What is checked out for a pull request is its merge with the base, so a file in
 * it may differ from the head's in any number of places (docs/github-behaviour.md#merge-checkout); and on Windows runners git
 * may have ended its lines with `\r\n` (docs/github-behaviour.md#autocrlf).
 * @returns the edit with the offsets of `to` and line ends as they are there, or `undefined` where its lines are not in both. Of a line
 * that stands more than once in either text, also what it is nested in must be the same: equal lines need not mean the same.
 */
export function mapEdits(from: string, to: string): (edit: Edit) => Edit | undefined {
  if (from === to) return (edit) => edit;
  const one = readVersion(from);
  const other = readVersion(to);
  const found = counterparts(one.contents, other.contents);
  const repeated = new Set([...repetitions(one.contents), ...repetitions(other.contents)]);
  let nesting: { readonly one: Int32Array; readonly other: Int32Array } | undefined;
  const isSame = (line: number, counterpart: number) => {
    if (!repeated.has(one.contents[line] ?? '')) return true;
    const names = new Map<string, number>();
    nesting ??= { one: nestingOf(one.contents, names), other: nestingOf(other.contents, names) };
    return nesting.one[line] === nesting.other[counterpart];
  };
  return (edit) => {
    const range = lineRange(one.lines, edit);
    const first = found[range.from - 1] ?? -1;
    for (let line = range.from - 1; line < range.to; line++) {
      const counterpart = found[line] ?? -1;
      if (counterpart === -1 || counterpart !== first + line - (range.from - 1)) return undefined;
      if (!isSame(line, counterpart)) return undefined;
    }
    const start = offsetIn(one, other, range.from - 1, first, edit.start);
    const end = offsetIn(one, other, range.to - 1, first + range.to - range.from, edit.end);
    if (start === undefined || end === undefined) return undefined;
    return { ...withLineEnds(edit, lineEnd(other, first) || '\n'), start, end };
  };
}

/** What is written with the line ends of the text that it goes into. */
function withLineEnds(edit: Edit, end: string): Edit {
  const text = edit.text.replaceAll(/\r?\n/g, end);
  const { adds } = edit;
  if (adds?.style.type !== 'block') return { ...edit, text };
  return { ...edit, text, adds: { ...adds, style: { ...adds.style, lineEnd: end } } };
}

interface Version {
  readonly text: string;
  readonly lines: Lines;
  /** Each line without its end. */
  readonly contents: readonly string[];
}

function readVersion(text: string): Version {
  const contents = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (contents.at(-1) === '' && text !== '') contents.pop();
  return { text, lines: linesOf(text), contents };
}

/** What ends a line (0-based): nothing, `\n`, or `\r\n`. */
function lineEnd({ text, lines, contents }: Version, line: number): string {
  return text.slice(lines.start(line + 1) + (contents[line]?.length ?? 0), lines.start(line + 2));
}

/** Where an offset in a line is in that line's counterpart; `undefined` within an end that the counterpart has not. */
function offsetIn(one: Version, other: Version, line: number, counterpart: number, offset: number): number | undefined {
  const column = offset - one.lines.start(line + 1);
  const length = one.contents[line]?.length ?? 0;
  const start = other.lines.start(counterpart + 1);
  if (column <= length) return start + column;
  const end = lineEnd(other, counterpart);
  return end === '' ? undefined : start + length + end.length;
}

function repetitions(lines: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(lines.filter((line) => seen.size === seen.add(line).size));
}

/**
 * For each line a number for the lines that it is nested in, as indentation tells: the nearest one above that is indented less,
 * the nearest such one above that, and so on. Lines that are empty or a comment nest nothing.
 * @param names the numbers given so far; texts are compared by sharing it
 */
function nestingOf(lines: readonly string[], names: Map<string, number>): Int32Array {
  const open: { readonly indentation: number; readonly name: number }[] = [];
  return Int32Array.from(lines, (line) => {
    const content = line.trimStart();
    const indentation = line.length - content.length;
    if (content === '' || content.startsWith('#')) return open.at(-1)?.name ?? -1;
    while ((open.at(-1)?.indentation ?? -1) >= indentation) open.pop();
    const around = open.at(-1)?.name ?? -1;
    const path = `${around} ${content.trimEnd()}`;
    const name = names.get(path) ?? names.size;
    names.set(path, name);
    open.push({ indentation, name });
    return around;
  });
}
