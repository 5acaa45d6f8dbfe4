import { createHash } from 'node:crypto';
import { numberField, stringField } from '../base/json.ts';
import type { Suggestion } from './suggestions.ts';

/**
 * What to post, keep and take back, so that a pull request never carries the same comment twice nor one that is no longer true.
 * Our comments are known by a hidden marker. Its key is made of the file and of what the suggestion says, never of a line:
 * lines move with each push, and GitHub forgets them once a comment is outdated
 * (docs/github-behaviour.md#outdated-comments).
 */

/** A comment that is to stand on the pull request. */
export interface WantedComment {
  readonly key: string;
  readonly file: string;
  /** 1-based lines of the head, both included. */
  readonly from: number;
  readonly to: number;
  readonly body: string;
}

/** A review comment as `GET /repos/{owner}/{repo}/pulls/{number}/comments` tells it. */
export interface ExistingComment {
  readonly id: number;
  readonly body: string;
  readonly file: string;
  /** `undefined` on an outdated comment. */
  readonly line: number | undefined;
  readonly startLine: number | undefined;
  readonly author: string;
  /** Whether the author is an app, as the workflow's own token is. */
  readonly byApp: boolean;
  /** The comment that this one answers. */
  readonly answers: number | undefined;
}

export interface Reconciliation {
  readonly post: readonly WantedComment[];
  /** Comments that stay as they are. */
  readonly keep: readonly ExistingComment[];
  /** Nobody has answered: they are deleted. */
  readonly remove: readonly ExistingComment[];
  /** Somebody has answered: their text is replaced by {@link withdrawnBody}, so that the conversation stays readable. */
  readonly withdraw: readonly ExistingComment[];
}

/**
 * The comments for suggestions. What a comment says besides its suggestion is no part of its key: Defender finds something new every
 * day.
 * @param instance tells apart several uses of this product on one pull request
 * @param bodyOf the comment's text in Markdown, suggestion included
 */
export function wantedComments(
  suggestions: readonly Suggestion[],
  instance: string,
  bodyOf: (suggestion: Suggestion) => string,
): readonly WantedComment[] {
  const seen = new Map<string, number>();
  return suggestions.map((suggestion) => {
    const { file, from, to, oldText, newText } = suggestion;
    const body = bodyOf(suggestion);
    const hash = createHash('sha256').update([file, oldText, newText].join('\0')).digest('hex').slice(0, 24);
    const earlier = seen.get(hash) ?? 0;
    seen.set(hash, earlier + 1);
    // The same text may stand several times in a file: the second is told from the first by its number.
    const key = earlier === 0 ? hash : `${hash}-${earlier + 1}`;
    return { key, file, from, to, body: `${body}\n\n${marker(instance, key)}` };
  });
}

/** What takes the place of a comment that is no longer true and has been answered. */
export function withdrawnBody(instance: string): string {
  return `This suggestion no longer applies.\n\n${marker(instance, WITHDRAWN)}`;
}

const WITHDRAWN = 'withdrawn';

/** Hidden in a comment; the instance is hashed, since it may be any text. */
function marker(instance: string, key: string): string {
  return `<!-- acr-artifact-cache instance=${instanceId(instance)} key=${key} -->`;
}

function instanceId(instance: string): string {
  return createHash('sha256').update(instance).digest('hex').slice(0, 16);
}

/** The key in a comment of this instance, or `undefined`. A quoted marker is none: ours ends the comment. */
export function keyOf(body: string, instance: string): string | undefined {
  const found = /<!-- acr-artifact-cache instance=([0-9a-f]{16}) key=([0-9a-z-]{1,40}) -->\s{0,4}$/.exec(
    body.slice(-200),
  );
  return found?.[1] === instanceId(instance) ? found[2] : undefined;
}

/**
 * Compares what is to stand with what stands.
 * @param self login of the token's user; comments of people other than this user are never taken for ours, whatever they hold
 */
export function reconcile(
  wanted: readonly WantedComment[],
  existing: readonly ExistingComment[],
  instance: string,
  self: string | undefined,
): Reconciliation {
  const unmet = new Map(wanted.map((comment) => [comment.key, comment]));
  const answered = new Set(existing.map(({ answers }) => answers));
  const keep: ExistingComment[] = [];
  const remove: ExistingComment[] = [];
  const withdraw: ExistingComment[] = [];
  for (const comment of existing) {
    const key = keyOf(comment.body, instance);
    const isOurs = comment.byApp || (self !== undefined && comment.author === self);
    if (key === undefined || key === WITHDRAWN || !isOurs || comment.answers !== undefined) continue;
    const match = unmet.get(key);
    if (match !== undefined && standsOn(comment, match)) {
      keep.push(comment);
      unmet.delete(key);
    } else if (answered.has(comment.id)) withdraw.push(comment);
    else remove.push(comment);
  }
  return { post: [...unmet.values()], keep, remove, withdraw };
}

/** Whether a comment still stands on the lines that it is about: one that is outdated can't be committed any more. */
function standsOn({ file, line, startLine }: ExistingComment, wanted: WantedComment): boolean {
  return file === wanted.file && line === wanted.to && (startLine ?? line) === wanted.from;
}

/** Reads an entry of the comments endpoint; `undefined` where it is none. */
export function readExistingComment(entry: unknown): ExistingComment | undefined {
  const body = stringField(entry, 'body');
  const file = stringField(entry, 'path');
  const author = stringField(entry, 'user', 'login');
  const id = wholeNumber(entry, 'id');
  if (id === undefined || body === undefined || file === undefined || author === undefined) return undefined;
  return {
    id,
    body,
    file,
    line: wholeNumber(entry, 'line'),
    startLine: wholeNumber(entry, 'start_line'),
    author,
    byApp: stringField(entry, 'user', 'type') === 'Bot',
    answers: wholeNumber(entry, 'in_reply_to_id'),
  };
}

function wholeNumber(value: unknown, name: string): number | undefined {
  const number = numberField(value, name);
  return Number.isSafeInteger(number) ? number : undefined;
}
