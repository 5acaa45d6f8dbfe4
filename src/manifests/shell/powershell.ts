import { withoutQuotes } from '../languages/shell-words.ts';
import type { TextKind } from '../model/kind.ts';
import { Script } from './script.ts';
import { interpreterOf } from './shebang.ts';
import { POWERSHELL } from './syntax.ts';
import type { ShellCommand, ShellWord } from './tokens.ts';

/** Scripts and modules in PowerShell: what those of a shell tell. What a splatted table holds (`@arguments`) is not known. */
export const powershell: TextKind = {
  name: 'powershell',
  format: 'text',
  recognises: (path) => /\.psm?1$/i.test(path),
  begins: (beginning) => interpreterOf(beginning) === 'powershell',
  extract: (file) => {
    const script = new Script(file, 'powershell', POWERSHELL);
    readPowerShell(script, file.text, { start: file.text.startsWith('\uFEFF') ? 1 : 0, end: file.text.length });
    return script.facts();
  },
};

/**
 * Gives the commands, assignments and here-strings of a script in PowerShell to a reader.
 * @param range where the script stands in the file
 * @param indentation blanks that stand before every line and are no part of the script
 */
export function readPowerShell(script: Script, text: string, { start, end }: ShellWord, indentation = 0): void {
  for (const part of POWERSHELL.parts(text.slice(start, end), indentation)) {
    if (part.type === 'document') {
      const { document } = part;
      script.document({ ...document, start: start + document.start, end: start + document.end });
      continue;
    }
    const words = part.words.map((word) => ({ start: start + word.start, end: start + word.end }));
    const assigned = assignmentIn(text, words);
    if (assigned === undefined) {
      script.command(words);
      for (const command of commandsGiven(text, words)) script.command(command);
      continue;
    }
    const [value, ...more] = assigned.value;
    // `$id = docker run nginx` runs what stands behind; a text or a number is the value itself.
    if (value !== undefined && more.length === 0) script.assign(assigned.name, value);
    else script.command(assigned.value);
  }
}

/** What runs the commands that it is given as text: `Invoke-Expression`, and the scripts and functions that projects have for it. */
const RUNS_TEXT = /^["']?(?:iex|exec|invoke-[\w-]{1,80}|[^\s"']{0,200}\.ps1)["']?$/i;
const COMMAND = /^["'](?:docker|podman|nerdctl|kubectl|oc|az|helm)[ \t]/;
const MAX_GIVEN_CHARS = 4096;

/** The commands of an engine that stand in texts which a command is given. */
function commandsGiven(text: string, [program, ...words]: ShellCommand): readonly ShellCommand[] {
  if (program === undefined || !RUNS_TEXT.test(text.slice(program.start, Math.min(program.end, program.start + 256))))
    return [];
  return words.flatMap((word) => {
    if (word.end - word.start > MAX_GIVEN_CHARS || !COMMAND.test(text.slice(word.start, word.start + 16))) return [];
    const { start, end } = withoutQuotes(text, word);
    return POWERSHELL.parts(text.slice(start, end)).flatMap((part) =>
      part.type === 'command'
        ? [part.words.map((inner) => ({ start: start + inner.start, end: start + inner.end }))]
        : [],
    );
  });
}

interface Assignment {
  readonly name: string;
  readonly value: ShellCommand;
}

/** Attributes and types may stand before a variable: `[Parameter(Mandatory)][string] $Image = 'nginx'`. */
const TARGET = /^(?:\[[^\]]{0,200}\]+)*\$\{?(?:(\w{1,80}):)?(\w{1,80})\}?(=?)/;
const MAX_ATTRIBUTES = 8;

function assignmentIn(text: string, words: ShellCommand): Assignment | undefined {
  for (const [index, word] of words.slice(0, MAX_ATTRIBUTES).entries()) {
    const written = text.slice(word.start, Math.min(word.end, word.start + 1024));
    const target = TARGET.exec(written);
    if (target === null) {
      if (written.startsWith('[')) continue;
      return undefined;
    }
    const [whole, scope, variable = '', equals] = target;
    const name = scope === undefined ? variable : `${scope}_${variable}`;
    const rest = { start: word.start + whole.length, end: word.end };
    if (equals === '=') {
      const value = rest.end > rest.start ? [rest, ...words.slice(index + 1)] : words.slice(index + 1);
      return { name, value };
    }
    const next = words[index + 1];
    if (rest.end > rest.start || next === undefined || text[next.start] !== '=') return undefined;
    const own = { start: next.start + 1, end: next.end };
    return { name, value: own.end > own.start ? [own, ...words.slice(index + 2)] : words.slice(index + 2) };
  }
  return undefined;
}
