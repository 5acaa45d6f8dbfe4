import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the lockfile holds no address that packages were fetched from', () => {
  const text = readFileSync('package-lock.json', 'utf8');
  expect(text).not.toContain('"resolved"');
  expect(text).not.toContain('.tgz');
});

test('every package of package.json has one exact version', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
});

test('npm takes no release that is younger than a week', () => {
  expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('min-release-age=7');
});
