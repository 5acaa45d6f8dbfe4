import { describe, expect, it } from 'vitest';
import { limiter } from '../../../src/registry/transport/limit.ts';

describe('a limiter', () => {
  it('never lets more run than it may, and lets all run', async () => {
    const limit = limiter(3);
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, place) =>
        limit(async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          if (place % 5 === 0) throw new Error('one that fails');
        }),
      ),
    );
    expect(most).toBe(3);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
  });
});
