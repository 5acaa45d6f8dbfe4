import { buildSchema, type ExecutionResult, execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { field, isObject, stringField } from '../../base/json.ts';
import { jsonAnswer, type ServiceAnswer, Violation } from '../exchange.ts';
import published from './graphql-schema.json' with { type: 'json' };
import { replaceBody } from './reviews.ts';
import { type Author, blobSha, type GitHubState, type Pull, type Review, type ReviewComment } from './state.ts';

/**
 * GitHub's GraphQL API by its published schema (written by scripts/github-graphql.ts): what of a review REST doesn't tell or do.
 * A query that doesn't fit the schema is a violation.
 */

let schema: GraphQLSchema | undefined;

export async function answerGraphql(state: GitHubState, body: unknown): Promise<ServiceAnswer> {
  schema ??= buildSchema(published.lines.join('\n'), { assumeValidSDL: true });
  const document = parsed(stringField(body, 'query') ?? '');
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Violation(`GitHub: GraphQL: ${errors.map(({ message }) => message).join('; ')}`);
  const variables = field(body, 'variables');
  const rootValue = { ...queries(state), ...mutations(state) };
  const given = { variableValues: isObject(variables) ? variables : {} };
  const result = await execute({ schema, document, rootValue, ...given });
  return jsonAnswer(200, asGitHub(result));
}

function parsed(query: string) {
  try {
    return parse(query);
  } catch (error) {
    throw new Violation(`GitHub: GraphQL: ${error instanceof Error ? error.message : 'it does not parse'}`);
  }
}

/** GraphQL tells errors with status 200, GitHub each with a type. @throws Violation for what a client did wrong */
function asGitHub({ data, errors = [] }: ExecutionResult): unknown {
  const told = errors.map(({ message, path, extensions, originalError }) => {
    if (originalError instanceof Violation) throw originalError;
    if (extensions.type === undefined) throw originalError ?? new Violation(`GitHub: GraphQL: ${message}`);
    return { type: extensions.type, path, message };
  });
  return { data, ...(told.length === 0 ? {} : { errors: told }) };
}

function refusal(type: 'FORBIDDEN' | 'NOT_FOUND' | 'UNPROCESSABLE', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

const LACKS_RIGHTS = 'Resource not accessible by integration';

function queries(state: GitHubState) {
  return {
    viewer: () => actor(state.viewer, state.viewer.login),
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      if (`${owner}/${name}`.toLowerCase() !== state.repository.toLowerCase()) {
        throw refusal('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return { id: 'R_1', object: blobAt(state), pullRequest: pullAt(state) };
    },
  };
}

/** An app's login ends with `[bot]` as the viewer's, and not as an author's (docs/github-behaviour.md#bot-logins). */
function actor({ id, type, login }: Author, shown: string) {
  return { __typename: type, id: `${type === 'Bot' ? 'BOT' : 'U'}_${id}`, login: shown || login };
}

function author(of: Author) {
  return actor(of, of.login.replace(/\[bot\]$/, ''));
}

function blobAt(state: GitHubState) {
  return ({ oid, expression }: { readonly oid?: string; readonly expression?: string }) => {
    if (state.rights.contents === 'none') throw refusal('FORBIDDEN', LACKS_RIGHTS);
    const text = oid === undefined ? textAt(state, expression ?? '') : textOfBlob(state, oid);
    if (text === undefined) return null;
    const isBinary = text.includes('\0');
    const sha = blobSha(text);
    const size = Buffer.byteLength(text);
    return {
      ...{ __typename: 'Blob', id: `B_${sha}`, oid: sha, byteSize: size, isBinary },
      // What is longer GitHub cuts (docs/github-behaviour.md#blob-text).
      isTruncated: size > MAX_TEXT_BYTES,
      text: isBinary ? null : text.slice(0, MAX_TEXT_BYTES),
    };
  };
}

const MAX_TEXT_BYTES = 512_000;

function textAt({ files }: GitHubState, expression: string): string | undefined {
  const colon = expression.indexOf(':');
  const texts = files.get(expression.slice(0, colon)) ?? {};
  const path = expression.slice(colon + 1);
  return Object.hasOwn(texts, path) ? texts[path] : undefined;
}

/** Texts by the id of their blob, once for each commit. */
const blobs = new WeakMap<Readonly<Record<string, string>>, ReadonlyMap<string, string>>();

function textOfBlob({ files }: GitHubState, oid: string): string | undefined {
  for (const texts of files.values()) {
    const known = blobs.get(texts) ?? new Map(Object.values(texts).map((text) => [blobSha(text), text]));
    blobs.set(texts, known);
    const text = known.get(oid);
    if (text !== undefined) return text;
  }
  return undefined;
}

function pullAt(state: GitHubState) {
  return ({ number }: { readonly number: number }) => {
    if (state.rights.pullRequests === 'none') throw refusal('FORBIDDEN', LACKS_RIGHTS);
    const pull = state.pulls.get(number);
    if (pull === undefined) {
      throw refusal('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
    }
    return {
      ...{ id: `PR_${number}`, number, locked: pull.locked, merged: pull.merged, headRefOid: pull.head.sha },
      changedFiles: pull.files.length,
      state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
      reviews: (page: Page) =>
        connection('reviews', reviewsOf(state, pull), page, (review) => reviewNode(state, review)),
      reviewThreads: (page: Page) =>
        connection('reviewThreads', threadsOf(state, pull), page, (thread) => threadNode(state, thread)),
    };
  };
}

function reviewsOf({ reviews }: GitHubState, { number }: Pull): readonly Review[] {
  return reviews.filter(({ pull }) => pull === number);
}

function reviewNode({ viewer }: GitHubState, review: Review) {
  return {
    ...{
      __typename: 'PullRequestReview',
      id: review.nodeId,
      body: review.body,
      isMinimized: false,
      minimizedReason: null,
    },
    ...{ databaseId: review.id, fullDatabaseId: String(review.id), author: author(review.author) },
    viewerDidAuthor: review.author.id === viewer.id,
  };
}

/** A conversation: a comment with its answers, which outlive it. */
type Thread = readonly [ReviewComment, ...ReviewComment[]];

function threadsOf({ comments }: GitHubState, { number }: Pull): readonly Thread[] {
  const threads = new Map<number, [ReviewComment, ...ReviewComment[]]>();
  for (const comment of comments) {
    if (comment.pull !== number) continue;
    const root = comment.answers ?? comment.id;
    const thread = threads.get(root);
    if (thread === undefined) threads.set(root, [comment]);
    else thread.push(comment);
  }
  return [...threads.values()];
}

function threadNode(state: GitHubState, thread: Thread) {
  const [first] = thread;
  const { place, at, subject } = first;
  const isLine = subject === 'line';
  return {
    ...{ id: `PRRT_${first.answers ?? first.id}`, path: place.path, subjectType: subject.toUpperCase() },
    ...{ isResolved: thread.some(({ resolved }) => resolved), isOutdated: at === undefined },
    line: isLine ? (at?.line ?? null) : null,
    startLine: at?.startLine ?? null,
    originalLine: isLine ? place.line : null,
    originalStartLine: place.startLine ?? null,
    comments: (page: Page) => connection('comments', thread, page, (comment) => commentNode(state, comment)),
  };
}

function commentNode(state: GitHubState, comment: ReviewComment) {
  const isOwn = comment.author.id === state.viewer.id;
  const mayWrite = isOwn && state.rights.pullRequests === 'write';
  const review = state.reviews.find(({ id }) => id === comment.review);
  return {
    ...{ __typename: 'PullRequestReviewComment', id: comment.nodeId, body: comment.body },
    ...{ databaseId: comment.id, fullDatabaseId: String(comment.id), author: author(comment.author) },
    ...{ isMinimized: comment.minimized !== undefined, minimizedReason: comment.minimized?.toLowerCase() ?? null },
    ...{ viewerDidAuthor: isOwn, viewerCanDelete: mayWrite, viewerCanMinimize: mayWrite, viewerCanUpdate: mayWrite },
    pullRequestReview: review === undefined ? null : reviewNode(state, review),
  };
}

interface Page {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** One page of at most 100; which, must be said (docs/github-behaviour.md#graphql-pages). */
function connection<T, N>(name: string, all: readonly T[], { first, last, after, before }: Page, node: (item: T) => N) {
  if (typeof last === 'number' || typeof before === 'string')
    throw new Violation(`GitHub: GraphQL: ${name} is played forwards only`);
  if (typeof first !== 'number') {
    throw new Violation(
      `GitHub: You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (first < 1 || first > 100) {
    throw new Violation(
      `GitHub: Requesting the ${first} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
    );
  }
  const start = typeof after !== 'string' ? 0 : Number(Buffer.from(after, 'base64').toString().replace('cursor:', ''));
  const end = start + first;
  return {
    totalCount: all.length,
    nodes: all.slice(start, end).map(node),
    pageInfo: {
      hasNextPage: end < all.length,
      endCursor: all.length === 0 ? null : Buffer.from(`cursor:${Math.min(end, all.length)}`).toString('base64'),
    },
  };
}

type Input<T> = { readonly input: T };

function mutations(state: GitHubState) {
  const own = (id: string, name: string) => ownComment(state, id, name);
  return {
    minimizeComment: ({ input }: Input<{ readonly subjectId: string; readonly classifier: string }>) => {
      const comment = own(input.subjectId, 'MinimizeComment');
      comment.minimized = input.classifier;
      return { minimizedComment: commentNode(state, comment) };
    },
    deletePullRequestReviewComment: ({ input }: Input<{ readonly id: string }>) => {
      const comment = own(input.id, 'DeletePullRequestReviewComment');
      state.eraseComment(comment.id);
      return { pullRequestReviewComment: commentNode(state, comment) };
    },
    updatePullRequestReviewComment: ({
      input,
    }: Input<{ readonly pullRequestReviewCommentId: string; readonly body: string }>) => {
      const comment = own(input.pullRequestReviewCommentId, 'UpdatePullRequestReviewComment');
      if (state.pulls.get(comment.pull)?.locked === true) throw refusal('FORBIDDEN', 'The conversation is locked');
      if (replaceBody(comment, input) !== undefined) throw refusal('UNPROCESSABLE', 'Body is invalid');
      return { pullRequestReviewComment: commentNode(state, comment) };
    },
    updatePullRequestReview: ({ input }: Input<{ readonly pullRequestReviewId: string; readonly body: string }>) => {
      requireRights(state);
      const review = state.reviews.find(({ nodeId }) => nodeId === input.pullRequestReviewId);
      if (review === undefined) throw unresolved(input.pullRequestReviewId);
      if (review.author.id !== state.viewer.id) throw notAllowed(state, 'UpdatePullRequestReview');
      if (replaceBody(review, input) !== undefined) throw refusal('UNPROCESSABLE', 'Body is invalid');
      return { pullRequestReview: reviewNode(state, review) };
    },
  };
}

/** What others wrote is not for this token to hide, change or delete (docs/github-behaviour.md#minimise). */
function ownComment(state: GitHubState, id: string, mutation: string): ReviewComment {
  requireRights(state);
  const comment = state.comments.find(({ nodeId }) => nodeId === id);
  if (comment === undefined) throw unresolved(id);
  if (comment.author.id !== state.viewer.id) throw notAllowed(state, mutation);
  return comment;
}

function requireRights({ rights }: GitHubState): void {
  if (rights.pullRequests !== 'write') throw refusal('FORBIDDEN', LACKS_RIGHTS);
}

function unresolved(id: string): GraphQLError {
  return refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function notAllowed({ viewer }: GitHubState, mutation: string): GraphQLError {
  return refusal('FORBIDDEN', `${viewer.login} does not have the correct permissions to execute \`${mutation}\``);
}
