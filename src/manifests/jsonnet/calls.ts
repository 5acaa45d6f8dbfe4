import type { Text, Token } from '../languages/tokens.ts';

/** A string literal that is a whole argument of a call. */
export interface Argument {
  /** The last name of what is called: `new` of `container.new`. */
  readonly name: string;
  /** The name before it, where there is one: `container`. */
  readonly owner: string | undefined;
  /** Which argument it is, from 0. */
  readonly index: number;
  readonly value: Text;
}

/** Brackets that are open; those of a call say what is called. */
interface Open {
  readonly path: readonly string[] | undefined;
  index: number;
  /** How many tokens the argument has so far, and the last of them. */
  tokens: number;
  last: Token | undefined;
}

/** The string literals that are arguments of calls, by position; in one pass. */
export function* literalArguments(tokens: Iterable<Token>): Generator<Argument> {
  const outermost: Open = { path: undefined, index: 0, tokens: 0, last: undefined };
  const stack = [outermost];
  let before: Token | undefined;
  for (const token of tokens) {
    const mark = token.type === 'mark' ? token.text : '';
    const top = stack.at(-1) ?? outermost;
    if (mark === ',' || CLOSING.has(mark)) {
      const argument = argumentOf(top);
      if (argument !== undefined) yield argument;
      top.index++;
      top.tokens = 0;
      if (mark !== ',') stack.pop();
    } else {
      top.last = token;
      top.tokens++;
      const path = mark === '(' && before?.type === 'word' ? before.text.split('.') : undefined;
      if (OPENING.has(mark) && stack.length < MAX_DEPTH) stack.push({ path, index: 0, tokens: 0, last: undefined });
    }
    before = token;
  }
}

/** Deeper calls are read as if they were not. */
const MAX_DEPTH = 1000;

const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);

function argumentOf({ path, index, tokens, last }: Open): Argument | undefined {
  const name = path?.at(-1);
  if (name === undefined || tokens !== 1 || last?.type !== 'text') return undefined;
  return { name, owner: path?.at(-2), index, value: last };
}
