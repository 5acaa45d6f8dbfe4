import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { httpEnvironment } from '../../src/io/http.ts';

test.each([
  'evil.example',
  'evil.example:443',
  '127.0.0.1:443',
  '0',
  '65536',
  '1.5',
  '-1',
  'http://evil.example',
  ' ',
  '',
])('its setting can name a port of this machine and nothing else: %j', (value) => {
  expect(
    httpEnvironment({ ACR_ARTIFACT_CACHE_EMULATOR_PORT: value, ACR_ARTIFACT_CACHE_EMULATOR_PACE: '1000' }),
  ).toEqual({});
});

test('its bundle is the only one that holds it', () => {
  const bundles = readdirSync('dist').filter((name) => name.endsWith('.cjs'));
  // esbuild puts the path of each module above it.
  const holding = bundles.filter((name) => readFileSync(`dist/${name}`, 'utf8').includes('\n// src/emulator/'));
  expect(bundles).toContain('main.cjs');
  expect(holding).toEqual(['demo.cjs']);
});
