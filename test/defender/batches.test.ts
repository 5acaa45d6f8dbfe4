import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchAnswer, inBatches } from '../../src/defender/batches.ts';

describe('inBatches', () => {
  it('asks in as few questions as the limit allows', async () => {
    const asked: (readonly string[])[] = [];
    const batches = await inBatches(['a', 'b', 'c', 'd', 'e'], 2, async (items) => {
      asked.push(items);
      return { type: 'answered', value: items.length };
    });
    expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(batches).toEqual(asked.map((items) => ({ type: 'answered', items, value: items.length })));
  });

  it('halves what is too much, and gives up on one item', async () => {
    const batches = await inBatches(['a', 'b', 'c', 'd', 'e'], 10, async (items): Promise<BatchAnswer<string>> => {
      if (items.length > 2 || items[0] === 'c') return { type: 'too-much', reason: 'too much' };
      return { type: 'answered', value: items.join('') };
    });
    expect(batches).toEqual([
      { type: 'answered', items: ['a', 'b'], value: 'ab' },
      { type: 'failed', items: ['c'], reason: 'too much' },
      { type: 'answered', items: ['d', 'e'], value: 'de' },
    ]);
  });

  it('asks no half of what failed for another reason', async () => {
    let asked = 0;
    const batches = await inBatches(['a', 'b'], 10, async (): Promise<BatchAnswer<never>> => {
      asked++;
      return { type: 'failed', reason: 'no' };
    });
    expect(batches).toEqual([{ type: 'failed', items: ['a', 'b'], reason: 'no' }]);
    expect(asked).toBe(1);
  });

  it('asks nothing about nothing', async () => {
    expect(await inBatches([], 10, async () => ({ type: 'failed', reason: 'asked' }))).toEqual([]);
  });

  it('law: every item is in exactly one batch and answered wherever it alone would be, whatever the limits', async () => {
    const weights = fc.uniqueArray(fc.record({ id: fc.uuid(), weight: fc.nat(50) }), {
      selector: ({ id }) => id,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        weights,
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: -1, max: 60 }),
        async (items, most, limit) => {
          const weightOf = new Map(items.map(({ id, weight }) => [id, weight]));
          const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + (weightOf.get(id) ?? 0), 0);
          let largest = 0;
          const batches = await inBatches([...weightOf.keys()], most, async (ids): Promise<BatchAnswer<number>> => {
            largest = Math.max(largest, ids.length);
            return sum(ids) > limit ? { type: 'too-much', reason: 'r' } : { type: 'answered', value: sum(ids) };
          });
          expect(batches.flatMap(({ items: ids }) => ids)).toEqual([...weightOf.keys()]);
          expect(largest).toBeLessThanOrEqual(Math.max(1, most));
          for (const batch of batches) {
            if (batch.type === 'failed') expect([batch.items.length, sum(batch.items) > limit]).toEqual([1, true]);
            else expect(batch.value).toBe(sum(batch.items));
          }
        },
      ),
    );
  });
});
