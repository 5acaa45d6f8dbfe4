import type { PlannedRule } from '../../rules/plan.ts';
import { azLines } from './az.ts';
import { bicepLines } from './bicep.ts';
import type { RulePlace } from './place.ts';
import { terraformLines } from './terraform.ts';

/** Rules as code, for teams whose registries no action may change: what a run would create, for a review and for their own pipeline. */

export const FORMATS = ['terraform', 'bicep', 'az'] as const;
export type Format = (typeof FORMATS)[number];

const LINES: Readonly<Record<Format, (rules: readonly PlannedRule[], place: RulePlace) => readonly string[]>> = {
  terraform: terraformLines,
  bicep: bicepLines,
  az: azLines,
};

/** The lines of a file that creates the rules. */
export function ruleLines(format: Format, rules: readonly PlannedRule[], place: RulePlace): readonly string[] {
  return LINES[format](rules, place);
}
