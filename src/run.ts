import { defectText, messageOf, UserError } from './base/errors.ts';
import { asksDefender, type Inputs } from './inputs/inputs.ts';
import { blobId } from './io/git/commits.ts';
import { HttpFailure, RunEnded } from './io/http.ts';
import type { Ending, Stage } from './io/run-clock.ts';
import { ToldFiles } from './manifests/told.ts';
import type { TreeScan } from './manifests/tree.ts';
import type { Problem } from './outcome/outcome.ts';
import { NOTHING_UNSEEN } from './outcome/unseen.ts';
import { type RemarkSources, remarksOf } from './report/remarks.ts';
import { sarifOf } from './report/sarif.ts';
import { type AcceptanceInput, acceptedBy, readAcceptances, tellAcceptances } from './stages/acceptances.ts';
import { applyDecision, asFarAsKnown } from './stages/apply.ts';
import { type Base, readBase } from './stages/base.ts';
import type { EarlierReport } from './stages/earlier-report.ts';
import { ensure, ensureUnknown } from './stages/ensure.ts';
import { exemptFiles } from './stages/exempt-files.ts';
import type { Head } from './stages/head.ts';
import { judge } from './stages/judge.ts';
import { tellOpening } from './stages/opening.ts';
import { type Planned, planRun } from './stages/plan.ts';
import { type Read, readTree } from './stages/read.ts';
import { withRegistry } from './stages/registry-identity.ts';
import { canSignIn, lookUp } from './stages/registry-lookup.ts';
import type { RegistryLookup } from './stages/registry-view.ts';
import { limitsOf, NO_LIMITS } from './stages/replicas.ts';
import { reportOf, type StageResults, settledPlan } from './stages/report.ts';
import { headOf, NOTHING, type Reviewed, reviewPullRequest } from './stages/review.ts';
import { moveUses, onlyOnHead } from './stages/rewrite.ts';
import type { RunContext } from './stages/run-context.ts';
import type { RunResult } from './stages/run-result.ts';
import { notWarmed, resultIndex, warmImages } from './stages/warm.ts';
import type { Rights } from './trust.ts';

/**
 * The whole job: scan → plan → ensure → warm → gate → suggest → report.
 * @param earlier what an earlier run found stored, and what it could not judge
 * @param instead what to plan for instead of the tree: the inventories of other repositories
 * @throws UserError for what the user has to mend before anything can be done
 */
export async function run(
  given: Inputs,
  context: RunContext,
  { stored: earlier, pending }: EarlierReport,
  instead?: TreeScan,
): Promise<RunResult> {
  const wanted = applyDecision(given, context.rights, {
    isTerminal: context.event === undefined,
    asked: context.asked,
  });
  requireRegistry(given, context);
  const acceptances = readAcceptances(given, context);
  tellOpening(given, context, wanted);
  const troubles: Problem[] = [];
  const inStage = stageRunner(context, troubles);

  const known = needsBase(given, context) ? new ToldFiles(blobId) : undefined;
  const read = await readOf(instead, given, context, known);
  const looking = begun(() => lookUp(given, context));
  const base = await inStage('scan', () => baseOf(given, context, acceptances, known), baseUnread);
  const accepted = acceptedBy(acceptances, base, context);
  const found = await inStage('plan', looking, unlooked);
  let look = found;
  // Where images are pulled from is what Azure says.
  const inputs = withRegistry(given, found);
  const planned = await inStage(
    'plan',
    () => planRun(read.scan, base, found, inputs, context, read.prefix),
    (reason) => {
      look = unlooked(reason);
      return planRun(read.scan, base, look, inputs, context, read.prefix);
    },
  );
  const apply = asFarAsKnown(wanted, look);
  const ensured = await inStage(
    'ensure',
    () => ensure(planned, look, apply, context),
    (reason) => ensureUnknown(planned, look, apply, reason),
  );
  const warmed = await inStage(
    'warm',
    () => warmImages(planned, ensured, look, earlier, apply, inputs, context),
    (reason) => notWarmed(planned, ensured, earlier, apply, inputs, context, reason),
  );
  const limits = await inStage(
    'warm',
    () => limitsOf(warmed, look, earlier, inputs, context),
    () => NO_LIMITS,
  );
  const { gate, gatedDeployment } = await inStage(
    'gate',
    () => judge(planned, warmed, look, accepted, read.prefix, pending, inputs, context),
    (reason) => judge(planned, warmed, unlooked(reason), accepted, read.prefix, pending, inputs, context),
  );
  tellAcceptances(gate, context);
  const moved = moveUses(planned, ensured, warmed, inputs);
  const problems = problemsOf(read, base, look, planned, inputs, context.rights);
  const soFar = (): StageResults => ({
    ...{ apply, read, look, planned, ensured, warmed, limits, earlier, gate, gatedDeployment, moved },
    problems: toldOnce(context, troubles, problems),
  });
  const standing = { asks: canSignIn(inputs, context), isQueue: context.event?.name === 'merge_group' };
  const draft = reportOf(soFar(), NOTHING, inputs, standing, context.env);
  const reviewed = await inStage(
    'review',
    () => reviewPullRequest(read, moved, { planned, ensured, warmed, gate }, draft.outcome.headline, inputs, context),
    () => NOTHING,
  );
  const head = reviewed.head ?? (await inStage('review', () => headOf(read, moved, inputs, context), headUnread));
  for (const message of head === reviewed.head ? [] : head.troubles) troubles.push({ stage: 'review', message });
  const stages = { ...soFar(), moved: onlyOnHead(moved, head) };
  const remarks = remarksOf(remarkSources(stages, reviewed, inputs));
  const sarif = sarifOf(remarks, gate.images, read.prefix.replace(/\/$/, ''));
  const report = { ...reportOf(stages, reviewed, inputs, standing, context.env), sarifCut: sarif.cut };
  return { report, remarks, sarif: sarif.text, stages, head };
}

/** What ended a stage is told by the clock, and not once more as what the stage came to. */
function toldOnce(
  { clock }: RunContext,
  troubles: readonly Problem[],
  problems: readonly Problem[],
): readonly Problem[] {
  const endings = clock.endings();
  const others = problems.filter(({ message }) => !endings.some(({ why }) => why === message));
  return [...endings.map(endingProblem), ...troubles, ...others];
}

/** What was given to plan for, or else the tree. */
async function readOf(
  given: TreeScan | undefined,
  inputs: Inputs,
  context: RunContext,
  keep: ToldFiles | undefined,
): Promise<Read> {
  return given === undefined
    ? readTree(inputs, context, { keep })
    : { scan: given, folder: context.root, prefix: '', unseen: NOTHING_UNSEEN };
}

/** Begins work of a later stage that depends on none before it. @returns what waits for it, and throws what it throws */
function begun<T>(work: () => Promise<T>): () => Promise<T> {
  const result = work();
  // Nobody may come to wait for it.
  result.catch(() => undefined);
  return () => result;
}

/** The registry, where the stage that was to look it up broke off. */
function unlooked(reason: string): RegistryLookup {
  return { state: 'unknown', reason, expected: false };
}

/** The base, where anything depends on it. */
async function baseOf(
  inputs: Inputs,
  context: RunContext,
  acceptances: AcceptanceInput,
  known: ToldFiles | undefined,
): Promise<Base> {
  if (!needsBase(inputs, context)) return { state: 'none' };
  return readBase(inputs, context, { policy: acceptances.from === 'base' ? acceptances.path : undefined, known });
}

function baseUnread(reason: string): Base {
  return { state: 'unreadable', reason, remedy: 'Run again, with a longer timeout where the time was up.' };
}

function headUnread(reason: string): Head {
  return { textsOf: () => undefined, troubles: [`the head can't be read: ${reason}`] };
}

/** What remarks are made from. */
function remarkSources(stages: StageResults, reviewed: Reviewed, inputs: Inputs): RemarkSources {
  const { planned, read, ensured, warmed, gate } = stages;
  return {
    inScope: planned.inScope,
    gated: planned.gated,
    failsUnscanned: inputs.failWhen.has('unscanned'),
    warnings: read.scan.warnings,
    plan: settledPlan(stages),
    created: ensured !== undefined,
    loginServer: inputs.registry?.loginServer,
    resultOf: resultIndex(warmed),
    gate,
    isExempt: exemptFiles(inputs, read.prefix),
    suggested: reviewed.suggested,
  };
}

/** Whether anything depends on what was there before: on a push to what is merged nothing does but what is new. */
function needsBase(inputs: Inputs, { rights }: RunContext): boolean {
  if (rights.authority === 'base' || inputs.scope === 'changed') return true;
  return inputs.gateScope === 'new' && asksDefender(inputs);
}

/** Of the run's time, the share that a stage may take; the others end by limits of their own, or with the run. */
const SHARES: Readonly<Partial<Record<Stage, number>>> = { plan: 0.25, ensure: 0.4 };

type InStage = <T>(stage: Stage, work: () => Promise<T>, instead: (reason: string) => T | Promise<T>) => Promise<T>;

/**
 * Runs one stage after the other, each with its own outcome: what goes wrong in one, which it should have told by itself, is a
 * problem of the run and costs neither the other stages nor the report.
 */
function stageRunner({ clock, log }: RunContext, troubles: Problem[]): InStage {
  return async (stage, work, instead) => {
    clock.enter(stage, SHARES[stage]);
    // Scanning holds up everything: a signal that came meanwhile is to be seen before anything is asked or written.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      return await work();
    } catch (error) {
      // What an input lacks is told before anything has been done.
      if (error instanceof UserError && (stage === 'scan' || stage === 'plan')) throw error;
      const reason = error instanceof HttpFailure ? messageOf(error) : defectText(error);
      if (error instanceof Error) log.debug(error.stack ?? error.message);
      // The end of the run is told once, by the clock.
      if (!(error instanceof RunEnded)) {
        const unfinished =
          error instanceof HttpFailure || error instanceof UserError ? {} : { unfinished: 'ended by a defect' };
        troubles.push({ stage, message: `${stage}: ${reason}`, ...unfinished });
      }
      return instead(reason);
    }
  };
}

/** What ended before its time, as a problem. */
function endingProblem({ kind, stage, why }: Ending): Problem {
  const message = `${stage}: ${why}, so that what was still to be done is not done; run again: what is there is found`;
  switch (kind) {
    case 'cancelled':
      return { stage, message, unfinished: `cancelled in ${stage}` };
    case 'deadline':
      return {
        stage,
        message: `${message}, or give more time with \`timeout\``,
        unfinished: `out of time in ${stage}`,
      };
    case 'defect':
      return { stage, message, unfinished: `ended by a defect in ${stage}` };
    case 'budget':
      return { stage, message: `${message}, or give more time with \`timeout\`` };
  }
}

/** Where changes are wanted and allowed there must be something to change, and a gate needs somebody to ask. */
function requireRegistry({ registry, apply, failOn }: Inputs, { event, rights, asked }: RunContext): void {
  if (registry !== undefined || (event !== undefined && !rights.mayWrite)) return;
  if (failOn !== 'none') {
    throw new UserError('Input "registry" is needed for the gate; give it, or leave fail-on out.');
  }
  if (event === undefined ? !asked : apply === 'never') return;
  const without = event === undefined ? 'leave --apply out' : 'set "apply: never" to scan only';
  throw new UserError(`Input "registry" is needed to create cache rules; give it, or ${without}.`);
}

function problemsOf(
  { scan }: Read,
  base: Base,
  look: RegistryLookup,
  { troubles }: Planned,
  inputs: Inputs,
  { authority }: Rights,
): readonly Problem[] {
  const problems: Problem[] = [];
  // Nothing found in nothing read would look like a repository without images.
  if (scan.filesRead === 0 && scan.uses.length === 0) {
    const message = `no file under ${JSON.stringify(inputs.path)} is a manifest that is known; check path, include and exclude`;
    problems.push({ stage: 'scan', message });
  }
  if (base.state === 'unreadable') {
    const opens = authority === 'base' ? ', and nothing of the head opens the gate' : '';
    const message = `the base can't be read, so every image counts as new${opens}: ${base.reason}. ${base.remedy}`;
    problems.push({ stage: 'scan', message });
  }
  for (const trouble of troubles) {
    problems.push({ stage: 'plan', message: `plan: whether a repository exists could not be asked: ${trouble}` });
  }
  if (look.state === 'unknown' && !look.expected) problems.push({ stage: 'plan', message: look.reason });
  return problems;
}
