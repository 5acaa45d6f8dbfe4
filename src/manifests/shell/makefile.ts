import type { TextKind } from '../model/kind.ts';
import type { SourceFile } from '../source/source.ts';
import { Script } from './script.ts';
import { readShell } from './shell.ts';

/** Makefiles, and justfiles, whose lines are alike: image variables, and recipes that run, pull or build. */
export const makefile: TextKind = {
  name: 'makefile',
  format: 'text',
  recognises: (path) => /(?:^|\/)(?:(?:GNU)?makefile|justfile)$|(?:^|\/)Makefile\.\w+$|\.(?:mk|just)$/i.test(path),
  extract: (file) => {
    const script = new Script(file, 'makefile');
    for (const { start, end } of logicalLines(file)) readLine(script, file.text, start, end);
    return script.facts();
  },
};

const ASSIGNMENT = /^(?:(?:export|override)[ \t]+)*([A-Za-z_]\w*)[ \t]*(?:\?|!|\+|:{1,3})?=[ \t]*/;

function readLine(script: Script, text: string, start: number, end: number): void {
  const line = text.slice(start, end);
  const assignment = ASSIGNMENT.exec(line);
  if (assignment === null) {
    // A quote that a line does not close is an apostrophe; it ends with the line.
    readShell(script, text, { start, end });
    return;
  }
  const from = assignment[0].length;
  const comment = /[ \t]#/.exec(line.slice(from));
  const value = line.slice(from, comment === null ? undefined : from + comment.index).trimEnd();
  const span = { start: start + from, end: start + from + value.length };
  script.assign(assignment[1] ?? '', span);
  if (value.includes('$(shell')) readShell(script, text, span);
}

/** Lines, those joined that a backslash continues. */
function logicalLines({ text }: SourceFile): readonly { readonly start: number; readonly end: number }[] {
  const lines: { readonly start: number; readonly end: number }[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const stop = newline === -1 ? text.length : newline;
    const end = text[stop - 1] === '\r' && stop > start ? stop - 1 : stop;
    at = stop + 1;
    if (text[end - 1] === '\\' && newline !== -1) continue;
    lines.push({ start, end });
    start = at;
  }
  return lines;
}
