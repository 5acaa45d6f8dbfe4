import type { Severity } from '../inputs/inputs.ts';

export type FindingSeverity = Severity | 'unknown';

/** One vulnerability in one package of one platform manifest. */
export interface Finding {
  /** `CVE-2026-0001`; absent where the assessment names none. */
  readonly id?: string;
  readonly package: string;
  readonly packageType?: string;
  readonly installed?: string;
  /** Versions that fix it, of all that say so. */
  readonly fixedIn?: string;
  readonly fixable: 'yes' | 'no' | 'unknown';
  /** `unknown` is a bucket of its own: not told, or a word that is not known. */
  readonly severity: FindingSeverity;
  /** CVSS base score, 0 to 10. */
  readonly cvss?: number;
  readonly inExploitKit?: boolean;
}
