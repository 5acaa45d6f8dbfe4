import { jsonAnswer, jsonBody, type ServiceAnswer, type ServiceRequest, Violation } from '../exchange.ts';
import { ENTERPRISE_HOST } from '../hosts.ts';
import { type Operation, operationOf } from './description.ts';
import { answerGraphql } from './graphql.ts';
import { commentsOf, LOCKED, postComment, postReview, replaceBody, unprocessable } from './reviews.ts';
import { commentShape, fileShape, issueCommentShape, pullShape, reviewShape } from './shapes.ts';
import { blobSha, type GitHubState, type IssueComment, type Pull } from './state.ts';

/** GitHub's REST and GraphQL APIs, at github.com and as an Enterprise Server has them. */
export function answerGitHub(state: GitHubState, request: ServiceRequest): ServiceAnswer | Promise<ServiceAnswer> {
  if (!request.headers.has('user-agent')) throw new Violation('GitHub: a request without User-Agent is refused');
  const token = /^(?:token|bearer)\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token !== state.token) return BAD_CREDENTIALS;
  const enterprise = request.host === ENTERPRISE_HOST;
  if (request.method === 'POST' && request.path === (enterprise ? '/api/graphql' : '/graphql')) {
    return answerGraphql(state, jsonBody(request));
  }
  if (enterprise && !request.path.startsWith('/api/v3/'))
    throw new Violation(`GitHub Enterprise has no ${request.path}`);
  if (request.method !== 'GET' && isTooFast(state)) return SECONDARY_LIMIT;
  const operation = operationOf(request, enterprise ? request.path.slice('/api/v3'.length) : request.path);
  return answerOperation(state, request, operation);
}

/** Requests that make content, a minute (docs/github-behaviour.md#write-rate). */
const MAX_WRITES = 80;

/** Whether content is written faster than GitHub takes it; counts this request. */
function isTooFast({ writes, clock }: GitHubState): boolean {
  const now = clock.now();
  writes.splice(0, writes.length, ...writes.filter((time) => time > now - 60_000), now);
  return writes.length > MAX_WRITES;
}

/** What GitHub answers to whoever writes too much (docs/github-behaviour.md#write-rate). */
export const SECONDARY_LIMIT: ServiceAnswer = jsonAnswer(
  403,
  {
    message:
      'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.',
    documentation_url: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
    status: '403',
  },
  { 'retry-after': '60' },
);

/** A 422 that is none: it means throttling (docs/github-behaviour.md#review-throttling). */
export const TOO_QUICKLY: ServiceAnswer = jsonAnswer(422, {
  message: 'Validation Failed',
  errors: [
    { resource: 'PullRequestReview', code: 'unprocessable', field: 'data', message: 'was submitted too quickly' },
  ],
  documentation_url: 'https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request',
  status: '422',
});

function answerOperation(state: GitHubState, request: ServiceRequest, operation: Operation): ServiceAnswer {
  const { name, values } = operation;
  // An installation's token is nobody's user.
  if (name === 'GET /user') {
    const { login, id, type } = state.viewer;
    return type === 'Bot' ? FORBIDDEN : jsonAnswer(200, { login, id, type });
  }
  const refused = refusedRepository(state, request, operation);
  if (refused !== undefined) return refused;
  if (name === 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}') return blob(state, values.file_sha ?? '');
  if (name === 'GET /repos/{owner}/{repo}/contents/{path}') return contents(state, request, values.path ?? '');
  if (name === 'GET /repos/{owner}/{repo}/pulls') return pullsOf(state, request);
  if (values.issue_number !== undefined) return ofIssue(state, request, operation, Number(values.issue_number));
  if (values.pull_number !== undefined) {
    const pull = state.pulls.get(Number(values.pull_number));
    return pull === undefined ? NOT_FOUND : ofPull(state, request, operation, pull);
  }
  return ofComment(state, operation, Number(values.comment_id));
}

/** To a token that is unknown, or has ended: a job's own ends with the job. */
export const BAD_CREDENTIALS: ServiceAnswer = jsonAnswer(401, {
  message: 'Bad credentials',
  documentation_url: 'https://docs.github.com/rest',
  status: '401',
});
const FORBIDDEN = jsonAnswer(403, {
  message: 'Resource not accessible by integration',
  documentation_url: 'https://docs.github.com/rest',
  status: '403',
});
const NOT_FOUND = jsonAnswer(404, {
  message: 'Not Found',
  documentation_url: 'https://docs.github.com/rest',
  status: '404',
});

function refusedRepository(
  { repository, rights }: GitHubState,
  { method }: ServiceRequest,
  { name, values }: Operation,
): ServiceAnswer | undefined {
  if (`${values.owner}/${values.repo}`.toLowerCase() !== repository.toLowerCase()) return NOT_FOUND;
  const readsContents = /\/git\/blobs\/|\/contents\//.test(name);
  if (readsContents) return rights.contents === 'none' ? FORBIDDEN : undefined;
  const may = method === 'GET' ? rights.pullRequests !== 'none' : rights.pullRequests === 'write';
  return may ? undefined : FORBIDDEN;
}

/** GitHub lists no more files than these (docs/github-behaviour.md#pull-files). */
const MAX_FILES = 3000;
/** The pull requests, by the branch that they come from (`owner:branch`); without a state the open ones. */
function pullsOf(state: GitHubState, request: ServiceRequest): ServiceAnswer {
  const head = request.query.get('head');
  const wanted = request.query.get('state') ?? 'open';
  const pulls = [...state.pulls.values()].filter((pull) => {
    const [owner] = (pull.head.repository ?? state.repository).split('/');
    return (wanted === 'all' || pull.state === wanted) && (head === null || head === `${owner}:${pull.head.ref}`);
  });
  return page(
    request,
    pulls.map((pull) => pullShape(state, pull)),
  );
}

function ofPull(
  state: GitHubState,
  request: ServiceRequest,
  { name, values, body }: Operation,
  pull: Pull,
): ServiceAnswer {
  switch (name) {
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}':
      return jsonAnswer(200, pullShape(state, pull));
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files':
      return page(
        request,
        pull.files.slice(0, MAX_FILES).map((file) => fileShape(file, state, pull.head.sha)),
      );
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments':
      return page(request, commentsOf(state, pull.number));
    case 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments':
      return postComment(state, pull, body);
    case 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': {
      const reviews = state.reviews.filter((review) => review.pull === pull.number);
      return page(
        request,
        reviews.map((review) => reviewShape(review, state)),
      );
    }
    case 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews':
      return postReview(state, pull, body);
    case 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}': {
      const review = state.reviews.find(({ id }) => id === Number(values.review_id));
      if (review === undefined) return NOT_FOUND;
      if (review.author.id !== state.viewer.id) return FORBIDDEN;
      return replaceBody(review, body) ?? jsonAnswer(200, reviewShape(review, state));
    }
    default:
      throw new Violation(`GitHub: ${name} is not played`);
  }
}

function ofComment(state: GitHubState, { name, body }: Operation, id: number): ServiceAnswer {
  const ofIssues = name.includes('/issues/comments/');
  const comments: { readonly id: number; body: string }[] = ofIssues ? state.issueComments : state.comments;
  const at = comments.findIndex((comment) => comment.id === id);
  const comment = comments[at];
  if (comment === undefined) return NOT_FOUND;
  if (isAnothers(state, id)) return FORBIDDEN;
  if (!name.startsWith('DELETE ') && state.pulls.get(pullOf(state, id))?.locked === true) return LOCKED;
  if (name.startsWith('DELETE ')) {
    comments.splice(at, 1);
    return { status: 204 };
  }
  return replaceBody(comment, body) ?? jsonAnswer(200, shapeOfComment(state, id));
}

/** What others wrote stays (docs/github-behaviour.md#minimise). */
function isAnothers({ comments, viewer }: GitHubState, id: number): boolean {
  return comments.some((comment) => comment.id === id && comment.author.id !== viewer.id);
}

function pullOf({ comments, issueComments }: GitHubState, id: number): number {
  return comments.find((comment) => comment.id === id)?.pull ?? issueComments.find((one) => one.id === id)?.issue ?? 0;
}

function shapeOfComment(state: GitHubState, id: number): unknown {
  const comment = state.comments.find((candidate) => candidate.id === id);
  if (comment !== undefined) return commentShape(comment, state);
  const issueComment = state.issueComments.find((candidate) => candidate.id === id);
  return issueComment === undefined ? undefined : issueCommentShape(issueComment, state);
}

function ofIssue(state: GitHubState, request: ServiceRequest, { body }: Operation, issue: number): ServiceAnswer {
  if (!state.pulls.has(issue)) return NOT_FOUND;
  if (request.method === 'GET') {
    const comments = state.issueComments.filter((comment) => comment.issue === issue);
    return page(
      request,
      comments.map((comment) => issueCommentShape(comment, state)),
    );
  }
  const id = state.nextId();
  const comment: IssueComment = {
    id,
    nodeId: `IC_${id}`,
    issue,
    createdAt: state.clock.seconds(),
    minimized: undefined,
    body: '',
  };
  const refused = replaceBody(comment, body);
  if (refused !== undefined) return refused;
  state.issueComments.push(comment);
  return jsonAnswer(201, issueCommentShape(comment, state));
}

/** 30 on a page by default, 100 at most (docs/github-behaviour.md#pages). */
function page(request: ServiceRequest, all: readonly unknown[]): ServiceAnswer {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30));
  const number = Number(request.query.get('page') ?? 1);
  if (!Number.isInteger(size) || !Number.isInteger(number) || size < 1 || number < 1)
    return unprocessable(['Invalid page']);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (page: number, rel: string) =>
    `<https://${request.authority}${request.path}?per_page=${size}&page=${page}>; rel="${rel}"`;
  const headers: Readonly<Record<string, string>> =
    number < last ? { link: `${link(number + 1, 'next')}, ${link(last, 'last')}` } : {};
  return jsonAnswer(200, all.slice((number - 1) * size, number * size), headers);
}

function blob(state: GitHubState, sha: string): ServiceAnswer {
  for (const files of state.files.values()) {
    const text = Object.values(files).find((candidate) => blobSha(candidate) === sha);
    if (text !== undefined) return jsonAnswer(200, { sha, ...encoded(text) });
  }
  return NOT_FOUND;
}

function contents(state: GitHubState, request: ServiceRequest, path: string): ServiceAnswer {
  const files = state.files.get(request.query.get('ref') ?? 'main') ?? {};
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  if (text === undefined) return NOT_FOUND;
  return jsonAnswer(200, { type: 'file', path, name: path.split('/').at(-1), sha: blobSha(text), ...encoded(text) });
}

function encoded(text: string) {
  const lines =
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,60}/g) ?? [];
  return { encoding: 'base64', size: Buffer.byteLength(text), content: lines.map((line) => `${line}\n`).join('') };
}
