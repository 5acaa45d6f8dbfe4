import { field, listField, numberField, stringField } from '../../base/json.ts';
import { jsonAnswer, type ServiceAnswer, Violation } from '../exchange.ts';
import { type Place, refusedPlace, type Side } from './diff.ts';
import { commentShape, reviewShape } from './shapes.ts';
import { type GitHubState, newComment, type Pull, type Review } from './state.ts';

/** Posting a review: one bad comment is a 422 for the whole (docs/github-behaviour.md#review-all-or-nothing). */

/** Characters that the body of a review or comment may have (docs/github-behaviour.md#comment-length). */
const MAX_BODY_CHARS = 65_536;

export function postReview(state: GitHubState, pull: Pull, body: unknown): ServiceAnswer {
  const event = stringField(body, 'event');
  // Without an event the review stays pending, which nobody sees.
  if (event === undefined) throw new Violation('GitHub: a review without an event stays invisible');
  if (event !== 'COMMENT') throw new Violation(`GitHub: a review of this product never ${event}s`);
  const text = stringField(body, 'body') ?? '';
  const wanted = listField(body, 'comments').map(wantedComment);
  const errors = [
    ...(stringField(body, 'commit_id') === pull.head.sha ? [] : ["The commit_id is not the pull request's head"]),
    ...(text.trim() === '' ? ['Body is required for COMMENT'] : []),
    ...refusedText(text),
    ...wanted.flatMap((comment) => refusalsOf(pull, comment)),
  ];
  if (errors.length > 0) return unprocessable(errors);
  const review: Review = {
    id: state.nextId(),
    pull: pull.number,
    commitId: pull.head.sha,
    event,
    submittedAt: state.clock.seconds(),
    body: text,
  };
  state.reviews.push(review);
  for (const { place, text: commentText } of wanted) {
    const rest = { pull: pull.number, review: review.id, commitId: pull.head.sha, place, body: commentText };
    state.comments.push(newComment(state.nextId(), { ...rest, createdAt: review.submittedAt }));
  }
  return jsonAnswer(200, reviewShape(review, state));
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

function sideOf(text: string): Side {
  if (text !== 'LEFT' && text !== 'RIGHT') throw new Violation(`GitHub: the side "${text}"`);
  return text;
}

function refusalsOf(pull: Pull, { place, text }: WantedComment): readonly string[] {
  const refused = refusedPlace(pull.files, place);
  return [
    ...(refused === undefined ? [] : [refused]),
    ...(text.trim() === '' ? ["Body can't be blank"] : []),
    ...refusedText(text),
  ];
}

function refusedText(text: string): readonly string[] {
  return text.length > MAX_BODY_CHARS ? [`Body is too long (maximum is ${MAX_BODY_CHARS} characters)`] : [];
}

export function unprocessable(errors: readonly string[]): ServiceAnswer {
  return jsonAnswer(422, {
    message: 'Unprocessable Entity',
    errors,
    documentation_url: 'https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request',
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
