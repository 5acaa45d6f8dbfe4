import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connected } from '../../src/review/groups.ts';

describe('connected', () => {
  it('puts together what hangs together over others', () => {
    const items = ['ab', 'x', 'cd', 'bc', 'y', ''];
    expect(connected(items, (item) => [...item])).toEqual([['ab', 'cd', 'bc'], ['x'], ['y'], ['']]);
  });

  it('is what a plain search finds', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 12 }).map(String), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 15 }), (items) => {
        const groups = connected([...items.keys()], (index) => items[index] ?? []);
        const groupOf = (index: number) => groups.findIndex((group) => group.includes(index));
        const reached = (from: number) => {
          const seen = new Set([from]);
          for (const at of seen) {
            for (const [other, own] of items.entries())
              if (own.some((key) => items[at]?.includes(key))) seen.add(other);
          }
          return seen;
        };
        for (const index of items.keys()) {
          const near = reached(index);
          for (const other of items.keys()) expect(groupOf(index) === groupOf(other)).toBe(near.has(other));
        }
      }),
    );
  });
});
