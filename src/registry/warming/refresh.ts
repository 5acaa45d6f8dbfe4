import { isObject } from '../../base/json.ts';
import { isIndexType, isVerifiable } from '../manifest.ts';
import type { ServedManifest } from '../served-manifest.ts';
import { select } from './platform.ts';
import {
  type PlatformManifest,
  referenceOf,
  type ServedImage,
  type Stored,
  type WarmRequest,
  type WarmResult,
} from './warm-result.ts';

/** A tag that points elsewhere than it did. */
export interface MovedTag {
  readonly image: string;
  readonly from: string;
  readonly to: string;
  /** Whether the new one was pulled. */
  readonly pulled: boolean;
}

/** What earlier runs found stored, by `repository:tag` of the registry, from a report. */
export type Earlier = ReadonlyMap<string, ServedImage>;

/**
 * What a later run is to compare with: what is proven stored now, and of an image that could not be refreshed what was known
 * of it before, so that it stays known to be behind.
 */
export function earlierOf(results: readonly WarmResult[]): Readonly<Record<string, ServedImage>> {
  return Object.fromEntries(
    results.flatMap((result) => {
      const stored = result.status === 'warm' ? result.served : result.request.previous;
      return stored === undefined ? [] : [[keyOf(result.request), stored]];
    }),
  );
}

/** Requests that know what an earlier run found, so that a tag that has not moved costs one request. */
export function withEarlier(requests: readonly WarmRequest[], earlier: Earlier): readonly WarmRequest[] {
  return requests.map((request) => {
    const previous = earlier.get(keyOf(request));
    return previous === undefined ? request : { ...request, previous };
  });
}

/**
 * What an image is now, where an earlier run's word on it still holds: the same digest, stored, and the same platforms wanted.
 * Which manifests those platforms are is for the index to say that is served now; an earlier word that differs is worth nothing.
 * @param root what the tag resolves to now
 */
export function stillServed(
  previous: ServedImage,
  root: ServedManifest,
  wanted: readonly string[] | 'all',
): ServedImage | undefined {
  if (previous.digest !== root.digest || root.fromUpstream || String(previous.wanted) !== String(wanted))
    return undefined;
  const now = platformsOf(root, wanted);
  if (now === undefined || !areSame(now.platforms, previous.platforms)) return undefined;
  return { ...previous, mediaType: root.mediaType, isIndex: root.content.kind === 'index', ...now };
}

/** The wanted platforms as a manifest alone tells them; `undefined` where they are told by indexes within the index. */
function platformsOf(
  { digest, content }: ServedManifest,
  wanted: readonly string[] | 'all',
): Pick<ServedImage, 'platforms' | 'missing' | 'unpulled'> | undefined {
  if (content.kind === 'image') return { platforms: [{ digest }], missing: [] };
  if (content.entries.some(({ mediaType }) => isIndexType(mediaType))) return undefined;
  const { entries, missing, others } = select(content.entries, wanted);
  const platforms = entries.map((entry) =>
    entry.platform === undefined ? { digest: entry.digest } : { platform: entry.platform, digest: entry.digest },
  );
  return { platforms, missing, ...(others.length === 0 ? {} : { unpulled: others }) };
}

function areSame(some: readonly PlatformManifest[], others: readonly PlatformManifest[]): boolean {
  return (
    some.length === others.length &&
    some.every(
      ({ digest, platform }, place) => others[place]?.digest === digest && others[place]?.platform === platform,
    )
  );
}

/** Tags whose digest is another than an earlier run's, each image once. */
export function movedTags(results: readonly WarmResult[], earlier: Earlier): readonly MovedTag[] {
  const moved = new Map<string, MovedTag>();
  for (const result of results) {
    if (result.request.digest !== undefined) continue;
    const from = earlier.get(keyOf(result.request))?.digest;
    const pulled = result.status !== 'not-served';
    const to = pulled ? result.served.digest : result.digest;
    if (from === undefined || to === undefined || from === to) continue;
    moved.set(keyOf(result.request), { image: result.request.image, from, to, pulled });
  }
  return [...moved.values()];
}

/**
 * How many images were stored by an earlier run and may be behind their source now: their tag has moved and what it points to
 * now is not proven to be stored, or the registry could not be asked. A digest can't move.
 */
export function staleCount(results: readonly WarmResult[]): number {
  return new Set(results.filter(isStale).map(({ request }) => keyOf(request))).size;
}

function isStale(result: WarmResult): boolean {
  const { previous, digest } = result.request;
  if (previous === undefined || digest !== undefined) return false;
  if (result.status === 'not-served') return result.digest !== previous.digest;
  return result.status === 'served-unconfirmed' && result.served.digest !== previous.digest;
}

function keyOf(request: WarmRequest): string {
  return `${request.repository}:${referenceOf(request)}`;
}

/** Reads what {@link earlierOf} wrote. Whatever is not as it must be is left out: the image is then pulled as if for the first time. */
export function parseEarlier(value: unknown): Earlier {
  if (!isObject(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, item]) => {
      const served = parseServed(item);
      return served === undefined ? [] : [[key, served] as const];
    }),
  );
}

function parseServed(value: unknown): ServedImage | undefined {
  if (!isObject(value)) return undefined;
  const { digest, mediaType, isIndex, wanted } = value;
  const missing = texts(value.missing);
  const wantedList = wanted === 'all' ? wanted : texts(wanted);
  const platforms = listOf(value.platforms, parsePlatform);
  const contents = listOf(value.contents, parseStored);
  if (!isDigestText(digest) || typeof mediaType !== 'string' || typeof isIndex !== 'boolean') return undefined;
  if (missing === undefined || wantedList === undefined || platforms === undefined || contents === undefined) {
    return undefined;
  }
  return { digest, mediaType, isIndex, platforms, missing, wanted: wantedList, contents };
}

function parsePlatform(value: unknown): PlatformManifest | undefined {
  if (!isObject(value) || !isDigestText(value.digest)) return undefined;
  const { digest, platform } = value;
  if (platform === undefined) return { digest };
  return typeof platform === 'string' ? { digest, platform } : undefined;
}

function parseStored(value: unknown): Stored | undefined {
  if (!isObject(value) || !isDigestText(value.digest)) return undefined;
  const { digest, size } = value;
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? { digest, size } : undefined;
}

function isDigestText(value: unknown): value is string {
  return typeof value === 'string' && isVerifiable(value);
}

function texts(value: unknown): readonly string[] | undefined {
  return listOf(value, (item) => (typeof item === 'string' ? item : undefined));
}

/** A list all of whose items can be read. */
function listOf<T>(value: unknown, parse: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(parse);
  return items.every((item): item is T & {} => item !== undefined) ? items : undefined;
}
