import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { messageOf, UserError } from '../base/errors.ts';
import { MAX_CONFIGURATION_BYTES, readConfiguration } from '../inputs/configuration.ts';
import { readConfigured } from '../inputs/configured.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { ReadInput } from '../inputs/values.ts';
import { leaveFolder } from '../io/folders.ts';
import { ownerOfCheckout } from '../io/git/owner.ts';
import { openSurroundings, SIGNAL_STATUS } from '../io/run-process.ts';
import { packageVersion } from '../io/version.ts';
import { printError, terminalLog } from '../report/terminal.ts';
import type { RunContext } from '../stages/run-context.ts';
import { rightsOf } from '../trust.ts';
import type { Arguments } from './arguments.ts';

/** The inputs of a command line; its first operand is the path. */
export function inputsOf({ input, operands, command }: Arguments): Inputs {
  const [path, ...more] = command === 'prune' || command === 'suggest' ? [] : operands;
  if (more.length > 0) {
    throw new UserError(
      `One path is taken; ${JSON.stringify(more[0])} is one too many. Name a folder that holds both, or use include.`,
    );
  }
  const given: ReadInput = (name) => {
    // A terminal's --apply is a word of its own: whether to change anything, not the input of that name.
    if (name === 'apply') return '';
    // The token is never on the command line, where other processes see it.
    if (name === 'github-token') return input(name) || (process.env.GITHUB_TOKEN ?? '');
    return name === 'path' ? (path ?? input('path')) : input(name);
  };
  const file = input('config').trim();
  // A person names the file: what a tree that is looked at says by itself configures nothing.
  const configuration = file === '' ? undefined : readConfiguration(configurationText(file), file);
  return readConfigured(given, configuration, false, process.env);
}

/**
 * The text of a configuration file that a person names.
 * @throws UserError where it can't be read
 */
export function configurationText(file: string): string {
  try {
    const path = resolve(file);
    if (statSync(path).size > MAX_CONFIGURATION_BYTES)
      throw new UserError(`it has more than ${MAX_CONFIGURATION_BYTES} bytes`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`Configuration ${file} can't be read: ${messageOf(error)}. Correct its path.`);
  }
}

/** Commands that change something outside, and so must tell how far they came before they end. */
const CHANGING: ReadonlySet<Arguments['command']> = new Set(['run', 'prune', 'suggest']);

/**
 * Does something in the surroundings of a terminal, and closes what it opened.
 * @returns the task's exit status, or that of the signal which cancelled it
 */
export async function inTerminal(
  { apply, command }: Arguments,
  { timeout, path }: Inputs,
  task: (context: RunContext) => Promise<number>,
): Promise<number> {
  const surroundings = openSurroundings({
    env: process.env,
    timeout,
    handlesSignals: CHANGING.has(command),
    giveUp: (why) => {
      printError([why]);
      process.exitCode = 2;
    },
  });
  const { http, clock, emulated, cancelledBy } = surroundings;
  try {
    const root = leaveFolder();
    const scanned = path === '-' ? root : resolve(root, path);
    const status = await task({
      version: packageVersion(),
      env: process.env,
      root,
      http,
      clock,
      log: terminalLog(process.stderr, process.env),
      // Events are the action's: a terminal inside a job has the rights of a terminal.
      event: undefined,
      rights: rightsOf(undefined),
      owner: process.env.GITHUB_REPOSITORY_OWNER || ownerOfCheckout(scanned),
      asked: apply,
      emulated,
      now: Date.now,
      signal: clock.signal,
    });
    const signal = cancelledBy();
    if (signal !== undefined) return SIGNAL_STATUS[signal];
    const [ending] = clock.endings();
    // A run has told of it in its report.
    if (ending !== undefined && command !== 'run') throw new UserError(`Not done: ${ending.why}.`);
    return status;
  } finally {
    await surroundings.close();
  }
}

/** Rendered manifests of whole clusters are smaller. Bytes. */
const MAX_INPUT_BYTES = 256 * 1024 * 1024;

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
      if (length > MAX_INPUT_BYTES) {
        throw new UserError(`Standard input holds more than ${MAX_INPUT_BYTES / 1024 / 1024} MiB. Scan it in parts.`);
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
