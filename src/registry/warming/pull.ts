import { named, type RegistryClient } from '../client.ts';
import type { Descriptor } from '../manifest.ts';
import { isIndexType } from '../manifest.ts';
import type { ServedManifest } from '../served-manifest.ts';
import { type NotServed, RegistryFailure } from '../transport/failure.ts';
import type { BlobHooks, Blobs } from './blobs.ts';
import { select } from './platform.ts';
import type { PlatformManifest, ServedImage, Stored } from './warm-result.ts';

/** The manifests of an image that nodes of the wanted platforms pull. */
export interface Manifests {
  readonly root: ServedManifest;
  /** Indexes inside the index; rare, but allowed. */
  readonly indexes: readonly ServedManifest[];
  readonly images: readonly { readonly platform: string | undefined; readonly manifest: ServedManifest }[];
  readonly missing: readonly string[];
  /** Platforms of the index that are not wanted. */
  readonly others: readonly string[];
}

/** How deep indexes may stand in one another. */
const MAX_INDEX_DEPTH = 3;

/**
 * Fetches the wanted platforms' manifests of an image.
 * @param root what the tag or digest resolved to
 */
export async function fetchManifests(
  client: RegistryClient,
  repository: string,
  root: ServedManifest,
  wanted: readonly string[] | 'all',
  hooks: BlobHooks,
): Promise<Manifests> {
  const indexes: ServedManifest[] = [];
  const images: { platform: string | undefined; manifest: ServedManifest }[] = [];
  const missing: string[] = [];
  const others: string[] = [];
  const visit = async (manifest: ServedManifest, platform: string | undefined, depth: number): Promise<void> => {
    const { content } = manifest;
    if (content.kind === 'image') {
      if (content.refers !== undefined) throw new RegistryFailure(artifact(named(repository, manifest.digest)));
      images.push({ platform, manifest });
      return;
    }
    if (depth > 0) indexes.push(manifest);
    // What is deeper a node would run all the same, so that nothing may be said of the rest.
    if (depth === MAX_INDEX_DEPTH) throw new RegistryFailure(tooDeep(named(repository, root.digest)));
    const nested = content.entries.filter(
      (entry) => isIndexType(entry.mediaType) && entry.platform === undefined && wanted !== 'all',
    );
    const selection = select(content.entries, wanted);
    if (depth === 0 && nested.length === 0) {
      missing.push(...selection.missing);
      others.push(...selection.others);
    }
    const children = await Promise.all(
      [...nested, ...selection.entries].map(async (entry) => ({
        platform: entry.platform ?? platform,
        manifest: await client.manifest(repository, entry.digest, hooks),
      })),
    );
    for (const child of children) await visit(child.manifest, child.platform, depth + 1);
  };
  await visit(root, undefined, 0);
  return { root, indexes, images, missing, others };
}

/**
 * What refers to another manifest is about an image and none that a node runs. It is not pulled, since a pull would store it, and
 * what the registry stores may count as evidence of a scan (src/defender/evidence.ts).
 */
function artifact(what: string): NotServed {
  return {
    kind: 'malformed',
    message: `${what} is no image: it is attached to another manifest, as a signature or a scanner's findings are`,
    remedy: 'name the image itself',
  };
}

function tooDeep(what: string): NotServed {
  return {
    kind: 'malformed',
    message: `${what} is an index whose indexes stand in one another more than ${MAX_INDEX_DEPTH} deep`,
    remedy: 'name the image itself by its digest',
  };
}

/** Every manifest of it, the root first. */
export function everyManifest({ root, indexes, images }: Manifests): readonly ServedManifest[] {
  const all = [root, ...indexes, ...images.map(({ manifest }) => manifest)];
  return [...new Map(all.map((manifest) => [manifest.digest, manifest])).values()];
}

/** The configs and layers that the registry has to give, each once. */
export function blobsOf({ images }: Manifests): readonly Descriptor[] {
  const all = images.flatMap(({ manifest: { content } }) =>
    content.kind === 'image' ? [...(content.config === undefined ? [] : [content.config]), ...content.layers] : [],
  );
  return [...new Map(all.filter(({ foreign }) => !foreign).map((blob) => [blob.digest, blob])).values()];
}

/** Has every blob of it served. @returns those that were not read because they had been read for another repository */
export async function pullBlobs(
  blobs: Blobs,
  repository: string,
  manifests: Manifests,
  hooks: BlobHooks,
): Promise<readonly Descriptor[]> {
  const all = blobsOf(manifests);
  const how = await Promise.all(all.map((blob) => blobs.obtain(repository, blob, hooks)));
  return all.filter((_, place) => how[place] === 'shared');
}

/** What was served, for the report. */
export function describe(manifests: Manifests, wanted: readonly string[] | 'all'): ServedImage {
  const { root, images, missing, others } = manifests;
  const contents: Stored[] = [...everyManifest(manifests), ...blobsOf(manifests)].map(({ digest, size }) => ({
    digest,
    size,
  }));
  const platforms = images.map(
    ({ platform, manifest: { digest } }): PlatformManifest =>
      platform === undefined ? { digest } : { platform, digest },
  );
  return {
    digest: root.digest,
    mediaType: root.mediaType,
    isIndex: root.content.kind === 'index',
    platforms,
    missing,
    ...(others.length === 0 ? {} : { unpulled: others }),
    wanted,
    contents,
  };
}
