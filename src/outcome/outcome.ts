import { count } from '../base/counting.ts';
import type { FailWhen } from '../inputs/inputs.ts';
import type { GateVerdict, Tally } from './tally.ts';
import { titleOf } from './title.ts';
import { isAnyUnseen, unseenParts } from './unseen.ts';

/** What the run's event lets it find out. */
export interface Standing {
  /** Whether it can sign in: who can't is not blamed for what nobody could ask. Strangers' events and Dependabot's can't. */
  readonly asks: boolean;
  /** Whether it is a merge queue's: the last that looks before the base has it. */
  readonly isQueue: boolean;
}

/** Something that went wrong and did not stop the run. */
export interface Problem {
  readonly stage: 'scan' | 'plan' | 'ensure' | 'warm' | 'gate' | 'review' | 'report';
  /** What happened, where, and what to do, in one line. */
  readonly message: string;
  /**
   * What kept the run from its end, in words for the headline: such a run has failed whatever `fail-when` says, since what it
   * did not get to is not known to be fine.
   */
  readonly unfinished?: string;
}

export interface Outcome {
  readonly failed: boolean;
  /** Whether something is left to do or not known, so that no report may look as if all were well. */
  readonly attention: boolean;
  /** The verdict as a manager reads it: one clause, by what matters most. */
  readonly title: string;
  /** One line that leaves nothing out that a reader must not miss. */
  readonly headline: string;
  /** Why the step fails. */
  readonly failures: readonly string[];
}

/** What a stage needed and could not ask is an error; of what was not told to people, the verdict knows nothing the less. */
const TELLING: ReadonlySet<Problem['stage']> = new Set(['review', 'report']);

/**
 * Decides whether a run has failed: by its gate, and by what `fail-when` names. The only place that does
 * (docs/gate.md#events-and-states). What does not fail the run is in the headline all the same.
 */
export function decide(
  tally: Tally,
  gate: GateVerdict,
  problems: readonly Problem[],
  failWhen: ReadonlySet<FailWhen>,
  standing: Standing,
): Outcome {
  const failures: string[] = [];
  if (gate.verdict === 'failed') failures.push(`the gate ${gate.headline}`);
  const unchecked = gate.images.filter(({ open }) => open.includes('not-checked')).length;
  if (standing.isQueue && gate.verdict !== 'no gate' && unchecked > 0) {
    failures.push(`the merge queue: ${count(unchecked, 'image')} not checked`);
  }
  const unfinished = problems.filter((problem) => problem.unfinished !== undefined);
  for (const { message } of unfinished) failures.push(message);
  const others = problems.filter((problem) => problem.unfinished === undefined);
  const failedBy = grounds(tally, others, standing).filter(([word, number]) => number > 0 && failWhen.has(word));
  for (const [word, , text] of failedBy) failures.push(`fail-when ${word}: ${text}`);
  const left = tally.planned + tally.uncovered + tally.dangling + tally.halfMoved + tally.unwarmed + tally.stale;
  const unknown = tally.unreadable + tally.unscanned + problems.length;
  const unasked = standing.asks ? 0 : tally.public + tally.cached;
  const isOpen = /^(?:not decided|nothing judged)/.test(gate.verdict);
  return {
    failed: failures.length > 0,
    attention:
      failures.length > 0 || left + unknown + unasked + tally.excess > 0 || isAnyUnseen(tally.unseen) || isOpen,
    title: titleOf({
      ...{ tally, gate, unasked, problems: others.length },
      unfinished: unfinished.flatMap((problem) => problem.unfinished ?? []),
      uncheckedInQueue: standing.isQueue && gate.verdict !== 'no gate' ? unchecked : 0,
      failedBy: failedBy.map(([word]) => word),
    }),
    headline: headlineOf(tally, gate, problems),
    failures,
  };
}

function grounds(
  tally: Tally,
  problems: readonly Problem[],
  { asks }: Standing,
): readonly (readonly [FailWhen, number, string])[] {
  const errors = asks ? problems.filter(({ stage }) => !TELLING.has(stage)) : [];
  const untold = problems.filter(({ stage }) => TELLING.has(stage));
  return [
    [
      'uncovered',
      tally.uncovered + tally.dangling + tally.halfMoved,
      `${count(tally.uncovered + tally.dangling + tally.halfMoved, 'image')} without a rule`,
    ],
    ['unwarmed', tally.unwarmed, `${count(tally.unwarmed, 'image')} not proven to be stored`],
    ['unscanned', tally.unscanned, `${count(tally.unscanned, 'image')} not scanned`],
    ['unreadable', tally.unreadable, `${count(tally.unreadable, 'file')} not read`],
    ['stale', tally.stale, `${count(tally.stale, 'image')} behind the upstream`],
    ['error', errors.length, messages(errors)],
    ['review', untold.length, messages(untold)],
  ];
}

function messages(problems: readonly Problem[]): string {
  return problems.map(({ message }) => message).join(' · ');
}

function headlineOf(tally: Tally, gate: GateVerdict, problems: readonly Problem[]): string {
  const untold = problems.filter(({ stage }) => TELLING.has(stage)).length;
  const parts = [
    ...new Set(problems.flatMap(({ unfinished }) => unfinished ?? [])),
    publicText(tally),
    tally.cached > 0 ? `${tally.cached} already served from the registry` : '',
    tally.dangling > 0 ? `${tally.dangling} dangling` : '',
    tally.halfMoved > 0 ? `${tally.halfMoved} half moved` : '',
    tally.warm + tally.unwarmed > 0 ? `${tally.warm} warm, ${tally.unwarmed} not` : '',
    tally.stale > 0 ? `${tally.stale} stale` : '',
    gate.verdict === 'no gate' ? '' : `gate ${gate.headline}`,
    gate.verdict === 'no gate' && tally.unscanned > 0 ? `${count(tally.unscanned, 'image')} not scanned` : '',
    tally.unreadable > 0 ? `${count(tally.unreadable, 'file')} not read` : '',
    ...unseenParts(tally.unseen),
    tally.excess > 0 ? `${count(tally.excess, 'rule')} above the cap` : '',
    problems.length > untold ? count(problems.length - untold, 'error') : '',
    untold > 0 ? count(untold, 'warning') : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function publicText(tally: Tally): string {
  const { changedOnly, public: number, covered, planned, uncovered, rulesCreated, rulesToCreate } = tally;
  const kind = `${changedOnly ? 'new ' : ''}public image`;
  if (number === 0) return `no ${kind}`;
  // Without a registry nothing is planned.
  if (covered + planned + uncovered === 0) return count(number, kind);
  const created = rulesCreated > 0 ? ` (${count(rulesCreated, 'new rule')})` : '';
  const awaiting = planned > 0 ? `, ${planned} would be (${count(rulesToCreate, 'rule')} to create)` : '';
  return `${count(number, kind)}: ${covered} covered${created}${awaiting}, ${uncovered} not`;
}
