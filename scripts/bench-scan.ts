// npm run bench:scan -- [--check] <work tree>…: the committed command line's whole scan against just reading the same files,
// and growth to 50,000 files. The two are run by turns; the median of each counts, by processor time (that of git is in neither), which
// a machine that others use, too, disturbs least, and on the clock.
// With --check it exits 1 when a ratio of processor time is above 4, memory reaches 512 MB, or growth is not linear.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listField, numberField, parseJson } from '../src/base/json.ts';
import { scanTree } from '../src/manifests/tree.ts';
import { byTurns, programOf, ratios, runNode } from './bench/by-turns.ts';

const RATIO = 4;
const MEMORY = 512;
const ROUNDS = 5;
/** How much the time per file may grow from 1,000 files to 50,000. */
const GROWTH = 1.5;

const args = process.argv.slice(2);
const check = args.includes('--check');
const roots = args.filter((argument) => !argument.startsWith('--'));
const missing = roots.find((root) => !existsSync(join(root, '.git')));
if (roots.length === 0 || missing !== undefined) {
  const what =
    missing === undefined ? 'give the work trees to scan' : `${missing} is no work tree of git, which lists the files`;
  console.error(`bench:scan: ${what}`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-bench-'));
const measured = join(folder, 'measured');
const commandLine = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const reader = fileURLToPath(new URL('bench-scan-read.mjs', import.meta.url));
const failures: string[] = [];
try {
  for (const root of roots) await compare(root);
  grow();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.log(`missed: ${failure}`);
if (check && failures.length > 0) process.exitCode = 1;

/** What one run of the scan took, and found. */
function scan(root: string) {
  const { took, stdout } = runNode([commandLine, 'scan', '--json', root], measured);
  return { ...took, uses: listField(parseJson(stdout), 'uses').length };
}

/** What just reading took, and how much it read. */
function read(root: string) {
  const { took, stdout } = runNode([reader, root], measured);
  const told = parseJson(stdout);
  const [files, megabytes] = [numberField(told, 'files'), numberField(told, 'megabytes')];
  if (files === undefined || megabytes === undefined) throw new Error(`${reader} does not tell what it read`);
  return { ...took, files, megabytes };
}

async function compare(root: string): Promise<void> {
  const reading = programOf(() => read(root));
  const scanning = programOf(() => scan(root));
  await byTurns([reading, scanning], ROUNDS);
  const { cpu, text } = ratios(scanning, reading);
  const [files, memory] = [reading.median('files'), scanning.median('memory')];
  console.log(
    `${root}: scan ${scanning.median('cpu').toFixed(2)} s, reading ${reading.median('cpu').toFixed(2)} s of processor time: ` +
      `${text}; ${reading.median('megabytes').toFixed(1)} MB, ${files} files, ${scanning.median('uses')} uses, ` +
      `${Math.round(memory)} MB peak`,
  );
  const { filesRead } = scanTree({ root, include: [], exclude: [], git: true });
  if (filesRead !== files) failures.push(`${root}: ${filesRead} files scanned, ${files} read`);
  if (cpu > RATIO) failures.push(`${root}: ratio ${cpu.toFixed(1)} is above ${RATIO}`);
  if (memory >= MEMORY) failures.push(`${root}: ${Math.round(memory)} MB of memory`);
}

/** A tree of copies of one ordinary manifest of about 2 KB. */
function grow(): void {
  const lines = Array.from({ length: 40 }, (_, index) => `        - {name: V${index}, value: "some text ${index}"}`);
  const manifest = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n        image: nginx:1.27\n        env:\n${lines.join('\n')}\n`;
  const root = join(folder, 'tree');
  const perFile: number[] = [];
  let written = 0;
  for (const count of [1_000, 10_000, 50_000]) {
    for (; written < count; written++) {
      const directory = join(root, String(Math.floor(written / 500)));
      if (written % 500 === 0) mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, `${written}.yaml`), manifest);
    }
    const { cpu, memory, uses } = scan(root);
    perFile.push(cpu / count);
    console.log(
      `${count} files: ${cpu.toFixed(2)} s of processor time, ${((1e6 * cpu) / count).toFixed(0)} µs a file, ${uses} uses, ${Math.round(memory)} MB peak`,
    );
    if (memory >= MEMORY) failures.push(`${count} files: ${Math.round(memory)} MB of memory`);
  }
  const [few, , many] = perFile;
  if (few === undefined || many === undefined) throw new Error('too few trees were scanned');
  if (many > GROWTH * few) failures.push('the time per file grows with the number of files');
}
