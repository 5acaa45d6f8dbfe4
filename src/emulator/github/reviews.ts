import { field, listField, numberField, stringField } from '../../base/json.ts';
import { jsonAnswer, type ServiceAnswer, Violation } from '../exchange.ts';
import { type Place, type PullFile, refusedPlace, type Side } from './diff.ts';
import { commentShape, reviewShape } from './shapes.ts';
import { type GitHubState, linesAfter, newComment, type Pull, type Review, type ReviewComment } from './state.ts';

/** Posting a review: one bad comment is a 422 for the whole (docs/github-behaviour.md#review-all-or-nothing). */

/** Characters that the body of a review or comment may have (docs/github-behaviour.md#comment-length). */
const MAX_BODY_CHARS = 65_536;

export function postReview(state: GitHubState, pull: Pull, body: unknown): ServiceAnswer {
  const event = stringField(body, 'event');
  // Without an event the review stays pending, which nobody sees.
  if (event === undefined) throw new Violation('GitHub: a review without an event stays invisible');
  if (event !== 'COMMENT') throw new Violation(`GitHub: a review of this product never ${event}s`);
  if (pull.locked && !mayPush(state)) return unprocessable(['lock prevents review']);
  const text = stringField(body, 'body') ?? '';
  const commit = commitOf(pull, body);
  const wanted = listField(body, 'comments').map(wantedComment);
  const errors = [
    ...(commit === undefined ? ["The commit_id is none of the pull request's"] : []),
    ...(text.trim() === '' ? ['Body is required for COMMENT'] : []),
    ...refusedText(text),
    ...wanted.flatMap((comment) => refusalsOf(commit?.files ?? [], comment)),
  ];
  if (errors.length > 0 || commit === undefined) return unprocessable(errors);
  const review = newReview(state, pull, commit.sha, text);
  for (const { place, text: commentText } of wanted) keepComment(state, pull, review, place, commentText, 'line');
  return jsonAnswer(200, reviewShape(review, state));
}

/** A comment of its own, on a line or on a whole file. It makes a review without a text (docs/github-behaviour.md#single-comment). */
export function postComment(state: GitHubState, pull: Pull, body: unknown): ServiceAnswer {
  if (pull.locked && !mayPush(state)) return LOCKED;
  if (field(body, 'in_reply_to') !== undefined) throw new Violation('GitHub: this product answers nobody');
  const commit = commitOf(pull, body);
  if (commit === undefined) return invalid('commit_id', 'commit_id is not part of the pull request');
  const isFile = stringField(body, 'subject_type') === 'file';
  const comment = isFile ? wholeFile(body) : wantedComment(body);
  const isThere = commit.files.some(({ filename }) => filename === comment.place.path);
  if (!isThere) return invalid('pull_request_review_thread.path', 'pull_request_review_thread.path is invalid');
  const refused = isFile ? undefined : refusedPlace(commit.files, comment.place);
  if (refused !== undefined) {
    return invalid('pull_request_review_thread.line', 'pull_request_review_thread.line must be part of the diff');
  }
  const [text] = comment.text.trim() === '' ? ["Body can't be blank"] : refusedText(comment.text);
  if (text !== undefined) return invalid('body', text);
  const review = newReview(state, pull, commit.sha, '');
  const kept = keepComment(state, pull, review, comment.place, comment.text, isFile ? 'file' : 'line');
  return jsonAnswer(201, commentShape(kept, state));
}

/** Where a conversation is locked, only who may push still writes (docs/github-behaviour.md#locked). */
export const LOCKED: ServiceAnswer = jsonAnswer(403, {
  message: 'Unable to create comment because issue is locked.',
  documentation_url: 'https://docs.github.com/articles/locking-conversations/',
  status: '403',
});

function mayPush({ viewer }: GitHubState): boolean {
  return viewer.type === 'User';
}

/** An earlier head is taken too (docs/github-behaviour.md#older-commit). */
function commitOf(pull: Pull, body: unknown) {
  const sha = stringField(body, 'commit_id');
  const files = sha === undefined ? undefined : pull.commits.get(sha);
  return sha === undefined || files === undefined ? undefined : { sha, files };
}

function newReview(state: GitHubState, pull: Pull, commitId: string, body: string): Review {
  const id = state.nextId();
  const submittedAt = state.clock.seconds();
  const { viewer: author } = state;
  const review = { id, nodeId: `PRR_${id}`, author, pull: pull.number, commitId, event: 'COMMENT', submittedAt, body };
  state.reviews.push(review);
  return review;
}

function keepComment(
  state: GitHubState,
  pull: Pull,
  review: Review,
  place: Place,
  body: string,
  subject: ReviewComment['subject'],
): ReviewComment {
  const { commitId, author, submittedAt: createdAt } = review;
  const told = { pull: pull.number, review: review.id, commitId, author, place, body, createdAt, subject };
  const comment = newComment(state.nextId(), told);
  if (commitId !== pull.head.sha && subject === 'line') {
    const textsBefore = state.files.get(commitId);
    const textsAfter = state.files.get(pull.head.sha);
    const before = pull.commits.get(commitId) ?? [];
    comment.at = linesAfter(comment, { before, after: pull.files, textsBefore, textsAfter });
  }
  state.comments.push(comment);
  return comment;
}

interface WantedComment {
  readonly place: Place;
  readonly text: string;
}

function wantedComment(value: unknown): WantedComment {
  if (field(value, 'position') !== undefined) throw new Violation('GitHub: comments by position are being closed down');
  const line = numberField(value, 'line');
  if (line === undefined) throw new Violation('GitHub: a comment without a line');
  const startLine = numberField(value, 'start_line');
  return {
    place: {
      path: stringField(value, 'path') ?? '',
      line,
      side: sideOf(stringField(value, 'side') ?? 'RIGHT'),
      startLine,
      startSide: startLine === undefined ? undefined : sideOf(stringField(value, 'start_side') ?? 'RIGHT'),
    },
    text: stringField(value, 'body') ?? '',
  };
}

function wholeFile(value: unknown): WantedComment {
  if (field(value, 'line') !== undefined) throw new Violation('GitHub: a comment on a whole file with a line');
  const place = { path: stringField(value, 'path') ?? '', line: 0, side: 'RIGHT' } as const;
  return { place, text: stringField(value, 'body') ?? '' };
}

function sideOf(text: string): Side {
  if (text !== 'LEFT' && text !== 'RIGHT') throw new Violation(`GitHub: the side "${text}"`);
  return text;
}

function refusalsOf(files: readonly PullFile[], { place, text }: WantedComment): readonly string[] {
  const refused = refusedPlace(files, place);
  return [
    ...(refused === undefined ? [] : [refused]),
    ...(text.trim() === '' ? ["Body can't be blank"] : []),
    ...refusedText(text),
  ];
}

function refusedText(text: string): readonly string[] {
  return text.length > MAX_BODY_CHARS ? [`Body is too long (maximum is ${MAX_BODY_CHARS} characters)`] : [];
}

/** What is wrong is told in one sentence, which names no comment (docs/github-behaviour.md#review-all-or-nothing). */
export function unprocessable(errors: readonly string[]): ServiceAnswer {
  return jsonAnswer(422, {
    message: 'Unprocessable Entity',
    errors: [sentence(errors)],
    documentation_url: 'https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request',
    status: '422',
  });
}

/** As Rails joins a list: `a, b, and c`. */
function sentence(parts: readonly string[]): string {
  if (parts.length < 3) return parts.join(' and ');
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;
}

function invalid(name: string, message: string): ServiceAnswer {
  return jsonAnswer(422, {
    message: 'Validation Failed',
    errors: [{ resource: 'PullRequestReviewComment', code: 'custom', field: name, message }],
    documentation_url: 'https://docs.github.com/rest/pulls/comments#create-a-review-comment-for-a-pull-request',
    status: '422',
  });
}

/** The new text of a review, a review comment or an issue comment. */
export function replaceBody(kept: { body: string }, body: unknown): ServiceAnswer | undefined {
  const text = stringField(body, 'body') ?? '';
  const errors = text.trim() === '' ? ["Body can't be blank"] : refusedText(text);
  if (errors.length > 0) return unprocessable(errors);
  kept.body = text;
  return undefined;
}

export function commentsOf(state: GitHubState, pull: number): readonly unknown[] {
  return state.comments.filter((comment) => comment.pull === pull).map((comment) => commentShape(comment, state));
}
