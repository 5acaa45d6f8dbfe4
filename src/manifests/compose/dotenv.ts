import type { TextKind } from '../model/kind.ts';
import type { Sibling } from '../model/use.ts';
import type { SourceFile } from '../source/source.ts';
import { expand, type Value } from '../variables/expand.ts';
import { countVariables } from '../variables/usage.ts';
import type { DotenvVariable } from './facts.ts';

/** Files that give variables to Compose: it reads `.env` by itself, others (`.env.example`) explain what is missing. */
export const dotenv: TextKind = {
  name: 'dotenv',
  format: 'text',
  recognises: (path) => /(?:^|\/)\.env(?:\.[\w.-]+)?$/.test(path),
  extract: (file) => [{ type: 'dotenv', variables: readDotenv(file) }],
};

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*[=:][ \t]*/;
/** What a reference, a part of one, or a text with variables that makes one consists of. */
const OF_REFERENCES = /^[\w.:/@${}?+#%-]{0,512}$/;

/** Reads a `.env` file as Compose does (https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax). */
export function readDotenv(file: SourceFile): readonly DotenvVariable[] {
  const { text } = file;
  const variables: DotenvVariable[] = [];
  const names = new Set<string>();
  let next = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (next < text.length) {
    const start = next;
    const end = lineEnd(text, start);
    next = end + 1;
    const match = ASSIGNMENT.exec(text.slice(start, end));
    const name = match?.[1];
    if (match === null || name === undefined) continue;
    const value = valueAt(text, start + match[0].length, end);
    const raw = text.slice(value.start, value.end);
    variables.push({
      name,
      start: value.start,
      text: OF_REFERENCES.test(raw) ? raw : undefined,
      expands: value.quote !== "'",
      parts: value.quote === "'" ? new Map() : partsOf(raw, names),
      ...file.at(value.start),
    });
    names.add(name);
    // A quoted value may go over several lines; what is in it is no assignment.
    if (value.end > end) next = lineEnd(text, value.end) + 1;
  }
  return variables;
}

/** The variables in a value that stand before it: of a secret nothing else is kept. */
function partsOf(raw: string, names: ReadonlySet<string>): DotenvVariable['parts'] {
  return new Map([...countVariables(raw)].filter(([name]) => names.has(name)));
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}

/** Where a value stands: up to the closing quote, or to a comment or the end of the line. */
function valueAt(text: string, start: number, end: number): { start: number; end: number; quote: string } {
  const quote = text[start] === '"' || text[start] === "'" ? text[start] : '';
  if (quote !== '' && start < end) {
    const close = text.indexOf(quote, start + 1);
    if (close !== -1) return { start: start + 1, end: close, quote };
  }
  const line = text.slice(start, end);
  // Right behind the equals sign some versions take it for the value: whatever is written before it would become one with it.
  const comment = /[ \t]#/.exec(line);
  return { start, end: start + line.slice(0, comment?.index).trimEnd().length, quote: '' };
}

/** The values of a `.env` file's variables, each expanded with those before it. */
export function dotenvValues(path: string, variables: readonly DotenvVariable[]): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const { name, start, text, expands, line, column } of variables) {
    if (text === undefined) {
      values.set(name, { known: false, reason: `the value of ${name} in ${path} is no part of an image reference` });
      continue;
    }
    const origin = { file: path, start };
    const variable: Sibling = { role: 'variable', file: path, line, column, text };
    const value: Value = expands
      ? expand(
          { text, origin, variable, dialect: { escape: '\\', quotes: false } },
          { lookup: (other) => values.get(other), missing: (other) => `${other} is not set in ${path}` },
        )
      : { known: true, pieces: [{ text, origin, variable }] };
    values.set(name, value);
  }
  return values;
}
