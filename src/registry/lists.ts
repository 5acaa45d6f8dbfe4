import { field, isObject, listField, parseJson, stringField } from '../json.ts';
import { parseErrorAnswer } from './answer.ts';

/**
 * Whether the registry's own list has a manifest.
 * - `unknown`: this registry has no list of manifests (only Azure's has)
 * - `not-allowed`: the identity may pull but not list
 */
export type Listing = 'listed' | 'not-listed' | 'unknown' | 'not-allowed';

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
 */
export function parseListing(status: number, text: string, digest: string): Listing {
  if (status === 200) return stringField(parseJson(text), 'manifest', 'digest') === digest ? 'listed' : 'unknown';
  if (status === 401 || status === 403) return 'not-allowed';
  const { codes } = parseErrorAnswer(status, text);
  const missing = codes.includes('MANIFEST_UNKNOWN') || codes.includes('NAME_UNKNOWN');
  return status === 404 && missing ? 'not-listed' : 'unknown';
}

/** Whether an answer says that there is no such repository. */
export function isMissingRepository(status: number, text: string): boolean {
  return status === 404 && parseErrorAnswer(status, text).codes.includes('NAME_UNKNOWN');
}

/**
 * Reads the answer to `GET /v2/<repository>/tags/list`; `undefined` where the registry doesn't tell.
 * A repository that is not there yet has no tags, and one without tags has `null` for them.
 */
export function parseTags(status: number, text: string): readonly string[] | undefined {
  if (isMissingRepository(status, text)) return [];
  const value = status === 200 ? parseJson(text) : undefined;
  if (!isObject(value)) return undefined;
  return listField(value, 'tags').filter((tag) => typeof tag === 'string');
}

/**
 * Reads the answer to `GET /v2/<repository>/referrers/<digest>`; `undefined` where it is none.
 * @param artifactType only these; registries may leave the choice to who asks
 */
export function parseReferrers(text: string, artifactType: string | undefined): readonly Referrer[] | undefined {
  const value = parseJson(text);
  if (!isObject(value) || !Array.isArray(value.manifests)) return undefined;
  return value.manifests
    .flatMap((item): readonly Referrer[] => {
      const digest = stringField(item, 'digest');
      if (digest === undefined) return [];
      const type = stringField(item, 'artifactType');
      return [{ digest, artifactType: type, annotations: textsOf(field(item, 'annotations')) }];
    })
    .filter((referrer) => artifactType === undefined || referrer.artifactType === artifactType);
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
