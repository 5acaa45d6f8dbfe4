import type { Budget } from './budget.ts';
import { functionOf } from './functions.ts';
import { type Piece, piecesOf, textOf, textValue, type Value } from './traced-value.ts';

/** A function that was given texts which stand somewhere, and what it made of them. */
export interface Look {
  readonly name: string;
  readonly args: readonly Value[];
  readonly result: Value;
}

/**
 * Functions whose result is their arguments, or hangs on nothing but which of them are empty: a text that is written in another way
 * goes where the first one went.
 */
const CARRYING: ReadonlySet<string> = new Set([
  'and',
  'append',
  'cat',
  'coalesce',
  'compact',
  'concat',
  'deepCopy',
  'default',
  'dict',
  'dig',
  'empty',
  'fail',
  'first',
  'fromJson',
  'fromJsonArray',
  'fromYaml',
  'fromYamlArray',
  'get',
  'hasKey',
  'indent',
  'index',
  'initial',
  'join',
  'keys',
  'kindIs',
  'kindOf',
  'last',
  'list',
  'merge',
  'mergeOverwrite',
  'nindent',
  'not',
  'omit',
  'or',
  'pick',
  'prepend',
  'print',
  'printf',
  'quote',
  'required',
  'rest',
  'set',
  'squote',
  'ternary',
  'toJson',
  'toPrettyJson',
  'toRawJson',
  'toString',
  'toToml',
  'toYaml',
  'toYamlPretty',
  'tuple',
  'typeIs',
  'typeOf',
  'unset',
  'values',
]);

/** Whether a function asks what the texts that it is given say. */
export function looksAt(name: string, args: readonly Value[]): boolean {
  const plain = /^must[A-Z]/.test(name) ? name.charAt(4).toLowerCase() + name.slice(5) : name;
  return !CARRYING.has(plain) && args.some((arg) => placedPieces(arg).length > 0);
}

/** What stands somewhere of a text, or of the texts of a list. */
export function placedPieces(value: Value): readonly Piece[] {
  if (value.type === 'list') return value.items.flatMap((item) => (item.type === 'scalar' ? placedPieces(item) : []));
  if (value.type !== 'scalar' && value.type !== 'unknown') return [];
  return value.pieces.flatMap((piece) => piece.gap?.pieces ?? [piece]).filter(({ from }) => from !== undefined);
}

/**
 * Whether a function makes of texts that are written anew what it made of them before, written anew in the same way.
 * @param anew what pieces are then; `undefined` where that is not known
 */
export function keepsMeaning(
  { name, args, result }: Look,
  anew: (pieces: readonly Piece[]) => readonly Piece[] | undefined,
  budget: Budget,
): boolean {
  const given = args.map((arg) => rewritten(arg, anew));
  const expected = rewritten(result, anew);
  const apply = functionOf(name);
  if (apply === undefined || result.type === 'unknown' || expected === undefined) return false;
  const known = given.filter((arg) => arg !== undefined);
  return known.length === given.length && isSame(apply(known, budget), expected);
}

function rewritten(value: Value, anew: (pieces: readonly Piece[]) => readonly Piece[] | undefined): Value | undefined {
  switch (value.type) {
    case 'scalar': {
      const pieces = anew(value.pieces);
      return pieces === undefined ? undefined : { ...textValue(pieces), kind: value.kind };
    }
    case 'list': {
      const items = value.items.map((item) => rewritten(item, anew));
      const known = items.filter((item) => item !== undefined);
      return known.length === items.length ? { type: 'list', items: known } : undefined;
    }
    case 'map':
      return rewrittenMap(value, anew);
    default:
      return value;
  }
}

function rewrittenMap(
  { entries }: Extract<Value, { type: 'map' }>,
  anew: (pieces: readonly Piece[]) => readonly Piece[] | undefined,
): Value | undefined {
  const found = new Map<string, Value>();
  for (const [key, value] of entries) {
    // What `split` makes is flat; of deeper mappings functions ask for keys.
    const inner = value.type === 'scalar' ? rewritten(value, anew) : value;
    if (inner === undefined) return undefined;
    found.set(key, inner);
  }
  return { type: 'map', entries: found };
}

function isSame(one: Value, other: Value): boolean {
  if (one.type === 'list' && other.type === 'list')
    return (
      one.items.length === other.items.length && one.items.every((item, at) => isSame(item, other.items[at] ?? item))
    );
  if (one.type === 'map' && other.type === 'map')
    return (
      one.entries.size === other.entries.size &&
      [...one.entries].every(([key, value]) => {
        const also = other.entries.get(key);
        return also !== undefined && isSame(value, also);
      })
    );
  return one.type === other.type && textOf(piecesOf(one)) === textOf(piecesOf(other));
}
