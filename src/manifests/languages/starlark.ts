import { type Field, type FieldSyntax, readFields } from './fields.ts';
import { commentEnd, endAfter, readMark, readQuoted, readWord, skipBlanks, type Token, textToken } from './tokens.ts';

const SYNTAX: FieldSyntax = { assigns: new Set(['=', ':']), separators: new Set([',', '\n', ';']) };

/** The fields of a text in Starlark, as Bazel's files have it (https://bazel.build/rules/language). */
export function starlarkFields(text: string): readonly Field[] {
  return readFields(starlarkTokens(text), SYNTAX);
}

const OPERATORS = /==|!=|<=|>=|\/\/|\*\*/y;

/** The tokens of Starlark; texts of several lines never mean themselves. */
export function* starlarkTokens(text: string): Generator<Token> {
  for (let at = skipBlanks(text, 0, false); at < text.length; at = skipBlanks(text, at, false)) {
    const comment = text[at] === '#' ? commentEnd(text, at, true) : undefined;
    const word = comment === undefined ? readWord(text, at) : undefined;
    const quote = text[at] ?? '';
    if (comment !== undefined) at = comment;
    else if (word !== undefined) {
      yield word;
      at = word.end;
    } else if (quote !== '"' && quote !== "'") {
      const mark = readMark(text, at, OPERATORS);
      yield mark;
      at = mark.end;
    } else if (text.startsWith(quote.repeat(3), at)) {
      const end = endAfter(text, quote.repeat(3), at + 3);
      yield textToken(text, at, end, { plain: false, dynamic: false });
      at = end;
    } else {
      const { token, next } = readQuoted(text, at, false);
      yield token;
      at = next;
    }
  }
}
