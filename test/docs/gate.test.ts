import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { IMAGE_STATES } from '../../src/defender/image-states.ts';
import { FAIL_WHEN } from '../../src/inputs/inputs.ts';
import { missingTests, rowsWithoutTest } from './cited-tests.ts';

const PAGE = 'docs/gate.md';
const page = readFileSync(PAGE, 'utf8');

describe(PAGE, () => {
  test('names only tests that there are, and one for each thing that a pull request could try', () => {
    expect(missingTests(page)).toEqual([]);
    expect(rowsWithoutTest(page)).toEqual([]);
    expect(page.match(/› /g)?.length ?? 0).toBeGreaterThan(20);
  });

  test('tells of every state of an image, in one row of the table', () => {
    const told = [...page.matchAll(/^\| `([a-z-]+)`(?:, told as \*[^|]*\*)? \| /gm)].map(([, state]) => state);
    expect(Object.keys(IMAGE_STATES).filter((state) => !told.includes(state))).toEqual([]);
  });

  test('tells of every word of fail-when', () => {
    expect(FAIL_WHEN.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });
});
