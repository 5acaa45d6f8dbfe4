import type { Edit, Rewritten } from '../manifests/rewrite.ts';
import { hasHidden } from '../text/shown.ts';
import { type ChangedFile, hunkAround, NO_DIFF } from './diff.ts';
import { mapEdits } from './line-map.ts';
import { type Lines, lineRange, linesOf } from './lines.ts';

/** Where in the diff a use's edits stand. */

/** A file as the head has it, fit for suggestions. */
export interface HeadFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  readonly lines: Lines;
  readonly changed: ChangedFile;
  /** An edit of the scanned text as one of the head's, where the head has the same lines. */
  readonly shifted: (edit: Edit) => Edit | undefined;
}

/** Edits of one use that stand close enough together for one suggestion; the lines are in one hunk. */
export interface Piece {
  readonly file: HeadFile;
  /** 1-based, both included. */
  readonly from: number;
  readonly to: number;
  readonly edits: readonly Edit[];
}

/** The text that edits belong to, and the head's, which may differ. */
export interface Texts {
  readonly scanned: string;
  /** `undefined` where it could not be read. */
  readonly head: string | undefined;
}

/** The file, or why nothing in it can be suggested. */
export function readHeadFile(
  path: string,
  changed: ChangedFile | undefined,
  texts: Texts | undefined,
  isCut: boolean,
): HeadFile | string {
  if (changed === undefined && isCut) {
    return `${path} is none of the first 3,000 files of the pull request, and GitHub lists no more`;
  }
  if (changed === undefined) return `${path} is not changed by the pull request`;
  if (changed.withoutHunks !== undefined) return `${path}: ${changed.withoutHunks}`;
  if (texts?.head === undefined) return `${path} could not be read at the head of the pull request`;
  const shifted = mapEdits(texts.scanned, texts.head);
  return { path, text: texts.head, lines: linesOf(texts.head), changed, shifted };
}

const NOT_IN_DIFF = 'is not part of the diff';

/** Whether the reason why an edit can't be suggested is that GitHub shows its line in no diff, though the file is changed. */
export function isOutsideDiff(reason: string): boolean {
  return reason.endsWith(NOT_IN_DIFF) || reason.endsWith(NO_DIFF);
}

/** Farther apart than this, the lines in between are not worth repeating. */
const MAX_LINES = 20;
/**
 * Comments hold 65,536 characters (docs/github-behaviour.md#comment-length); what is longer than this no reviewer
 * reads.
 */
const MAX_TEXT_CHARS = 10_000;

/** The pieces of a use, or why one of its edits can't be suggested. Edits that change nothing are left out. */
export function piecesOf(
  { edits }: Rewritten,
  headFile: (file: string) => HeadFile | string,
): readonly Piece[] | string {
  let pieces: readonly Piece[] = [];
  for (const scanned of edits.toSorted((one, other) => one.start - other.start)) {
    const file = headFile(scanned.file);
    if (typeof file === 'string') return file;
    const edit = file.shifted(scanned);
    if (edit === undefined) return `${file.path} differs there between the head of the pull request and what was read`;
    const replaced = file.text.slice(edit.start, edit.end);
    if (replaced === edit.text) continue;
    const range = lineRange(file.lines, edit);
    const place = `${file.path}:${range.from}`;
    if (hunkAround(file.changed, range.from, range.to) === undefined) return `${place} ${NOT_IN_DIFF}`;
    if (replaced.endsWith('\n') && !edit.text.endsWith('\n')) return `${place} would lose its line break`;
    pieces = added(pieces, { file, ...range, edits: [edit] });
  }
  for (const { file, from, to } of pieces) {
    const text = file.text.slice(file.lines.start(from), file.lines.start(to + 1));
    if (text.length > MAX_TEXT_CHARS) return `${file.path}:${from} is too long for a comment`;
    // What GitHub commits for lines that end in a carriage return is not documented; the patch keeps them.
    if (text.includes('\r')) return `${file.path}:${from} has carriage returns, which a suggestion may not keep`;
    if (hasHidden(text)) return `${file.path}:${from} has characters that a reviewer does not see`;
  }
  return pieces.length > 0 ? pieces : 'nothing of it would change';
}

/** Whether lines are in one hunk, and few enough to be shown together. */
export function fitsOneSuggestion({ changed }: HeadFile, from: number, to: number): boolean {
  return to - from < MAX_LINES && hunkAround(changed, from, to) !== undefined;
}

/** The pieces with one more: joined to the last one of its file where they are in one hunk and not far apart. */
function added(pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const index = pieces.findLastIndex(({ file }) => file === piece.file);
  const before = pieces[index];
  if (before === undefined) return [...pieces, piece];
  const from = Math.min(before.from, piece.from);
  const to = Math.max(before.to, piece.to);
  if (!fitsOneSuggestion(piece.file, from, to)) return [...pieces, piece];
  return pieces.with(index, { file: piece.file, from, to, edits: [...before.edits, ...piece.edits] });
}
