import { groupBy } from '../base/grouping.ts';
import { countBefore } from '../base/sorted.ts';
import type { Conversation, OwnComment } from './conversation.ts';
import {
  commentMarker,
  commentMarkerOf,
  earlierInstanceOf,
  type Instance,
  keyOf,
  postedKeys,
  textDigest,
  withoutOrdinal,
} from './marker.ts';
import type { Suggestion } from './suggestions.ts';

/**
 * What to post, keep and take back, so that a pull request never carries the same comment twice nor one that is no longer true.
 * A comment is known by what it says: file, references, what they become, and which of several equal lines it is about. Neither the line's
 * number nor the wording is part of it: lines move with each push, and GitHub forgets them once a comment is outdated
 * (docs/github-behaviour.md#outdated-comments).
 */

/** A comment that is to stand on the pull request. */
export interface WantedComment {
  readonly key: string;
  /** A digest of what is suggested, old and new: a comment that suggests another text is another. */
  readonly text: string;
  readonly file: string;
  /** 1-based lines of the head, both included. */
  readonly from: number;
  readonly to: number;
  readonly body: string;
  /** Whether it stands on the file as a whole, and its lines say nothing. */
  readonly onFile?: boolean;
}

export interface Reconciliation {
  readonly post: readonly WantedComment[];
  /** Said already, by this instance or another; it stays as it is. */
  readonly keep: readonly WantedComment[];
  /** Said before and deleted, hidden or resolved by people; not said again. */
  readonly dismissed: readonly WantedComment[];
  /** Comments of this instance that are no longer true, or say what an earlier one says too. */
  readonly obsolete: readonly OwnComment[];
}

/**
 * The comments for suggestions. What a comment says besides its suggestion is no part of its key: Defender finds something new every
 * day.
 * @param bodyOf the comment's text in Markdown, suggestion included
 * @param textOf the head's text of a file, from the repository's root
 */
export function wantedComments(
  suggestions: readonly Suggestion[],
  instance: Instance,
  bodyOf: (suggestion: Suggestion) => string,
  textOf: (file: string) => string | undefined,
): readonly WantedComment[] {
  const placesOf = new Map<string, WordPlaces>();
  const seen = new Map<string, number>();
  return suggestions.map((suggestion) => {
    const { file, from, to, oldText, newText, moves } = suggestion;
    const places = placesOf.get(file) ?? wordPlaces(textOf(file) ?? '');
    placesOf.set(file, places);
    const said = moves.map(({ use, move }) => `${use.image ?? use.text}\0${move.registry}/${move.repository}`);
    const base = keyOf([file, ...said], 0);
    // No two of one review are the same, whatever their lines hold.
    const ordinal = Math.max(ordinalOf(suggestion, places), seen.get(base) ?? 0);
    seen.set(base, ordinal + 1);
    const key = keyOf([file, ...said], ordinal);
    const text = textDigest(oldText, newText);
    const body = `${commentMarker({ instance: instance.id, key, text })}\n${bodyOf(suggestion)}`;
    return { key, text, file, from, to, body };
  });
}

/** The numbers of the lines that hold a word, ascending. */
type WordPlaces = ReadonlyMap<string, readonly number[]>;

function wordPlaces(text: string): WordPlaces {
  const places = new Map<string, number[]>();
  for (const [index, line] of text.split('\n').entries()) {
    for (const word of new Set(wordsOf(line))) {
      const known = places.get(word);
      if (known === undefined) places.set(word, [index + 1]);
      else known.push(index + 1);
    }
  }
  return places;
}

/** What stands between white space, quotes and the signs of lists and maps: an image is one word in every kind of manifest. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[^\s"'`{}[\](),;=]+/g) ?? [];
}

/**
 * Which of several lines with the same image a suggestion is about, from 0. Lines that have been moved already count too, so that to
 * accept the first makes the second no other.
 */
function ordinalOf({ from, oldText, newText }: Suggestion, places: WordPlaces): number {
  const [before, after] = [wordsOf(oldText), wordsOf(newText)];
  const images = new Set([longestOf(before, new Set(after)), longestOf(after, new Set(before))]);
  return [...images].reduce((sum, word) => sum + countBefore(places.get(word) ?? [], (place) => place < from), 0);
}

/** The longest of some words that is not among others. */
function longestOf(words: readonly string[], others: ReadonlySet<string>): string {
  return words.reduce((longest, word) => (!others.has(word) && word.length > longest.length ? word : longest), '');
}

/** A comment of our own that has not been withdrawn, with its marker; `undefined` for other comments. */
function saidBy(comment: OwnComment) {
  const marker = commentMarkerOf(comment.body);
  return marker?.key === undefined ? undefined : { comment, ...marker, key: marker.key };
}

type Said = NonNullable<ReturnType<typeof saidBy>>;

/** Compares what is to stand with what stands; both may be long. */
export function reconcile(
  wanted: readonly WantedComment[],
  { comments, reviews }: Pick<Conversation, 'comments' | 'reviews'>,
  instance: Instance,
): Reconciliation {
  const said = comments.flatMap((comment) => saidBy(comment) ?? []);
  // Of several that say the same the oldest stands, whichever instance said it.
  const bySaying = groupBy(
    said.toSorted((one, other) => one.comment.id - other.comment.id),
    ({ key }) => withoutOrdinal(key),
  );
  const present = new Set(said.map(({ key }) => key));
  const posted = new Set(reviews.flatMap(({ body }) => postedKeys(body)));
  const kept = new Set<OwnComment>();
  const result = { post: [] as WantedComment[], keep: [] as WantedComment[], dismissed: [] as WantedComment[] };
  for (const comment of wanted) {
    const same = bySaying.get(withoutOrdinal(comment.key)) ?? [];
    const standing = same.find((one) => standsOn(one, comment));
    const ended = same.find(({ key, comment: { isDismissed } }) => key === comment.key && isDismissed);
    const told = standing ?? ended;
    if (told !== undefined) kept.add(told.comment);
    if (standing !== undefined) result.keep.push(comment);
    else if (ended !== undefined || (posted.has(comment.key) && !present.has(comment.key))) {
      result.dismissed.push(comment);
    } else result.post.push(comment);
  }
  const isOurs = ({ instance: by }: Pick<Said, 'instance'>) => by === instance.id;
  const obsolete = said.filter((one) => isOurs(one) && !kept.has(one.comment)).map(({ comment }) => comment);
  const replaced = comments.filter(({ body }) => instance.earlier.includes(earlierInstanceOf(body) ?? ''));
  return { ...result, obsolete: [...replaced, ...obsolete] };
}

/** Whether a comment stands on the lines that it is about and suggests the same: one that is outdated can't be committed any more. */
function standsOn({ comment, text }: Said, wanted: WantedComment): boolean {
  const { file, line, startLine, isOnFile } = comment;
  if (isOnFile || wanted.onFile === true)
    return isOnFile === wanted.onFile && file === wanted.file && text === wanted.text;
  return file === wanted.file && line === wanted.to && (startLine ?? line) === wanted.from && text === wanted.text;
}
