import { createHash, type Hash } from 'node:crypto';
import { isObject, parseJson, stringField } from '../base/json.ts';

/** Manifests as the image specification has them (https://github.com/opencontainers/image-spec) and Docker's schema 2. */

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** A foreign layer: to be had elsewhere, and no business of the registry (image-spec, descriptor `urls`). */
  readonly foreign: boolean;
}

export interface IndexEntry extends Descriptor {
  /** `os/architecture[/variant]`; absent for what is no image of a platform. */
  readonly platform: string | undefined;
  readonly osVersion: string | undefined;
  /** BuildKit's provenance and SBOM manifests, which no cluster pulls: by their platform `unknown/unknown`, whatever else they say. */
  readonly attestation: boolean;
}

export type ManifestContent =
  | { readonly kind: 'index'; readonly entries: readonly IndexEntry[] }
  | {
      readonly kind: 'image';
      readonly config: Descriptor | undefined;
      readonly layers: readonly Descriptor[];
      /** What an artifact says of itself; absent for what refers to no other manifest. */
      readonly refers?: Reference;
    };

/** A manifest that refers to another: a signature, say (image specification, `subject`). */
export interface Reference {
  /** The digest of the manifest that it is about. */
  readonly subject: string;
  readonly artifactType: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);
const IMAGE_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]);

/** All four must be asked for, else the registry says `MANIFEST_UNKNOWN` (docs/azure-behaviour.md#accept-types). */
export const MANIFEST_TYPES: readonly string[] = [...INDEX_TYPES, ...IMAGE_TYPES];

/** The largest manifest that registries take, in bytes (https://github.com/opencontainers/distribution-spec, "pushing manifests"). */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** Whether a media type is that of an index. */
export function isIndexType(mediaType: string): boolean {
  return INDEX_TYPES.has(mediaType);
}

/** Whether a media type is that of one image. */
export function isImageType(mediaType: string): boolean {
  return IMAGE_TYPES.has(mediaType);
}

/**
 * Reads a manifest.
 * @param mediaType of the answer; parameters are ignored
 * @returns its content, or why it is none
 */
export function parseManifest(bytes: Uint8Array, mediaType: string): ManifestContent | string {
  const text = new TextDecoder().decode(bytes);
  const value = parseJson(text);
  if (!isObject(value)) return 'it is no JSON object';
  if (isReadDifferently(text, value)) return 'readers differ in what its keys mean';
  if (isIndexType(mediaType)) return parseIndex(value);
  if (IMAGE_TYPES.has(mediaType)) return parseImage(value);
  return `its type ${mediaType || '(none)'} is not supported`;
}

/** What is read of manifests and of what they list, as keys. */
const KEYS: ReadonlySet<string> = new Set([
  ...['manifests', 'config', 'layers', 'subject', 'artifactType', 'annotations', 'mediaType', 'digest', 'size', 'urls'],
  ...['platform', 'os', 'architecture', 'variant', 'os.version'],
]);
const FOLDED: ReadonlySet<string> = new Set([...KEYS].map(folded));

/**
 * Whether another reader may find another image in a manifest: Go's, which container runtimes use, takes a key whatever its case, and of
 * one that is there twice something of both (https://pkg.go.dev/encoding/json, "Unmarshal").
 */
function isReadDifferently(text: string, value: Readonly<Record<string, unknown>>): boolean {
  return hasOtherSpelling(value) || keysWritten(text) !== keysRead(value);
}

/** Annotations are the publisher's own words. */
function hasOtherSpelling(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasOtherSpelling);
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([key, member]) =>
      (!KEYS.has(key) && FOLDED.has(folded(key))) || (key !== 'annotations' && hasOtherSpelling(member)),
  );
}

/** As Go compares keys: without case, and the long s and the Kelvin sign are letters like others. */
function folded(key: string): string {
  return key.toUpperCase().toLowerCase();
}

/** How many keys stand in a JSON text: outside of its texts a colon follows each. */
function keysWritten(text: string): number {
  return text.replace(/"(?:[^"\\]|\\.)*"/gs, '').split(':').length - 1;
}

function keysRead(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + keysRead(item), 0);
  if (!isObject(value)) return 0;
  const members = Object.values(value);
  return members.reduce<number>((sum, member) => sum + keysRead(member), members.length);
}

function parseIndex(value: Readonly<Record<string, unknown>>): ManifestContent | string {
  if (!Array.isArray(value.manifests)) return 'the index lists no manifests';
  const entries: IndexEntry[] = [];
  for (const item of value.manifests) {
    const descriptor = parseDescriptor(item);
    if (descriptor === undefined || !isObject(item)) return 'an entry of the index has no media type, digest or size';
    entries.push({ ...descriptor, ...parsePlatform(item) });
  }
  return { kind: 'index', entries };
}

function parsePlatform(item: Readonly<Record<string, unknown>>): Omit<IndexEntry, keyof Descriptor> {
  const platform = isObject(item.platform) ? item.platform : {};
  const { os, architecture, variant, 'os.version': osVersion } = platform;
  return {
    platform: platformName(os ?? '', architecture, variant ?? ''),
    osVersion: typeof osVersion === 'string' ? osVersion : undefined,
    attestation: os === 'unknown' && architecture === 'unknown',
  };
}

/**
 * A platform as it is told. One without an operating system is the node's own to containerd (containerd/platforms, `database.go`), which
 * is Linux to us; a part that would read as several is none that a node could be of.
 */
function platformName(os: unknown, architecture: unknown, variant: unknown): string | undefined {
  if (typeof os !== 'string' || typeof architecture !== 'string' || typeof variant !== 'string') return undefined;
  if (architecture === '' || [os, architecture, variant].some((part) => part.includes('/'))) return undefined;
  return [os === '' ? 'linux' : os, architecture, ...(variant === '' ? [] : [variant])].join('/');
}

function parseImage(value: Readonly<Record<string, unknown>>): ManifestContent | string {
  const config = value.config === undefined ? undefined : parseDescriptor(value.config);
  if (value.config !== undefined && config === undefined) return 'its config has no media type, digest or size';
  if (value.layers !== undefined && !Array.isArray(value.layers)) return 'its layers are no list';
  const layers: Descriptor[] = [];
  for (const item of value.layers ?? []) {
    const layer = parseDescriptor(item);
    if (layer === undefined) return 'a layer has no media type, digest or size';
    layers.push(layer);
  }
  const refers = parseReference(value);
  return { kind: 'image', config, layers, ...(refers === undefined ? {} : { refers }) };
}

function parseReference(value: Readonly<Record<string, unknown>>): Reference | undefined {
  const subject = stringField(value, 'subject', 'digest');
  if (subject === undefined) return undefined;
  return { subject, artifactType: stringField(value, 'artifactType'), annotations: textsOf(value.annotations) };
}

/** The members of an object that are texts, as annotations are. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function parseDescriptor(value: unknown): Descriptor | undefined {
  if (!isObject(value)) return undefined;
  const { mediaType, digest, size, urls } = value;
  if (typeof mediaType !== 'string' || typeof digest !== 'string' || !isVerifiable(digest)) return undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return undefined;
  return { mediaType, digest, size, foreign: Array.isArray(urls) && urls.length > 0 };
}

/** Hexadecimal digits by algorithm: those of the image specification that can be verified. */
const ALGORITHMS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** Whether a digest has an algorithm that can be computed here, and its length. */
export function isVerifiable(digest: string): boolean {
  const [algorithm = '', hex = ''] = digest.split(':');
  return ALGORITHMS.get(algorithm) === hex.length && digest.length === algorithm.length + 1 + hex.length && isHex(hex);
}

function isHex(text: string): boolean {
  return /^[0-9a-f]+$/.test(text);
}

/** The running hash of a digest's algorithm. @throws Error where {@link isVerifiable} is false */
export function hashFor(digest: string): Hash {
  return createHash(digest.slice(0, digest.indexOf(':')));
}

/** The digest of bytes, by the algorithm of another digest; `sha256` unless given. */
export function digestOf(bytes: Uint8Array, like = 'sha256:'): string {
  return `${like.slice(0, like.indexOf(':'))}:${hashFor(like).update(bytes).digest('hex')}`;
}
