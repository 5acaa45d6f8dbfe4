import type { ScanEvidence } from './evidence.ts';
import type { Assessed, Finding } from './findings.ts';
import { isAskable } from './query.ts';

/** What Defender says of one platform manifest. Absence of findings is never `clean` by itself. */
export type Verdict =
  | { readonly type: 'vulnerable'; readonly findings: readonly Finding[] }
  /** There is positive evidence of a scan, and it found nothing. */
  | { readonly type: 'clean' }
  /** Not scanned yet, as far as can be told. */
  | { readonly type: 'pending'; readonly reason: string }
  /** Never scanned: the reason is what Defender's support matrix says. */
  | { readonly type: 'unsupported'; readonly reason: string }
  /** It could not be found out. */
  | { readonly type: 'error'; readonly reason: string };

/** A manifest to be judged, in the registry's own repository. */
export interface Subject {
  readonly repository: string;
  readonly digest: string;
  /** An index is never scanned itself, its platform manifests are; an artifact (a Helm chart, say) is no image. */
  readonly content: 'image' | 'index' | 'artifact';
}

/** What was found out of a subject. */
export interface Inspection {
  readonly assessed: Assessed | undefined;
  /** Why Defender's assessments could not be read, where they could not. */
  readonly unreadable: string | undefined;
  /** `undefined` where it was not asked for, since the findings say enough. */
  readonly evidence: ScanEvidence | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * How old a findings artifact must be before no findings mean none: the artifact and Resource Graph are filled separately, and
 * nothing published says how far the second may be behind. Milliseconds.
 */
export const SETTLE_MS = 30 * 60_000;

/** The verdict on a subject, from what was found out. */
export function verdictOf(subject: Subject, { assessed, unreadable, evidence, now }: Inspection): Verdict {
  const never = unsupportedReason(subject);
  if (never !== undefined) return { type: 'unsupported', reason: never };
  if (assessed !== undefined && assessed.findings.length > 0)
    return { type: 'vulnerable', findings: assessed.findings };
  if (unreadable !== undefined) return { type: 'error', reason: unreadable };
  if (assessed?.healthy === true) return { type: 'clean' };
  if (evidence === undefined) return { type: 'pending', reason: 'there is no sign of a scan yet' };
  switch (evidence.type) {
    case 'scanned':
      return verdictOnArtifact(evidence.scannedAt, now);
    case 'none':
      return { type: 'pending', reason: 'Defender has not scanned it yet: a new image takes up to a few hours' };
    case 'unclear':
      return { type: 'pending', reason: `whether Defender has scanned it can't be seen: ${evidence.reason}` };
    case 'failed':
      return { type: 'error', reason: evidence.reason };
  }
}

/**
 * Why Defender will never scan a subject (support matrix, docs/azure-behaviour.md#never-scanned); `undefined` where it
 * may.
 */
export function unsupportedReason({ content, digest }: Subject): string | undefined {
  switch (content) {
    case 'index':
      return 'Defender scans the platform manifests of an index, not the index';
    case 'artifact':
      return 'Defender scans images only, and this is another kind of artifact';
    case 'image':
      return isAskable(digest) ? undefined : 'Defender knows images by their sha256 digest, and this has another';
  }
}

function verdictOnArtifact(scannedAt: number | undefined, now: number): Verdict {
  if (scannedAt === undefined) {
    return { type: 'pending', reason: 'the findings artifact has no readable date, so it proves no finished scan' };
  }
  if (now - scannedAt < SETTLE_MS) {
    return { type: 'pending', reason: 'Defender has only just scanned it, and its findings may not have arrived yet' };
  }
  return { type: 'clean' };
}
