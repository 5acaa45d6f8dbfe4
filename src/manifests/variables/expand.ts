import type { Sibling } from '../model/use.ts';
import { FILLED_IN } from '../references/unknown-tag.ts';
import { type Dialect, parseTemplate, type TemplateNode, type VariableNode } from './template.ts';

/** A stretch of a value, with the place that its characters come from. */
export interface Piece {
  readonly text: string;
  /** Where the text stands character by character; absent where it was computed. */
  readonly origin?: Origin;
  /** The variable that it comes from; absent where it stands in the manifest's own token. */
  readonly variable?: Sibling;
}

export interface Origin {
  readonly file: string;
  readonly start: number;
}

/** What a text with variables comes to, or why that is not known. */
export type Value =
  | { readonly known: true; readonly pieces: readonly Piece[] }
  | {
      readonly known: false;
      readonly reason: string;
      /** Variables that are a part of it nevertheless. */
      readonly variables?: readonly Sibling[];
      /** What it comes to, `UNKNOWN` where that is not known; absent where nothing is. */
      readonly pieces?: readonly Piece[];
    };

/** Stands in a value for what is not known of it. */
export const UNKNOWN: Piece = { text: FILLED_IN };

export interface Template {
  readonly text: string;
  /** Where the text stands; absent where it does not stand anywhere character by character. */
  readonly origin?: Origin;
  /** The variable whose value this is. */
  readonly variable?: Sibling;
  readonly dialect: Dialect;
}

/** What is known of variables. */
export interface Variables {
  /** The value of a variable; `undefined` where it is not set. */
  readonly lookup: (name: string) => Value | undefined;
  /** What to say of one that is not set. */
  readonly missing: (name: string) => string;
}

/** A reference has at most 255 + 128 + about 140 characters; values that no reference can hold are not built up. */
const MAX_LENGTH = 1024;
const MAX_PIECES = 64;
/** Defaults and operators included. Longer texts are not read: substitutions of scripts stand inside each other. */
export const MAX_TEMPLATE = 4096;

const TOO_LONG: Value = { known: false, reason: 'no image reference is that long' };

/**
 * Expands the variables of a text, and keeps of every character where it stands.
 * Operators as in https://docs.docker.com/reference/dockerfile/#environment-replacement and
 * https://docs.docker.com/reference/compose-file/interpolation/.
 */
export function expand(template: Template, variables: Variables): Value {
  if (template.text.length > MAX_TEMPLATE) return TOO_LONG;
  const parsed = parseTemplate(template.text, template.dialect);
  if (!parsed.ok) return { known: false, reason: parsed.reason };
  const value = evaluate(parsed.nodes, template, variables);
  // An empty value has a place, too: that is where a prefix can be written.
  if (value.known && value.pieces.length === 0) return { known: true, pieces: [piece(template, 0, 0)] };
  return value;
}

/** The value as text. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

function evaluate(nodes: readonly TemplateNode[], template: Template, variables: Variables): Value {
  const pieces: Piece[] = [];
  const hidden = new Set<Sibling>();
  let length = 0;
  let reason: string | undefined;
  for (const node of nodes) {
    const value =
      node.type === 'text' ? known(piece(template, node.start, node.end)) : substitute(node, template, variables);
    if (!value.known) {
      reason ??= value.reason;
      for (const variable of value.variables ?? []) hidden.add(variable);
    }
    for (const next of value.pieces ?? [UNKNOWN]) {
      length += next.text.length;
      append(pieces, next);
    }
    if (length > MAX_LENGTH || pieces.length + hidden.size > MAX_PIECES) {
      return { known: false, reason: reason ?? 'no image reference is that long' };
    }
  }
  if (reason === undefined) return { known: true, pieces };
  const parts = [...hidden, ...pieces.flatMap(({ variable }) => variable ?? [])];
  return { known: false, reason, variables: parts, pieces };
}

function known(...pieces: readonly Piece[]): Value {
  return { known: true, pieces };
}

function piece({ text, origin, variable }: Template, start: number, end: number): Piece {
  return {
    text: text.slice(start, end),
    ...(origin === undefined ? {} : { origin: { file: origin.file, start: origin.start + start } }),
    ...(variable === undefined ? {} : { variable }),
  };
}

/** Adds a piece; one that continues the last in the same place becomes part of it. */
function append(pieces: Piece[], next: Piece): void {
  const last = pieces.at(-1);
  const continues =
    last?.origin !== undefined &&
    next.origin !== undefined &&
    last.origin.file === next.origin.file &&
    last.origin.start + last.text.length === next.origin.start &&
    last.variable === next.variable;
  if (continues) pieces[pieces.length - 1] = { ...last, text: last.text + next.text };
  else pieces.push(next);
}

/** The value of one `${…}`. */
function substitute(node: VariableNode, template: Template, variables: Variables): Value {
  const value = variables.lookup(node.name);
  if (value?.known === false) return /^(?:$|:?[-?])/.test(node.operator) ? value : withoutPieces(value);
  const set = value !== undefined && (!node.operator.startsWith(':') || textOf(value.pieces) !== '');
  const word = (): Value => wordOf(node, template, variables);
  switch (node.operator) {
    case ':-':
    case '-':
      return set ? value : word();
    case ':+':
    case '+':
      return set ? word() : known();
    case '':
    case ':?':
    case '?':
      return set ? value : { known: false, reason: variables.missing(node.name) };
    default:
      if (value === undefined) return { known: false, reason: variables.missing(node.name) };
      return transform(value.pieces, node.operator, word());
  }
}

/** Of what is made of a value that is not known, nothing is. */
function withoutPieces({ pieces: _, ...value }: Extract<Value, { readonly known: false }>): Value {
  return value;
}

/** What follows the operator; where it is empty, its place is that of the empty text. */
function wordOf(node: VariableNode, template: Template, variables: Variables): Value {
  const value = evaluate(node.word, template, variables);
  return value.known && value.pieces.length === 0 ? known(piece(template, node.wordStart, node.wordStart)) : value;
}

function transform(pieces: readonly Piece[], operator: '#' | '##' | '%' | '%%' | '/' | '//', word: Value): Value {
  if (!word.known) return word;
  const text = textOf(pieces);
  const argument = textOf(word.pieces);
  const variable = pieces[0]?.variable;
  if (operator === '/' || operator === '//') {
    const slash = argument.indexOf('/');
    const pattern = slash === -1 ? argument : argument.slice(0, slash);
    if (pattern === '' || /[*?[\]\\]/.test(pattern)) return NOT_UNDERSTOOD;
    const replacement = slash === -1 ? '' : argument.slice(slash + 1);
    const replaced =
      operator === '/' ? text.replace(pattern, () => replacement) : text.split(pattern).join(replacement);
    return known({ text: replaced, ...(variable === undefined ? {} : { variable }) });
  }
  const kept = operator.startsWith('#')
    ? keptAfterPrefix(text, argument, operator)
    : keptBeforeSuffix(text, argument, operator);
  return kept === undefined ? NOT_UNDERSTOOD : { known: true, pieces: slicePieces(pieces, kept.start, kept.end) };
}

const NOT_UNDERSTOOD: Value = { known: false, reason: 'it cuts a variable by a pattern that is not understood' };

/** What `#` (shortest) and `##` (longest match) leave; patterns with a star other than in front are not understood. */
function keptAfterPrefix(text: string, pattern: string, operator: string): { start: number; end: number } | undefined {
  const end = text.length;
  const star = pattern.startsWith('*');
  const literal = star ? pattern.slice(1) : pattern;
  if (/[*?[\]\\]/.test(literal)) return undefined;
  if (!star) return { start: text.startsWith(literal) ? literal.length : 0, end };
  if (literal === '') return { start: operator === '##' ? end : 0, end };
  const found = operator === '##' ? text.lastIndexOf(literal) : text.indexOf(literal);
  return { start: found === -1 ? 0 : found + literal.length, end };
}

/** What `%` (shortest) and `%%` (longest match) leave; patterns with a star other than at the end are not understood. */
function keptBeforeSuffix(text: string, pattern: string, operator: string): { start: number; end: number } | undefined {
  const star = pattern.endsWith('*');
  const literal = star ? pattern.slice(0, -1) : pattern;
  if (/[*?[\]\\]/.test(literal)) return undefined;
  if (!star) return { start: 0, end: text.endsWith(literal) ? text.length - literal.length : text.length };
  if (literal === '') return { start: 0, end: operator === '%%' ? 0 : text.length };
  const found = operator === '%%' ? text.indexOf(literal) : text.lastIndexOf(literal);
  return { start: 0, end: found === -1 ? text.length : found };
}

/** The pieces that make up a part of a value. */
function slicePieces(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const kept: Piece[] = [];
  let offset = 0;
  for (const { text, origin, ...rest } of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, text.length);
    if (from < to) {
      const moved = origin === undefined ? {} : { origin: { file: origin.file, start: origin.start + from } };
      kept.push({ ...rest, ...moved, text: text.slice(from, to) });
    }
    offset += text.length;
  }
  return kept;
}
