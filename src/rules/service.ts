import type { PlannedRule } from './plan.ts';
import type { Refusal } from './refusal.ts';
import type { CacheRule, CredentialSets } from './rule.ts';

/** The registry's rules, as Azure Resource Manager keeps them. src/azure/cache-rules.ts is the one for real use. */
export interface RuleService {
  readonly list: () => Promise<Listing>;
  readonly credentialSets: () => Promise<CredentialSets>;
  /** Creates the rule and waits, bounded, until it serves. Nothing that the service does makes it reject. */
  readonly create: (rule: PlannedRule) => Promise<CreateOutcome>;
  /** Waits, bounded, until a rule that another run is creating serves. */
  readonly settled: (rule: PlannedRule) => Promise<CreateOutcome>;
  /** Deletes the rule that was made then; one of the same name that was made later stays. */
  readonly remove: (rule: Pick<CacheRule, 'name' | 'createdAt'>) => Promise<RemoveOutcome>;
  /** Requests sent so far; further attempts at the same request are not counted. */
  readonly requests: () => RequestCounts;
  /** Rejects where the run is over. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
}

/** The registry's rules, or why they can't be told. */
export type Listing =
  | { readonly state: 'known'; readonly rules: readonly CacheRule[] }
  | { readonly state: 'not-allowed'; readonly reason: string }
  | { readonly state: 'not-found'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

export type CreateOutcome =
  | {
      readonly state: 'serves';
      readonly rule: CacheRule;
      /** Whether this run's own request brought it into being; only then may this run withdraw it. */
      readonly ours: boolean;
    }
  | { readonly state: 'refused'; readonly refusal: Refusal };

export type RemoveOutcome =
  | { readonly state: 'removed' }
  | { readonly state: 'not-allowed'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };
