import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterparts } from '../../src/review/line-diff.ts';

/** The longest common subsequence, by its table. */
function longest(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const item of one) {
    const next = [0];
    for (const [index, candidate] of other.entries()) {
      const both = (row[index] ?? 0) + 1;
      next.push(item === candidate ? both : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('counterparts', () => {
  it('are equal lines in order, and as many as there can be', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const found = [...counterparts(one, other).entries()].filter(([, line]) => line !== -1);
        for (const [index, line] of found) expect(other[line]).toBe(one[index]);
        const order = found.map(([, line]) => line);
        expect(order).toEqual([...new Set(order)].sort((first, second) => first - second));
        expect(found).toHaveLength(longest(one, other));
      }),
      { numRuns: 2000 },
    );
  });
});
