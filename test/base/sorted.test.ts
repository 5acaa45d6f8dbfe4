import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBefore } from '../../src/base/sorted.ts';

it.each<[string, readonly number[], number, number]>([
  ['of nothing', [], 1, 0],
  ['before all', [2, 3], 1, 0],
  ['behind all', [2, 3], 4, 2],
  ['at the first of several alike', [1, 2, 2, 2, 3], 2, 1],
  ['between two', [1, 3], 2, 1],
])('counts %s', (_where, sorted, bound, count) => {
  expect(countBefore(sorted, (item) => item < bound)).toBe(count);
});

it('counts what going through all would', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), (numbers, bound) => {
      const sorted = numbers.toSorted((one, other) => one - other);
      expect(countBefore(sorted, (item) => item < bound)).toBe(sorted.filter((item) => item < bound).length);
    }),
  );
});
