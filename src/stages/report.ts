import { type GateResult, unscannedImages } from '../defender/gate.ts';
import type { GatedDeployment } from '../defender/gated-deployment.ts';
import { formatReference, nameOf } from '../images/reference.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Use } from '../manifests/model/use.ts';
import { decide, type Problem, type Standing } from '../outcome/outcome.ts';
import type { Tally } from '../outcome/tally.ts';
import { type Earlier, movedTags, staleCount } from '../registry/warming/refresh.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import { consumerNeeds } from '../report/consumer-needs.ts';
import { renovateSection } from '../report/renovate.ts';
import type { Afterwards, RulesReport, RunReport } from '../report/run-report.ts';
import type { EnsureResult } from '../rules/ensure.ts';
import type { Plan } from '../rules/plan.ts';
import { type ClassifiedUse, wantsRule } from '../uses/classes.ts';
import type { Apply } from './apply.ts';
import { exemptFiles } from './exempt-files.ts';
import { forecastOf, type WallOptions, wallOf } from './forecast.ts';
import { linksOf } from './links.ts';
import type { Planned } from './plan.ts';
import type { Read } from './read.ts';
import { identityNotes } from './registry-identity.ts';
import type { RegistryLookup } from './registry-view.ts';
import type { Limits } from './replicas.ts';
import type { Reviewed } from './review.ts';
import type { Moved } from './rewrite.ts';
import { storageUse } from './storage-use.ts';
import { unaskedProblems } from './unasked.ts';

/** All that the stages have come to. */
export interface StageResults {
  readonly apply: Apply;
  readonly read: Read;
  readonly look: RegistryLookup;
  readonly planned: Planned;
  readonly ensured: EnsureResult | undefined;
  readonly warmed: readonly WarmResult[];
  /** What warm does not prove here. */
  readonly limits: Limits;
  readonly earlier: Earlier;
  readonly gate: GateResult;
  readonly gatedDeployment: GatedDeployment | undefined;
  readonly moved: Moved;
  readonly problems: readonly Problem[];
}

/** What the run has come to before anybody on the pull request was told. */
export function settledPlan({ planned, ensured }: Pick<StageResults, 'planned' | 'ensured'>): Plan | undefined {
  if (planned.plan === undefined || ensured === undefined) return planned.plan;
  const present = ensured.rules.length;
  const { cap, needed } = planned.plan.room;
  const room = { cap, present, creating: 0, remaining: Math.max(0, cap - present), needed };
  return { ...planned.plan, covered: ensured.covered, refused: ensured.refused, room };
}

/** The report of a run, with its outcome. */
export function reportOf(
  stages: StageResults,
  reviewed: Reviewed,
  inputs: Inputs,
  standing: Standing,
  env: Readonly<Record<string, string | undefined>>,
): RunReport {
  const { apply, read, look, planned, warmed, earlier, gate, moved } = stages;
  const plan = settledPlan(stages);
  const unasked = unaskedProblems(plan, warmed, gate);
  const problems = [...stages.problems, ...unasked, ...reviewed.problems].map(withStage);
  const tally = tallyOf(stages, plan, reviewed);
  const loginServer = inputs.registry?.loginServer;
  return {
    version: 1,
    registry: loginServer,
    notes: [...identityNotes(inputs, stages.look), ...planned.notes, ...stages.limits.notes],
    replicas: stages.limits.replicas,
    apply,
    scope: planned.scope,
    uses: planned.uses,
    leftAside: [...planned.leftAside].map(({ file, line, text, testMaterial = '' }) => ({
      ...{ file, line, text },
      reason: testMaterial,
    })),
    unseen: read.scan.unseen,
    warnings: read.scan.warnings,
    plan,
    rules: rulesReport(stages, inputs),
    warmed,
    moved: movedTags(warmed, earlier),
    storage: storageUse(warmed, look, inputs),
    gate,
    rewrite: {
      moved: moved.rewrite.rewritten.map(({ use, move }) => ({
        file: use.file,
        line: use.line,
        from: use.text,
        to: `${move.registry}/${move.repository}`,
      })),
      left: leftOf(moved, reviewed).map(({ use, reason }) => ({
        file: use.file,
        line: use.line,
        text: use.text,
        reason,
      })),
    },
    afterwards: afterwardsOf(stages, inputs),
    review: { suggestions: reviewed.suggestions, text: reviewed.text },
    problems,
    tally,
    outcome: decide(tally, gate, problems, inputs.failWhen, standing),
    sarifCut: [],
    links: linksOf(look, inputs.azure.cloud, env),
  };
}

/** What is left, each use once: what the patch has not is no suggestion either. */
function leftOf({ rewrite: { unwritten } }: Moved, { left }: Reviewed): Reviewed['left'] {
  const told = new Set<Use>(unwritten.map(({ use }) => use));
  return [...unwritten, ...left.filter(({ use }) => !told.has(use))];
}

/** Whoever reads one line of it must know in which stage it happened. */
function withStage(problem: Problem): Problem {
  const { stage, message } = problem;
  return message.startsWith(`${stage}: `) ? problem : { ...problem, message: `${stage}: ${message}` };
}

/** What matters once images are pulled from the registry: who pulls them, who updates them, who enforces it. */
function afterwardsOf(
  { read, planned, moved, look, ensured, gatedDeployment }: StageResults,
  inputs: Inputs,
): Afterwards {
  const { registry } = inputs;
  if (registry === undefined) return { consumers: [], updates: '', forecast: undefined };
  const served = planned.uses.filter((use) => use.class === 'cached');
  const consumed = [...served, ...moved.rewrite.rewritten.map(({ use }) => use)];
  if (consumed.length === 0) return { consumers: [], updates: '', forecast: undefined };
  const details = look.state === 'known' && look.view.details.state === 'known' ? look.view.details : undefined;
  const abac = details?.roleAssignmentMode === undefined ? undefined : details.roleAssignmentMode.startsWith('Abac');
  const rules = ensured?.rules ?? (look.state === 'known' ? look.view.rules : []);
  const isExempt = exemptFiles(inputs, read.prefix);
  return {
    consumers: consumerNeeds(consumed, { ...registry, ...(abac === undefined ? {} : { abac }) }),
    updates: renovateSection(registry.loginServer, rules),
    ...(gatedDeployment === undefined ? {} : { gatedDeployment }),
    forecast: forecastOf(planned.uses, read.scan.unseen, moved.rewrite, wallOf(registry.loginServer, inputs, WATCHED), {
      isNew: (use) => planned.scope === 'changed' && planned.inScope.has(use),
      isExempt: ({ file }) => isExempt(file),
    }),
  };
}

/** The forecast of the mildest form, which every harder one shares: modes differ in what follows a refusal. */
const WATCHED: WallOptions = { mode: 'audit', regions: [], includeSystem: false };

function rulesReport({ look, ensured }: StageResults, { maxCacheRules }: Inputs): RulesReport | undefined {
  if (look.state !== 'known') return undefined;
  const rules = ensured?.rules ?? look.view.rules;
  return {
    before: look.view.rules.length,
    after: rules.length,
    cap: maxCacheRules,
    created: (ensured?.created ?? []).map(({ name, source, target }) => ({ name, source, target })),
    withdrawn: (ensured?.withdrawn ?? []).map(({ name }) => name),
    excess: ensured?.excess ?? [],
  };
}

function tallyOf(stages: StageResults, plan: Plan | undefined, reviewed: Reviewed): Tally {
  const { planned, ensured, warmed, gate, read } = stages;
  const acting = [...planned.inScope];
  const warm = warmed.filter(({ status }) => status === 'warm').length;
  return {
    images: distinct(planned.uses, () => true),
    publicFound: distinct(planned.uses, wantsRule),
    changedOnly: planned.scope === 'changed',
    public: new Set(acting.flatMap((use) => (use.source && wantsRule(use) ? [nameOf(use.source)] : []))).size,
    cached: distinct(acting, (use) => use.class === 'cached'),
    ...coverage(stages, plan),
    rulesCreated: ensured?.created.length ?? 0,
    rulesToCreate: ensured === undefined ? (plan?.create.length ?? 0) : 0,
    warm,
    unwarmed: warmed.length - warm,
    unscanned: unscannedImages(gate),
    unreadable: read.scan.warnings.length,
    stale: staleCount(warmed),
    dangling: distinct(acting, (use) => use.class === 'dangling'),
    halfMoved: distinct(acting, (use) => use.class === 'half-moved'),
    unseen: read.unseen,
    suggestions: reviewed.suggestions,
    excess: ensured?.excess.length ?? 0,
  };
}

/** A new rule covers once it was created. Where it was to be and the registry is out of reach, it does not. */
function coverage(
  { ensured, look }: StageResults,
  plan: Plan | undefined,
): Pick<Tally, 'covered' | 'planned' | 'uncovered'> {
  const { covered = [], refused = [] } = plan ?? {};
  const fresh = ensured === undefined ? covered.filter(({ by }) => by === 'new').length : 0;
  const outOfReach = look.state === 'unknown' && !look.expected;
  return {
    covered: covered.length - fresh,
    planned: outOfReach ? 0 : fresh,
    uncovered: refused.length + (outOfReach ? fresh : 0),
  };
}

/** How many distinct references there are among some uses. */
function distinct(uses: readonly ClassifiedUse[], which: (use: ClassifiedUse) => boolean): number {
  return new Set(
    uses.flatMap((use) => (use.reference !== undefined && which(use) ? [formatReference(use.reference)] : [])),
  ).size;
}
