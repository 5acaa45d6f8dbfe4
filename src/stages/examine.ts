import { armSender } from '../azure/arm-sender.ts';
import { armLack } from '../azure/arm-shapes.ts';
import { armRuleService } from '../azure/cache-rules.ts';
import { azureTokens, jobToken, type SignIn, type Tokens } from '../azure/credential.ts';
import { findResourceGroups, registryResourceId } from '../azure/registry-lookup.ts';
import { type SetupReads, setupReads } from '../azure/setup-reads.ts';
import { messageOf, UserError } from '../base/errors.ts';
import { askPlan } from '../defender/coverage.ts';
import { registryKql } from '../defender/query.ts';
import { openGraph } from '../defender/resource-graph.ts';
import { presentedBy, principalOf } from '../doctor/claims.ts';
import type { Answer, Facts, JobToken, RegistrySettings, SignInFact, Wanted } from '../doctor/facts.ts';
import { loginServerOf } from '../doctor/login-server.ts';
import { entraCode } from '../entra/refusals.ts';
import { upstreamOf } from '../images/upstreams.ts';
import { asksDefender, type Inputs } from '../inputs/inputs.ts';
import { HttpFailure } from '../io/http.ts';
import { openRegistry, type RegistryClient } from '../registry/client.ts';
import { type NotServed, RegistryFailure } from '../registry/transport/failure.ts';
import { ruleIndex } from '../rules/resolve.ts';
import type { CacheRule } from '../rules/rule.ts';
import { credentialSetOf, lockOf, permissionOf, replicaOf, settingsOf, subscriptionOf } from './examined.ts';
import type { RunContext } from './run-context.ts';

/** Asks everything that the checks of the set-up judge by. Only reads are sent, and none of them makes the registry pull. */

/**
 * @param sources names of the images that are to be cached, which tell whose credentials are needed
 * @throws UserError where an input is missing that says which registry is meant
 */
export async function examine(inputs: Inputs, sources: readonly string[], context: RunContext): Promise<Facts> {
  const wanted = wantedOf(inputs, sources);
  const { http, clock, env, log, emulated } = context;
  const { cloud, tenantId, clientId } = inputs.azure;
  const identity: SignIn = {
    ...{ http, cloud, tenantId, clientId, env, emulated },
    ...{ bounded: clock.bounded, mask: log.mask },
  };
  const tokens = azureTokens(identity);
  const job = await presentedToken(identity);
  const signIn = await whoWeAre(tokens, cloud.armScope);
  if (signIn.state === 'refused') return unknownFacts(wanted, job, signIn);
  const reads = setupReads(armSender(http, tokens, cloud), cloud);
  const [place, defender, subscriptions] = await Promise.all([
    registryFacts(wanted, reads, tokens, context),
    defenderFacts(wanted, tokens, context),
    reads.subscriptions(),
  ]);
  return { wanted, job, signIn, subscriptions: each(subscriptions, subscriptionOf), ...place, ...defender };
}

function wantedOf(inputs: Inputs, sources: readonly string[]): Wanted {
  const { registry, azure } = inputs;
  if (registry === undefined)
    throw new UserError('Input "registry" is needed: the registry whose set-up is looked at.');
  if (azure.subscriptionId === undefined) {
    throw new UserError('Input "subscription-id" is needed; give it, or set AZURE_SUBSCRIPTION_ID.');
  }
  const hosts = sources.map((source) => source.slice(0, source.indexOf('/')));
  const needy = hosts.filter((host) => upstreamOf(host, inputs.upstreams)?.authentication === 'required');
  const writes = inputs.apply !== 'never';
  const gate = asksDefender(inputs);
  return {
    cloud: azure.cloud,
    ...{ registryName: registry.name, loginServer: registry.loginServer, subscriptionId: azure.subscriptionId },
    isLoginServerGiven: registry.given === 'login server',
    ...{ resourceGroup: azure.resourceGroup, tenantId: azure.tenantId, clientId: azure.clientId },
    ...{ writes, pulls: (writes && inputs.warm) || gate, gate, pins: inputs.pin },
    ...{ maxCacheRules: inputs.maxCacheRules, credentialSets: inputs.credentialSets },
    credentialHosts: [...new Set(needy)].sort(),
  };
}

/** What the job presents to Entra; the token itself goes no further. */
async function presentedToken(identity: SignIn): Promise<JobToken> {
  const { env } = identity;
  const [url, bearer] = [env.ACTIONS_ID_TOKEN_REQUEST_URL, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN];
  if (!url || !bearer) return { state: env.GITHUB_ACTIONS ? 'not-permitted' : 'no-job' };
  try {
    const presented = presentedBy(await jobToken(identity, url, bearer));
    return presented === undefined
      ? { state: 'failed', reason: 'the token does not say whom it stands for' }
      : { state: 'presented', presented };
  } catch (error) {
    if (error instanceof UserError || error instanceof HttpFailure)
      return { state: 'failed', reason: messageOf(error) };
    throw error;
  }
}

async function whoWeAre(tokens: Tokens, scope: string): Promise<SignInFact> {
  try {
    return { state: 'signed-in', principal: principalOf(await tokens.token(scope)) };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof HttpFailure)) throw error;
    const reason = messageOf(error);
    return { state: 'refused', code: entraCode(reason)?.code, reason };
  }
}

const NOBODY = { state: 'not-asked', reason: 'not asked: nobody is signed in' } as const;

function unknownFacts(wanted: Wanted, job: JobToken, signIn: SignInFact): Facts {
  return {
    ...{ wanted, job, signIn, subscriptions: NOBODY, ...unknownRegistry(NOBODY), resourceGroup: NOBODY },
    ...{ defenderPlan: NOBODY, assessments: NOBODY },
  };
}

type RegistryFacts = Omit<Facts, 'wanted' | 'job' | 'signIn' | 'subscriptions' | 'defenderPlan' | 'assessments'>;

function unknownRegistry(answer: Answer<never>): Omit<RegistryFacts, 'resourceGroup'> {
  return {
    ...{ registry: answer, locks: answer, replicas: answer, permissions: answer },
    ...{ rules: answer, credentialSets: answer, pull: answer, lists: answer },
  };
}

async function registryFacts(
  wanted: Wanted,
  reads: SetupReads,
  tokens: Tokens,
  context: RunContext,
): Promise<RegistryFacts> {
  const { cloud, subscriptionId, registryName } = wanted;
  const send = armSender(context.http, tokens, cloud, armLack);
  const resourceGroup = await groupOf(wanted, () => findResourceGroups(send, cloud, subscriptionId, registryName));
  if (resourceGroup.state !== 'answered') {
    const reason = `not asked: the resource group of ${registryName} is not known`;
    const unknown = unknownRegistry({ state: 'not-asked', reason });
    return {
      ...unknown,
      resourceGroup,
      ...(await dataPlane(wanted, unknown.registry, unknown.rules, tokens, context)),
    };
  }
  const id = registryResourceId(subscriptionId, resourceGroup.value, registryName);
  const scope = { subscriptionId, resourceGroup: resourceGroup.value, registryName };
  const [registry, locks, replicas, permissions, credentialSets, listing] = await Promise.all([
    reads.registry(id),
    reads.locks(id),
    reads.replications(id),
    reads.permissions(id),
    reads.credentialSets(id),
    armRuleService(context.http, send, cloud, scope).list(),
  ]);
  const rules: Facts['rules'] =
    listing.state === 'known'
      ? { state: 'answered', value: listing.rules }
      : { state: listing.state === 'not-allowed' ? 'refused' : listing.state, reason: listing.reason };
  const settings = mapped(registry, (body): RegistrySettings => settingsOf(id, body));
  return {
    resourceGroup,
    registry: settings,
    locks: each(locks, lockOf),
    replicas: each(replicas, replicaOf),
    permissions: each(permissions, permissionOf),
    credentialSets: each(credentialSets, credentialSetOf),
    rules,
    ...(await dataPlane(wanted, settings, rules, tokens, context)),
  };
}

async function groupOf(
  { resourceGroup }: Wanted,
  find: () => ReturnType<typeof findResourceGroups>,
): Promise<Answer<string>> {
  if (resourceGroup !== undefined) return { state: 'answered', value: resourceGroup };
  const found = await find();
  if (found.state === 'found') {
    const [first, ...others] = found.resourceGroups;
    if (others.length === 0) return { state: 'answered', value: first };
    const reason = `registries of that name are in the groups ${found.resourceGroups.join(', ')}; name one with the input resource-group`;
    return { state: 'failed', reason };
  }
  return { state: found.state === 'not-allowed' ? 'refused' : found.state, reason: found.reason };
}

/** No image has it, and no repository: what a rule does not cover is not asked of any source. */
const PROBE = { repository: 'acr-artifact-cache/doctor', digest: `sha256:${'0'.repeat(64)}` } as const;

async function dataPlane(
  wanted: Wanted,
  registry: Answer<RegistrySettings>,
  rules: Answer<readonly CacheRule[]>,
  tokens: Tokens,
  { http, log }: RunContext,
): Promise<Pick<Facts, 'pull' | 'lists'>> {
  const { cloud, tenantId, pulls } = wanted;
  if (!pulls) return { pull: UNNEEDED, lists: UNNEEDED };
  const server = loginServerOf(wanted, registry);
  if (server.state !== 'certain') return { pull: WHOSE, lists: WHOSE };
  const loginServer = server.host;
  const client = openRegistry({
    ...{ http, loginServer, mask: log.mask },
    ...{ aadToken: () => tokens.token(cloud.registryScope), renewAadToken: tokens.renew },
    ...(tenantId === undefined ? {} : { tenantId }),
  });
  const isCovered = rules.state === 'answered' && ruleIndex(rules.value).forRepository(PROBE.repository) !== undefined;
  const reason = 'not asked: a wildcard rule takes every repository, so that the question would be a pull';
  const [pull, lists] = await Promise.all([
    isCovered ? ({ state: 'not-asked', reason } as const) : mayPull(client),
    mayList(client),
  ]);
  return { pull, lists };
}

const WHOSE = { state: 'not-asked', reason: 'not asked: it is not certain whose login server it is' } as const;
const UNNEEDED = { state: 'not-asked', reason: 'not asked: nothing is pulled' } as const;

async function mayPull(client: RegistryClient): Promise<Answer<'allowed'>> {
  try {
    await client.isFromUpstream(PROBE.repository, PROBE.digest);
    return { state: 'answered', value: 'allowed' };
  } catch (error) {
    if (error instanceof RegistryFailure) return byRefusal(error.reason);
    if (error instanceof UserError || error instanceof HttpFailure)
      return { state: 'failed', reason: messageOf(error) };
    throw error;
  }
}

async function mayList(client: RegistryClient): Promise<Answer<'allowed'>> {
  try {
    const existence = await client.repositoryExists(PROBE.repository);
    if (existence.state !== 'not-told') return { state: 'answered', value: 'allowed' };
    return byRefusal(existence.reason ?? { kind: 'registry-error', message: 'it does not tell', remedy: '' });
  } catch (error) {
    if (error instanceof UserError || error instanceof HttpFailure)
      return { state: 'failed', reason: messageOf(error) };
    throw error;
  }
}

/** That there is nothing is an answer to who may ask. */
function byRefusal({ kind, message, networkDenied }: NotServed): Answer<'allowed'> {
  if (kind === 'not-found') return { state: 'answered', value: 'allowed' };
  if (networkDenied === true) {
    const network = { address: /client with IP '([^']+)'/.exec(message)?.[1] };
    return { state: 'refused', reason: message, network };
  }
  const isRefused = kind === 'unauthorized' || kind === 'forbidden';
  return isRefused ? { state: 'refused', reason: 'refused by the registry' } : { state: 'failed', reason: message };
}

const NO_GATE = { state: 'not-asked', reason: 'not asked: there is no gate' } as const;

async function defenderFacts(
  { gate, cloud, subscriptionId, registryName }: Wanted,
  tokens: Tokens,
  { http }: RunContext,
): Promise<Pick<Facts, 'defenderPlan' | 'assessments'>> {
  if (!gate) return { defenderPlan: NO_GATE, assessments: NO_GATE };
  const questioner = {
    ...{ http, armEndpoint: cloud.armEndpoint },
    ...{ token: () => tokens.token(cloud.armScope), renew: tokens.renew },
  };
  const graph = openGraph({ ...questioner, subscriptions: [subscriptionId] });
  const [plan, rows] = await Promise.all([
    askPlan(questioner, subscriptionId),
    graph.ask(registryKql(registryName), true),
  ]);
  return {
    defenderPlan:
      plan.type === 'not-told'
        ? { state: /^HTTP 403\b/.test(plan.reason) ? 'refused' : 'failed', reason: plan.reason }
        : { state: 'answered', value: plan.type },
    assessments:
      rows.type === 'rows'
        ? { state: 'answered', value: rows.rows.length > 0 ? 'visible' : 'none' }
        : { state: rows.type === 'not-allowed' ? 'refused' : 'failed', reason: rows.reason },
  };
}

function mapped<T, U>(answer: Answer<T>, read: (value: T) => U): Answer<U> {
  return answer.state === 'answered' ? { state: 'answered', value: read(answer.value) } : answer;
}

/** What of a list can be read. */
function each<U>(answer: Answer<readonly unknown[]>, read: (item: unknown) => U | undefined): Answer<readonly U[]> {
  return mapped(answer, (items) => items.flatMap((item) => read(item) ?? []));
}
