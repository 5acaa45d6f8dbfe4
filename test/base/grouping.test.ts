import { describe, expect, it } from 'vitest';
import { groupBy } from '../../src/base/grouping.ts';

describe('groups', () => {
  it('keep the order of what is given', () => {
    const groups = groupBy([3, 1, 4, 1, 5, 9], (number) => number % 2);
    expect([...groups]).toEqual([
      [1, [3, 1, 1, 5, 9]],
      [0, [4]],
    ]);
  });
});
