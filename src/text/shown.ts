import { redacted } from './redacted.ts';

/**
 * What strangers write (names of files and images, comments, errors of parsers and servers) as people are shown it: on one line, with
 * everything in it that would act or mislead made a visible text, and without secrets. Each way out adds its own escape to this.
 */

/** Ends of lines and what moves the cursor along: a space stands for them. */
const WHITE = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/**
 * Control characters (C0, C1, DEL), what changes the direction of writing (U+202A–202E, U+2066–2069), and everything else that
 * nobody sees; and halves of characters. What emoji and scripts are joined with (U+200C, U+200D, U+FE0E, U+FE0F) stays.
 */
const HIDDEN = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** One line without anything hidden: `\u202e` is written for what would turn the line around. */
export function visible(text: string): string {
  return text.replaceAll(WHITE, ' ').replaceAll(HIDDEN, written);
}

/** One line for people: nothing hidden and no secret in it. */
export function shown(text: string): string {
  return redacted(visible(text));
}

/** Whether a text of several lines holds what nobody sees, tabs apart. */
export function hasHidden(text: string): boolean {
  return text.split(/[\n\t]/).some((piece) => visible(piece) !== piece);
}

function written(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16);
  return point.length > 4 ? `\\u{${point}}` : `\\u${point.padStart(4, '0')}`;
}

/** Hidden characters that JSON's own escapes leave in a text. */
const LEFT_BY_JSON =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\u007f-\u009f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const BEYOND_ASCII = /[^\0-~]/;

/** A text of JSON with every hidden character in it escaped, which changes no value. */
export function jsonEscaped(text: string): string {
  // A fifth of the time of the expression below, and most texts are such.
  if (!BEYOND_ASCII.test(text)) return text;
  return text.replaceAll(LEFT_BY_JSON, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/**
 * A value as JSON, for files and terminals: its texts without secrets, and every hidden character escaped, which changes no value.
 * @returns as `JSON.stringify(value, undefined, 2)` would
 */
export function jsonOf(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? redacted(inner) : inner), 2);
  return jsonEscaped(text);
}
