import { answerArm } from './arm/routes.ts';
import type { StoredCredentialSet, StoredRule } from './arm/rules.ts';
import { ARM_DEFAULTS, type ArmState, openArmState } from './arm/state.ts';
import { type Clock, openClock } from './clock.ts';
import { type Defender, openDefender } from './defender.ts';
import type { Directory } from './directory.ts';
import { answerEntra, ENTRA_DEFAULTS, type EntraSettings } from './entra.ts';
import type { ServiceAnswer, ServiceRequest } from './exchange.ts';
import { answerGitHub } from './github/routes.ts';
import { type GitHubState, openGitHub } from './github/state.ts';
import { type JobRepository, type Jobs, openJobs, usualCredentials } from './jobs.ts';
import { answerOidc, OIDC_DEFAULTS, type OidcSettings, type OidcState } from './oidc.ts';
import {
  type AzureNames,
  type EmulatorOptions,
  namesOf,
  PACE,
  type SeededCredentialSet,
  type SeededRule,
} from './options.ts';
import { answerRegistry } from './registry/routes.ts';
import { REGISTRY_DEFAULTS, type RegistryState } from './registry/state.ts';
import { answerStorage } from './registry/storage.ts';
import { openStore, type Store } from './registry/store.ts';
import { answerGraph, GRAPH_DEFAULTS, GRAPH_QUOTA, type GraphState } from './resource-graph.ts';
import { openTokens, type Tokens } from './tokens.ts';

/** The services that the emulator plays, and what each of them knows. */
export interface Services {
  readonly names: AzureNames;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly defender: Defender;
  readonly store: Store;
  readonly arm: ArmState;
  readonly registry: RegistryState;
  readonly graph: GraphState;
  readonly github: GitHubState;
  readonly jobs: Jobs;
  readonly oidc: OidcState;
  readonly entra: EntraSettings;
  readonly directory: Directory;
  readonly answer: (request: ServiceRequest) => ServiceAnswer | Promise<ServiceAnswer>;
}

/** Opens the services as the options seed them. */
export function openServices(options: EmulatorOptions): Services {
  const names = namesOf(options.azure ?? {});
  const clock = openClock();
  const tokens = openTokens(clock, options.tokenUses ?? {});
  const defender = openDefender(options.scans ?? {});
  const store = seededStore(options, clock);
  const credentialSets = (options.credentialSets ?? []).map((set) => seededCredentialSet(names, set));
  const arm = openArmState(
    {
      ...names,
      clock,
      tokens,
      pace: options.pace ?? PACE,
      settings: { ...ARM_DEFAULTS, ...options.arm },
      credentialSets,
      repositories: store.names,
    },
    (options.rules ?? []).map((rule, index) => seededRule(names, clock, rule, index)),
  );
  const shared = { clock, tokens, defender, arm, store };
  const registry = registryState(options, names, shared);
  const graph = graphState(options, names, shared);
  const github = openGitHub(options.github ?? {}, clock);
  const repository = { name: github.repository, id: REPOSITORY_ID, ownerId: OWNER_ID };
  const oidc = { jobs: openJobs(), tokens, repository, settings: { ...OIDC_DEFAULTS, ...options.oidc } };
  const directory = seededDirectory(options, names, repository, oidc.settings);
  const entra: EntraSettings = { ...ENTRA_DEFAULTS, ...options.entra };
  const authority = {
    ...names,
    ...{ directory, tokens, settings: entra },
    tokenLifetime: options.tokenLifetime ?? 3599,
  };
  const answer = (request: ServiceRequest): ServiceAnswer | Promise<ServiceAnswer> => {
    switch (request.service) {
      case 'entra':
        return answerEntra(authority, request);
      case 'oidc':
        return answerOidc(oidc, request);
      case 'arm':
        return answerArm(arm, request);
      case 'resource-graph':
        return answerGraph(graph, request);
      case 'registry':
        return answerRegistry(registry, request);
      case 'storage':
        return answerStorage(registry, request);
      case 'github':
        return answerGitHub(github, request);
    }
  };
  const told = { jobs: oidc.jobs, oidc, entra, directory };
  return { names, clock, tokens, defender, store, arm, registry, graph, github, ...told, answer };
}

/** As the runner and the payloads of events tell them. */
const REPOSITORY_ID = 1001;
const OWNER_ID = 501;

function seededDirectory(
  options: EmulatorOptions,
  { clientId }: AzureNames,
  repository: JobRepository,
  { subjects }: OidcSettings,
): Directory {
  const federatedCredentials = options.federatedCredentials ?? usualCredentials(repository, subjects);
  const own = { clientId, displayName: 'acr-artifact-cache', servicePrincipal: true, federatedCredentials };
  return { applications: new Map([[clientId, own]]) };
}

/** What several services know. */
interface Shared {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly defender: Defender;
  readonly arm: ArmState;
  readonly store: Store;
}

function registryState(options: EmulatorOptions, names: AzureNames, shared: Shared): RegistryState {
  const { arm } = shared;
  return {
    ...names,
    ...shared,
    rules: arm.rules,
    credentialSets: arm.credentialSets,
    upstreams: options.upstreams ?? {},
    settings: { ...REGISTRY_DEFAULTS, ...options.registry },
    progress: new Map(),
    signed: new Map(),
    lateness: new Map(),
    attached: new Map(),
  };
}

function graphState(options: EmulatorOptions, names: AzureNames, shared: Shared): GraphState {
  return {
    ...names,
    ...shared,
    pace: options.pace ?? PACE,
    settings: { ...GRAPH_DEFAULTS, ...options.graph },
    pages: new Map(),
    quota: { remaining: GRAPH_QUOTA, until: 0 },
  };
}

function seededStore({ images = {} }: EmulatorOptions, clock: Clock): Store {
  const store = openStore();
  for (const [name, tags] of Object.entries(images)) {
    const repository = store.make(name);
    for (const [tag, image] of Object.entries(tags)) {
      for (const [digest, manifest] of image.manifests) repository.manifests.set(digest, manifest);
      for (const [digest, blob] of image.blobs) repository.blobs.set(digest, blob);
      repository.tags.set(tag, { digest: image.digest, checkedAt: clock.now() });
    }
  }
  return store;
}

function seededCredentialSet(
  names: AzureNames,
  { name, loginServer, healthy = true }: SeededCredentialSet,
): StoredCredentialSet {
  return { id: credentialSetId(names, name), name, loginServer, healthy };
}

function seededRule(names: AzureNames, clock: Clock, rule: SeededRule, index: number): StoredRule {
  const createdAt = rule.createdAt ?? clock.stamp();
  return {
    name: rule.name ?? `rule-${index + 1}`,
    source: rule.source,
    target: rule.target,
    credentialSetId: rule.credentialSet === undefined ? undefined : credentialSetId(names, rule.credentialSet),
    state: rule.state ?? 'Succeeded',
    createdAt,
    modifiedAt: createdAt,
    unknownFor: 0,
  };
}

function credentialSetId({ subscriptionId, resourceGroup, registryName }: AzureNames, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerRegistry/registries/${registryName}/credentialSets/${name}`;
}
