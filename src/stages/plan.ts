import { imagePolicy } from '../images/policy.ts';
import { nameOf } from '../images/reference.ts';
import { upstreamOf } from '../images/upstreams.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Use } from '../manifests/model/use.ts';
import type { TreeScan } from '../manifests/tree.ts';
import { type PlanRequest, targetsToLookUp, type Wanted } from '../rules/candidates.ts';
import { guessedSource } from '../rules/guessed-source.ts';
import type { Plan } from '../rules/plan.ts';
import { makePlan } from '../rules/planner.ts';
import { ruleIndex } from '../rules/resolve.ts';
import type { CacheRule } from '../rules/rule.ts';
import { type ClassContext, type ClassifiedUse, classify, wantsRule } from '../uses/classes.ts';
import type { Base } from './read.ts';
import { credentialSetsFor, existing, type RegistryLookup } from './registry-lookup.ts';
import type { RunContext } from './run-context.ts';

/** What every use is, and what it gets. */
export interface Planned {
  /** Every use, of every class. */
  readonly uses: readonly ClassifiedUse[];
  /** Those that get rules, warming and suggestions in this run. */
  readonly inScope: ReadonlySet<ClassifiedUse>;
  /** Those that the gate judges. */
  readonly gated: ReadonlySet<ClassifiedUse>;
  /** Those that only tests read and on which this run spends nothing; `include-tests` would. */
  readonly leftAside: ReadonlySet<ClassifiedUse>;
  readonly scope: 'changed' | 'all';
  /** `undefined` where no registry was given. */
  readonly plan: Plan | undefined;
  /** Why the registry could not be asked for repositories; each once. */
  readonly troubles: readonly string[];
}

/** Classifies the uses and makes the plan; what it asks the registry is only whether repositories exist. */
export async function planRun(
  scan: TreeScan,
  base: Base,
  look: RegistryLookup,
  inputs: Inputs,
  context: RunContext,
): Promise<Planned> {
  const own = await classified(honoured(scan.uses, base, context), scan.builtHere, look, inputs, context);
  const { uses } = own;
  const known = knownIn(base, inputs);
  const isNew = (use: Use) => pulledText(use).every((text) => known?.(use, text) !== true);
  const scope = inputs.scope ?? (context.rights.pullRequest === undefined ? 'all' : 'changed');
  // While the gate is on, what the base does not have counts whatever its folder is called (docs/trust.md#test-material).
  const isBrought = (use: Use) => isGateOn(inputs) && base.state !== 'none' && isNew(use);
  const leftAside = new Set(
    uses.filter((use) => use.testMaterial !== undefined && !inputs.includeTests && !isBrought(use)),
  );
  const counting = uses.filter((use) => counts(use) && !leftAside.has(use));
  const inScope = new Set(scope === 'all' ? counting : counting.filter(isNew));
  const gated = new Set(inputs.gateScope === 'all' ? counting : counting.filter(isNew));
  const made = inputs.registry === undefined ? undefined : await planFor([...inScope], uses, look, inputs, context);
  return {
    ...{ uses, inScope, gated, leftAside, scope: known === undefined ? 'all' : scope, plan: made?.plan },
    troubles: [...new Set([...own.troubles, ...(made?.troubles ?? [])])],
  };
}

/** Whether an image may fail the step, by what is found in it or by what becomes of it. */
function isGateOn({ failOn, failWhen }: Inputs): boolean {
  return failOn !== 'none' || (['uncovered', 'unwarmed', 'unscanned'] as const).some((word) => failWhen.has(word));
}

/** Whether a use is one that this product acts on: what nobody said to leave alone, and what is really built. */
function counts({ ignored, overriddenBy }: Use): boolean {
  return ignored === undefined && overriddenBy === undefined;
}

/**
 * On a pull request the words that exempt an image are the base's (docs/architecture.md#base-decides): an ignore that
 * the pull request itself brings counts only once it is merged.
 */
function honoured(uses: readonly Use[], base: Base, { rights }: RunContext): readonly Use[] {
  if (rights.pullRequest === undefined || base.state !== 'read') return uses;
  const keyOf = (use: Use) => `${use.file}\0${use.image === null ? use.text : pulledText(use).join()}`;
  const ignoredInBase = new Set(base.scan.uses.filter(({ ignored }) => ignored !== undefined).map(keyOf));
  return uses.map((use) => {
    if (use.ignored === undefined || ignoredInBase.has(keyOf(use))) return use;
    const { ignored: _, ...rest } = use;
    return rest;
  });
}

/** Whether the base has a reference already, for a use of the head; `undefined` where nobody knows. */
function knownIn(base: Base, { includeTests }: Inputs): ((use: Use, text: string) => boolean) | undefined {
  if (base.state !== 'read') return undefined;
  const all = referencesOf(base.scan.uses);
  // What only its tests had was never judged: whoever deploys it brings it.
  const deployed = includeTests ? all : referencesOf(base.scan.uses.filter((use) => use.testMaterial === undefined));
  return ({ testMaterial }, text) => (testMaterial === undefined ? deployed : all).has(text);
}

function referencesOf(uses: readonly Use[]): ReadonlySet<string> {
  return new Set(uses.flatMap(pulledText));
}

/** What is pulled, by which the base's uses are compared with the head's; an unknown tag is that of no other text. */
function pulledText({ image, pulls, unknownTag, text }: Use): readonly string[] {
  if (image === null) return [];
  return [unknownTag === true ? `${image} of ${text}` : (pulls ?? image)];
}

/** Every use with its class, for what needs neither Azure nor network. */
export function classifyOffline(
  scan: TreeScan,
  inputs: Inputs,
  context: Pick<RunContext, 'owner'>,
): readonly ClassifiedUse[] {
  return classify(scan.uses, classContext(scan.builtHere, undefined, inputs, context));
}

/** Every use with its class; the registry is asked for the repositories of its own that no rule explains. */
async function classified(
  uses: readonly Use[],
  builtHere: ReadonlySet<string>,
  look: RegistryLookup,
  inputs: Inputs,
  context: RunContext,
): Promise<Pick<Planned, 'uses' | 'troubles'>> {
  const rules = look.state === 'known' ? look.view.rules : undefined;
  const forClasses = classContext(builtHere, rules, inputs, context);
  const first = classify(uses, forClasses);
  if (look.state !== 'known') return { uses: first, troubles: [] };
  const own = first.flatMap((use) => (use.class === 'own' && use.reference ? [use.reference.repository] : []));
  const { known, troubles } = await existing(look.view.client, [...new Set(own)].sort());
  return { uses: classify(uses, { ...forClasses, repositoryExists: (repository) => known.get(repository) }), troubles };
}

function classContext(
  builtHere: ReadonlySet<string>,
  rules: readonly CacheRule[] | undefined,
  inputs: Inputs,
  context: Pick<RunContext, 'owner'>,
): ClassContext {
  const index = rules === undefined ? undefined : ruleIndex(rules);
  const templates = [inputs.target, inputs.wildcardTarget];
  return {
    loginServer: inputs.registry?.loginServer,
    sourceOf: (repository) =>
      index === undefined
        ? guessedSource(repository, templates, inputs.upstreams)
        : index.forRepository(repository)?.source,
    repositoryExists: () => undefined,
    upstreams: inputs.upstreams,
    policy: imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages),
    declaredPublic: inputs.declaredPublic,
    builtHere,
    owner: context.owner,
  };
}

async function planFor(
  inScope: readonly ClassifiedUse[],
  uses: readonly ClassifiedUse[],
  look: RegistryLookup,
  inputs: Inputs,
  context: RunContext,
): Promise<{ readonly plan: Plan; readonly troubles: readonly string[] }> {
  const view = look.state === 'known' ? look.view : undefined;
  const request = {
    registry: inputs.registry?.name ?? '',
    registryId: view?.registryId ?? '',
    wanted: wantedOf(inScope, inputs),
    cached: uses.flatMap((use) => (use.class === 'cached' && use.reference ? [use.reference.repository] : [])),
    rules: view?.rules ?? [],
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
    return { plan, troubles: [] };
  }
  const index = ruleIndex(view.rules);
  const wantsCredentials = request.wanted.some(
    ({ source, allowed }) => allowed && index.forSource(source) === undefined && mayWantCredentials(source, inputs),
  );
  const [{ known: repositories, troubles }, credentialSets] = await Promise.all([
    existing(view.client, targetsToLookUp(request, index)),
    credentialSetsFor(view, wantsCredentials),
  ]);
  return { plan: makePlan({ ...request, repositories, credentialSets }), troubles };
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
