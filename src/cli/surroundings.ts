import { isUtf8 } from 'node:buffer';
import { addAbortSignal } from 'node:stream';
import { UserError } from '../errors.ts';
import { leaveFolder } from '../folders.ts';
import { type Http, httpEnvironment, openHttp } from '../http.ts';
import { type Inputs, readInputs } from '../inputs.ts';
import { terminalLog } from '../report/terminal.ts';
import type { World } from '../stages/world.ts';
import { rightsOf } from '../trust.ts';
import type { Arguments } from './arguments.ts';

/** The inputs of a command line; its first operand is the path. */
export function inputsOf({ input, operands, command }: Arguments): Inputs {
  const [path, ...more] = command === 'prune' ? [] : operands;
  if (more.length > 0) throw new UserError(`One path is taken; ${JSON.stringify(more[0])} is one too many.`);
  return readInputs((name) => {
    // A terminal's --apply is a word of its own: whether to change anything, not the input of that name.
    if (name === 'apply') return '';
    return name === 'path' ? (path ?? input('path')) : input(name);
  }, process.env);
}

/** Does something in the surroundings of a terminal, and closes what it opened. */
export async function inTerminal<T>({ apply }: Arguments, task: (world: World) => Promise<T>): Promise<T> {
  const environment = httpEnvironment(process.env);
  const http: Http = openHttp(environment);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    return await task({
      env: process.env,
      root: leaveFolder(),
      http,
      log: terminalLog(process.stderr, process.env),
      // Events are the action's: a terminal inside a job has the rights of a terminal.
      event: undefined,
      rights: rightsOf(undefined),
      asked: apply,
      emulated: environment.emulatorPort !== undefined,
      now: Date.now,
      signal: stop.signal,
    });
  } finally {
    await http.close();
  }
}

/** Rendered manifests of whole clusters are smaller. Bytes. */
const MOST_INPUT = 256 * 1024 * 1024;

/**
 * The text of standard input, for the path `-`.
 * @throws UserError where it is too long, is no text, or the person stops it
 */
export async function standardInput(path: string, signal: AbortSignal): Promise<string | undefined> {
  if (path !== '-') return undefined;
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of addAbortSignal(signal, process.stdin)) {
      const bytes = Buffer.from(piece);
      length += bytes.length;
      if (length > MOST_INPUT) {
        throw new UserError(`Standard input holds more than ${MOST_INPUT / 1024 / 1024} MiB. Scan it in parts.`);
      }
      pieces.push(bytes);
    }
  } catch (error) {
    if (signal.aborted) throw new UserError('Stopped before the end of standard input.');
    throw error;
  }
  const text = Buffer.concat(pieces);
  if (!isUtf8(text)) throw new UserError('Standard input is not UTF-8 text.');
  return text.toString('utf8');
}
