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
 * what stands between quotes belongs to its word, over lines, too. Operators, parentheses and backquotes divide commands.
 */
export function shellCommands(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let command: ShellWord[] = [];
  let documents: { readonly name: string; readonly indented: boolean }[] = [];
  const finish = (): void => {
    if (command.length > 0) commands.push(command);
    command = [];
  };
  for (let at = 0; at < text.length; ) {
    const unit = text[at] ?? '';
    if (unit === '\n') {
      finish();
      at = afterHereDocuments(text, at + 1, documents);
      documents = [];
    } else if (unit === '#') at = endOfLine(text, at);
    else if (text.startsWith('<<', at) && text[at + 2] !== '<') {
      const document = HERE_DOCUMENT.exec(text.slice(at, at + 128));
      if (document !== null) documents.push({ name: document[2] ?? '', indented: document[1] === '-' });
      at += document?.[0].length ?? 2;
    } else if (OPERATORS.has(unit)) {
      finish();
      at++;
    } else if (isContinuation(text, at)) at += text[at + 1] === '\r' ? 3 : 2;
    else if (BLANKS.has(unit)) at++;
    else {
      const end = endOfWord(text, at);
      command.push({ start: at, end });
      at = end;
    }
  }
  finish();
  return commands;
}

const BLANKS: ReadonlySet<string> = new Set([' ', '\t', '\r', '<', '>']);
const OPERATORS: ReadonlySet<string> = new Set([';', '&', '|', '(', ')', '`']);
const HERE_DOCUMENT = /^<<(-?)[ \t]*["'\\]?([\w.-]+)["']?/;

function isContinuation(text: string, at: number): boolean {
  return text[at] === '\\' && (text[at + 1] === '\n' || (text[at + 1] === '\r' && text[at + 2] === '\n'));
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}

/** Where a word ends that begins here; it holds at least one character. */
function endOfWord(text: string, start: number): number {
  let braces = 0;
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (quote === '' && braces === 0 && endsWord(text, at)) break;
    if (unit === '\\' && quote !== "'") at++;
    else if (quote !== '') quote = unit === quote ? '' : quote;
    else if (unit === '"' || unit === "'") quote = unit;
    else if (unit === '$' && text[at + 1] === '{') {
      braces++;
      at++;
    } else if (unit === '}' && braces > 0) braces--;
    // `$(NAME)` is a variable in a makefile; in a shell `$(` begins another command.
    else if (unit === '$') at += (MAKE_VARIABLE.exec(text.slice(at, at + 64))?.[0].length ?? 1) - 1;
  }
  return Math.max(Math.min(at, text.length), start + 1);
}

const MAKE_VARIABLE = /^\$\(\w+\)/;

function endsWord(text: string, at: number): boolean {
  const unit = text[at] ?? '';
  return unit === '\n' || BLANKS.has(unit) || OPERATORS.has(unit) || isContinuation(text, at);
}

/** Passes over here-documents; one that never ends takes the rest of the file. */
function afterHereDocuments(
  text: string,
  from: number,
  documents: readonly { readonly name: string; readonly indented: boolean }[],
): number {
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
