import { describe, expect, it } from 'vitest';
import { groupBy, setAt } from '../../src/base/grouping.ts';

describe('groups', () => {
  it('keep the order of what is given', () => {
    const groups = groupBy([3, 1, 4, 1, 5, 9], (number) => number % 2);
    expect([...groups]).toEqual([
      [1, [3, 1, 1, 5, 9]],
      [0, [4]],
    ]);
  });
});

it('the set at a key is made once', () => {
  const sets = new Map<string, Set<number>>();
  setAt(sets, 'a').add(1);
  setAt(sets, 'a').add(2);
  expect(sets).toEqual(new Map([['a', new Set([1, 2])]]));
});
