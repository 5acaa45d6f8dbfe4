import { count } from '../base/counting.ts';
import type { FailWhen } from '../inputs/inputs.ts';
import type { GateVerdict, Tally } from './tally.ts';
import { isAnyUnseen } from './unseen.ts';

/** What has been decided, as far as its title goes by it. */
export interface Decided {
  readonly tally: Tally;
  readonly gate: GateVerdict;
  /** What kept the run from its end, in words. */
  readonly unfinished: readonly string[];
  /** Images that a merge queue's run could not check. */
  readonly uncheckedInQueue: number;
  /** The words of `fail-when` that the run has failed by, in the order of their table. */
  readonly failedBy: readonly FailWhen[];
  readonly problems: number;
  /** Images about which a run that can't sign in could ask nobody. */
  readonly unasked: number;
}

/** The verdict as a manager reads it: one clause, by what matters most. What else there is to know is in the headline. */
export function titleOf(decided: Decided): string {
  return failureTitle(decided) ?? attentionTitle(decided) ?? wellTitle(decided);
}

function failureTitle({ tally, gate, unfinished, uncheckedInQueue, failedBy, problems }: Decided): string | undefined {
  const [why] = unfinished;
  if (why !== undefined) return `Not finished: ${why}`;
  if (gate.verdict === 'failed') return `Gate failed: ${findingsText(gate)}`;
  if (uncheckedInQueue > 0) return `Held back from the merge: ${count(uncheckedInQueue, 'image')} not checked`;
  const [word] = failedBy;
  return word === undefined ? undefined : `Failed: ${WORD_TITLES[word](tally, problems)}`;
}

/** By the words of `fail-when`. */
const WORD_TITLES: Readonly<Record<FailWhen, (tally: Tally, problems: number) => string>> = {
  uncovered: uncoveredText,
  unwarmed: ({ unwarmed }) => `${images(unwarmed)} not known to be stored`,
  unscanned: ({ unscanned }) => `${images(unscanned)} not scanned`,
  unreadable: ({ unreadable }) => `${count(unreadable, 'file')} could not be read`,
  stale: ({ stale }) => `${images(stale)} behind the upstream`,
  error: (_, problems) => `not all could be asked (${count(problems, 'error')})`,
  review: () => 'the pull request could not be answered',
};

function attentionTitle({ tally, gate, problems, unasked }: Decided): string | undefined {
  if (/^(?:not decided|nothing judged)/.test(gate.verdict)) return `Gate: ${gate.verdict}`;
  if (tally.uncovered + tally.dangling + tally.halfMoved > 0) return uncoveredText(tally);
  if (tally.unwarmed > 0) return `${images(tally.unwarmed)} not known to be stored`;
  if (problems > 0) return `Not all could be asked (${count(problems, 'problem')})`;
  if (tally.unreadable > 0) return `${count(tally.unreadable, 'file')} could not be read`;
  if (tally.stale > 0) return `${images(tally.stale)} behind the upstream`;
  if (tally.planned > 0) {
    return `${count(tally.planned, 'image')} can move once ${count(tally.rulesToCreate, 'cache rule')} ${tally.rulesToCreate === 1 ? 'is' : 'are'} created`;
  }
  if (unasked > 0)
    return `${count(unasked, 'image')} found; this run can't sign in to ask about ${unasked === 1 ? 'it' : 'them'}`;
  if (tally.unscanned > 0) return `${images(tally.unscanned)} not scanned`;
  if (tally.excess > 0) return `${count(tally.excess, 'cache rule')} above the cap`;
  return undefined;
}

/** What is well of what was seen; and that some was not, so that nobody takes it for all. */
function wellTitle(decided: Decided): string {
  const { tally } = decided;
  if (!isAnyUnseen(tally.unseen)) return seenTitle(decided);
  const { charts, bases, others } = tally.unseen;
  return `${seenTitle(decided).replace(/^All is well: no/, 'No')}; ${count(charts + bases + others, 'source')} of images unseen`;
}

function seenTitle({ tally, gate }: Decided): string {
  const fresh = tally.changedOnly ? 'new ' : '';
  if (gate.verdict === 'passed' && gate.images.length > 0) {
    return `Gate passed: nothing in ${count(gate.images.length, `${fresh}image`)} counts against it`;
  }
  if (tally.public > 0 && tally.covered === tally.public) {
    return tally.public === 1
      ? `The ${fresh}public image has a cache rule`
      : `All ${count(tally.public, `${fresh}public image`)} have cache rules`;
  }
  if (tally.public > 0) return `${count(tally.public, `${fresh}public image`)} found`;
  if (tally.cached > 0) return `All is well: ${count(tally.cached, `${fresh}image`)} served from the registry`;
  return `All is well: no ${fresh}public image`;
}

/** `12 images have critical or high findings`. */
function findingsText({ images: all }: GateVerdict): string {
  const failing = all.filter(({ state }) => state === 'failed');
  const found = new Set(failing.flatMap(({ blocking = [] }) => blocking.map(({ finding }) => finding.severity)));
  const words = ['critical', 'high', 'medium', 'low'].filter((severity) => found.has(severity));
  const named = [...words, ...(found.has('unknown') ? ['unrated'] : [])];
  const last = named.pop();
  const severities =
    last === undefined ? '' : `${[named.join(', '), last].filter((part) => part !== '').join(' or ')} `;
  return `${count(failing.length, 'image')} ${failing.length === 1 ? 'has' : 'have'} ${severities}findings`;
}

function uncoveredText({ uncovered, dangling, halfMoved }: Tally): string {
  const number = uncovered + dangling + halfMoved;
  return `${count(number, 'image')} ${number === 1 ? 'has' : 'have'} no cache rule`;
}

function images(number: number): string {
  return `${count(number, 'image')} ${number === 1 ? 'is' : 'are'}`;
}
