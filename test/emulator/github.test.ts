import { afterEach, describe, expect, it } from 'vitest';
import { field } from '../../src/base/json.ts';
import { filesOfDiff } from '../../src/emulator/github/diff.ts';
import { blobSha, DEFAULT_TOKEN, type GitHubOptions, OTHER_APP, PERSON } from '../../src/emulator/github/state.ts';
import type { HttpRequest } from '../../src/io/http.ts';
import { openWayIn, type WayIn } from './way-in.ts';

let way: WayIn;

afterEach(async () => {
  await way.close();
});

const HEAD = 'b'.repeat(40);
const TEXT = 'a\nb2\nc\n';
const DIFF = [
  'diff --git a/web.yaml b/web.yaml',
  `index ${'1'.repeat(40)}..${blobSha(TEXT)} 100644`,
  '--- a/web.yaml',
  '+++ b/web.yaml',
  '@@ -1,3 +1,3 @@',
  ' a',
  '-b',
  '+b2',
  ' c',
  '@@ -20,2 +20,2 @@',
  '-x',
  '+x2',
  ' y',
  'diff --git a/gone.yaml b/gone.yaml',
  'deleted file mode 100644',
  `index ${'1'.repeat(40)}..${'0'.repeat(40)}`,
  '--- a/gone.yaml',
  '+++ /dev/null',
  '@@ -1 +0,0 @@',
  '-z',
  '',
].join('\n');

const GITHUB: GitHubOptions = {
  pulls: [
    {
      number: 7,
      head: { sha: HEAD, ref: 'change' },
      base: { sha: 'a'.repeat(40), ref: 'main' },
      files: filesOfDiff(DIFF),
    },
  ],
  files: { [HEAD]: { 'web.yaml': TEXT } },
};

function pullOptions() {
  const [pull] = GITHUB.pulls ?? [];
  if (pull === undefined) throw new Error('no pull request');
  return pull;
}

/** The next head, with more text in front of the file. */
function pushed(before: string) {
  return { next: 'd'.repeat(40), files: { 'web.yaml': `${before}${TEXT}` } };
}

async function ask(method: HttpRequest['method'], path: string, body?: unknown, host = 'api.github.com') {
  const response = await way.http.send({
    method,
    url: `https://${host}${path}`,
    headers: {
      authorization: `token ${DEFAULT_TOKEN}`,
      'user-agent': 'test',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

const PULL = '/repos/contoso/shop/pulls/7';
const comment = (line: number, others: Readonly<Record<string, unknown>> = {}) => ({
  path: 'web.yaml',
  line,
  side: 'RIGHT',
  body: 'Pull it from the registry.',
  ...others,
});
const review = (...comments: readonly unknown[]) => ({ commit_id: HEAD, event: 'COMMENT', body: 'Images', comments });

describe('the files of a pull request', () => {
  it('are those of the diff, with blobs and contents at the head', async () => {
    way = await openWayIn({ github: GITHUB });
    const { body } = await ask('GET', `${PULL}/files?per_page=100&page=1`);
    expect(body).toMatchObject([
      { filename: 'web.yaml', status: 'modified', sha: blobSha(TEXT), additions: 2, deletions: 2 },
      { filename: 'gone.yaml', status: 'removed' },
    ]);
    const blob = await ask('GET', `/repos/contoso/shop/git/blobs/${blobSha(TEXT)}`);
    expect(Buffer.from(String(field(blob.body, 'content')), 'base64').toString()).toBe(TEXT);
    expect((await ask('GET', `/repos/contoso/shop/contents/web.yaml?ref=${HEAD}`)).status).toBe(200);
    expect((await ask('GET', PULL)).body).toMatchObject({ number: 7, head: { sha: HEAD } });
    expect(way.emulator.violations).toEqual([]);
  });

  it('come in pages of 30 that name the next', async () => {
    const files = Array.from(
      { length: 61 },
      (_, index) => ({ filename: `${index}.yaml`, status: 'added', sha: HEAD }) as const,
    );
    way = await openWayIn({ github: { pulls: [{ ...pullOptions(), files }] } });
    const first = await ask('GET', `${PULL}/files`);
    expect(first.body).toHaveLength(30);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    expect((await ask('GET', `${PULL}/files?page=3`)).body).toHaveLength(1);
  });
});

describe('a review', () => {
  it('is taken when every line is in the diff', async () => {
    way = await openWayIn({ github: GITHUB });
    const lines = [comment(2), comment(3, { start_line: 1, start_side: 'RIGHT' })];
    expect((await ask('POST', `${PULL}/reviews`, review(...lines))).status).toBe(200);
    expect((await ask('GET', `${PULL}/comments`)).body).toMatchObject([
      { line: 2, start_line: null, path: 'web.yaml', user: { login: 'github-actions[bot]' } },
      { line: 3, start_line: 1 },
    ]);
    expect(way.emulator.violations).toEqual([]);
  });

  it.each([
    ['a line outside the diff', review(comment(2), comment(9))],
    ['a file outside the diff', review(comment(2), comment(2, { path: 'other.yaml' }))],
    ['lines of two hunks', review(comment(2), comment(20, { start_line: 2 }))],
    ['a start that is not before the end', review(comment(2, { start_line: 2 }))],
    ['an empty comment', review(comment(2), comment(2, { body: ' ' }))],
    ['a body that is too long', review(comment(2, { body: 'x'.repeat(65_537) }))],
    ['another commit', { ...review(comment(2)), commit_id: 'c'.repeat(40) }],
  ])('is refused as a whole for %s', async (_, body) => {
    way = await openWayIn({ github: GITHUB });
    expect((await ask('POST', `${PULL}/reviews`, body)).status).toBe(422);
    expect(way.emulator.github.comments).toEqual([]);
  });

  it.each([
    ['no event', { commit_id: HEAD, body: 'Images' }],
    ['an approval', { ...review(), event: 'APPROVE' }],
    ['a member that GitHub does not know', { ...review(), labels: [] }],
    ['a comment by position', review({ path: 'web.yaml', position: 1, body: 'x' })],
    ['a line that is no number', review(comment(2, { line: 'two' }))],
  ])('is a violation with %s', async (_, body) => {
    way = await openWayIn({ github: GITHUB });
    expect((await ask('POST', `${PULL}/reviews`, body)).status).toBe(501);
    expect(way.emulator.violations).toHaveLength(1);
  });

  it('is refused in one sentence that names no comment', async () => {
    way = await openWayIn({ github: GITHUB });
    const { body } = await ask(
      'POST',
      `${PULL}/reviews`,
      review(comment(9), comment(2, { path: 'other.yaml' }), comment(10)),
    );
    expect(body).toMatchObject({
      message: 'Unprocessable Entity',
      errors: ['Line could not be resolved, Path could not be resolved, and Line could not be resolved'],
    });
  });

  it('is taken for an earlier head, and its comments stand where their lines are now', async () => {
    const { next, files } = pushed('new\n');
    way = await openWayIn({ github: { ...GITHUB, files: { ...GITHUB.files, [next]: files } } });
    way.emulator.github.push(7, next, filesOfDiff(DIFF.replace('@@ -1,3 +1,3 @@', '@@ -1,3 +1,4 @@\n+new')));
    expect((await ask('POST', `${PULL}/reviews`, review(comment(2)))).status).toBe(200);
    expect((await ask('GET', `${PULL}/comments`)).body).toMatchObject([
      { line: 3, original_line: 2, commit_id: next, original_commit_id: HEAD },
    ]);
  });

  it('is refused where the conversation is locked', async () => {
    way = await openWayIn({ github: { ...GITHUB, pulls: [{ ...pullOptions(), locked: true }] } });
    const refused = await ask('POST', `${PULL}/reviews`, review(comment(2)));
    expect([refused.status, refused.body.errors]).toEqual([422, ['lock prevents review']]);
    const single = await ask('POST', `${PULL}/comments`, { ...comment(2), commit_id: HEAD });
    expect([single.status, single.body.message]).toEqual([403, 'Unable to create comment because issue is locked.']);
  });

  it('is refused once eighty were written in a minute', async () => {
    way = await openWayIn({ github: GITHUB });
    for (let number = 0; number < 80; number++) await ask('POST', `${PULL}/reviews`, review());
    const refused = await ask('POST', `${PULL}/reviews`, review());
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, '60']);
    way.emulator.clock.advance(60_000);
    expect((await ask('POST', `${PULL}/reviews`, review())).status).toBe(200);
  });

  it('may not be written with a token that only reads', async () => {
    way = await openWayIn({ github: { ...GITHUB, rights: { pullRequests: 'read' } } });
    const refused = await ask('POST', `${PULL}/reviews`, review(comment(2)));
    expect([refused.status, refused.body.message]).toEqual([403, 'Resource not accessible by integration']);
    expect((await ask('GET', `${PULL}/files`)).status).toBe(200);
  });
});

describe('a comment of its own', () => {
  it.each([
    ['a line of the diff', comment(2), 201],
    ['a whole file', { path: 'web.yaml', subject_type: 'file', body: 'All of it.' }, 201],
    ['a line outside the diff', comment(9), 422],
    ['a file outside the diff', { path: 'other.yaml', subject_type: 'file', body: 'All of it.' }, 422],
  ])('on %s', async (_, body, status) => {
    way = await openWayIn({ github: GITHUB });
    expect((await ask('POST', `${PULL}/comments`, { ...body, commit_id: HEAD })).status).toBe(status);
    expect(way.emulator.github.comments).toHaveLength(status === 201 ? 1 : 0);
    expect(way.emulator.violations).toEqual([]);
  });
});

describe('a push', () => {
  it('moves comments with their lines, and outdates those whose lines change or leave the diff', async () => {
    const { next, files } = pushed('one\ntwo\n');
    way = await openWayIn({ github: { ...GITHUB, files: { ...GITHUB.files, [next]: files } } });
    await ask('POST', `${PULL}/reviews`, review(comment(2), comment(3, { start_line: 2 }), comment(20)));
    way.emulator.github.push(7, next, filesOfDiff(DIFF.replace('@@ -1,3 +1,3 @@', '@@ -1,3 +1,5 @@\n+one\n+two')));
    expect((await ask('GET', `${PULL}/comments`)).body).toMatchObject([
      { line: 4, start_line: null, original_line: 2 },
      { line: 5, start_line: 4, original_line: 3 },
      { line: null, original_line: 20 },
    ]);
  });
});

describe('GraphQL', () => {
  const PULL_REQUEST = `query pullRequest($after: String) {
    viewer { login }
    repository(owner: "contoso", name: "shop") {
      pullRequest(number: 7) {
        state locked headRefOid changedFiles
        reviewThreads(first: 2, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { path line startLine isOutdated isResolved subjectType
            comments(first: 1) { totalCount nodes { id body viewerDidAuthor isMinimized author { login __typename } } } }
        }
      }
    }
  }`;

  async function graphql(query: string, variables: Readonly<Record<string, unknown>> = {}) {
    return (await ask('POST', '/graphql', { query, variables })).body;
  }

  it('tells a pull request with its conversations, page by page', async () => {
    way = await openWayIn({ github: GITHUB });
    const { github } = way.emulator;
    const place = { path: 'web.yaml', line: 2, side: 'RIGHT' } as const;
    const mine = github.seedComment({ pull: 7, place, body: 'mine' });
    github.seedComment({ pull: 7, place, body: 'why?', answers: mine.id, author: PERSON });
    github.seedComment({ pull: 7, place, body: 'theirs', author: OTHER_APP });
    github.seedComment({ pull: 7, place, body: 'last', author: PERSON });
    const { data } = await graphql(PULL_REQUEST);
    expect(data.viewer.login).toBe('github-actions[bot]');
    const { reviewThreads, ...pull } = data.repository.pullRequest;
    expect(pull).toEqual({ state: 'OPEN', locked: false, headRefOid: HEAD, changedFiles: 2 });
    expect(reviewThreads.nodes).toMatchObject([
      { line: 2, comments: { totalCount: 2, nodes: [{ viewerDidAuthor: true, author: { login: 'github-actions' } }] } },
      {
        comments: {
          totalCount: 1,
          nodes: [{ viewerDidAuthor: false, author: { login: 'helper', __typename: 'Bot' } }],
        },
      },
    ]);
    const next = await graphql(PULL_REQUEST, { after: reviewThreads.pageInfo.endCursor });
    expect(next.data.repository.pullRequest.reviewThreads).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ comments: { nodes: [{ body: 'last' }] } }],
    });
  });

  it('tells for each of several mutations whether it was done', async () => {
    way = await openWayIn({ github: GITHUB });
    const place = { path: 'web.yaml', line: 2, side: 'RIGHT' } as const;
    const mine = way.emulator.github.seedComment({ pull: 7, place, body: 'mine' });
    const theirs = way.emulator.github.seedComment({ pull: 7, place, body: 'theirs', author: OTHER_APP });
    const answer = await graphql(
      `mutation takeBack($a: ID!, $b: ID!) {
        a: deletePullRequestReviewComment(input: {id: $a}) { clientMutationId }
        b: deletePullRequestReviewComment(input: {id: $b}) { clientMutationId }
      }`,
      { a: mine.nodeId, b: theirs.nodeId },
    );
    expect(answer.data).toEqual({ a: { clientMutationId: null }, b: null });
    expect(answer.errors).toMatchObject([{ type: 'FORBIDDEN', path: ['b'] }]);
    expect(way.emulator.github.comments).toEqual([theirs]);
  });

  it('gives texts of blobs, many at once', async () => {
    way = await openWayIn({ github: GITHUB });
    const { data } = await graphql(
      `query blobs { repository(owner: "contoso", name: "shop") {
        a: object(oid: "${blobSha(TEXT)}") { ... on Blob { text isTruncated } }
        b: object(oid: "${'0'.repeat(40)}") { ... on Blob { text } }
      } }`,
    );
    expect(data.repository).toEqual({ a: { text: TEXT, isTruncated: false }, b: null });
  });

  it.each([
    ['what the schema does not have', '{ viewer { shoeSize } }'],
    ['what does not parse', '{ viewer'],
    ['a list without a limit', PULL_REQUEST.replace('first: 2, ', '')],
    ['a list beyond the limit', PULL_REQUEST.replace('first: 2, ', 'first: 101, ')],
  ])('takes %s for a violation', async (_, query) => {
    way = await openWayIn({ github: GITHUB });
    expect((await ask('POST', '/graphql', { query })).status).toBe(501);
    expect(way.emulator.violations).toHaveLength(1);
  });
});

describe('comments', () => {
  it('are edited, deleted, hidden, and outdated by a push that changes their line', async () => {
    way = await openWayIn({ github: GITHUB });
    await ask('POST', `${PULL}/reviews`, review(comment(2), comment(20), comment(3)));
    const [first, second, third] = way.emulator.github.comments;
    const path = (id: number | undefined) => `/repos/contoso/shop/pulls/comments/${id}`;
    expect((await ask('PATCH', path(first?.id), { body: 'New' })).body).toMatchObject({ body: 'New' });
    expect((await ask('DELETE', path(second?.id))).status).toBe(204);
    expect((await ask('DELETE', path(second?.id))).status).toBe(404);
    const query =
      'mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized } } }';
    const hidden = await ask('POST', '/graphql', { query, variables: { id: third?.nodeId } });
    expect(hidden.body.data.minimizeComment.minimizedComment.isMinimized).toBe(true);
    way.emulator.github.push(7, 'c'.repeat(40), filesOfDiff(DIFF.replace('+b2', '+b3')));
    expect((await ask('GET', `${PULL}/comments`)).body).toMatchObject([
      { line: null, original_line: 2 },
      { line: 3, original_line: 3 },
    ]);
    expect(way.emulator.violations).toEqual([]);
  });

  it('of the conversation too, also on an Enterprise Server', async () => {
    way = await openWayIn({ github: GITHUB });
    const host = 'ghe.contoso.example';
    const path = '/api/v3/repos/contoso/shop/issues/7/comments';
    const made = await ask('POST', path, { body: 'Hello' }, host);
    expect(made.status).toBe(201);
    const edit = `/api/v3/repos/contoso/shop/issues/comments/${made.body.id}`;
    expect((await ask('PATCH', edit, { body: 'Again' }, host)).status).toBe(200);
    expect((await ask('GET', path, undefined, host)).body).toMatchObject([{ body: 'Again' }]);
    expect(way.emulator.violations).toEqual([]);
  });
});
