import { type Field, type FieldSyntax, readFields } from './fields.ts';
import { commentEnd, readMark, readQuoted, readWord, skipBlanks, type Text, type Token, textToken } from './tokens.ts';

const SYNTAX: FieldSyntax = {
  assigns: new Set(['=', ':', '::', ':::', '+:', '+::', '+:::']),
  separators: new Set([',', ';']),
};

/** The fields of a text in Jsonnet (https://jsonnet.org/ref/spec.html). */
export function jsonnetFields(text: string): readonly Field[] {
  return readFields(jsonnetTokens(text), SYNTAX);
}

const OPERATORS = /==|!=|<=|>=|&&|\|\||\+?:{1,3}/y;

/** The tokens of Jsonnet. */
export function* jsonnetTokens(text: string): Generator<Token> {
  for (let at = skipBlanks(text, 0, true); at < text.length; at = skipBlanks(text, at, true)) {
    const comment = commentEnd(text, at, true);
    const word = comment === undefined ? readWord(text, at) : undefined;
    if (comment !== undefined) at = comment;
    else if (word !== undefined) {
      yield word;
      at = word.end;
    } else if (text[at] === '"' || text[at] === "'") {
      const { token, next } = readQuoted(text, at, false);
      yield token;
      at = next;
    } else if (text.startsWith('|||', at) || /^@["']/.test(text.slice(at, at + 2))) {
      const block = readVerbatim(text, at);
      yield block;
      at = block.end;
    } else {
      const mark = readMark(text, at, OPERATORS);
      yield mark;
      at = mark.end;
    }
  }
}

/** Reads a text block or a verbatim string; neither is taken for an image. */
function readVerbatim(text: string, start: number): Text {
  const close = text[start] === '|' ? '|||' : (text[start + 1] ?? '');
  const begin = start + (close === '|||' ? 3 : 2);
  const found = text.indexOf(close, begin);
  const end = found === -1 ? text.length : found + close.length;
  return textToken(text, start, end, { plain: false, dynamic: false });
}
