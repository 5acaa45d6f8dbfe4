/**
 * The text with every bracket and every quoted text on one line, as far as they close: breaks of lines, indentation and comments within
 * them become blanks, so that every offset stays. YAML wants such lines indented and a blank before `#`; libyaml, by which kubectl,
 * Helm, Compose and most others read, wants neither. Linear. What does not close is left as it is, and all that follows it.
 * @param text whose lines end in `\n`, `\r\n` or `\r`
 */
export function flattened(text: string): string {
  return new Flattener(text).run();
}

/** Where a bracket or a quoted text begins that does not close; `undefined` where all do. */
export function unclosedAt(text: string): number | undefined {
  const flattener = new Flattener(text);
  flattener.run();
  return flattener.unclosed;
}

/** Where a bracket or a quoted text ends, exclusive; `undefined` where it does not. */
type End = number | undefined;

class Flattener {
  readonly #text: string;
  readonly #pieces: string[] = [];
  /** Up to where the text is in the pieces. */
  #done = 0;
  #at = 0;
  /** Where what does not close begins, once that was met. */
  unclosed: number | undefined;
  /** The columns of the keys and dashes that what comes next may belong to, from left to right. */
  readonly #columns: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): string {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    while (this.#at < this.#text.length) if (!this.#line()) break;
    return this.#pieces.length === 0 ? this.#text : this.#pieces.join('') + this.#text.slice(this.#done);
  }

  /** Passes over a line, with all lines that belong to what begins on it. @returns false where something does not close */
  #line(): boolean {
    const lineStart = this.#at;
    if (isMarkerAt(this.#text, this.#at)) {
      this.#at += 3;
      this.#columns.length = 0;
    }
    for (;;) {
      this.#skipBlanks();
      const next = this.#token(this.#at - lineStart);
      if (next === 'more') continue;
      if (next === 'line') this.#at = nextLine(this.#text, this.#at);
      return next !== 'unclosed';
    }
  }

  /**
   * Passes over what begins here.
   * @returns `line` where nothing more of this line counts, `lines` where the lines below have been passed over, too
   */
  #token(column: number): 'more' | 'line' | 'lines' | 'unclosed' {
    const start = this.#at;
    const unit = this.#text[start];
    if (unit === undefined || isBreak(unit) || unit === '#') return 'line';
    if ((unit === '-' || unit === '?' || unit === ':') && isBlankOrEnd(this.#text[start + 1])) {
      this.#opens(column);
      this.#at++;
    } else if (unit === '&' || unit === '!') {
      while (!isBlankOrEnd(this.#text[this.#at])) this.#at++;
    } else if (unit === '|' || unit === '>') {
      this.#skipBlock(this.#parentOf(column));
      return 'lines';
    } else if (unit === '"' || unit === "'" || unit === '[' || unit === '{') {
      const end = unit === '[' || unit === '{' ? this.#brackets(start) : this.#quoted(start, unit);
      if (end === undefined) {
        this.unclosed = start;
        return 'unclosed';
      }
      this.#at = end;
      if (!this.#colon()) return 'line';
      this.#opens(column);
    } else if (this.#plain()) this.#opens(column);
    else {
      this.#skipContinuation(this.#parentOf(column));
      return 'lines';
    }
    return 'more';
  }

  /** A key or a dash stands in a column. */
  #opens(column: number): void {
    this.#parentOf(column);
    this.#columns.push(column);
  }

  /** The column of the key or dash that what stands in a column belongs to: all of it stands further right. */
  #parentOf(column: number): number {
    while ((this.#columns.at(-1) ?? -1) >= column) this.#columns.pop();
    return this.#columns.at(-1) ?? -1;
  }

  #skipBlanks(): void {
    while (isBlank(this.#text[this.#at])) this.#at++;
  }

  /** Whether a colon follows that makes a key of what stands before it. */
  #colon(): boolean {
    let at = this.#at;
    while (isBlank(this.#text[at])) at++;
    if (this.#text[at] !== ':' || !isBlankOrEnd(this.#text[at + 1])) return false;
    this.#at = at + 1;
    return true;
  }

  /** Passes over a text without quotes. @returns whether it is a key */
  #plain(): boolean {
    for (let at = this.#at; ; at++) {
      const unit = this.#text[at];
      const isEnd = unit === undefined || isBreak(unit) || (unit === '#' && isBlank(this.#text[at - 1]));
      if (!isEnd && !(unit === ':' && isBlankOrEnd(this.#text[at + 1]))) continue;
      this.#at = unit === ':' ? at + 1 : at;
      return unit === ':';
    }
  }

  /** Passes over the lines on which a text without quotes goes on. */
  #skipContinuation(column: number): void {
    let isOver = this.#text[this.#at] === '#';
    this.#at = nextLine(this.#text, this.#at);
    while (!isOver && this.#at < this.#text.length) {
      const first = firstOf(this.#text, this.#at);
      const unit = this.#text[first];
      if (unit === undefined || isBreak(unit)) {
        this.#at = nextLine(this.#text, first);
        continue;
      }
      if (first - this.#at <= column || unit === '#' || isMarkerAt(this.#text, this.#at)) return;
      this.#at = first;
      // A key is none here; whoever parses says so.
      while (this.#plain()) this.#skipBlanks();
      isOver = this.#text[this.#at] === '#';
      this.#at = nextLine(this.#text, this.#at);
    }
  }

  /** Passes over a block of text, whose lines may hold anything. */
  #skipBlock(column: number): void {
    const head = this.#text.slice(this.#at, lineEnd(this.#text, this.#at));
    const width = /^[|>][+-]?([1-9])/.exec(head)?.[1];
    let indentation = width === undefined ? undefined : Math.max(column, 0) + Number(width);
    this.#at = nextLine(this.#text, this.#at);
    while (this.#at < this.#text.length) {
      const first = firstOf(this.#text, this.#at);
      const unit = this.#text[first];
      if (unit !== undefined && !isBreak(unit)) {
        if (isMarkerAt(this.#text, this.#at)) return;
        indentation ??= Math.max(first - this.#at, column + 1);
        if (first - this.#at < indentation) return;
      }
      this.#at = nextLine(this.#text, first);
    }
  }

  /** A quoted text from its first quote, on one line. */
  #quoted(start: number, quote: string): End {
    for (let at = start + 1; at < this.#text.length; at++) {
      const unit = this.#text[at];
      if (unit === '\\' && quote === '"') {
        if (isBreak(this.#text[at + 1])) this.#blank(at, at + 1);
        else at++;
      } else if (unit === quote) {
        if (quote === '"' || this.#text[at + 1] !== quote) return at + 1;
        at++;
      } else if (isBreak(unit)) {
        this.#blank(at, at + 1);
        if (isMarkerAt(this.#text, at + 1)) return undefined;
      }
    }
    return undefined;
  }

  /** A collection from its first bracket, on one line. */
  #brackets(start: number): End {
    let depth = 0;
    /** Whether a scalar may begin here: within one, quotes are letters. */
    let isFresh = true;
    for (let at = start; at < this.#text.length; ) {
      const unit = this.#text[at] ?? '';
      const passed = this.#between(at, unit, isFresh);
      if (passed === undefined) return undefined;
      if (passed > at) {
        at = passed;
        continue;
      }
      if (unit === '[' || unit === '{') depth++;
      else if (unit === ']' || unit === '}') depth--;
      at++;
      if (depth === 0) return at;
      isFresh = this.#isFreshBehind(unit, at, isFresh);
    }
    return undefined;
  }

  /** Passes over what stands between the marks of a collection: breaks, comments, tags, quoted texts. @returns where it is then */
  #between(at: number, unit: string, isFresh: boolean): End {
    if (isBreak(unit)) {
      if (isMarkerAt(this.#text, at + 1)) return undefined;
      const first = firstOf(this.#text, at + 1, '\t');
      this.#blank(at, first);
      return first;
    }
    const before = this.#text[at - 1];
    if (unit === '#' && (isFresh || isBlank(before) || isBreak(before))) {
      const end = lineEnd(this.#text, at);
      this.#blank(at, end);
      return end;
    }
    if (!isFresh) return at;
    if (unit === '"' || unit === "'") return this.#quoted(at, unit);
    return unit === '&' || unit === '!' ? this.#propertyEnd(at) : at;
  }

  /** Whether a scalar may begin behind a character of a collection. */
  #isFreshBehind(unit: string, at: number, isFresh: boolean): boolean {
    if ('[]{},'.includes(unit)) return true;
    if (isBlank(unit)) return isFresh;
    return (unit === ':' || unit === '?') && (isFresh || isBlankOrEnd(this.#text[at]));
  }

  /** Where a tag or an anchor ends, behind which a scalar begins. */
  #propertyEnd(at: number): number {
    let end = at + 1;
    while (!isBlankOrEnd(this.#text[end]) && !'[]{},'.includes(this.#text[end] ?? '')) end++;
    return end;
  }

  #blank(start: number, end: number): void {
    this.#pieces.push(this.#text.slice(this.#done, start), ' '.repeat(end - start));
    this.#done = end;
  }
}

function isBreak(unit: string | undefined): boolean {
  return unit === '\n' || unit === '\r';
}

function isBlank(unit: string | undefined): boolean {
  return unit === ' ' || unit === '\t';
}

function isBlankOrEnd(unit: string | undefined): boolean {
  return unit === undefined || isBlank(unit) || isBreak(unit);
}

/** Whether a line is one that begins or ends a document. */
function isMarkerAt(text: string, lineStart: number): boolean {
  const mark = text.slice(lineStart, lineStart + 3);
  return (mark === '---' || mark === '...') && isBlankOrEnd(text[lineStart + 3]);
}

function firstOf(text: string, lineStart: number, also = ' '): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === also) at++;
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text[at])) at++;
  return at;
}

function nextLine(text: string, from: number): number {
  const end = lineEnd(text, from);
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}
