import type { Sibling } from '../model/use.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { type Origin, type Piece, UNKNOWN, type Value } from '../variables/expand.ts';

/** How a language puts values into a text. */
export interface Interpolation {
  /** Matches one value that is put in by its name alone, the name in the first group; global, and linear in time. */
  readonly reference: RegExp;
  /** Matches what is left of a text where more than names is put in. */
  readonly other: RegExp;
  /** Why such a text is not known. */
  readonly reason: string;
}

/** A text with values put in. */
export interface InterpolatedText {
  readonly text: string;
  /** Where the text stands, character by character. */
  readonly origin: Origin;
  /** The variable whose value this is. */
  readonly variable?: Sibling;
}

/** A reference has at most 255 + 128 + about 140 characters; values that no reference can hold are not built up. */
const MAX_LENGTH = 1024;
const MAX_PIECES = 64;

/** What a text comes to, with the place of every character. */
export function interpolated(
  template: InterpolatedText,
  { reference, other, reason }: Interpolation,
  lookup: (name: string) => Value,
): Value {
  const pieces: Piece[] = [];
  const { text } = template;
  if (text.length > MAX_IMAGE_TEXT) return TOO_LONG;
  let done = 0;
  let length = 0;
  let unknown: string | undefined;
  for (const match of text.matchAll(reference)) {
    const before = text.slice(done, match.index);
    if (other.test(before)) unknown ??= reason;
    if (before !== '') pieces.push(pieceOf(template, done, before));
    const value = lookup(match[1] ?? '');
    if (!value.known) unknown ??= value.reason;
    const filled = value.pieces ?? [UNKNOWN];
    for (const piece of filled) pieces.push(piece);
    done = match.index + match[0].length;
    length += before.length + filled.reduce((sum, piece) => sum + piece.text.length, 0);
    if (length > MAX_LENGTH || pieces.length > MAX_PIECES) return TOO_LONG;
  }
  const rest = text.slice(done);
  if (other.test(rest)) unknown ??= reason;
  // An empty value has a place, too: that is where a prefix can be written.
  if (rest !== '' || pieces.length === 0) pieces.push(pieceOf(template, done, rest));
  return unknown === undefined ? { known: true, pieces } : { known: false, reason: unknown, pieces };
}

const TOO_LONG: Value = { known: false, reason: 'no image reference is that long' };

function pieceOf({ origin, variable }: InterpolatedText, start: number, text: string): Piece {
  return {
    text,
    origin: { file: origin.file, start: origin.start + start },
    ...(variable === undefined ? {} : { variable }),
  };
}
