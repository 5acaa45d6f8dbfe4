import { isObject } from '../base/json.ts';
import type { Answer, PullRequestApi } from './github.ts';
import { type ExistingComment, keyOf, reconcile, type WantedComment, withdrawnBody } from './reconcile.ts';

/** Brings the comments of a pull request to what they are to be. */

export interface ReviewOutcome {
  /** Posted by this run. */
  readonly posted: readonly WantedComment[];
  /** Posted by an earlier run, and still true. */
  readonly kept: number;
  /** Deleted or withdrawn, being no longer true. */
  readonly removed: number;
  /** Not on the pull request although they should be; to be told in another way. */
  readonly refused: readonly WantedComment[];
  /** What went wrong, one line each. Never a reason to fail a gate. */
  readonly problems: readonly string[];
}

export interface ReviewRequest {
  readonly wanted: readonly WantedComment[];
  readonly instance: string;
  /** The review's own text: a sentence or two. */
  readonly summary: string;
}

/**
 * Deleting counts as writing content, of which GitHub allows about 80 a minute (docs/github-behaviour.md#write-rate).
 */
const MAX_REMOVED = 50;

/** Posts what is missing in one review, and takes back what is no longer true. With nothing to say nothing is posted. */
export async function bringUpToDate(
  api: PullRequestApi,
  { wanted, instance, summary }: ReviewRequest,
): Promise<ReviewOutcome> {
  const existing = await api.comments();
  if (existing.type === 'refused') {
    // Without knowing what stands there, posting might say everything twice.
    const problem = `the comments of the pull request can't be read, so none are posted: ${existing.reason}`;
    return { posted: [], kept: 0, removed: 0, refused: wanted, problems: [problem] };
  }
  const self = await selfOf(api, existing.value, instance);
  if (self.type === 'refused') {
    const problem = `whose the comments of the pull request are can't be read, so none are posted: ${self.reason}`;
    return { posted: [], kept: 0, removed: 0, refused: wanted, problems: [problem] };
  }
  const { post, keep, remove, withdraw } = reconcile(wanted, existing.value, instance, self.value);
  const posting = post.length === 0 ? NOTHING : await postAll(api, summary, post, instance);
  const problems = [...posting.problems];
  let removed = 0;
  const obsolete = posting.mayWrite ? [...remove, ...withdraw].slice(0, MAX_REMOVED) : [];
  for (const comment of obsolete) {
    const answer = withdraw.includes(comment)
      ? await api.replaceComment(comment.id, withdrawnBody(instance))
      : await api.deleteComment(comment.id);
    if (answer.type === 'ok') removed++;
    else problems.push(`an outdated comment could not be taken back: ${answer.reason}`);
    if (answer.type === 'refused' && answer.cause !== 'other') break;
  }
  return { posted: posting.posted, kept: keep.length, removed, refused: posting.refused, problems };
}

/**
 * The login that decides which comments are ours; only asked for when some other than an app's carries our marker. An app has
 * none; that nobody answers is no reason to take our own for another's, and to post them again.
 */
async function selfOf(
  api: PullRequestApi,
  comments: readonly ExistingComment[],
  instance: string,
): Promise<Answer<string | undefined>> {
  const nobody = { type: 'ok', value: undefined } as const;
  if (!comments.some(({ body, byApp }) => !byApp && keyOf(body, instance) !== undefined)) return nobody;
  const answer = await api.login();
  return answer.type === 'refused' && answer.cause !== 'no-answer' && answer.cause !== 'throttled' ? nobody : answer;
}

interface Posting {
  readonly posted: readonly WantedComment[];
  readonly refused: readonly WantedComment[];
  readonly problems: readonly string[];
  readonly mayWrite: boolean;
}

const NOTHING: Posting = { posted: [], refused: [], problems: [], mayWrite: true };

/** Posts one review; where GitHub names the comments that don't fit, once more without them. */
async function postAll(
  api: PullRequestApi,
  summary: string,
  comments: readonly WantedComment[],
  instance: string,
): Promise<Posting> {
  const first = await postOnce(api, summary, comments, instance);
  if (first.type === 'ok') return { ...NOTHING, posted: comments };
  const offenders = first.cause === 'unprocessable' ? offendersOf(first.data, comments) : new Set<WantedComment>();
  const rest = comments.filter((comment) => !offenders.has(comment));
  if (offenders.size === 0 || rest.length === 0) return refusedAll(comments, first);
  const second = await postOnce(api, summary, rest, instance);
  if (second.type === 'refused') return refusedAll(comments, second);
  const problem = `${offenders.size} of ${comments.length} suggestions were not accepted: ${first.reason}`;
  return { posted: rest, refused: [...offenders], problems: [problem], mayWrite: true };
}

/** One attempt. Where no answer came, the pull request itself tells whether it was done. */
async function postOnce(
  api: PullRequestApi,
  summary: string,
  comments: readonly WantedComment[],
  instance: string,
): Promise<Answer<undefined>> {
  const answer = await api.postReview(summary, comments);
  if (answer.type === 'ok' || answer.cause !== 'no-answer') return answer;
  const standing = await api.comments();
  if (standing.type === 'refused') return answer;
  const keys = new Set(
    standing.value.filter(({ line }) => line !== undefined).map(({ body }) => keyOf(body, instance)),
  );
  return comments.every(({ key }) => keys.has(key)) ? { type: 'ok', value: undefined } : answer;
}

function refusedAll(comments: readonly WantedComment[], refusal: Answer<undefined> & { type: 'refused' }): Posting {
  return {
    posted: [],
    refused: comments,
    problems: [`the review could not be posted: ${refusal.reason}`],
    mayWrite: refusal.cause !== 'permission',
  };
}

/** The comments that a 422 names: by their place in the request (`comments[3]`), or by their file. */
function offendersOf(data: unknown, comments: readonly WantedComment[]): ReadonlySet<WantedComment> {
  const text = JSON.stringify(isObject(data) ? (data.errors ?? '') : '');
  const offenders = new Set<WantedComment>();
  for (const [, index] of text.matchAll(/\bcomments[[.](\d{1,3})\b/g)) {
    const named = comments[Number(index)];
    if (named !== undefined) offenders.add(named);
  }
  if (offenders.size > 0) return offenders;
  return new Set(comments.filter(({ file }) => mentions(text, file)));
}

/** Whether a text names a file, and not merely a longer path that holds its name. */
function mentions(text: string, file: string): boolean {
  for (let at = text.indexOf(file); at !== -1; at = text.indexOf(file, at + 1)) {
    if (!/[\w./-]/.test(text.charAt(at - 1)) && !/[\w/-]/.test(text.charAt(at + file.length))) return true;
  }
  return false;
}
