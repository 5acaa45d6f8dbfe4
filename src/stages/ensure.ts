import { type EnsureResult, ensureRules } from '../rules/ensure.ts';
import { explain } from '../rules/refusal.ts';
import type { Apply } from './apply.ts';
import type { Planned } from './plan.ts';
import type { RegistryLookup, RegistryView } from './registry-view.ts';
import type { RunContext } from './run-context.ts';

/** Creates the rules of the plan, where this run may; otherwise nothing is sent. */
export async function ensure(
  planned: Planned,
  look: RegistryLookup,
  { applied }: Apply,
  context: RunContext,
): Promise<EnsureResult | undefined> {
  const { plan } = planned;
  if (!applied || plan === undefined || look.state !== 'known') return undefined;
  const { view } = look;
  if (plan.create.length > 0) context.log.info(`Creating ${plan.create.length} of ${plan.room.cap} cache rules`);
  return ensureRules({
    plan,
    rules: view.rules,
    service: view.service,
    registry: view.registry.name,
    pulledThrough: (target) => pulledThrough(view, target),
    now: context.now,
  });
}

/** The same where it broke off: which rules are there is not known, so that no image counts on one. */
export function ensureUnknown(
  { plan }: Planned,
  look: RegistryLookup,
  { applied }: Apply,
  reason: string,
): EnsureResult | undefined {
  if (!applied || plan === undefined || look.state !== 'known') return undefined;
  const { rules, registry, service } = look.view;
  const refusal = { reason: 'not-listed', detail: reason } as const;
  const refused = plan.covered.map(({ source, uses }) => ({
    source,
    uses,
    refusal,
    ...explain(refusal, source, registry.name),
  }));
  return {
    ...{ created: [], reused: [], failed: [], withdrawn: [], excess: [], covered: [] },
    refused: [...plan.refused, ...refused],
    rules,
    requests: service.requests(),
  };
}

/** What was pulled through an exact rule is a repository; below a wildcard only a list of all repositories would tell. */
async function pulledThrough({ client }: RegistryView, target: string): Promise<boolean | undefined> {
  if (target.endsWith('/*')) return undefined;
  const { state } = await client.repositoryExists(target);
  return state === 'not-told' ? undefined : state === 'exists';
}
