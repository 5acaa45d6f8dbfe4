import { compareTexts } from '../base/order.ts';
import type { Use } from '../manifests/model/use.ts';
import { applyEdits, type Edit, type Rewritten } from '../manifests/rewrite.ts';
import type { ChangedFile } from './diff.ts';
import { connected } from './groups.ts';
import { type HeadFile, type Piece, piecesOf, readHeadFile, type Texts } from './pieces.ts';

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
  /** What it moves; several where they share lines. */
  readonly moves: readonly Rewritten[];
  /** Suggestions without which this one leaves an image half moved. */
  readonly together: readonly { readonly file: string; readonly line: number }[];
}

export interface Suggestions {
  /** Sorted by file and line; no two of one file share a line. */
  readonly suggestions: readonly Suggestion[];
  /** Rewritten uses that get no suggestion, in the order given. */
  readonly left: readonly { readonly use: Use; readonly reason: string }[];
}

export interface SuggestionRequest {
  readonly rewritten: readonly Rewritten[];
  /** Why a use must not be committed (its rule does not exist, its image was not served, its kind gets none); `undefined` where it may. */
  readonly heldBack: (use: Use) => string | undefined;
  readonly changed: readonly ChangedFile[];
  /** By the path that edits name. */
  readonly textsOf: (file: string) => Texts | undefined;
  /** What leads from the repository's root to the scanned path: empty, or ending with `/`. */
  readonly prefix: string;
  readonly most: number;
}

/**
 * The suggestions for rewritten uses. A use is suggested as a whole or not at all, and so are uses that share an edit or a
 * line: who commits all that is shown never leaves a reference half moved.
 */
export function suggest({ rewritten, heldBack, changed, textsOf, prefix, most }: SuggestionRequest): Suggestions {
  const changedFiles = new Map(changed.map((file) => [file.path, file]));
  const headFiles = new Map<string, HeadFile | string>();
  const headFile = (file: string) => {
    const path = `${prefix}${file}`;
    const known = headFiles.get(file) ?? readHeadFile(path, changedFiles.get(path), textsOf(file));
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
  const suggestions: Suggestion[] = [];
  const blocks = blocksOf(placed);
  const numbers = new Map(rewritten.map((move, index) => [move, String(index)]));
  for (const whole of connected(blocks, ({ moves }) => moves.map((move) => numbers.get(move) ?? ''))) {
    if (suggestions.length + whole.length <= most)
      suggestions.push(...whole.map((block) => suggestionOf(block, whole)));
    else for (const { moves } of whole) for (const move of moves) reasons.set(move, `more than ${most} suggestions`);
  }
  return {
    suggestions: suggestions.toSorted((one, other) => compareTexts(one.file, other.file) || one.from - other.from),
    left: rewritten.flatMap((move) => {
      const reason = reasons.get(move);
      return reason === undefined ? [] : [{ use: move.use, reason }];
    }),
  };
}

function sharedWith({ use }: Rewritten, reason: string): string {
  return `the same text makes the image at ${use.file}:${use.line}, which can't be suggested: ${reason}`;
}

function placeOf({ file, start, end }: Edit): string {
  return `${file}\0${start}\0${end}`;
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

function suggestionOf(block: Block, whole: readonly Block[]): Suggestion {
  const { file, from, to, edits, moves } = block;
  const start = file.lines.start(from);
  const old = file.text.slice(start, file.lines.start(to + 1));
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const written = applyEdits(old, shifted);
  const others = whole.filter((other) => other !== block && other.moves.some((move) => moves.includes(move)));
  // A last line without an end has none in the suggestion either.
  const ended = old.endsWith('\n');
  return {
    file: file.path,
    from,
    to,
    oldText: ended ? old.slice(0, -1) : old,
    newText: ended ? written.slice(0, -1) : written,
    moves,
    together: others.map((other) => ({ file: other.file.path, line: other.from })),
  };
}
