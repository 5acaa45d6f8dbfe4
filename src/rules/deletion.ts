import type { CacheRule } from './rule.ts';

/**
 * What deleting a rule does, for people, before they say yes.
 * @param ageInDays where known
 */
export function describeDeletion(
  rule: CacheRule,
  loginServer: string,
  ageInDays: number | undefined,
): readonly string[] {
  const repository = rule.target.endsWith('/*')
    ? `Repositories under ${rule.target.slice(0, -1)}`
    : `Repository ${rule.target}`;
  return [
    `Delete cache rule ${rule.name} of ${loginServer}${ageInDays === undefined ? '' : ` (${ageInDays} days old)`}?`,
    `  ${rule.source} → ${loginServer}/${rule.target}`,
    'Nothing in this scan uses it. Others may: pulls of tags that are not cached yet will fail for them.',
    `${repository} and what is cached there stay, are no longer refreshed, and block a rule with that target until deleted:`,
    `  az acr repository delete --name ${loginServer.split('.')[0]} --repository ${rule.target.replace(/\/\*$/, '/<name>')}`,
  ];
}
