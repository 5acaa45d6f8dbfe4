import { field, numberField, stringField } from '../base/json.ts';
import type { Cloud } from '../clouds.ts';
import { HttpFailure } from '../io/http.ts';
import { TOKEN_REFUSED } from './arm-failure.ts';
import type { ArmSend } from './arm-sender.ts';
import { errorIn, withCode } from './azure-words.ts';

/** Why Azure did not tell: in its own words where it gave any. */
export interface LookupTrouble {
  readonly state: 'not-found' | 'not-allowed' | 'failed';
  /** `ResourceGroupNotFound`, …; empty where there is none. */
  readonly code: string;
  /** A clause. */
  readonly reason: string;
}

/** The resource groups that have a registry of a name, or why that is not known. */
export type ResourceGroups =
  /** At least one: names of resources are unique in a group only (docs/azure-behaviour.md#registry-name-scope). */
  { readonly state: 'found'; readonly resourceGroups: readonly [string, ...string[]] } | LookupTrouble;

const RESOURCES_VERSION = '2024-11-01';
const REGISTRY_VERSION = '2025-11-01';
/** More than the registries of any subscription fill. */
const MAX_PAGES = 100;
/** Names of other registries that are told where the one that is wanted is not there. */
const MAX_NAMES = 5;

/** Finds the resource group of a registry among the subscription's, as az does (docs/azure-behaviour.md#find-group). */
export async function findResourceGroups(
  send: ArmSend,
  cloud: Cloud,
  subscriptionId: string,
  registryName: string,
): Promise<ResourceGroups> {
  const filter = encodeURIComponent("resourceType eq 'Microsoft.ContainerRegistry/registries'");
  const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/resources`;
  let url: string | undefined = `${cloud.armEndpoint}${path}?$filter=${filter}&api-version=${RESOURCES_VERSION}`;
  const seen = new Set<string>();
  const groups: string[] = [];
  const others: string[] = [];
  while (url !== undefined) {
    if (seen.has(url)) return failed('the list of registries comes back to a page it has had');
    if (seen.size === MAX_PAGES) return failed(`the list of registries goes on after ${MAX_PAGES} pages`);
    seen.add(url);
    const answer = await read(send, url);
    if (answer.state !== 'read') return answer;
    const resources = field(answer.body, 'value');
    if (!Array.isArray(resources)) return failed('Azure answered without a list of registries');
    const registries = resources.flatMap(registryIn);
    const wanted = registries.filter(({ name }) => name.toLowerCase() === registryName);
    groups.push(...wanted.flatMap(({ group }) => group ?? []));
    others.push(...registries.filter((registry) => !wanted.includes(registry)).map(({ name }) => name));
    url = stringField(answer.body, 'nextLink') || undefined;
  }
  const [first, ...more] = groups;
  if (first !== undefined) return { state: 'found', resourceGroups: [first, ...more] };
  const reason = `no registry ${registryName} among those that this identity can see in subscription ${subscriptionId} (${namesOf(others)})`;
  return { state: 'not-found', code: '', reason };
}

interface ListedRegistry {
  readonly name: string;
  readonly group: string | undefined;
}

/** A registry of the list of resources; nothing for what is none. */
function registryIn(resource: unknown): readonly ListedRegistry[] {
  const [id, name] = [stringField(resource, 'id'), stringField(resource, 'name')];
  if (id === undefined || name === undefined) return [];
  return [{ name, group: /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1] }];
}

function namesOf(registries: readonly string[]): string {
  if (registries.length === 0) return 'it sees none';
  const named = registries.slice(0, MAX_NAMES).join(', ');
  return `it sees ${named}${registries.length > MAX_NAMES ? ' and others' : ''}`;
}

function failed(reason: string): LookupTrouble {
  return { state: 'failed', code: '', reason };
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
      /** After how many days manifests without a tag are deleted, where they are (docs/azure-behaviour.md#retention). */
      readonly retentionDays: number | undefined;
      /** `enabled` or `disabled`; not every API version tells. */
      readonly softDelete: string | undefined;
    }
  | LookupTrouble;

/** @param registryId ARM resource id; see registryResourceId */
export async function readRegistry(send: ArmSend, cloud: Cloud, registryId: string): Promise<RegistryDetails> {
  const answer = await read(send, `${cloud.armEndpoint}${registryId}?api-version=${REGISTRY_VERSION}`);
  if (answer.state !== 'read') return answer;
  const { body } = answer;
  const anonymous = field(body, 'properties', 'anonymousPullEnabled');
  return {
    state: 'known',
    loginServer: loginServerIn(body, cloud),
    sku: stringField(body, 'sku', 'name'),
    anonymousPull: typeof anonymous === 'boolean' ? anonymous : undefined,
    roleAssignmentMode: stringField(body, 'properties', 'roleAssignmentMode'),
    publicNetworkAccess: stringField(body, 'properties', 'publicNetworkAccess'),
    networkDefaultAction: stringField(body, 'properties', 'networkRuleSet', 'defaultAction'),
    networkRuleBypassOptions: stringField(body, 'properties', 'networkRuleBypassOptions'),
    retentionDays: retentionIn(body),
    softDelete: stringField(body, 'properties', 'policies', 'softDeletePolicy', 'status'),
  };
}

function retentionIn(body: unknown): number | undefined {
  const policy = field(body, 'properties', 'policies', 'retentionPolicy');
  return stringField(policy, 'status')?.toLowerCase() === 'enabled' ? numberField(policy, 'days') : undefined;
}

/** The login server that the registry tells: tokens go there, so that nothing is taken for one that is no name of a registry. */
function loginServerIn(body: unknown, { registrySuffix }: Cloud): string | undefined {
  const told = stringField(body, 'properties', 'loginServer')?.toLowerCase();
  if (told?.endsWith(registrySuffix) !== true) return undefined;
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(told.slice(0, -registrySuffix.length)) ? told : undefined;
}

/** The ARM resource id of a registry. */
export function registryResourceId(subscriptionId: string, resourceGroup: string, registryName: string): string {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  return `${group}/providers/Microsoft.ContainerRegistry/registries/${registryName}`;
}

type Answer = { readonly state: 'read'; readonly body: unknown } | LookupTrouble;

/** Reads one thing of Azure Resource Manager, or why it can't be read. */
export async function read(send: ArmSend, url: string): Promise<Answer> {
  try {
    const response = await send({ method: 'GET', url, headers: { accept: 'application/json' } });
    if (response.status === 200) return { state: 'read', body: await response.json() };
    const { code, words } = wordsOf(await response.text());
    if (response.status === 403) {
      return { state: 'not-allowed', code, reason: `the role "Reader" on the registry is missing${words}` };
    }
    if (response.status === 404) return { state: 'not-found', code, reason: `Azure knows no such resource${words}` };
    if (response.status === 401) return { state: 'failed', code, reason: `${TOKEN_REFUSED}${words}` };
    return { state: 'failed', code, reason: `Azure answered HTTP ${response.status}${words}` };
  } catch (error) {
    if (error instanceof HttpFailure) return failed(error.message);
    throw error;
  }
}

/** The code of a refusal, and what Azure said, to follow a clause. */
function wordsOf(text: string): { readonly code: string; readonly words: string } {
  const { code, message } = errorIn(text);
  const said = withCode(code, message);
  return { code, words: said === '' ? '' : ` (${said})` };
}
