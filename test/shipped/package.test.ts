import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'package-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** npm speaks only of what is wrong, and asks nobody: what it can't find here is a fault. */
const ALONE = {
  ...process.env,
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_update_notifier: 'false',
};

/** A copy to pack in, since packing changes package.json for a moment and other tests read it. */
function copyOfRepository(): string {
  const copy = join(folder, 'repository');
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const name of [...files, 'package.json', 'scripts/package-manifest.mjs'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  return copy;
}

test('the package installs alone and without a word, starts by its name, and holds what its demo and its pages need', () => {
  const copy = copyOfRepository();
  const before = readFileSync(join(copy, 'package.json'), 'utf8');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: copy, env: ALONE });
  expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe(before);
  expect(existsSync(join(copy, '.package.json.whole'))).toBe(false);

  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  const prefix = join(folder, 'installed');
  const installed = spawnSync('npm', ['install', '--global', '--prefix', prefix, tarball], {
    encoding: 'utf8',
    env: ALONE,
  });
  expect(installed.stderr).toBe('');
  expect(installed.stdout.trim()).toMatch(/^added 1 package in /);

  const modules = join(prefix, process.platform === 'win32' ? 'node_modules' : 'lib/node_modules');
  expect(readdirSync(modules)).toEqual(['acr-artifact-cache']);
  const manifest = JSON.parse(readFileSync(join(modules, 'acr-artifact-cache/package.json'), 'utf8'));
  expect(Object.keys(manifest).filter((name) => /dependencies|scripts/i.test(name))).toEqual([]);

  const command = join(prefix, 'bin/acr-artifact-cache');
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'Dockerfile'), 'FROM nginx:1.29\n');
  const run = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(command, words, { cwd: work, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  expect(run('--version')).toEqual({ status: 0, stdout: `${JSON.parse(before).version}\n`, stderr: '' });
  expect(run('scan')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('docker.io/library/nginx:1.29'),
    stderr: '',
  });
  for (const needed of [
    'examples/shop/compose.yaml',
    'schemas/plan.schema.json',
    'dist/THIRD-PARTY-NOTICES.txt',
    'LICENSE',
  ])
    expect(existsSync(join(modules, 'acr-artifact-cache', needed)), needed).toBe(true);
});

test('a packing that was broken off is mended by the next', () => {
  const copy = join(folder, 'broken-off');
  mkdirSync(join(copy, 'scripts'), { recursive: true });
  cpSync(join(ROOT, 'scripts/package-manifest.mjs'), join(copy, 'scripts/package-manifest.mjs'));
  const whole = '{ "name": "x", "dependencies": { "y": "1.0.0" }, "scripts": { "z": "z" } }\n';
  const manifest = join(copy, 'package.json');
  writeFileSync(manifest, whole);
  const change = (...words: readonly string[]) =>
    execFileSync(process.execPath, ['scripts/package-manifest.mjs', ...words], {
      cwd: copy,
      env: { PATH: process.env.PATH },
    });
  change();
  change();
  expect(JSON.parse(readFileSync(manifest, 'utf8'))).toEqual({ name: 'x' });
  change('--restore');
  expect(readFileSync(manifest, 'utf8')).toBe(whole);
});

test('no workflow gives npm a path that it would take for a repository of GitHub', () => {
  const texts = readdirSync(join(ROOT, '.github/workflows')).map((name) =>
    readFileSync(join(ROOT, '.github/workflows', name), 'utf8'),
  );
  const paths = texts.flatMap((text) =>
    [...text.matchAll(/npm (?:install|publish) .*?(\S+\.tgz)/g)].map(([, path]) => path),
  );
  expect(paths.length).toBeGreaterThan(1);
  for (const path of paths) expect(path).toMatch(/^\.?\//);
});

describe('the notes of a release', () => {
  const place = join(folder, 'notes');
  const told = (tag: string, changelog: string) => {
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{ "version": "1.2.3" }');
    writeFileSync(join(place, 'CHANGELOG.md'), changelog);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/release-notes.ts', tag, place], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return [status, stdout, stderr];
  };
  const changes = '# Changes\n\n## 1.2.3\n\n- One.\n\n## 1.2.2\n\n- Zero.\n';
  test.each([
    ['are the section of the version', 'v1.2.3', changes, [0, '- One.\n', '']],
    [
      'are refused for another tag',
      'v1.2.4',
      changes,
      [1, '', 'The tag is "v1.2.4", and package.json says 1.2.3: tag v1.2.3.\n'],
    ],
    ['are refused without a section', 'v1.2.3', '# Changes\n', [1, '', 'CHANGELOG.md has no section "## 1.2.3".\n']],
    [
      'are refused while the section says that it is not released',
      'v1.2.3',
      changes.replace('- One.', 'Not released yet.'),
      [1, '', 'CHANGELOG.md still says that 1.2.3 is not released: remove that line.\n'],
    ],
  ])('%s', (_, tag, changelog, result) => {
    expect(told(tag, changelog)).toEqual(result);
  });
  test('have a section for the version that package.json says', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`\n## ${version}\n`);
  });
});
