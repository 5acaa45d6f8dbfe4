import { count } from '../base/counting.ts';
import { isObject } from '../base/json.ts';
import type { Finding, FindingSeverity } from './finding.ts';
import { loose, looseText, unpacked } from './loose.ts';
import { mergeFindings } from './merge.ts';

/**
 * What Defender's assessments say of digests: the individual-assessment model, one assessment per vulnerable package of an image
 * (docs/azure-behaviour.md#assessment-model). Its key casing and some of its paths are not documented for containers:
 * keys are read whatever their case, and values may be JSON or JSON as text. An assessment that names a digest is understood in
 * full, or said to be unread: it never passes for nothing.
 */

/** An assessment that Defender itself does not count. It is no finding, and no proof of a scan either. */
export interface SetAside {
  /** `exempt`: somebody exempted it in Defender; `not-applicable`: Defender gives no such reason. */
  readonly why: 'exempt' | 'not-applicable';
  readonly package: string;
  readonly ids: readonly string[];
}

/** What the assessments say of one digest. */
export interface Assessed {
  /** Each once, worst first. */
  readonly findings: readonly Finding[];
  /** Some assessment calls it healthy, which proves that it was scanned. */
  readonly healthy: boolean;
  readonly setAside: readonly SetAside[];
  /** Why not everything that is said of it was understood; `undefined` where it was. */
  readonly unread: string | undefined;
}

/**
 * Reads the rows of an answer.
 * @param rows `{ id, properties }` each
 * @param wanted digests that were asked for; what is said of others is left out
 * @returns digests of which nothing is said have no entry
 */
export function readAssessments(rows: readonly unknown[], wanted: readonly string[]): ReadonlyMap<string, Assessed> {
  const known = new Set(wanted);
  const readings = new Map<string, RowReading[]>();
  for (const row of rows) {
    const { digests, doubt } = digestsOf(row, known);
    const read = readRow(unpacked(loose(row, 'properties')));
    const reading = doubt === undefined ? read : { ...read, unread: read.unread ?? doubt };
    for (const digest of digests) readings.set(digest, [...(readings.get(digest) ?? []), reading]);
  }
  return new Map([...readings].map(([digest, read]) => [digest, assessedOf(read)]));
}

function assessedOf(readings: readonly RowReading[]): Assessed {
  const problems = readings.flatMap(({ unread }) => unread ?? []);
  const reasons = [...new Set(problems)].sort().join('; ');
  return {
    findings: mergeFindings(readings.flatMap(({ findings }) => findings ?? [])),
    healthy: readings.some(({ healthy }) => healthy === true),
    setAside: readings.flatMap(({ setAside }) => setAside ?? []),
    unread:
      problems.length === 0
        ? undefined
        : `${count(problems.length, 'assessment')} of it can't be read in full: ${reasons}`,
  };
}

/** What one row says. */
interface RowReading {
  readonly findings?: readonly Finding[];
  readonly healthy?: true;
  readonly setAside?: SetAside;
  /** What of it is not understood. */
  readonly unread?: string;
}

function readRow(properties: unknown): RowReading {
  if (!isObject(properties)) return { unread: 'its properties are no object' };
  const category = looseText(properties, 'metadata', 'recommendationCategory');
  if (category === undefined && loose(properties, 'additionalData', 'CvesDetails') === undefined) {
    return { unread: 'it has no recommendationCategory' };
  }
  if (category !== undefined && category.toLowerCase() !== 'softwareupdate') {
    return { unread: `its recommendationCategory is ${told(category)}` };
  }
  const code = looseText(properties, 'status', 'code');
  switch (code?.toLowerCase()) {
    case undefined:
      return {
        unread: isObject(unpacked(loose(properties, 'status'))) ? 'its status has no code' : 'its status is no object',
      };
    case 'healthy':
      return { healthy: true };
    case 'notapplicable':
      return { setAside: setAsideOf(properties) };
    case 'unhealthy':
      return readUnhealthy(properties);
    default:
      return { unread: `its status is ${told(code ?? '')}` };
  }
}

function told(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}

const DIGEST = /sha256:[0-9a-f]{64}(?![0-9a-f])/;

interface About {
  readonly digests: readonly string[];
  /** Why it is not certain that it is about them. */
  readonly doubt?: string;
}

/**
 * The digests that a row is about; where neither known place has one, whichever of the wanted it mentions. Rows are asked for by what
 * they mention: of one that mentions no digest at all nobody knows which image it is about, so that it may be any.
 */
function digestsOf(row: unknown, wanted: ReadonlySet<string>): About {
  const properties = unpacked(loose(row, 'properties'));
  const places = [
    ['resourceAdditionalData', 'Digest'],
    ['resourceDetails', 'Id'],
  ];
  const named = new Set(
    places.flatMap((place) => DIGEST.exec(looseText(properties, ...place)?.toLowerCase() ?? '')?.[0] ?? []),
  );
  const found = [...named].filter((digest) => wanted.has(digest));
  if (named.size === 1) return { digests: found };
  if (named.size > 1) return { digests: found, doubt: 'it names two images' };
  const text = JSON.stringify(row)?.toLowerCase() ?? '';
  const mentioned = [...new Set(text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])];
  if (mentioned.length === 0) return { digests: [...wanted], doubt: 'it names no image' };
  return { digests: mentioned.map((hex) => `sha256:${hex}`).filter((digest) => wanted.has(digest)) };
}

/**
 * How an exempted assessment of the individual model looks is not known; that of the others says so in its status
 * (docs/azure-behaviour.md#defender-exemptions).
 */
function setAsideOf(properties: unknown): SetAside {
  const words = [looseText(properties, 'status', 'cause'), looseText(properties, 'status', 'description')];
  const cves = unpacked(loose(properties, 'additionalData', 'CvesDetails'));
  return {
    why: words.some((text) => /exempt/i.test(text ?? '')) ? 'exempt' : 'not-applicable',
    package: packageOf(properties) ?? UNNAMED,
    ids: (Array.isArray(cves) ? cves : []).flatMap((cve: unknown) => looseText(cve, 'CveId') ?? []),
  };
}

const UNNAMED = 'unknown package';

function packageOf(properties: unknown): string | undefined {
  return looseText(properties, 'additionalData', 'SoftwareName') ?? looseText(properties, 'displayName');
}

/** What can be read of it is a finding, whatever else can't: a vulnerable image never gains by a row that is cut. */
function readUnhealthy(properties: unknown): RowReading {
  const data = unpacked(loose(properties, 'additionalData'));
  const name = packageOf(properties);
  const packageType = looseText(data, 'PackageType');
  const installed = looseText(data, 'DetectedSoftwareVersions');
  const common = {
    package: name ?? UNNAMED,
    ...(packageType === undefined ? {} : { packageType }),
    ...(installed === undefined ? {} : { installed }),
  };
  const whole = { status: looseText(data, 'FixStatus'), version: looseText(data, 'FixedVersion') };
  const cves = unpacked(loose(data, 'CvesDetails'));
  if (!Array.isArray(cves) || cves.length === 0) {
    const severity = severityOf(looseText(properties, 'metadata', 'severity'));
    return {
      findings: [{ ...common, severity, ...fixOf(whole, whole) }],
      unread: 'its CvesDetails are missing or cut',
    };
  }
  const findings = cves.map((cve: unknown): Finding => {
    const id = looseText(cve, 'CveId');
    const cvss = highestScore(loose(cve, 'Cvss'));
    const inExploitKit = loose(cve, 'ExploitabilityDetails', 'IsInExploitKit');
    return {
      ...(id === undefined ? {} : { id }),
      ...common,
      severity: severityOf(looseText(cve, 'Severity')),
      ...fixOf({ status: looseText(cve, 'FixStatus'), version: looseText(cve, 'FixedVersion') }, whole),
      ...(cvss === undefined ? {} : { cvss }),
      ...(typeof inExploitKit === 'boolean' ? { inExploitKit } : {}),
    };
  });
  if (findings.some(({ id }) => id === undefined)) return { findings, unread: 'one of its CvesDetails has no CveId' };
  return name === undefined ? { findings, unread: 'it names no package' } : { findings };
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

/** What a CVE, or the package that it is in, says of a fix. */
interface FixWords {
  readonly status: string | undefined;
  readonly version: string | undefined;
}

/**
 * Fix statuses of docs/azure-behaviour.md#fix-status. The CVE's own word counts before its package's, since a new version may
 * mend some of the CVEs only. A version that fixes it is a fix, whatever the status beside it: where only what can be fixed counts,
 * a finding is not waved through on a contradiction.
 */
function fixOf(own: FixWords, whole: FixWords): Pick<Finding, 'fixable' | 'fixedIn'> {
  const { status, version } = own.status === undefined && own.version === undefined ? whole : own;
  if (version !== undefined) return { fixable: 'yes', fixedIn: version };
  switch (status?.toLowerCase()) {
    case 'fixavailable':
      return { fixable: 'yes', ...(whole.version === undefined ? {} : { fixedIn: whole.version }) };
    case 'nofix':
    case 'nofixavailable':
    case 'willnotfix':
      return { fixable: 'no' };
    default:
      return { fixable: 'unknown' };
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
