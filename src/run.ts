import { readAcceptedFindings } from './defender/accept.ts';
import { UserError } from './errors.ts';
import type { Inputs } from './inputs.ts';
import type { TreeScan } from './manifests/tree.ts';
import type { Problem } from './outcome.ts';
import type { Earlier } from './registry/refresh.ts';
import type { Remark } from './report/remark.ts';
import { remarksOf } from './report/remarks.ts';
import type { RunReport } from './report/run-report.ts';
import { applyDecision, asFarAsKnown } from './stages/apply.ts';
import { ensure } from './stages/ensure.ts';
import { judge } from './stages/judge.ts';
import { type LookUp, lookUp } from './stages/look-up.ts';
import { planRun } from './stages/plan.ts';
import { type Base, type Read, readBase, readTree } from './stages/read.ts';
import { reportOf, type Stages, settledPlan } from './stages/report.ts';
import { NOTHING, reviewPullRequest } from './stages/review.ts';
import { moveUses } from './stages/rewrite.ts';
import { resultIndex, warmImages } from './stages/warm.ts';
import type { World } from './stages/world.ts';

/** A run that is over: its report, what to remark where, and the texts that its edits belong to. */
export interface Ran {
  readonly report: RunReport;
  readonly remarks: readonly Remark[];
  readonly stages: Stages;
}

/**
 * The whole job: scan → plan → ensure → warm → gate → suggest → report.
 * @param earlier what an earlier run found stored
 * @param given what to plan for instead of the tree: the inventories of other repositories
 * @throws UserError for what the user has to mend before anything can be done
 */
export async function run(inputs: Inputs, world: World, earlier: Earlier, given?: TreeScan): Promise<Ran> {
  const wanted = applyDecision(inputs, world.rights, { isTerminal: world.event === undefined, asked: world.asked });
  requireRegistry(inputs, world);
  const accepted = readAcceptedFindings(inputs.acceptFindings);
  const read = given === undefined ? readTree(inputs, world) : { scan: given, folder: world.root, prefix: '' };
  const base = await readBase(inputs, world);
  const look = await lookUp(inputs, world);
  const apply = asFarAsKnown(wanted, look);
  const planned = await planRun(read.scan, base, look, inputs, world);
  const ensured = await ensure(planned, look, apply, world);
  const warmed = await warmImages(planned, ensured, look, earlier, apply, inputs, world);
  const gate = await judge(planned, warmed, look, accepted, inputs, world);
  const moved = moveUses(planned, ensured, warmed, inputs);
  const problems = problemsOf(read, base, look, inputs);
  const stages = { apply, read, look, planned, ensured, warmed, earlier, gate, moved, problems };
  const draft = reportOf(stages, NOTHING, inputs);
  const reviewed = await reviewPullRequest(read, moved, draft.outcome.headline, inputs, world);
  const remarks = remarksOf({
    uses: planned.inScope,
    warnings: read.scan.warnings,
    plan: settledPlan(stages),
    created: ensured !== undefined,
    loginServer: inputs.registry?.loginServer,
    resultOf: resultIndex(warmed),
    gate,
    suggested: reviewed.suggested,
  });
  return { report: reportOf(stages, reviewed, inputs), remarks, stages };
}

/** Where changes are wanted and allowed there must be something to change. */
function requireRegistry({ registry, apply }: Inputs, { event, rights }: World): void {
  if (registry !== undefined || event === undefined || !rights.mayWrite || apply === 'never') return;
  throw new UserError('Input "registry" is needed to create cache rules; give it, or set "apply: never" to scan only.');
}

function problemsOf({ scan }: Read, base: Base, look: LookUp, inputs: Inputs): readonly Problem[] {
  const problems: Problem[] = [];
  // Nothing found in nothing read would look like a repository without images.
  if (scan.filesRead === 0 && scan.uses.length === 0) {
    const message = `no file under ${JSON.stringify(inputs.path)} is a manifest that is known; check path, include and exclude`;
    problems.push({ stage: 'scan', message });
  }
  if (base.state === 'unreadable') {
    const message = `the base can't be read, so every image counts as new: ${base.reason}. ${base.remedy}`;
    problems.push({ stage: 'scan', message });
  }
  if (look.state === 'unknown' && !look.expected) problems.push({ stage: 'plan', message: look.reason });
  return problems;
}
