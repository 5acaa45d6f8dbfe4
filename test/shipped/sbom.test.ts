import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersInDist } from './dist.ts';

const folder = mkdtempSync(join(tmpdir(), 'shipped-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the bill of materials is valid CycloneDX, names exactly what is in the committed bundles, and nothing of this machine', () => {
  const file = join(folder, 'sbom.json');
  // Validates against the schema of CycloneDX before it writes, and fails where it does not fit.
  const { status, stderr } = spawnSync(process.execPath, ['scripts/sbom.ts', file], { encoding: 'utf8' });
  expect(stderr).not.toContain('skipped');
  expect(status).toBe(0);
  const text = readFileSync(file, 'utf8');
  const { bomFormat, specVersion, serialNumber, metadata, components } = JSON.parse(text);
  expect({ bomFormat, specVersion }).toEqual({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  const named = components.map(
    (each: { readonly group?: string; readonly name: string; readonly version: string }) =>
      `${each.group === undefined ? '' : `${each.group}/`}${each.name} ${each.version}`,
  );
  const bundled = foldersInDist().map((path) => {
    const { name, version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    return `${name} ${version}`;
  });
  expect(named.toSorted()).toEqual(bundled.toSorted());
  // The same source makes the same bytes: nothing of when and where it was made, nor of where packages were fetched from.
  expect({ serialNumber, timestamp: metadata.timestamp }).toEqual({});
  for (const local of [resolve('.'), tmpdir(), hostname(), '"distribution"', '.tgz', 'localhost', '127.0.0.1'])
    expect(text).not.toContain(local);
});
