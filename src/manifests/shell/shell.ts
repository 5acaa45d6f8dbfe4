import type { TextKind } from '../model/kind.ts';
import { Script } from './script.ts';
import { interpreterOf } from './shebang.ts';
import { type ShellCommand, type ShellWord, shellParts } from './tokens.ts';

/** Shell scripts: images that an engine runs or pulls, image variables, names that are built. */
export const shell: TextKind = {
  name: 'shell',
  format: 'text',
  recognises: (path) => /\.(?:sh|bash|ash|dash|ksh|zsh)$/i.test(path),
  begins: (beginning) => interpreterOf(beginning) === 'shell',
  extract: (file) => {
    const script = new Script(file, 'shell');
    readShell(script, file.text, { start: 0, end: file.text.length });
    return script.facts();
  },
};

/**
 * Gives the commands, assignments and here-documents of a shell script to a reader.
 * @param range where the script stands in the file
 * @param indentation blanks that stand before every line and are no part of the script
 */
export function readShell(script: Script, text: string, { start, end }: ShellWord, indentation = 0): void {
  for (const part of shellParts(text.slice(start, end), indentation)) {
    if (part.type === 'document') {
      const { document } = part;
      script.document({ ...document, start: start + document.start, end: start + document.end });
      continue;
    }
    const command = part.words.map((word) => ({ start: start + word.start, end: start + word.end }));
    assignIn(script, text, command);
    script.command(command);
  }
}

/** What may stand before an assignment on its line. */
const OPENINGS: ReadonlySet<string> = new Set(['then', 'else', 'do', '{']);
const DECLARATIONS: ReadonlySet<string> = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);
const ASSIGNMENT = /^([A-Za-z_]\w*)=/;
/** `: "${IMAGE:=nginx:1.27}"` gives a value to a variable that has none. */
const DEFAULT = /^"?\$\{([A-Za-z_]\w*):?=/;

/** The assignments that a command begins with or consists of. */
function assignIn(script: Script, text: string, command: ShellCommand): void {
  const begins = command.findIndex(({ start, end }) => !OPENINGS.has(text.slice(start, end)));
  const [first, ...rest] = command.slice(Math.max(begins, 0));
  if (first === undefined) return;
  const verb = text.slice(first.start, first.end);
  if (verb === ':') {
    for (const word of rest) assignDefault(script, text, word);
    return;
  }
  const declares = DECLARATIONS.has(verb);
  // `IMAGE=nginx:1 ./run.sh` tells the command alone, and what stands in its words was filled in before.
  const isOnce = !declares && ![first, ...rest].every(({ start, end }) => ASSIGNMENT.test(text.slice(start, end)));
  for (const { start, end } of [first, ...rest]) {
    const assignment = ASSIGNMENT.exec(text.slice(start, end));
    const value = assignment === null ? undefined : { start: start + assignment[0].length, end };
    if (value !== undefined) script.assign(assignment?.[1] ?? '', value, isOnce ? 'once' : 'always');
    else if (!declares) return;
  }
}

function assignDefault(script: Script, text: string, { start, end }: ShellWord): void {
  const word = text.slice(start, end);
  const fallback = DEFAULT.exec(word);
  const close = word.lastIndexOf('}');
  if (fallback === null || close === -1) return;
  script.assign(fallback[1] ?? '', { start: start + fallback[0].length, end: start + close }, 'default');
}
