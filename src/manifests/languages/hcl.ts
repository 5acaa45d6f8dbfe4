import { type Field, type FieldSyntax, readFields, type Scope } from './fields.ts';
import { commentEnd, readMark, readQuoted, readWord, skipBlanks, type Text, type Token, textToken } from './tokens.ts';

const SYNTAX: FieldSyntax = { assigns: new Set(['=', ':']), separators: new Set([',', '\n']), calls: true };

/** The fields of a text in HCL's native syntax (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). */
export function hclFields(text: string): readonly Field[] {
  return readFields(hclTokens(text), SYNTAX);
}

const OPERATORS = /==|=>|!=|>=|<=/y;

/** The tokens of HCL; here-documents are strings that never mean themselves. */
export function* hclTokens(text: string): Generator<Token> {
  for (let at = skipBlanks(text, 0, false); at < text.length; at = skipBlanks(text, at, false)) {
    const comment = commentEnd(text, at, true);
    const word = comment === undefined ? readWord(text, at) : undefined;
    if (comment !== undefined) at = comment;
    else if (word !== undefined) {
      yield word;
      at = word.end;
    } else if (text[at] === '"') {
      const { token, next } = readQuoted(text, at, true);
      yield token;
      at = next;
    } else if (text.startsWith('<<', at)) {
      const document = readHereDocument(text, at);
      if (document !== undefined) yield document;
      at = document?.end ?? at + 2;
    } else {
      const mark = readMark(text, at, OPERATORS);
      yield mark;
      at = mark.end;
    }
  }
}

/** Reads `<<EOF` or `<<-EOF` up to the line that closes it; the token includes both. */
function readHereDocument(text: string, start: number): Text | undefined {
  const opening = /<<-?([\w-]{1,100})\r?\n/y;
  opening.lastIndex = start;
  const match = opening.exec(text);
  if (match === null) return undefined;
  const closing = new RegExp(`^[ \\t]*${match[1]}[ \\t]*\\r?$`, 'gm');
  closing.lastIndex = start + match[0].length;
  const close = closing.exec(text);
  const end = close === null ? text.length : close.index + close[0].length;
  return textToken(text, start, end, { plain: false, dynamic: true });
}

/** A block at the top: `resource "kubernetes_pod" "web"`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
}

/** The block that a scope at the top is. */
export function blockOf({ header }: Scope): Block | undefined {
  const [type, ...rest] = header;
  if (type?.type !== 'word') return undefined;
  return { type: type.text, labels: rest.flatMap((token) => (token.type === 'text' ? [token.text] : [])) };
}
