/**
 * What docs/gate.md says of one image, written from that page and from nothing of the code: it knows none of its types and none of its
 * tables.
 */

export interface Situation {
  /** What Defender says of the image's one platform, or why nobody could ask. */
  readonly fact: (typeof FACTS)[number];
  readonly severity: (typeof ALL_SEVERITIES)[number] | 'unknown';
  readonly fixable: 'yes' | 'no' | 'unknown';
  readonly acceptance: 'none' | 'in time' | 'expired';
  readonly isExempt: boolean;
  readonly inBase: boolean;
  readonly event: (typeof EVENTS)[number];
  readonly gateScope: 'new' | 'all';
  readonly failOn: (typeof ALL_SEVERITIES)[number] | 'none';
  readonly onlyFixable: boolean;
  readonly treatUnknownAs: (typeof ALL_SEVERITIES)[number] | 'none';
  readonly failWhen: (typeof WORDS)[number];
}

export const ALL_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export const FACTS = [
  'clean',
  'vulnerable',
  'pending',
  'error',
  'unsupported',
  'not-checked',
  'unknown-tag',
  'templated',
] as const;
export const EVENTS = ['push', 'pull_request', 'fork', 'merge_group'] as const;
export const WORDS = ['', 'none', 'error', 'unscanned', 'unscanned, error'] as const;

export interface Told {
  readonly verdict: 'no gate' | 'passed' | 'failed' | 'not decided' | 'nothing judged';
  readonly fails: boolean;
}

/** What the page says. */
export function toldByThePage(situation: Situation): Told {
  const { failOn, failWhen, event } = situation;
  const unscannedFails = failWhen.includes('unscanned');
  const state = isAsked(situation) ? stateOf(situation) : undefined;
  const verdict = verdictOf(situation, state);
  const isUnscanned = state !== undefined && !['failed', 'passed', 'exempt'].includes(state);
  const queueIsStopped = event === 'merge_group' && failOn !== 'none' && state === 'not-checked';
  return { verdict, fails: verdict === 'failed' || queueIsStopped || (unscannedFails && isUnscanned) };
}

/** "Which images". */
function isAsked({ fact, inBase, event, gateScope, failOn, failWhen }: Situation): boolean {
  if (failOn === 'none' && !failWhen.includes('unscanned')) return false;
  // "Images that are templated are counted where a pull request brings them, also with gate-scope: all."
  if (fact === 'templated') return event !== 'push' && !inBase;
  return gateScope === 'all' || !inBase;
}

/** "What it says", second table. */
function stateOf(situation: Situation): Situation['fact'] | 'failed' | 'passed' | 'exempt' {
  const { fact, isExempt } = situation;
  if (isExempt) return 'exempt';
  if (fact === 'clean') return 'passed';
  if (fact === 'vulnerable') return findingCounts(situation) ? 'failed' : 'passed';
  return fact;
}

/** "A finding counts: not accepted (in time), fixable where `only-fixable` is set, of the severity of `fail-on` or above." */
function findingCounts(situation: Situation): boolean {
  const { severity, fixable, acceptance, failOn, onlyFixable, treatUnknownAs } = situation;
  if (acceptance === 'in time') return false;
  if (onlyFixable && fixable === 'no') return false;
  // Without a gate nothing is below it.
  if (failOn === 'none') return true;
  const taken = severity === 'unknown' ? treatUnknownAs : severity;
  if (taken === 'none') return false;
  return ALL_SEVERITIES.indexOf(taken) <= ALL_SEVERITIES.indexOf(failOn);
}

/** "What it says", first table. */
function verdictOf({ failOn }: Situation, state: ReturnType<typeof stateOf> | undefined): Told['verdict'] {
  if (failOn === 'none') return 'no gate';
  if (state === undefined || state === 'passed') return 'passed';
  if (state === 'failed') return 'failed';
  return state === 'pending' || state === 'error' ? 'not decided' : 'nothing judged';
}
