import type { PlannedRule } from '../../rules/plan.ts';
import { credentialSetName, identifier } from './credential-set.ts';
import type { RulePlace } from './place.ts';

/** A stable version with cache rules (docs/azure-behaviour.md#api-versions). */
const VERSION = '2025-11-01';
const TYPE = 'Microsoft.ContainerRegistry/registries';

/** A Bicep file for a deployment into the registry's resource group. */
export function bicepLines(rules: readonly PlannedRule[], place: RulePlace): readonly string[] {
  const sets = [
    ...new Set(rules.flatMap(({ credentialSetId }) => credentialSetId ?? []).map(credentialSetName)),
  ].sort();
  const group = `--subscription ${place.subscriptionId} --resource-group ${place.resourceGroup}`;
  return [
    `// az deployment group create ${group} --template-file cache-rules.bicep`,
    '',
    `resource registry '${TYPE}@${VERSION}' existing = {`,
    `  name: ${text(place.registryName)}`,
    '}',
    ...sets.flatMap((set) => [
      '',
      `resource ${identifier('set', set)} '${TYPE}/credentialSets@${VERSION}' existing = {`,
      '  parent: registry',
      `  name: ${text(set)}`,
      '}',
    ]),
    ...rules.flatMap(ruleLines),
  ];
}

function ruleLines({ name, source, target, credentialSetId }: PlannedRule): readonly string[] {
  const set = credentialSetId === undefined ? undefined : identifier('set', credentialSetName(credentialSetId));
  return [
    '',
    `resource ${identifier('rule', name)} '${TYPE}/cacheRules@${VERSION}' = {`,
    '  parent: registry',
    `  name: ${text(name)}`,
    '  properties: {',
    `    sourceRepository: ${text(source)}`,
    `    targetRepository: ${text(target)}`,
    ...(set === undefined ? [] : [`    credentialSetResourceId: ${set}.id`]),
    '  }',
    '}',
  ];
}

/** https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings */
function text(value: string): string {
  return `'${value.replaceAll(/\\|'|\$(?=\{)/g, (character) => `\\${character}`)}'`;
}
