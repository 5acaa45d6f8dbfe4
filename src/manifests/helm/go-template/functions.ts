import type { Budget } from './budget.ts';
import { copied, merged } from './mappings.ts';
import {
  booleanValue,
  computed,
  fieldOf,
  gapOf,
  mapValue,
  NIL,
  type Piece,
  piecesOf,
  printedWhole,
  slicePieces,
  textOf,
  textValue,
  truthOf,
  unknown,
  type Value,
  wholeIn,
} from './traced-value.ts';

/**
 * Functions of Go's templates (https://pkg.go.dev/text/template#hdr-Functions) and of Sprig (https://masterminds.github.io/sprig/)
 * that charts make images with. What is not here is unknown.
 */
export type TemplateFunction = (args: readonly Value[], budget: Budget) => Value;

/** Longer texts are no images. */
const MAX_TEXT = 8192;

/** A function of texts; unknown as soon as one is. */
function ofTexts(name: string, apply: (texts: readonly string[], args: readonly Value[]) => Value): TemplateFunction {
  return (args) => {
    const gap = args.map(gapOf).find((found) => found !== undefined);
    if (gap !== undefined) return unknown(gap.why, args);
    const texts = args.map(printed);
    const known = texts.filter((text) => text !== undefined);
    return known.length === texts.length ? apply(known, args) : unknown(`${name} is given no text`, args);
  };
}

/** What a value prints as; `undefined` for mappings and lists. */
function printed(value: Value): string | undefined {
  if (value.type === 'nil') return '';
  return value.type === 'scalar' ? textOf(value.pieces) : undefined;
}

/** A function that keeps a part of its last argument, whose characters stay where they are. */
function keeping(name: string, range: (text: string, what: string) => readonly [number, number]): TemplateFunction {
  return ofTexts(name, (texts, args) => {
    const subject = args.at(-1) ?? NIL;
    const [start, end] = range(texts.at(-1) ?? '', texts[0] ?? '');
    return textValue(slicePieces(piecesOf(subject), start, end));
  });
}

/** A function that makes another text, or leaves the one that it is given. */
function changing(name: string, apply: (texts: readonly string[]) => string): TemplateFunction {
  return ofTexts(name, (texts, args) => {
    const text = apply(texts);
    return text === texts.at(-1) ? textValue(piecesOf(args.at(-1) ?? NIL)) : computed(text.slice(0, MAX_TEXT));
  });
}

function trimmed(text: string, units: string): readonly [number, number] {
  let [start, end] = [0, text.length];
  while (start < end && units.includes(text[start] ?? '')) start++;
  while (end > start && units.includes(text[end - 1] ?? '')) end--;
  return [start, end];
}

function asked(name: string, test: (texts: readonly string[]) => boolean): TemplateFunction {
  return ofTexts(name, (texts) => booleanValue(test(texts)));
}

function deciding(decide: (truth: boolean) => boolean): TemplateFunction {
  return ([value = NIL]) => {
    const truth = truthOf(value);
    return truth === undefined ? unknown('a condition is not known', [value]) : booleanValue(decide(truth));
  };
}

/** The first value that is not empty; unknown where that hangs on one that is. */
function firstFilled(values: readonly Value[]): Value {
  for (const value of values) {
    const truth = truthOf(value);
    if (truth === undefined) return unknown(value.type === 'unknown' ? value.why : 'a value is not known', values);
    if (truth) return value;
  }
  return values.at(-1) ?? NIL;
}

/** `printf`, with the characters of its arguments where they stand. */
const printf: TemplateFunction = ([format = NIL, ...args]) => {
  const text = printed(format);
  if (text === undefined) return unknown('the format of a printf is not known', [format, ...args]);
  const pieces: Piece[] = [];
  let next = 0;
  let at = 0;
  for (const match of text.matchAll(/%(?:%|[-+ #0]*\d*(?:\.\d+)?([a-zA-Z]))/g)) {
    for (const piece of slicePieces(piecesOf(format), at, match.index)) pieces.push(piece);
    at = match.index + match[0].length;
    if (match[1] === undefined) pieces.push({ text: '%', from: undefined });
    else {
      const arg = args[next++] ?? NIL;
      if (arg.type === 'list' || arg.type === 'map') return unknown('a mapping is printed', [format, ...args]);
      const quote: Piece = { text: '"', from: undefined };
      if (match[1] === 'q') pieces.push(quote, ...piecesOf(arg), quote);
      // `%s` of nothing prints what no image has, so that whoever writes it sees to it that there is something.
      else if (arg.type === 'nil') pieces.push({ text: '%!s(<nil>)', from: undefined });
      else pieces.push(...piecesOf(arg));
    }
  }
  for (const piece of slicePieces(piecesOf(format), at, text.length)) pieces.push(piece);
  return textValue(pieces);
};

function joinedBy(separator: Value, items: readonly Value[]): Value {
  return textValue(items.flatMap((item, index) => [...(index === 0 ? [] : piecesOf(separator)), ...piecesOf(item)]));
}

const split = (separator: Value, subject: Value): readonly Value[] => {
  const [by, text] = [printed(separator) ?? '', printed(subject) ?? ''];
  if (by === '') return [subject];
  const items: Value[] = [];
  for (let at = 0; items.length < 1000; ) {
    const found = text.indexOf(by, at);
    items.push(textValue(slicePieces(piecesOf(subject), at, found === -1 ? text.length : found)));
    if (found === -1) break;
    at = found + by.length;
  }
  return items;
};

function withUnknown(args: readonly Value[], apply: () => Value): Value {
  const gap = args.map(gapOf).find((found) => found !== undefined);
  return gap === undefined ? apply() : unknown(gap.why, args);
}

function itemAt(value: Value, index: (length: number) => number): Value {
  if (value.type === 'unknown') return value;
  return value.type === 'list' ? (value.items[index(value.items.length)] ?? NIL) : NIL;
}

function sublist(value: Value, apply: (items: readonly Value[]) => readonly Value[]): Value {
  if (value.type === 'unknown') return value;
  return { type: 'list', items: value.type === 'list' ? apply(value.items) : [] };
}

function kindOf(value: Value): string | undefined {
  switch (value.type) {
    case 'nil':
      return 'invalid';
    case 'list':
      return 'slice';
    case 'map':
      return 'map';
    case 'scalar':
      return value.kind === 'text' ? 'string' : value.kind === 'boolean' ? 'bool' : 'float64';
    case 'unknown':
      return undefined;
  }
}

function hasKind(name: Value, value: Value): Value {
  const kind = kindOf(value);
  return kind === undefined ? unknown('a kind is not known', [value]) : booleanValue(printed(name) === kind);
}

const merge =
  (overwrites: boolean): TemplateFunction =>
  ([target = NIL, ...sources], budget) =>
    sources.reduce((sofar, source) => merged(sofar, source, overwrites, budget), target);

/** What reads as YAML what was printed as such; other texts are not read. */
const read =
  (name: string): TemplateFunction =>
  ([text = NIL], budget) => {
    const whole = wholeIn(text);
    return whole === undefined ? unknown(`the function ${name} is not followed`, [text]) : copied(whole, budget);
  };

const below = ([value = NIL, ...keys]: readonly Value[]): Value =>
  keys.reduce((at: Value, key): Value => {
    const text = printed(key);
    if (key.type === 'unknown' || text === undefined) return unknown('an index is not known', [key]);
    return at.type === 'list' ? itemAt(at, () => Number(text)) : fieldOf(at, text);
  }, value);

const TABLE: Readonly<Record<string, TemplateFunction>> = {
  printf,
  print: (args) => joinedBy(computed(''), args),
  cat: (args) => joinedBy(computed(' '), args),
  quote: ([value = NIL]) => textValue([QUOTE, ...piecesOf(value), QUOTE]),
  squote: ([value = NIL]) => textValue([QUOTE, ...piecesOf(value), QUOTE]),
  default: ([fallback = NIL, value = NIL]) => {
    const truth = truthOf(value);
    if (truth === undefined)
      return unknown(value.type === 'unknown' ? value.why : 'a value is not known', [value, fallback]);
    return truth ? value : fallback;
  },
  coalesce: firstFilled,
  or: firstFilled,
  and: (args) => {
    for (const value of args) {
      const truth = truthOf(value);
      if (truth === undefined) return unknown('a condition is not known', args);
      if (!truth) return value;
    }
    return args.at(-1) ?? NIL;
  },
  not: deciding((truth) => !truth),
  empty: deciding((truth) => !truth),
  ternary: ([yes = NIL, no = NIL, test = NIL]) => {
    const truth = truthOf(test);
    return truth === undefined ? unknown('a condition is not known', [yes, no]) : truth ? yes : no;
  },
  required: ([, value = NIL]) => value,
  fail: () => unknown('the chart refuses these values'),
  eq: (args) => withUnknown(args, () => booleanValue(args.slice(1).some((other) => isSame(args[0] ?? NIL, other)))),
  ne: (args) => withUnknown(args, () => booleanValue(!isSame(args[0] ?? NIL, args[1] ?? NIL))),
  trim: keeping('trim', (text) => trimmed(text, ' \t\r\n')),
  trimAll: keeping('trimAll', trimmed),
  trimSuffix: keeping('trimSuffix', (text, end) => [0, text.endsWith(end) ? text.length - end.length : text.length]),
  trimPrefix: keeping('trimPrefix', (text, start) => [text.startsWith(start) ? start.length : 0, text.length]),
  trunc: ofTexts('trunc', ([count = '0'], args) => {
    const subject = args.at(-1) ?? NIL;
    const length = textOf(piecesOf(subject)).length;
    const number = Number(count);
    return textValue(
      number < 0
        ? slicePieces(piecesOf(subject), Math.max(0, length + number), length)
        : slicePieces(piecesOf(subject), 0, number),
    );
  }),
  nindent: ([, value = NIL]) => value,
  indent: ([, value = NIL]) => value,
  lower: changing('lower', ([text = '']) => text.toLowerCase()),
  upper: changing('upper', ([text = '']) => text.toUpperCase()),
  nospace: changing('nospace', ([text = '']) => text.replaceAll(/\s+/g, '')),
  replace: changing('replace', ([from = '', to = '', text = '']) =>
    from === '' ? text : text.replaceAll(from, () => to),
  ),
  contains: asked('contains', ([part = '', text = '']) => text.includes(part)),
  hasPrefix: asked('hasPrefix', ([start = '', text = '']) => text.startsWith(start)),
  hasSuffix: asked('hasSuffix', ([end = '', text = '']) => text.endsWith(end)),
  splitList: ([separator = NIL, subject = NIL]) =>
    withUnknown([separator, subject], () => ({ type: 'list', items: split(separator, subject) })),
  regexSplit: ([pattern = NIL, subject = NIL, count = NIL]) =>
    // What is no pattern but a text of its own is what it splits at.
    /^[^\\^$.|?*+()[\]{}]+$/.test(printed(pattern) ?? '') && printed(count) === '-1'
      ? withUnknown([pattern, subject], () => ({ type: 'list', items: split(pattern, subject) }))
      : unknown('the function regexSplit is not followed', [subject]),
  split: ([separator = NIL, subject = NIL]) =>
    withUnknown([separator, subject], () =>
      mapValue(split(separator, subject).map((item, at) => [`_${at}`, item] as const)),
    ),
  join: ([separator = NIL, list = NIL]) => joinedBy(separator, list.type === 'list' ? list.items : [list]),
  list: (items) => ({ type: 'list', items }),
  tuple: (items) => ({ type: 'list', items }),
  dict: (args) => {
    const entries: (readonly [string, Value])[] = [];
    for (let at = 0; at < args.length; at += 2) {
      const key = printed(args[at] ?? NIL);
      if (key === undefined) return unknown('a key is not known', args);
      entries.push([key, args[at + 1] ?? NIL]);
    }
    return mapValue(entries);
  },
  get: ([map = NIL, key = NIL]) => below([map, key]),
  index: below,
  dig: (args) => {
    const subject = args.at(-1) ?? NIL;
    const fallback = args.at(-2) ?? NIL;
    const found = below([subject, ...args.slice(0, -2)]);
    return found.type === 'nil' ? fallback : found;
  },
  set: ([map = NIL, key = NIL, value = NIL]) => {
    const name = printed(key);
    if (map.type === 'map' && name !== undefined) map.entries.set(name, value);
    return map;
  },
  unset: ([map = NIL, key = NIL]) => {
    if (map.type === 'map') map.entries.delete(printed(key) ?? '');
    return map;
  },
  hasKey: ([map = NIL, key = NIL]) =>
    withUnknown([map, key], () => booleanValue(map.type === 'map' && map.entries.has(printed(key) ?? ''))),
  keys: ([map = NIL]) =>
    withUnknown([map], () => ({
      type: 'list',
      items: map.type === 'map' ? [...map.entries.keys()].map(computed) : [],
    })),
  values: ([map = NIL]) =>
    withUnknown([map], () => ({ type: 'list', items: map.type === 'map' ? [...map.entries.values()] : [] })),
  pick: ([map = NIL, ...keys]) =>
    withUnknown([map], () => selected(map, (key) => keys.some((wanted) => printed(wanted) === key))),
  omit: ([map = NIL, ...keys]) =>
    withUnknown([map], () => selected(map, (key) => !keys.some((wanted) => printed(wanted) === key))),
  merge: merge(false),
  mergeOverwrite: merge(true),
  deepCopy: ([value = NIL], budget) => copied(value, budget),
  first: ([list = NIL]) => itemAt(list, () => 0),
  last: ([list = NIL]) => itemAt(list, (length) => length - 1),
  rest: ([list = NIL]) => sublist(list, (items) => items.slice(1)),
  initial: ([list = NIL]) => sublist(list, (items) => items.slice(0, -1)),
  append: ([list = NIL, item = NIL]) => sublist(list, (items) => [...items, item]),
  prepend: ([list = NIL, item = NIL]) => sublist(list, (items) => [item, ...items]),
  concat: (lists) => ({ type: 'list', items: lists.flatMap((list) => (list.type === 'list' ? list.items : [list])) }),
  compact: ([list = NIL]) => sublist(list, (items) => items.filter((item) => truthOf(item) !== false)),
  uniq: ([list = NIL]) => list,
  sortAlpha: ([list = NIL]) => list,
  has: ([item = NIL, list = NIL]) =>
    withUnknown([item, list], () =>
      booleanValue(list.type === 'list' && list.items.some((other) => isSame(item, other))),
    ),
  len: ([value = NIL]) => withUnknown([value], () => computed(String(lengthOf(value)))),
  kindIs: ([name = NIL, value = NIL]) => hasKind(name, value),
  typeIs: ([name = NIL, value = NIL]) => hasKind(name, value),
  kindOf: ([value = NIL]) => computed(kindOf(value) ?? ''),
  typeOf: ([value = NIL]) => computed(kindOf(value) ?? ''),
  int: ([value = NIL]) => value,
  int64: ([value = NIL]) => value,
  float64: ([value = NIL]) => value,
  toYaml: ([value = NIL]) => printedWhole(value),
  toYamlPretty: ([value = NIL]) => printedWhole(value),
  toJson: ([value = NIL]) => printedWhole(value),
  toRawJson: ([value = NIL]) => printedWhole(value),
  toPrettyJson: ([value = NIL]) => printedWhole(value),
  toToml: ([value = NIL]) => printedWhole(value),
  fromYaml: read('fromYaml'),
  fromYamlArray: read('fromYamlArray'),
  fromJson: read('fromJson'),
  fromJsonArray: read('fromJsonArray'),
  kebabcase: ([value = NIL]) => unknown('kebabcase is not followed', [value]),
};

const asText: TemplateFunction = ([value = NIL]) => {
  if (value.type === 'nil') return computed('');
  return value.type === 'scalar' ? textValue(value.pieces) : value;
};

/** By name. Every object has a `toString` of its own, so that this one can't stand in the table. */
const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map([...Object.entries(TABLE), ['toString', asText]]);

const QUOTE: Piece = { text: '"', from: undefined };

/** The function of a name; Sprig's `must…` differ in their errors only. */
export function functionOf(name: string): TemplateFunction | undefined {
  const plain = /^must[A-Z]/.test(name) ? name.charAt(4).toLowerCase() + name.slice(5) : name;
  return FUNCTIONS.get(plain);
}

function isSame(one: Value, other: Value): boolean {
  if (one.type === 'nil' || other.type === 'nil') return one.type === other.type;
  return one.type === 'scalar' && other.type === 'scalar' && textOf(one.pieces) === textOf(other.pieces);
}

function selected(map: Value, wants: (key: string) => boolean): Value {
  return mapValue(map.type === 'map' ? [...map.entries].filter(([key]) => wants(key)) : []);
}

function lengthOf(value: Value): number {
  if (value.type === 'list') return value.items.length;
  return value.type === 'map' ? value.entries.size : textOf(piecesOf(value)).length;
}
