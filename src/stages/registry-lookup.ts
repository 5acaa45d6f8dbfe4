import { armSender } from '../azure/arm-sender.ts';
import { armLack } from '../azure/arm-shapes.ts';
import { armRuleService } from '../azure/cache-rules.ts';
import { azureTokens, type Tokens } from '../azure/credential.ts';
import { findResourceGroup, type RegistryDetails, readRegistry, registryResourceId } from '../azure/registry-lookup.ts';
import { messageOf, UserError } from '../base/errors.ts';
import { sentences } from '../base/sentences.ts';
import { asksDefender, type Inputs, type Registry } from '../inputs/inputs.ts';
import { openRegistry, type RegistryClient } from '../registry/client.ts';
import type { NotServed } from '../registry/transport/failure.ts';
import type { CacheRule, CredentialSets } from '../rules/rule.ts';
import type { RuleService } from '../rules/service.ts';
import { isDependabot } from '../trust.ts';
import type { RunContext } from './run-context.ts';

/** What is known of the team's registry before anything is changed, and the means to go on. */
export interface RegistryView {
  readonly registry: Registry;
  readonly registryId: string;
  readonly subscriptionId: string;
  readonly rules: readonly CacheRule[];
  readonly service: RuleService;
  readonly client: RegistryClient;
  readonly tokens: Tokens;
  /** Best effort: the least role that the product needs can't read it. */
  readonly details: RegistryDetails;
}

export type RegistryLookup =
  | { readonly state: 'known'; readonly view: RegistryView }
  /** `expected`: nobody thought that it could be looked up, so that it is no problem of the run. */
  | { readonly state: 'unknown'; readonly reason: string; readonly expected: boolean };

/**
 * Looks the registry up: where it is, and its rules.
 * @throws UserError where an input is missing that says where it is
 */
export async function lookUp(inputs: Inputs, context: RunContext): Promise<RegistryLookup> {
  const { registry, azure } = inputs;
  if (registry === undefined) return { state: 'unknown', reason: 'no registry is given', expected: true };
  if (!canSignIn(inputs, context)) {
    return { state: 'unknown', reason: `not looked up: ${context.rights.reason}`, expected: true };
  }
  if (azure.subscriptionId === undefined && mayBeOffline(inputs, context)) {
    return { state: 'unknown', reason: 'no subscription-id is given, so the plan is made offline', expected: true };
  }
  if (azure.subscriptionId === undefined) {
    throw new UserError(
      'Input "subscription-id" is needed to look up the registry; give it, or set AZURE_SUBSCRIPTION_ID.',
    );
  }
  context.log.progress('signing in to Azure and looking the registry up');
  try {
    return await lookUpIn(registry, azure.subscriptionId, inputs, context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { state: 'unknown', reason: messageOf(error), expected: false };
  } finally {
    context.log.progress('');
  }
}

/**
 * Whether a plan without Azure is what was asked for: nothing is to be changed or judged, and no identity is named. It is how people
 * begin (docs/gate.md#events-and-states).
 */
function mayBeOffline(inputs: Inputs, { event, asked }: RunContext): boolean {
  const changesNothing = event === undefined ? !asked : inputs.apply === 'never';
  return changesNothing && !asksDefender(inputs) && inputs.azure.clientId === undefined;
}

/**
 * Whether a run is to sign in. A stranger's and Dependabot's are only asked to where the job was given the means: else they would wait
 * in vain.
 */
export function canSignIn({ azure }: Inputs, { rights, event, env }: RunContext): boolean {
  if (event === undefined || (rights.mayWrite && !isDependabot(event))) return true;
  const hasIdentity = azure.clientId !== undefined && azure.tenantId !== undefined;
  return hasIdentity && Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL);
}

async function lookUpIn(
  registry: Registry,
  subscriptionId: string,
  inputs: Inputs,
  context: RunContext,
): Promise<RegistryLookup> {
  const { azure } = inputs;
  const { http, clock, env, log, emulated } = context;
  const { cloud, tenantId, clientId } = azure;
  const tokens = azureTokens({
    ...{ http, cloud, tenantId, clientId, env, emulated },
    bounded: clock.bounded,
    mask: log.mask,
  });
  const nobody = mayBeOffline(inputs, context) ? await whyNobody(tokens, cloud.armScope) : undefined;
  if (nobody !== undefined) {
    return { state: 'unknown', reason: `the plan is made offline: ${nobody}`, expected: true };
  }
  const send = armSender(http, tokens, cloud, armLack);
  const group =
    azure.resourceGroup === undefined
      ? await findResourceGroup(send, cloud, subscriptionId, registry.name)
      : ({ state: 'found', resourceGroup: azure.resourceGroup } as const);
  if (group.state !== 'found') {
    const reason = `the resource group of ${registry.name} is not known: ${group.reason}. Name it with the input resource-group`;
    return { state: 'unknown', reason, expected: false };
  }
  const scope = { subscriptionId, resourceGroup: group.resourceGroup, registryName: registry.name };
  const registryId = registryResourceId(subscriptionId, group.resourceGroup, registry.name);
  const service = armRuleService(http, send, cloud, scope);
  const listing = await service.list();
  if (listing.state !== 'known') {
    const again = listing.state === 'failed' ? '; run again, and see https://status.azure.com if it stays so' : '';
    const reason = `the cache rules of ${registry.name} can't be read: ${listing.reason}${again}`;
    return { state: 'unknown', reason, expected: false };
  }
  const client = openRegistry({
    http,
    loginServer: registry.loginServer,
    aadToken: () => tokens.token(cloud.registryScope),
    renewAadToken: tokens.renew,
    mask: log.mask,
    ...(tenantId === undefined ? {} : { tenantId }),
  });
  const details = await readRegistry(send, cloud, registryId);
  const view = { registry, registryId, subscriptionId, rules: listing.rules, service, client, tokens, details };
  return { state: 'known', view };
}

/** Why nobody is signed in; `undefined` where somebody is. The token is kept for what follows. */
async function whyNobody(tokens: Tokens, scope: string): Promise<string | undefined> {
  try {
    await tokens.token(scope);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return messageOf(error);
  }
}

/** The registry's credential sets, asked for only where an upstream may want one. */
export async function credentialSetsFor(view: RegistryView, wanted: boolean): Promise<CredentialSets> {
  return wanted ? view.service.credentialSets() : { state: 'known', sets: [] };
}

/** Which repositories exist. */
export interface Existing {
  /** What the registry does not tell is left out. */
  readonly known: ReadonlyMap<string, boolean>;
  /** Why it was left out, where neither a right that is missing nor a network setting is the reason; each once. */
  readonly troubles: readonly string[];
}

/** Whether each repository exists, as far as the registry tells. */
export async function existing(client: RegistryClient, repositories: readonly string[]): Promise<Existing> {
  const known = new Map<string, boolean>();
  const troubles = new Set<string>();
  await Promise.all(
    repositories.map(async (repository) => {
      const existence = await client.repositoryExists(repository);
      if (existence.state !== 'not-told') known.set(repository, existence.state === 'exists');
      else if (existence.reason !== undefined && isTrouble(existence.reason)) {
        troubles.add(sentences(existence.reason.message, existence.reason.remedy));
      }
    }),
  );
  return { known, troubles: [...troubles].sort() };
}

/** Whoever may only write rules may not read repositories; that, and a network that is not let in, warming tells where it matters. */
function isTrouble({ kind, networkDenied }: NotServed): boolean {
  return kind !== 'unauthorized' && kind !== 'forbidden' && kind !== 'stopped' && networkDenied !== true;
}
