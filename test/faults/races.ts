import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** What came of the rounds. */
export interface RaceResult {
  readonly passed: boolean;
  /** One line a round, as the test tells it. */
  readonly rounds: readonly string[];
  /** All that the test said. */
  readonly output: string;
}

/** Eight processes at once on a registry with room for one rule more: the rounds of test/scenario/race.test.ts. */
export async function playRaces(rounds: number, seed: number): Promise<RaceResult> {
  const child = spawn(process.execPath, [VITEST, 'run', 'test/scenario/race.test.ts'], {
    cwd: ROOT,
    env: { ...process.env, RACE_ROUNDS: String(rounds), RACE_SEED: String(seed), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const lines = output.split('\n').filter((line) => /^seed \d+.*: \d+ rules at rest/.test(line));
  return { passed: status === 0 && lines.length > 0, rounds: lines, output };
}
