import { createHash } from 'node:crypto';

/**
 * What this product leaves in its own comments and reviews, hidden, to know them again: it keeps no other state. A marker is the first
 * line, so that what others add below hides it from nobody, and what they wrote into the text can't pass for it.
 */

/** Who says something: one use of this action in one job, or one leg of its matrix. */
export interface Instance {
  /** Of any text; hashed, since that may be anything. */
  readonly id: string;
  /** What version 0.1 called the same. */
  readonly earlier: readonly string[];
}

/** @param earlier names that version 0.1 may have had for it */
export function instanceOf(name: string, earlier: readonly string[]): Instance {
  return { id: idOf(name), earlier: earlier.map(idOf) };
}

function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

/** The marker of a comment. */
export interface CommentMarker {
  readonly instance: string;
  /** What it says ({@link keyOf}); `undefined` once it was withdrawn. */
  readonly key: string | undefined;
  /** A digest of the text that it suggests to replace and what with. */
  readonly text: string;
}

const WITHDRAWN = 'withdrawn';

export function commentMarker({ instance, key, text }: CommentMarker): string {
  return `<!-- acr-artifact-cache:2 instance=${instance} key=${key ?? WITHDRAWN} text=${text} -->`;
}

/** The marker that a comment begins with, or `undefined`. */
export function commentMarkerOf(body: string): CommentMarker | undefined {
  const found =
    /^<!-- acr-artifact-cache:2 instance=([0-9a-f]{16}) key=([0-9a-z-]{1,40}) text=([0-9a-f]{16}) -->\r?(?:\n|$)/.exec(
      body.slice(0, 200),
    );
  const [, instance, key, text] = found ?? [];
  if (instance === undefined || key === undefined || text === undefined) return undefined;
  return { instance, key: key === WITHDRAWN ? undefined : key, text };
}

/**
 * The instance in a marker of version 0.1, which stood in the comment's last line; `undefined` where there is none, or where it has been
 * withdrawn.
 */
export function earlierInstanceOf(body: string): string | undefined {
  const start = body.lastIndexOf('<!-- acr-artifact-cache instance=');
  if (start === -1) return undefined;
  const [, instance, key] =
    /^<!-- acr-artifact-cache instance=([0-9a-f]{16}) key=([0-9a-z-]{1,40}) -->/.exec(body.slice(start, start + 120)) ??
    [];
  return key === WITHDRAWN ? undefined : instance;
}

/** What a comment says, whoever says it: the digest of file, references, what they become, and the lines that say so; and which of several equal ones. */
export function keyOf(parts: readonly string[], ordinal: number): string {
  const base = createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 24);
  return ordinal === 0 ? base : `${base}-${ordinal + 1}`;
}

/** The key without what tells equal lines apart. */
export function withoutOrdinal(key: string): string {
  return key.split('-', 1)[0] ?? key;
}

/** A digest of texts, for {@link CommentMarker.text}. */
export function textDigest(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
}

/** The marker of a review: the keys of the comments that it was posted with and that this product has not taken back. */
export function reviewMarker(instance: string, keys: readonly string[]): string {
  return `<!-- acr-artifact-cache:2 instance=${instance} posted=${keys.join(',')} -->`;
}

const REVIEW_MARKER = /^<!-- acr-artifact-cache:2 instance=([0-9a-f]{16}) posted=([0-9a-f,-]*) -->/;

/** The keys in the marker that a review begins with; none where it has no marker. */
export function postedKeys(body: string): readonly string[] {
  const [, , keys = ''] = REVIEW_MARKER.exec(body) ?? [];
  return keys.split(',').filter((key) => key !== '');
}

/** The instance in the marker that a review begins with. */
export function reviewInstanceOf(body: string): string | undefined {
  return REVIEW_MARKER.exec(body)?.[1];
}

/** A review's body whose marker no longer names some keys. */
export function withoutKeys(body: string, gone: ReadonlySet<string>): string {
  return body.replace(REVIEW_MARKER, (_, instance: string) =>
    reviewMarker(
      instance,
      postedKeys(body).filter((key) => !gone.has(key)),
    ),
  );
}
