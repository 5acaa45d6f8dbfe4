import type { YamlScalar } from '../yaml/nodes.ts';

/** What the scanners of languages with braces (HCL, Bicep, Jsonnet, Starlark) have in common. All work in one pass. */

export type Token = Word | Text | Mark;

/** A name, a number, or names with dots between them. */
export interface Word {
  readonly type: 'word';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A string literal; the offsets are those of its content, without quotes. */
export interface Text {
  readonly type: 'text';
  readonly start: number;
  readonly end: number;
  /** The content as it stands in the source. */
  readonly text: string;
  /** Whether the content means itself: neither escapes nor interpolation. */
  readonly plain: boolean;
  /** Whether it has interpolation. */
  readonly dynamic: boolean;
}

/** Brackets, separators and operators; a line break is `\n`. */
export interface Mark {
  readonly type: 'mark';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What ends where a comment that begins at an offset ends, or `undefined` where none begins. A line comment leaves its line break. */
export function commentEnd(text: string, at: number, hash: boolean): number | undefined {
  const unit = text[at];
  if (unit === '/' ? text[at + 1] !== '/' && text[at + 1] !== '*' : unit !== '#' || !hash) return undefined;
  if (unit === '/' && text[at + 1] === '*') return endAfter(text, '*/', at + 2);
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The offset after the next occurrence, or the end. */
export function endAfter(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found === -1 ? text.length : found + what.length;
}

/**
 * Reads a quoted string with backslash escapes; with `${…}` in it where the language has that, strings inside included.
 * One that is not closed ends with its line; a carriage return belongs to the line's end.
 * @param open offset of the opening quote
 */
export function readQuoted(text: string, open: number, interpolates: boolean): { token: Text; next: number } {
  const quote = text[open] ?? '';
  const reading: Reading = { quote, interpolates, within: ['string'], dynamic: false, escaped: false };
  let at = open + 1;
  while (at < text.length) {
    const outermost = reading.within.length === 1;
    if (outermost && (text[at] === quote || text[at] === '\n' || text[at] === '\r')) break;
    at += reading.within.at(-1) === 'braces' ? stepInBraces(text, at, reading) : stepInString(text, at, reading);
  }
  const end = Math.min(at, text.length);
  const { dynamic, escaped } = reading;
  const token = textToken(text, open + 1, end, { plain: !dynamic && !escaped, dynamic });
  return { token, next: end + (text[end] === quote ? 1 : 0) };
}

interface Reading {
  readonly quote: string;
  readonly interpolates: boolean;
  /** What is open, outermost first: strings, and the braces of interpolations. */
  readonly within: ('string' | 'braces')[];
  dynamic: boolean;
  escaped: boolean;
}

/** Reads one character or escape of a string; returns its length. */
function stepInString(text: string, at: number, reading: Reading): number {
  const unit = text[at];
  if (unit === '\\') {
    reading.escaped = true;
    return 2;
  }
  if (unit === reading.quote) reading.within.pop();
  if (!reading.interpolates || (unit !== '$' && unit !== '%') || text[at + 1] !== '{') return 1;
  // `$${` is a literal `${`.
  if (text[at - 1] === unit) reading.escaped = true;
  else {
    reading.dynamic = true;
    reading.within.push('braces');
  }
  return 2;
}

/** Reads one character of an interpolation; returns its length. */
function stepInBraces(text: string, at: number, { within, quote }: Reading): number {
  const unit = text[at];
  if (unit === quote) within.push('string');
  else if (unit === '{') within.push('braces');
  else if (unit === '}') within.pop();
  return 1;
}

/** A string token over a stretch of the source. */
export function textToken(
  text: string,
  start: number,
  end: number,
  { plain, dynamic }: { readonly plain: boolean; readonly dynamic: boolean },
): Text {
  return { type: 'text', start, end, text: text.slice(start, end), plain, dynamic };
}

/** A string as a field of a reference: texts between quotes mean the same in YAML. */
export function scalarOf({ start, end, text, plain }: Text): YamlScalar {
  return {
    type: 'scalar',
    start,
    end,
    style: 'double',
    anchor: undefined,
    tag: undefined,
    value: text,
    verbatim: plain,
  };
}

const WORD = /\w[\w-]*(?:\.\w[\w-]*)*/y;

/** The offset of the first character that is no blank, at or after another; line breaks count as told. */
export function skipBlanks(text: string, from: number, lineBreaks: boolean): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const blank = unit === 32 || unit === 9 || unit === 13 || unit === 0xfeff || (lineBreaks && unit === 10);
    if (!blank) break;
    at++;
  }
  return at;
}

/** The word that begins at an offset. */
export function readWord(text: string, at: number): Word | undefined {
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  return word === undefined ? undefined : { type: 'word', start: at, end: at + word.length, text: word };
}

/** The mark that begins at an offset: one of the operators of several characters (a sticky pattern), else one character. */
export function readMark(text: string, start: number, operators: RegExp): Mark {
  operators.lastIndex = start;
  const end = start + (operators.exec(text)?.[0].length ?? 1);
  return { type: 'mark', start, end, text: text.slice(start, end) };
}
