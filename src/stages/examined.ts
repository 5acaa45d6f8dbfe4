import { healthOf } from '../azure/cache-rule-shapes.ts';
import { retentionDays } from '../azure/setup-reads.ts';
import { field, listField, stringField } from '../base/json.ts';
import type { CredentialSetFact, Lock, RegistrySettings, Subscription } from '../doctor/facts.ts';
import type { Permission } from '../doctor/roles.ts';

/** What Azure Resource Manager answers about a set-up, as the checks want it; what can't be read is left out. */

export function subscriptionOf(item: unknown): Subscription | undefined {
  const id = stringField(item, 'subscriptionId');
  if (id === undefined) return undefined;
  return { id, name: stringField(item, 'displayName') ?? id, state: stringField(item, 'state') ?? 'unknown' };
}

/** docs/azure-behaviour.md#registry-shape */
export function settingsOf(id: string, body: unknown): RegistrySettings {
  const told = (...path: readonly string[]) => stringField(body, 'properties', ...path);
  const armTokens = told('policies', 'azureADAuthenticationAsArmPolicy', 'status');
  return {
    id,
    loginServer: told('loginServer')?.toLowerCase(),
    location: stringField(body, 'location'),
    sku: stringField(body, 'sku', 'name'),
    roleAssignmentMode: told('roleAssignmentMode'),
    anonymousPull: field(body, 'properties', 'anonymousPullEnabled') === true,
    publicNetworkAccess: told('publicNetworkAccess'),
    networkDefaultAction: told('networkRuleSet', 'defaultAction'),
    networkRuleBypassOptions: told('networkRuleBypassOptions'),
    privateEndpoints: listField(body, 'properties', 'privateEndpointConnections').length,
    softDelete: told('policies', 'softDeletePolicy', 'status') === 'enabled',
    retentionDays: retentionDays(body),
    armTokens: armTokens === undefined ? undefined : armTokens === 'enabled',
  };
}

export function lockOf(item: unknown): Lock | undefined {
  const id = stringField(item, 'id');
  const level = stringField(item, 'properties', 'level');
  return id === undefined || level === undefined ? undefined : { id, level };
}

export function replicaOf(item: unknown): string | undefined {
  return stringField(item, 'location') ?? stringField(item, 'name');
}

export function permissionOf(item: unknown): Permission {
  return { actions: textsOf(item, 'actions'), notActions: textsOf(item, 'notActions') };
}

function textsOf(item: unknown, name: string): readonly string[] {
  return listField(item, name).filter((text) => typeof text === 'string');
}

/** docs/azure-behaviour.md#credential-set-shape */
export function credentialSetOf(item: unknown): CredentialSetFact | undefined {
  const name = stringField(item, 'name');
  const loginServer = stringField(item, 'properties', 'loginServer');
  if (name === undefined || loginServer === undefined) return undefined;
  const credentials = listField(item, 'properties', 'authCredentials');
  const secrets = credentials.flatMap((credential) => [
    stringField(credential, 'usernameSecretIdentifier') ?? [],
    stringField(credential, 'passwordSecretIdentifier') ?? [],
  ]);
  const { health, detail } = healthOf(
    credentials.map((credential) => ({
      status: stringField(credential, 'credentialHealth', 'status'),
      errorCode: stringField(credential, 'credentialHealth', 'errorCode'),
      errorMessage: stringField(credential, 'credentialHealth', 'errorMessage'),
    })),
  );
  return {
    ...{ name, loginServer, health, detail },
    principalId: stringField(item, 'identity', 'principalId'),
    vaults: [...new Set(secrets.flat().flatMap((secret) => vaultOf(secret) ?? []))],
  };
}

/** `https://<vault>.vault.azure.net/secrets/…`, or another cloud's. */
function vaultOf(secret: string): string | undefined {
  return URL.canParse(secret) ? new URL(secret).hostname.split('.')[0] : undefined;
}
