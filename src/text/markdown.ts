import { shown } from './shown.ts';

/**
 * Text of others in GitHub's Markdown: it must read as it is written, and be nothing but text. Two stages act on it: the parser
 * (https://github.github.com/gfm/), against which a character is written as its number, and what GitHub does to the text afterwards,
 * outside of code: mentions, issues, commits, emoji, mathematics
 * (https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls).
 * The latter looks at one stretch of text at a time: a `<span>` around a character parts it, is not seen, and is not copied.
 */

/** What the parser would act on anywhere in a line. */
const MARKUP = '[&<>`*_[\\]\\\\|~#]';
/** Addresses and mathematics, which are looked for in code as well where the code is an element. */
const FOUND_BY_PARSER = ':(?=//)|(?<=www)\\.|[@$]';
/** Outside of code also emoji, issues (`#1`, `GH-1`) and commits. */
const FOUND_IN_TEXT = ':(?=[\\w+-]+:)|#(?=\\w)|(?<=\\bGH)-(?=\\d)|\\b[0-9a-f]{7,40}\\b';

const IN_CODE = new RegExp(`${FOUND_BY_PARSER}|${MARKUP}`, 'gi');
const IN_TEXT = new RegExp(`${FOUND_BY_PARSER}|${FOUND_IN_TEXT}|${MARKUP}`, 'gi');
const ALONE = new RegExp(`^${MARKUP}$`);
/** Shorter than what is taken for a commit. */
const COMMIT_PART = 6;

/** Text as text, for a paragraph, an item, a heading, a cell of a table or an element of HTML. */
export function plain(text: string): string {
  const line = shown(text).trim();
  return atStart(line, (rest) => rest.replaceAll(IN_TEXT, inert));
}

/** Text as code, for the same places; a table's cell can't hold every text as a code span. */
export function code(text: string): string {
  return `<code>${shown(text).replaceAll(IN_CODE, inert)}</code>`;
}

/** What would begin a list, a heading's underline or a rule at the start of a line. */
function atStart(line: string, inside: (rest: string) => string): string {
  const [, digits = '', sign = ''] = /^(\d{1,9}(?=[.)]))?([-+=.)])?/.exec(line) ?? [];
  const starts = sign !== '' && (digits !== '' || !/[.)]/.test(sign));
  return starts ? `${digits}${number(sign)}${inside(line.slice(digits.length + sign.length))}` : inside(line);
}

function inert(found: string): string {
  if (found.length > 1) return (found.match(new RegExp(`.{1,${COMMIT_PART}}`, 'g')) ?? []).map(parted).join('');
  if (found === '#') return parted(number(found));
  return ALONE.test(found) ? number(found) : parted(found);
}

function parted(text: string): string {
  return `<span>${text}</span>`;
}

function number(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** A code span that holds the text (https://spec.commonmark.org/0.31.2/#code-spans), for anywhere but a table. */
export function codeSpan(text: string): string {
  const line = shown(text);
  const ticks = '`'.repeat(longestRun(line) + 1);
  // One space is taken off at both ends, unless there is nothing else.
  const padding = /^`|`$|^$|^ .*[^ ].* $/.test(line) ? ' ' : '';
  return `${ticks}${padding}${line}${padding}${ticks}`;
}

/** A fenced block that the text can't close (https://spec.commonmark.org/0.31.2/#fenced-code-blocks); the text stays as it is. */
export function fenced(text: string, info: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${info}\n${text}\n${fence}`;
}

/** Lines in a fenced block, as people are shown them. */
export function fencedLines(text: string, info: string): string {
  return fenced(text.trimEnd().split('\n').map(shown).join('\n'), info);
}

/** The most backticks that follow one another in the text. */
function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (let index = 0; index < text.length; index++) {
    run = text.charCodeAt(index) === 96 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
