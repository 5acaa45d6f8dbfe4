import { field, listField, stringField } from '../base/json.ts';
import { textsOf } from './manifest.ts';
import { parseErrorAnswer } from './transport/answer.ts';
import type { NotServed } from './transport/failure.ts';
import { NoAnswer, objectIn } from './transport/understood.ts';

/**
 * Whether the registry's own list has a manifest.
 * - `no-list`: this registry has no list of manifests (only Azure's has)
 * - `not-allowed`: the identity may pull but not list
 * - `failed`: it has one, and could not be asked
 */
export type Listing =
  | { readonly state: 'listed' | 'not-listed' | 'no-list' | 'not-allowed' }
  | { readonly state: 'failed'; readonly reason: NotServed };

/** Whether a repository exists, or why that is not known. */
export type Existence =
  | { readonly state: 'exists' | 'missing' }
  | { readonly state: 'not-told'; readonly reason: NotServed | undefined };

/** A manifest that refers to another (https://github.com/opencontainers/distribution-spec, "listing referrers"). */
export interface Referrer {
  readonly digest: string;
  readonly artifactType: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Reads the answer to `GET /acr/v1/<repository>/_manifests/<digest>`
 * (https://learn.microsoft.com/rest/api/containerregistry/manifests/get-attributes).
 * A registry that is not Azure's answers 404 without a code.
 * @throws NoAnswer for a success that says nothing of the manifest: it must not pass for a registry without a list
 */
export function parseListing(
  status: number,
  text: string,
  digest: string,
): Exclude<Listing, { readonly state: 'failed' }>['state'] {
  if (status === 200) {
    const told = stringField(objectIn(text), 'manifest', 'digest');
    if (told === undefined) throw new NoAnswer('it names no manifest');
    if (told !== digest) throw new NoAnswer('it is about another manifest');
    return 'listed';
  }
  if (status === 401 || status === 403) return 'not-allowed';
  const { codes } = parseErrorAnswer(status, text);
  const missing = codes.includes('MANIFEST_UNKNOWN') || codes.includes('NAME_UNKNOWN');
  return status === 404 && missing ? 'not-listed' : 'no-list';
}

/** What the registry's own list tells of something in a repository. */
export type Listed<T> =
  | { readonly state: 'listed'; readonly value: T }
  | { readonly state: 'not-listed' | 'no-list' | 'not-allowed' }
  | { readonly state: 'failed'; readonly reason: NotServed };

/** A manifest as the registry's own list describes it. */
export interface ListedManifest {
  readonly digest: string;
  readonly mediaType: string;
  /** `os/architecture`, where the registry tells; it tells no variant. */
  readonly platform: string | undefined;
  /** Of an index its manifests, whether stored or not. */
  readonly references: readonly ListedReference[];
}

export interface ListedReference {
  readonly digest: string;
  readonly platform: string | undefined;
}

/** Answers about what is not in the list; `undefined` for an answer about what is. */
function unlisted(status: number, text: string): Exclude<Listed<never>['state'], 'listed' | 'failed'> | undefined {
  if (status === 200) return undefined;
  if (status === 401 || status === 403) return 'not-allowed';
  const { codes } = parseErrorAnswer(status, text);
  const missing = ['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'TAG_UNKNOWN'].some((code) => codes.includes(code));
  return status === 404 && missing ? 'not-listed' : 'no-list';
}

/**
 * Reads the answer to `GET /acr/v1/<repository>/_tags/<tag>` (docs/azure-behaviour.md#tag-attributes).
 * @throws NoAnswer for a success that says nothing of the tag
 */
export function parseListedTag(status: number, text: string, tag: string): Listed<string> {
  const state = unlisted(status, text);
  if (state !== undefined) return { state };
  const answer = objectIn(text);
  const digest = stringField(answer, 'tag', 'digest');
  if (digest === undefined) throw new NoAnswer('it names no digest');
  if (stringField(answer, 'tag', 'name') !== tag) throw new NoAnswer('it is about another tag');
  return { state: 'listed', value: digest };
}

/**
 * Reads the answer to `GET /acr/v1/<repository>/_manifests/<digest>` (docs/azure-behaviour.md#manifest-references).
 * @throws NoAnswer for a success that says nothing of the manifest
 */
export function parseListedManifest(status: number, text: string, digest: string): Listed<ListedManifest> {
  const state = unlisted(status, text);
  if (state !== undefined) return { state };
  const manifest = field(objectIn(text), 'manifest');
  const mediaType = stringField(manifest, 'mediaType');
  if (stringField(manifest, 'digest') !== digest) throw new NoAnswer('it is about another manifest');
  if (mediaType === undefined) throw new NoAnswer('it tells no media type');
  const references = listField(manifest, 'references').map((reference): ListedReference => {
    const child = stringField(reference, 'digest');
    if (child === undefined) throw new NoAnswer('a manifest of the index has no digest');
    return { digest: child, platform: platformOf(reference) };
  });
  return { state: 'listed', value: { digest, mediaType, platform: platformOf(manifest), references } };
}

function platformOf(value: unknown): string | undefined {
  const os = stringField(value, 'os');
  const architecture = stringField(value, 'architecture');
  return os === undefined || architecture === undefined ? undefined : `${os}/${architecture}`;
}

/** Whether an answer says that there is no such repository. */
export function isMissingRepository(status: number, text: string): boolean {
  return status === 404 && parseErrorAnswer(status, text).codes.includes('NAME_UNKNOWN');
}

/**
 * Reads the answer to `GET /v2/<repository>/tags/list`; `undefined` where the registry doesn't tell.
 * A repository that is not there yet has no tags, and one without tags has `null` for them.
 * @throws NoAnswer for a success that is no list of tags
 */
export function parseTags(status: number, text: string): readonly string[] | undefined {
  if (isMissingRepository(status, text)) return [];
  if (status !== 200) return undefined;
  const { tags } = objectIn(text);
  if (tags === null) return [];
  if (!Array.isArray(tags)) throw new NoAnswer('it has no list "tags"');
  return tags.map((tag) => {
    if (typeof tag !== 'string') throw new NoAnswer('a tag of the list is none');
    return tag;
  });
}

/**
 * Reads the answer to `GET /v2/<repository>/referrers/<digest>`.
 * @param artifactType only these; registries may leave the choice to who asks
 * @throws NoAnswer where it is no list of manifests
 */
export function parseReferrers(text: string, artifactType: string | undefined): readonly Referrer[] {
  const { manifests } = objectIn(text);
  if (!Array.isArray(manifests)) throw new NoAnswer('it has no list "manifests"');
  return manifests
    .map((item): Referrer => {
      const digest = stringField(item, 'digest');
      if (digest === undefined) throw new NoAnswer('an entry of the list has no digest');
      const type = stringField(item, 'artifactType');
      return { digest, artifactType: type, annotations: textsOf(field(item, 'annotations')) };
    })
    .filter((referrer) => artifactType === undefined || referrer.artifactType === artifactType);
}
