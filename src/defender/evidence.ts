/**
 * Whether Defender has scanned a manifest at all. It attaches its findings to the platform manifest as an OCI referrer, which
 * is the best sign there is: no findings and no scan look the same in Resource Graph (docs/azure-behaviour.md#no-rows).
 */

/** What to ask `/v2/<repository>/referrers/<digest>?artifactType=…` for. */
export const FINDINGS_ARTIFACT_TYPE = 'application/vnd.in-toto+json';

/** What the registry answers when asked for a manifest's referrers. */
export type ReferrersAnswer =
  | { readonly type: 'listed'; readonly referrers: readonly Referrer[] }
  /**
   * The registry passed the question on to the upstream: what that says or fails to say is no evidence
   * (docs/azure-behaviour.md#referrers-proxied).
   */
  | { readonly type: 'proxied'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

export interface Referrer {
  readonly artifactType: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Asks the registry for the referrers of a digest. */
export type GetReferrers = (repository: string, digest: string) => Promise<ReferrersAnswer>;

export type ScanEvidence =
  /** `scannedAt`: milliseconds since 1970; `undefined` where the artifact has no readable date. */
  | { readonly type: 'scanned'; readonly scannedAt: number | undefined }
  | { readonly type: 'none' }
  | { readonly type: 'unclear'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

/** What a manifest's referrers prove. */
export function evidenceOf(answer: ReferrersAnswer): ScanEvidence {
  switch (answer.type) {
    case 'failed':
      return answer;
    case 'proxied':
      return { type: 'unclear', reason: answer.reason };
    case 'listed': {
      const dates = answer.referrers.filter(isFindingsArtifact).map(({ annotations }) => dateOf(annotations));
      if (dates.length === 0) return { type: 'none' };
      const known = dates.filter((date) => date !== undefined);
      return { type: 'scanned', scannedAt: known.length === 0 ? undefined : Math.min(...known) };
    }
  }
}

/** The annotations of Defender's findings artifact (docs/azure-behaviour.md#findings-artifact). */
function isFindingsArtifact({ artifactType, annotations }: Referrer): boolean {
  return (
    artifactType === FINDINGS_ARTIFACT_TYPE &&
    (annotations['in-toto.io/predicate-type'] ?? '').startsWith('https://in-toto.io/attestation/vulns') &&
    annotations.scanner?.toUpperCase() === 'MDVM'
  );
}

function dateOf(annotations: Readonly<Record<string, string>>): number | undefined {
  const date = Date.parse(annotations['org.opencontainers.image.created'] ?? '');
  return Number.isNaN(date) ? undefined : date;
}
