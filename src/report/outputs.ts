import type { RunReport } from './run-report.ts';

/** The outputs of action.yml but for the paths. */
export function outputsOf({ tally, rules, gate }: RunReport): Readonly<Record<string, string | number>> {
  return {
    images: tally.images,
    'public-images': tally.publicFound,
    'rules-created': tally.rulesCreated,
    'rules-total': rules?.after ?? '',
    'rules-remaining': rules === undefined ? '' : Math.max(0, rules.cap - rules.after),
    uncovered: tally.uncovered,
    warmed: tally.warm,
    findings: gate.findings,
    verdict: gate.verdict,
    suggestions: tally.suggestions,
  };
}
