import { afterEach, describe, expect, it } from 'vitest';
import { field } from '../../src/base/json.ts';
import { filesOfDiff } from '../../src/emulator/github/diff.ts';
import { blobSha, DEFAULT_TOKEN, type GitHubOptions } from '../../src/emulator/github/state.ts';
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
    const [pull] = GITHUB.pulls ?? [];
    if (pull === undefined) throw new Error('no pull request');
    way = await openWayIn({ github: { pulls: [{ ...pull, files }] } });
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

  it('may not be written with a token that only reads', async () => {
    way = await openWayIn({ github: { ...GITHUB, rights: { pullRequests: 'read' } } });
    const refused = await ask('POST', `${PULL}/reviews`, review(comment(2)));
    expect([refused.status, refused.body.message]).toEqual([403, 'Resource not accessible by integration']);
    expect((await ask('GET', `${PULL}/files`)).status).toBe(200);
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
      'mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { clientMutationId } }';
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
