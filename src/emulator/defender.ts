/** What Defender for Containers is told to have found, by digest of a platform's manifest. */

export interface ScriptedFinding {
  readonly cve: string;
  readonly package: string;
  /** Empty and `Unknown` occur in the real service too (docs/azure-behaviour.md#unknown-severity). */
  readonly severity: 'Critical' | 'High' | 'Medium' | 'Low' | 'Unknown' | '';
  readonly installed?: string;
  readonly fixedIn?: string;
  readonly cvss?: number;
  readonly inExploitKit?: boolean;
}

export interface ScriptedScan {
  /** Empty for a clean image. */
  readonly findings: readonly ScriptedFinding[];
  /** Whether the findings artifact is attached as a referrer; it is unless given. */
  readonly evidence?: boolean;
  /** How many questions find nothing yet, neither evidence nor findings; none unless given. */
  readonly after?: number;
  /** When it was scanned, ISO 8601; an hour before anybody asks unless given. */
  readonly scannedAt?: string;
  /** Changes the properties of each of its assessments on the way out, since their shape is not documented. */
  readonly reshape?: (properties: Readonly<Record<string, unknown>>) => unknown;
}

export interface Defender {
  /** The scan of a digest as far as it is visible at this question. */
  readonly ask: (digest: string) => ScriptedScan | undefined;
  readonly set: (digest: string, scan: ScriptedScan | undefined) => void;
  /** Scans that are visible by now, by digest; that is no question. */
  readonly visible: () => readonly (readonly [digest: string, scan: ScriptedScan])[];
}

/** @param scans by digest; what has none was never scanned */
export function openDefender(scans: Readonly<Record<string, ScriptedScan>>): Defender {
  const known = new Map(Object.entries(scans));
  const asked = new Map<string, number>();
  return {
    ask: (digest) => {
      const scan = known.get(digest);
      if (scan === undefined) return undefined;
      const before = asked.get(digest) ?? 0;
      asked.set(digest, before + 1);
      return before < (scan.after ?? 0) ? undefined : scan;
    },
    set: (digest, scan) => {
      if (scan === undefined) known.delete(digest);
      else known.set(digest, scan);
    },
    visible: () => [...known].filter(([digest, { after = 0 }]) => (asked.get(digest) ?? 0) >= after),
  };
}
