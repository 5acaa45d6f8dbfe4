import { compareTexts } from '../base/order.ts';
import { imagePolicy } from '../images/policy.ts';
import { formatReference, nameOf } from '../images/reference.ts';
import { asksDefender, type Inputs } from '../inputs/inputs.ts';
import { type NotServed, RegistryFailure } from '../registry/transport/failure.ts';
import { type Engine, openEngine } from '../registry/warming/engine.ts';
import { type Earlier, withEarlier } from '../registry/warming/refresh.ts';
import type { RegistrySettings } from '../registry/warming/unconfirmed.ts';
import { warm } from '../registry/warming/warm.ts';
import { warmLine } from '../registry/warming/warm-line.ts';
import type { WarmRequest, WarmResult } from '../registry/warming/warm-result.ts';
import type { EnsureResult } from '../rules/ensure.ts';
import type { CoveredSource } from '../rules/plan.ts';
import { ruleIndex } from '../rules/resolve.ts';
import type { CacheRule } from '../rules/rule.ts';
import { isYoung } from '../rules/rule-age.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import type { Apply } from './apply.ts';
import type { Planned } from './plan.ts';
import { advised } from './pull-advice.ts';
import type { RegistryLookup, RegistryView } from './registry-view.ts';
import type { RunContext } from './run-context.ts';

/** Of the lines in the log, one an image. */
const TITLE = 'Pulled through the registry';

/** Pulls what is covered once through the registry, where this run may; what a stranger names is never pulled. */
export async function warmImages(
  planned: Planned,
  ensured: EnsureResult | undefined,
  look: RegistryLookup,
  earlier: Earlier,
  { applied }: Apply,
  inputs: Inputs,
  context: RunContext,
): Promise<readonly WarmResult[]> {
  const requests = wantedPulls(planned, ensured, earlier, applied, inputs, context);
  if (requests.length === 0 || look.state !== 'known') return [];
  const { view } = look;
  let engine: Engine | undefined;
  try {
    if (inputs.engine !== 'registry') {
      engine = await openEngine({ name: inputs.engine, client: view.client, removeImages: false });
    }
    const pulled = await warm(requests, {
      client: view.client,
      platforms: inputs.platforms,
      timeoutMs: inputs.warmTimeout,
      signal: context.signal,
      settings: settingsOf(view),
      onProgress: ({ done, images, bytes }) =>
        context.log.progress(`warming: ${done} of ${images} images, ${Math.round(bytes / 1e6)} MB`),
      ...(engine === undefined ? {} : { engine }),
    });
    const results = await advised(pulled, {
      rules: ensured?.rules ?? view.rules,
      details: view.details,
      credentialSets: view.service.credentialSets,
    });
    context.log.group(TITLE, results.map(warmLine));
    return results;
  } catch (error) {
    // An engine that can't be used serves no image, each for the same reason.
    if (!(error instanceof RegistryFailure)) throw error;
    const { reason } = error;
    const results = requests.map((request) => notServed(request, reason));
    context.log.group(TITLE, results.map(warmLine));
    return results;
  } finally {
    context.log.progress('');
    await engine?.close();
  }
}

/** The same where it broke off: nothing is known to be stored. */
export function notWarmed(
  planned: Planned,
  ensured: EnsureResult | undefined,
  earlier: Earlier,
  { applied }: Apply,
  inputs: Inputs,
  context: RunContext,
  message: string,
): readonly WarmResult[] {
  const reason: NotServed = { kind: 'stopped', message, remedy: 'run again' };
  return wantedPulls(planned, ensured, earlier, applied, inputs, context).map((request) => notServed(request, reason));
}

function notServed(request: WarmRequest, reason: NotServed): WarmResult {
  return { request, status: 'not-served', reason, bytes: 0, milliseconds: 0, requests: 0 };
}

function wantedPulls(
  planned: Planned,
  ensured: EnsureResult | undefined,
  earlier: Earlier,
  applied: boolean,
  inputs: Inputs,
  context: RunContext,
): readonly WarmRequest[] {
  if (!applied || !inputs.warm || ensured === undefined) return [];
  const policy = imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages);
  const besides = asksDefender(inputs) ? [...planned.unplanned] : [];
  const allowed = besides.filter(({ source }) => source !== undefined && policy.allows(source));
  return withEarlier(requestsOf(planned, allowed, ensured, context.now()), earlier);
}

/**
 * One request for each reference that is covered or cached already, in a fixed order.
 * @param besides uses that are judged and not planned for: they are pulled where a rule is there, and get none
 */
function requestsOf(
  { inScope }: Planned,
  besides: readonly ClassifiedUse[],
  { covered, refused, created, rules }: EnsureResult,
  now: number,
): readonly WarmRequest[] {
  const bySource = new Map(covered.map((source) => [source.source, source]));
  // Whoever made it, or writes it again: the registry may not serve it yet, or not for a moment.
  const young = rules.filter((rule) => isYoung(rule, now));
  const fresh = new Set([...created, ...young].map(({ name }) => name));
  const requests = new Map<string, WarmRequest>();
  const others = coversOf(besides, new Set(refused.map(({ source }) => source)), rules);
  for (const use of [...inScope, ...besides]) {
    // A tag that is not known can't be asked for.
    if (use.source === undefined || use.unknownTag === true) continue;
    const cover = use.class === 'public' ? (bySource.get(nameOf(use.source)) ?? others.get(use)) : undefined;
    const repository = use.class === 'cached' ? use.reference?.repository : cover?.repository;
    if (repository === undefined) continue;
    const { tag, digest } = use.source;
    const image = formatReference(use.source);
    requests.set(keyOf(repository, image), {
      image,
      repository,
      ...(tag === undefined ? {} : { tag }),
      ...(digest === undefined ? {} : { digest }),
      ...(cover !== undefined && fresh.has(cover.rule) ? { freshRule: true } : {}),
      ...(use.kind === 'chart-source' ? { isChart: true } : {}),
    });
  }
  return [...requests].sort(([one], [other]) => compareTexts(one, other)).map(([, request]) => request);
}

/** The rules that are there for uses that none was planned for. */
function coversOf(
  uses: readonly ClassifiedUse[],
  refused: ReadonlySet<string>,
  rules: readonly CacheRule[],
): ReadonlyMap<ClassifiedUse, Pick<CoveredSource, 'repository' | 'rule'>> {
  const index = ruleIndex(rules);
  return new Map(
    uses.flatMap((use): readonly [ClassifiedUse, Pick<CoveredSource, 'repository' | 'rule'>][] => {
      const source = use.source === undefined ? undefined : nameOf(use.source);
      const there = source === undefined || refused.has(source) ? undefined : index.forSource(source);
      return there === undefined ? [] : [[use, { repository: there.repository, rule: there.rule.name }]];
    }),
  );
}

function keyOf(repository: string, image: string): string {
  return `${repository}\0${image}`;
}

/** What was pulled for a use. */
export type ResultOf = (use: ClassifiedUse) => WarmResult | undefined;

/** Finds results by use: of a cached one by its own repository, of a public one by its image. */
export function resultIndex(results: readonly WarmResult[]): ResultOf {
  const byPlace = new Map(results.map((result) => [keyOf(result.request.repository, result.request.image), result]));
  const byImage = new Map(results.map((result) => [result.request.image, result]));
  return ({ class: kind, source, reference, unknownTag }) => {
    if (source === undefined || unknownTag === true || (kind !== 'public' && kind !== 'cached')) return undefined;
    const image = formatReference(source);
    return kind === 'cached' ? byPlace.get(keyOf(reference?.repository ?? '', image)) : byImage.get(image);
  };
}

/** What is known of the registry that may keep it from storing. */
function settingsOf({ details }: RegistryView): RegistrySettings {
  if (details.state !== 'known') return {};
  const { publicNetworkAccess, networkDefaultAction, networkRuleBypassOptions, softDelete } = details;
  const restricted = publicNetworkAccess === 'Disabled' || networkDefaultAction === 'Deny';
  return {
    ...(restricted || publicNetworkAccess !== undefined ? { networkRestricted: restricted } : {}),
    ...(networkRuleBypassOptions === undefined
      ? {}
      : { trustedServicesBypass: networkRuleBypassOptions === 'AzureServices' }),
    ...(softDelete === undefined ? {} : { softDelete: softDelete === 'enabled' }),
  };
}
