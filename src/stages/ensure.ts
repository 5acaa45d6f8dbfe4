import { type EnsureResult, ensureRules } from '../rules/ensure.ts';
import type { Apply } from './apply.ts';
import type { LookUp, RegistryView } from './look-up.ts';
import type { Planned } from './plan.ts';
import type { World } from './world.ts';

/** Creates the rules of the plan, where this run may; otherwise nothing is sent. */
export async function ensure(
  planned: Planned,
  look: LookUp,
  { applied }: Apply,
  world: World,
): Promise<EnsureResult | undefined> {
  const { plan } = planned;
  if (!applied || plan === undefined || look.state !== 'known') return undefined;
  const { view } = look;
  if (plan.create.length > 0) world.log.info(`Creating ${plan.create.length} of ${plan.room.cap} cache rules`);
  return ensureRules({
    plan,
    rules: view.rules,
    service: view.service,
    registry: view.registry.name,
    pulledThrough: (target) => pulledThrough(view, target),
    now: world.now,
  });
}

/** What was pulled through an exact rule is a repository; below a wildcard only a list of all repositories would tell. */
async function pulledThrough({ client }: RegistryView, target: string): Promise<boolean | undefined> {
  return target.endsWith('/*') ? undefined : client.repositoryExists(target);
}
