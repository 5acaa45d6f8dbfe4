import { field, stringField } from '../base/json.ts';
import type { Cloud } from '../clouds.ts';
import { HttpFailure } from '../io/http.ts';
import { TOKEN_REFUSED } from './arm-failure.ts';
import type { ArmSend } from './arm-sender.ts';

/** The resource group that a registry is in, or why that is not known. */
export type ResourceGroup =
  | { readonly state: 'found'; readonly resourceGroup: string }
  | { readonly state: 'not-found' | 'not-allowed' | 'failed'; readonly reason: string };

const RESOURCES_VERSION = '2024-11-01';
const REGISTRY_VERSION = '2025-11-01';
/** More than the registries of any subscription fill. */
const MAX_PAGES = 100;

/** Finds the resource group of a registry among the subscription's, as az does (docs/azure-behaviour.md#find-group). */
export async function findResourceGroup(
  send: ArmSend,
  cloud: Cloud,
  subscriptionId: string,
  registryName: string,
): Promise<ResourceGroup> {
  const filter = encodeURIComponent("resourceType eq 'Microsoft.ContainerRegistry/registries'");
  const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/resources`;
  let url: string | undefined = `${cloud.armEndpoint}${path}?$filter=${filter}&api-version=${RESOURCES_VERSION}`;
  const seen = new Set<string>();
  while (url !== undefined) {
    if (seen.has(url)) return { state: 'failed', reason: 'the list of registries comes back to a page it has had' };
    if (seen.size === MAX_PAGES) {
      return { state: 'failed', reason: `the list of registries goes on after ${MAX_PAGES} pages` };
    }
    seen.add(url);
    const answer = await read(send, url);
    if (answer.state !== 'read') return answer;
    const resources = field(answer.body, 'value');
    if (!Array.isArray(resources)) return { state: 'failed', reason: 'Azure answered without a list of registries' };
    for (const resource of resources) {
      const [id, name] = [stringField(resource, 'id'), stringField(resource, 'name')];
      if (id === undefined || name === undefined) continue;
      const group = /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1];
      if (name.toLowerCase() === registryName && group !== undefined) return { state: 'found', resourceGroup: group };
    }
    url = stringField(answer.body, 'nextLink') || undefined;
  }
  return {
    state: 'not-found',
    reason: `no registry ${registryName} among those that this identity can see in subscription ${subscriptionId}`,
  };
}

/**
 * What the registry says of itself. All best effort: the role for rules may not read it
 * (docs/azure-behaviour.md#rule-role).
 */
export type RegistryDetails =
  | {
      readonly state: 'known';
      readonly loginServer: string | undefined;
      readonly sku: string | undefined;
      readonly anonymousPull: boolean | undefined;
      /** `AbacRepositoryPermissions` honours other pull roles than `LegacyRegistryPermissions`. */
      readonly roleAssignmentMode: string | undefined;
      readonly publicNetworkAccess: string | undefined;
      /** `Deny` where only chosen networks may come in, though public access as such is `Enabled`. */
      readonly networkDefaultAction: string | undefined;
      /**
       * Other than `AzureServices` on a restricted network, images are proxied but never stored
       * (docs/azure-behaviour.md#restricted-network).
       */
      readonly networkRuleBypassOptions: string | undefined;
      /** `enabled` or `disabled`; not every API version tells. */
      readonly softDelete: string | undefined;
    }
  | { readonly state: 'not-found' | 'not-allowed' | 'failed'; readonly reason: string };

/** @param registryId ARM resource id; see registryResourceId */
export async function readRegistry(send: ArmSend, cloud: Cloud, registryId: string): Promise<RegistryDetails> {
  const answer = await read(send, `${cloud.armEndpoint}${registryId}?api-version=${REGISTRY_VERSION}`);
  if (answer.state !== 'read') return answer;
  const { body } = answer;
  const anonymous = field(body, 'properties', 'anonymousPullEnabled');
  return {
    state: 'known',
    loginServer: stringField(body, 'properties', 'loginServer')?.toLowerCase(),
    sku: stringField(body, 'sku', 'name'),
    anonymousPull: typeof anonymous === 'boolean' ? anonymous : undefined,
    roleAssignmentMode: stringField(body, 'properties', 'roleAssignmentMode'),
    publicNetworkAccess: stringField(body, 'properties', 'publicNetworkAccess'),
    networkDefaultAction: stringField(body, 'properties', 'networkRuleSet', 'defaultAction'),
    networkRuleBypassOptions: stringField(body, 'properties', 'networkRuleBypassOptions'),
    softDelete: stringField(body, 'properties', 'policies', 'softDeletePolicy', 'status'),
  };
}

/** The ARM resource id of a registry. */
export function registryResourceId(subscriptionId: string, resourceGroup: string, registryName: string): string {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return `${group}/providers/Microsoft.ContainerRegistry/registries/${registryName}`;
}

type Answer =
  | { readonly state: 'read'; readonly body: unknown }
  | { readonly state: 'not-found' | 'not-allowed' | 'failed'; readonly reason: string };

async function read(send: ArmSend, url: string): Promise<Answer> {
  try {
    const response = await send({ method: 'GET', url, headers: { accept: 'application/json' } });
    if (response.status === 200) return { state: 'read', body: await response.json() };
    await response.discard();
    if (response.status === 404) return { state: 'not-found', reason: 'Azure knows no such resource' };
    if (response.status === 401) return { state: 'failed', reason: TOKEN_REFUSED };
    if (response.status === 403) {
      return { state: 'not-allowed', reason: 'the role "Reader" on the registry is missing' };
    }
    return { state: 'failed', reason: `Azure answered HTTP ${response.status}` };
  } catch (error) {
    if (error instanceof HttpFailure) return { state: 'failed', reason: error.message };
    throw error;
  }
}
