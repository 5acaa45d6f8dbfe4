import { shown } from './shown.ts';

/** A line of a terminal, in parts. A part's text can neither move the cursor nor make lines or colours of its own. */
export type Line = Part | readonly Part[];

/** A text, and how it looks where there are colours. */
export type Part = string | { readonly look: Look; readonly text: string };

export type Look = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Select Graphic Rendition (ECMA-48 §8.3.117). */
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const satisfies Record<Look, number>;

/** The line as it is written, without its end. */
export function terminalLine(line: Line, colours: boolean): string {
  if (typeof line === 'string') return shown(line);
  if ('look' in line) return colours ? `\u001b[${CODES[line.look]}m${shown(line.text)}\u001b[0m` : shown(line.text);
  return line.map((part) => terminalLine(part, colours)).join('');
}
