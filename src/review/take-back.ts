import { groupBy } from '../base/grouping.ts';
import { field, listField, stringField } from '../base/json.ts';
import type { OwnComment, OwnReview } from './conversation.ts';
import { commentMarker, commentMarkerOf, postedKeys, reviewInstanceOf, withoutKeys } from './marker.ts';

/**
 * Takes comments back, all with one request: GraphQL does several mutations one after the other
 * (docs/github-behaviour.md#graphql-mutations). What nobody answered is deleted; in what people answered the suggestion is taken out and
 * the comment is hidden as outdated, so that they can still read what they spoke about (docs/github-behaviour.md#minimise).
 */

/** A part of the mutation: an alias with the name of its input's type, and that input. */
interface Step {
  readonly mutation: keyof typeof INPUT_TYPES;
  readonly input: Readonly<Record<string, string>>;
  /** What it takes back, where its failure is one. */
  readonly of: OwnComment | undefined;
}

const INPUT_TYPES = {
  updatePullRequestReview: 'UpdatePullRequestReviewInput',
  updatePullRequestReviewComment: 'UpdatePullRequestReviewCommentInput',
  minimizeComment: 'MinimizeCommentInput',
  deletePullRequestReviewComment: 'DeletePullRequestReviewCommentInput',
} as const;

export interface TakeBack {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

/** What is taken back, and why. */
export interface Obsolete {
  /** No longer true. */
  readonly untrue: readonly OwnComment[];
  /** Said by another run at the same moment, which was first. */
  readonly copies: readonly OwnComment[];
}

/**
 * The request that takes comments back. First their keys go from the markers of the reviews that posted them: what is gone and still named
 * there was deleted by people, and is not said again.
 */
export function takeBackRequest({ untrue, copies }: Obsolete, reviews: readonly OwnReview[]): TakeBack {
  const comments = [...untrue, ...copies];
  const keysOf = keysByReview(comments, reviews);
  const copied = new Set(copies.map(({ review }) => review));
  const steps: Step[] = reviews.flatMap(({ node, body }) => {
    const keys = keysOf.get(node);
    if (keys === undefined) return [];
    const left = withoutKeys(body, keys);
    const isEmptied = copied.has(node) && postedKeys(left).length === 0;
    const told = isEmptied ? `${left.split('\n', 1)[0] ?? ''}\n${ECHO_NOTE}` : left;
    const input = { pullRequestReviewId: node, body: told };
    return [{ mutation: 'updatePullRequestReview' as const, input, of: undefined }];
  });
  for (const of of comments) {
    if (of.isAnswered) {
      const edited = { pullRequestReviewCommentId: of.node, body: withdrawnBody(of.body) };
      steps.push({ mutation: 'updatePullRequestReviewComment', input: edited, of });
      steps.push({ mutation: 'minimizeComment', input: { subjectId: of.node, classifier: 'OUTDATED' }, of });
    } else steps.push({ mutation: 'deletePullRequestReviewComment', input: { id: of.node }, of });
  }
  const declared = steps.map(({ mutation }, index) => `$s${index}: ${INPUT_TYPES[mutation]}!`).join(', ');
  const done = steps.map(({ mutation }, index) => `  s${index}: ${mutation}(input: $s${index}) { clientMutationId }`);
  return {
    query: `mutation takeBack(${declared}) {\n${done.join('\n')}\n}`,
    variables: Object.fromEntries(steps.map(({ input }, index) => [`s${index}`, input])),
    steps,
  };
}

/** The text of a review of which nothing is left. */
const ECHO_NOTE = '_Another run of this action said the same at the same moment; its comments stand._';

/** Which keys go from which review: the one that a comment was posted with, or where that has no marker the one that names it. */
function keysByReview(comments: readonly OwnComment[], reviews: readonly OwnReview[]) {
  const marked = new Map(reviews.map(({ node, body }) => [node, new Set(postedKeys(body))]));
  const instanceIn = new Map(reviews.map(({ node, body }) => [node, reviewInstanceOf(body)]));
  const gone = new Map<string, Set<string>>();
  for (const { review, body } of comments) {
    const { key, instance } = commentMarkerOf(body) ?? {};
    if (key === undefined) continue;
    const isNamed = (node: string) => marked.get(node)?.has(key) === true;
    const own = review !== undefined && isNamed(review) ? [review] : undefined;
    const named = own ?? [...marked.keys()].filter((node) => isNamed(node) && instanceIn.get(node) === instance);
    for (const node of named) gone.set(node, (gone.get(node) ?? new Set()).add(key));
  }
  return gone;
}

/** Which comments could not be taken back, with GitHub's reasons. What is gone already counts as taken back. */
export function notTakenBack({ steps }: TakeBack, errors: readonly unknown[]): ReadonlyMap<OwnComment, string> {
  const failed = new Map<OwnComment, string>();
  for (const [alias, own] of groupBy(errors, (error) => String(listField(error, 'path')[0] ?? ''))) {
    const of = /^s\d+$/.test(alias) ? steps[Number(alias.slice(1))]?.of : undefined;
    const [reason] = own.filter((error) => stringField(error, 'type') !== 'NOT_FOUND');
    if (of !== undefined && reason !== undefined)
      failed.set(of, stringField(reason, 'message') ?? 'no reason is given');
  }
  return failed;
}

/** Whether an error of GraphQL's is that the token may not. */
export function isForbidden(error: unknown): boolean {
  return field(error, 'type') === 'FORBIDDEN';
}

const WITHDRAWN_NOTE = '_This suggestion no longer applies._';

/** A comment's body without its suggestion; what others added stays. */
export function withdrawnBody(body: string): string {
  const marker = commentMarkerOf(body);
  const rest = marker === undefined ? body : body.slice(body.indexOf('-->') + 3).replace(/^\r?\n/, '');
  const told = replaceSuggestion(rest.replace(/<!-- acr-artifact-cache instance=[^>]* -->\s*$/, '').trimEnd());
  const none = commentMarker({ instance: marker?.instance ?? NOBODY, key: undefined, text: marker?.text ?? NOBODY });
  return `${none}\n${told}`;
}

const NOBODY = '0'.repeat(16);

/** The note where the first suggestion block stood; at the end where there is none. */
function replaceSuggestion(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^`{3,}suggestion\s*$/.test(line));
  const fence = /^`+/.exec(lines[start] ?? '')?.[0] ?? '```';
  const length = lines.slice(start + 1).findIndex((line) => line.trimEnd() === fence);
  if (start === -1 || length === -1) return `${text}\n\n${WITHDRAWN_NOTE}`;
  return lines.toSpliced(start, length + 2, WITHDRAWN_NOTE).join('\n');
}
