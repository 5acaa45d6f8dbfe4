// Programs measured side by side: run by turns, so that whatever else the machine does meets all of them alike.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MEASURED = fileURLToPath(new URL('measured.cjs', import.meta.url));

/** Variables with which a Node process tells what it took, and what it told once it has ended. */
export function measuring(file) {
  return {
    env: { NODE_OPTIONS: `--require ${MEASURED}`, MEASURED: file },
    told: () => JSON.parse(readFileSync(file, 'utf8')),
  };
}

/**
 * Runs a Node program to its end.
 * @returns seconds on the clock (`wall`) and of processor time (`cpu`, without that of programs which it starts), MB, what it printed
 * @throws Error where it fails
 */
export function runNode(args, file, env = {}) {
  const { env: variables, told } = measuring(file);
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...variables, ...env },
    maxBuffer: 1024 * 1024 * 1024,
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr.slice(0, 2000)}`);
  return { wall, ...told(), stdout };
}

/**
 * Runs programs by turns.
 * @param programs functions whose result has numbers of the same names
 * @returns for each program the median of each number over all rounds
 */
export async function byTurns(programs, rounds) {
  const results = programs.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, program] of programs.entries()) results[index].push(await program());
  return results.map((ofOne) => {
    const names = Object.keys(ofOne[0]).filter((name) => typeof ofOne[0][name] === 'number');
    return Object.fromEntries(names.map((name) => [name, median(ofOne.map((result) => result[name]))]));
  });
}

export function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

/** How many times as much one took as another, on the clock and of processor time, for people. */
export function ratios(one, other) {
  const [wall, cpu] = [one.wall / other.wall, one.cpu / other.cpu];
  return { wall, cpu, text: `${wall.toFixed(2)} × on the clock, ${cpu.toFixed(2)} × of processor time` };
}
