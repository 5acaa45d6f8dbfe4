import { count } from '../base/counting.ts';
import type { Conversation, OwnComment } from './conversation.ts';
import type { Answer, PullRequestApi, Refusal } from './github.ts';
import { commentMarkerOf, type Instance, reviewMarker } from './marker.ts';
import { type Reconciliation, reconcile, type WantedComment } from './reconcile.ts';

/** Brings the comments of a pull request to what they are to be, whatever happens on it meanwhile. */

/** What is to stand, as one head has it. */
export interface Reading {
  /** The commit that was read; `undefined` where a push came in between. */
  readonly head: string | undefined;
  readonly wanted: readonly WantedComment[];
}

export interface ReviewRequest<R extends Reading> {
  /** Reads the pull request's files and what is to be said of them; again where its head has moved. */
  readonly read: () => Promise<Answer<R>>;
  readonly instance: Instance;
  /** The commit that this run is for. */
  readonly headSha: string;
  /** How many comments may stand. */
  readonly most: number;
  /** The review's own text, in Markdown. @param overflow what stands nowhere, since there are too many */
  readonly bodyOf: (reading: R, posted: readonly WantedComment[], overflow: readonly WantedComment[]) => string;
}

export interface ReviewOutcome<R extends Reading> {
  /** What was read last; `undefined` where it could not be. */
  readonly reading: R | undefined;
  /** Posted by this run. */
  readonly posted: readonly WantedComment[];
  /** Standing already, and still true. */
  readonly kept: readonly WantedComment[];
  /** People have taken them away, or closed them. */
  readonly dismissed: readonly WantedComment[];
  /** Not posted, since more would stand than may; what stands already comes first. */
  readonly overflow: readonly WantedComment[];
  /** Taken back, being no longer true. */
  readonly removed: number;
  /** Not on the pull request although they should be; to be told in another way. */
  readonly refused: readonly WantedComment[];
  /** Why nothing is to be said here at all, as a sentence; no fault of anybody's. */
  readonly silence?: string;
  /** What went wrong, one line each. Never a reason to fail a gate. */
  readonly problems: readonly string[];
}

/** Taking back counts as writing content, of which GitHub allows about 80 a minute (docs/github-behaviour.md#write-rate). */
const MAX_REMOVED = 50;
/** Posted one by one where a review is refused and nobody says for which comment; each counts as a write. */
const MAX_SINGLE = 30;

/**
 * Posts what is missing in one review, and takes back what is no longer true. With nothing to say nothing is posted.
 * The head is asked once more right before posting; where it is not the one that was read, all is read once more.
 */
export async function bringUpToDate<R extends Reading>(
  api: PullRequestApi,
  request: ReviewRequest<R>,
): Promise<ReviewOutcome<R>> {
  const first = await attempt(api, request, 'first');
  return first === 'again' ? lastAttempt(api, request) : first;
}

async function lastAttempt<R extends Reading>(
  api: PullRequestApi,
  request: ReviewRequest<R>,
): Promise<ReviewOutcome<R>> {
  const last = await attempt(api, request, 'last');
  if (last === 'again') throw new Error('the last attempt asks for another');
  return last;
}

async function attempt<R extends Reading>(
  api: PullRequestApi,
  request: ReviewRequest<R>,
  which: 'first' | 'last',
): Promise<ReviewOutcome<R> | 'again'> {
  const read = await request.read();
  if (read.type === 'refused') return unread<R>(undefined, `the pull request's files can't be read: ${read.reason}`);
  const reading = read.value;
  const conversation = await api.conversation();
  if (conversation.type === 'refused') {
    // Without knowing what stands there, posting might say everything twice.
    return unread(
      reading,
      `the comments of the pull request can't be read, so none are posted: ${conversation.reason}`,
    );
  }
  const { value: there } = conversation;
  const silence = silenceOf(there);
  if (silence !== undefined) return { ...unread(reading), silence };
  if (reading.head !== there.headSha) {
    if (which === 'first') return 'again';
    const left = `The pull request was pushed to twice while it was read; the run for ${there.headSha.slice(0, 10)} says what holds.`;
    return { ...unread(reading), silence: left };
  }
  const plan = capped(reconcile(reading.wanted, there, request.instance), request.most);
  const posting = await postAll(api, request, reading, there, plan);
  if (posting.refusal?.cause === 'unprocessable') {
    if (which === 'first') return 'again';
    const singly = await postSingly(api, request, reading, there.headSha, plan, posting);
    return settled(api, request, reading, there, plan, singly);
  }
  return settled(api, request, reading, there, plan, posting);
}

/** What is posted, and what there are too many of. */
interface Plan extends Reconciliation {
  readonly overflow: readonly WantedComment[];
}

/** What stands already stays: an image that comes before it does not take its place. */
function capped(plan: Reconciliation, most: number): Plan {
  const room = Math.max(0, most - plan.keep.length);
  return { ...plan, post: plan.post.slice(0, room), overflow: plan.post.slice(room) };
}

function unread<R extends Reading>(reading: R | undefined, problem?: string): ReviewOutcome<R> {
  const refused = reading?.wanted ?? [];
  const problems = problem === undefined ? [] : [problem];
  return { reading, posted: [], kept: [], dismissed: [], overflow: [], removed: 0, refused, problems };
}

function silenceOf({ state, locked }: Conversation): string | undefined {
  switch (state) {
    case 'closed':
      return 'The pull request was closed meanwhile, so nothing was suggested.';
    case 'merged':
      return 'The pull request was merged meanwhile, so nothing was suggested.';
    case 'open':
      return locked ? "The pull request's conversation is locked, so nothing was suggested." : undefined;
  }
}

interface Posting {
  readonly posted: readonly WantedComment[];
  readonly refused: readonly WantedComment[];
  /** Why, where not all were posted. */
  readonly refusal?: Refusal;
}

/** Posts one review; once more where its answer was lost and it is not there. */
async function postAll<R extends Reading>(
  api: PullRequestApi,
  { instance, bodyOf }: ReviewRequest<R>,
  reading: R,
  { headSha }: Conversation,
  { post: wanted, overflow }: Plan,
): Promise<Posting> {
  const onFiles = await postOnFiles(api, headSha, wanted);
  const lines = wanted.filter(({ onFile }) => onFile !== true);
  const comments = [...lines, ...onFiles.posted];
  if (comments.length === 0) return onFiles;
  const body = `${reviewMarker(instance.id, keysOf(comments))}\n${bodyOf(reading, comments, overflow)}`;
  for (let sent = 1; ; sent++) {
    const answer = await api.postReview(headSha, body, lines);
    if (answer.type === 'ok') return { ...onFiles, posted: comments };
    const failed = { ...onFiles, refused: [...lines, ...onFiles.refused], refusal: answer };
    if (answer.cause !== 'no-answer') return failed;
    const now = await api.conversation();
    if (now.type === 'refused') return failed;
    if (reconcile(comments, now.value, instance).post.length === 0) return { ...onFiles, posted: comments };
    if (sent > 1 || silenceOf(now.value) !== undefined) return failed;
  }
}

/** Posts the comments on whole files, each by itself, before the review that remembers them. */
async function postOnFiles(api: PullRequestApi, headSha: string, wanted: readonly WantedComment[]): Promise<Posting> {
  const posted: WantedComment[] = [];
  const refused: WantedComment[] = [];
  let refusal: Refusal | undefined;
  for (const comment of wanted.filter(({ onFile }) => onFile === true)) {
    const answer: Answer<undefined> = refusal ?? (await api.postComment(headSha, comment));
    if (answer.type === 'ok') posted.push(comment);
    else {
      refused.push(comment);
      refusal = answer;
    }
  }
  return { posted, refused, ...(refusal === undefined ? {} : { refusal }) };
}

function keysOf(comments: readonly WantedComment[]): readonly string[] {
  return comments.map(({ key }) => key);
}

/** Posts comments one by one, so that those that fit are there; then their review's text, with the keys that it keeps. */
async function postSingly<R extends Reading>(
  api: PullRequestApi,
  { instance, bodyOf }: ReviewRequest<R>,
  reading: R,
  headSha: string,
  { overflow }: Plan,
  before: Posting,
): Promise<Posting> {
  const posted = [...before.posted];
  const comments = before.refused.filter(({ onFile }) => onFile !== true);
  const refused = [...before.refused.filter(({ onFile }) => onFile === true), ...comments.slice(MAX_SINGLE)];
  let { refusal } = before;
  for (const comment of comments.slice(0, MAX_SINGLE)) {
    const over = refusal?.cause === 'unprocessable' ? undefined : refusal;
    const answer: Answer<undefined> = over ?? (await api.postComment(headSha, comment));
    if (answer.type === 'ok') posted.push(comment);
    else {
      refused.push(comment);
      refusal = answer;
    }
  }
  if (posted.length > 0) {
    const body = `${reviewMarker(instance.id, keysOf(posted))}\n${bodyOf(reading, posted, overflow)}`;
    await api.postReview(headSha, body, []);
  }
  return { posted, refused, ...(refused.length === 0 || refusal === undefined ? {} : { refusal }) };
}

/** Takes back what is obsolete, once what takes its place is known to be there. */
async function settled<R extends Reading>(
  api: PullRequestApi,
  request: ReviewRequest<R>,
  reading: R,
  there: Conversation,
  plan: Plan,
  { posted, refused, refusal }: Posting,
): Promise<ReviewOutcome<R>> {
  const problems = refusal === undefined ? [] : [refusalText(refused.length, plan.post.length, refusal)];
  const { keep: kept, dismissed, overflow } = plan;
  const outcome = { reading, posted, kept, dismissed, overflow, refused };
  const isIncomplete = refusal !== undefined && (posted.length === 0 || refusal.cause !== 'unprocessable');
  if (isIncomplete) return { ...outcome, removed: 0, problems };
  const again = posted.length === 0 ? undefined : await api.conversation();
  const now = again?.type === 'ok' ? again.value : there;
  const copies = again?.type === 'ok' ? copiesAmong(posted, there, now, request.instance) : [];
  // What a newer commit has made untrue is for its own run to say: this one has not read its images.
  const untrue = there.headSha === request.headSha ? plan.obsolete.slice(0, MAX_REMOVED) : [];
  if (untrue.length + copies.length === 0) return { ...outcome, removed: 0, problems };
  const answer = await api.takeBack({ untrue, copies }, now.reviews);
  const failed = answer.type === 'ok' ? answer.value : untrue.map(() => answer.reason);
  const [reason] = failed;
  if (reason !== undefined) {
    problems.push(`${count(failed.length, 'outdated comment')} could not be taken back: ${reason}`);
  }
  return { ...outcome, removed: Math.max(0, untrue.length - failed.length), problems };
}

function refusalText(refused: number, all: number, { reason }: Refusal): string {
  if (refused === all) return `the review could not be posted: ${reason}`;
  return `${refused} of ${all} suggestions were not accepted: ${reason}`;
}

/**
 * Of what this run has just posted, what another run posted too, before it and after both had looked. Both compute the same: the older
 * stays. Two legs of a matrix, or two runs of one, say one thing once.
 */
function copiesAmong(
  posted: readonly WantedComment[],
  before: Conversation,
  now: Conversation,
  { id }: Instance,
): readonly OwnComment[] {
  const known = new Set(before.comments.map(({ node }) => node));
  const wanted = new Map(posted.map((comment) => [comment.key, comment]));
  const oldest = new Map<string, OwnComment>();
  const own: { readonly key: string; readonly comment: OwnComment }[] = [];
  for (const comment of now.comments) {
    const { key, text, instance } = commentMarkerOf(comment.body) ?? {};
    const said = key === undefined ? undefined : wanted.get(key);
    if (key === undefined || said === undefined || text !== said.text) continue;
    if (said.onFile === true ? !comment.isOnFile : comment.line !== said.to) continue;
    const other = oldest.get(key);
    if (other === undefined || comment.id < other.id) oldest.set(key, comment);
    if (instance === id && !known.has(comment.node)) own.push({ key, comment });
  }
  return own.filter(({ key, comment }) => oldest.get(key) !== comment).map(({ comment }) => comment);
}
