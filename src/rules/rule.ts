/** A cache rule of the registry, as the service tells it. */
export interface CacheRule {
  readonly name: string;
  /** `docker.io/library/nginx`, or with a trailing `/*`. */
  readonly source: string;
  /** A repository of the registry, or a prefix with a trailing `/*`. */
  readonly target: string;
  readonly credentialSetId?: string;
  /** One that is not `Succeeded` counts against the cap and covers nothing. */
  readonly state: RuleState;
  /** ISO 8601. */
  readonly createdAt?: string;
}

/**
 * The service's provisioning states (docs/azure-behaviour.md#rule-states); `unknown` for one that is not among them.
 */
export const RULE_STATES = ['Succeeded', 'Creating', 'Updating', 'Deleting', 'Failed', 'Canceled'] as const;
export type RuleState = (typeof RULE_STATES)[number] | 'unknown';

/** A set of upstream credentials of the registry. */
export interface CredentialSet {
  /** ARM resource id. */
  readonly id: string;
  readonly name: string;
  /** The upstream's host. */
  readonly loginServer: string;
  readonly health: 'healthy' | 'unhealthy' | 'unknown';
  /** What the service says of an unhealthy one. */
  readonly detail?: string;
}

/** What is known of the registry's credential sets: none, and not being allowed to look, have different remedies. */
export type CredentialSets =
  | { readonly state: 'known'; readonly sets: readonly CredentialSet[] }
  | { readonly state: 'not-allowed'; readonly reason: string }
  /** The run could not look at the registry at all: the plan takes it that what is needed is there. */
  | { readonly state: 'not-looked-up' };
