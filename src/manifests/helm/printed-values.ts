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
    const before = text.slice(Math.max(0, start - MAX_BEFORE), start);
    if (piece.gap !== undefined && !HASHED.test(before.slice(before.lastIndexOf('\n') + 1)))
      others.push(...splitUp(piece.gap, moves));
    if (moving[index] !== true || start < done) continue;
    const [from, to] = wordAround(text, start, start + piece.text.length);
    done = to;
    const pieces = piecesBetween(output, starts, index, [from, to]);
    const written = pieces.filter((each) => moves.touches(each));
    const said = text.slice(Math.max(0, from - MAX_BEFORE), from);
    const found = isImage(text.slice(from, to), said, text[to]) ? joinOf([...pieces]) : undefined;
    if (found !== undefined && 'main' in found && isWritten(written, found.slots, moves)) images.push(found);
    else others.push(...pieces.filter(isPlaced));
  }
  return { images, others };
}

/** What says of a word what it is stands at most so many characters before it. */
const MAX_BEFORE = 256;

/** Where each piece begins in the text of all. */
function startsOf(output: readonly Piece[]): readonly number[] {
  let at = 0;
  return output.map(({ text }) => {
    at += text.length;
    return at - text.length;
  });
}

/** Some characters around a piece, as pieces. A range over thousands of values prints one text. */
function piecesBetween(
  output: readonly Piece[],
  starts: readonly number[],
  index: number,
  [from, to]: readonly [number, number],
): readonly Piece[] {
  let [first, end] = [index, index + 1];
  while (first > 0 && (starts[first] ?? 0) > from) first--;
  while (end < output.length && (starts[end] ?? 0) < to) end++;
  const offset = starts[first] ?? 0;
  return slicePieces(output.slice(first, end), from - offset, to - offset);
}

/** The characters of a reference around some of them, what is not known left out. */
function wordAround(text: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end];
  while (from > 0 && IN_WORD.test(text[from - 1] ?? '')) from--;
  while (from < start && !/[A-Za-z0-9]/.test(text[from] ?? '')) from++;
  while (to < text.length && IN_WORD.test(text[to] ?? '')) to++;
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
  return moving.every((piece) =>
    moves
      .at(piece)
      .some((known) =>
        slots.some(
          ({ file, start, end, writes, tail }) =>
            known.file === file &&
            known.start === start &&
            known.end === end &&
            known.writes === writes &&
            known.tail === tail,
        ),
      ),
  );
}
