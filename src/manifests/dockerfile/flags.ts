import { type Span, withoutQuotes } from '../languages/shell-words.ts';
import type { Instruction } from './instructions.ts';

/** A flag with a value. */
export interface Flag {
  /** Lower case. */
  readonly name: string;
  readonly value: Span;
}

/** The flags with a value that stand before everything else. */
export function flagsOf({ text }: Instruction): readonly Flag[] {
  const flags: Flag[] = [];
  const word = /\s*(\S+)/y;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const end = word.lastIndex;
    const flag = match[1] ?? '';
    if (!flag.startsWith('--')) break;
    const equals = flag.indexOf('=');
    if (equals === -1) continue;
    const value = withoutQuotes(text, { start: end - flag.length + equals + 1, end });
    flags.push({ name: flag.slice(2, equals).toLowerCase(), value });
  }
  return flags;
}

/** Where the value of `from=` stands among the comma-separated fields of a `--mount`. */
export function mountSource(text: string, { start, end }: Span): Span | undefined {
  let at = start;
  for (const written of text.slice(start, end).split(',')) {
    const field = withoutQuotes(text, { start: at, end: at + written.length });
    if (/^from=/i.test(text.slice(field.start, field.start + 5))) return { start: field.start + 5, end: field.end };
    at += written.length + 1;
  }
  return undefined;
}
