import { commentEnd, readMark, readQuoted, readWord, skipBlanks, type Text, type Token, textToken } from './tokens.ts';

/** Longer files are read to here. */
const MAX_TOKENS = 500_000;

const OPERATORS = /\?:|==|!=|<=|>=|&&|\|\||->|\?\.|\*\./y;

/**
 * The tokens of Groovy (https://groovy-lang.org/syntax.html), line breaks left out. A text in double quotes is dynamic where it has
 * a `$`; texts between slashes are not known as such, which costs at most the rest of their line.
 */
export function groovyTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlanks(text, 0, true); at < text.length; at = skipBlanks(text, at, true)) {
    if (tokens.length === MAX_TOKENS) break;
    const comment = commentEnd(text, at, false);
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    const quote = text[at] ?? '';
    if (quote === '"' || quote === "'") {
      const { token, next } = text.startsWith(quote.repeat(3), at) ? readBlock(text, at) : readLine(text, at);
      tokens.push(token);
      at = next;
      continue;
    }
    const token = readWord(text, at) ?? readMark(text, at, OPERATORS);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readLine(text: string, open: number): { readonly token: Text; readonly next: number } {
  const isDouble = text[open] === '"';
  const { token, next } = readQuoted(text, open, isDouble);
  const dynamic = token.dynamic || (isDouble && hasVariable(token.text));
  return { token: { ...token, plain: token.plain && !dynamic, dynamic }, next };
}

/** A text of several lines, up to the next three quotes that no backslash stands before. */
function readBlock(text: string, open: number): { readonly token: Text; readonly next: number } {
  const quotes = text.slice(open, open + 3);
  const start = open + 3;
  let end = text.indexOf(quotes, start);
  while (end !== -1 && text[end - 1] === '\\' && end > start) end = text.indexOf(quotes, end + 1);
  const close = end === -1 ? text.length : end;
  const dynamic = quotes === '"""' && hasVariable(text.slice(start, close));
  const plain = !dynamic && !text.slice(start, close).includes('\\');
  return { token: textToken(text, start, close, { plain, dynamic }), next: Math.min(close + 3, text.length) };
}

function hasVariable(text: string): boolean {
  return /(?<!\\)\$[\w{]/.test(text);
}
