import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { missingTests, rowsWithoutTest } from './cited-tests.ts';

const PAGE = 'docs/threat-model.md';
const page = readFileSync(PAGE, 'utf8');

describe(PAGE, () => {
  test('names only tests that there are, by file and title', () => {
    expect(missingTests(page)).toEqual([]);
    expect(page.match(/› /g)?.length ?? 0).toBeGreaterThan(50);
  });

  test('names a test for each threat, or says that it is open', () => {
    expect(rowsWithoutTest(page)).toEqual([]);
  });

  test('names only files that there are', () => {
    const named = [...page.matchAll(/`((?:src|scripts|\.github)\/[^`\s]+|\.npmrc)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('is where who reports a vulnerability finds it', () => {
    expect(readFileSync('SECURITY.md', 'utf8')).toContain(`(${PAGE})`);
    expect(readFileSync('README.md', 'utf8')).toContain(`(${PAGE})`);
    expect(readFileSync('README.md', 'utf8')).toContain('(SECURITY.md)');
  });
});

test.each([
  ['a file that is not there', '`test/none.test.ts › a title`'],
  ['a title that is not there', '`test/docs/threat-model.test.ts › a title that is nowhere`'],
  ['a part of a title', '`test/docs/threat-model.test.ts › names only files`'],
  ['a case that is not there', '`test/hostile/cases/none.ts`'],
])('%s is told of', (_, cited) => {
  expect(missingTests(`| threat | defence | ${cited} |`)).toEqual([cited.slice(1, -1)]);
});

test('a threat with a defence and no test is told of, and one that is open is not', () => {
  const table = ['| threat | what holds it off | test |', '| --- | --- | --- |', '| a | b | |', '| c | **open** | |'];
  expect(rowsWithoutTest(table.join('\n'))).toEqual(['| a | b | |']);
});
