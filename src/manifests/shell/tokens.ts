/** A word of a shell script, quotes included, as it stands in the file. */
export interface ShellWord {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The words of one simple command: what stands between operators and ends of lines. */
export type ShellCommand = readonly ShellWord[];

/**
 * The simple commands of a shell script, in one pass. Comments and the contents of here-documents are none;
 * what stands between quotes belongs to its word, over lines, too. Operators divide commands.
 * A substitution (`$(…)`, backquotes, between double quotes, too) belongs to its word, and what it holds are commands as well.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  return new CommandReader(text).read();
}

const BLANKS: ReadonlySet<string> = new Set([' ', '\t', '\r', '<', '>']);
const OPERATORS: ReadonlySet<string> = new Set([';', '&', '|', ')']);
const HERE_DOCUMENT = /^<<(-?)[ \t]*["'\\]?([A-Za-z_.][\w.-]*)["']?/;
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

interface HereDocument {
  readonly name: string;
  readonly indented: boolean;
}

/** Nobody nests substitutions and subshells as deep; deeper ones are read as if they were not. */
const MAX_DEPTH = 1000;

class CommandReader {
  readonly #text: string;
  readonly #commands: ShellCommand[] = [];
  readonly #outer: Level[] = [];
  #level: Level = level(undefined);
  #documents: HereDocument[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly ShellCommand[] {
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
    return this.#commands;
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
      this.#at = afterHereDocuments(text, this.#at + 1, this.#documents);
      this.#documents = [];
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
    if (document !== null) this.#documents.push({ name: document[2] ?? '', indented: document[1] === '-' });
    this.#at += document?.[0].length ?? 2;
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
    if (command.length > 0) this.#commands.push(command.splice(0));
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

/** Passes over here-documents; one that never ends takes the rest of the file. */
function afterHereDocuments(text: string, from: number, documents: readonly HereDocument[]): number {
  let at = from;
  for (const { name, indented } of documents) {
    for (let ended = false; !ended && at < text.length; ) {
      const end = endOfLine(text, at);
      const line = text.slice(at, end).replace(/\r$/, '');
      ended = (indented ? line.replace(/^\t+/, '') : line) === name;
      at = end + 1;
    }
  }
  return at;
}
