/**
 * Diffs as GitHub shows them: files with patches, and which lines a comment can stand on
 * (docs/github-behaviour.md#review-lines).
 */

export interface PullFile {
  readonly filename: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  /** Of the blob at the head. */
  readonly sha: string;
  /** GitHub leaves it out of binary and very large files. */
  readonly patch?: string;
  readonly previousFilename?: string;
}

/** The files of a text that `git -c core.quotepath=off diff --full-index` printed. */
export function filesOfDiff(text: string): readonly PullFile[] {
  return text
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith('diff --git '))
    .map(fileOf);
}

function fileOf(part: string): PullFile {
  const start = part.search(/^@@ /m);
  const head = start === -1 ? part : part.slice(0, start);
  const sha = /^index [0-9a-f]{40}\.\.([0-9a-f]{40})/m.exec(head)?.[1] ?? '0'.repeat(40);
  const previousFilename = /^rename from (.+)$/m.exec(head)?.[1];
  const oldName = /^--- a\/(.+?)\t?$/m.exec(head)?.[1];
  const newName = /^\+\+\+ b\/(.+?)\t?$/m.exec(head)?.[1] ?? /^rename to (.+)$/m.exec(head)?.[1];
  const filename = newName ?? oldName ?? /^diff --git a\/.+ b\/(.+)$/m.exec(head)?.[1] ?? '';
  return {
    filename,
    status: statusOf(head),
    sha,
    ...(start === -1 ? {} : { patch: part.slice(start).replace(/\n$/, '') }),
    ...(previousFilename === undefined ? {} : { previousFilename }),
  };
}

function statusOf(head: string): PullFile['status'] {
  if (/^new file mode /m.test(head)) return 'added';
  if (/^deleted file mode /m.test(head)) return 'removed';
  return /^rename from /m.test(head) ? 'renamed' : 'modified';
}

export type Side = 'LEFT' | 'RIGHT';

/** A line of a patch that a comment can stand on. */
export interface PatchLine {
  readonly side: Side;
  readonly line: number;
  /** Which hunk it is in, from 0. */
  readonly hunk: number;
  readonly text: string;
}

/** All lines of a patch: context lines are on both sides. */
function linesOfPatch(patch: string): readonly PatchLine[] {
  const lines: PatchLine[] = [];
  let hunk = -1;
  let left = 0;
  let right = 0;
  for (const line of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    const text = line.slice(1);
    if (header !== null) {
      hunk += 1;
      left = Number(header[1]);
      right = Number(header[2]);
    } else if (line.startsWith('+')) {
      lines.push({ side: 'RIGHT', line: right, hunk, text });
      right += 1;
    } else if (line.startsWith('-')) {
      lines.push({ side: 'LEFT', line: left, hunk, text });
      left += 1;
    } else if (line.startsWith(' ')) {
      lines.push({ side: 'RIGHT', line: right, hunk, text }, { side: 'LEFT', line: left, hunk, text });
      left += 1;
      right += 1;
    }
  }
  return lines;
}

/** Where a comment wants to stand. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly side: Side;
  readonly startLine?: number | undefined;
  readonly startSide?: Side | undefined;
}

/** Why a comment can't stand there, in GitHub's words; `undefined` where it can. */
export function refusedPlace(files: readonly PullFile[], place: Place): string | undefined {
  const file = files.find(({ filename }) => filename === place.path);
  if (file?.patch === undefined) return 'Path could not be resolved';
  const lines = linesOfPatch(file.patch);
  const end = lines.find(({ side, line }) => side === place.side && line === place.line);
  if (end === undefined) return 'Line could not be resolved';
  if (place.startLine === undefined) return undefined;
  const startSide = place.startSide ?? place.side;
  const start = lines.find(({ side, line }) => side === startSide && line === place.startLine);
  if (start === undefined) return 'Start line could not be resolved';
  if (place.startLine >= place.line) return 'Start line must precede the end line.';
  return start.hunk === end.hunk ? undefined : 'Start line must be part of the same hunk as the line.';
}

/** The text of a line of the diff. */
export function textOfLine(files: readonly PullFile[], { path, side, line }: Place): string | undefined {
  const patch = files.find(({ filename }) => filename === path)?.patch;
  return linesOfPatch(patch ?? '').find((candidate) => candidate.side === side && candidate.line === line)?.text;
}
