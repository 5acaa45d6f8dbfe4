import { type Field, type FieldSyntax, readFields } from './fields.ts';
import { commentEnd, endAfter, readMark, readQuoted, readWord, skipBlanks, type Token, textToken } from './tokens.ts';

const SYNTAX: FieldSyntax = { assigns: new Set(['=', ':']), separators: new Set([',', '\n']) };

/** The fields of a text in Bicep (https://learn.microsoft.com/azure/azure-resource-manager/bicep/file). */
export function bicepFields(text: string): readonly Field[] {
  return readFields(bicepTokens(text), SYNTAX);
}

const OPERATORS = /\?\?|==|=>|!=|>=|<=|=~|::/y;

/** The tokens of Bicep. */
export function* bicepTokens(text: string): Generator<Token> {
  for (let at = skipBlanks(text, 0, false); at < text.length; at = skipBlanks(text, at, false)) {
    const comment = commentEnd(text, at, false);
    const word = comment === undefined ? readWord(text, at) : undefined;
    if (comment !== undefined) at = comment;
    else if (word !== undefined) {
      yield word;
      at = word.end;
    } else if (text.startsWith("'''", at)) {
      const end = endAfter(text, "'''", at + 3);
      yield textToken(text, at + 3, Math.max(at + 3, end - 3), { plain: false, dynamic: false });
      at = end;
    } else if (text[at] === "'") {
      const { token, next } = readQuoted(text, at, true);
      yield token;
      at = next;
    } else {
      const mark = readMark(text, at, OPERATORS);
      yield mark;
      at = mark.end;
    }
  }
}
