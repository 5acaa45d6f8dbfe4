/** A word of a shell script, quotes included, as it stands in the file. */
export interface ShellWord {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The words of one simple command: what stands between operators and ends of lines. */
export type ShellCommand = readonly ShellWord[];

/** The contents of a here-document. */
export interface HereDocument {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Whether the shell fills in variables: not where the word that ends it is quoted. */
  readonly expands: boolean;
}

export type ShellPart =
  | { readonly type: 'command'; readonly words: ShellCommand }
  | { readonly type: 'document'; readonly document: HereDocument };

/**
 * The simple commands and the here-documents of a shell script in the order in which they end, in one pass.
 * Comments are passed over; what stands between quotes belongs to its word, over lines, too. Operators divide commands.
 * A substitution (`$(…)`, backquotes, between double quotes, too) belongs to its word, and what it holds are commands as well.
 * @param indentation blanks that stand before every line and are no part of the script
 */
export function shellParts(text: string, indentation = 0): readonly ShellPart[] {
  return new CommandReader(text, indentation).read();
}

/** The simple commands alone. */
export function shellCommands(text: string): readonly ShellCommand[] {
  return shellParts(text).flatMap((part) => (part.type === 'command' ? [part.words] : []));
}

const BLANKS: ReadonlySet<string> = new Set([' ', '\t', '\r', '<', '>']);
const OPERATORS: ReadonlySet<string> = new Set([';', '&', '|', ')']);
const HERE_DOCUMENT = /^<<(-?)[ \t]*(["'\\]?)([A-Za-z_.][\w.-]*)["']?/;
/** `$(NAME)` is a variable in a makefile; in a shell `$(` begins another command. */
const MAKE_VARIABLE = /^\$\(\w+\)/;

/** What is being read at one level of substitutions and subshells. */
interface Level {
  readonly command: ShellWord[];
  /** Where the word began that is being read. */
  start: number | undefined;
  quote: '' | '"' | "'";
  braces: number;
  /** What ends the level; nothing ends the outermost. */
  readonly close: ')' | '`' | undefined;
}

/** A here-document that a command has asked for and that begins on the next line. */
interface Awaited {
  readonly name: string;
  readonly indented: boolean;
  readonly expands: boolean;
}

/** Nobody nests substitutions and subshells as deep; deeper ones are read as if they were not. */
const MAX_DEPTH = 1000;

class CommandReader {
  readonly #text: string;
  readonly #indentation: number;
  readonly #parts: ShellPart[] = [];
  readonly #outer: Level[] = [];
  #level: Level = level(undefined);
  #awaited: Awaited[] = [];
  #at = 0;

  constructor(text: string, indentation: number) {
    this.#text = text;
    this.#indentation = indentation;
  }

  read(): readonly ShellPart[] {
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at] ?? '';
      if (this.#level.quote === "'") this.#singleQuoted(unit);
      else if (!(this.#escape(unit) || this.#substitution(unit))) {
        if (this.#level.quote === '"' || this.#level.braces > 0) this.#enclosed(unit);
        else this.#bare(unit);
      }
    }
    // What is never closed ends with the text.
    do this.#endCommand();
    while (this.#leave());
    return this.#parts;
  }

  #singleQuoted(unit: string): void {
    if (unit === "'") this.#level.quote = '';
    this.#at++;
  }

  /** A backslash with what it escapes; at the end of a line it joins the next. */
  #escape(unit: string): boolean {
    if (unit !== '\\') return false;
    const length = this.#continuationLength();
    const { quote, braces } = this.#level;
    if (length === 0 || quote !== '' || braces > 0) {
      this.#word(Math.min(2, this.#text.length - this.#at));
    } else {
      this.#endWord();
      this.#at += length;
    }
    return true;
  }

  #continuationLength(): number {
    if (this.#text[this.#at + 1] === '\n') return 2;
    return this.#text.startsWith('\r\n', this.#at + 1) ? 3 : 0;
  }

  /** The beginning or the end of a substitution. */
  #substitution(unit: string): boolean {
    const { close, quote, braces } = this.#level;
    if (unit === close && quote === '' && braces === 0) {
      this.#endCommand();
      this.#leave();
      this.#at++;
      return true;
    }
    const opens = unit === '`' || (unit === '$' && this.#text[this.#at + 1] === '(');
    if (!opens) return false;
    const variable = unit === '$' ? MAKE_VARIABLE.exec(this.#text.slice(this.#at, this.#at + 64)) : null;
    if (variable !== null) {
      this.#word(variable[0].length);
      return true;
    }
    this.#word(unit === '`' ? 1 : 2);
    this.#enter(unit === '`' ? '`' : ')');
    return true;
  }

  /** A character between double quotes or the braces of a variable. */
  #enclosed(unit: string): void {
    const { quote } = this.#level;
    if (quote === '"') {
      if (unit === '"') this.#level.quote = '';
    } else if (unit === '"' || unit === "'") this.#level.quote = unit;
    else if (unit === '}') this.#level.braces--;
    else if (unit === '$' && this.#text[this.#at + 1] === '{') this.#level.braces++;
    this.#at++;
  }

  #bare(unit: string): void {
    const text = this.#text;
    if (unit === '\n') {
      this.#endCommand();
      this.#at++;
      for (const document of this.#awaited.splice(0)) this.#readDocument(document);
    } else if (unit === '#' && this.#level.start === undefined) this.#at = endOfLine(text, this.#at);
    else if (unit === '<' && text[this.#at + 1] === '<' && text[this.#at + 2] !== '<') this.#hereDocument();
    else if (unit === '(') {
      this.#endCommand();
      this.#enter(')');
      this.#at++;
    } else if (OPERATORS.has(unit)) {
      this.#endCommand();
      this.#at++;
    } else if (BLANKS.has(unit)) {
      this.#endWord();
      this.#at++;
    } else if (unit === '$' && text[this.#at + 1] === '{') {
      this.#word(2);
      this.#level.braces++;
    } else {
      this.#word(1);
      if (unit === '"' || unit === "'") this.#level.quote = unit;
    }
  }

  #hereDocument(): void {
    this.#endWord();
    const document = HERE_DOCUMENT.exec(this.#text.slice(this.#at, this.#at + 128));
    if (document !== null) {
      this.#awaited.push({ name: document[3] ?? '', indented: document[1] === '-', expands: document[2] === '' });
    }
    this.#at += document?.[0].length ?? 2;
  }

  /** One that never ends takes the rest of the file. */
  #readDocument({ name, indented, expands }: Awaited): void {
    const start = this.#at;
    let end = this.#text.length;
    while (this.#at < this.#text.length) {
      const at = this.#at;
      const stop = endOfLine(this.#text, at);
      this.#at = stop + 1;
      const line = withoutBlanks(this.#text.slice(at, stop), this.#indentation).replace(/\r$/, '');
      if ((indented ? line.replace(/^\t+/, '') : line) !== name) continue;
      end = at;
      break;
    }
    if (end > start) this.#parts.push({ type: 'document', document: { start, end, expands } });
  }

  /** Passes over characters of a word, which begins here unless it has begun. */
  #word(length: number): void {
    this.#level.start ??= this.#at;
    this.#at += length;
  }

  #endWord(): void {
    const { start, command } = this.#level;
    if (start !== undefined) command.push({ start, end: this.#at });
    this.#level.start = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    const { command } = this.#level;
    if (command.length > 0) this.#parts.push({ type: 'command', words: command.splice(0) });
  }

  #enter(close: ')' | '`'): void {
    if (this.#outer.length === MAX_DEPTH) return;
    this.#outer.push(this.#level);
    this.#level = level(close);
  }

  #leave(): boolean {
    const outer = this.#outer.pop();
    if (outer === undefined) return false;
    this.#level = outer;
    return true;
  }
}

function level(close: Level['close']): Level {
  return { command: [], start: undefined, quote: '', braces: 0, close };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}

/** A line without at most so many of the blanks that it begins with. */
function withoutBlanks(line: string, most: number): string {
  let at = 0;
  while (at < most && line[at] === ' ') at++;
  return at === 0 ? line : line.slice(at);
}
