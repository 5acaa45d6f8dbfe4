import type { ScanEvidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Assessed, SetAside } from './findings.ts';
import { isAskable } from './query.ts';

/** What Defender says of one platform manifest. Absence of findings is never `clean` by itself. */
export type Verdict =
  | {
      readonly type: 'vulnerable';
      readonly findings: readonly Finding[];
      readonly setAside?: readonly SetAside[];
      /** Why there may be more than these findings: where none of them counts, that is what the manifest comes to. */
      readonly doubt?: Doubt;
    }
  /** There is positive evidence of a scan, and it found nothing that counts with Defender. */
  | { readonly type: 'clean'; readonly setAside?: readonly SetAside[] }
  /** Not scanned yet, or not lately, as far as can be told. */
  | { readonly type: 'pending'; readonly reason: string }
  /** Never scanned: the reason is what Defender's support matrix says. */
  | { readonly type: 'unsupported'; readonly reason: string }
  /** It could not be found out. */
  | { readonly type: 'error'; readonly reason: string };

/** Why a verdict is not all there is to know. */
export type Doubt = Extract<Verdict, { type: 'pending' | 'error' }>;

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
  /** `undefined` where it was not asked for. */
  readonly evidence: ScanEvidence | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How old the evidence of a scan may be. Milliseconds. */
  readonly maxAge: number;
}

/**
 * How old a findings artifact must be before no findings mean none: the artifact and Resource Graph are filled separately, and
 * nothing published says how far the second may be behind. Milliseconds.
 */
export const SETTLE_MS = 30 * 60_000;

/** The verdict on a subject, from what was found out. */
export function verdictOf(subject: Subject, inspection: Inspection): Verdict {
  const never = unsupportedReason(subject);
  if (never !== undefined) return { type: 'unsupported', reason: never };
  const { assessed, evidence } = inspection;
  const doubt = doubtOf(inspection);
  const setAside = assessed === undefined || assessed.setAside.length === 0 ? {} : { setAside: assessed.setAside };
  if (assessed !== undefined && assessed.findings.length > 0) {
    return { type: 'vulnerable', findings: assessed.findings, ...setAside, ...(doubt === undefined ? {} : { doubt }) };
  }
  if (doubt !== undefined) return doubt;
  if (assessed?.healthy === true) return { type: 'clean', ...setAside };
  switch (evidence?.type) {
    case undefined:
      return { type: 'pending', reason: 'there is no sign of a scan yet' };
    case 'scanned':
      return verdictOnDates(evidence.dates, inspection) ?? { type: 'clean', ...setAside };
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

/** Whether an artifact of this date proves a scan that counts. */
export function isSettled(date: number, now: number, maxAge: number): boolean {
  const age = now - date;
  return age >= SETTLE_MS && age <= maxAge;
}

/** What is not known although something is: assessments that were not read, and a last scan that is too long ago. */
function doubtOf({ assessed, unreadable, evidence, now, maxAge }: Inspection): Doubt | undefined {
  const unread = unreadable ?? assessed?.unread;
  if (unread !== undefined) return { type: 'error', reason: unread };
  const latest = evidence?.type === 'scanned' ? evidence.dates[0] : undefined;
  if (latest === undefined || now - latest <= maxAge) return undefined;
  const days = Math.floor(maxAge / DAY_MS);
  return {
    type: 'pending',
    reason: `Defender last scanned it on ${dayOf(latest)}, which is more than ${days} ${days === 1 ? 'day' : 'days'} ago (evidence-max-age): it scans again what is pulled, as a rule within a day`,
  };
}

const DAY_MS = 86_400_000;

function dayOf(date: number): string {
  return new Date(date).toISOString().slice(0, 10);
}

/** Why artifacts of these dates prove no scan whose findings are there; `undefined` where one does. */
function verdictOnDates(dates: readonly number[], { now, maxAge }: Inspection): Verdict | undefined {
  if (dates.some((date) => isSettled(date, now, maxAge))) return undefined;
  const reason =
    dates.length === 0
      ? 'the findings artifact has no readable date, so it proves no finished scan'
      : 'Defender has only just scanned it, and its findings may not have arrived yet';
  return { type: 'pending', reason };
}
