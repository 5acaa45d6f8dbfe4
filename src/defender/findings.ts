import { isObject, parseJson } from '../base/json.ts';
import { compareTexts } from '../base/order.ts';
import type { Severity } from '../inputs/inputs.ts';

/**
 * What Defender's assessments say of digests: the individual-assessment model, one assessment per vulnerable package of an image
 * (docs/azure-behaviour.md#assessment-model). Its key casing and some of its paths are not documented for containers:
 * keys are read whatever their case, values may be JSON or JSON as text, and an assessment that can't be understood is
 * still a finding, never nothing.
 */

export type FindingSeverity = Severity | 'unknown';

/** One vulnerability in one package of one platform manifest. */
export interface Finding {
  /** `CVE-2026-0001`; absent where the assessment names none. */
  readonly id?: string;
  readonly package: string;
  readonly packageType?: string;
  readonly installed?: string;
  readonly fixedIn?: string;
  readonly fixable: 'yes' | 'no' | 'unknown';
  readonly severity: FindingSeverity;
  /** CVSS base score, 0 to 10. */
  readonly cvss?: number;
  readonly inExploitKit?: boolean;
}

/** What the assessments say of one digest. */
export interface Assessed {
  /** Each once, worst first. */
  readonly findings: readonly Finding[];
  /** Some assessment calls it healthy, which proves that it was scanned. */
  readonly healthy: boolean;
}

/**
 * Reads the rows of an answer.
 * @param rows `{ id, properties }` each
 * @param wanted digests that were asked for; what is said of others is left out
 * @returns digests of which nothing is said have no entry
 */
export function readAssessments(rows: readonly unknown[], wanted: readonly string[]): ReadonlyMap<string, Assessed> {
  const known = new Set(wanted);
  const found = new Map<string, { findings: Finding[]; healthy: boolean }>();
  for (const row of rows) {
    const properties = unpacked(loose(row, 'properties'));
    const status = looseText(properties, 'status', 'code')?.toLowerCase();
    if (!isSoftwareUpdate(properties) || (status !== 'unhealthy' && status !== 'healthy')) continue;
    for (const digest of digestsOf(properties, known)) {
      const entry = found.get(digest) ?? { findings: [], healthy: false };
      if (status === 'healthy') entry.healthy = true;
      else for (const finding of findingsOf(properties)) entry.findings.push(finding);
      found.set(digest, entry);
    }
  }
  return new Map(
    [...found].map(([digest, { findings, healthy }]) => [digest, { findings: distinct(findings), healthy }]),
  );
}

/** Assessments about other things (a misconfiguration, say) may mention a digest too. */
function isSoftwareUpdate(properties: unknown): boolean {
  const category = looseText(properties, 'metadata', 'recommendationCategory');
  if (category !== undefined) return category.toLowerCase() === 'softwareupdate';
  return loose(properties, 'additionalData', 'CvesDetails') !== undefined;
}

/** The digest that an assessment is about; where neither known place has one, whichever of the wanted it mentions. */
function digestsOf(properties: unknown, wanted: ReadonlySet<string>): readonly string[] {
  const named = looseText(properties, 'resourceAdditionalData', 'Digest')?.toLowerCase();
  if (named !== undefined && /^sha256:[0-9a-f]{64}$/.test(named)) return wanted.has(named) ? [named] : [];
  const id = looseText(properties, 'resourceDetails', 'Id')?.toLowerCase();
  const inId = /sha256:[0-9a-f]{64}(?![0-9a-f])/.exec(id ?? '')?.[0];
  if (inId !== undefined) return wanted.has(inId) ? [inId] : [];
  const text = JSON.stringify(properties).toLowerCase();
  return [...new Set(text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])]
    .map((hex) => `sha256:${hex}`)
    .filter((digest) => wanted.has(digest));
}

function findingsOf(properties: unknown): readonly Finding[] {
  const data = unpacked(loose(properties, 'additionalData'));
  const name = looseText(data, 'SoftwareName') ?? looseText(properties, 'displayName') ?? 'unknown package';
  const packageType = looseText(data, 'PackageType');
  const installed = looseText(data, 'DetectedSoftwareVersions');
  const common = {
    package: name,
    ...(packageType === undefined ? {} : { packageType }),
    ...(installed === undefined ? {} : { installed }),
  };
  const fixStatus = looseText(data, 'FixStatus');
  const fixedIn = looseText(data, 'FixedVersion');
  const cves = unpacked(loose(data, 'CvesDetails'));
  if (!Array.isArray(cves) || cves.length === 0) {
    const severity = severityOf(looseText(properties, 'metadata', 'severity'));
    return [{ ...common, severity, ...fixOf(fixStatus, fixedIn) }];
  }
  return cves.map((cve: unknown) => {
    const id = looseText(cve, 'CveId');
    const cvss = highestScore(loose(cve, 'Cvss'));
    const inExploitKit = loose(cve, 'ExploitabilityDetails', 'IsInExploitKit');
    return {
      ...(id === undefined ? {} : { id }),
      ...common,
      severity: severityOf(looseText(cve, 'Severity')),
      ...fixOf(looseText(cve, 'FixStatus') ?? fixStatus, looseText(cve, 'FixedVersion') ?? fixedIn),
      ...(cvss === undefined ? {} : { cvss }),
      ...(typeof inExploitKit === 'boolean' ? { inExploitKit } : {}),
    };
  });
}

/**
 * `Unknown`, nothing, and words of tomorrow are a severity of their own: whole repositories have no other
 * (docs/azure-behaviour.md#unknown-severity).
 */
function severityOf(word: string | undefined): FindingSeverity {
  switch (word?.toLowerCase()) {
    case 'critical':
      return 'critical';
    case 'high':
      return 'high';
    case 'medium':
      return 'medium';
    case 'low':
      return 'low';
    default:
      return 'unknown';
  }
}

/** Fix statuses of docs/azure-behaviour.md#fix-status; without one, a fixed version speaks for itself. */
function fixOf(status: string | undefined, fixedIn: string | undefined): Pick<Finding, 'fixable' | 'fixedIn'> {
  const version = fixedIn === undefined ? {} : { fixedIn };
  switch (status?.toLowerCase()) {
    case 'fixavailable':
      return { fixable: 'yes', ...version };
    case 'nofix':
    case 'nofixavailable':
    case 'willnotfix':
      return { fixable: 'no' };
    default:
      return { fixable: fixedIn === undefined ? 'unknown' : 'yes', ...version };
  }
}

/** `[{ Key, Value: { Base } }]`, one entry per version of CVSS. */
function highestScore(cvss: unknown): number | undefined {
  const list = unpacked(cvss);
  const scores = (Array.isArray(list) ? list : [])
    .map((entry: unknown) => Number(loose(entry, 'Value', 'Base') ?? Number.NaN))
    .filter((score) => score >= 0 && score <= 10);
  return scores.length === 0 ? undefined : Math.max(...scores);
}

const ORDER: readonly FindingSeverity[] = ['critical', 'high', 'unknown', 'medium', 'low'];

/** Several assessments may tell the same vulnerability of the same package: the worst of them stays. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const kept = new Map<string, Finding>();
  for (const finding of findings.toSorted(worstFirst)) {
    const key = [finding.id, finding.package, finding.installed].join('\0').toLowerCase();
    if (!kept.has(key)) kept.set(key, finding);
  }
  return [...kept.values()];
}

function worstFirst(one: Finding, other: Finding): number {
  return (
    ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) ||
    (other.cvss ?? -1) - (one.cvss ?? -1) ||
    compareTexts(one.id ?? '', other.id ?? '') ||
    compareTexts(one.package, other.package)
  );
}

/** What stands at the path, whatever the case of its keys; objects on the way may be JSON as text. */
function loose(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    const holder = unpacked(found);
    if (!isObject(holder)) return undefined;
    const key = Object.hasOwn(holder, name)
      ? name
      : Object.keys(holder).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (key === undefined) return undefined;
    found = holder[key];
  }
  return found;
}

/** The text at the path; a number counts as one, empty text as none. */
function looseText(value: unknown, ...path: readonly string[]): string | undefined {
  const found = loose(value, ...path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** JSON as text is what it holds; other text stays text. */
function unpacked(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parseJson(value) ?? value) : value;
}
