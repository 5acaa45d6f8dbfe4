import { groupBy } from '../base/grouping.ts';
import { atMost } from '../base/in-turn.ts';
import type { Unchecked, Unresolved } from '../defender/gate.ts';
import type { Subject } from '../defender/verdict.ts';
import { nameOf } from '../images/reference.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { Listed, ListedManifest, ListedReference } from '../registry/lists.ts';
import { isImageType, isIndexType } from '../registry/manifest.ts';
import { runBy } from '../registry/warming/platform.ts';
import { referenceOf } from '../registry/warming/warm-result.ts';
import type { RuleIndex } from '../rules/resolve.ts';
import type { ClassifiedUse } from '../uses/classes.ts';

/**
 * Images that this run has not pulled, by the registry's own lists. Nothing here asks for a manifest: for a name that a stranger chose
 * the registry might fetch it from its source, and store it (docs/azure-behaviour.md#lists-stored).
 */

/** Where an image is in the registry. */
export interface StoredPlace {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What can be asked about an image. */
export interface Askable {
  readonly manifests: readonly { readonly platform: string; readonly subject: Subject }[];
  readonly unchecked: readonly Unchecked[];
  /** There where there is no manifest. */
  readonly unresolved?: Unresolved;
}

/** Where the registry has what a use pulls; `undefined` where no rule leads there, or what is pulled is not known. */
export function placeOf(use: ClassifiedUse, rules: RuleIndex): StoredPlace | undefined {
  const { reference, source, unknownTag } = use;
  const isServed = use.class === 'public' || use.class === 'cached' || use.class === 'own';
  if (unknownTag === true || !isServed) return undefined;
  const image = use.class === 'public' ? source : reference;
  if (image === undefined) return undefined;
  const repository = use.class === 'public' ? rules.forSource(nameOf(image))?.repository : image.repository;
  if (repository === undefined) return undefined;
  const { tag, digest } = image;
  return { repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** One text for a place. */
export function placeText(place: StoredPlace): string {
  const reference = referenceOf(place);
  return `${place.repository}${reference.includes(':') ? '@' : ':'}${reference}`;
}

/** What of a registry is asked: its lists, and nothing else. */
export type Lists = Pick<RegistryClient, 'listedTag' | 'listedManifest'>;

const PARALLEL_IMAGES = 8;

/** Looks places up, each once. @returns by {@link placeText} */
export async function lookUpStored(
  places: readonly StoredPlace[],
  client: Lists,
  wanted: readonly string[] | 'all',
): Promise<ReadonlyMap<string, Askable>> {
  const found = new Map<string, Askable>();
  const distinct = [...new Map(places.map((place) => [placeText(place), place]))];
  await atMost(PARALLEL_IMAGES, distinct, async ([text, place]) => {
    found.set(text, await lookUpOne(place, client, wanted));
  });
  return found;
}

async function lookUpOne(place: StoredPlace, client: Lists, wanted: readonly string[] | 'all'): Promise<Askable> {
  const { repository } = place;
  const text = placeText(place);
  const tagged: Listed<string> =
    place.digest === undefined
      ? await client.listedTag(repository, place.tag ?? 'latest')
      : { state: 'listed', value: place.digest };
  if (tagged.state !== 'listed') return nothing(unlisted(tagged, text));
  const listed = await client.listedManifest(repository, tagged.value);
  if (listed.state !== 'listed') return nothing(unlisted(listed, text));
  const manifest = listed.value;
  if (!isIndexType(manifest.mediaType)) {
    const content = isImageType(manifest.mediaType) ? 'image' : 'artifact';
    const subject: Subject = { repository, digest: manifest.digest, content };
    return { manifests: [{ platform: manifest.platform ?? 'single platform', subject }], unchecked: [] };
  }
  return ofIndex(repository, text, manifest, client, wanted);
}

async function ofIndex(
  repository: string,
  text: string,
  { references }: ListedManifest,
  client: Lists,
  wanted: readonly string[] | 'all',
): Promise<Askable> {
  const images = references.filter(({ platform }) => platform !== undefined && platform !== 'unknown/unknown');
  if (images.length === 0) {
    return nothing({ state: 'not-checked', reason: `the registry does not tell which manifests ${text} has` });
  }
  const byPlatform = groupBy(images, ({ platform = '' }) => platform);
  const names = [...byPlatform.keys()];
  const run = new Set(wanted === 'all' ? names : wanted.flatMap((one) => [...runBy(withoutVariant(one), names)]));
  const isWanted = (platform: string) => run.has(platform);
  const asked = [...byPlatform].filter(([platform]) => isWanted(platform));
  const answers = await Promise.all(asked.map(([platform, same]) => ofPlatform(repository, platform, same, client)));
  const others = names.filter((platform) => !isWanted(platform)).map(notAsked);
  const manifests = answers.flatMap((answer) => answer.manifests);
  const unchecked = answers.flatMap((answer) => answer.unchecked);
  if (manifests.length > 0) return { manifests, unchecked: [...unchecked, ...others] };
  const [first] = unchecked;
  if (first === undefined) {
    return nothing({ state: 'not-checked', reason: `${text} has none of the platforms that are asked for` });
  }
  return nothing({ state: first.state ?? 'not-checked', asked: true, reason: `${first.what}: ${first.reason}` });
}

/** `linux/arm64/v8` as the lists have it. */
function withoutVariant(platform: string): string {
  return platform.split('/').slice(0, 2).join('/');
}

/** A platform may have several manifests: the variants of a processor, the versions of Windows. Which is which the list does not tell. */
async function ofPlatform(
  repository: string,
  platform: string,
  references: readonly ListedReference[],
  client: Lists,
): Promise<Askable> {
  const listed = await Promise.all(
    references.map(async ({ digest }) => ({ digest, listed: await client.listedManifest(repository, digest) })),
  );
  const manifests = listed.flatMap(({ digest, listed: { state } }) =>
    state === 'listed' ? [{ platform, subject: { repository, digest, content: 'image' } as const }] : [],
  );
  const [open] = listed.flatMap((one) => (one.listed.state === 'listed' ? [] : [{ ...one, listed: one.listed }]));
  if (open === undefined) return { manifests, unchecked: [] };
  const why = unlisted(open.listed, `its manifest ${open.digest.slice(0, 'sha256:'.length + 12)}`);
  const what = references.length === 1 ? platform : `${platform} (one of ${references.length} manifests)`;
  return { manifests, unchecked: [{ what, reason: `not checked: ${why.reason}`, state: why.state }] };
}

/** A platform that nobody asked for. */
export function notAsked(platform: string): Unchecked {
  return { what: platform, reason: 'not checked' };
}

function nothing(unresolved: Unresolved): Askable {
  return { manifests: [], unchecked: [], unresolved };
}

/** Why something is not in the registry's list, and whether anybody could tell. */
function unlisted(answer: Exclude<Listed<never>, { readonly state: 'listed' }>, what: string): Unresolved {
  switch (answer.state) {
    case 'not-listed':
      return {
        state: 'not-checked',
        reason: `the registry does not have ${what}`,
        remedy: 'let a run on a trusted event pull it',
      };
    case 'no-list':
      return { state: 'error', asked: true, reason: `the registry has no list in which ${what} could be looked up` };
    case 'not-allowed':
      return {
        state: 'error',
        asked: true,
        reason: `the identity may not read the registry's list, so ${what} could not be looked up`,
        remedy: 'give it the right to read the metadata of repositories (AcrPull has it)',
      };
    case 'failed':
      return {
        state: 'error',
        asked: true,
        reason: `${what} could not be looked up: ${answer.reason.message}`,
        remedy: answer.reason.remedy,
      };
  }
}
