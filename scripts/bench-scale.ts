// npm run bench:scale [-- --check]: the committed commands on inventories. `run` of 10,000 images, without a sign-in, so that it plans as
// if there were no rules, and writes all its reports, beside JSON.parse of the same inventory; `plan` of 1,000 repositories together, with
// the local stand-in. All by processor time, without that of the same command for one image. With --check it exits 1 where a target
// is missed.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../src/emulator/emulator.ts';
import { MAIN_PUSH } from '../src/emulator/jobs.ts';
import { byTurns, measuring, programOf, runNode, type Timed, type Took } from './bench/by-turns.ts';
import { sourceOf } from './bench/images.ts';

/** Times JSON.parse of the inventory. */
const MAX_RATIO = 40;
/** Ten times the images, and four times the repositories, may take so many times as long. */
const MAX_GROWTH = { images: 12, repositories: 5 };
const MAX_MEMORY_MB = 300;
const ROUNDS = 5;
const USES_OF_A_REPOSITORY = 50;
const IMAGES_OF_ALL = 3000;

const commandLine = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'));
const emulator = await startEmulator({});
let missed = false;
try {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const images = (count: number) => [
    written(
      `images-${count}`,
      inventory(count, (index) => index),
    ),
  ];
  const repositories = (count: number) =>
    Array.from({ length: count }, (_, place) =>
      written(
        `${count}-${place}`,
        inventory(USES_OF_A_REPOSITORY, (index) => (place * 37 + index * 61) % IMAGES_OF_ALL),
      ),
    );
  const large = inventory(10_000, (index) => index);
  const one = programOf(() => run(images(1), empty));
  const thousand = programOf(() => run(images(1000), empty));
  const tenThousand = programOf(() => run(images(10_000), empty));
  const parsing = programOf(() => ({ cpu: parse(large) }));
  const single = programOf(() => plan(images(1)));
  const some = programOf(() => plan(repositories(250)));
  const all = programOf(() => plan(repositories(1000)));
  await byTurns([one, thousand, tenThousand, parsing, single, some, all], ROUNDS);
  const ofThousand = thousand.median('cpu') - one.median('cpu');
  const ofTenThousand = tenThousand.median('cpu') - one.median('cpu');
  tell('run of 10,000 images', ofTenThousand / parsing.median('cpu'), MAX_RATIO, '× JSON.parse of the inventory');
  tell('run of 10,000 images', ofTenThousand / ofThousand, MAX_GROWTH.images, '× 1,000 images');
  const growth = (all.median('cpu') - single.median('cpu')) / (some.median('cpu') - single.median('cpu'));
  tell('plan of 1,000 repositories', growth, MAX_GROWTH.repositories, '× 250 repositories');
  tell('plan of 1,000 repositories', all.median('memory'), MAX_MEMORY_MB, 'MB');
} finally {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}
if (missed && process.argv.includes('--check')) process.exitCode = 1;

function tell(what: string, figure: number, target: number, unit: string): void {
  missed ||= figure > target;
  console.log(`${what}: ${figure.toFixed(1)} ${unit} (target: ${target})${figure > target ? ', missed' : ''}`);
}

function inventory(count: number, imageAt: (index: number) => number): string {
  const uses = Array.from({ length: count }, (_, index) => {
    const image = `${sourceOf(imageAt(index))}:1.${imageAt(index) % 30}.0`;
    return {
      file: `deploy/team-${index % 97}/service-${index}/deployment.yaml`,
      ...{ line: 20 + (index % 40), column: 16, text: image, image, class: 'public', kind: 'kubernetes' },
      ...{ part: 'whole', also: [], source: image, edits: [] },
    };
  });
  return JSON.stringify({ version: 1, uses, unseen: [], warnings: [] });
}

function written(name: string, text: string): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, text);
  return path;
}

/** @param home without anything to sign in with */
function run(inventories: readonly string[], home: string): Timed {
  const { took } = runNode(
    [
      ...[commandLine, 'run', '--inventory', inventories.join(','), '--registry', 'contoso'],
      ...['--report-dir', join(folder, 'reports')],
    ],
    join(folder, 'measured'),
    { HOME: home, AZURE_CONFIG_DIR: home, PATH: '' },
  );
  return took;
}

/** In a job, which the stand-in lets sign in. */
async function plan(inventories: readonly string[]): Promise<Took> {
  const { env, told } = measuring(join(folder, 'measured'));
  const words = [commandLine, 'plan', '--inventory', inventories.join(','), '--registry', 'contoso'];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, GITHUB_ACTIONS: 'true', RUNNER_TEMP: folder, ...emulator.env(MAIN_PUSH), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const status = await new Promise((end) => child.once('close', end));
  if (status !== 0) throw new Error(`plan ended with ${status}`);
  return told();
}

/** Seconds of processor time. */
function parse(text: string): number {
  const before = process.cpuUsage();
  JSON.parse(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
