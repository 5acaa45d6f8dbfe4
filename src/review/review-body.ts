import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { code, plain } from '../text/markdown.ts';

/** The text of a review: whose it is, what the run came to, and what of it stands on no line. */

/** A use that moves and has no comment. */
export interface Uncommented {
  /** From the repository's root. */
  readonly path: string;
  /** At the head; `undefined` where it is not known there. */
  readonly line: number | undefined;
  readonly text: string;
  /** A clause. */
  readonly reason: string;
}

export interface ReviewText {
  /** The run's headline. */
  readonly headline: string;
  readonly suggestions: number;
  readonly left: readonly Uncommented[];
  /** `https://github.com/owner/name/blob/<commit>`; the links to lines begin with it. */
  readonly tree: string | undefined;
  /** Addresses, where the runner tells them. */
  readonly run: string | undefined;
  readonly docs: string | undefined;
}

/** A review has 65,536 characters (docs/github-behaviour.md#comment-length); the rest of it is short. */
const MAX_LIST_CHARS = 50_000;

/** The review's text in Markdown. */
export function reviewBody({ headline, suggestions, left, tree, run, docs }: ReviewText): string {
  const counts = `${count(suggestions, 'suggestion')} on the lines of this pull request${left.length === 0 ? '' : `, ${count(left.length, 'image')} in the patch alone`}.`;
  const patch = `The patch with all of them is the file that the output \`patch\` of ${run === undefined ? 'the run' : `[the run](${run})`} names.`;
  const about = docs === undefined ? '' : ` [What to do with this](${docs})`;
  return [
    `**ACR Artifact Cache**: ${plain(headline)}`,
    counts,
    ...(left.length === 0 ? [] : [folded(left, tree)]),
    `${patch}${about}`,
  ].join('\n\n');
}

function folded(left: readonly Uncommented[], tree: string | undefined): string {
  const items: string[] = [];
  let length = 0;
  let told = 0;
  for (const [reason, uses] of groupBy(left, (use) => use.reason)) {
    const head = `- ${plain(reason)}`;
    const lines = uses.map((use) => `  - ${placeOf(use, tree)}: ${code(use.text)}`);
    for (const line of [head, ...lines]) {
      length += line.length + 1;
      if (length > MAX_LIST_CHARS) break;
      items.push(line);
      if (line !== head) told++;
    }
    if (length > MAX_LIST_CHARS) break;
  }
  if (told < left.length) items.push(`- and ${left.length - told} more, which the run's summary lists`);
  return `<details><summary>Without a suggestion: ${count(left.length, 'image')}</summary>\n\n${items.join('\n')}\n\n</details>`;
}

function placeOf({ path, line }: Uncommented, tree: string | undefined): string {
  const shown = code(line === undefined ? path : `${path}:${line}`);
  if (tree === undefined) return shown;
  const address = `${tree}/${path.split('/').map(encoded).join('/')}${line === undefined ? '' : `#L${line}`}`;
  return `<a href="${address}">${shown}</a>`;
}

/** A part of a path in an address, in Markdown and in an attribute of HTML: nothing that any of them would act on. */
function encoded(part: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(Buffer.from(part).toString()).replaceAll(/[!'()*~]/g, percent);
}
