import { formatReference, nameLength, nameOf, parseName, parseReference } from '../../images/reference.ts';
import type { LiteralPlace, Sibling, Slot, Use } from '../model/use.ts';
import { FILLED_IN_ELSEWHERE, templatedUse, unresolvedUse } from '../references/literal-use.ts';
import { knownNameLength } from '../references/unknown-tag.ts';
import { type Piece, textOf, type Value } from './expand.ts';

/** A token that names an image, with what its variables come to. */
export interface TracedPlace {
  readonly place: LiteralPlace;
  readonly value: Value;
}

/**
 * The uses of references that texts with variables come to. A use stands at the token that names the image;
 * `also` tells the variables that feed it, and the slots are where the characters of its name stand.
 * - The whole name in one place (a variable's value, a default, the token itself): written there.
 * - Only a leading part of it (`${REGISTRY}nginx`): that part is written, and what follows it has to stay.
 *
 * A variable that is the beginning of one reference and the middle of another is not written.
 * @param traced all places that may share variables
 * @returns one use for each, in the same order
 */
export function tracedUses(traced: readonly TracedPlace[]): readonly Use[] {
  const drafts = traced.map(draftOf);
  const inner = new Map<Sibling, InnerPiece[]>();
  for (const { use, pieces, anchor } of drafts) {
    // One that stands in a reference twice is its anchor but once.
    const at = anchor === undefined ? -1 : pieces.indexOf(anchor);
    for (const [index, piece] of pieces.entries()) {
      if (index === at || piece.variable === undefined) continue;
      const known = inner.get(piece.variable) ?? [];
      if (known.length < MAX_INNER) inner.set(piece.variable, [...known, { use, piece }]);
    }
  }
  return drafts.map(({ use, anchor }) => {
    const others = anchor?.variable === undefined ? undefined : inner.get(anchor.variable);
    const other = others?.find(({ piece }) => overlaps(piece, anchor)) ?? others?.[MAX_INNER - 1];
    if (other === undefined) return use;
    return {
      ...use,
      slots: [],
      uneditable: `what it begins with is also a part of ${other.use.image ?? other.use.text}`,
    };
  });
}

/** The use of a reference whose variables, if it has any, feed no other. */
export function tracedUse(place: LiteralPlace, value: Value): Use {
  return draftOf({ place, value }).use;
}

/** A piece that is no beginning of a reference, and the use that it is a part of. */
interface InnerPiece {
  readonly use: Use;
  readonly piece: Piece;
}

/** No variable is looked at more often; one that is in so many references is not written. */
const MAX_INNER = 50;

interface Draft {
  readonly use: Use;
  readonly pieces: readonly Piece[];
  /** The piece in which the name is written. */
  readonly anchor: Piece | undefined;
}

function draftOf({ place, value }: TracedPlace): Draft {
  if (!value.known) {
    const known = value.pieces === undefined ? undefined : namedDraft(place, value.pieces, value.reason);
    if (known !== undefined) return known;
    const pieces = (value.variables ?? []).map((variable) => ({ text: '', variable }));
    const use = value.pieces === undefined ? templatedUse(place, value.reason) : unresolvedUse(place, value.reason);
    return { use, pieces, anchor: undefined };
  }
  const { pieces } = value;
  const text = textOf(pieces);
  const reference = parseReference(text);
  if (reference === undefined) {
    const reason = text === '' ? 'its value is empty' : 'its value is not an image reference';
    // A dollar that means itself begins no variable.
    const known = text.includes('$') ? undefined : namedDraft(place, pieces, FILLED_IN_ELSEWHERE);
    return known ?? { use: unresolvedUse(place, reason), pieces, anchor: undefined };
  }
  const { file, start, kind, part } = place;
  const anchor = anchorOf(pieces);
  const name = anchor === undefined ? undefined : nameSlot(anchor, text.slice(0, nameLength(text)));
  const digest = reference.digest === undefined ? digestSlot(pieces, nameLength(text), text.length) : undefined;
  const use: Use = {
    file: file.path,
    ...file.at(start),
    text: place.text,
    image: formatReference(reference),
    kind,
    part,
    also: [...new Set(pieces.flatMap(({ variable }) => variable ?? []))],
    ...(name === undefined
      ? { slots: [], uneditable: 'its name does not stand anywhere as it is' }
      : { slots: digest === undefined ? [name] : [name, digest] }),
  };
  return { use, pieces, anchor };
}

/** The draft of a reference whose name is known and whose tag is not; `undefined` where the name is not known either. */
function namedDraft(
  { file, start, text, kind, part }: LiteralPlace,
  pieces: readonly Piece[],
  reason: string,
): Draft | undefined {
  const value = textOf(pieces);
  const length = knownNameLength(value);
  const name = length === undefined ? undefined : parseName(value.slice(0, length));
  if (length === undefined || name === undefined) return undefined;
  const anchor = anchorOf(pieces);
  const slot = anchor === undefined ? undefined : nameSlot(anchor, value.slice(0, length));
  const use: Use = {
    file: file.path,
    ...file.at(start),
    text,
    image: nameOf(name),
    unknownTag: true,
    reason,
    kind,
    part,
    also: [...new Set(pieces.flatMap(({ variable }) => variable ?? []))],
    ...(slot === undefined
      ? { slots: [], uneditable: 'its name does not stand anywhere as it is' }
      : { slots: [slot] }),
  };
  return { use, pieces, anchor };
}

/** The piece with the name's first characters. An empty variable in front of literal text is there to take a prefix. */
function anchorOf(pieces: readonly Piece[]): Piece | undefined {
  const first = pieces.findIndex(({ text }) => text !== '');
  const prefix = pieces.slice(0, Math.max(first, 0)).findLast(({ origin }) => origin !== undefined);
  return pieces[first]?.variable === undefined ? (prefix ?? pieces[first]) : pieces[first];
}

/** Where the name is written; `undefined` where the piece has no place. */
function nameSlot({ text, origin }: Piece, name: string): Slot | undefined {
  if (origin === undefined) return undefined;
  const length = Math.min(text.length, name.length);
  const { file, start } = origin;
  return { file, start, end: start + length, writes: 'name', before: '', after: '', tail: name.slice(length) };
}

/**
 * Where a digest is added: at the end of what holds the tag, if that stands in the manifest or holds the whole reference.
 * A variable that gives a tag alone may well be used for other things.
 */
function digestSlot(pieces: readonly Piece[], nameEnd: number, end: number): Slot | undefined {
  const last = pieces.findLast(({ text }) => text !== '');
  if (last?.origin === undefined) return undefined;
  const begins = end - last.text.length;
  if (begins > nameEnd || (last.variable !== undefined && begins > 0)) return undefined;
  const at = last.origin.start + last.text.length;
  return { file: last.origin.file, start: at, end: at, writes: 'digest', before: '@', after: '', tail: '' };
}

/** Whether pieces of the same variable have characters in common; computed ones may. */
function overlaps(one: Piece, other: Piece | undefined): boolean {
  if (one.origin === undefined || other?.origin === undefined) return true;
  const [a, b] = one.origin.start <= other.origin.start ? [one, other] : [other, one];
  const start = b.origin?.start ?? 0;
  return (a.origin?.start ?? 0) === start || (a.origin?.start ?? 0) + a.text.length > start;
}
