import type { PlannedRule } from '../../rules/plan.ts';
import { credentialSetName, identifier } from './credential-set.ts';
import type { RulePlace } from './place.ts';

/**
 * Resources of the azurerm provider (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry_cache_rule).
 * A rule that is there and serves nothing has to be imported first.
 */
export function terraformLines(rules: readonly PlannedRule[], place: RulePlace): readonly string[] {
  return [
    'data "azurerm_container_registry" "registry" {',
    `  name                = ${text(place.registryName)}`,
    `  resource_group_name = ${text(place.resourceGroup)}`,
    '}',
    ...rules.flatMap((rule) => [...importLines(rule, place), ...resourceLines(rule)]),
  ];
}

function resourceLines({ name, source, target, credentialSetId }: PlannedRule): readonly string[] {
  const registry = 'data.azurerm_container_registry.registry.id';
  const set = credentialSetId === undefined ? undefined : credentialSetName(credentialSetId);
  return [
    '',
    `resource "azurerm_container_registry_cache_rule" ${text(identifier('rule', name))} {`,
    `  name                  = ${text(name)}`,
    `  container_registry_id = ${registry}`,
    `  source_repo           = ${text(source)}`,
    `  target_repo           = ${text(target)}`,
    ...(set === undefined ? [] : [`  credential_set_id     = "\${${registry}}/credentialSets/${set}"`]),
    '}',
  ];
}

function importLines({ name, again }: PlannedRule, place: RulePlace): readonly string[] {
  if (again === undefined) return [];
  const group = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}`;
  const id = `${group}/providers/Microsoft.ContainerRegistry/registries/${place.registryName}/cacheRules/${name}`;
  return [
    '',
    'import {',
    `  to = azurerm_container_registry_cache_rule.${identifier('rule', name)}`,
    `  id = ${text(id)}`,
    '}',
  ];
}

/** https://developer.hashicorp.com/terraform/language/expressions/strings */
function text(value: string): string {
  const escaped = value.replaceAll(/["\\]/g, (character) => `\\${character}`).replaceAll(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}
