import { az } from '../../az-command.ts';
import type { PlannedRule } from '../../rules/plan.ts';
import { credentialSetName } from './credential-set.ts';
import type { RulePlace } from './place.ts';

/** Commands of the Azure CLI (https://learn.microsoft.com/azure/container-registry/artifact-cache-cli). */
export function azLines(rules: readonly PlannedRule[], { subscriptionId, registryName }: RulePlace): readonly string[] {
  return rules.flatMap(({ name, source, target, credentialSetId, again }) => {
    const rule = ['--subscription', subscriptionId, '--registry', registryName, '--name', name] as const;
    const set = credentialSetId === undefined ? [] : ['--cred-set', credentialSetName(credentialSetId)];
    const create = az('acr', 'cache', 'create', ...rule, '--source-repo', source, '--target-repo', target, ...set);
    // One that is there and serves nothing is made anew.
    return again === undefined ? [create] : [az('acr', 'cache', 'delete', ...rule, '--yes'), create];
  });
}
