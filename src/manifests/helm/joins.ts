import { type ImageReference, nameLength, parseName, parseReference } from '../../images/reference.ts';
import type { Slot } from '../model/use.ts';
import type { Output } from './go-template/evaluate.ts';
import { GAP, type Origin, type Piece, slicePieces, textOf } from './go-template/traced-value.ts';

/** An image that a template makes, with what it takes to move it. */
export interface Join {
  /** What the template makes, as far as it is known. */
  readonly text: string;
  /** With its tag or digest as far as they are known. */
  readonly reference: ImageReference;
  /** The piece that names the image: where the use stands. */
  readonly main: PlacedPiece;
  /** All that it is made of. */
  readonly pieces: readonly PlacedPiece[];
  readonly slots: readonly Slot[];
  /** Why there are no slots. */
  readonly uneditable: string | undefined;
}

/** What a template makes of texts without it being known what. */
export interface Untold {
  readonly why: string;
  readonly pieces: readonly PlacedPiece[];
}

export interface PlacedPiece extends Piece {
  readonly from: Origin;
}

/** One text for a place: what stands there is the same text. */
export function placeOf(file: string, start: number): string {
  return `${file}\0${start}`;
}

/** The image that pieces make together, or why nobody can tell. */
export function joinOf(output: Output): Join | Untold {
  const pieces = unquoted(output);
  const text = textOf(pieces);
  const end = text.indexOf(GAP);
  // Values may leave the tag empty: nobody could pull that, but the name is known all the same.
  const gap = end === -1 && /[^:@][:@]$/.test(text) ? text.length : end;
  const known = gap === -1 ? text : text.slice(0, gap);
  const length = nameLength(known);
  const version = known.slice(length);
  const isNamed = gap === -1 || version !== '';
  const reference = isNamed ? (parseReference(known) ?? nameAlone(known, gap)) : undefined;
  const named = connected(slicePieces(pieces, 0, length));
  const main = mainOf(named, known);
  if (reference === undefined || main === undefined) {
    const shown = `"${text.slice(0, 200)}"`;
    const why = reference === undefined ? `${shown} is no image` : `${shown} is made by directives alone`;
    return {
      why: pieces.find((piece) => piece.gap !== undefined)?.gap?.why ?? why,
      pieces: [...placedIn(pieces), ...readAgain(pieces)],
    };
  }
  const slots = slotsOf(named, known.slice(0, length));
  const join = { text: known, reference, main, pieces: placedIn(pieces) };
  return typeof slots === 'string'
    ? { ...join, slots: [], uneditable: slots }
    : { ...join, slots, uneditable: undefined };
}

/** What stands somewhere of what was printed, and of what went into what is not known. */
export function placedIn(pieces: readonly Piece[]): readonly PlacedPiece[] {
  return pieces.flatMap((piece) => piece.gap?.pieces ?? [piece]).filter(isPlaced);
}

/** What stands in mappings that were printed and then read again by what is not followed: any of it may be in what that made. */
function readAgain(pieces: readonly Piece[]): readonly PlacedPiece[] {
  return pieces.flatMap(({ gap }) => (gap?.whole === undefined ? (gap?.structures ?? []).flat() : [])).filter(isPlaced);
}

/** The name, where what follows it is not known. */
function nameAlone(known: string, gap: number): ImageReference | undefined {
  return gap === -1 ? undefined : parseName(known.slice(0, nameLength(known)));
}

/** Without blanks and quotes around. */
function unquoted(output: Output): readonly Piece[] {
  const text = textOf(output);
  const inner = text.trim();
  let start = text.indexOf(inner);
  let end = start + inner.length;
  const quote = text[start];
  if (end - start > 1 && (quote === '"' || quote === "'") && text[end - 1] === quote) {
    start++;
    end--;
  }
  return slicePieces(output, start, end);
}

/** Pieces that stand next to each other in one file as one. */
function connected(pieces: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    const follows =
      last?.from !== undefined &&
      piece.from?.file === last.from.file &&
      piece.from.in === last.from.in &&
      piece.from.start === last.from.start + last.text.length;
    if (last !== undefined && follows) found[found.length - 1] = { ...last, text: last.text + piece.text };
    else found.push(piece);
  }
  return found;
}

/** Whether a piece stands somewhere. */
export function isPlaced(piece: Piece): piece is PlacedPiece {
  return piece.from !== undefined;
}

/** The last of the values that make the name, but for its registry; else what stands in the template. */
function mainOf(named: readonly Piece[], text: string): PlacedPiece | undefined {
  const host = hostLength(text);
  const first = host === 0 ? 0 : host + 1;
  let at = 0;
  const path = named.filter((piece) => {
    at += piece.text.length;
    return at > first && /[a-z0-9]/.test(piece.text);
  });
  const placed = path.filter(isPlaced);
  return placed.findLast(({ from }) => from.in === 'values') ?? placed.findLast(({ from }) => from.in === 'template');
}

/** The length of the registry that a name begins with, without its slash; 0 where it has none. */
function hostLength(text: string): number {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  return /[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase() ? first.length : 0;
}

/** Where the name is to be written, or why it can't be. */
function slotsOf(named: readonly Piece[], name: string): readonly Slot[] | string {
  const [first, ...others] = named;
  const host = hostLength(name);
  if (first === undefined) return 'nothing of it is written';
  const { length } = first.text;
  if (host === 0 || length > host + 1) return wholeSlot(first, name.slice(length), 'name', '');
  if (length < host) return `its registry is made of several parts (${name.slice(0, host)})`;
  const registry = wholeSlot(first, '', 'registry', first.text.endsWith('/') ? '/' : '');
  const rest = connected(length === host ? slicePieces(others, 1, name.length) : others);
  const [path] = rest;
  if (typeof registry === 'string' || path === undefined) return registry;
  const repository = wholeSlot(path, name.slice(host + 1 + path.text.length), 'repository', '');
  return typeof repository === 'string' ? repository : [...registry, ...repository];
}

/**
 * What moves an image by its registry alone, before which all of the target's name goes; `undefined` where it has none of its own.
 * @param slots of a registry and of a repository
 */
export function byRegistry(slots: readonly Slot[], pieces: readonly PlacedPiece[]): readonly Slot[] | undefined {
  const [registry, repository, ...others] = slots.filter(({ writes }) => writes !== 'digest');
  if (registry?.writes !== 'registry' || repository?.writes !== 'repository' || others.length > 0) return undefined;
  const piece = pieces.find(({ from }) => from.file === repository.file && from.start === repository.start);
  if (piece === undefined) return undefined;
  const text = piece.text.slice(0, repository.end - repository.start);
  return [{ ...registry, writes: 'name', tail: `/${text}${repository.tail}` }];
}

function wholeSlot(piece: Piece, tail: string, writes: Slot['writes'], after: string): readonly Slot[] | string {
  const { from, text } = piece;
  if (from === undefined) return `"${text}" is computed by its template`;
  const { file, start } = from;
  if (from.in === 'directive') return `"${text}" is written in a directive of ${file}`;
  return [{ file, start, end: start + text.length, writes, before: '', after, tail }];
}
