import type { Edit } from '../manifests/rewrite.ts';

/**
 * Moves edits of one version of a text onto another. What is checked out for a pull request is its merge with the base, so a
 * file in it may differ from the head's (docs/github-behaviour.md#merge-checkout); most often in one place.
 * @returns the edit with the offsets of `to`, or `undefined` where its lines are not in both: only edits in the whole lines that
 * both begin with, or both end with, are the same in both.
 */
export function shiftEdits(from: string, to: string): (edit: Edit) => Edit | undefined {
  if (from === to) return (edit) => edit;
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++;
  // A line that the common part breaks off in differs.
  const beginning = lineStart(from, start);
  const atEnd = from.length - end;
  const isWhole = lineStart(from, atEnd) === atEnd && lineStart(to, to.length - end) === to.length - end;
  const nextLine = from.indexOf('\n', atEnd) + 1;
  const ending = isWhole ? atEnd : nextLine === 0 ? from.length : nextLine;
  const growth = to.length - from.length;
  return (edit) => {
    if (edit.end < beginning) return edit;
    if (edit.start >= ending && ending < from.length) {
      return { ...edit, start: edit.start + growth, end: edit.end + growth };
    }
    return undefined;
  };
}

/** Where the line starts that an offset is in. */
function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
