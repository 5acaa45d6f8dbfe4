import { sentences } from '../base/sentences.ts';
import type { Rewritten } from '../manifests/rewrite.ts';
import { codeSpan, fenced } from '../text/markdown.ts';
import type { Suggestion } from './suggestions.ts';

/** The text of a comment: what it moves, what it is to whoever decides on it, and how to leave the image alone. */

/** What is known of an image that a suggestion moves. */
export interface MoveFacts {
  /** References, as people know them. */
  readonly from: string;
  readonly to: string;
  /** Name of the rule that brings it, and whether this run made it. */
  readonly rule?: { readonly name: string; readonly isNew: boolean };
  /** `undefined` where nothing was pulled. */
  readonly stored: 'stored' | 'served' | undefined;
  /** What Defender says of it, in Markdown without a full stop; absent where it was not asked. */
  readonly judged?: { readonly fails: boolean; readonly text: string };
}

/** What comments know. */
export interface CommentFacts {
  readonly of: (move: Rewritten) => MoveFacts;
  /** A sentence in Markdown on what else the reviewer should know, where there is something. */
  readonly hintOf: (suggestion: Suggestion) => string | undefined;
}

/** More images than these on lines that are written together are counted. */
const MAX_TOLD = 10;

const LEAVE_ALONE =
  'To leave it alone, put the comment `acr-artifact-cache: ignore`, with a reason behind it, on the line or above it.';

/** The text of a suggestion's comment, in Markdown; the block that GitHub commits stands as it is. */
export function commentBody(suggestion: Suggestion, facts: CommentFacts): string {
  const moves = [...new Map(suggestion.moves.map((move) => [facts.of(move).from, facts.of(move)])).values()];
  const told = moves.slice(0, MAX_TOLD);
  const [only, ...others] = told;
  const failing = told.filter(({ judged }) => judged?.fails === true).map((move) => warning(move, others.length > 0));
  const what = told.map((move) => (others.length > 0 ? `- ${arrow(move)}. ${why(move)}` : arrow(move)));
  const more = moves.length > told.length ? [`- and ${moves.length - told.length} more`] : [];
  const reason = others.length > 0 || only === undefined ? [] : [why(only)];
  const hint = facts.hintOf(suggestion);
  return [
    ...failing,
    [...what, ...more].join('\n'),
    fenced(suggestion.newText, 'suggestion'),
    ...reason,
    ...(hint === undefined ? [] : [hint]),
    LEAVE_ALONE,
  ].join('\n\n');
}

function arrow({ from, to }: MoveFacts): string {
  return `${codeSpan(from)} → ${codeSpan(to)}`;
}

/** What must not be overlooked: who accepts this deploys what the gate fails for, from wherever it comes. */
function warning({ from, judged }: MoveFacts, isOneOfSeveral: boolean): string {
  const which = isOneOfSeveral ? codeSpan(from) : 'This image';
  return sentences(
    `⚠️ **${which} fails the gate**, wherever it is pulled from: ${judged?.text}`,
    'take another version',
  );
}

function why({ rule, stored, judged }: MoveFacts): string {
  const brought =
    rule === undefined
      ? 'It comes from the registry'
      : `The ${rule.isNew ? 'new ' : ''}cache rule ${codeSpan(rule.name)} brings it`;
  const says = judged === undefined || judged.fails ? '' : ` Defender: ${judged.text}.`;
  return `${brought}${STORED[stored ?? 'unknown']}.${says}`;
}

const STORED = {
  stored: ', and the registry has it stored',
  served: '; it was served, and is not known to be stored yet',
  unknown: '',
} as const satisfies Record<NonNullable<MoveFacts['stored']> | 'unknown', string>;
