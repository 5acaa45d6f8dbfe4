import type { CredentialSet as ArmCredentialSet, CacheRule as ArmRule } from '@azure/arm-containerregistry';
import { stringField } from '../base/json.ts';
import type { PlannedRule } from '../rules/plan.ts';
import { type CacheRule, type CredentialSet, RULE_STATES, type RuleState } from '../rules/rule.ts';

/** A rule as the SDK tells it, as ours. What it does not tell is empty, and such a rule serves nothing. */
export function ruleFromArm(rule: ArmRule): CacheRule {
  const createdAt = isoDate(rule.creationDate) ?? isoDate(rule.systemData?.createdAt);
  return {
    name: rule.name ?? '',
    source: rule.sourceRepository ?? '',
    target: rule.targetRepository ?? '',
    ...(rule.credentialSetResourceId ? { credentialSetId: rule.credentialSetResourceId } : {}),
    state: stateOf(rule),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
}

function stateOf({ provisioningState, sourceRepository, targetRepository }: ArmRule): RuleState {
  if (!sourceRepository || !targetRepository) return 'unknown';
  return RULE_STATES.find((state) => state === provisioningState) ?? 'unknown';
}

/** When a rule came into being, as ISO 8601, by the JSON of an answer about it. */
export function creationOf(body: unknown): string | undefined {
  const told = stringField(body, 'properties', 'creationDate') ?? stringField(body, 'systemData', 'createdAt');
  return told === undefined ? undefined : isoDate(new Date(told));
}

function isoDate(date: Date | undefined): string | undefined {
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The body of the request that creates a rule (docs/azure-behaviour.md#rule-create). */
export function armRule({ source, target, credentialSetId }: PlannedRule): ArmRule {
  return {
    sourceRepository: source,
    targetRepository: target,
    ...(credentialSetId === undefined ? {} : { credentialSetResourceId: credentialSetId }),
  };
}

/**
 * Whether the request that this answered brought the rule into being. A write on a rule that is there is no error
 * (docs/azure-behaviour.md#put-existing), but such a rule is `Updating`, or its system data tell a later change
 * (docs/azure-behaviour.md#rule-update).
 * @param body the answer's JSON
 */
export function isNew(body: unknown): boolean {
  if (stringField(body, 'properties', 'provisioningState') === 'Updating') return false;
  const created = stringField(body, 'systemData', 'createdAt');
  const changed = stringField(body, 'systemData', 'lastModifiedAt');
  return created === undefined || changed === undefined || created === changed;
}

/** A credential set as the SDK tells it, as ours. */
export function credentialSetFromArm(set: ArmCredentialSet): CredentialSet {
  const credentials = set.authCredentials ?? [];
  return {
    id: set.id ?? '',
    name: set.name ?? '',
    loginServer: set.loginServer ?? '',
    ...healthOf(credentials.map(({ credentialHealth }) => credentialHealth)),
  };
}

/** What the service says of one credential (docs/azure-behaviour.md#credential-health). */
interface CredentialHealth {
  readonly status?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
}

/** The health of a credential set: unhealthy where one of its credentials is. */
export function healthOf(healths: readonly (CredentialHealth | undefined)[]): Pick<CredentialSet, 'health' | 'detail'> {
  const ill = healths.find((health) => health?.status?.toLowerCase() === 'unhealthy');
  const detail = [ill?.errorCode, ill?.errorMessage].filter((part) => part !== undefined && part !== '').join(': ');
  const healthy = healths.length > 0 && healths.every((health) => health?.status?.toLowerCase() === 'healthy');
  return {
    health: ill !== undefined ? 'unhealthy' : healthy ? 'healthy' : 'unknown',
    ...(detail === '' ? {} : { detail }),
  };
}
