// Programs measured side by side: run by turns, so that whatever else the machine does meets all of them alike.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { numberField, parseJson } from '../../src/base/json.ts';

/** What a process took. */
export interface Took {
  /** Seconds of processor time, without that of programs which it starts. */
  readonly cpu: number;
  /** MB at most. */
  readonly memory: number;
}

/** What a process took that was waited for. */
export interface Timed extends Took {
  /** Seconds on the clock. */
  readonly wall: number;
}

/** A program that is measured again and again. */
export interface Program<Figure extends string> {
  /** Runs it once more. */
  readonly play: () => Promise<void>;
  /** The median of a figure over all runs. */
  readonly median: (figure: Figure) => number;
}

const MEASURED = fileURLToPath(new URL('measured.cjs', import.meta.url));

/**
 * @param file where a process writes what it took
 * @returns variables with which a Node process tells it, and what it told once it has ended
 */
export function measuring(file: string): {
  readonly env: Readonly<Record<string, string>>;
  readonly told: () => Took;
} {
  return { env: { NODE_OPTIONS: `--require ${MEASURED}`, MEASURED: file }, told: () => toldIn(file) };
}

function toldIn(file: string): Took {
  const told = parseJson(readFileSync(file, 'utf8'));
  const [cpu, memory] = [numberField(told, 'cpu'), numberField(told, 'memory')];
  if (cpu === undefined || memory === undefined) throw new Error(`${file} does not tell what a process took`);
  return { cpu, memory };
}

/**
 * Runs a Node program to its end.
 * @param file where it writes what it took
 * @returns what it took, and what it printed
 * @throws Error where it fails
 */
export function runNode(
  words: readonly string[],
  file: string,
  env: Readonly<Record<string, string>> = {},
): { readonly took: Timed; readonly stdout: string } {
  const { env: variables, told } = measuring(file);
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: { ...process.env, ...variables, ...env },
    maxBuffer: 1024 * 1024 * 1024,
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${words.join(' ')} failed: ${stderr.slice(0, 2000)}`);
  return { took: { wall, ...told() }, stdout };
}

/** @param run runs the program once, and tells what that took */
export function programOf<Figure extends string>(
  run: () => Readonly<Record<Figure, number>> | Promise<Readonly<Record<Figure, number>>>,
): Program<Figure> {
  const runs: Readonly<Record<Figure, number>>[] = [];
  return {
    play: async () => {
      runs.push(await run());
    },
    median: (figure) => median(runs.map((took) => took[figure])),
  };
}

/** Runs each of the programs so many times, one after the other. */
export async function byTurns(programs: readonly Pick<Program<never>, 'play'>[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) for (const { play } of programs) await play();
}

/** @throws Error where there is no number */
export function median(numbers: readonly number[]): number {
  const middle = numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
  if (middle === undefined) throw new Error('there is no median of nothing');
  return middle;
}

/** How many times as much one took as another, of processor time as a number, and for people on the clock, too. */
export function ratios(
  one: Program<'cpu' | 'wall'>,
  other: Program<'cpu' | 'wall'>,
): { readonly cpu: number; readonly text: string } {
  const ratio = (figure: 'cpu' | 'wall') => one.median(figure) / other.median(figure);
  const cpu = ratio('cpu');
  return { cpu, text: `${ratio('wall').toFixed(2)} × on the clock, ${cpu.toFixed(2)} × of processor time` };
}
