// npm run bench:scan -- [--check] <work tree>…: our whole scan against just reading the same files, and growth to 50,000 files.
// With --check it exits 1 when a ratio is above 4, memory reaches 512 MB, or growth is not linear.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const RATIO = 4;
const MEMORY = 512;
const RUNS = 3;
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

const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-bench-'));
const program = join(folder, 'scan.cjs');
const reader = fileURLToPath(new URL('bench-scan-read.mjs', import.meta.url));
const failures = [];
try {
  await build({
    stdin: {
      contents: `import { scanTree } from './src/manifests/tree.ts';
        const { uses, filesRead, warnings } = scanTree({ root: process.argv[2], include: [], exclude: [], git: true });
        const memory = process.resourceUsage().maxRSS / 1024;
        console.log(JSON.stringify({ uses: uses.length, files: filesRead, warnings: warnings.length, memory }));`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
      loader: 'ts',
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  for (const root of roots) compare(root);
  grow();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.log(`missed: ${failure}`);
if (check && failures.length > 0) process.exitCode = 1;

/** The quickest of a few runs of a whole process, with what it printed. */
function timed(script, root) {
  let best = Number.POSITIVE_INFINITY;
  let printed = {};
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' });
    best = Math.min(best, performance.now() - start);
    if (status !== 0) throw new Error(`${script} failed: ${stderr.slice(0, 2000)}`);
    printed = JSON.parse(stdout);
  }
  return { ...printed, milliseconds: best };
}

function compare(root) {
  const read = timed(reader, root);
  const scan = timed(program, root);
  const ratio = scan.milliseconds / read.milliseconds;
  console.log(
    `${root}: scan ${Math.round(scan.milliseconds)} ms, reading ${Math.round(read.milliseconds)} ms, ratio ${ratio.toFixed(1)}; ` +
      `${read.megabytes.toFixed(1)} MB, ${scan.files} files, ${scan.uses} uses, ${Math.round(scan.memory)} MB peak`,
  );
  if (scan.files !== read.files) failures.push(`${root}: ${scan.files} files scanned, ${read.files} read`);
  if (ratio > RATIO) failures.push(`${root}: ratio ${ratio.toFixed(1)} is above ${RATIO}`);
  if (scan.memory >= MEMORY) failures.push(`${root}: ${Math.round(scan.memory)} MB of memory`);
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
    const { milliseconds, memory, uses } = timed(program, root);
    perFile.push(milliseconds / count);
    console.log(
      `${count} files: ${Math.round(milliseconds)} ms, ${((1000 * milliseconds) / count).toFixed(0)} µs a file, ${uses} uses, ${Math.round(memory)} MB peak`,
    );
    if (memory >= MEMORY) failures.push(`${count} files: ${Math.round(memory)} MB of memory`);
  }
  if (perFile[2] > GROWTH * perFile[0]) failures.push('the time per file grows with the number of files');
}
