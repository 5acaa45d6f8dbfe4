import { countBefore } from '../../base/sorted.ts';
import type { Slot } from '../model/use.ts';
import { isVersionedWord } from '../references/certainty.ts';
import { GAP, type Piece, slicePieces, textOf, type UnknownValue } from './go-template/traced-value.ts';
import { isPlaced, type Join, joinOf, type PlacedPiece, placeOf } from './joins.ts';
import type { Moves } from './movable.ts';

/** What a line of output that is no image's place has of the texts that would be written when images move. */
export interface Printed {
  /** Images that stand in it all the same (`docker run {{ … }}`). */
  readonly images: readonly Join[];
  /** What would change although it is no image. */
  readonly others: readonly PlacedPiece[];
}

/** Looks at what is printed word by word, as whoever reads it later does. */
export function printedIn(output: readonly Piece[], moves: Moves): Printed {
  const images: Join[] = [];
  const others: PlacedPiece[] = [];
  const moving = output.map((piece) => moves.touches(piece));
  if (!moving.includes(true) && output.every(({ gap }) => gap === undefined)) return { images, others };
  const text = textOf(output);
  const starts = startsOf(output);
  let done = 0;
  for (const [index, piece] of output.entries()) {
    const start = starts[index] ?? 0;
    if (piece.gap !== undefined && !HASHED.test(lineBefore(text, start))) others.push(...splitUp(piece.gap, moves));
    if (moving[index] !== true || start < done) continue;
    const [from, to] = wordAround(text, start, start + piece.text.length);
    done = to;
    const pieces = piecesBetween(output, starts, [from, to]);
    const written = pieces.filter((each) => moves.touches(each));
    const isSaid = isImage(text.slice(from, to), lineBefore(text, from), text[to]);
    const found = isSaid ? joinOf([...pieces]) : undefined;
    if (found !== undefined && 'main' in found && isWritten(written, found.slots, moves)) images.push(found);
    else others.push(...pieces.filter(isPlaced));
  }
  return { images, others };
}

/** What says of a word what it is stands at most so many characters before it. */
const MAX_BEFORE = 256;

/** What stands before a place in its line. */
function lineBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - MAX_BEFORE), at);
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** Where each piece begins in the text of all. */
function startsOf(output: readonly Piece[]): readonly number[] {
  let at = 0;
  return output.map(({ text }) => {
    at += text.length;
    return at - text.length;
  });
}

/** Some characters as pieces. A range over thousands of values prints one text. */
function piecesBetween(
  output: readonly Piece[],
  starts: readonly number[],
  [from, to]: readonly [number, number],
): readonly Piece[] {
  const first = countBefore(starts, (start) => start <= from) - 1;
  const offset = starts[first] ?? 0;
  const end = countBefore(starts, (start) => start < to);
  return slicePieces(output.slice(first, end), from - offset, to - offset);
}

/** The characters of a reference around some of them, what is not known left out. */
function wordAround(text: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end];
  while (IN_WORD.test(text[from - 1] ?? '')) from--;
  while (IN_WORD.test(text[to] ?? '')) to++;
  return [from, to];
}

const IN_WORD = /[\w./:@-]/;

/** Keys of hashes of what is deployed, which are meant to change with it. */
const HASHED = /checksum|sha\d*sum|hash/i;

/** What a function that is not followed was given, and what is in mappings that are printed without all that makes an image. */
function splitUp({ pieces, structures = [] }: UnknownValue, moves: Moves): readonly PlacedPiece[] {
  const given = pieces.filter((piece) => moves.touches(piece));
  const halves = structures.flatMap((structure) => {
    const written = structure.flatMap((piece) => moves.at(piece));
    const places = new Set(written.map(({ file, start }) => placeOf(file, start)));
    const isWhole = written.every(({ movable }) =>
      movable.slots.every(({ file, start, writes }) => writes === 'digest' || places.has(placeOf(file, start))),
    );
    return isWhole ? [] : structure.filter((piece) => moves.touches(piece));
  });
  return [...given, ...halves].filter(isPlaced);
}

/** Whether a word is an image beyond doubt, or what is said before it makes it one. */
function isImage(word: string, before: string, after: string | undefined): boolean {
  if (after === GAP && !/[:@]$/.test(word)) return false;
  return isVersionedWord(word) || /(?:image|repo)[\w.-]*["']?\s*[:=]\s*["']?$/i.test(before);
}

/** Whether what would be written of a word is what moves the image that it is. */
function isWritten(moving: readonly Piece[], slots: readonly Slot[], moves: Moves): boolean {
  const own = new Set(slots.map(writingOf));
  return moving.every((piece) => moves.at(piece).some((known) => own.has(writingOf(known))));
}

function writingOf({ file, start, end, writes, tail }: Omit<Slot, 'before' | 'after'>): string {
  return [placeOf(file, start), end, writes, tail].join('\0');
}
