import { once } from 'node:events';
import type { WriteStream } from 'node:tty';
import { hideSecret, redacted } from '../text/redacted.ts';
import { jsonEscaped } from '../text/shown.ts';
import { type Line, terminalLine } from '../text/terminal.ts';
import type { Log } from './log.ts';

/** The only place that writes to a terminal: no caller can leave the escapes out. */

type Stream = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean };
type Environment = Readonly<Record<string, string | undefined>>;

/** Whether to colour: a stream for people, and NO_COLOR (https://no-color.org) is not set. */
export function hasColours(stream: Stream, env: Environment): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** Prints the result for people. */
export function printLines(lines: readonly Line[]): void {
  const colours = hasColours(process.stdout, process.env);
  process.stdout.write(lines.map((line) => `${terminalLine(line, colours)}\n`).join(''));
}

/** Prints the result as JSON, in pieces. */
export async function printJson(pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (!process.stdout.write(jsonEscaped(piece))) await once(process.stdout, 'drain');
  }
}

/** Prints a text that is escaped for where it goes (Markdown, SARIF). */
export function printText(text: string): void {
  process.stdout.write(redacted(text));
}

/** Columns of the terminal that the result is printed on; `undefined` where it goes elsewhere. */
export function terminalWidth(): number | undefined {
  return process.stdout.isTTY === true && process.stdout.columns > 0 ? process.stdout.columns : undefined;
}

/** Prints a patch: to the byte for `git apply`, as text for a person's eyes. */
export function printPatch(patch: string): void {
  if (process.stdout.isTTY === true) printLines(patch.replace(/\n$/, '').split('\n'));
  else process.stdout.write(patch);
}

/** Says on standard error why nothing came of it. @param first what went wrong; the lines of a stack may follow */
export function printError([first = '', ...rest]: readonly string[]): void {
  const colours = hasColours(process.stderr, process.env);
  const lines: readonly Line[] = [[{ look: 'red', text: 'error:' }, ` ${first}`], ...rest.map((line) => `  ${line}`)];
  process.stderr.write(lines.map((line) => `${terminalLine(line, colours)}\n`).join(''));
}

/** Tells on standard error, so that standard output holds nothing but the result. */
export function terminalLog(stream: Stream, env: Environment): Log {
  const colours = hasColours(stream, env);
  let told = false;
  const line = (text: Line) => {
    if (told) stream.write('\r\u001b[K');
    told = false;
    stream.write(`${terminalLine(text, colours)}\n`);
  };
  return {
    info: line,
    debug: (text) => {
      if (env.ACR_ARTIFACT_CACHE_DEBUG) line({ look: 'dim', text });
    },
    warning: (text) => line({ look: 'yellow', text: `warning: ${text}` }),
    group: (title, lines) => {
      line({ look: 'bold', text: title });
      for (const text of lines) line(`  ${text}`);
    },
    mask: hideSecret,
    progress: (text) => {
      if (stream.isTTY !== true) return;
      stream.write(`\r\u001b[K${terminalLine(text, colours)}`);
      told = true;
    },
  };
}
