import type { Check, Diagnosis } from './check.ts';
import { credentialSets, credentialSetsRead } from './checks/credentials.ts';
import { anonymousPull, assessments, defenderPlan } from './checks/defender.ts';
import { jobToken, signIn } from './checks/identity.ts';
import { lists, pull } from './checks/pull.ts';
import { network, registry, registryLock, replicas, retention, softDelete, subscription } from './checks/registry.ts';
import { rulesRead, rulesRoom, rulesState, rulesWrite } from './checks/rules.ts';
import type { Facts } from './facts.ts';

/** All checks in the order of the report: who asks, where, what for. Each has no row where this configuration does not need it. */
const CHECKS: readonly ((facts: Facts) => readonly Check[])[] = [
  jobToken,
  signIn,
  subscription,
  registry,
  registryLock,
  softDelete,
  network,
  retention,
  replicas,
  rulesRead,
  rulesWrite,
  rulesRoom,
  rulesState,
  pull,
  lists,
  credentialSetsRead,
  credentialSets,
  defenderPlan,
  anonymousPull,
  assessments,
];

/** Judges what was asked. Pure: the same facts give the same checks. */
export function diagnose(facts: Facts): Diagnosis {
  const checks = CHECKS.flatMap((check) => check(facts));
  return { version: 1, healthy: !checks.some(({ mark, needed }) => mark === 'missing' && needed), checks };
}
