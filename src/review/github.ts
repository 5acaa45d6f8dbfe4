import { isUtf8 } from 'node:buffer';
import { field, isObject, listField, numberField, stringField } from '../base/json.ts';
import { type Http, retryAfter } from '../io/http.ts';
import { askBlobIds, askBlobTexts, type Query } from './blobs.ts';
import { type ChangedFile, readChangedFiles } from './diff.ts';
import { fetchThrough } from './fetch.ts';
import { type ExistingComment, readExistingComment, type WantedComment } from './reconcile.ts';

/** One pull request on GitHub. Nothing here throws for what GitHub answers: a failed comment never fails a run. */
export interface PullRequestApi {
  readonly changedFiles: () => Promise<Answer<readonly ChangedFile[]>>;
  /** The ids of files' blobs at a commit, by path; one that the commit has no file at is left out. */
  readonly blobIds: (commit: string, paths: readonly string[]) => Promise<Answer<ReadonlyMap<string, string>>>;
  /** The texts of blobs, by id; one that is no text is left out. */
  readonly blobTexts: (ids: readonly string[]) => Promise<Answer<ReadonlyMap<string, string>>>;
  readonly comments: () => Promise<Answer<readonly ExistingComment[]>>;
  /** The login of the token's user; an app's token has none. */
  readonly login: () => Promise<Answer<string>>;
  /** Posts one review that neither approves nor blocks. */
  readonly postReview: (body: string, comments: readonly WantedComment[]) => Promise<Answer<undefined>>;
  readonly replaceComment: (id: number, body: string) => Promise<Answer<undefined>>;
  /** A comment that is gone already is a success. */
  readonly deleteComment: (id: number) => Promise<Answer<undefined>>;
}

export type Answer<T> = { readonly type: 'ok'; readonly value: T } | Refusal;

/** Why GitHub did not do it. */
export interface Refusal {
  readonly type: 'refused';
  /**
   * - `permission`: the token may not
   * - `unprocessable`: what was sent does not fit the pull request
   * - `no-answer`: it may or may not have been done
   */
  readonly cause: 'permission' | 'unprocessable' | 'throttled' | 'no-answer' | 'other';
  /** One line for people. */
  readonly reason: string;
  /** GitHub's answer, as it came. */
  readonly data: unknown;
}

export interface PullRequestTarget {
  readonly http: Http;
  /** `GITHUB_API_URL`; GitHub Enterprise Server has its own. */
  readonly apiUrl: string;
  readonly token: string;
  /** `owner/name` of the base repository. */
  readonly repository: string;
  readonly number: number;
  /**
   * The commit that review lines belong to; not the merge commit that a checkout has
   * (docs/github-behaviour.md#merge-checkout).
   */
  readonly headSha: string;
}

const PAGE = 100;
/** GitHub lists 3,000 files at most (docs/github-behaviour.md#pull-files): what it does not list can't be commented on. */
const MAX_FILE_PAGES = 30;
/** A pull request with more comments is one where something goes wrong; a part of them is not taken for all. */
const MAX_COMMENT_PAGES = 100;

/** A success of GitHub's whose body is not what it must be: it must never pass for a list without entries. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  /** Whether another attempt would come to the same. */
  readonly isFinal: boolean;

  /** @param lack a clause: `it is no list` */
  constructor(lack: string, isFinal = false) {
    super(`the answer is none: ${lack}`);
    this.isFinal = isFinal;
  }
}

/** Opens a pull request. octokit is loaded here, so that a run without a review does not pay for it. */
export async function openPullRequest(target: PullRequestTarget): Promise<PullRequestApi> {
  const { getOctokit } = await import('../sdk/github.ts');
  const octokit = getOctokit(target.token, {
    baseUrl: target.apiUrl.replace(/\/+$/, ''),
    request: { fetch: fetchThrough(target.http) },
  });
  const slash = target.repository.indexOf('/');
  const at = { owner: target.repository.slice(0, slash), repo: target.repository.slice(slash + 1) };
  const pull = { ...at, pull_number: target.number };
  const read = <T>(work: () => Promise<T>, lack = NO_REVIEW) => patiently(target.http, 'read', lack, work);
  const write = <T>(work: () => Promise<T>) => patiently(target.http, 'write', NO_REVIEW, work);
  const blobs = openBlobs(octokit.request, at, target.apiUrl);
  return {
    changedFiles: () =>
      read(async () => {
        const ask = (page: number) =>
          octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { ...pull, per_page: PAGE, page });
        return readChangedFiles(
          await everyPage(async (page) => (await ask(page)).data, {
            field: 'filename',
            most: MAX_FILE_PAGES,
            whole: false,
          }),
        );
      }),
    blobIds: (commit, paths) => read(() => blobs.ids(commit, paths), NO_CONTENTS),
    blobTexts: (ids) => read(() => blobs.texts(ids), NO_CONTENTS),
    comments: () =>
      read(async () => {
        const ask = (page: number) =>
          octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', { ...pull, per_page: PAGE, page });
        const entries = await everyPage(async (page) => (await ask(page)).data, {
          field: 'id',
          most: MAX_COMMENT_PAGES,
          whole: true,
        });
        return entries.map(readExistingComment).filter((comment) => comment !== undefined);
      }),
    login: () =>
      read(async () => {
        const login = stringField((await octokit.request('GET /user')).data, 'login');
        if (login === undefined) throw new NoAnswer('it names no user');
        return login;
      }),
    postReview: (body, comments) =>
      write(async () => {
        await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
          ...pull,
          commit_id: target.headSha,
          event: 'COMMENT',
          body,
          comments: comments.map(reviewComment),
        });
        return undefined;
      }),
    replaceComment: (comment_id, body) =>
      write(async () => {
        await octokit.request('PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}', { ...at, comment_id, body });
        return undefined;
      }),
    deleteComment: (comment_id) =>
      write(async () => {
        try {
          await octokit.request('DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}', { ...at, comment_id });
        } catch (error) {
          if (numberField(error, 'status') !== 404) throw error;
        }
        return undefined;
      }),
  };
}

/** GraphQL's address beside REST's; an Enterprise Server has REST under `/api/v3`. */
function graphqlUrl(apiUrl: string): string {
  return `${apiUrl.replace(/\/+$/, '').replace(/\/v3$/, '')}/graphql`;
}

/** What GraphQL answered. @throws NoAnswer where it did not do what was asked: it says so with status 200 */
function dataOf(answer: unknown): unknown {
  const data = field(answer, 'data');
  if (isObject(data) && isObject(field(data, 'repository'))) return data;
  const messages = listField(answer, 'errors').map((error) => stringField(error, 'message') ?? '');
  throw new NoAnswer(messages.length === 0 ? 'it holds no data' : messages.join('; ').slice(0, 300), true);
}

type Octokit = Awaited<ReturnType<typeof import('../sdk/github.ts')['getOctokit']>>;

/** The repository's blobs: all with one request, and one by one what GraphQL does not give to the byte. */
function openBlobs(request: Octokit['request'], at: { readonly owner: string; readonly repo: string }, apiUrl: string) {
  const query: Query = async (text, values) => {
    const variables = { owner: at.owner, name: at.repo, ...values };
    const { data } = await request(`POST ${graphqlUrl(apiUrl)}`, { query: text, variables });
    return dataOf(data);
  };
  const one = async (file_sha: string) => {
    const { data } = await request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { ...at, file_sha });
    const content = stringField(data, 'content');
    const encoding = stringField(data, 'encoding');
    if (content === undefined || encoding === undefined) throw new NoAnswer('it holds no content');
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
    return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  };
  return {
    ids: async (commit: string, paths: readonly string[]) => askBlobIds(query, commit, paths),
    texts: async (ids: readonly string[]) => {
      const texts = new Map(await askBlobTexts(query, ids));
      for (const id of ids) {
        const text = texts.has(id) ? undefined : await one(id);
        if (text !== undefined) texts.set(id, text);
      }
      return texts;
    },
  };
}

function reviewComment({ file, from, to, body }: WantedComment) {
  const start = from === to ? {} : { start_line: from, start_side: 'RIGHT' };
  return { path: file, body, line: to, side: 'RIGHT', ...start };
}

interface Listed {
  /** What every entry has. */
  readonly field: string;
  readonly most: number;
  /** Whether a list that goes on after the most pages is a failure. */
  readonly whole: boolean;
}

/** The entries of a list, page by page. @throws NoAnswer where it is none, or goes on without end */
async function everyPage(ask: (page: number) => Promise<unknown>, listed: Listed): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; page <= listed.most; page++) {
    const entries = await ask(page);
    if (!Array.isArray(entries)) throw new NoAnswer('it is no list');
    for (const entry of entries) {
      if (field(entry, listed.field) === undefined) throw new NoAnswer(`an entry of the list has no ${listed.field}`);
      all.push(entry);
    }
    if (entries.length < PAGE) return all;
  }
  if (listed.whole) throw new NoAnswer(`the list goes on after ${listed.most} pages`, true);
  return all;
}

const MAX_ATTEMPTS = 3;
/** What GitHub asks for beyond this is not waited for: a job costs money while it waits. */
const MAX_WAIT_MS = 120_000;

/**
 * Does the work, again where GitHub asks for patience. Reads are also repeated when there was no answer; writes are not, since
 * they may have been done.
 */
async function patiently<T>(
  http: Http,
  kind: 'read' | 'write',
  lack: string,
  work: () => Promise<T>,
): Promise<Answer<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { type: 'ok', value: await work() };
    } catch (error) {
      // What octokit throws for an answer carries its status; anything else is a defect of ours.
      const isAnswer = error instanceof NoAnswer || numberField(error, 'status') !== undefined;
      if (!(error instanceof Error) || !isAnswer) throw error;
      const refusal = refusalOf(error, lack);
      const wait = waitOf(refusal, error, attempt, kind);
      if (attempt >= MAX_ATTEMPTS || wait === undefined || wait > MAX_WAIT_MS) return refusal;
      // At the end of the run there is no other attempt.
      if (await endedWaiting(http, wait)) return refusal;
    }
  }
}

async function endedWaiting(http: Http, milliseconds: number): Promise<boolean> {
  return http.wait(milliseconds).then(
    () => false,
    () => true,
  );
}

/** How long to wait before another attempt; `undefined` where there is to be none. */
function waitOf(refusal: Refusal, error: Error, attempt: number, kind: 'read' | 'write'): number | undefined {
  const headers = headersOf(error);
  switch (refusal.cause) {
    case 'throttled': {
      const reset = Number(headers.get('x-ratelimit-reset'));
      const untilReset = headers.get('x-ratelimit-remaining') === '0' ? reset * 1000 - Date.now() : Number.NaN;
      // GitHub's advice where it names no time: at least a minute.
      return retryAfter(headers, Date.now()) ?? (Number.isFinite(untilReset) ? Math.max(1000, untilReset) : 60_000);
    }
    case 'no-answer':
      return kind === 'read' ? 1000 * 2 ** attempt : undefined;
    case 'permission':
    case 'unprocessable':
    case 'other':
      return undefined;
  }
}

function refusalOf(error: Error, lack: string): Refusal {
  if (error instanceof NoAnswer) {
    const reason = `GitHub: ${error.message}; run again, and if it stays so look at what is between here and GitHub`;
    return { type: 'refused', cause: error.isFinal ? 'other' : 'no-answer', reason, data: undefined };
  }
  const status = numberField(error, 'status') ?? 0;
  const response = field(error, 'response');
  const data = field(response, 'data');
  const message = (stringField(data, 'message') ?? error.message).replaceAll(/\s+/g, ' ').slice(0, 300);
  const cause = causeOf(status, response !== undefined, message, headersOf(error));
  const told = response === undefined ? `no answer from GitHub: ${message}` : `GitHub: HTTP ${status}: ${message}`;
  const reason = `${told}${remedyOf(cause, status, lack)}`;
  return { type: 'refused', cause, reason, data };
}

/** What to do, as the end of a message. @param lack where a permission is missing, which */
function remedyOf(cause: Refusal['cause'], status: number, lack: string): string {
  if (cause === 'no-answer' || cause === 'throttled') return '; run again later';
  if (status === 401) return '; check the input github-token, and run again: the token of a job ends with it';
  return cause === 'permission' ? `. ${lack}` : '; run again, and report it if it stays so';
}

/** The permissions that a token may lack. */
const NO_REVIEW = `The job's token needs the permission "pull-requests: write", which a pull request from a fork never has`;
const NO_CONTENTS = `The job's token needs the permission "contents: read"`;

function causeOf(
  status: number,
  answered: boolean,
  message: string,
  headers: ReadonlyMap<string, string>,
): Refusal['cause'] {
  if (!answered || status >= 500) return 'no-answer';
  const isLimit =
    headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(message);
  if (status === 429 || (status === 403 && isLimit)) return 'throttled';
  if (status === 401 || status === 403) return 'permission';
  if (status === 422) return 'unprocessable';
  // To a token that may not see it, GitHub says that it does not exist.
  return status === 404 ? 'permission' : 'other';
}

function headersOf(error: Error): ReadonlyMap<string, string> {
  const headers = field(error, 'response', 'headers');
  return new Map(Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [name, String(value)]));
}
