import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterEach, expect, test } from 'vitest';
import { bundledPackages, notices } from '../../scripts/notices.ts';
import { foldersInDist } from './dist.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

test('every package in a committed bundle is named in the notices, with its version, licence and full text', () => {
  const text = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
  const folders = foldersInDist();
  expect(folders.length).toBeGreaterThan(80);
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(text).toContain(`\n${name} ${version} (${license})\n`);
    const [file] = readdirSync(folder).filter((each) => /^licen[cs]e/i.test(each));
    expect(file, `${name} has a licence file`).toBeDefined();
    expect(text).toContain(
      readFileSync(join(folder, `${file}`), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  }
});

test('a package in two bundles is named once, nested ones too, and the order does not depend on the bundles', async () => {
  const root = repository({
    'node_modules/b/package.json': '{ "name": "b", "version": "2.0.0", "license": "MIT" }',
    'node_modules/b/LICENSE': 'b may be used\r\nby all\r\n',
    'node_modules/b/NOTICE.txt': 'b thanks c',
    'node_modules/b/node_modules/@s/a/package.json': '{ "name": "@s/a", "version": "1.0.0", "license": "ISC" }',
    'node_modules/b/node_modules/@s/a/licence.md': 'a may be used',
  });
  const inputs = ['node_modules/b/lib/x.js', 'node_modules/b/node_modules/@s/a/index.js', 'src/main.ts'];
  const packages = await bundledPackages({ ...output('one', inputs), ...output('two', inputs.toReversed()) }, root);
  const rule = '-'.repeat(80);
  expect(notices(packages).split('\n')).toEqual([
    'The bundles in this folder hold code of these packages, each under its own licence.',
    '',
    ...[rule, '@s/a 1.0.0 (ISC)', rule, '', 'a may be used', ''],
    ...[rule, 'b 2.0.0 (MIT)', rule, '', 'b may be used', 'by all', '', 'b thanks c', ''],
  ]);
});

test('a package that the bundler shook off is not named', async () => {
  expect(await bundledPackages(output('one', ['node_modules/b/index.js'], 0), repository({}))).toEqual([]);
});

test('a package with no text of its licence, and one whose licence nobody has allowed, each fail the build by name', async () => {
  const root = repository({
    'node_modules/bare/package.json': '{ "name": "bare", "version": "1.0.0", "license": "MIT" }',
    'node_modules/bare/NOTICE': 'not a licence',
    'node_modules/strict/package.json': '{ "name": "strict", "version": "3.0.0", "license": "AGPL-3.0-only" }',
    'node_modules/strict/LICENSE': 'share alike',
    'node_modules/odd/package.json': '{ "name": "odd", "version": "0.1.0", "license": { "type": "MIT" } }',
    'node_modules/odd/LICENSE': 'whatever',
  });
  const inputs = ['bare', 'strict', 'odd'].map((name) => `node_modules/${name}/index.js`);
  await expect(bundledPackages(output('one', inputs), root)).rejects.toThrow(
    `What is bundled can't be passed on: bare 1.0.0 has no text of its licence; odd 0.1.0 has the licence ""; ` +
      'strict 3.0.0 has the licence "AGPL-3.0-only". See scripts/notices.ts.',
  );
});

function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'notices-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function output(name: string, paths: readonly string[], bytesInOutput = 1): Metafile['outputs'] {
  const inputs = Object.fromEntries(paths.map((path) => [path, { bytesInOutput }]));
  return { [name]: { bytes: 1, inputs, imports: [], exports: [] } };
}
