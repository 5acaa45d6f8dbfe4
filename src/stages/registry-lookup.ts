import { type ArmSend, armSender } from '../azure/arm-sender.ts';
import { armLack } from '../azure/arm-shapes.ts';
import { armRuleService } from '../azure/cache-rules.ts';
import { azureTokens, type Tokens } from '../azure/credential.ts';
import {
  findResourceGroups,
  type LookupTrouble,
  type RegistryDetails,
  readRegistry,
  registryResourceId,
} from '../azure/registry-lookup.ts';
import { readReplicas } from '../azure/replicas.ts';
import { messageOf, UserError } from '../base/errors.ts';
import { sentences } from '../base/sentences.ts';
import type { Cloud } from '../clouds.ts';
import { entraCode } from '../entra/refusals.ts';
import { asksDefender, type Inputs } from '../inputs/inputs.ts';
import type { Registry } from '../inputs/registry.ts';
import { openRegistry, type RegistryClient } from '../registry/client.ts';
import type { NotServed } from '../registry/transport/failure.ts';
import type { CredentialSets } from '../rules/rule.ts';
import { isDependabot } from '../trust.ts';
import { applyDecision } from './apply.ts';
import { guessedReason, identify, malformedId, type Whereabouts, wrongPlace } from './registry-identity.ts';
import type { RegistryLookup, RegistryView } from './registry-view.ts';
import type { RunContext } from './run-context.ts';

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
  const malformed = malformedId(azure);
  if (malformed !== undefined) return unknown(malformed, false);
  context.log.progress('signing in to Azure and looking the registry up');
  try {
    return await lookUpIn(registry, azure.subscriptionId, inputs, context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const reason = messageOf(error);
    return { state: 'unknown', reason, expected: false, setUp: entraCode(reason) !== undefined };
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
  const place = await placeOf(send, registry, subscriptionId, azure);
  if (place.state !== 'found') return place;
  const { resourceGroup, details } = place;
  const registryId = registryResourceId(subscriptionId, resourceGroup, registry.name);
  const identity = identify(registry, registryId, details);
  if (identity.state === 'contradicted') return contradicted(identity.why);
  const service = armRuleService(http, send, cloud, { subscriptionId, resourceGroup, registryName: registry.name });
  const listing = await service.list();
  if (listing.state !== 'known') {
    const again = {
      failed: '; run again, and see https://status.azure.com if it stays so',
      'not-allowed': ' See docs/troubleshooting.md#not-permitted',
      'not-found': '',
    }[listing.state];
    const reason = `the cache rules of ${registry.name} can't be read: ${listing.reason}${again}`;
    return unknown(reason, listing.state !== 'failed');
  }
  if (identity.state === 'guessed') {
    const reason = guessedReason(registry, identity.why);
    const expected = !isWanted(inputs, context);
    return { state: 'unknown', reason, expected, setUp: true, rules: { registryId, rules: listing.rules } };
  }
  const { loginServer } = identity.registry;
  const access = {
    http,
    aadToken: () => tokens.token(cloud.registryScope),
    renewAadToken: tokens.renew,
    mask: log.mask,
    ...(tenantId === undefined ? {} : { tenantId }),
  };
  const view: RegistryView = {
    ...{ registry: identity.registry, identity, registryId, subscriptionId, rules: listing.rules },
    ...{ service, tokens, details },
    client: openRegistry({ ...access, loginServer }),
    replicas: () => readReplicas(send, cloud, registryId),
    openEndpoint: (host) => openRegistry({ ...access, loginServer: host, endpointOf: loginServer }),
  };
  return { state: 'known', view };
}

/** Whether anything is to be changed or judged, so that a registry which can't be asked is a problem of the run. */
function isWanted(inputs: Inputs, { rights, event, asked }: RunContext): boolean {
  return applyDecision(inputs, rights, { isTerminal: event === undefined, asked }).applied || asksDefender(inputs);
}

function unknown(reason: string, setUp: boolean): Extract<RegistryLookup, { readonly state: 'unknown' }> {
  return { state: 'unknown', reason, expected: false, setUp };
}

function contradicted(why: string) {
  return unknown(
    `${why}: nothing was changed, since one of the two is another registry. Give as \`registry\` what Azure says, and see that manifests name the same. See docs/troubleshooting.md#login-server`,
    true,
  );
}

interface Place {
  readonly state: 'found';
  readonly resourceGroup: string;
  readonly details: RegistryDetails;
}

/** The group that the registry is in, and what the registry says of itself there. */
async function placeOf(
  send: ArmSend,
  registry: Registry,
  subscriptionId: string,
  { cloud, resourceGroup, tenantId }: Inputs['azure'],
): Promise<Place | Extract<RegistryLookup, { readonly state: 'unknown' }>> {
  const { name } = registry;
  const where: Whereabouts = { subscriptionId, resourceGroup, name, tenantId };
  const groups: readonly string[] | LookupTrouble =
    resourceGroup === undefined ? await groupsOf(send, cloud, subscriptionId, name) : [resourceGroup];
  if ('state' in groups) {
    const reason = `the resource group of ${name} is not known: ${groups.reason}. Name it with the input resource-group`;
    return unknown(wrongPlace(groups, where) ?? reason, groups.state !== 'failed');
  }
  const places = await Promise.all(
    groups.map(async (group): Promise<Place> => {
      const details = await readRegistry(send, cloud, registryResourceId(subscriptionId, group, name));
      return { state: 'found', resourceGroup: group, details };
    }),
  );
  const [only, ...more] = places;
  if (only !== undefined && more.length === 0) {
    const wrong =
      'code' in only.details ? wrongPlace(only.details, { ...where, resourceGroup: only.resourceGroup }) : undefined;
    return wrong === undefined ? only : unknown(wrong, true);
  }
  // Names are unique in a group only: the login server tells which of them is meant (docs/azure-behaviour.md#registry-name-scope).
  const meant = places.filter(
    ({ details }) =>
      registry.given === 'login server' && details.state === 'known' && details.loginServer === registry.loginServer,
  );
  const [found, ...others] = meant;
  if (found !== undefined && others.length === 0) return found;
  return unknown(
    `subscription ${subscriptionId} has several registries ${name}, in the groups ${groups.join(', ')}. Say which with resource-group, or give its login server or its resource id as \`registry\``,
    true,
  );
}

async function groupsOf(
  send: ArmSend,
  cloud: Cloud,
  subscriptionId: string,
  name: string,
): Promise<readonly string[] | LookupTrouble> {
  const found = await findResourceGroups(send, cloud, subscriptionId, name);
  return found.state === 'found' ? found.resourceGroups : found;
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
