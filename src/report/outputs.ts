import type { RunReport } from './run-report.ts';

/** The outputs of action.yml but for the paths. */
export function outputsOf({ tally, plan, rules, gate }: RunReport): Readonly<Record<string, string | number>> {
  return {
    images: tally.images,
    'public-images': tally.publicFound,
    'rules-created': tally.rulesCreated,
    'rules-total': rules?.after ?? '',
    'rules-remaining': plan === undefined || rules === undefined ? '' : plan.room.remaining,
    uncovered: tally.uncovered,
    warmed: tally.warm,
    findings: gate.findings,
    verdict: gate.verdict,
    suggestions: tally.suggestions,
  };
}
