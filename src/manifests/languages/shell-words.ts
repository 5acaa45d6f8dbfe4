/** A stretch of a text. */
export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Words between white space; quotes mean nothing, as for the operands of FROM and for flags. */
export function plainWords(text: string): readonly Span[] {
  const words: Span[] = [];
  const word = /\S+/g;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    words.push({ start: match.index, end: word.lastIndex });
  }
  return words;
}

/**
 * Words as a shell has them, quotes and escapes included.
 * @returns `undefined` where a quote is not closed
 */
export function shellWords(text: string, escapeUnit: string): readonly Span[] | undefined {
  const words: Span[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? '';
    const blank = quote === '' && /\s/.test(unit);
    if (blank) {
      if (start !== -1) words.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start === -1) start = at;
    if (unit === escapeUnit && quote !== "'") at++;
    else if (unit === quote) quote = '';
    else if (quote === '' && (unit === '"' || unit === "'")) quote = unit;
  }
  if (start !== -1) words.push({ start, end: text.length });
  return quote === '' ? words : undefined;
}

/** The span without the quotes around it, where it has a pair of them. */
export function withoutQuotes(text: string, { start, end }: Span): Span {
  const first = text[start];
  const quoted = end - start >= 2 && (first === '"' || first === "'") && text[end - 1] === first;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
