/**
 * Whether Defender has scanned a manifest at all. It attaches its findings to the platform manifest as an OCI referrer, which
 * is the best sign there is: no findings and no scan look the same in Resource Graph (docs/azure-behaviour.md#no-rows).
 *
 * Whoever publishes an image may attach what he likes to it at the source, and a registry with a cache rule may pass that on as its
 * own answer (docs/azure-behaviour.md#referrers-proxied). So a list of referrers only says where to look: an artifact counts where
 * the registry itself stores it and its own manifest refers to the digest that is asked about.
 */

/** What to ask `/v2/<repository>/referrers/<digest>?artifactType=…` for. */
export const FINDINGS_ARTIFACT_TYPE = 'application/vnd.in-toto+json';

/** What the registry answers when asked for a manifest's referrers. */
export type ReferrersAnswer =
  | { readonly type: 'listed'; readonly referrers: readonly Referrer[] }
  /** The registry does not tell, or failed at the source. */
  | { readonly type: 'proxied'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

export interface Referrer {
  readonly digest: string;
  readonly artifactType: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Whether the registry's own list, which shows only what it stores, has an artifact. */
export type StoredAnswer =
  | { readonly type: 'stored' }
  | { readonly type: 'not-stored'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

/** What the manifest of an artifact says itself. */
export interface ArtifactManifest extends Omit<Referrer, 'digest'> {
  /** The digest that it refers to. */
  readonly subject: string | undefined;
  /** Whether the answer came from the source (`X-Azure-Origin: upstream`). */
  readonly fromSource: boolean;
}

export type ArtifactAnswer =
  | { readonly type: 'read'; readonly artifact: ArtifactManifest }
  /** The source was asked for it, and failed. */
  | { readonly type: 'proxied'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

/** Asks the registry about what is attached to a manifest. */
export interface Attachments {
  readonly referrers: (repository: string, digest: string) => Promise<ReferrersAnswer>;
  /** Must not pull anything through. */
  readonly isStored: (repository: string, digest: string) => Promise<StoredAnswer>;
  /** The manifest, its digest checked. Is asked for what is stored only: a question for what is not might store it. */
  readonly artifact: (repository: string, digest: string) => Promise<ArtifactAnswer>;
}

export type ScanEvidence =
  /** `dates` of the artifacts that count and have one, newest first; milliseconds since 1970. */
  | { readonly type: 'scanned'; readonly dates: readonly number[] }
  | { readonly type: 'none' }
  | { readonly type: 'unclear'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

/** Defender scans daily; artifacts beyond so many are older than any that could count. */
const MAX_ARTIFACTS = 50;

/**
 * What the registry proves of a manifest's scan.
 * @param isEnough whether a date settles it, so that older artifacts need not be looked at
 */
export async function scanEvidence(
  attachments: Attachments,
  repository: string,
  digest: string,
  isEnough: (date: number) => boolean,
): Promise<ScanEvidence> {
  const answer = await attachments.referrers(repository, digest);
  if (answer.type === 'failed') return answer;
  if (answer.type === 'proxied') return { type: 'unclear', reason: answer.reason };
  const counting: ArtifactManifest[] = [];
  let doubt: Exclude<ScanEvidence, { type: 'scanned' }> = { type: 'none' };
  for (const candidate of candidates(answer.referrers)) {
    const found = await verified(attachments, repository, digest, candidate.digest);
    if ('type' in found) {
      if (doubt.type !== 'failed') doubt = found;
      continue;
    }
    counting.push(found);
    if (isEnough(dateOf(found))) break;
  }
  if (counting.length === 0) return doubt;
  const dates = counting.map(dateOf).filter((date) => date > Number.NEGATIVE_INFINITY);
  return { type: 'scanned', dates: dates.sort((one, other) => other - one) };
}

/** What calls itself Defender's findings, each once and the newest first: where to look, and no proof. */
export function candidates(referrers: readonly Referrer[]): readonly Referrer[] {
  const distinct = new Map(referrers.filter(isFindingsArtifact).map((one) => [one.digest, one]));
  return [...distinct.values()].sort((one, other) => dateOf(other) - dateOf(one)).slice(0, MAX_ARTIFACTS);
}

/** The artifact, or why it proves nothing. */
async function verified(
  attachments: Attachments,
  repository: string,
  subject: string,
  digest: string,
): Promise<ArtifactManifest | Extract<ScanEvidence, { type: 'unclear' | 'failed' }>> {
  const stored = await attachments.isStored(repository, digest);
  if (stored.type === 'failed') return stored;
  if (stored.type === 'not-stored') return unclear(stored.reason);
  const answer = await attachments.artifact(repository, digest);
  if (answer.type === 'failed') return answer;
  if (answer.type === 'proxied') return unclear(answer.reason);
  const { artifact } = answer;
  if (artifact.fromSource) return unclear('an artifact that calls itself one of Defender comes from the source');
  if (artifact.subject !== subject)
    return unclear('an artifact that calls itself one of Defender is about another image');
  return isFindingsArtifact(artifact) ? artifact : unclear('an artifact is not what the list of referrers calls it');
}

function unclear(reason: string): Extract<ScanEvidence, { type: 'unclear' }> {
  return { type: 'unclear', reason };
}

/** The annotations of Defender's findings artifact (docs/azure-behaviour.md#findings-artifact). */
function isFindingsArtifact({ artifactType, annotations }: Omit<Referrer, 'digest'>): boolean {
  return (
    artifactType === FINDINGS_ARTIFACT_TYPE &&
    (annotations['in-toto.io/predicate-type'] ?? '').startsWith('https://in-toto.io/attestation/vulns') &&
    annotations.scanner?.toUpperCase() === 'MDVM'
  );
}

/** Minus infinity where it has no readable date. */
export function dateOf({ annotations }: Pick<Referrer, 'annotations'>): number {
  const date = Date.parse(annotations['org.opencontainers.image.created'] ?? '');
  return Number.isNaN(date) ? Number.NEGATIVE_INFINITY : date;
}
