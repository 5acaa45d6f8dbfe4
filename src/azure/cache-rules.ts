import type { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';
import type { Cloud } from '../clouds.ts';
import { type Http, retryAfter } from '../io/http.ts';
import { RULE_WRITER_ROLE } from '../rules/refusal.ts';
import type { CacheRule, CredentialSet } from '../rules/rule.ts';
import type { Listing, RuleService } from '../rules/service.ts';
import { armFailure } from './arm-failure.ts';
import type { ArmRules, RegistryScope } from './arm-rules.ts';
import type { ArmSend } from './arm-sender.ts';
import { credentialSetFromArm, ruleFromArm } from './cache-rule-shapes.ts';
import { ruleWriter } from './cache-rule-writes.ts';
import { azureHttpClient } from './transport.ts';

/** Between two looks at an operation. Milliseconds; the SDK's own (docs/azure-behaviour.md#sdk-polling). */
const POLL_PAUSE_MS = 2000;
const MAX_PAUSE_MS = 30_000;
/** More than any registry can have (docs/azure-behaviour.md#rule-limit); a list that goes on has gone wrong. */
const MAX_LISTED = 20_000;
const MAX_PAGES = 500;

/**
 * The registry's rules over Azure Resource Manager.
 * @param send signs and retries; see armSender
 */
export function armRuleService(
  http: Http,
  send: ArmSend,
  cloud: Cloud,
  scope: RegistryScope,
  now: () => number = () => performance.now(),
): RuleService {
  const counts = { reads: 0, writes: 0 };
  let pause = POLL_PAUSE_MS;
  let opened: Promise<ContainerRegistryManagementClient> | undefined;
  const counted: ArmSend = async (request) => {
    if (request.method === 'GET') counts.reads++;
    else counts.writes++;
    const response = await send(request);
    pause = Math.min(retryAfter(response.headers, Date.now()) ?? POLL_PAUSE_MS, MAX_PAUSE_MS);
    return response;
  };
  const rules: ArmRules = {
    scope,
    client: () => {
      opened ??= openClient(counted, cloud, scope.subscriptionId);
      return opened;
    },
    wait: (milliseconds) => http.wait(milliseconds),
    pollPause: () => pause,
    now,
  };
  const lists: Lists = { scope, open: (heard) => openClient(heard(counted), cloud, scope.subscriptionId) };
  return {
    list: () => listRules(lists),
    credentialSets: async () => {
      const read = await readAll(lists, 'credentialSets');
      if (read.state === 'known') return { state: 'known', sets: read.items };
      return { state: 'not-allowed', reason: read.reason };
    },
    ...ruleWriter(rules),
    requests: () => ({ ...counts }),
    wait: rules.wait,
  };
}

async function openClient(send: ArmSend, cloud: Cloud, subscriptionId: string) {
  const sdk = await import('../sdk/arm.ts');
  // The sender signs and retries; the SDK must do neither a second time, nor follow a redirect.
  const nobody = { getToken: async () => ({ token: '', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  const client = new sdk.ContainerRegistryManagementClient(nobody, subscriptionId, {
    endpoint: cloud.armEndpoint,
    httpClient: azureHttpClient(send),
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  });
  client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
  return client;
}

/** How lists are read: each by a client of its own, so that what a refusal says can be kept beside the SDK's error. */
interface Lists {
  readonly scope: RegistryScope;
  readonly open: (heard: (send: ArmSend) => ArmSend) => Promise<ContainerRegistryManagementClient>;
}

async function listRules(lists: Lists): Promise<Listing> {
  const read = await readAll(lists, 'cacheRules');
  return read.state === 'known' ? { state: 'known', rules: read.items } : read;
}

type Read<T> =
  | { readonly state: 'known'; readonly items: readonly T[] }
  | { readonly state: 'not-allowed' | 'not-found' | 'failed'; readonly reason: string };

async function readAll(lists: Lists, what: 'cacheRules'): Promise<Read<CacheRule>>;
async function readAll(lists: Lists, what: 'credentialSets'): Promise<Read<CredentialSet>>;
async function readAll(
  { scope, open }: Lists,
  what: 'cacheRules' | 'credentialSets',
): Promise<Read<CacheRule | CredentialSet>> {
  const { resourceGroup, registryName } = scope;
  let refusal = '';
  try {
    const client = await open((send) => async (request) => {
      const response = await send(request);
      if (response.status >= 400) refusal = await response.text();
      return response;
    });
    const items =
      what === 'cacheRules'
        ? (await everyItem(client.cacheRules.list(resourceGroup, registryName))).map(ruleFromArm)
        : (await everyItem(client.credentialSets.list(resourceGroup, registryName))).map(credentialSetFromArm);
    return { state: 'known', items };
  } catch (error) {
    const failure = armFailure(error, refusal);
    const role = what === 'cacheRules' ? RULE_WRITER_ROLE : 'Container Registry Credential Set Reader';
    switch (failure.kind) {
      case 'not-permitted':
        return { state: 'not-allowed', reason: `the role "${role}" is missing: ${failure.detail}` };
      case 'not-found':
        return { state: 'not-found', reason: failure.detail };
      default:
        return { state: 'failed', reason: failure.detail };
    }
  }
}

/** All items of a paged list. @throws Error where it goes on without end, or comes back to a page that it has had */
async function everyItem<T>(list: { readonly byPage: () => AsyncIterable<readonly T[]> }): Promise<readonly T[]> {
  const items: T[] = [];
  const links = new Set<string>();
  let pages = 0;
  for await (const page of list.byPage()) {
    items.push(...page);
    const next = 'continuationToken' in page ? page.continuationToken : undefined;
    if (typeof next !== 'string' || next === '') break;
    pages += 1;
    if (pages === MAX_PAGES || items.length > MAX_LISTED) {
      throw new Error(`the list goes on after ${pages} pages and ${items.length} entries`);
    }
    if (links.has(next)) throw new Error('the list comes back to a page that it has had');
    links.add(next);
  }
  return items;
}
