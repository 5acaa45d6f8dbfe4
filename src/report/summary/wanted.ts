import type { Inputs } from '../../inputs/inputs.ts';
import type { RunReport } from '../run-report.ts';

/** Whether a run's summary is worth its room, as the input `summary` says. */
export function isSummaryWanted(report: RunReport, when: Inputs['summary']): boolean {
  switch (when) {
    case 'always':
      return true;
    case 'on-failure':
      return report.outcome.failed;
    case 'on-change':
      return report.outcome.failed || hasChanged(report);
  }
}

/** Whether a run did something, found something new, or met trouble. */
function hasChanged({ scope, tally, rules, moved, problems, review }: RunReport): boolean {
  const isNew = scope === 'changed' && tally.public + tally.cached + tally.dangling + tally.halfMoved > 0;
  const wrote = (rules?.created.length ?? 0) + (rules?.withdrawn.length ?? 0) > 0;
  return isNew || wrote || moved.length > 0 || problems.length > 0 || review.suggestions > 0 || tally.unreadable > 0;
}
