import type { StoredCredentialSet, StoredRule } from '../arm/rules.ts';
import type { ArmState } from '../arm/state.ts';
import type { Clock } from '../clock.ts';
import type { Defender } from '../defender.ts';
import type { Tokens } from '../tokens.ts';
import type { Store, StoredManifest } from './store.ts';
import type { Upstreams, UpstreamTrouble } from './upstream.ts';

/** What the data plane of the registry knows. */
export interface RegistryState {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly loginServer: string;
  readonly tenantId: string;
  readonly rules: Map<string, StoredRule>;
  readonly credentialSets: readonly StoredCredentialSet[];
  /** Who may do what, and how the registry takes it. */
  readonly arm: ArmState;
  readonly store: Store;
  readonly upstreams: Upstreams;
  readonly defender: Defender;
  readonly settings: RegistrySettings;
  /** Of pulls that are served from upstream, by repository. */
  readonly progress: Map<string, Progress>;
  /** Blobs that storage gives, by signature. */
  readonly signed: Map<string, SignedBlob>;
  /** How often replicas were asked for what they have not yet, by endpoint and manifest. */
  readonly lateness: Map<string, number>;
  /** Findings artifacts that Defender attached, with what each refers to. */
  readonly attached: Map<string, string>;
}

/** What was served from upstream to a repository and is not stored yet. */
export interface Progress {
  readonly manifests: Map<string, StoredManifest>;
  readonly tags: Map<string, string>;
  readonly blobs: Map<string, Uint8Array>;
  /** Manifests under import. */
  readonly pending: Map<string, Due>;
  /** Fetches a blob for an import that didn't wait for the client to. */
  fetch: (digest: string) => Promise<Uint8Array | undefined>;
}

interface Due {
  readonly requestsLeft: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
}

/** One signed URL of the storage. */
export interface SignedBlob {
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly path: string;
  /** Is called when the whole blob was sent. */
  readonly onSent: () => void;
}

/** What a test may set, also while the emulator runs. */
export interface RegistrySettings {
  /** What starts the import: config and layers fetched, or the platform's manifest alone; not known of the service. */
  importStartsWith: 'pull' | 'manifest';
  /** How many manifest requests to the repository are still served from upstream once the import has started. */
  importAfterRequests: number;
  /** How long the import takes besides. Milliseconds. */
  importAfterMilliseconds: number;
  /** A network-restricted registry proxies and never stores (docs/azure-behaviour.md#restricted-network). */
  imports: boolean;
  /** How long a stored tag is served without a look at its source. Milliseconds (docs/azure-behaviour.md#freshness). */
  freshFor: number;
  /** By source repository (`docker.io/library/redis`): what the source does, and how often. */
  trouble: Readonly<Record<string, ScriptedTrouble>>;
  anonymousPull: boolean;
  /** Whether tokens for ARM are taken (`azureADAuthenticationAsArmPolicy`, docs/azure-behaviour.md#token-audience). */
  armTokens: boolean;
  /** Whether the identity may list tags and manifests. */
  metadataRead: boolean;
  /**
   * What becomes of a request for a token by somebody who lacks a right: he gets one that opens nothing, or none
   * (docs/azure-behaviour.md#token-endpoint-401).
   */
  missingRight: 'empty token' | 'refused';
  /**
   * What a pull through a rule says whose credential set is unhealthy: that authentication is required, or with which rule
   * (docs/azure-behaviour.md#source-unauthorized).
   */
  unhealthySet: 'unhealthy' | 'unauthorized';
  /** Whether a repository is there, without tags, from the first pull on or from its first stored image (docs/azure-behaviour.md#empty-repository). */
  emptyRepositories: boolean;
  /** For how many requests at its endpoint a replica does not have a manifest yet that the registry has (docs/azure-behaviour.md#geo-replication). */
  replicasLateFor: number;
  /** Where an endpoint of one region has its tokens fetched (docs/azure-behaviour.md#regional-realm). */
  regionalRealm: 'own' | 'login server';
  /** Whether the registry's firewall keeps the client out. */
  networkDenied: boolean;
  /**
   * What becomes of a question for referrers through a cache rule: the source is asked too, and its answer carries
   * `X-Azure-Origin` or not; or that fails (Azure/acr#891); or it is not asked. Which it is, is not known of the service.
   */
  sourceReferrers: 'unmarked' | 'marked' | 'failure' | 'not asked';
  /** A scope-map token or the admin user. */
  basic: { readonly username: string; readonly password: string } | undefined;
}

export interface ScriptedTrouble {
  readonly kind: UpstreamTrouble;
  /** Every time unless given. */
  readonly times?: number;
}

export const REGISTRY_DEFAULTS: RegistrySettings = {
  importStartsWith: 'pull',
  importAfterRequests: 2,
  importAfterMilliseconds: 0,
  imports: true,
  freshFor: 300_000,
  trouble: {},
  anonymousPull: false,
  armTokens: false,
  metadataRead: true,
  missingRight: 'empty token',
  unhealthySet: 'unhealthy',
  emptyRepositories: true,
  replicasLateFor: 2,
  regionalRealm: 'own',
  networkDenied: false,
  sourceReferrers: 'unmarked',
  basic: undefined,
};
