import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts } from '../../src/base/order.ts';

describe('texts', () => {
  it('are ordered by their units, totally', () => {
    expect(['b', 'a', 'B', 'ä', 'a'].toSorted(compareTexts)).toEqual(['B', 'a', 'a', 'b', 'ä']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(Math.sign(compareTexts(one, other))).toBe(0 - Math.sign(compareTexts(other, one)));
        expect(compareTexts(one, other) === 0).toBe(one === other);
      }),
    );
  });
});
