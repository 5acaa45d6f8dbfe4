import type { Cloud } from '../clouds.ts';
import type { Presented } from '../entra/federated-credential.ts';
import type { CacheRule } from '../rules/rule.ts';
import type { Principal } from './claims.ts';
import type { Permission } from './roles.ts';

/** What was asked of Azure and what came: everything that the checks judge by. Nothing of it was written anywhere. */
export interface Facts {
  readonly wanted: Wanted;
  readonly job: JobToken;
  readonly signIn: SignInFact;
  /** Subscriptions that this identity can see. */
  readonly subscriptions: Answer<readonly Subscription[]>;
  /** The resource group that the registry is in. */
  readonly resourceGroup: Answer<string>;
  readonly registry: Answer<RegistrySettings>;
  readonly locks: Answer<readonly Lock[]>;
  /** Where else the registry is: regions of its replicas. */
  readonly replicas: Answer<readonly string[]>;
  /** What this identity may do with the registry. */
  readonly permissions: Answer<readonly Permission[]>;
  readonly rules: Answer<readonly CacheRule[]>;
  readonly credentialSets: Answer<readonly CredentialSetFact[]>;
  /** Whether an image may be pulled, and whether lists may be read. */
  readonly pull: Answer<'allowed'>;
  readonly lists: Answer<'allowed'>;
  /** Whether a plan of Defender scans registries; asked only with a gate, as is what follows. */
  readonly defenderPlan: Answer<'on' | 'off'>;
  readonly assessments: Answer<'visible' | 'none'>;
}

/** What the configuration needs, in the terms of the inputs. */
export interface Wanted {
  readonly cloud: Cloud;
  readonly registryName: string;
  readonly loginServer: string;
  /** Whether that is what the user said, and not put together from the name. */
  readonly isLoginServerGiven: boolean;
  readonly subscriptionId: string;
  /** As it was given. */
  readonly resourceGroup: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  /** Whether rules are to be created. */
  readonly writes: boolean;
  /** Whether images are pulled. */
  readonly pulls: boolean;
  /** Whether Defender is asked. */
  readonly gate: boolean;
  /** Whether digests are written into manifests. */
  readonly pins: boolean;
  readonly maxCacheRules: number;
  /** Credential sets by upstream host, as they were named. */
  readonly credentialSets: ReadonlyMap<string, string>;
  /** Upstreams of this repository's images that serve nobody without credentials, sorted. */
  readonly credentialHosts: readonly string[];
}

/** A question and its answer. */
export type Answer<T> =
  | { readonly state: 'answered'; readonly value: T }
  /** `refused`: a right is missing. */
  | { readonly state: 'refused' | 'not-found' | 'failed'; readonly reason: string; readonly network?: NetworkRefusal }
  /** What would have had to be known before is not. */
  | { readonly state: 'not-asked'; readonly reason: string };

/** The registry's firewall does not let this machine in. */
export interface NetworkRefusal {
  /** The address that the registry saw, where it tells. */
  readonly address: string | undefined;
}

/** The OIDC token of the job that this runs in. */
export type JobToken =
  | { readonly state: 'presented'; readonly presented: Presented }
  /** In no job: somebody is signed in otherwise. */
  | { readonly state: 'no-job' }
  /** In a job that may not ask for one. */
  | { readonly state: 'not-permitted' }
  | { readonly state: 'failed'; readonly reason: string };

export type SignInFact =
  | { readonly state: 'signed-in'; readonly principal: Principal | undefined }
  | {
      readonly state: 'refused';
      /** Entra's code, such as `AADSTS700213`. */
      readonly code: string | undefined;
      readonly reason: string;
    };

export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

/** What the registry says of itself (docs/azure-behaviour.md#registry-shape). What it does not tell is `undefined`. */
export interface RegistrySettings {
  readonly id: string;
  readonly loginServer: string | undefined;
  readonly location: string | undefined;
  readonly sku: string | undefined;
  readonly roleAssignmentMode: string | undefined;
  readonly anonymousPull: boolean;
  readonly publicNetworkAccess: string | undefined;
  readonly networkDefaultAction: string | undefined;
  readonly networkRuleBypassOptions: string | undefined;
  readonly privateEndpoints: number;
  readonly softDelete: boolean;
  readonly retentionDays: number | undefined;
  /** Whether tokens for Azure Resource Manager are taken (docs/azure-behaviour.md#token-audience). */
  readonly armTokens: boolean | undefined;
}

export interface Lock {
  readonly id: string;
  readonly level: string;
}

export interface CredentialSetFact {
  readonly name: string;
  readonly loginServer: string;
  readonly health: 'healthy' | 'unhealthy' | 'unknown';
  /** What the service says of its health. */
  readonly detail: string | undefined;
  /** Its own identity, which reads the secrets. */
  readonly principalId: string | undefined;
  /** Names of the key vaults that hold its secrets. */
  readonly vaults: readonly string[];
}
