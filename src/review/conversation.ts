import { field, isObject, listField, numberField, stringField } from '../base/json.ts';

/** A pull request as it is now, with what is said on it; read by GraphQL, since REST tells neither authors for sure nor what is hidden. */

export interface Conversation {
  readonly state: 'open' | 'closed' | 'merged';
  /** Whether only people who may push can still write (docs/github-behaviour.md#locked). */
  readonly locked: boolean;
  readonly headSha: string;
  /** How many files it changes, also where GitHub lists only some. */
  readonly changedFiles: number;
  /** First comments of threads that the token's own identity wrote, oldest first. */
  readonly comments: readonly OwnComment[];
  readonly reviews: readonly OwnReview[];
}

/** A comment that the token's own identity wrote: nobody else can, whatever markers they copy. */
export interface OwnComment {
  /** For GraphQL. */
  readonly node: string;
  /** Grows with time. */
  readonly id: number;
  /** Of the review that it was posted with, for GraphQL. */
  readonly review: string | undefined;
  readonly body: string;
  readonly file: string;
  /** `undefined` on an outdated comment, and on one on a whole file. */
  readonly line: number | undefined;
  readonly startLine: number | undefined;
  readonly isOutdated: boolean;
  readonly isOnFile: boolean;
  /** Whether somebody has answered. */
  readonly isAnswered: boolean;
  /** Whether somebody resolved the thread or hid the comment. */
  readonly isDismissed: boolean;
}

export interface OwnReview {
  /** For GraphQL. */
  readonly node: string;
  readonly body: string;
}

/**
 * One page of a hundred threads and as many reviews. `viewer` is the token, also a workflow's (docs/github-behaviour.md#bot-logins), and a
 * list wants a limit (docs/github-behaviour.md#graphql-pages).
 */
export const CONVERSATION_QUERY = `query pullRequest($owner: String!, $name: String!, $number: Int!, $threads: String, $reviews: String, $moreThreads: Boolean!, $moreReviews: Boolean!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      state
      locked
      headRefOid
      changedFiles
      reviewThreads(first: 100, after: $threads) @include(if: $moreThreads) {
        pageInfo { hasNextPage endCursor }
        nodes {
          path
          line
          startLine
          isOutdated
          isResolved
          subjectType
          comments(first: 1) {
            totalCount
            nodes { id fullDatabaseId body viewerDidAuthor isMinimized pullRequestReview { id } }
          }
        }
      }
      reviews(first: 100, after: $reviews) @include(if: $moreReviews) {
        pageInfo { hasNextPage endCursor }
        nodes { id body viewerDidAuthor }
      }
    }
  }
}`;

/** Where the next page of a list begins; `undefined` where there is none. */
type Next = string | null | undefined;

export interface ConversationPage {
  readonly conversation: Conversation;
  readonly threads: Next;
  readonly reviews: Next;
}

/** Reads a page; what is wrong with it instead, as a clause, where it is none. @param asked which lists it must have */
export function readConversationPage(
  data: unknown,
  asked: { readonly moreThreads: boolean; readonly moreReviews: boolean },
): ConversationPage | string {
  const pull = field(data, 'repository', 'pullRequest');
  if (!isObject(pull)) return 'it holds no pull request';
  const state = stateOf(stringField(pull, 'state'));
  const headSha = stringField(pull, 'headRefOid');
  const changedFiles = numberField(pull, 'changedFiles');
  if (state === undefined || headSha === undefined || changedFiles === undefined) return 'it tells no head';
  const isMissing = (name: string) => !Array.isArray(field(pull, name, 'nodes'));
  if (asked.moreThreads && isMissing('reviewThreads')) return 'it holds no list of threads';
  if (asked.moreReviews && isMissing('reviews')) return 'it holds no list of reviews';
  const comments = listField(pull, 'reviewThreads', 'nodes').map(ownCommentOf);
  const reviews = listField(pull, 'reviews', 'nodes').map(ownReviewOf);
  if (comments.includes('malformed') || reviews.includes('malformed')) return 'an entry of a list is none';
  return {
    conversation: {
      ...{ state, locked: field(pull, 'locked') === true, headSha, changedFiles },
      comments: comments.filter((comment) => typeof comment !== 'string'),
      reviews: reviews.filter((review) => typeof review !== 'string'),
    },
    threads: nextOf(field(pull, 'reviewThreads')),
    reviews: nextOf(field(pull, 'reviews')),
  };
}

function stateOf(state: string | undefined): Conversation['state'] | undefined {
  switch (state) {
    case 'OPEN':
      return 'open';
    case 'CLOSED':
      return 'closed';
    case 'MERGED':
      return 'merged';
    default:
      return undefined;
  }
}

function nextOf(connection: unknown): Next {
  if (field(connection, 'pageInfo', 'hasNextPage') !== true) return undefined;
  return stringField(connection, 'pageInfo', 'endCursor') ?? null;
}

function ownCommentOf(thread: unknown): OwnComment | 'not ours' | 'malformed' {
  const path = stringField(thread, 'path');
  const answers = numberField(thread, 'comments', 'totalCount');
  if (path === undefined || answers === undefined) return 'malformed';
  const [first] = listField(thread, 'comments', 'nodes');
  // A thread whose comments are all gone.
  if (first === undefined && answers === 0) return 'not ours';
  const node = stringField(first, 'id');
  const body = stringField(first, 'body');
  const id = Number(field(first, 'fullDatabaseId') ?? Number.NaN);
  if (node === undefined || body === undefined || !Number.isSafeInteger(id)) return 'malformed';
  if (field(first, 'viewerDidAuthor') !== true) return 'not ours';
  const isOutdated = field(thread, 'isOutdated') === true;
  const lineIn = (name: string) => (isOutdated ? undefined : numberField(thread, name));
  return {
    review: stringField(first, 'pullRequestReview', 'id'),
    ...{ node, id, body, file: path, line: lineIn('line'), startLine: lineIn('startLine'), isOutdated },
    isOnFile: stringField(thread, 'subjectType') === 'FILE',
    isAnswered: answers > 1,
    isDismissed: field(thread, 'isResolved') === true || field(first, 'isMinimized') === true,
  };
}

function ownReviewOf(review: unknown): OwnReview | 'not ours' | 'malformed' {
  const node = stringField(review, 'id');
  const body = stringField(review, 'body');
  if (node === undefined || body === undefined) return 'malformed';
  return field(review, 'viewerDidAuthor') === true ? { node, body } : 'not ours';
}
