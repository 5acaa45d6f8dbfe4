import { messageOf, UserError } from '../base/errors.ts';
import type { Diagnosis } from '../doctor/check.ts';
import { diagnose } from '../doctor/diagnose.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { HttpFailure } from '../io/http.ts';
import type { NotServed } from '../registry/transport/failure.ts';
import type { Refusal } from '../rules/refusal.ts';
import { examine } from './examine.ts';
import { wantedOf } from './plan.ts';
import { type StageResults, settledPlan } from './report.ts';
import type { RunContext } from './run-context.ts';

/**
 * Looks at the set-up where a run failed at something that it may lack.
 * @param failed whether the step fails
 * @returns nothing where it is not the set-up's, or where nobody could look
 */
export async function lookAtSetUp(
  failed: boolean,
  stages: StageResults,
  inputs: Inputs,
  context: RunContext,
): Promise<Diagnosis | undefined> {
  if (!failed || context.clock.endings().length > 0 || !isSetUpSuspect(stages)) return undefined;
  const sources = wantedOf([...stages.planned.inScope], inputs).map(({ source }) => source);
  try {
    return diagnose(await examine(inputs, sources, context));
  } catch (error) {
    // Its report is out: that no more can be told costs it nothing.
    if (!(error instanceof UserError || error instanceof HttpFailure)) throw error;
    context.log.debug(`the set-up could not be looked at: ${messageOf(error)}`);
    return undefined;
  }
}

/** A right, a role, a credential set, a network rule, or who asks: what nobody mends by running again. */
function isSetUpSuspect(stages: StageResults): boolean {
  const { look, warmed } = stages;
  if (look.state === 'unknown') return !look.expected && look.setUp === true;
  const refused = settledPlan(stages)?.refused ?? [];
  if (refused.some(({ refusal }) => SUSPECT_REFUSALS.has(refusal.reason))) return true;
  return warmed.some((result) => result.status === 'not-served' && isSuspect(result.reason));
}

const SUSPECT_REFUSALS: ReadonlySet<Refusal['reason']> = new Set<Refusal['reason']>([
  'not-permitted',
  'credential-set-missing',
  'credential-set-unhealthy',
  'credential-set-unreadable',
]);

function isSuspect({ kind, networkDenied }: NotServed): boolean {
  return kind === 'unauthorized' || kind === 'forbidden' || networkDenied === true;
}
