import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** The rule of biome.json that only the files that are known for it start programs. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const STARTS = [
  "import { execFile } from 'node:child_process';",
  "import { spawn } from 'child_process';",
  "export const later = () => import('node:child_process');",
  "export const engine = () => import('./sdk/exec.ts');",
  "import { exec } from '@actions/exec';",
];

/** Complaints by file, of a tree in which each of the files does what starts a program. */
function complaints(paths: readonly string[]): Readonly<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'law-'));
  try {
    copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    cpSync(join(ROOT, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${STARTS.join('\n')}\n`);
    }
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
    const line = ['lint', '--vcs-enabled=false', '--max-diagnostics=200', '--only=style/noRestrictedImports'];
    const { stdout } = spawnSync(process.execPath, [biome, ...line, '--reporter=github'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const of = (path: string) =>
      stdout.split('\n').filter((text) => text.includes('noRestrictedImports') && text.includes(`/${path},`));
    return Object.fromEntries(paths.map((path) => [path, of(path).length]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('git is started by one file, engines by one, what renders by one, the demo by one, and nothing by any other', () => {
  const others = [
    'io/git/commits.ts',
    'io/git/listing.ts',
    'manifests/tree.ts',
    'main.ts',
    'cli/scan.ts',
    'rules/plan.ts',
    'io/http.ts',
    'azure/x.ts',
    'render/render.ts',
  ];
  const known = ['io/git/command.ts', 'registry/warming/engine.ts', 'render/engine.ts', 'cli/demo.ts'];
  expect(complaints([...others, ...known].map((path) => `src/${path}`))).toEqual({
    ...Object.fromEntries(others.map((path) => [`src/${path}`, STARTS.length])),
    ...Object.fromEntries(known.map((path) => [`src/${path}`, 0])),
  });
});
