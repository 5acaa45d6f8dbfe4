import { MAX_REFERENCE_LENGTH, nameLength, parseName } from '../../images/reference.ts';

/** Stands for what is not known of a text: reads as a part that something fills in later. */
export const FILLED_IN = '{{}}';

const OPENING = '{([<';
const CLOSING = '})]>';

/**
 * The length of a reference's name where it is known and what follows, its tag or digest, is filled in later:
 * `acme/web:${VERSION}`, `node:{{ version }}-alpine`, `quay.io/acme/api:%s`, `acme/job:#{Build.BuildId}#`, `nginx@$DIGEST`.
 * Cache rules are per repository, so that such an image can be moved.
 * @returns `undefined` where the name itself is not known, or where what follows may be no tag: a port, a path.
 */
export function knownNameLength(text: string): number | undefined {
  if (text.length > MAX_REFERENCE_LENGTH) return undefined;
  const literal = /^[\w./:-]*/.exec(text)?.[0] ?? '';
  const length = nameLength(literal);
  const name = text.slice(0, length);
  if (!/[:@]/.test(text[length] ?? '') || !isVersion(text.slice(length + 1))) return undefined;
  // `localhost:$PORT`, `db.example.org:{{ port }}`
  if (!name.includes('/') && (name.includes('.') || name === 'localhost')) return undefined;
  return parseName(name) === undefined ? undefined : length;
}

/** Whether a text is a version of which a part is filled in; what stands in the brackets of a placeholder may be anything. */
function isVersion(text: string): boolean {
  let depth = 0;
  let isFilledIn = text.includes('@@');
  for (const unit of text) {
    if (OPENING.includes(unit)) depth++;
    else if (CLOSING.includes(unit)) depth--;
    else if (depth === 0 && !/[\w.@:+$%#~-]/.test(unit)) return false;
    if (depth < 0) return false;
    isFilledIn ||= depth > 0 || /[$%#]/.test(unit);
  }
  return depth === 0 && isFilledIn;
}
