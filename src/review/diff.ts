import { isObject, stringField } from '../base/json.ts';
import { countBefore } from '../base/sorted.ts';

/**
 * The pull request's diff, as far as comments are concerned: which lines of the head can carry one
 * (docs/github-behaviour.md#review-lines).
 */

/** A file of `GET /repos/{owner}/{repo}/pulls/{number}/files`. */
export interface ChangedFile {
  /** Relative to the repository's root. */
  readonly path: string;
  /** The id of its blob at the head. A scanned file with this id is the head's, to the byte. */
  readonly blob: string | undefined;
  /** Ranges of head lines that a comment can stand on; a comment over several lines must stay in one of them. */
  readonly hunks: readonly Hunk[];
  /** Why there are no hunks. */
  readonly withoutHunks?: string;
}

/** Consecutive lines of the head, both included. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
}

/** Reads the entries of the files endpoint; what is not an entry is left out. */
export function readChangedFiles(entries: readonly unknown[]): readonly ChangedFile[] {
  return entries.filter(isObject).flatMap((entry) => {
    const path = stringField(entry, 'filename');
    return path === undefined ? [] : [readChangedFile(path, entry)];
  });
}

/** Why there are no hunks: the file is too large, or not text (docs/github-behaviour.md#pull-files). */
export const NO_DIFF = 'GitHub shows no diff of the file';

function readChangedFile(path: string, entry: unknown): ChangedFile {
  const file = { path, blob: stringField(entry, 'sha') };
  if (stringField(entry, 'status') === 'removed') return { ...file, hunks: [], withoutHunks: 'the file is removed' };
  const patch = stringField(entry, 'patch');
  if (patch === undefined) return { ...file, hunks: [], withoutHunks: NO_DIFF };
  return { ...file, hunks: hunksOf(patch) };
}

/**
 * The ranges of head lines in a patch: added and context lines alike can be commented on.
 * Lines are counted rather than believed: a hunk ends where its text ends, whatever its header promises.
 */
export function hunksOf(patch: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let from = 0;
  let next = 0;
  const close = () => {
    if (next > from) hunks.push({ from, to: next - 1 });
  };
  for (const line of patch.split('\n')) {
    const header = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/.exec(line);
    if (header !== null) {
      close();
      from = Number(header[1]);
      next = from;
    } else if (from > 0 && (line.startsWith(' ') || line.startsWith('+'))) next++;
  }
  close();
  return hunks;
}

/** The hunk that holds all lines of a range, or `undefined`. Hunks stand in order. */
export function hunkAround({ hunks }: ChangedFile, from: number, to: number): Hunk | undefined {
  const hunk = hunks[countBefore(hunks, (each) => each.to < from)];
  return hunk !== undefined && hunk.from <= from && to <= hunk.to ? hunk : undefined;
}
