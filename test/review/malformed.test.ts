import { afterEach, describe, expect, it } from 'vitest';
import { bringUpToDate } from '../../src/review/post.ts';
import { type FakeGitHub, fakeGitHub, type Reply } from './fake-github.ts';

/** Successes of GitHub's that are none: each must be a failed request, never a list without entries. */

let fake: FakeGitHub | undefined;
afterEach(async () => {
  await fake?.close();
});

const FILE = { filename: 'app.yaml', sha: 'a'.repeat(40), status: 'modified', patch: '@@ -1 +1 @@\n-a\n+b' };
const WANTED = { key: 'k1', file: 'app.yaml', from: 1, to: 1, body: 'use this' };
const REQUEST = { wanted: [WANTED], instance: 'i', summary: 's' };

const BODIES: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['an object', {}],
  ['a page of a proxy', '<html>sign in</html>'],
  ['an empty body', ''],
  ['a list with an entry that is null', [null]],
];

async function answering(part: string, body: unknown): Promise<FakeGitHub> {
  fake = await fakeGitHub([FILE]);
  const reply: Reply = { status: 200, headers: { 'content-type': 'application/json' }, body };
  fake.intercept = (request) => (request.startsWith('GET') && request.includes(part) ? reply : undefined);
  return fake;
}

describe.each(BODIES)('a success whose body is %s', (_, body) => {
  it('of the list of files is a failure, after three attempts', async () => {
    const { api, requests } = await answering('/files', body);
    expect(await api.changedFiles()).toMatchObject({
      type: 'refused',
      cause: 'no-answer',
      reason: expect.stringMatching(/^GitHub: the answer is none: .*; run again/),
    });
    expect(requests).toHaveLength(3);
  });

  it('of the list of comments lets nothing be posted', async () => {
    const { api, requests, comments } = await answering('/comments', body);
    const outcome = await bringUpToDate(api, REQUEST);
    expect(outcome).toMatchObject({ posted: [], refused: [WANTED] });
    expect(outcome.problems[0]).toContain(
      "the comments of the pull request can't be read, so none are posted: GitHub: the answer is none",
    );
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([]);
    expect(comments).toEqual([]);
  });

  it('of a blob or a user is a failure', async () => {
    const blobs = await answering('/git/blobs/', body);
    expect(await blobs.api.blobTexts(['a'])).toMatchObject({ type: 'refused', cause: 'no-answer' });
    await blobs.close();
    const users = await answering('/user', body);
    expect(await users.api.login()).toMatchObject({ type: 'refused', cause: 'no-answer' });
  });
});

describe('a list that goes on', () => {
  it('of comments is a failure after a hundred pages, not a part of them', async () => {
    const page = Array.from({ length: 100 }, (_, id) => ({ id: id + 1 }));
    const { api, requests } = await answering('/comments', page);
    expect(await api.comments()).toMatchObject({
      type: 'refused',
      reason: expect.stringContaining('the list goes on after 100 pages'),
    });
    expect(requests).toHaveLength(100);
  });
});
