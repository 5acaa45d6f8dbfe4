import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { field, listField } from '../../src/base/json.ts';
import { bringUpToDate } from '../../src/review/post.ts';
import { wantedComments } from '../../src/review/reconcile.ts';
import type { Suggestion } from '../../src/review/suggestions.ts';
import { type FakeGitHub, fakeGitHub, HEAD_SHA } from './fake-github.ts';

const bodyOf = ({ newText }: Suggestion) => `through the team\n\n\`\`\`suggestion\n${newText}\n\`\`\``;

const REVIEWS = 'POST /repos/contoso/shop/pulls/5/reviews';
const COMMENTS = 'GET /repos/contoso/shop/pulls/5/comments';
const FILES = [
  { filename: 'a.yaml', status: 'modified', sha: 'aa', patch: '@@ -1,3 +1,4 @@\n x\n+image: nginx\n y\n z' },
  { filename: 'b.yaml', status: 'added', sha: 'bb', patch: '@@ -0,0 +1,2 @@\n+r: docker.io\n+n: redis' },
];

function suggestion(file: string, from: number, to: number, newText: string): Suggestion {
  return { file, from, to, oldText: 'old', newText, moves: [] };
}

const ONE = suggestion('a.yaml', 2, 2, 'image: acr/nginx');
const TWO = suggestion('b.yaml', 1, 2, 'r: acr\nn: docker.io/redis');
const OFF = suggestion('a.yaml', 50, 50, 'never');

let open: FakeGitHub | undefined;

async function github(): Promise<FakeGitHub> {
  open = await fakeGitHub(FILES);
  return open;
}

function bring(fake: FakeGitHub, suggestions: readonly Suggestion[], instance = 'ci') {
  return bringUpToDate(fake.api, {
    wanted: wantedComments(suggestions, instance, bodyOf),
    instance,
    summary: 'Two images can move.',
  });
}

afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('bringUpToDate', () => {
  it('posts one review on the head that blocks nothing', async () => {
    const fake = await github();
    const outcome = await bring(fake, [ONE, TWO]);
    expect(outcome).toMatchObject({ kept: 0, removed: 0, refused: [], problems: [] });
    expect(outcome.posted).toHaveLength(2);
    expect(fake.requests).toEqual([COMMENTS, REVIEWS]);
    expect(fake.bodies[1]).toEqual({
      commit_id: HEAD_SHA,
      event: 'COMMENT',
      body: 'Two images can move.',
      comments: [
        {
          path: 'a.yaml',
          line: 2,
          side: 'RIGHT',
          body: expect.stringContaining('```suggestion\nimage: acr/nginx\n```'),
        },
        {
          path: 'b.yaml',
          start_line: 1,
          start_side: 'RIGHT',
          line: 2,
          side: 'RIGHT',
          body: expect.stringContaining('```suggestion\nr: acr\nn: docker.io/redis\n```'),
        },
      ],
    });
  });

  it('posts nothing when there is nothing to say, or all is said', async () => {
    const fake = await github();
    await bring(fake, []);
    expect(fake.requests).toEqual([COMMENTS]);
    await bring(fake, [ONE]);
    const again = await bring(fake, [ONE]);
    expect(again).toMatchObject({ posted: [], kept: 1, removed: 0 });
    expect(fake.requests.filter((name) => name === REVIEWS)).toHaveLength(1);
    expect(fake.comments).toHaveLength(1);
  });

  it('takes back what is no longer true, and leaves what others wrote', async () => {
    const fake = await github();
    await bring(fake, [ONE, TWO]);
    await bring(fake, [ONE], 'another use');
    const human = { id: 7, body: 'nice', path: 'a.yaml', line: 2, user: { login: 'dev', type: 'User' } };
    const answer = { ...human, id: 8, body: 'why?', in_reply_to_id: fake.comments[1]?.id };
    fake.comments.push(human, answer);
    const outcome = await bring(fake, []);
    expect(outcome).toMatchObject({ removed: 2, problems: [] });
    expect(fake.comments.map(({ body }) => String(body).split('\n')[0])).toEqual([
      'This suggestion no longer applies.',
      expect.stringContaining('through the team'),
      'nice',
      'why?',
    ]);
    const before = fake.requests.length;
    await bring(fake, []);
    expect(fake.requests.slice(before)).toEqual([COMMENTS]);
  });

  it('replaces a comment that has become outdated', async () => {
    const fake = await github();
    await bring(fake, [ONE]);
    for (const comment of fake.comments) comment.line = null;
    const outcome = await bring(fake, [ONE]);
    expect(outcome).toMatchObject({ kept: 0, removed: 1 });
    expect(outcome.posted).toHaveLength(1);
    expect(fake.comments.map(({ line }) => line)).toEqual([2]);
  });

  it('reads more comments than a page holds', async () => {
    const fake = await github();
    fake.comments = Array.from({ length: 250 }, (_, id) => ({
      id,
      body: 'x',
      path: 'a.yaml',
      line: 2,
      user: { login: 'dev', type: 'User' },
    }));
    await bring(fake, [ONE]);
    const outcome = await bring(fake, [ONE]);
    expect(outcome).toMatchObject({ posted: [], kept: 1 });
    expect(fake.requests.filter((name) => name === COMMENTS)).toHaveLength(6);
  });

  it('names the missing permission, and goes on', async () => {
    const fake = await github();
    fake.intercept = (name) =>
      name === REVIEWS ? { status: 403, body: { message: 'Resource not accessible by integration' } } : undefined;
    const outcome = await bring(fake, [ONE]);
    expect(outcome.posted).toEqual([]);
    expect(outcome.refused).toHaveLength(1);
    expect(outcome.problems).toEqual([
      'the review could not be posted: GitHub: HTTP 403: Resource not accessible by integration. The job\'s token needs the permission "pull-requests: write", which a pull request from a fork never has',
    ]);
    expect(fake.waits).toEqual([]);
  });

  it('gives back all comments of a review that GitHub refuses without naming one', async () => {
    const fake = await github();
    const outcome = await bring(fake, [ONE, OFF]);
    expect(outcome).toMatchObject({ posted: [], problems: [expect.stringContaining('HTTP 422')] });
    expect(outcome.refused).toHaveLength(2);
    expect(fake.requests.filter((name) => name === REVIEWS)).toHaveLength(1);
  });

  it.each([
    ['by number', { message: 'Validation Failed', errors: [{ field: 'comments[1].line', code: 'invalid' }] }],
    ['by file', { message: 'Validation Failed', errors: ['b.yaml is not part of the diff'] }],
  ])('posts the rest once when GitHub names the comments that don’t fit %s', async (_, body) => {
    const fake = await github();
    fake.intercept = (name, sent) =>
      name === REVIEWS && listField(sent, 'comments').length === 2 ? { status: 422, body } : undefined;
    const outcome = await bring(fake, [ONE, TWO]);
    expect(outcome.posted.map(({ file }) => file)).toEqual(['a.yaml']);
    expect(outcome.refused.map(({ file }) => file)).toEqual(['b.yaml']);
    expect(outcome.problems).toHaveLength(1);
    expect(fake.comments).toHaveLength(1);
  });

  it('waits as long as a secondary limit asks', async () => {
    const fake = await github();
    let refusals = 0;
    fake.intercept = (name) =>
      name === REVIEWS && refusals++ === 0
        ? {
            status: 403,
            headers: { 'retry-after': '30' },
            body: { message: 'You have exceeded a secondary rate limit' },
          }
        : undefined;
    expect((await bring(fake, [ONE])).posted).toHaveLength(1);
    expect(fake.waits).toEqual([30_000]);
  });

  it('does not wait for an hour', async () => {
    const fake = await github();
    fake.intercept = (name) =>
      name === REVIEWS ? { status: 429, headers: { 'retry-after': '3600' }, body: {} } : undefined;
    expect(await bring(fake, [ONE])).toMatchObject({ posted: [], problems: [expect.stringContaining('HTTP 429')] });
    expect(fake.waits).toEqual([]);
  });

  it('asks the pull request whether a review without an answer was posted', async () => {
    const fake = await github();
    fake.intercept = (name, body) => {
      if (name !== REVIEWS) return undefined;
      for (const comment of listField(body, 'comments')) {
        fake.comments.push({
          id: 1,
          body: field(comment, 'body'),
          path: field(comment, 'path'),
          line: field(comment, 'line'),
          user: { login: 'github-actions[bot]', type: 'Bot' },
        });
      }
      return 'hang up';
    };
    expect(await bring(fake, [ONE])).toMatchObject({ posted: [{ file: 'a.yaml' }], problems: [] });
    fake.comments = [];
    fake.intercept = (name) => (name === REVIEWS ? 'hang up' : undefined);
    expect(await bring(fake, [ONE])).toMatchObject({ posted: [], refused: [{ file: 'a.yaml' }] });
    expect(fake.requests.filter((name) => name === REVIEWS)).toHaveLength(2);
  });

  it('posts nothing where it can’t see what stands there', async () => {
    const fake = await github();
    fake.intercept = (name) => (name === COMMENTS ? { status: 500, body: {} } : undefined);
    const outcome = await bring(fake, [ONE]);
    expect(outcome).toMatchObject({
      posted: [],
      refused: [{ file: 'a.yaml' }],
      problems: [expect.stringContaining('HTTP 500')],
    });
    expect(fake.requests).toEqual([COMMENTS, COMMENTS, COMMENTS]);
  });

  it('does not take a stranger’s comment with our marker for ours', async () => {
    const fake = await github();
    const [forged] = wantedComments([ONE], 'ci', bodyOf);
    fake.comments = [{ id: 9, body: forged?.body, path: 'a.yaml', line: 2, user: { login: 'stranger', type: 'User' } }];
    const outcome = await bring(fake, [ONE]);
    expect(outcome.posted).toHaveLength(1);
    expect(fake.comments).toHaveLength(2);
    expect(fake.requests).toContain('GET /user');
  });

  it('never tells the token', async () => {
    const fake = await github();
    fake.intercept = () => ({ status: 400, body: { message: 'Bad' } });
    expect(JSON.stringify(await bring(fake, [ONE]))).not.toContain('secret-token');
  });
});

describe('openPullRequest', () => {
  it('reads every page of files', async () => {
    open = await fakeGitHub(
      Array.from({ length: 230 }, (_, index) => ({
        filename: `f${index}`,
        status: 'modified',
        sha: 's',
        patch: '@@ -1 +1 @@\n+x',
      })),
    );
    const files = await open.api.changedFiles();
    expect(files.type === 'ok' && files.value.length).toBe(230);
    expect(open.requests).toHaveLength(3);
  });

  it('reads blobs with one request, and to the byte the one that GraphQL gives otherwise', async () => {
    const fake = await github();
    const text = '\uFEFFimage: ü\r\n';
    const id = (of: string) =>
      createHash('sha1')
        .update(`blob ${Buffer.byteLength(of)}\0`)
        .update(of)
        .digest('hex');
    const given = ['image: one\n', 'image: two\r\n'];
    const texts = [...given, text.replace('\uFEFF', '')].map((of) => ({ text: of }));
    fake.intercept = (request) =>
      request === 'POST /graphql'
        ? { status: 200, body: { data: { repository: { b0: texts[0], b1: texts[1], b2: texts[2] } } } }
        : undefined;
    const answer = await fake.api.blobTexts([...given.map(id), id(text)]);
    expect(answer).toEqual({ type: 'ok', value: new Map([...given, text].map((of) => [id(of), of])) });
    expect(fake.requests).toEqual(['POST /graphql', `GET /repos/contoso/shop/git/blobs/${id(text)}`]);
    expect(fake.bodies[0]).toMatchObject({ variables: { owner: 'contoso', name: 'shop', b2: id(text) } });
  });

  it('says what GraphQL refuses, which it does with status 200', async () => {
    const fake = await github();
    const errors = [{ type: 'NOT_FOUND', message: 'Could not resolve to a Repository' }];
    fake.intercept = () => ({ status: 200, body: { data: { repository: null }, errors } });
    expect(await fake.api.blobIds('a'.repeat(40), ['a.yaml'])).toMatchObject({
      type: 'refused',
      cause: 'other',
      reason: expect.stringContaining('Could not resolve to a Repository'),
    });
    expect(fake.requests).toEqual(['POST /graphql']);
  });

  it('tells what GitHub refuses', async () => {
    const fake = await github();
    fake.intercept = () => ({ status: 404, body: { message: 'Not Found' } });
    expect(await fake.api.changedFiles()).toMatchObject({
      type: 'refused',
      cause: 'permission',
      reason:
        'GitHub: HTTP 404: Not Found. The job\'s token needs the permission "pull-requests: write", which a pull request from a fork never has',
    });
  });
});
