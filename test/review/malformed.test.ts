import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/emulator/faults.ts';
import { openShop } from './on-stand-in.ts';

/** Successes of GitHub's that are none: each must be a failed request, never a list without entries. */

let open: Awaited<ReturnType<typeof openShop>> | undefined;
afterEach(async () => {
  await open?.close();
});

const BODIES: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['an object', {}],
  ['a page of a proxy', '<html>sign in</html>'],
  ['an empty body', ''],
  ['a list with an entry that is null', [null]],
];

async function answering(path: RegExp, body: unknown) {
  open = await openShop({ 'app.yaml': 'image: quay.io/acme/app:1\n' });
  const headers = { 'content-type': 'application/json' };
  const answer = { type: 'answer', status: 200, headers, body: JSON.stringify(body) } satisfies Fault['answer'];
  open.emulator.addFault({ match: { service: 'github', path }, answer });
  return open;
}

describe.each(BODIES)('a success whose body is %s', (_, body) => {
  it('of the list of files is a failure, after three attempts', async () => {
    const shop = await answering(/\/files$/, body);
    expect(await shop.api.changedFiles()).toMatchObject({
      type: 'refused',
      cause: 'no-answer',
      reason: expect.stringMatching(/^GitHub: the answer is none: .*; run again/),
    });
    expect(shop.waits).toHaveLength(2);
  });

  it('of the list of comments lets nothing be posted', async () => {
    const shop = await answering(/\/graphql$/, body);
    const run = await shop.run();
    expect(run).toMatchObject({ posted: [], refused: [{ file: 'app.yaml' }] });
    expect(run.problems[0]).toContain(
      "the comments of the pull request can't be read, so none are posted: GitHub: the answer is none",
    );
    expect(run.requests).toEqual(['GET github pulls/7/files', 'POST github graphql pullRequest (3)']);
  });

  it('of a blob is a failure', async () => {
    const shop = await answering(/\/git\/blobs\//, body);
    expect(await shop.api.blobTexts(['a'.repeat(40)])).toMatchObject({ type: 'refused', cause: 'no-answer' });
  });
});

describe('a conversation', () => {
  const PULL = { state: 'OPEN', locked: false, headRefOid: 'a'.repeat(40), changedFiles: 1 };
  const list = (nodes: unknown, hasNextPage = false) => ({ pageInfo: { hasNextPage, endCursor: 'x' }, nodes });
  const told = (pull: unknown) => ({ data: { repository: { pullRequest: pull } } });

  it.each([
    ['without a list of threads', { ...PULL, reviews: list([]) }],
    ['without a list of reviews', { ...PULL, reviewThreads: list([]) }],
    ['with a thread that is none', { ...PULL, reviewThreads: list([null]), reviews: list([]) }],
    ['with a review that is none', { ...PULL, reviewThreads: list([]), reviews: list([{}]) }],
    ['without a head', { ...PULL, headRefOid: null, reviewThreads: list([]), reviews: list([]) }],
    ['in a state of its own', { ...PULL, state: 'AJAR', reviewThreads: list([]), reviews: list([]) }],
  ])('%s is a failure', async (_, pull) => {
    const shop = await answering(/\/graphql$/, told(pull));
    expect(await shop.api.conversation()).toMatchObject({ type: 'refused', cause: 'no-answer' });
  });

  it('that goes on is a failure after a hundred pages, not a part of it', async () => {
    const shop = await answering(/\/graphql$/, told({ ...PULL, reviewThreads: list([], true), reviews: list([]) }));
    expect(await shop.api.conversation()).toMatchObject({
      type: 'refused',
      reason: expect.stringContaining('the list goes on after 100 pages'),
    });
    expect(shop.emulator.requests).toHaveLength(100);
  });
});
