import { field, isObject, stringField } from '../base/json.ts';
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

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
