import { messageOf, UserError } from '../base/errors.ts';
import { field, listField, stringField } from '../base/json.ts';
import { RunEnded } from '../io/http.ts';
import { askArm, type Questioner } from './arm-question.ts';
import { registryKql } from './query.ts';
import { type ResourceGraph, ROLE_NEEDED } from './resource-graph.ts';

/** Whether Defender looks at a registry at all, and whether this identity would see what it finds there. */

/** A plan that scans registries is on or off; who may not see that sees no plan. */
export type Plan =
  | { readonly type: 'on' }
  | { readonly type: 'off' }
  | { readonly type: 'not-told'; readonly reason: string };

/** The plans that scan registries (docs/azure-behaviour.md#defender-plans), by their names in the service. */
const PLANS: ReadonlySet<string> = new Set(['containers', 'cloudposture']);
/** Their part that does (docs/azure-behaviour.md#defender-plan-state). */
const REGISTRIES = 'containerregistriesvulnerabilityassessments';

/** Asks for the plans of the registry's subscription: they are set for subscriptions, never for one registry. */
export async function askPlan(questioner: Questioner, subscriptionId: string): Promise<Plan> {
  try {
    const answer = await askArm(questioner, {
      method: 'GET',
      path: `/subscriptions/${subscriptionId}/providers/Microsoft.Security/pricings?api-version=2024-01-01`,
      read: (value) =>
        Array.isArray(field(value, 'value')) ? { value: listField(value, 'value') } : 'it is no list of plans',
    });
    if (answer.type !== 'answered') return { type: 'not-told', reason: answer.reason };
    const plans = answer.value.filter((plan) => PLANS.has(stringField(plan, 'name')?.toLowerCase() ?? ''));
    if (plans.length === 0) return { type: 'not-told', reason: 'it names no plan that scans registries' };
    return plans.some(scansRegistries) ? { type: 'on' } : { type: 'off' };
  } catch (error) {
    if (error instanceof RunEnded || error instanceof UserError) return { type: 'not-told', reason: messageOf(error) };
    throw error;
  }
}

/** A plan that tells nothing of its parts has all of them. */
function scansRegistries(plan: unknown): boolean {
  if (stringField(plan, 'properties', 'pricingTier')?.toLowerCase() !== 'standard') return false;
  return !listField(plan, 'properties', 'extensions').some(
    (part) =>
      stringField(part, 'name')?.toLowerCase() === REGISTRIES &&
      String(field(part, 'isEnabled')).toLowerCase() === 'false',
  );
}

/**
 * Why it means nothing that no assessment names an image; `undefined` where it does, since a plan is on that this identity may see,
 * or other assessments of this very registry can be seen.
 */
export async function whyBlind(
  graph: ResourceGraph,
  plan: () => Promise<Plan>,
  registryName: string,
): Promise<string | undefined> {
  const told = await plan();
  switch (told.type) {
    case 'on':
      return undefined;
    case 'off':
      return 'no plan of Defender scans this registry: in its subscription neither Defender for Containers nor Defender CSPM is on with "Registry access", so that no scan will come. Switch one on';
    case 'not-told': {
      const answer = await graph.ask(registryKql(registryName));
      if (answer.type !== 'rows') return answer.reason;
      if (answer.rows.length > 0) return undefined;
      return `no Defender assessment of this registry can be seen. ${ROLE_NEEDED} Defender for Containers (or Defender CSPM) must be on, with "Registry access" (whether it is, is not told: ${told.reason})`;
    }
  }
}
