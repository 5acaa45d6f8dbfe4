import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import type { AcceptedFinding } from '../defender/accept.ts';
import { askPlan } from '../defender/coverage.ts';
import {
  type GatedImage,
  type GatedManifest,
  type GateResult,
  type GateRules,
  gate,
  type Unchecked,
  type Unresolved,
} from '../defender/gate.ts';
import { type GatedDeployment, gatedDeployment } from '../defender/gated-deployment.ts';
import { inspect } from '../defender/inspect.ts';
import { openGraph } from '../defender/resource-graph.ts';
import type { Subject, Verdict } from '../defender/verdict.ts';
import { asksDefender, type Inputs } from '../inputs/inputs.ts';
import type { NotServed } from '../registry/transport/failure.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import { type RuleIndex, ruleIndex } from '../rules/resolve.ts';
import { type ClassifiedUse, imageOf } from '../uses/classes.ts';
import { consumerOf } from '../uses/consumer.ts';
import { type AttachmentsClient, attachmentsOf } from './attachments.ts';
import { type PendingDigest, recheckable } from './pending.ts';
import type { Planned } from './plan.ts';
import type { RegistryLookup, RegistryView } from './registry-view.ts';
import type { RunContext } from './run-context.ts';
import { type Askable, type Lists, lookUpStored, notAsked, placeOf, placeText } from './stored-images.ts';
import { isServingUnanswered } from './unasked.ts';
import { type ResultOf, resultIndex } from './warm.ts';

/** What judging needs of the registry. */
export type JudgedRegistry = Pick<RegistryView, 'registry' | 'subscriptionId' | 'rules' | 'tokens'> & {
  readonly client: Lists & AttachmentsClient;
};

export type JudgedLookup =
  | { readonly state: 'known'; readonly view: JudgedRegistry }
  | Extract<RegistryLookup, { readonly state: 'unknown' }>;

type JudgeContext = Pick<RunContext, 'http' | 'now' | 'signal'> & { readonly log: Pick<RunContext['log'], 'info'> };

/**
 * Asks Defender about what was pulled or is stored, and lets the gate decide. Where nothing depends on the answer it is not asked.
 * @param prefix what leads from the workspace's root to the scanned folder: empty, or ending with `/`
 * @param before what an earlier run left pending: asked about again as long as the tree has the image and the registry the digest
 */
export async function judge(
  planned: Pick<Planned, 'gated' | 'blind'>,
  results: readonly WarmResult[],
  look: JudgedLookup,
  accepted: readonly AcceptedFinding[],
  prefix: string,
  before: readonly PendingDigest[],
  inputs: Inputs,
  context: JudgeContext,
): Promise<Judgement> {
  const rules: GateRules = {
    failOn: inputs.failOn,
    onlyFixable: inputs.onlyFixable,
    treatUnknownAs: inputs.treatUnknownAs,
    accepted,
    exemptPaths: inputs.exemptPaths,
    today: new Date(context.now()).toISOString().slice(0, 10),
  };
  if (!asksDefender(inputs)) return { gate: gate([], rules), gatedDeployment: undefined };
  const images = gatedImages(planned, prefix);
  if (look.state !== 'known') {
    const unresolved: Unresolved = look.expected
      ? { state: 'not-checked', reason: look.reason, remedy: 'let a run that can sign in judge it' }
      : { state: 'error', reason: look.reason, remedy: 'run again once that is mended' };
    return judgement(new Map(images.map((image) => [image, { unresolved, ...unasked(image) }])), planned.blind, rules);
  }
  const resultOf = resultIndex(results);
  const rulesOf = ruleIndex(look.view.rules);
  // What was pulled is known; of the rest the registry's own lists tell.
  const open = images.flatMap(({ uses }) => uses.filter((use) => resultOf(use) === undefined));
  const stored = await lookUpStored(
    open.flatMap((use) => placeOf(use, rulesOf) ?? []),
    look.view.client,
    inputs.platforms,
  );
  const askable = new Map(images.map((image) => [image, askableOf(image, resultOf, rulesOf, stored)]));
  const subjects = [...askable.values()].flat().flatMap(({ manifests }) => manifests.map(({ subject }) => subject));
  const names = new Set(images.map(({ name }) => name));
  const again = await recheckable(
    before.filter(({ image }) => names.has(image)),
    subjects,
    look.view.client,
    context.now() - inputs.evidenceMaxAge,
  );
  const verdicts = await verdictsOn([...subjects, ...again.map(subjectOf)], look.view, inputs, context);
  const since = pendingSince(before, new Date(context.now()).toISOString());
  const judged = [...askable].map(
    ([image, found]) => [image, since(gatedImage(image, found, verdicts, again))] as const,
  );
  return judgement(new Map(judged), planned.blind, rules);
}

/** What became of the images: in the gate, and at the door of a cluster that has gated deployment. */
export interface Judgement {
  readonly gate: GateResult;
  /** `undefined` where nobody asked, or about nothing that a cluster pulls. */
  readonly gatedDeployment: GatedDeployment | undefined;
}

function judgement(images: ReadonlyMap<Image, GatedImage>, blind: Planned['blind'], rules: GateRules): Judgement {
  const pulled = [...images].filter(([{ uses }]) => uses.some((use) => isDeployed(use)));
  return {
    gate: gate([...images.values(), ...blind], rules),
    gatedDeployment: gatedDeployment(
      pulled.map(([, image]) => image),
      rules,
    ),
  };
}

function isDeployed(use: ClassifiedUse): boolean {
  return consumerOf(use) === 'aks' && use.overriddenBy === undefined;
}

function subjectOf({ repository, digest }: PendingDigest): Subject {
  return { repository, digest, content: 'image' };
}

/** Adds to each pending manifest the time from which on it has been so. @param now as ISO 8601 */
function pendingSince(before: readonly PendingDigest[], now: string): (image: GatedImage) => GatedImage {
  const since = new Map(before.map((one) => [keyOf(one), one.since]));
  return (image) => ({
    ...image,
    manifests: image.manifests.map((manifest) =>
      manifest.verdict.type === 'pending'
        ? { ...manifest, pendingSince: since.get(keyOf({ repository: '', ...manifest })) ?? now }
        : manifest,
    ),
  });
}

/** The uses of one image. */
interface Image {
  readonly name: string;
  readonly uses: readonly ClassifiedUse[];
  /** From the workspace's root; each once. */
  readonly files: readonly string[];
}

/** What the gate is about, by image. */
function gatedImages({ gated }: Pick<Planned, 'gated'>, prefix: string): readonly Image[] {
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
function unaskable({ class: kind, foreign, unknownTag, reason, because }: ClassifiedUse): Unresolved | undefined {
  const later = reason ?? 'it is filled in later';
  if (kind === 'templated') return { state: 'templated', reason: `what its image is can't be told (${later})` };
  if (kind === 'foreign') {
    const remedy =
      foreign === 'private'
        ? 'trust who holds it with trusted-registries, or copy the image into the registry'
        : 'copy the image into the registry, or exempt its files with exempt-paths';
    return { state: 'unsupported', reason: because ?? 'artifact cache can not source it', remedy };
  }
  return unknownTag === true ? { state: 'unknown-tag', reason: `its tag is not known (${later})` } : undefined;
}

/** What can be asked about an image: a cached and a public use of it are in different repositories, maybe. */
function askableOf(
  { uses }: Image,
  resultOf: ResultOf,
  rules: RuleIndex,
  stored: ReadonlyMap<string, Askable>,
): readonly Askable[] {
  const pulled = [...new Set(uses.flatMap((use) => resultOf(use) ?? []))].map(askableResult);
  const places = uses.filter((use) => resultOf(use) === undefined).flatMap((use) => placeOf(use, rules) ?? []);
  const looked = [...new Set(places.map(placeText))].flatMap((text) => stored.get(text) ?? []);
  return [...pulled, ...looked];
}

/** The manifests that nodes run, with the platform that people know them by. */
function askableResult(result: WarmResult): Askable {
  if (result.status === 'not-served') return { manifests: [], unchecked: [], unresolved: unserved(result.reason) };
  const { repository } = result.request;
  const { platforms, unpulled = [] } = result.served;
  const manifests = platforms.map(({ platform, digest }) => ({
    platform: platform ?? 'single platform',
    subject: { repository, digest, content: 'image' } as const,
  }));
  return { manifests, unchecked: unpulled.map(notAsked) };
}

async function verdictsOn(
  subjects: readonly Subject[],
  view: JudgedRegistry,
  { azure, scanTimeout, evidenceMaxAge }: Inputs,
  context: JudgeContext,
): Promise<ReadonlyMap<string, Verdict>> {
  const { cloud } = azure;
  if (cloud.defenderRetired !== undefined) {
    const reason = `Defender for Containers was retired in this cloud (${cloud.name}) on ${cloud.defenderRetired}, so that no scan will come`;
    return new Map(subjects.map((subject) => [keyOf(subject), { type: 'unsupported', reason }]));
  }
  const questioner = {
    http: context.http,
    armEndpoint: cloud.armEndpoint,
    token: () => view.tokens.token(cloud.armScope),
    renew: view.tokens.renew,
  };
  const inspected = await inspect(subjects, {
    graph: openGraph({ ...questioner, subscriptions: [view.subscriptionId] }),
    attachments: attachmentsOf(view.client),
    plan: () => askPlan(questioner, view.subscriptionId),
    registryName: view.registry.name,
    maxAge: evidenceMaxAge,
    scanTimeout,
    wait: context.http.wait,
    now: context.now,
    signal: context.signal,
    onWait: (pending, milliseconds) =>
      context.log.info(
        `Waiting for Defender to scan ${count(pending, 'manifest')}; the next question is in ${count(milliseconds / 60_000, 'minute')}`,
      ),
  });
  return new Map(inspected.map(({ subject, verdict }) => [keyOf(subject), verdict]));
}

function keyOf({ repository, digest }: Pick<Subject, 'repository' | 'digest'>): string {
  return `${repository}@${digest}`;
}

function notPulled({ uses }: Image): Unresolved {
  const because = uses.find((use) => use.because !== undefined)?.because;
  const reason = 'it was not pulled through the registry';
  return { state: 'not-checked', reason: because === undefined ? reason : `${reason}: ${because}` };
}

function gatedImage(
  image: Image,
  found: readonly Askable[],
  verdicts: ReadonlyMap<string, Verdict>,
  again: readonly PendingDigest[],
): GatedImage {
  const asked = [
    ...found.flatMap((askable) => askable.manifests),
    ...again
      .filter((one) => one.image === image.name)
      .map((one) => ({
        platform: `${one.platform}, pending since ${one.since.slice(0, 10)}`,
        subject: subjectOf(one),
      })),
  ];
  const manifests = asked.flatMap(({ platform, subject }): readonly GatedManifest[] => {
    const verdict = verdicts.get(keyOf(subject));
    const { repository, digest } = subject;
    return verdict === undefined ? [] : [{ platform, repository, digest, verdict }];
  });
  const lacking = found.flatMap(({ unresolved }) => unresolved ?? []);
  const base = unasked(image);
  if (manifests.length === 0) return { unresolved: lacking[0] ?? notPulled(image), ...base };
  const unchecked: readonly Unchecked[] = [
    ...found.flatMap((askable) => askable.unchecked),
    // It stands in another repository as well, which is asked for no less.
    ...lacking.map(({ state, reason }) => ({ what: 'elsewhere', reason, state })),
  ];
  return { ...base, manifests, unchecked };
}

function unserved({ kind, message, remedy }: NotServed): Unresolved {
  const state = isServingUnanswered(kind) ? 'error' : 'not-checked';
  return { state, reason: `it was not served: ${message}`, remedy };
}
