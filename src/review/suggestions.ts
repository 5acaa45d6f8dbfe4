import { compareTexts } from '../base/order.ts';
import type { Use } from '../manifests/model/use.ts';
import { applyEdits, type Edit, placeOf, type Rewritten } from '../manifests/rewrite.ts';
import type { ChangedFile } from './diff.ts';
import { connected } from './groups.ts';
import { fitsOneSuggestion, type HeadFile, type Piece, piecesOf, readHeadFile, type Texts } from './pieces.ts';

/** From rewritten uses to what a reviewer can commit on the lines of a pull request's diff. */

/** New text for some consecutive lines of the head. */
export interface Suggestion {
  /** Relative to the repository's root. */
  readonly file: string;
  /** 1-based, both included, in one hunk of the diff. */
  readonly from: number;
  readonly to: number;
  /** Neither text has the last line's end. */
  readonly oldText: string;
  readonly newText: string;
  /** What it moves; several where they share lines, or hold only together. */
  readonly moves: readonly Rewritten[];
}

export interface Suggestions<U extends Use = Use> {
  /** Sorted by file and line; no two of one file share a line. */
  readonly suggestions: readonly Suggestion[];
  /** Rewritten uses that get no suggestion, in the order given. */
  readonly left: readonly { readonly use: U; readonly reason: string }[];
}

export interface SuggestionRequest<U extends Use = Use> {
  readonly rewritten: readonly Rewritten<U>[];
  /** Why a use must not be committed (its rule does not exist, its image was not served, its kind gets none); `undefined` where it may. */
  readonly heldBack: (use: U) => string | undefined;
  readonly changed: readonly ChangedFile[];
  /** Whether the pull request changes more files, which GitHub does not list. */
  readonly isCut?: boolean;
  /** By the path that edits name. */
  readonly textsOf: (file: string) => Texts | undefined;
  /** What leads from the repository's root to the scanned path: empty, or ending with `/`. */
  readonly prefix: string;
  readonly most: number;
}

/**
 * The suggestions for rewritten uses. A use is suggested as a whole or not at all, and so are uses that share an edit or a
 * line: what holds only together is one suggestion, or none where it stands in several files or hunks. Who commits any of
 * what is shown never leaves a reference half moved.
 */
export function suggest<U extends Use>({
  rewritten,
  heldBack,
  changed,
  isCut = false,
  textsOf,
  prefix,
  most,
}: SuggestionRequest<U>): Suggestions<U> {
  const changedFiles = new Map(changed.map((file) => [file.path, file]));
  const headFiles = new Map<string, HeadFile | string>();
  const headFile = (file: string) => {
    const path = `${prefix}${file}`;
    const known = headFiles.get(file) ?? readHeadFile(path, changedFiles.get(path), textsOf(file), isCut);
    headFiles.set(file, known);
    return known;
  };
  const reasons = new Map<Rewritten, string>();
  const placed: Placed[] = [];
  for (const group of connected(rewritten, ({ edits }) => edits.map(placeOf))) {
    const found = group.map((move) => ({ move, pieces: heldBack(move.use) ?? piecesOf(move, headFile) }));
    const obstacle = found.find(({ pieces }) => typeof pieces === 'string');
    for (const { move, pieces } of found) {
      if (typeof pieces === 'string') reasons.set(move, pieces);
      else if (obstacle !== undefined) reasons.set(move, sharedWith(obstacle.move, String(obstacle.pieces)));
      else for (const piece of pieces) placed.push({ move, piece });
    }
  }
  const { suggestions, apart } = chosen(wholesOf(placed, rewritten), most);
  for (const [move, reason] of apart) reasons.set(move, reason);
  return {
    suggestions: suggestions.toSorted((one, other) => compareTexts(one.file, other.file) || one.from - other.from),
    left: rewritten.flatMap((move) => {
      const reason = reasons.get(move);
      return reason === undefined ? [] : [{ use: move.use, reason: ofItsFile(reason, move.use.file) }];
    }),
  };
}

/** Blocks that hold only together. */
function wholesOf(placed: readonly Placed[], rewritten: readonly Rewritten[]): readonly (readonly Block[])[] {
  const numbers = new Map(rewritten.map((move, index) => [move, String(index)]));
  return connected(blocksOf(placed), ({ moves }) => moves.map((move) => numbers.get(move) ?? ''));
}

/** A suggestion for each whole that is one, up to a number; and why the others get none. */
function chosen(wholes: readonly (readonly Block[])[], most: number) {
  const suggestions: Suggestion[] = [];
  const apart: (readonly [Rewritten, string])[] = [];
  for (const whole of wholes) {
    const block = oneBlock(whole);
    if (block !== undefined && suggestions.length < most) suggestions.push(suggestionOf(block));
    else {
      const reason = block === undefined ? APART : `more than ${most} suggestions`;
      for (const { moves } of whole) for (const move of moves) apart.push([move, reason]);
    }
  }
  return { suggestions, apart };
}

/** Why what stands in several places is not suggested: a reviewer may commit one of them alone. */
const APART = 'it takes changes in several places that hold only together, which the patch has';

/** A reason as it is for every use of that sort: its file's name stands beside it, and equal reasons are told once. */
function ofItsFile(reason: string, file: string): string {
  return reason.startsWith(`${file} `) || reason.startsWith(`${file}: `)
    ? `its file${reason.slice(file.length)}`
    : reason;
}

function sharedWith({ use }: Rewritten, reason: string): string {
  return `the same text makes the image at ${use.file}:${use.line}, which can't be suggested: ${reason}`;
}

interface Placed {
  readonly move: Rewritten;
  readonly piece: Piece;
}

/** Lines of one file that are written together: the pieces of all uses that meet in them. */
interface Block {
  readonly file: HeadFile;
  readonly from: number;
  readonly to: number;
  readonly edits: readonly Edit[];
  readonly moves: readonly Rewritten[];
}

/** The blocks, by file and line. Pieces that share no line stay apart. */
function blocksOf(placed: readonly Placed[]): readonly Block[] {
  const sorted = placed.toSorted(
    (one, other) => compareTexts(one.piece.file.path, other.piece.file.path) || one.piece.from - other.piece.from,
  );
  const blocks: Block[] = [];
  for (const { move, piece } of sorted) {
    const last = blocks.at(-1);
    if (last === undefined || last.file !== piece.file || last.to < piece.from) {
      blocks.push({ file: piece.file, from: piece.from, to: piece.to, edits: piece.edits, moves: [move] });
      continue;
    }
    const edits = new Map([...last.edits, ...piece.edits].map((edit) => [placeOf(edit), edit]));
    const moves = last.moves.includes(move) ? last.moves : [...last.moves, move];
    blocks.splice(-1, 1, { ...last, to: Math.max(last.to, piece.to), edits: [...edits.values()], moves });
  }
  return blocks;
}

/** Blocks that hold only together as one; `undefined` where they stand in several files or hunks, or far apart. */
function oneBlock(whole: readonly Block[]): Block | undefined {
  const [first, ...others] = whole;
  if (first === undefined || others.length === 0) return first;
  const { file } = first;
  const from = Math.min(...whole.map((block) => block.from));
  const to = Math.max(...whole.map((block) => block.to));
  if (others.some((block) => block.file !== file) || !fitsOneSuggestion(file, from, to)) return undefined;
  return {
    file,
    from,
    to,
    edits: whole.flatMap(({ edits }) => edits),
    moves: [...new Set(whole.flatMap(({ moves }) => moves))],
  };
}

function suggestionOf({ file, from, to, edits, moves }: Block): Suggestion {
  const start = file.lines.start(from);
  const old = file.text.slice(start, file.lines.start(to + 1));
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const written = applyEdits(old, shifted);
  // A last line without an end has none in the suggestion either.
  const ended = old.endsWith('\n');
  return {
    file: file.path,
    from,
    to,
    oldText: ended ? old.slice(0, -1) : old,
    newText: ended ? written.slice(0, -1) : written,
    moves,
  };
}
