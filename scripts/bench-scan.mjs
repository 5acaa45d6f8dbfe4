// npm run bench:scan -- [--check] <work tree>…: the committed command line's whole scan against just reading the same files,
// and growth to 50,000 files. The two are run by turns, and the best of each counts.
// With --check it exits 1 when a ratio is above 4, memory reaches 512 MB, or growth is not linear.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledScanner } from './bundle-scan.mjs';

const RATIO = 4;
const MEMORY = 512;
const RUNS = 5;
/** How much the time per file may grow from 1,000 files to 50,000. */
const GROWTH = 1.5;

const args = process.argv.slice(2);
const check = args.includes('--check');
const roots = args.filter((argument) => !argument.startsWith('--'));
const missing = roots.find((root) => !existsSync(root));
if (roots.length === 0 || missing !== undefined) {
  console.error(`bench:scan: ${missing === undefined ? 'give the work trees to scan' : `${missing} does not exist`}`);
  process.exit(1);
}

const { scanTree } = await bundledScanner();
const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-bench-'));
const memoryFile = join(folder, 'memory');
const commandLine = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const reader = fileURLToPath(new URL('bench-scan-read.mjs', import.meta.url));
const peakMemory = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));
const failures = [];
try {
  for (const root of roots) compare(root);
  grow();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.log(`missed: ${failure}`);
if (check && failures.length > 0) process.exitCode = 1;

/** One run of a whole process: what it printed, how long it took, and the most memory it had. */
function run(args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', peakMemory, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PEAK_MEMORY: memoryFile },
    maxBuffer: 1024 * 1024 * 1024,
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr.slice(0, 2000)}`);
  return { milliseconds, memory: Number(readFileSync(memoryFile, 'utf8')), printed: JSON.parse(stdout) };
}

function scan(root) {
  return run([commandLine, 'scan', '--json', root]);
}

/** The quickest of two programs' runs, taken by turns so that whatever else the machine does meets both. */
function byTurns(one, other) {
  const best = [undefined, undefined];
  for (let round = 0; round < RUNS; round++) {
    for (const [index, program] of [one, other].entries()) {
      const result = program();
      if (best[index] === undefined || result.milliseconds < best[index].milliseconds) best[index] = result;
    }
  }
  return best;
}

function compare(root) {
  const [read, scanned] = byTurns(
    () => run([reader, root]),
    () => scan(root),
  );
  const ratio = scanned.milliseconds / read.milliseconds;
  const { files, megabytes } = read.printed;
  console.log(
    `${root}: scan ${Math.round(scanned.milliseconds)} ms, reading ${Math.round(read.milliseconds)} ms, ratio ${ratio.toFixed(1)}; ` +
      `${megabytes.toFixed(1)} MB, ${files} files, ${scanned.printed.uses.length} uses, ${Math.round(scanned.memory)} MB peak`,
  );
  const { filesRead } = scanTree({ root, include: [], exclude: [], git: true });
  if (filesRead !== files) failures.push(`${root}: ${filesRead} files scanned, ${files} read`);
  if (ratio > RATIO) failures.push(`${root}: ratio ${ratio.toFixed(1)} is above ${RATIO}`);
  if (scanned.memory >= MEMORY) failures.push(`${root}: ${Math.round(scanned.memory)} MB of memory`);
}

/** A tree of copies of one ordinary manifest of about 2 KB. */
function grow() {
  const lines = Array.from({ length: 40 }, (_, index) => `        - {name: V${index}, value: "some text ${index}"}`);
  const manifest = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n        image: nginx:1.27\n        env:\n${lines.join('\n')}\n`;
  const root = join(folder, 'tree');
  const perFile = [];
  let written = 0;
  for (const count of [1_000, 10_000, 50_000]) {
    for (; written < count; written++) {
      const directory = join(root, String(Math.floor(written / 500)));
      if (written % 500 === 0) mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, `${written}.yaml`), manifest);
    }
    const { milliseconds, memory, printed } = scan(root);
    perFile.push(milliseconds / count);
    console.log(
      `${count} files: ${Math.round(milliseconds)} ms, ${((1000 * milliseconds) / count).toFixed(0)} µs a file, ${printed.uses.length} uses, ${Math.round(memory)} MB peak`,
    );
    if (memory >= MEMORY) failures.push(`${count} files: ${Math.round(memory)} MB of memory`);
  }
  if (perFile[2] > GROWTH * perFile[0]) failures.push('the time per file grows with the number of files');
}
