import { messageOf } from '../base/errors.ts';
import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import type { AcceptedFinding } from '../defender/accept.ts';
import { FINDINGS_ARTIFACT_TYPE, type GetReferrers } from '../defender/evidence.ts';
import { type GatedImage, type GatedManifest, type GateResult, gate, type Unresolved } from '../defender/gate.ts';
import { inspect } from '../defender/inspect.ts';
import type { Subject, Verdict } from '../defender/verdict.ts';
import { asksDefender, type Inputs } from '../inputs/inputs.ts';
import type { RegistryClient } from '../registry/client.ts';
import { type NotServed, RegistryFailure } from '../registry/transport/failure.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import { type ClassifiedUse, imageOf } from '../uses/classes.ts';
import type { Planned } from './plan.ts';
import type { RegistryLookup, RegistryView } from './registry-lookup.ts';
import type { RunContext } from './run-context.ts';
import { isServingUnanswered } from './unasked.ts';
import { type ResultOf, resultIndex } from './warm.ts';

/**
 * Asks Defender about what was pulled, and lets the gate decide. Where nothing depends on the answer it is not asked.
 * @param prefix what leads from the workspace's root to the scanned folder: empty, or ending with `/`
 */
export async function judge(
  planned: Planned,
  results: readonly WarmResult[],
  look: RegistryLookup,
  accepted: readonly AcceptedFinding[],
  prefix: string,
  inputs: Inputs,
  context: RunContext,
): Promise<GateResult> {
  const rules = {
    failOn: inputs.failOn,
    onlyFixable: inputs.onlyFixable,
    treatUnknownAs: inputs.treatUnknownAs,
    accepted,
    exemptPaths: inputs.exemptPaths,
    today: new Date(context.now()).toISOString().slice(0, 10),
  };
  if (!asksDefender(inputs)) return gate([], rules);
  const images = gatedImages(planned, prefix);
  if (look.state !== 'known') {
    const unresolved: Unresolved = look.expected
      ? { state: 'not-checked', reason: look.reason, remedy: 'let a run that can sign in judge it' }
      : { state: 'error', reason: look.reason, remedy: 'run again once that is mended' };
    return gate(
      images.map((image) => ({ unresolved, ...unasked(image) })),
      rules,
    );
  }
  const resultOf = resultIndex(results);
  const verdicts = await verdictsOn(subjectsOf(images, resultOf), look.view, inputs, context);
  return gate(
    images.map((image) => gatedImage(image, resultOf, verdicts)),
    rules,
  );
}

/** The uses of one image. */
interface Image {
  readonly name: string;
  readonly uses: readonly ClassifiedUse[];
  /** From the workspace's root; each once. */
  readonly files: readonly string[];
}

/** What the gate is about, by image. */
function gatedImages({ gated }: Planned, prefix: string): readonly Image[] {
  return [...groupBy(gated, imageOf)]
    .sort(([one], [other]) => compareTexts(one, other))
    .map(([name, uses]) => ({ name, uses, files: [...new Set(uses.map(({ file }) => `${prefix}${file}`))] }));
}

function unasked({ name, uses, files }: Image): GatedImage {
  const [first] = uses;
  const unresolved = first === undefined ? undefined : unaskable(first);
  return {
    image: name,
    files,
    manifests: [],
    ...(unresolved === undefined ? {} : { unresolved }),
  };
}

/** Why nobody could ask about a use, whoever signs in. */
function unaskable({ class: kind, unknownTag, reason, because }: ClassifiedUse): Unresolved | undefined {
  const later = reason ?? 'it is filled in later';
  if (kind === 'templated') return { state: 'templated', reason: `what its image is can't be told (${later})` };
  if (kind === 'foreign') {
    const remedy = 'copy the image into the registry, or exempt its files with `exempt-paths`';
    return { state: 'unsupported', reason: because ?? 'artifact cache can not source it', remedy };
  }
  return unknownTag === true ? { state: 'unknown-tag', reason: `its tag is not known (${later})` } : undefined;
}

/** The results of an image's uses: a cached and a public use of one image are in different repositories, maybe. */
function resultsOf({ uses }: Image, resultOf: ResultOf): readonly WarmResult[] {
  return [...new Set(uses.flatMap((use) => resultOf(use) ?? []))];
}

function subjectsOf(images: readonly Image[], resultOf: ResultOf): readonly Subject[] {
  return images.flatMap((image) =>
    resultsOf(image, resultOf).flatMap((result) => manifestsOf(result).map(({ subject }) => subject)),
  );
}

/** The manifests that nodes run, with the platform that people know them by. */
function manifestsOf(result: WarmResult): readonly { readonly platform: string; readonly subject: Subject }[] {
  if (result.status === 'not-served') return [];
  const { repository } = result.request;
  return result.served.platforms.map(({ platform, digest }) => ({
    platform: platform ?? 'single platform',
    subject: { repository, digest, content: 'image' },
  }));
}

async function verdictsOn(
  subjects: readonly Subject[],
  view: RegistryView,
  { azure, scanTimeout }: Inputs,
  context: RunContext,
): Promise<ReadonlyMap<string, Verdict>> {
  if (subjects.length === 0) return new Map();
  const inspected = await inspect(subjects, {
    graph: {
      http: context.http,
      armEndpoint: azure.cloud.armEndpoint,
      subscriptions: [view.subscriptionId],
      token: () => view.tokens.token(azure.cloud.armScope),
      renew: view.tokens.renew,
    },
    getReferrers: referrersThrough(view.client),
    scanTimeout,
    now: context.now,
    signal: context.signal,
    onWait: (pending) => context.log.info(`Waiting for Defender to scan ${pending} manifests`),
  });
  return new Map(inspected.map(({ subject, verdict }) => [keyOf(subject), verdict]));
}

function keyOf({ repository, digest }: Subject): string {
  return `${repository}@${digest}`;
}

/**
 * Referrers as evidence. A registry that asks the upstream for them fails in its own way
 * (docs/azure-behaviour.md#referrers-proxied).
 */
function referrersThrough(client: RegistryClient): GetReferrers {
  return async (repository, digest) => {
    try {
      const referrers = await client.referrers(repository, digest, FINDINGS_ARTIFACT_TYPE);
      if (referrers === undefined) return { type: 'proxied', reason: 'the registry does not tell what refers to it' };
      return { type: 'listed', referrers };
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      const type = error.reason.kind.startsWith('upstream-') ? 'proxied' : 'failed';
      return { type, reason: messageOf(error) };
    }
  };
}

function notPulled({ uses }: Image): Unresolved {
  const because = uses.find((use) => use.because !== undefined)?.because;
  const reason = 'it was not pulled through the registry';
  return { state: 'not-checked', reason: because === undefined ? reason : `${reason}: ${because}` };
}

function gatedImage(image: Image, resultOf: ResultOf, verdicts: ReadonlyMap<string, Verdict>): GatedImage {
  const pulled = resultsOf(image, resultOf);
  const manifests = pulled.flatMap((result) =>
    manifestsOf(result).flatMap(({ platform, subject }): readonly GatedManifest[] => {
      const verdict = verdicts.get(keyOf(subject));
      return verdict === undefined ? [] : [{ platform, digest: subject.digest, verdict }];
    }),
  );
  const failure = pulled.find((result) => result.status === 'not-served');
  const unresolved = failure?.status === 'not-served' ? unserved(failure.reason) : notPulled(image);
  const base = unasked(image);
  return manifests.length === 0 ? { unresolved, ...base } : { ...base, manifests };
}

function unserved({ kind, message, remedy }: NotServed): Unresolved {
  const state = isServingUnanswered(kind) ? 'error' : 'not-checked';
  return { state, reason: `it was not served: ${message}`, remedy };
}
