import { isUtf8 } from 'node:buffer';
import { field, isObject, listField, numberField, stringField } from '../base/json.ts';
import { type Http, retryAfter } from '../io/http.ts';
import { askBlobIds, askBlobTexts, type Query } from './blobs.ts';
import { CONVERSATION_QUERY, type Conversation, type OwnReview, readConversationPage } from './conversation.ts';
import { type ChangedFile, readChangedFiles } from './diff.ts';
import { fetchThrough } from './fetch.ts';
import { headsOf } from './files-head.ts';
import type { WantedComment } from './reconcile.ts';
import { isForbidden, notTakenBack, type Obsolete, takeBackRequest } from './take-back.ts';

/** One pull request on GitHub. Nothing here throws for what GitHub answers: a failed comment never fails a run. */
export interface PullRequestApi {
  readonly changedFiles: () => Promise<Answer<ChangedFiles>>;
  /** The ids of files' blobs at a commit, by path; one that the commit has no file at is left out. */
  readonly blobIds: (commit: string, paths: readonly string[]) => Promise<Answer<ReadonlyMap<string, string>>>;
  /** The texts of blobs, by id; one that is no text is left out. */
  readonly blobTexts: (ids: readonly string[]) => Promise<Answer<ReadonlyMap<string, string>>>;
  readonly conversation: () => Promise<Answer<Conversation>>;
  /** Posts one review that neither approves nor blocks. @param head the commit that lines belong to (docs/github-behaviour.md#merge-checkout) */
  readonly postReview: (head: string, body: string, comments: readonly WantedComment[]) => Promise<Answer<undefined>>;
  /** Posts one comment by itself (docs/github-behaviour.md#single-comment). */
  readonly postComment: (head: string, comment: WantedComment) => Promise<Answer<undefined>>;
  /** Takes comments back. @returns the reason for each that could not be */
  readonly takeBack: (obsolete: Obsolete, reviews: readonly OwnReview[]) => Promise<Answer<readonly string[]>>;
}

export interface ChangedFiles {
  readonly files: readonly ChangedFile[];
  /** The heads that the entries say they are of: more than one where somebody pushed in between, none where there is no entry. */
  readonly heads: ReadonlySet<string>;
  /** Whether there may be more, which GitHub does not list (docs/github-behaviour.md#pull-files). */
  readonly isCut: boolean;
}

export type Answer<T> = { readonly type: 'ok'; readonly value: T } | Refusal;

/** Why GitHub did not do it. */
export interface Refusal {
  readonly type: 'refused';
  /**
   * - `permission`: the token may not
   * - `unprocessable`: what was sent does not fit the pull request
   * - `locked`: nobody but those who may push can write
   * - `no-answer`: it may or may not have been done
   */
  readonly cause: 'permission' | 'unprocessable' | 'locked' | 'throttled' | 'no-answer' | 'other';
  /** One line for people. */
  readonly reason: string;
}

export interface PullRequestTarget {
  readonly http: Http;
  /** `GITHUB_API_URL`; GitHub Enterprise Server has its own. */
  readonly apiUrl: string;
  readonly token: string;
  /** `owner/name` of the base repository. */
  readonly repository: string;
  readonly number: number;
}

const PAGE = 100;
/** GitHub lists 3,000 files at most (docs/github-behaviour.md#pull-files): what it does not list can't be commented on. */
const MAX_FILE_PAGES = 30;
/** A pull request with more comments is one where something goes wrong; a part of them is not taken for all. */
const MAX_CONVERSATION_PAGES = 100;

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
  const baseUrl = target.apiUrl.replace(/\/+$/, '');
  const octokit = getOctokit(target.token, { baseUrl, request: { fetch: fetchThrough(target.http) } });
  const graphql: Graphql = async (query, variables) =>
    graphqlAnswer((await octokit.request(`POST ${graphqlUrl(baseUrl)}`, { query, variables })).data);
  const slash = target.repository.indexOf('/');
  const at = { owner: target.repository.slice(0, slash), repo: target.repository.slice(slash + 1) };
  const pull = { ...at, pull_number: target.number };
  const read = <T>(work: () => Promise<T>, lack = NO_REVIEW) => patiently(target.http, 'read', lack, work);
  const write = <T>(work: () => Promise<T>) => patiently(target.http, 'write', NO_REVIEW, work);
  const blobs = openBlobs(octokit.request, graphql, at);
  return {
    changedFiles: () =>
      read(async () => {
        const ask = (page: number) =>
          octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { ...pull, per_page: PAGE, page });
        const entries = await everyPage(async (page) => (await ask(page)).data);
        const isCut = entries.length >= MAX_FILE_PAGES * PAGE;
        return { files: readChangedFiles(entries), heads: headsOf(entries), isCut };
      }),
    blobIds: (commit, paths) => read(() => blobs.ids(commit, paths), NO_CONTENTS),
    blobTexts: (ids) => read(() => blobs.texts(ids), NO_CONTENTS),
    conversation: () => read(() => wholeConversation(graphql, { ...at, number: target.number })),
    postReview: (commit_id, body, comments) =>
      write(async () => {
        const review = { commit_id, event: 'COMMENT' as const, body, comments: comments.map(reviewComment) };
        await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { ...pull, ...review });
        return undefined;
      }),
    postComment: (commit_id, comment) =>
      write(async () => {
        const said = comment.onFile === true ? fileComment(comment) : reviewComment(comment);
        const posted = { ...pull, commit_id, ...said };
        await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', posted);
        return undefined;
      }),
    // What is done twice is done once, so that it may be sent again.
    takeBack: (obsolete, reviews) =>
      read(async () => {
        const request = takeBackRequest(obsolete, reviews);
        const { errors } = await graphql(request.query, request.variables);
        if (errors.length > 0 && errors.every(isForbidden)) throw new GraphqlRefusal('permission', errors);
        return [...notTakenBack(request, errors).values()];
      }),
  };
}

/** An answer of GraphQL's, which tells errors with status 200. */
interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors: readonly unknown[];
}

type Graphql = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<GraphqlAnswer>;

/** GraphQL's address beside REST's: an Enterprise Server has REST under `/api/v3`. */
function graphqlUrl(apiUrl: string): string {
  return `${apiUrl.replace(/\/v3$/, '')}/graphql`;
}

/** What GraphQL says with status 200 that REST says with another. */
class GraphqlRefusal extends Error {
  override readonly name = 'GraphqlRefusal';
  readonly kind: Refusal['cause'];

  constructor(kind: Refusal['cause'], errors: readonly unknown[]) {
    const reasons = new Set(errors.map((error) => stringField(error, 'message') ?? 'no reason is given'));
    super([...reasons].join('; '));
    this.kind = kind;
  }
}

/** @throws NoAnswer where it is no answer of GraphQL's, GraphqlRefusal where it is throttled */
function graphqlAnswer(answer: unknown): GraphqlAnswer {
  const errors = listField(answer, 'errors');
  if (errors.some((error) => stringField(error, 'type') === 'RATE_LIMITED'))
    throw new GraphqlRefusal('throttled', errors);
  const data = field(answer, 'data');
  if (!isObject(data) && errors.length === 0) throw new NoAnswer('it holds no data');
  return { data, errors };
}

/** The pull request as it is now, its lists page by page. */
async function wholeConversation(
  graphql: Graphql,
  { owner, repo, number }: { readonly owner: string; readonly repo: string; readonly number: number },
): Promise<Conversation> {
  let whole: Conversation | undefined;
  let next: { threads: string | null | undefined; reviews: string | null | undefined } = {
    threads: null,
    reviews: null,
  };
  for (let page = 1; page <= MAX_CONVERSATION_PAGES; page++) {
    const { threads = null, reviews = null } = next;
    const asked = { moreThreads: next.threads !== undefined, moreReviews: next.reviews !== undefined };
    const { data, errors } = await graphql(CONVERSATION_QUERY, {
      owner,
      name: repo,
      number,
      threads,
      reviews,
      ...asked,
    });
    if (errors.length > 0) throw new GraphqlRefusal(errors.every(isAbsent) ? 'permission' : 'other', errors);
    const read = readConversationPage(data, asked);
    if (typeof read === 'string') throw new NoAnswer(read);
    const { conversation } = read;
    whole = {
      ...conversation,
      comments: [...(whole?.comments ?? []), ...conversation.comments],
      reviews: [...(whole?.reviews ?? []), ...conversation.reviews],
    };
    next = read;
    if (next.threads === undefined && next.reviews === undefined) return whole;
  }
  throw new NoAnswer(`the list goes on after ${MAX_CONVERSATION_PAGES} pages`, true);
}

/** To a token that may not see something, GitHub says that it does not exist. */
function isAbsent(error: unknown): boolean {
  return isForbidden(error) || stringField(error, 'type') === 'NOT_FOUND';
}

/** Blobs that GraphQL does not give are large, or no text; who has more of them gets no suggestions in the rest. */
const MAX_SINGLE_BLOBS = 10;

type Octokit = Awaited<ReturnType<typeof import('../sdk/github.ts')['getOctokit']>>;

/** The repository's blobs: all with one request, and one by one what GraphQL does not give to the byte. */
function openBlobs(
  request: Octokit['request'],
  graphql: Graphql,
  at: { readonly owner: string; readonly repo: string },
) {
  const query: Query = async (text, values) => {
    const { data, errors } = await graphql(text, { owner: at.owner, name: at.repo, ...values });
    if (!isObject(field(data, 'repository'))) throw new GraphqlRefusal('other', errors);
    return data;
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
      for (const id of ids.filter((asked) => !texts.has(asked)).slice(0, MAX_SINGLE_BLOBS)) {
        const text = await one(id);
        if (text !== undefined) texts.set(id, text);
      }
      return texts;
    },
  };
}

function fileComment({ file, body }: WantedComment) {
  return { path: file, body, subject_type: 'file' as const };
}

function reviewComment({ file, from, to, body }: WantedComment) {
  const start = from === to ? {} : { start_line: from, start_side: 'RIGHT' as const };
  return { path: file, body, line: to, side: 'RIGHT' as const, ...start };
}

/** The files' entries, page by page, as far as GitHub lists them. @throws NoAnswer where it is no list of files */
async function everyPage(ask: (page: number) => Promise<unknown>): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; page <= MAX_FILE_PAGES; page++) {
    const entries = await ask(page);
    if (!Array.isArray(entries)) throw new NoAnswer('it is no list');
    for (const entry of entries) {
      if (field(entry, 'filename') === undefined) throw new NoAnswer('an entry of the list has no filename');
      all.push(entry);
    }
    if (entries.length < PAGE) break;
  }
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
      const isAnswer =
        error instanceof NoAnswer || error instanceof GraphqlRefusal || numberField(error, 'status') !== undefined;
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
    case 'locked':
    case 'other':
      return undefined;
  }
}

function refusalOf(error: Error, lack: string): Refusal {
  if (error instanceof NoAnswer) {
    const reason = `GitHub: ${error.message}; run again, and if it stays so look at what is between here and GitHub`;
    return { type: 'refused', cause: error.isFinal ? 'other' : 'no-answer', reason };
  }
  if (error instanceof GraphqlRefusal) {
    const { kind: cause, message } = error;
    return { type: 'refused', cause, reason: `GitHub: ${oneLine(message)}${remedyOf(cause, 200, lack)}` };
  }
  const status = numberField(error, 'status') ?? 0;
  const response = field(error, 'response');
  const data = field(response, 'data');
  const message = messageOf(data) ?? oneLine(error.message);
  const cause = causeOf(status, response !== undefined, message, headersOf(error));
  const told = response === undefined ? `no answer from GitHub: ${message}` : `GitHub: HTTP ${status}: ${message}`;
  const reason = `${told}${remedyOf(cause, status, lack)}`;
  return { type: 'refused', cause, reason };
}

/** GitHub's own words: what is wrong stands in a list beside the message, and names no comment (docs/github-behaviour.md#review-all-or-nothing). */
function messageOf(data: unknown): string | undefined {
  const message = stringField(data, 'message');
  const details = listField(data, 'errors').map((error) =>
    typeof error === 'string' ? error : (stringField(error, 'message') ?? ''),
  );
  const told = [message, ...details].filter((part) => part !== undefined && part !== '');
  return message === undefined ? undefined : oneLine(told.join(': '));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 300);
}

/** What to do, as the end of a message. @param lack where a permission is missing, which */
function remedyOf(cause: Refusal['cause'], status: number, lack: string): string {
  if (cause === 'no-answer' || cause === 'throttled') return '; run again later';
  if (cause === 'locked') return '. Unlock the conversation, or take the suggestions from the patch';
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
  // (docs/github-behaviour.md#review-throttling)
  if (status === 422 && /submitted too quickly/i.test(message)) return 'throttled';
  // (docs/github-behaviour.md#locked)
  if (/lock prevents review|issue is locked/i.test(message)) return 'locked';
  if (status === 401 || status === 403) return 'permission';
  if (status === 422) return 'unprocessable';
  // To a token that may not see it, GitHub says that it does not exist.
  return status === 404 ? 'permission' : 'other';
}

function headersOf(error: Error): ReadonlyMap<string, string> {
  const headers = field(error, 'response', 'headers');
  return new Map(Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [name, String(value)]));
}
