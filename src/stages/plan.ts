import { matcher } from '../base/globs.ts';
import type { GatedImage } from '../defender/gate.ts';
import { imagePolicy } from '../images/policy.ts';
import { nameOf } from '../images/reference.ts';
import { upstreamOf } from '../images/upstreams.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Use } from '../manifests/model/use.ts';
import type { TreeScan } from '../manifests/tree.ts';
import { type PlanRequest, targetsToLookUp, type Wanted } from '../rules/candidates.ts';
import { unhealthyNamed } from '../rules/credentials.ts';
import type { Plan } from '../rules/plan.ts';
import { makePlan } from '../rules/planner.ts';
import { type RuleIndex, ruleIndex } from '../rules/resolve.ts';
import type { CredentialSets } from '../rules/rule.ts';
import { type ClassifiedUse, classify, wantsRule } from '../uses/classes.ts';
import type { Base } from './base.ts';
import { blindSpots } from './blind-spots.ts';
import { classContext } from './classes.ts';
import { type Classify, counts, type GateScope, gatedUses, newUses, withBaseMarks } from './gated-uses.ts';
import { credentialSetsFor, existing } from './registry-lookup.ts';
import type { RegistryLookup, RegistryView } from './registry-view.ts';
import type { RunContext } from './run-context.ts';

/** What every use is, and what it gets. */
export interface Planned {
  /** Every use, of every class. */
  readonly uses: readonly ClassifiedUse[];
  /** Those that get rules, warming and suggestions in this run. */
  readonly inScope: ReadonlySet<ClassifiedUse>;
  /** Those that the gate is asked about, as what it takes them for. */
  readonly gated: ReadonlySet<ClassifiedUse>;
  /** What of the change nobody can say what images it has, for the gate. */
  readonly blind: readonly GatedImage[];
  /** Those that only tests read and on which this run spends nothing; `include-tests` would. */
  readonly leftAside: ReadonlySet<ClassifiedUse>;
  /** Of these, those that the head sets aside and the base does not: they are judged, and planning leaves them out. */
  readonly unplanned: ReadonlySet<ClassifiedUse>;
  readonly scope: 'changed' | 'all';
  /** `undefined` where no registry was given. */
  readonly plan: Plan | undefined;
  /** Why the registry could not be asked for repositories; each once. */
  readonly troubles: readonly string[];
  /** What the plan takes for granted; a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Classifies the uses and makes the plan; what it asks the registry is only whether repositories exist.
 * @param prefix what leads from the workspace's root to the scanned folder: empty, or ending with `/`
 */
export async function planRun(
  scan: TreeScan,
  base: Base,
  look: RegistryLookup,
  inputs: Inputs,
  context: RunContext,
  prefix = '',
): Promise<Planned> {
  const { authority, pullRequest } = context.rights;
  const there = base.state === 'read' ? withAsked(base.scan, inputs) : undefined;
  const here = withAsked(scan, inputs);
  // Planning goes by what the head is; only of the words that exempt an image those of the base count, where it can be read.
  const given =
    authority === 'base' && there !== undefined ? withBaseMarks(here.uses, there.uses, ['ignored']) : here.uses;
  const own = await classified(given, scan.builtHere, look, inputs, context);
  const { uses, classify: again } = own;
  const leftAside = new Set(uses.filter((use) => use.testMaterial !== undefined));
  const isExempt = matcher(inputs.exemptPaths);
  const gateScope: GateScope = {
    // Where nothing can fail the step, nothing is spent on what only tests read (docs/trust.md#test-material).
    head: isGateOn(inputs) ? uses : uses.filter((use) => !leftAside.has(use)),
    ...{ base: there, authority, gateScope: inputs.gateScope, classify: again },
    isExempt: (file) => isExempt(`${prefix}${file}`),
  };
  const wanted = inputs.scope ?? (pullRequest === undefined ? 'all' : 'changed');
  const scope = there === undefined ? 'all' : wanted;
  const inScope = new Set(scope === 'all' ? uses.filter(counts) : newUses(gateScope));
  const gated = gatedUses(gateScope);
  const asTheyAre = new Set(uses);
  const unplanned = new Set([...gated].filter((use) => !asTheyAre.has(use)));
  const made = inputs.registry === undefined ? undefined : await planFor([...inScope], uses, look, inputs, context);
  return {
    ...{ uses, inScope, gated, unplanned, leftAside, scope, plan: made?.plan },
    blind: authority === 'base' ? blindSpots(scan, base.state === 'read' ? base.scan : undefined, prefix) : [],
    troubles: [...new Set([...own.troubles, ...(made?.troubles ?? [])])],
    notes: made?.notes ?? [],
  };
}

/** With `include-tests` what only tests read is a use like any other, and so with `include-disabled` what a value would turn on. */
function withAsked<Tree extends Pick<TreeScan, 'uses'>>(tree: Tree, { includeTests, includeDisabled }: Inputs): Tree {
  if (!includeTests && !includeDisabled) return tree;
  const uses = tree.uses.map(({ testMaterial, ifEnabled, ...use }) => ({
    ...use,
    ...(testMaterial === undefined || includeTests ? {} : { testMaterial }),
    ...(ifEnabled === undefined || includeDisabled ? {} : { ifEnabled }),
  }));
  return { ...tree, uses };
}

/** Whether an image may fail the step, by what is found in it or by what becomes of it. */
function isGateOn({ failOn, failWhen }: Inputs): boolean {
  return failOn !== 'none' || (['uncovered', 'unwarmed', 'unscanned'] as const).some((word) => failWhen.has(word));
}

interface Classified extends Pick<Planned, 'uses' | 'troubles'> {
  /** The same for other uses, by what is built elsewhere. */
  readonly classify: Classify;
}

/** Every use with its class; the registry is asked for the repositories of its own that no rule explains. */
async function classified(
  uses: readonly Use[],
  builtHere: ReadonlySet<string>,
  look: RegistryLookup,
  inputs: Inputs,
  context: RunContext,
): Promise<Classified> {
  const rules = look.state === 'known' ? look.view.rules : look.rules?.rules;
  const forClasses = classContext(builtHere, rules, inputs, context);
  const first = classify(uses, forClasses);
  const plain: Classify = (others, built) => classify(others, { ...forClasses, builtHere: built });
  if (look.state !== 'known') return { uses: first, troubles: [], classify: plain };
  const own = first.flatMap((use) => (use.class === 'own' && use.reference ? [use.reference.repository] : []));
  const { known, troubles } = await existing(look.view.client, [...new Set(own)].sort());
  const told = { ...forClasses, repositoryExists: (repository: string) => known.get(repository) };
  return {
    uses: classify(uses, told),
    troubles,
    classify: (others, built) => classify(others, { ...told, builtHere: built }),
  };
}

async function planFor(
  inScope: readonly ClassifiedUse[],
  uses: readonly ClassifiedUse[],
  look: RegistryLookup,
  inputs: Inputs,
  context: RunContext,
): Promise<{ readonly plan: Plan } & Pick<Planned, 'troubles' | 'notes'>> {
  const view = look.state === 'known' ? look.view : undefined;
  const known = look.state === 'known' ? look.view : look.rules;
  const request = {
    registry: inputs.registry?.name ?? '',
    registryId: known?.registryId ?? '',
    wanted: wantedOf(inScope, inputs),
    cached: cachedRepositories(uses),
    rules: known?.rules ?? [],
    upstreams: inputs.upstreams,
    namedCredentialSets: inputs.credentialSets,
    template: inputs.target,
    wildcardTemplate: inputs.wildcardTarget,
    targets: inputs.targets,
    cap: inputs.maxCacheRules,
    wildcards: inputs.wildcards,
    now: context.now(),
  } satisfies Omit<PlanRequest, 'repositories' | 'credentialSets'>;
  if (view === undefined) {
    const plan = makePlan({ ...request, repositories: new Map(), credentialSets: { state: 'not-looked-up' } });
    return { plan, troubles: [], notes: [] };
  }
  const index = ruleIndex(view.rules);
  const wantsCredentials = request.wanted.some(
    ({ source, allowed }) => allowed && index.forSource(source) === undefined && mayWantCredentials(source, inputs),
  );
  const credentialSets = credentialSetsFor(view, wantsCredentials);
  const planned = await planLookedUp(request, index, view, credentialSets, context);
  if (!planned.plan.refused.some(({ refusal }) => refusal.reason === 'target-taken')) return planned;
  // Another run may have made that rule, and pulled through it, since the rules were read.
  const now = await view.service.list();
  const before = new Set(view.rules.map(({ name }) => name));
  if (now.state !== 'known' || now.rules.every(({ name }) => before.has(name))) return planned;
  return planLookedUp({ ...request, rules: now.rules }, ruleIndex(now.rules), view, credentialSets, context);
}

/** Of images that find no room under the cap, so many are looked up nevertheless, so that their refusals name what else is in the way. */
const LOOKED_UP_BEYOND = 100;

/**
 * Makes the plan, and asks the registry for the repositories that bear on it: where thousands of images want a rule and few can have
 * one, not for those of all. No rule is planned whose target was not asked for.
 */
async function planLookedUp(
  request: Omit<PlanRequest, 'repositories' | 'credentialSets'>,
  index: RuleIndex,
  { client }: RegistryView,
  credentialSets: Promise<CredentialSets>,
  { log }: RunContext,
): Promise<{ readonly plan: Plan } & Pick<Planned, 'troubles' | 'notes'>> {
  const { cap, rules, wildcards } = request;
  const targets = targetsToLookUp(request, index);
  const repositories = new Map<string, boolean>();
  const asked = new Set<string>();
  const troubles = new Set<string>();
  const ask = async (wanted: readonly string[]) => {
    const fresh = wanted.filter((target) => !asked.has(target)).sort();
    for (const target of fresh) asked.add(target);
    const found = await existing(client, fresh);
    for (const [repository, exists] of found.known) repositories.set(repository, exists);
    for (const trouble of found.troubles) troubles.add(trouble);
  };
  // A wildcard is weighed against all that it would contain.
  let count = wildcards === 'never' ? Math.max(0, cap - rules.length) + LOOKED_UP_BEYOND : targets.length;
  for (;;) {
    const [sets] = await Promise.all([credentialSets, ask(targets.slice(0, count))]);
    const plan = makePlan({ ...request, repositories, credentialSets: sets });
    const unasked = plan.create
      .map(({ target }) => target)
      .filter((target) => !target.endsWith('/*') && !asked.has(target));
    if (unasked.length === 0) {
      const hosts = plan.create.map(({ source }) => source.slice(0, source.indexOf('/')));
      const notes = unhealthyNamed(hosts, { ...request, credentialSets: sets });
      for (const note of notes) log.warning(note);
      return { plan, troubles: [...troubles].sort(), notes };
    }
    await ask(unasked);
    count *= 2;
  }
}

/** The registry's repositories that uses are pulled from through a rule, one entry a use. */
export function cachedRepositories(uses: readonly ClassifiedUse[]): readonly string[] {
  return uses.flatMap((use) => (use.class === 'cached' && use.reference ? [use.reference.repository] : []));
}

/** The sources that want a rule, one entry a use. */
export function wantedOf(uses: readonly ClassifiedUse[], inputs: Inputs): readonly Wanted[] {
  const policy = imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages);
  return uses.flatMap((use) =>
    use.source !== undefined && wantsRule(use)
      ? [{ source: nameOf(use.source), uses: 1, allowed: policy.allows(use.source) }]
      : [],
  );
}

function mayWantCredentials(source: string, { upstreams }: Inputs): boolean {
  const upstream = upstreamOf(source.slice(0, source.indexOf('/')), upstreams);
  return upstream !== undefined && upstream.authentication !== 'none';
}
