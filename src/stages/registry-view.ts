import type { Tokens } from '../azure/credential.ts';
import type { RegistryDetails } from '../azure/registry-lookup.ts';
import type { Replicas } from '../azure/replicas.ts';
import type { Registry } from '../inputs/registry.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { CacheRule } from '../rules/rule.ts';
import type { RuleService } from '../rules/service.ts';

/** What is known of the team's registry before anything is changed, and the means to go on. */
export interface RegistryView {
  /** With its login server as Azure says it, or as the user does where Azure can't be asked. */
  readonly registry: Registry;
  readonly identity: Extract<RegistryIdentity, { readonly state: 'certain' }>;
  readonly registryId: string;
  readonly subscriptionId: string;
  readonly rules: readonly CacheRule[];
  readonly service: RuleService;
  readonly client: RegistryClient;
  /** The regions that it is in, asked once and only where that matters. */
  readonly replicas: () => Promise<Replicas>;
  /** A client of its endpoint of one region. */
  readonly openEndpoint: (host: string) => RegistryClient;
  readonly tokens: Tokens;
  /** Best effort: the least role that the product needs can't read it. */
  readonly details: RegistryDetails;
}

export type RegistryLookup =
  | { readonly state: 'known'; readonly view: RegistryView }
  /** `expected`: nobody thought that it could be looked up, so that it is no problem of the run. */
  | {
      readonly state: 'unknown';
      readonly reason: string;
      readonly expected: boolean;
      /** Whether an answer of Entra or Azure is the reason: something of the set-up, which running again does not mend. */
      readonly setUp?: boolean;
      /** What can be planned with all the same. */
      readonly rules?: KnownRules;
    };

/** Rules of a registry of which nobody says where its images are pulled from. */
export type KnownRules = Pick<RegistryView, 'registryId' | 'rules'>;

/**
 * Whose registry it is: `contoso.azurecr.io` may belong to somebody else, where Azure gave the team's own a hash
 * (docs/azure-behaviour.md#login-server).
 */
export type RegistryIdentity =
  /** `confirmed`: Azure says so; else the user does, and Azure could not be asked. */
  | { readonly state: 'certain'; readonly registry: Registry; readonly confirmed: boolean; readonly why: string }
  /** Only the name is known, and nobody says where it is. */
  | { readonly state: 'guessed'; readonly why: string }
  /** The user and Azure say different things. */
  | { readonly state: 'contradicted'; readonly why: string };
