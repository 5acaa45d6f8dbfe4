import type { ShellPart, ShellWord } from './tokens.ts';

/**
 * The simple commands and the here-strings of a script in PowerShell, in the order in which they end, in one pass
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing). What stands in brackets belongs to
 * its word, and what they hold are commands as well; blocks in braces divide commands as ends of lines do.
 * @param indentation blanks that stand before every line and are no part of the script
 */
export function powershellParts(text: string, indentation = 0): readonly ShellPart[] {
  return new PowerShellReader(text, indentation).read();
}

const BLANKS: ReadonlySet<string> = new Set([' ', '\t', '\r', '>']);
const ENDS: ReadonlySet<string> = new Set(['\n', ';', '|', '&', '{', '}']);

/** What is being read at one level of brackets. */
interface Level {
  readonly command: ShellWord[];
  /** Where the word began that is being read. */
  start: number | undefined;
  /** Whether it stands in a text with double quotes. */
  quoted: boolean;
}

/** Nobody nests brackets as deep; deeper ones are read as if they were not. */
const MAX_DEPTH = 1000;

class PowerShellReader {
  readonly #text: string;
  readonly #indentation: number;
  readonly #parts: ShellPart[] = [];
  readonly #outer: Level[] = [];
  #level: Level = { command: [], start: undefined, quoted: false };
  #at = 0;

  constructor(text: string, indentation: number) {
    this.#text = text;
    this.#indentation = indentation;
  }

  read(): readonly ShellPart[] {
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? '';
      if (unit === '`') this.#escape();
      else if (this.#level.quoted) this.#quoted(unit);
      else this.#bare(unit);
    }
    // What is never closed ends with the text.
    do this.#endCommand();
    while (this.#leave());
    return this.#parts;
  }

  /** A backtick with what it escapes; at the end of a line it joins the next. */
  #escape(): void {
    const length = /^`\r?\n/.exec(this.#text.slice(this.#at, this.#at + 3))?.[0].length;
    if (length === undefined || this.#level.quoted) {
      this.#word(2);
      return;
    }
    this.#endWord();
    this.#at += length;
  }

  #quoted(unit: string): void {
    if (unit === '"') {
      if (this.#text[this.#at + 1] === '"') this.#at++;
      else this.#level.quoted = false;
    } else if (unit === '$' && this.#text[this.#at + 1] === '(') {
      this.#word(2);
      this.#enter();
      return;
    }
    this.#at++;
  }

  #bare(unit: string): void {
    const text = this.#text;
    const isStart = this.#level.start === undefined;
    if (ENDS.has(unit)) {
      this.#endCommand();
      this.#at++;
    } else if (BLANKS.has(unit)) {
      this.#endWord();
      this.#at++;
    } else if (isStart && unit === '#') this.#at = lineEnd(text, this.#at);
    else if (isStart && text.startsWith('<#', this.#at)) this.#at = after(text, '#>', this.#at + 2);
    else if (isStart && unit === '@' && this.#hereString()) return;
    else if (unit === ',' && this.#isSeparator()) {
      // Parameters of a function stand in brackets, each a statement with its default.
      if (this.#outer.length > 0) this.#endCommand();
      else this.#endWord();
      this.#at++;
    } else if (unit === "'") this.#word(this.#singleQuoted());
    else if (unit === '"') {
      this.#word(1);
      this.#level.quoted = true;
    } else if (text.startsWith('${', this.#at)) this.#word(Math.max(2, after(text, '}', this.#at, 256) - this.#at));
    else if (unit === '(') {
      this.#word(1);
      this.#enter();
    } else if (unit === ')' && this.#outer.length > 0) {
      this.#endCommand();
      this.#leave();
      this.#at++;
    } else this.#word(1);
  }

  /** A comma within a word (`type=bind,source=x`) is meant as a part of it. */
  #isSeparator(): boolean {
    return this.#level.start === undefined || /[\s'"$@)]/.test(this.#text[this.#at + 1] ?? ' ');
  }

  /** The length of a text in single quotes, in which a quote is doubled. */
  #singleQuoted(): number {
    let end = this.#at + 1;
    for (;;) {
      end = after(this.#text, "'", end);
      if (this.#text[end] !== "'") return end - this.#at;
      end++;
    }
  }

  /** `@"` at the end of a line begins a text that a line with `"@` ends. @returns whether there was one */
  #hereString(): boolean {
    const opening = /^@(["'])[ \t]*\r?\n/.exec(this.#text.slice(this.#at, this.#at + 64));
    if (opening === null) return false;
    const start = this.#at + opening[0].length;
    const close = `${opening[1]}@`;
    let end = this.#text.length;
    let next = end;
    for (let at = start; at < this.#text.length; at = lineEnd(this.#text, at) + 1) {
      let from = at;
      while (from < at + this.#indentation && this.#text[from] === ' ') from++;
      if (!this.#text.startsWith(close, from)) continue;
      end = at;
      next = from + close.length;
      break;
    }
    if (end > start) this.#parts.push({ type: 'document', document: { start, end, expands: opening[1] === '"' } });
    this.#word(next - this.#at);
    return true;
  }

  /** Passes over characters of a word, which begins here unless it has begun. */
  #word(length: number): void {
    this.#level.start ??= this.#at;
    this.#at += length;
  }

  #endWord(): void {
    const { start, command } = this.#level;
    if (start !== undefined) command.push({ start, end: Math.min(this.#at, this.#text.length) });
    this.#level.start = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    const { command } = this.#level;
    if (command.length > 0) this.#parts.push({ type: 'command', words: command.splice(0) });
  }

  #enter(): void {
    if (this.#outer.length === MAX_DEPTH) return;
    this.#outer.push(this.#level);
    this.#level = { command: [], start: undefined, quoted: false };
  }

  #leave(): boolean {
    const outer = this.#outer.pop();
    if (outer === undefined) return false;
    this.#level = outer;
    return true;
  }
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}

/** The offset behind what is looked for, at most so far on; the end where it is not there. */
function after(text: string, what: string, from: number, most = text.length): number {
  const range = most < text.length ? text.slice(from, from + most) : text;
  const found = range === text ? text.indexOf(what, from) : range.indexOf(what) + from;
  if (found < from) return range === text ? text.length : from;
  return found + what.length;
}
