import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { CampaignResult, Finding } from './campaign.ts';
import { type Reached, reachedByAny, totalOf } from './coverage.ts';
import { MAX_INPUT_CHARS } from './mutate.ts';
import type { Target } from './target.ts';
import type { WorkerTask } from './worker.ts';

/**
 * `npm run fuzz -- --minutes 30 [--target NAME] [--seed 7]`: looks for inputs that break a law of a target.
 * Prints what was tried of each target; exits 1 where something was found, with each finding in a file outside of the repository
 * and the command that shows it again.
 */

const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    executions: { type: 'string' },
    /** So many findings of one target are enough. */
    findings: { type: 'string', default: '25' },
    target: { type: 'string' },
    seed: { type: 'string' },
    /** Another list of targets: a module that exports `TARGETS`. */
    targets: { type: 'string', default: join(import.meta.dirname, 'targets/all.ts') },
    /** The file of a finding, to show it again; wants `--target`. */
    replay: { type: 'string' },
    /** To see what the guidance is worth. */
    unguided: { type: 'boolean', default: false },
    /** Seconds of the processor's time that one input may take. */
    patience: { type: 'string', default: '20' },
  },
});

const module = pathToFileURL(resolve(given.targets)).href;
const sources = pathToFileURL(resolve(import.meta.dirname, '../../src')).href;
const seed = given.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given.seed);
const { TARGETS }: { readonly TARGETS: readonly Target[] } = await import(module);
const chosen = TARGETS.filter(({ name }) => given.target === undefined || name === given.target);
const time = (Number(given.minutes) * 60_000) / Math.max(1, chosen.length);
const executions = given.executions === undefined ? Number.POSITIVE_INFINITY : Number(given.executions);
if (chosen.length === 0 || !(time > 0) || !(executions > 0) || !Number.isInteger(seed)) {
  const names = TARGETS.map(({ name }) => name).join(', ');
  console.error(`fuzz: give --minutes above 0, and --target one of ${names}`);
  process.exit(2);
}

/** A thread that fuzzes one target, or replays one input. It is ended when one input takes too long or too much memory. */
async function fuzz(target: string, replay?: string): Promise<CampaignResult> {
  const counters = new Int32Array(new SharedArrayBuffer(8));
  const last = new Uint8Array(new SharedArrayBuffer(16 * MAX_INPUT_CHARS * 3));
  const task: WorkerTask = {
    ...{ module, target, seed, time, executions, sources, counters, last },
    findings: Number(given.findings),
    guided: !given.unguided,
    ...(replay === undefined ? {} : { replay }),
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
  const started = performance.now();
  return new Promise((done) => {
    const fail = (message: string) => {
      clearInterval(watch);
      void worker.terminate();
      const input = replay ?? new TextDecoder().decode(last.slice(0, Atomics.load(counters, 1)));
      const executed = Atomics.load(counters, 0);
      done({ executions: executed, time: performance.now() - started, kept: 0, findings: [{ message, input }] });
    };
    let [seen, since, spent] = [-1, performance.now(), secondsSpent()];
    const watch = setInterval(() => {
      const count = Atomics.load(counters, 0);
      const patience = Number(given.patience);
      // On a machine that does other things as well a clock says little, but what waits for nothing takes no processor's time.
      const isLong = secondsSpent() - spent > patience || performance.now() - since > 20_000 * patience;
      if (count !== seen) [seen, since, spent] = [count, performance.now(), secondsSpent()];
      else if (isLong) fail(`one input takes more than ${patience} s`);
    }, 250);
    worker.once('message', (result: CampaignResult | undefined) => {
      clearInterval(watch);
      done(result ?? { executions: 1, time: performance.now() - started, kept: 0, findings: [] });
    });
    worker.once('error', (error) => fail(error.stack ?? error.message));
  });
}

function write(target: string, findings: readonly Finding[]): void {
  const folder = join(tmpdir(), 'acr-artifact-cache-fuzz', `${target}-${seed}`);
  mkdirSync(folder, { recursive: true });
  for (const [index, { message, input }] of findings.entries()) {
    const file = join(folder, `${index + 1}.txt`);
    writeFileSync(file, input);
    const list = given.targets === join(import.meta.dirname, 'targets/all.ts') ? '' : ` --targets ${given.targets}`;
    console.log(`  FOUND ${message}\n    npm run fuzz --${list} --target ${target} --replay ${relative('.', file)}`);
  }
}

/** The processor's time that this process has taken. */
function secondsSpent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** A row of the table: the first cell to the left, all others to the right. */
function row(first: string, ...cells: readonly (string | number)[]): string {
  return [first.padEnd(18), ...cells.map((cell) => String(cell).padStart(11))].join(' ');
}

function coverageCells(reached: Reached | undefined): readonly [functions: string, share: string] {
  if (reached === undefined) return ['-', '-'];
  const { functions, knownFunctions, share } = totalOf(reached);
  return [`${functions}/${knownFunctions}`, `${(100 * share).toFixed(1)} %`];
}

let found = 0;
if (given.replay !== undefined) {
  const { findings } = await fuzz(given.target ?? '', readFileSync(given.replay, 'utf8'));
  for (const { message } of findings) console.log(message);
  console.log(findings.length === 0 ? 'every law holds' : '');
  found = findings.length;
} else {
  console.log(`seed ${seed}`);
  console.log(row('target', 'executions', 'a second', 'kept', 'functions', 'code', 'found'));
  const started = performance.now();
  const all: Reached[] = [];
  let executed = 0;
  for (const { name } of chosen) {
    const { executions: done, time: taken, kept, reached, findings } = await fuzz(name);
    console.log(row(name, done, Math.round(done / (taken / 1000)), kept, ...coverageCells(reached), findings.length));
    if (reached !== undefined) all.push(reached);
    write(name, findings);
    executed += done;
    found += findings.length;
  }
  const seconds = (performance.now() - started) / 1000;
  const [functions, share] = coverageCells(reachedByAny(all));
  console.log(row('all', executed, Math.round(executed / seconds), '', functions, share, found));
}
process.exitCode = found > 0 ? 1 : 0;
