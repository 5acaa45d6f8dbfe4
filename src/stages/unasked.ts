import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { sentences } from '../base/sentences.ts';
import type { GateResult } from '../defender/gate.ts';
import type { Problem } from '../outcome/outcome.ts';
import type { NotServedKind } from '../registry/transport/failure.ts';
import type { Unconfirmed, WarmResult } from '../registry/warming/warm-result.ts';
import type { Plan } from '../rules/plan.ts';
import type { Refusal } from '../rules/refusal.ts';

/**
 * What the stages needed and could not ask, as problems of the run. A clear answer that one does not like (there is no such image, the
 * cap is reached, not scanned yet) is none: `uncovered`, `unwarmed` and `unscanned` count it.
 */

/** Whether an image that was not served was refused by an answer about it, or nobody could tell. */
const IS_SERVING_ANSWERED: Readonly<Record<NotServedKind, boolean>> = {
  'not-found': true,
  'upstream-unauthorized': true,
  'upstream-denied': true,
  unauthorized: false,
  forbidden: false,
  'not-reachable': false,
  throttled: false,
  'upstream-throttled': false,
  'upstream-failed': false,
  'registry-error': false,
  truncated: false,
  'wrong-digest': false,
  malformed: false,
  'untrusted-realm': false,
  'too-slow': false,
  stopped: false,
  engine: false,
};

const IS_STORAGE_ANSWERED: Readonly<Record<Unconfirmed['kind'], boolean>> = {
  'still-proxied': true,
  'not-listed': true,
  'no-wanted-platform': true,
  'list-not-allowed': false,
  'list-failed': false,
  'no-list': false,
};

/** The stage in which it was not answered whether an image may have its rule; `undefined` where the answer is no. */
const UNANSWERED_REFUSALS: Readonly<Record<Refusal['reason'], 'plan' | 'ensure' | undefined>> = {
  'credential-set-unreadable': 'plan',
  'not-permitted': 'ensure',
  'write-failed': 'ensure',
  'not-listed': 'ensure',
  'not-allowed': undefined,
  'unsupported-upstream': undefined,
  'credential-set-missing': undefined,
  'credential-set-unhealthy': undefined,
  'target-invalid': undefined,
  'target-taken': undefined,
  'target-conflict': undefined,
  'name-taken': undefined,
  'cap-reached': undefined,
  'refused-by-service': undefined,
  gone: undefined,
  'gave-way': undefined,
  unsettled: undefined,
};

/** Whether nobody could tell why an image was not served. */
export function isServingUnanswered(kind: NotServedKind): boolean {
  return !IS_SERVING_ANSWERED[kind];
}

/** One problem for each reason, with the first of the images that it concerns. */
export function unaskedProblems(
  plan: Plan | undefined,
  warmed: readonly WarmResult[],
  gate: GateResult,
): readonly Problem[] {
  return problemsOf([...ofPlan(plan), ...ofWarming(warmed), ...ofGate(gate)]);
}

/** One image for which something was not answered. */
interface Unasked {
  readonly stage: Problem['stage'];
  readonly image: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

function ofPlan(plan: Plan | undefined): readonly Unasked[] {
  return (plan?.refused ?? []).flatMap(({ source, refusal, message, remedy }) => {
    const stage = UNANSWERED_REFUSALS[refusal.reason];
    return stage === undefined ? [] : [{ stage, image: source, what: 'without a certain rule', why: message, remedy }];
  });
}

function ofWarming(warmed: readonly WarmResult[]): readonly Unasked[] {
  return warmed.flatMap((result) => ofImage(result) ?? []);
}

function ofImage(result: WarmResult): Unasked | undefined {
  const { image } = result.request;
  switch (result.status) {
    case 'warm':
      return undefined;
    case 'served-unconfirmed': {
      const { kind, message, remedy } = result.unconfirmed;
      if (IS_STORAGE_ANSWERED[kind]) return undefined;
      return { stage: 'warm', image, what: 'of unknown storage', why: message, remedy };
    }
    case 'not-served': {
      const { kind, message, remedy } = result.reason;
      // What stopped the run, or the stage, is told by itself.
      if (kind === 'stopped' || !isServingUnanswered(kind)) return undefined;
      return { stage: 'warm', image, what: 'not served', why: message, remedy };
    }
  }
}

/** What was not pulled, or not looked up, is a problem of another stage. */
function ofGate({ images }: GateResult): readonly Unasked[] {
  return images.flatMap(({ image, state, reasons, remedy, unresolved }) =>
    state === 'error' && unresolved !== true
      ? [{ stage: 'gate' as const, image, what: 'not judged', why: reasons.join('; '), remedy: remedy ?? 'run again' }]
      : [],
  );
}

function problemsOf(unasked: readonly Unasked[]): readonly Problem[] {
  const byReason = groupBy(unasked, ({ stage, what, why, remedy }) => [stage, what, why, remedy].join('\0'));
  return [...byReason.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const others = alike.length === 1 ? '' : ` and ${alike.length - 1} more`;
    const images = `${count(alike.length, 'image')} ${first.what} (${first.image}${others})`;
    return [{ stage: first.stage, message: sentences(`${first.stage}: ${images}: ${first.why}`, first.remedy) }];
  });
}
