// What a rewrite leaves behind: npm run fixed-point -- <work trees>
// Each tree is copied, rewritten by the committed bundle, rewritten again and scanned again. Ends with 1 where the second rewrite
// changes anything, or the second scan has a public image that the first did not have at that place.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listField, parseJson, stringField } from '../src/base/json.ts';

const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const REGISTRY = ['--registry', 'contoso.azurecr.io'];
const MAX_OUTPUT_BYTES = 1 << 30;

const trees = process.argv.slice(2);
if (trees.length === 0) {
  console.error('Usage: npm run fixed-point -- <work trees>');
  process.exit(2);
}
const held = trees.map((tree) => isFixedPoint(resolve(tree)));
process.exitCode = held.every(Boolean) ? 0 : 1;

function isFixedPoint(tree: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-fixed-point-'));
  try {
    cpSync(tree, folder, { recursive: true, verbatimSymlinks: true, filter: (path) => basename(path) !== '.git' });
    git(folder, 'init', '--quiet');
    git(folder, 'add', '--all', '--force');
    const before = publicUses(folder);
    run(folder, 'rewrite', '--write');
    const again = run(folder, 'rewrite');
    const after = publicUses(folder);
    const known = new Set(before);
    const strange = after.filter((use) => !known.has(use));
    console.log(
      `${basename(tree)}: ${before.length} public before, ${after.length} after (left at their places), ` +
        `${strange.length} that were not there, second patch ${again.length} bytes`,
    );
    for (const use of strange) console.log(`  ${use}`);
    return again === '' && strange.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By file and text: lines move where one is inserted. */
function publicUses(folder: string): readonly string[] {
  return listField(parseJson(run(folder, 'scan', '--json')), 'uses')
    .filter((use) => stringField(use, 'class') === 'public')
    .map((use) => `${stringField(use, 'file')}: ${stringField(use, 'text')}`);
}

function run(folder: string, command: string, ...flags: readonly string[]): string {
  return execFileSync(process.execPath, [CLI, command, '.', ...REGISTRY, ...flags], {
    ...{ cwd: folder, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES, stdio: ['ignore', 'pipe', 'ignore'] },
  });
}

function git(folder: string, ...words: readonly string[]): void {
  execFileSync('git', ['-C', folder, '-c', 'core.autocrlf=false', ...words], { stdio: 'ignore' });
}
