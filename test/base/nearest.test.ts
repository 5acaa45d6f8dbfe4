import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/base/nearest.ts';

describe('nearest', () => {
  it.each([
    ['scna', 'scan'],
    ['rewirte', 'rewrite'],
    ['Plan', 'plan'],
    ['hihg', 'high'],
    ['regsitry', 'registry'],
    ['verylongwordthatnobodymeant', undefined],
    ['xyz', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%s means %s', (typed, meant) => {
    expect(nearest(typed, ['scan', 'rewrite', 'plan', 'high', 'registry'])).toBe(meant);
  });
});
