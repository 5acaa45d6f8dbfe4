import fc from 'fast-check';

/**
 * Mutations of texts: of bytes, of lines, of JSON, and by words that mean something. fast-check draws them (so that a seed makes
 * the same ones again); what they do to a text is plain arithmetic on the numbers drawn.
 */

/** What a mutation is made with besides the text. */
export interface Material {
  readonly tokens: readonly string[];
  /** Other inputs, to splice with. */
  readonly corpus: readonly string[];
}

interface Draw {
  readonly at: number;
  readonly size: number;
  readonly pick: number;
}

type Operation = (text: string, draw: Draw, material: Material) => string;

/** Texts that break what was thought of last. */
const INTERESTING: readonly string[] = [
  '\r\n',
  '\r',
  '\n',
  '\t',
  ' ',
  '\0',
  '\uFEFF',
  '\u2028',
  '\u0085',
  'é',
  '😀',
  'İ',
  '"',
  "'",
  '`',
  '\\',
  '\\\n',
  '\\\r\n',
  '$',
  '$$',
  '${',
  '$(',
  '{{',
  '}}',
  '{%',
  '%{',
  '"""',
  "'''",
  '#',
  '//',
  '/*',
  '*/',
  '<<EOF\n',
  '|\n  ',
  '>-\n  ',
  '? ',
  '- ',
  ': ',
  '&a ',
  '*a',
  '<<: *a',
  '!!str ',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  ',',
  '=',
  '@',
  '@sha256:',
  `@sha256:${'0123456789abcdef'.repeat(4)}`,
  ':',
  ':latest',
  '/',
  '..',
  '__proto__',
  'constructor',
  '~',
  'null',
  'true',
  '0',
  '-1',
  '1e999',
  'nginx',
  'nginx:1.27',
  'docker.io/library/nginx',
  'quay.io/a/b:1',
  'Registry.Example.ORG:5000/a/b',
  '[2001:db8::1]:5000/a/b',
  'localhost/a',
  'A/x',
  'contoso.azurecr.io/a:1',
];

/** Values of JSON that stand where others were expected. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  '',
  'a',
  'nginx:1',
  '2026-11-30T00:00:00Z',
  [],
  {},
  [null],
  [[]],
  [{}],
  { a: null },
  { __proto__: null },
  '{"a":[1]}',
];

function slice(text: string, { at, size }: Draw): readonly [start: number, end: number] {
  const start = at % (text.length + 1);
  // Small pieces more often than large ones.
  const longest = size % 4 === 0 ? text.length : size % 4 === 1 ? 200 : 16;
  return [start, Math.min(text.length, start + 1 + (size % longest || 0))];
}

function picked<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(1, items.length)];
}

function token({ pick }: Draw, { tokens }: Material): string {
  const known = pick % 2 === 0 && tokens.length > 0 ? tokens : INTERESTING;
  return picked(known, pick >>> 1) ?? '';
}

/** Replaces one line by what is made of it. */
function onLine(
  text: string,
  { at }: Draw,
  change: (line: string, lines: string[], index: number) => readonly string[],
): string {
  const lines = text.split('\n');
  const index = at % lines.length;
  const changed = change(lines[index] ?? '', lines, index);
  lines.splice(index, 1, ...changed);
  return lines.join('\n');
}

/** Replaces the value at a place counted over the whole of a JSON value, or takes it out, or has it twice. */
function onJson(value: unknown, { at, size, pick }: Draw): unknown {
  let left = at % Math.max(1, countValues(value));
  const substitute = picked(VALUES, pick);
  const change = (own: unknown): unknown => {
    if (left-- === 0) return size % 3 === 0 ? [own, own] : size % 7 === 1 ? JSON.stringify(own) : substitute;
    if (Array.isArray(own)) {
      return own.flatMap((item: unknown): unknown[] =>
        left === 0 && size % 5 === 0 && left-- === 0 ? [] : [change(item)],
      );
    }
    if (typeof own === 'object' && own !== null) {
      return Object.fromEntries(
        Object.entries(own).flatMap(([key, item]: [string, unknown]): [string, unknown][] =>
          left === 0 && size % 5 === 0 && left-- === 0 ? [] : [[key, change(item)]],
        ),
      );
    }
    return own;
  };
  return change(value);
}

function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + countValues(item), 1);
}

const json: Operation = (text, draw) => {
  const start = text.search(/[[{]/);
  if (start === -1) return text;
  try {
    return text.slice(0, start) + JSON.stringify(onJson(JSON.parse(text.slice(start)), draw));
  } catch {
    return text;
  }
};

const OPERATIONS: readonly Operation[] = [
  json,
  json,
  // Pieces of text.
  (text, draw) => {
    const [start, end] = slice(text, draw);
    return text.slice(0, start) + text.slice(end);
  },
  (text, draw) => {
    const [start, end] = slice(text, draw);
    return text.slice(0, end) + text.slice(start, end).repeat(1 + (draw.pick % 4)) + text.slice(end);
  },
  (text, draw) => {
    const [start, end] = slice(text, draw);
    const to = draw.pick % (text.length + 1);
    return text.slice(0, to) + text.slice(start, end) + text.slice(to);
  },
  (text, draw) => text.slice(0, draw.at % (text.length + 1)),
  (text, draw) => {
    const [start, end] = slice(text, draw);
    const piece = text.slice(start, end);
    return text.slice(0, start) + (draw.pick % 2 === 0 ? piece.toUpperCase() : piece.toLowerCase()) + text.slice(end);
  },
  // Words.
  (text, draw, material) => {
    const at = draw.at % (text.length + 1);
    return text.slice(0, at) + token(draw, material) + text.slice(at);
  },
  (text, draw, material) => {
    const [start, end] = slice(text, draw);
    return text.slice(0, start) + token(draw, material) + text.slice(end);
  },
  (text, draw, material) => {
    const words = [...text.matchAll(/[\w./:@-]+/g)];
    const word = picked(words, draw.at);
    if (word === undefined) return text;
    return text.slice(0, word.index) + token(draw, material) + text.slice(word.index + word[0].length);
  },
  (text, draw, material) => {
    const words = [...text.matchAll(/\W[\w./:@-]+\W/g)];
    const word = picked(words, draw.at);
    if (word === undefined) return text;
    const at = word.index + (draw.size % 2 === 0 ? 1 : word[0].length - 1);
    return text.slice(0, at) + token(draw, material) + text.slice(at);
  },
  (text, { at, pick }) => {
    const quotes = [...text.matchAll(/["'`]/g)];
    const quote = picked(quotes, at);
    if (quote === undefined) return text;
    return text.slice(0, quote.index) + (picked(['"', "'", '`', '', '"""'], pick) ?? '') + text.slice(quote.index + 1);
  },
  // Lines.
  (text, draw) => onLine(text, draw, () => []),
  (text, draw) => onLine(text, draw, (line) => [line, line]),
  (text, draw) => onLine(text, draw, (line) => [`${' '.repeat(1 + (draw.size % 4))}${line}`]),
  (text, draw) => onLine(text, draw, (line) => [line.replace(/^[ \t]{1,2}/, '')]),
  (text, draw) =>
    onLine(text, draw, (line) => [line.replace(/^ +/, (blanks) => '\t'.repeat(Math.ceil(blanks.length / 2)))]),
  (text, draw) => onLine(text, draw, (line) => [`${line}\r`]),
  (text, draw, material) =>
    onLine(text, draw, (line) => [line, `${/^\s*/.exec(line)?.[0] ?? ''}${token(draw, material)}`]),
  (text, draw) => onLine(text, draw, (line, lines) => [line, picked(lines, draw.pick) ?? '']),
  (text, draw) => onLine(text, draw, (line) => [line + 'a'.repeat(draw.size % 2000)]),
  // The whole.
  (text) => text.replaceAll(/\r?\n/g, '\r\n'),
  (text) => text.replaceAll('\r\n', '\n'),
  (text) => text.replaceAll(/\r?\n/g, '\r'),
  (text) => text.replace(/^(=== [^\n]*\n)?/, '$1\uFEFF'),
  (text) => text.replace(/\n+$/, ''),
  (text, draw) => {
    const depth = 1 + (draw.size % 100);
    const [open, close] = picked(
      [
        ['[', ']'],
        ['{a: ', '}'],
        ['(', ')'],
        ['"', '"'],
        ['{{', '}}'],
        ['$(', ')'],
      ],
      draw.pick,
    ) ?? ['', ''];
    const [start, end] = slice(text, draw);
    return text.slice(0, start) + open.repeat(depth) + text.slice(start, end) + close.repeat(depth) + text.slice(end);
  },
  // Others.
  (text, draw, { corpus }) => {
    const other = picked(corpus, draw.pick) ?? '';
    return text.slice(0, draw.at % (text.length + 1)) + other.slice(draw.size % (other.length + 1));
  },
  (text, draw, { corpus }) => {
    const other = picked(corpus, draw.pick) ?? '';
    const [start, end] = slice(other, { ...draw, at: draw.size });
    const at = draw.at % (text.length + 1);
    return text.slice(0, at) + other.slice(start, end) + text.slice(at);
  },
  (text, draw, { corpus }) => `${text}\n${picked(corpus, draw.pick) ?? ''}`,
  (text, draw, { corpus }) => {
    const line = picked((picked(corpus, draw.pick) ?? '').split('\n'), draw.size) ?? '';
    return onLine(text, draw, (own) => [own, line]);
  },
];

/** Longer inputs are cut: what is to be found in long ones, {@link Target.work} finds. UTF-16 units. */
export const MAX_INPUT_CHARS = 16_384;

const LONE_SURROGATE = /\p{Surrogate}/gu;

const number = fc.nat({ max: 2 ** 30 });

/** A way to make a new input of others; apply it with {@link mutate}. */
export const mutation = fc.record({
  base: number,
  steps: fc.array(
    fc.record({ operation: fc.nat({ max: OPERATIONS.length - 1 }), at: number, size: number, pick: number }),
    {
      minLength: 1,
      maxLength: 6,
      size: 'max',
    },
  ),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The new input. The newest inputs are mutated as often as all others: they reached what none had reached before. */
export function mutate({ base, steps }: Mutation, material: Material): string {
  const { corpus } = material;
  const newest = Math.min(corpus.length, 32);
  const index = base % 2 === 0 ? corpus.length - 1 - ((base >>> 1) % Math.max(1, newest)) : base >>> 1;
  let text = picked(corpus, index) ?? '';
  for (const { operation, ...draw } of steps)
    text = (OPERATIONS[operation] ?? json)(text, draw, material).slice(0, MAX_INPUT_CHARS);
  // What is read is UTF-8: it has no lone surrogates.
  return text.replaceAll(LONE_SURROGATE, '');
}
