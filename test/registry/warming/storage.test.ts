import { describe, expect, it } from 'vitest';
import { storageOf } from '../../../src/registry/warming/storage.ts';
import { digest, SERVED } from './served.ts';

describe('storage', () => {
  it('counts each content once in all, and tells what an image has for itself', () => {
    const other = {
      ...SERVED,
      contents: [
        { digest: digest('c'), size: 10 },
        { digest: digest('d'), size: 100 },
      ],
    };
    expect(
      storageOf([
        { image: 'one', served: SERVED },
        { image: 'two', served: other },
      ]),
    ).toEqual({
      images: [
        { image: 'one', bytes: 11, own: 1 },
        { image: 'two', bytes: 110, own: 100 },
      ],
      total: 111,
    });
  });
});
