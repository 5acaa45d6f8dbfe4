/** Values as templates compute them, each text knowing which characters of which file it is made of. */
export type Value = ScalarValue | ListValue | MapValue | NilValue | UnknownValue;

/** Where some text stands. */
export interface Origin {
  readonly file: string;
  /** Offset of the first character. */
  readonly start: number;
  /** In values, in a template's text, or a text within a directive. */
  readonly in: 'values' | 'template' | 'directive';
}

/** Some characters. */
export interface Piece {
  readonly text: string;
  /** Where exactly these characters stand; `undefined` for those that were computed. */
  readonly from: Origin | undefined;
  /** Not characters, but something unknown in their place; the text is `GAP` then. */
  readonly gap?: UnknownValue;
}

/** What stands for something unknown within a text: a code point that no text has. */
export const GAP = '\uFFFF';

export interface ScalarValue {
  readonly type: 'scalar';
  readonly kind: 'text' | 'number' | 'boolean';
  readonly pieces: readonly Piece[];
}

export interface ListValue {
  readonly type: 'list';
  readonly items: readonly Value[];
}

/** `set` and `merge` change mappings in place, as they do in Helm. */
export interface MapValue {
  readonly type: 'map';
  readonly entries: Map<string, Value>;
}

/** A mapping whose entries are made when somebody asks for them. */
export class MapMadeWhenAsked implements MapValue {
  readonly type = 'map';
  #make: (() => Iterable<readonly [string, Value]>) | undefined;
  #entries: Map<string, Value> | undefined;

  constructor(make: () => Iterable<readonly [string, Value]>) {
    this.#make = make;
  }

  get entries(): Map<string, Value> {
    this.#entries ??= new Map(this.#make?.());
    this.#make = undefined;
    return this.#entries;
  }
}

export interface NilValue {
  readonly type: 'nil';
}

/** What can't be told from the repository. */
export interface UnknownValue {
  readonly type: 'unknown';
  readonly why: string;
  /** The texts that went into it. */
  readonly pieces: readonly Piece[];
  /** The texts of mappings and lists that are printed in it as they are (`toYaml`). */
  readonly structures?: readonly (readonly Piece[])[];
  /** The mapping or the list that is printed, where nothing else is. */
  readonly whole?: MapValue | ListValue;
}

/** Nothing. */
export const NIL: Value = { type: 'nil' };

/** Texts that an unknown value remembers; no image is made of more. */
const MAX_PIECES = 16;

export function unknown(why: string, from: readonly Value[] = []): UnknownValue {
  const pieces: Piece[] = [];
  for (const value of from) {
    if (value.type !== 'scalar' && value.type !== 'unknown') continue;
    for (const piece of value.pieces.flatMap((each) => each.gap?.pieces ?? [each]))
      if (piece.text !== '' && pieces.length < MAX_PIECES) pieces.push(piece);
  }
  const structures = from.flatMap((value) => structuresIn(value)).slice(0, MAX_PIECES);
  return structures.length === 0 ? { type: 'unknown', why, pieces } : { type: 'unknown', why, pieces, structures };
}

function structuresIn(value: Value): readonly (readonly Piece[])[] {
  if (value.type === 'unknown') return value.structures ?? [];
  return value.type === 'scalar' ? value.pieces.flatMap(({ gap }) => gap?.structures ?? []) : [];
}

/** Texts that a printed mapping remembers. */
const MAX_PRINTED = 2000;

/** A mapping or a list as `toYaml` and its like print it: nobody follows how, but it is known what stands in it. */
export function printedWhole(value: Value): Value {
  if (value.type !== 'map' && value.type !== 'list') return value.type === 'nil' ? computed('null') : value;
  const pieces: Piece[] = [];
  const seen = new Set<Value>();
  const open: Value[] = [value];
  for (let next = open.pop(); next !== undefined && pieces.length < MAX_PRINTED; next = open.pop()) {
    if (next.type === 'scalar') for (const piece of next.pieces) pieces.push(piece);
    if ((next.type !== 'map' && next.type !== 'list') || seen.has(next)) continue;
    seen.add(next);
    for (const inner of next.type === 'map' ? next.entries.values() : next.items) open.push(inner);
  }
  return { type: 'unknown', why: 'a mapping is printed', pieces: [], structures: [pieces], whole: value };
}

/** The mapping or the list that a text prints and nothing else: what reads the text as YAML finds it again. */
export function wholeIn(value: Value): MapValue | ListValue | undefined {
  if (value.type === 'unknown') return value.whole;
  if (value.type !== 'scalar') return undefined;
  const [only, ...others] = value.pieces.filter(({ text }) => text.trim() !== '');
  return others.length === 0 ? only?.gap?.whole : undefined;
}

/** The characters of a value, of an unknown one a gap. */
export function piecesOf(value: Value): readonly Piece[] {
  if (value.type === 'unknown') return [{ text: GAP, from: undefined, gap: value }];
  return value.type === 'scalar' ? value.pieces : [];
}

/** What is unknown of a value, if something is. */
export function gapOf(value: Value): UnknownValue | undefined {
  if (value.type === 'unknown') return value;
  return value.type === 'scalar' ? value.pieces.find(({ gap }) => gap !== undefined)?.gap : undefined;
}

/** A text that was computed and stands nowhere. */
export function computed(text: string): ScalarValue {
  return { type: 'scalar', kind: 'text', pieces: text === '' ? [] : [{ text, from: undefined }] };
}

export function textValue(pieces: readonly Piece[]): ScalarValue {
  return { type: 'scalar', kind: 'text', pieces };
}

export function booleanValue(value: boolean): ScalarValue {
  return { type: 'scalar', kind: 'boolean', pieces: [{ text: String(value), from: undefined }] };
}

export function mapValue(entries: Iterable<readonly [string, Value]>): MapValue {
  return { type: 'map', entries: new Map(entries) };
}

/** The text of pieces. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.length === 1 ? (pieces[0]?.text ?? '') : pieces.map(({ text }) => text).join('');
}

/** Some characters of pieces, with where they stand. */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const { text, from, gap } of pieces) {
    const [first, last] = [Math.max(start - at, 0), Math.min(end - at, text.length)];
    if (first < last)
      found.push({
        ...(gap === undefined ? {} : { gap }),
        text: text.slice(first, last),
        from: from === undefined ? undefined : { ...from, start: from.start + first },
      });
    at += text.length;
  }
  return found;
}

/** Whether a condition holds (https://pkg.go.dev/text/template#hdr-Actions: what is empty is false); `undefined` where nobody knows. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.type) {
    case 'unknown':
      return undefined;
    case 'nil':
      return false;
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.entries.size > 0;
    case 'scalar': {
      const text = textOf(value.pieces);
      if (text === GAP) return undefined;
      if (value.kind === 'boolean') return text === 'true';
      return value.kind === 'number' ? Number(text) !== 0 : text !== '';
    }
  }
}

/** The value below a key. */
export function fieldOf(value: Value, key: string): Value {
  if (value.type === 'unknown') return value;
  return value.type === 'map' ? (value.entries.get(key) ?? NIL) : NIL;
}

/** The value below keys. */
export function fieldAt(value: Value, path: readonly string[]): Value {
  return path.reduce(fieldOf, value);
}
