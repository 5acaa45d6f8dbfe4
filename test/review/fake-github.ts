import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { field, listField, numberField, stringField } from '../../src/base/json.ts';
import { type Http, openHttp } from '../../src/io/http.ts';
import { hunksOf } from '../../src/review/diff.ts';
import { openPullRequest, type PullRequestApi } from '../../src/review/github.ts';

/**
 * The part of GitHub that a review needs, on a real socket: it keeps comments, and refuses a review as a whole when one of its
 * comments is not on the diff (docs/github-behaviour.md#review-all-or-nothing).
 */
export interface FakeGitHub {
  readonly api: PullRequestApi;
  /** `METHOD path`, in order. */
  readonly requests: string[];
  readonly bodies: unknown[];
  readonly waits: number[];
  comments: Record<string, unknown>[];
  /** Answers instead of the usual; `undefined` to go on as usual. */
  intercept: (request: string, body: unknown) => Reply | 'hang up' | undefined;
  readonly close: () => Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const HEAD_SHA = '1'.repeat(40);

/** @param files entries of the files endpoint */
export async function fakeGitHub(files: readonly Readonly<Record<string, unknown>>[]): Promise<FakeGitHub> {
  let nextId = 100;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const real = openHttp({});
  const waits: number[] = [];
  const http: Http = { ...real, wait: async (milliseconds) => void waits.push(milliseconds) };
  const api = await openPullRequest({
    http,
    apiUrl: `http://127.0.0.1:${address.port}/api/v3/`,
    token: 'secret-token',
    repository: 'contoso/shop',
    number: 5,
    headSha: HEAD_SHA,
  });
  const fake: FakeGitHub = {
    api,
    requests: [],
    bodies: [],
    waits,
    comments: [],
    intercept: () => undefined,
    close: async () => {
      await real.close();
      server.closeAllConnections();
      server.close();
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const url = new URL(request.url ?? '', 'http://x');
    const name = `${request.method} ${url.pathname.replace(/^\/api(?:\/v3)?/, '')}`;
    fake.requests.push(name);
    fake.bodies.push(body);
    const isAuthorized = request.headers.authorization === 'token secret-token';
    const intercepted = isAuthorized ? fake.intercept(name, body) : { status: 401 };
    if (intercepted === 'hang up') {
      response.destroy();
      return;
    }
    const { status, headers = {}, body: answer } = intercepted ?? usual(name, url, body);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  }

  function usual(name: string, url: URL, body: unknown): Reply {
    const page = <T>(all: readonly T[]) => {
      const size = Number(url.searchParams.get('per_page') ?? '30');
      const start = (Number(url.searchParams.get('page') ?? '1') - 1) * size;
      return { status: 200, body: all.slice(start, start + size) };
    };
    if (name === 'GET /repos/contoso/shop/pulls/5/files') return page(files);
    if (name === 'GET /repos/contoso/shop/pulls/5/comments') return page(fake.comments);
    if (name === 'GET /user') return { status: 403, body: { message: 'Resource not accessible by integration' } };
    // As of a repository without these objects.
    if (name === 'POST /graphql') return { status: 200, body: { data: { repository: {} } } };
    if (name.startsWith('GET /repos/contoso/shop/git/blobs/')) {
      return {
        status: 200,
        body: { encoding: 'base64', content: Buffer.from('\uFEFFimage: ü\r\n').toString('base64') },
      };
    }
    if (name === 'POST /repos/contoso/shop/pulls/5/reviews') return review(body);
    const id = Number(name.split('/').at(-1));
    const found = fake.comments.find((comment) => comment.id === id);
    if (found === undefined) return { status: 404, body: { message: 'Not Found' } };
    if (name.startsWith('DELETE ')) {
      fake.comments = fake.comments.filter((comment) => comment !== found);
      return { status: 204 };
    }
    found.body = stringField(body, 'body');
    return { status: 200, body: found };
  }

  function review(body: unknown): Reply {
    if (
      stringField(body, 'event') !== 'COMMENT' ||
      stringField(body, 'commit_id') !== HEAD_SHA ||
      !stringField(body, 'body')
    ) {
      return { status: 422, body: { message: 'Unprocessable Entity', errors: ['not a review of the head'] } };
    }
    for (const comment of listField(body, 'comments')) {
      const line = numberField(comment, 'line') ?? 0;
      const start = numberField(comment, 'start_line') ?? line;
      const file = files.find(({ filename }) => filename === stringField(comment, 'path'));
      const isOnDiff = hunksOf(stringField(file, 'patch') ?? '').some(({ from, to }) => from <= start && line <= to);
      const isRange = numberField(comment, 'start_line') === undefined || start < line;
      if (!isOnDiff || !isRange || field(comment, 'side') !== 'RIGHT') {
        return {
          status: 422,
          body: {
            message: 'Unprocessable Entity',
            errors: ['Pull request review thread line must be part of the diff'],
          },
        };
      }
    }
    for (const comment of listField(body, 'comments')) {
      fake.comments.push({
        id: nextId++,
        body: stringField(comment, 'body'),
        path: stringField(comment, 'path'),
        line: numberField(comment, 'line') ?? null,
        start_line: numberField(comment, 'start_line') ?? null,
        user: { login: 'github-actions[bot]', type: 'Bot' },
      });
    }
    return { status: 200, body: { id: 1 } };
  }

  return fake;
}
