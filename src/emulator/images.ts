import { createHash } from 'node:crypto';
import type { StoredManifest } from './registry/store.ts';
import { gzipStored, tar } from './tar.ts';

/** Small real OCI images, made in memory; the same input always gives the same digests. */

export interface EmbeddedImage {
  /** Of the index, or of the only manifest. */
  readonly digest: string;
  /** Digest of each platform's manifest. */
  readonly platforms: Readonly<Record<string, string>>;
  readonly manifests: ReadonlyMap<string, StoredManifest>;
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

/** Images by repository (`library/nginx`) and tag. */
export type EmbeddedRegistry = Readonly<Record<string, Readonly<Record<string, EmbeddedImage>>>>;

export interface ImageRecipe {
  /** Makes the image differ from others; it stands in a file of the last layer. */
  readonly name: string;
  /** `os/architecture[/variant]`; `linux/amd64` and `linux/arm64` unless given. */
  readonly platforms?: readonly string[];
  /** Layers of each platform; 2 unless given. */
  readonly layers?: number;
  /** Bytes of content in each layer besides its small file; none unless given. */
  readonly padding?: number;
  /** Whether there is an index; by default there is. Without one the first platform is the image. */
  readonly index?: boolean;
  readonly format?: 'oci' | 'docker';
}

const TYPES = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
} as const;

export function buildImage(recipe: ImageRecipe): EmbeddedImage {
  const types = TYPES[recipe.format ?? 'oci'];
  const manifests = new Map<string, StoredManifest>();
  const blobs = new Map<string, Uint8Array>();
  const addBlob = (mediaType: string, bytes: Uint8Array) => {
    const digest = digestOf(bytes);
    blobs.set(digest, bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const addManifest = (mediaType: string, value: unknown) => {
    const bytes = encode(value);
    const digest = digestOf(bytes);
    manifests.set(digest, { digest, mediaType, bytes });
    return { mediaType, digest, size: bytes.length };
  };
  const entries = (recipe.platforms ?? ['linux/amd64', 'linux/arm64']).map((platform) => {
    const tars = layerTars(recipe, platform);
    const layers = tars.map((bytes) => addBlob(types.layer, gzipStored(bytes)));
    const config = addBlob(types.config, encode(configOf(platform, tars.map(digestOf))));
    const manifest = addManifest(types.manifest, { schemaVersion: 2, mediaType: types.manifest, config, layers });
    return { ...manifest, platform: platformOf(platform) };
  });
  const platforms = Object.fromEntries(entries.map(({ digest, platform }) => [nameOf(platform), digest]));
  const [first] = entries;
  if (first === undefined) throw new Error('an image has at least one platform');
  const root =
    recipe.index === false
      ? first
      : addManifest(types.index, { schemaVersion: 2, mediaType: types.index, manifests: entries });
  return { digest: root.digest, platforms, manifests, blobs };
}

export interface ArtifactRecipe {
  /** What it refers to. */
  readonly subject: string;
  readonly artifactType: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An artifact that refers to a manifest: an image's publisher may attach any that he likes (OCI image specification, `subject`). */
export function buildArtifact({ subject, artifactType, annotations }: ArtifactRecipe): EmbeddedImage {
  const config = encode({});
  const layer = encode({ subject, annotations });
  const bytes = encode({
    schemaVersion: 2,
    mediaType: TYPES.oci.manifest,
    artifactType,
    config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf(config), size: config.length },
    layers: [{ mediaType: artifactType, digest: digestOf(layer), size: layer.length }],
    subject: { mediaType: TYPES.oci.manifest, digest: subject, size: 1 },
    annotations,
  });
  const digest = digestOf(bytes);
  return {
    digest,
    platforms: {},
    manifests: new Map([[digest, { digest, mediaType: TYPES.oci.manifest, bytes }]]),
    blobs: new Map([
      [digestOf(config), config],
      [digestOf(layer), layer],
    ]),
  };
}

/** Annotations of Defender's findings artifact (docs/azure-behaviour.md#findings-artifact). */
export function findingsAnnotations(created: string): Readonly<Record<string, string>> {
  return {
    'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2',
    'org.opencontainers.image.created': created,
    'report-type': 'SoftwareInventoryAssessment',
    scanner: 'MDVM',
  };
}

export const FINDINGS_TYPE = 'application/vnd.in-toto+json';

function layerTars({ name, layers = 2, padding = 0 }: ImageRecipe, platform: string): readonly Uint8Array[] {
  return Array.from({ length: layers }, (_, index) => {
    // The first layer is the base, which images share.
    const text = index === 0 ? `base for ${platform}\n` : `${name} for ${platform}, layer ${index}\n`;
    const files = [{ path: index === 0 ? 'etc/base' : `etc/image-${index}`, content: Buffer.from(text) }];
    return tar(
      padding === 0 ? files : [...files, { path: `var/padding-${index}`, content: Buffer.alloc(padding, text) }],
    );
  });
}

function configOf(platform: string, diffIds: readonly string[]): unknown {
  return {
    ...platformOf(platform),
    created: '2026-01-01T00:00:00Z',
    config: { Cmd: ['/bin/true'] },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map((_, index) => ({ created: '2026-01-01T00:00:00Z', created_by: `layer ${index}` })),
  };
}

function platformOf(platform: string) {
  const [os = '', architecture = '', variant] = platform.split('/');
  return { architecture, os, ...(variant === undefined ? {} : { variant }) };
}

function nameOf({ os, architecture, variant }: ReturnType<typeof platformOf>): string {
  return [os, architecture, variant].filter((part) => part !== undefined).join('/');
}

function encode(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
