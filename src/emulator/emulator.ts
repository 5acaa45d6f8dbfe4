import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerArm } from './arm/routes.ts';
import type { StoredCredentialSet, StoredRule } from './arm/rules.ts';
import { ARM_DEFAULTS, type ArmState, openArmState } from './arm/state.ts';
import { makeCertificate } from './certificate.ts';
import { type Clock, openClock } from './clock.ts';
import { type Defender, openDefender } from './defender.ts';
import { answerEntra } from './entra.ts';
import type { ServiceAnswer, ServiceRequest } from './exchange.ts';
import { expireCredential } from './expiry.ts';
import { type Fault, openFaults } from './faults.ts';
import { answerGitHub } from './github/routes.ts';
import { type GitHubState, openGitHub } from './github/state.ts';
import { certificateHosts, OIDC_REQUEST_URL, serviceOf } from './hosts.ts';
import { type LoggedRequest, logged, normalised } from './log.ts';
import { answerOidc } from './oidc.ts';
import {
  type AzureNames,
  type EmulatorOptions,
  namesOf,
  type SeededCredentialSet,
  type SeededRule,
} from './options.ts';
import { answerRegistry } from './registry/routes.ts';
import { REGISTRY_DEFAULTS, type RegistryState } from './registry/state.ts';
import { answerStorage } from './registry/storage.ts';
import { openStore, type Store } from './registry/store.ts';
import { answerGraph, GRAPH_DEFAULTS, GRAPH_QUOTA, type GraphState } from './resource-graph.ts';
import { listen } from './server.ts';
import { openTokens, type Tokens } from './tokens.ts';

/** A local stand-in for Azure and GitHub: one process, one TLS port on loopback, real host names. */
export interface Emulator {
  readonly port: number;
  /** Its certificate, in PEM. */
  readonly certificate: string;
  readonly names: AzureNames;
  /** Variables for a process that shall talk to it, as an Azure job's `env` and the runner would give them. */
  readonly env: () => Readonly<Record<string, string>>;
  /** The rules that the registry has now. */
  readonly rules: () => readonly StoredRule[];
  /** What the registry has stored. */
  readonly store: Store;
  readonly arm: ArmState;
  readonly registry: RegistryState;
  readonly graph: GraphState;
  readonly github: GitHubState;
  readonly defender: Defender;
  readonly clock: Clock;
  readonly tokens: Tokens;
  /** All requests that were answered or cut, in order. */
  readonly requests: readonly LoggedRequest[];
  /** One line for each request, the same in every run. */
  readonly normalisedRequests: () => readonly string[];
  /** What no real service would get; tests assert that there is none. */
  readonly violations: readonly string[];
  readonly addFault: (fault: Fault) => void;
  /** Is told of each request once the service has done its work; the answer leaves when it is done with that. @returns what ends that */
  readonly onRequest: (listener: (request: LoggedRequest) => void | Promise<void>) => () => void;
  /** Forgets requests and violations: a second run starts afresh, on the same registry. */
  readonly forgetRequests: () => void;
  readonly close: () => Promise<void>;
}

/** What the runner gives as `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
const REQUEST_TOKEN = 'emulated-oidc-request-token';

/** Starts the emulator. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
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
      settings: { ...ARM_DEFAULTS, ...options.arm },
      credentialSets,
      repositories: store.names,
    },
    (options.rules ?? []).map((rule, index) => seededRule(names, clock, rule, index)),
  );
  const roles = () => arm.settings.roles;
  const registry: RegistryState = {
    ...names,
    clock,
    tokens,
    rules: arm.rules,
    credentialSets,
    roles,
    store,
    upstreams: options.upstreams ?? {},
    defender,
    settings: { ...REGISTRY_DEFAULTS, ...options.registry },
    progress: new Map(),
    signed: new Map(),
  };
  const graph: GraphState = {
    tokens,
    subscriptionId: names.subscriptionId,
    roles,
    defender,
    settings: { ...GRAPH_DEFAULTS, ...options.graph },
    pages: new Map(),
    quota: { remaining: GRAPH_QUOTA },
  };
  const github = openGitHub(options.github ?? {}, clock);
  const entra = { ...names, tokenLifetime: options.tokenLifetime ?? 3599, tokens };
  const answer = (request: ServiceRequest): ServiceAnswer | Promise<ServiceAnswer> => {
    switch (request.service) {
      case 'entra':
        return answerEntra(entra, request);
      case 'oidc':
        return answerOidc({ requestToken: REQUEST_TOKEN, tokens }, request);
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

  const requests: LoggedRequest[] = [];
  const listeners = new Set<(request: LoggedRequest) => void | Promise<void>>();
  const violations: string[] = [];
  const faults = openFaults(options.faults ?? []);
  const certificate = await makeCertificate(certificateHosts(names.loginServer));
  const folder = await mkdtemp(join(tmpdir(), 'acr-artifact-cache-emulator-'));
  const certificateFile = join(folder, 'certificate.pem');
  await writeFile(certificateFile, certificate.certificate);
  const server = await listen(certificate, options.port ?? 0, {
    serviceOf: (host, path) => serviceOf(host, path, names.loginServer),
    faultOf: faults.strike,
    answer,
    expire: (request) => expireCredential(request, tokens),
    onDone: async (request, status) => {
      const entry = { ...logged(request, tokens), ...(status === undefined ? {} : { status }) };
      requests.push(entry);
      await Promise.all([...listeners].map((listener) => listener(entry)));
    },
    onViolation: (message) => {
      violations.push(message);
    },
  });
  return {
    port: server.port,
    certificate: certificate.certificate,
    names,
    env: () => ({
      ACR_ARTIFACT_CACHE_EMULATOR_PORT: String(server.port),
      ACR_ARTIFACT_CACHE_EMULATOR_PACE: String(options.pace ?? 50),
      NODE_EXTRA_CA_CERTS: certificateFile,
      ACTIONS_ID_TOKEN_REQUEST_URL: OIDC_REQUEST_URL,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
      AZURE_TENANT_ID: names.tenantId,
      AZURE_CLIENT_ID: names.clientId,
      AZURE_SUBSCRIPTION_ID: names.subscriptionId,
    }),
    rules: () => [...arm.rules.values()],
    store,
    arm,
    registry,
    graph,
    github,
    defender,
    clock,
    tokens,
    requests,
    normalisedRequests: () => requests.map(normalised),
    violations,
    addFault: faults.add,
    onRequest: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    forgetRequests: () => {
      requests.length = 0;
      violations.length = 0;
    },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
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
