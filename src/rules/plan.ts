import type { Explanation, Refusal } from './refusal.ts';
import type { RuleState } from './rule.ts';

/** What each image gets, and the rules to create for it. Published as schemas/plan.schema.json. */
export interface Plan {
  readonly version: 1;
  readonly covered: readonly CoveredSource[];
  readonly create: readonly PlannedRule[];
  readonly refused: readonly RefusedSource[];
  readonly room: Room;
  readonly drifted: readonly DriftedRule[];
  readonly unused: readonly UnusedRule[];
}

/** A source with the rule that serves it. */
export interface CoveredSource {
  readonly source: string;
  readonly uses: number;
  /** The repository of the registry that it is pulled from. */
  readonly repository: string;
  /** Name of the rule. */
  readonly rule: string;
  readonly by: 'existing' | 'new';
}

/** A rule to create. */
export interface PlannedRule {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly credentialSetId?: string;
  /** The rule is there already, in this state, which serves nothing: it is written again and takes no room. */
  readonly again?: RuleState;
}

export interface RefusedSource extends Explanation {
  readonly source: string;
  readonly uses: number;
  readonly refusal: Refusal;
}

/** Numbers of rules. */
export interface Room {
  readonly cap: number;
  /** In the registry now, of any state. */
  readonly present: number;
  /** Those that the plan adds. */
  readonly creating: number;
  /** That still fit after the plan. */
  readonly remaining: number;
  /** That it would take to cover all images that can be covered. */
  readonly needed: number;
}

/** A rule of ours that is not as it should be. It is reported, never changed. */
export interface DriftedRule {
  readonly rule: string;
  readonly expected: { readonly source: string; readonly target: string };
  readonly actual: { readonly source: string; readonly target: string };
}

/** A rule that nothing in the scan uses; in a shared registry others may. */
export interface UnusedRule {
  readonly rule: string;
  readonly source: string;
  readonly target: string;
  readonly state: RuleState;
  readonly createdAt?: string;
  readonly ageInDays?: number;
}
