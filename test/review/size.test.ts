import { afterEach, expect, it } from 'vitest';
import { hunkAround } from '../../src/review/diff.ts';
import { openShop } from './on-stand-in.ts';

/** Large pull requests: how much is asked of GitHub, and how the work grows. */

let open: Awaited<ReturnType<typeof openShop>> | undefined;
afterEach(async () => {
  await open?.close();
});

const FILES = 250;
const IMAGES = 'image: quay.io/acme/app:1\nimage: quay.io/acme/web:1\n';

/** Requests that a run may make: see docs/review.md. */
function bound(files: number, conversations: number): number {
  return 6 + Math.ceil(files / 100) + Math.ceil(conversations / 100) + 1;
}

function requested(requests: readonly string[]): number {
  return requests.reduce((sum, line) => sum + Number(/ \((\d+)\)$/.exec(line)?.[1] ?? 1), 0);
}

it('500 images in 250 files are one review, and few requests', async () => {
  const files = Object.fromEntries(Array.from({ length: FILES }, (_, index) => [`f${index}.yaml`, IMAGES]));
  open = await openShop(files);
  const first = await open.run();
  expect(first.posted).toHaveLength(100);
  expect(first.overflow).toHaveLength(400);
  expect(open.emulator.github.reviews).toHaveLength(1);
  expect(first.requests).toEqual([
    'GET github pulls/7/files (3)',
    'POST github graphql pullRequest (2)',
    'POST github pulls/7/reviews',
  ]);
  expect(requested(first.requests)).toBeLessThanOrEqual(bound(FILES, 100));
  const again = await open.run();
  expect(again.requests).toEqual(['GET github pulls/7/files (3)', 'POST github graphql pullRequest']);
});

it('what is taken back takes one request, however much it is', async () => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}.yaml`, IMAGES]));
  open = await openShop(files);
  await open.run();
  open.push({ 'none.yaml': 'x: 1\n' });
  const half = await open.run();
  expect(half).toMatchObject({ removed: 50, problems: [] });
  expect(half.requests).toEqual([
    'GET github pulls/7/files',
    'POST github graphql pullRequest',
    'POST github graphql takeBack',
  ]);
  await open.run();
  expect(open.emulator.github.comments).toEqual([]);
});

it('of more than 3,000 files those that GitHub does not list have the true reason', async () => {
  const files = Object.fromEntries(Array.from({ length: 3001 }, (_, index) => [`f${index}.yaml`, 'x: 1\n']));
  open = await openShop({ ...files, 'f3000.yaml': IMAGES });
  const run = await open.run();
  expect(run.requests[0]).toBe('GET github pulls/7/files (30)');
  expect(run.reading?.left.map(({ reason }) => reason)).toEqual(
    Array(2).fill('its file is none of the first 3,000 files of the pull request, and GitHub lists no more'),
  );
});

it('looking for a line’s hunk does not take longer the more hunks there are', () => {
  let looks = 0;
  const hunks = new Proxy(
    Array.from({ length: 30_000 }, (_, index) => ({ from: index * 8 + 1, to: index * 8 + 3 })),
    {
      get: (list, name) => {
        looks += typeof name === 'string' && /^\d+$/.test(name) ? 1 : 0;
        return Reflect.get(list, name);
      },
    },
  );
  const file = { path: 'a.yaml', blob: undefined, hunks };
  for (const line of [1, 80_001, 239_993]) expect(hunkAround(file, line, line + 2)?.from).toBe(line);
  expect(hunkAround(file, 4, 4)).toBeUndefined();
  expect(looks).toBeLessThan(4 * 20);
});
