import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import { applyEdits, type Edit } from '../manifests/rewrite.ts';
import { type Lines, lineRange, linesOf } from './lines.ts';

/** All edits as one patch in git's format, for `git apply`. Everything outside the edits is kept to the byte. */

/** What a patch has not, for its reader. */
export interface LeftOut {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** A clause. */
  readonly reason: string;
}

/**
 * What the patch leaves out, one line each, to stand before it: git passes over what comes before the first `diff --git`.
 * @param prefix what leads from the repository's root to the scanned path
 */
export function leftOutOfPatch(left: readonly LeftOut[], prefix: string): string {
  return left
    .map(({ file, line, text, reason }) => `# left out: ${shown(`${prefix}${file}:${line}: ${text}: ${reason}`)}\n`)
    .join('');
}

/** On one line, whatever it holds. */
function shown(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
}

/**
 * Writes the patch.
 * @param edits of any number of files; those of one file do not overlap
 * @param textOf the text that a file's edits belong to; a file without one is left out
 * @param prefix what leads from the repository's root to the scanned path: empty, or ending with `/`
 * @returns the patch, empty where nothing changes
 */
export function patchOf(edits: readonly Edit[], textOf: (file: string) => string | undefined, prefix: string): string {
  return [...groupBy(edits, ({ file }) => file)]
    .toSorted(([one], [other]) => compareTexts(one, other))
    .map(([file, own]) => {
      const text = textOf(file);
      return text === undefined ? '' : filePatch(`${prefix}${file}`, text, own);
    })
    .join('');
}

const CONTEXT = 3;

/** Old lines that are written anew together, both included, with their edits. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly edits: readonly Edit[];
}

function filePatch(path: string, text: string, edits: readonly Edit[]): string {
  const lines = linesOf(text);
  const changes = changesOf(text, lines, edits);
  if (changes.length === 0) return '';
  const name = (side: string) => quoted(`${side}/${path}`);
  // git ends a name that holds a space with a tab, so that it is not taken for a name and a date.
  const ended = (label: string) => (label.includes(' ') && !label.startsWith('"') ? `${label}\t` : label);
  const header = `diff --git ${name('a')} ${name('b')}\n--- ${ended(name('a'))}\n+++ ${ended(name('b'))}\n`;
  let growth = 0;
  const hunks = hunksOf(changes, lines.count).map((hunk) => {
    const written = writeHunk(text, lines, hunk, growth);
    growth += written.growth;
    return written.text;
  });
  return header + hunks.join('');
}

/** The changes in order; edits on the same or on adjoining lines are one. Edits that change nothing are none. */
function changesOf(text: string, lines: Lines, edits: readonly Edit[]): readonly Change[] {
  const changes: Change[] = [];
  for (const edit of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    if (text.slice(edit.start, edit.end) === edit.text) continue;
    const { from, to } = lineRange(lines, edit);
    const last = changes.at(-1);
    if (last === undefined || last.to + 1 < from) changes.push({ from, to, edits: [edit] });
    else changes.splice(-1, 1, { from: last.from, to: Math.max(last.to, to), edits: [...last.edits, edit] });
  }
  return changes;
}

interface Hunk {
  /** Old lines, context included. */
  readonly from: number;
  readonly to: number;
  readonly changes: readonly Change[];
}

/** Changes whose context meets are in one hunk. */
function hunksOf(changes: readonly Change[], count: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const change of changes) {
    const from = Math.max(1, change.from - CONTEXT);
    const to = Math.min(count, change.to + CONTEXT);
    const last = hunks.at(-1);
    if (last === undefined || last.to + 1 < from) hunks.push({ from, to, changes: [change] });
    else hunks.splice(-1, 1, { from: last.from, to, changes: [...last.changes, change] });
  }
  return hunks;
}

function writeHunk(text: string, lines: Lines, { from, to, changes }: Hunk, growth: number) {
  const body: string[] = [];
  let grown = 0;
  let next = from;
  for (const change of changes) {
    body.push(...marked(' ', slice(text, lines, next, change.from - 1)));
    const old = slice(text, lines, change.from, change.to);
    const start = lines.start(change.from);
    const shifted = change.edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const oldLines = marked('-', old);
    const newLines = marked('+', applyEdits(old, shifted));
    body.push(...oldLines, ...newLines);
    grown += newLines.length - oldLines.length;
    next = change.to + 1;
  }
  body.push(...marked(' ', slice(text, lines, next, to)));
  const oldCount = to - from + 1;
  const header = `@@ -${from},${oldCount} +${from + growth},${oldCount + grown} @@\n`;
  return { text: header + body.join(''), growth: grown };
}

/** The text of some lines with their ends; empty where the last comes before the first. */
function slice(text: string, lines: Lines, from: number, to: number): string {
  return to < from ? '' : text.slice(lines.start(from), lines.start(to + 1));
}

/** Each line with its mark; one without an end is followed by git's note. */
function marked(mark: string, text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  const whole = lines.map((line) => `${mark}${line}\n`);
  return rest === '' ? whole : [...whole, `${mark}${rest}\n\\ No newline at end of file\n`];
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A path as git writes it: in C's quotes where it holds what would be misread. */
function quoted(path: string): string {
  let needed = false;
  let written = '';
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    const octal = code < 32 || code === 127 ? `\\${code.toString(8).padStart(3, '0')}` : undefined;
    const substitute = ESCAPES.get(character) ?? octal;
    needed ||= substitute !== undefined;
    written += substitute ?? character;
  }
  return needed ? `"${written}"` : path;
}
