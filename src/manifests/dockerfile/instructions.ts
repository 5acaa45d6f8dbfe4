import { countBefore } from '../../base/sorted.ts';
import { type Span, shellWords } from '../languages/shell-words.ts';

/**
 * The instructions of a Dockerfile, by the rules of BuildKit's parser (moby/buildkit, `frontend/dockerfile/parser`):
 * directives first, then logical lines; a line goes on after an escape character at its end, comments and empty lines
 * within it fall out, and the contents of here-documents are no instructions.
 */
export interface Dockerfile {
  readonly escape: '\\' | '`';
  /** Where the image of `# syntax=` stands. */
  readonly syntax: Span | undefined;
  readonly instructions: readonly Instruction[];
}

/** An instruction that can name an image or a variable of one. */
export interface Instruction {
  /** Upper case, what ONBUILD defers included. */
  readonly keyword: 'FROM' | 'ARG' | 'RUN' | 'COPY' | 'ADD';
  /** What follows the keyword, continuation lines joined. */
  readonly text: string;
  /** The offset in the file of an offset in `text`. */
  readonly sourceOf: (offset: number) => number;
}

/** Reads a Dockerfile in one pass. */
export function readDockerfile(text: string): Dockerfile {
  const lines = new LineReader(text);
  const directives = readDirectives(lines);
  const instructions: Instruction[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const joined = joinLines(line, lines, directives.escape);
    const instruction = joined === undefined ? undefined : instructionOf(joined);
    if (instruction === undefined) continue;
    instructions.push(instruction);
    skipHereDocuments(instruction, lines, directives.escape);
  }
  return { ...directives, instructions };
}

interface Line extends Span {
  readonly text: string;
}

class LineReader {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** The next line without its end. */
  next(): Line | undefined {
    const line = this.peek();
    if (line !== undefined) {
      const newline = this.#text.indexOf('\n', line.end);
      this.#at = newline === -1 ? this.#text.length : newline + 1;
    }
    return line;
  }

  peek(): Line | undefined {
    const start = this.#at;
    if (start >= this.#text.length) return undefined;
    const newline = this.#text.indexOf('\n', start);
    const stop = newline === -1 ? this.#text.length : newline;
    const end = stop > start && this.#text[stop - 1] === '\r' ? stop - 1 : stop;
    return { start, end, text: this.#text.slice(start, end) };
  }
}

/** Directives stand before everything else; the first line that is none ends them. */
function readDirectives(lines: LineReader): Pick<Dockerfile, 'escape' | 'syntax'> {
  let escapeUnit: Dockerfile['escape'] = '\\';
  let syntax: Span | undefined;
  if (lines.peek()?.text.startsWith('#!') === true) lines.next();
  for (let line = lines.peek(); line !== undefined; line = lines.peek()) {
    const directive = /^#[ \t]*([A-Za-z]\w*)[ \t]*=[ \t]*(\S+)/.exec(line.text);
    if (directive === null) break;
    lines.next();
    const name = directive[1]?.toLowerCase();
    const value = directive[2] ?? '';
    const end = line.start + directive[0].length;
    if (name === 'escape' && (value === '\\' || value === '`')) escapeUnit = value;
    else if (name === 'syntax') syntax ??= { start: end - value.length, end };
  }
  return { escape: escapeUnit, syntax };
}

interface Joined {
  readonly text: string;
  readonly sourceOf: (offset: number) => number;
}

/** A logical line; `undefined` for a comment or an empty line. */
function joinLines(first: Line, lines: LineReader, escapeUnit: string): Joined | undefined {
  if (isEmpty(first) || isComment(first)) return undefined;
  const texts: string[] = [];
  const runs: Run[] = [];
  let length = 0;
  for (let line: Line | undefined = first; line !== undefined; line = lines.next()) {
    if (length > 0 && (isEmpty(line) || isComment(line))) continue;
    const kept = beforeContinuation(line.text, escapeUnit);
    const text = kept ?? line.text;
    runs.push({ joined: length, source: line.start });
    texts.push(text);
    length += text.length;
    if (kept === undefined) break;
  }
  return {
    text: texts.join(''),
    sourceOf: (offset) => {
      const run = runAt(runs, offset);
      return run === undefined ? offset : run.source + offset - run.joined;
    },
  };
}

/** A line's place in the joined text and in the file. */
interface Run {
  readonly joined: number;
  readonly source: number;
}

/** The last run that begins at or before an offset of the joined text. */
function runAt(runs: readonly Run[], offset: number): Run | undefined {
  return runs[Math.max(0, countBefore(runs, (run) => run.joined <= offset) - 1)];
}

/** What stands before the escape character that continues the line; `undefined` where the line ends. */
function beforeContinuation(text: string, escapeUnit: string): string | undefined {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  const continues = text[end - 1] === escapeUnit && text[end - 2] !== escapeUnit;
  return continues ? text.slice(0, end - 1) : undefined;
}

function isEmpty({ text }: Line): boolean {
  return text.trim() === '';
}

function isComment({ text }: Line): boolean {
  return text.trimStart().startsWith('#');
}

const KEYWORD = /^\s*(?:ONBUILD\s+)?(FROM|ARG|RUN|COPY|ADD)\s+/i;

function instructionOf({ text, sourceOf }: Joined): Instruction | undefined {
  const match = KEYWORD.exec(text);
  const keyword = match?.[1]?.toUpperCase();
  if (match === null || !isKeyword(keyword)) return undefined;
  const skipped = match[0].length;
  return { keyword, text: text.slice(skipped), sourceOf: (offset) => sourceOf(skipped + offset) };
}

function isKeyword(text: string | undefined): text is Instruction['keyword'] {
  return text === 'FROM' || text === 'ARG' || text === 'RUN' || text === 'COPY' || text === 'ADD';
}

/** Passes over the contents of the here-documents that an instruction begins. One that never ends takes the rest of the file. */
function skipHereDocuments({ keyword, text }: Instruction, lines: LineReader, escapeUnit: string): void {
  if (keyword === 'FROM' || keyword === 'ARG' || !text.includes('<<')) return;
  for (const { start, end } of shellWords(text, escapeUnit) ?? []) {
    const match = /^\d*<<(-?)([^<]+)$/.exec(text.slice(start, end));
    const name = match?.[2]?.replaceAll(/["']/g, '');
    if (name === undefined || name === '') continue;
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      const content = match?.[1] === '-' ? line.text.replace(/^\t+/, '') : line.text;
      if (content === name) break;
    }
  }
}
