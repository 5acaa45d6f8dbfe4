import { afterEach, describe, expect, it } from 'vitest';
import type { FaultAnswer } from '../../src/emulator/faults.ts';
import { blobSha, type GitHubOptions, PERSON } from '../../src/emulator/github/state.ts';
import { openShop, type Shop } from './on-stand-in.ts';

let open: Awaited<ReturnType<typeof openShop>> | undefined;

afterEach(async () => {
  await open?.close();
});

const IMAGE = 'image: quay.io/acme/app:1\n';
const REVIEWS = { service: 'github', method: 'POST', path: /\/reviews$/ } as const;
const QUIET = ['GET github pulls/7/files', 'POST github graphql pullRequest'];

async function shopWith(
  files: Readonly<Record<string, string>> = { 'app.yaml': IMAGE },
  options: Partial<GitHubOptions> = {},
): Promise<Shop> {
  open = await openShop(files, options);
  return open;
}

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FaultAnswer {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { type: 'answer', status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

describe('bringUpToDate', () => {
  it('posts one review on the head that blocks nothing', async () => {
    const shop = await shopWith({ 'a.yaml': `x: 1\n${IMAGE}`, 'b.yaml': `${IMAGE}` });
    const run = await shop.run();
    expect(run).toMatchObject({ kept: [], removed: 0, refused: [], problems: [] });
    expect(run.posted.map(({ file, from, to }) => [file, from, to])).toEqual([
      ['a.yaml', 2, 2],
      ['b.yaml', 1, 1],
    ]);
    // The head is asked right before posting; afterwards the run looks for copies.
    expect(run.requests).toEqual([
      'GET github pulls/7/files',
      'POST github graphql pullRequest (2)',
      'POST github pulls/7/reviews',
    ]);
    expect(shop.emulator.github.reviews).toMatchObject([
      { event: 'COMMENT', commitId: shop.headSha(), body: expect.stringMatching(/posted=[0-9a-f,]{49} -->\n2 images/) },
    ]);
    expect(shop.emulator.github.comments.map(({ body }) => body)).toEqual(
      Array(2).fill(expect.stringContaining('```suggestion\nimage: contoso.azurecr.io/quay.io/acme/app:1\n```')),
    );
  });

  it('posts nothing when there is nothing to say, or all is said', async () => {
    const shop = await shopWith({ 'app.yaml': 'x: 1\n' });
    expect((await shop.run()).requests).toEqual(QUIET);
    shop.push({ 'app.yaml': IMAGE });
    await shop.run();
    const again = await shop.run();
    expect(again).toMatchObject({ posted: [], kept: [{ file: 'app.yaml' }], removed: 0, requests: QUIET });
  });

  it('replaces a comment that has become outdated', async () => {
    const shop = await shopWith();
    await shop.run();
    shop.push({ 'app.yaml': `${IMAGE.trim()} # Why?\n` });
    const run = await shop.run();
    expect(run).toMatchObject({ posted: [{ file: 'app.yaml' }], removed: 1, problems: [] });
    expect(shop.emulator.github.comments).toMatchObject([{ body: expect.stringContaining('app:1 # Why?') }]);
  });

  it('reads more comments than a page holds', async () => {
    const shop = await shopWith();
    const place = { path: 'app.yaml', line: 1, side: 'RIGHT' } as const;
    for (let number = 0; number < 250; number++) {
      shop.emulator.github.seedComment({ pull: 7, place, body: `Note ${number}`, author: PERSON });
    }
    await shop.run();
    expect(await shop.run()).toMatchObject({
      posted: [],
      kept: [{ file: 'app.yaml' }],
      requests: ['GET github pulls/7/files', 'POST github graphql pullRequest (3)'],
    });
  });

  it('names the missing permission, and goes on', async () => {
    const shop = await shopWith(undefined, { rights: { pullRequests: 'read' } });
    const run = await shop.run();
    expect(run).toMatchObject({ posted: [], refused: [{ file: 'app.yaml' }] });
    expect(run.problems).toEqual([
      'the review could not be posted: GitHub: HTTP 403: Resource not accessible by integration. The job\'s token needs the permission "pull-requests: write", which a pull request from a fork never has',
    ]);
    expect(shop.waits).toEqual([]);
  });

  it('tells which comments GitHub does not take even by themselves', async () => {
    const shop = await shopWith({ 'a.yaml': IMAGE, 'b.yaml': IMAGE });
    const sentence = { message: 'Unprocessable Entity', errors: ['Line could not be resolved'], status: '422' };
    shop.emulator.addFault({ match: REVIEWS, nth: 1, times: 2, answer: answer(422, sentence) });
    const single = { service: 'github', method: 'POST', path: /\/pulls\/7\/comments$/ } as const;
    shop.emulator.addFault({ match: single, nth: 1, answer: answer(422, { message: 'Validation Failed' }) });
    const run = await shop.run();
    expect(run).toMatchObject({ posted: [{ file: 'b.yaml' }], refused: [{ file: 'a.yaml' }] });
    expect(run.problems).toEqual([
      '1 of 2 suggestions were not accepted: GitHub: HTTP 422: Validation Failed; run again, and report it if it stays so',
    ]);
  });

  it.each([
    ['a secondary limit', 403, { message: 'You have exceeded a secondary rate limit' }],
    [
      'a submission that was too quick',
      422,
      { message: 'Validation Failed', errors: [{ message: 'was submitted too quickly' }] },
    ],
  ])('waits as long as %s asks', async (_, status, body) => {
    const shop = await shopWith();
    shop.emulator.addFault({ match: REVIEWS, nth: 1, answer: answer(status, body, { 'retry-after': '30' }) });
    expect((await shop.run()).posted).toHaveLength(1);
    expect(shop.waits).toEqual([30_000]);
  });

  it('does not wait for an hour', async () => {
    const shop = await shopWith();
    shop.emulator.addFault({ match: REVIEWS, answer: answer(429, {}, { 'retry-after': '3600' }) });
    expect(await shop.run()).toMatchObject({ posted: [], problems: [expect.stringContaining('HTTP 429')] });
    expect(shop.waits).toEqual([]);
  });

  it('sends a review twice at most whose answer is lost', async () => {
    const shop = await shopWith();
    shop.emulator.addFault({ match: REVIEWS, answer: answer(502, '<html>') });
    const run = await shop.run();
    expect(run).toMatchObject({ posted: [], refused: [{ file: 'app.yaml' }] });
    expect(run.requests).toContain('POST github pulls/7/reviews (2)');
  });

  it('does not take a stranger’s comment with our marker for ours', async () => {
    const shop = await shopWith();
    await shop.run();
    const [{ place, body, id } = { place: undefined, body: '', id: 0 }] = shop.emulator.github.comments;
    if (place === undefined) throw new Error('nothing was posted');
    shop.emulator.github.reviews.splice(0);
    shop.emulator.github.eraseComment(id);
    shop.emulator.github.seedComment({ pull: 7, place, body, author: PERSON });
    expect((await shop.run()).posted).toHaveLength(1);
    expect(shop.emulator.github.comments).toHaveLength(2);
  });

  it('says what could not be taken back, and leaves its key where it is', async () => {
    const shop = await shopWith();
    await shop.run();
    shop.push({ 'app.yaml': 'x: 1\n' });
    shop.emulator.github.rights.pullRequests = 'read';
    const run = await shop.run();
    expect(run.removed).toBe(0);
    expect(run.problems).toEqual([
      '1 outdated comment could not be taken back: GitHub: Resource not accessible by integration. The job\'s token needs the permission "pull-requests: write", which a pull request from a fork never has',
    ]);
    shop.emulator.github.rights.pullRequests = 'write';
    expect(await shop.run()).toMatchObject({ removed: 1, problems: [] });
  });

  it('never tells the token', async () => {
    const shop = await shopWith();
    shop.emulator.addFault({ match: { service: 'github' }, answer: answer(400, { message: 'Bad' }) });
    expect(JSON.stringify(await shop.run())).not.toContain(shop.emulator.github.token);
  });
});

describe('openPullRequest', () => {
  it('reads every page of files, and which head they are of', async () => {
    const files = Object.fromEntries(Array.from({ length: 230 }, (_, index) => [`f${index}.yaml`, 'x\n']));
    const shop = await shopWith(files);
    const read = await shop.api.changedFiles();
    expect(read.type === 'ok' && read.value.files.length).toBe(230);
    expect(read.type === 'ok' && [...read.value.heads]).toEqual([shop.headSha()]);
    expect(shop.emulator.requests).toHaveLength(3);
  });

  it('reads blobs with one request, and to the byte the one that GraphQL gives otherwise', async () => {
    const [one, marked] = ['image: one\n', '\uFEFFimage: ü\r\n'];
    const shop = await shopWith({ 'a.yaml': one, 'b.yaml': marked });
    const other = { b0: { text: one }, b1: { text: marked.replace('\uFEFF', '') } };
    shop.emulator.addFault({ match: { path: /\/graphql$/ }, answer: answer(200, { data: { repository: other } }) });
    const texts = await shop.api.blobTexts([blobSha(one), blobSha(marked)]);
    expect(texts).toEqual({ type: 'ok', value: new Map([one, marked].map((text) => [blobSha(text), text])) });
    expect(shop.emulator.normalisedRequests()).toEqual([
      'POST github graphql Blobs',
      `GET github git/blobs/${blobSha(marked)}`,
    ]);
  });

  it('says what GraphQL refuses, which it does with status 200', async () => {
    const shop = await shopWith();
    const errors = [{ type: 'NOT_FOUND', message: 'Could not resolve to a Repository' }];
    const refusal = answer(200, { data: { repository: null }, errors });
    shop.emulator.addFault({ match: { service: 'github' }, answer: refusal });
    const reason = expect.stringContaining('Could not resolve to a Repository');
    expect(await shop.api.blobIds('a'.repeat(40), ['a.yaml'])).toMatchObject({
      type: 'refused',
      cause: 'other',
      reason,
    });
    expect(await shop.api.conversation()).toMatchObject({ type: 'refused', cause: 'permission', reason });
    expect(shop.emulator.requests).toHaveLength(2);
  });

  it('tells what GitHub refuses', async () => {
    const shop = await shopWith();
    shop.emulator.addFault({ match: { service: 'github' }, answer: answer(404, { message: 'Not Found' }) });
    expect(await shop.api.changedFiles()).toMatchObject({
      type: 'refused',
      cause: 'permission',
      reason:
        'GitHub: HTTP 404: Not Found. The job\'s token needs the permission "pull-requests: write", which a pull request from a fork never has',
    });
  });
});
