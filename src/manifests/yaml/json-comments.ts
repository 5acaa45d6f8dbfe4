import { isLineBreak } from './documents.ts';

/**
 * JSON with comments as JSON of the same length: comments become blanks, so that every offset stays what it was.
 * Strings are left alone. Linear.
 */
export function blankJsonComments(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = nextMark(text, 0); at < text.length; at = nextMark(text, at)) {
    const end = text[at] === '"' ? stringEnd(text, at) : commentEnd(text, at);
    if (end === undefined) at++;
    else {
      if (text[at] === '/') {
        parts.push(
          text.slice(done, at),
          text.slice(at, end).replace(/[^\r\n]+/g, (found) => ' '.repeat(found.length)),
        );
        done = end;
      }
      at = end;
    }
  }
  return parts.join('') + text.slice(done);
}

/** Where the next string or comment may begin. */
function nextMark(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"' && text[at] !== '/') at++;
  return at;
}

/** What ends where a string ends: at its quote, or with its line. */
function stringEnd(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"' && !isLineBreak(text[at])) {
    at += text[at] === '\\' && !isLineBreak(text[at + 1]) ? 2 : 1;
  }
  return text[at] === '"' ? at + 1 : Math.min(at, text.length);
}

/** What ends where a comment ends; `undefined` where none begins. */
function commentEnd(text: string, at: number): number | undefined {
  if (text[at + 1] === '*') {
    const close = text.indexOf('*/', at + 2);
    return close === -1 ? text.length : close + 2;
  }
  if (text[at + 1] !== '/') return undefined;
  let end = at;
  while (end < text.length && !isLineBreak(text[end])) end++;
  return end;
}
