import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import type { Finding } from '../defender/finding.ts';
import type { BlockingFinding, GatedImageResult } from '../defender/gate.ts';
import { findingUrl, fixText, packageText, severityRank, worstFirst } from './finding-text.ts';
import type { Remark } from './remark.ts';

/** What Defender found in images, as code scanning wants it: a rule for each vulnerability, a result for each and image. */

/** One vulnerability in one image, wherever the image stands. */
export interface ImageFinding {
  /** The vulnerability's id; that of the remark where it has none. */
  readonly rule: string;
  readonly image: string;
  readonly level: Remark['level'];
  /** Worst first, all of one vulnerability. */
  readonly entries: readonly BlockingFinding[];
  /** The places of the image; at least one. */
  readonly places: readonly Remark[];
}

/** A vulnerability as a rule. */
export interface FindingRule {
  readonly id: string;
  readonly findings: readonly Finding[];
}

/**
 * The findings of the images that a remark tells of.
 * @param remarks those with an image and findings
 * @returns worst first, then by id and image
 */
export function imageFindings(
  remarks: readonly Remark[],
  images: readonly GatedImageResult[],
): readonly ImageFinding[] {
  const places = groupBy(remarks, ({ image }) => image);
  const found = images.flatMap(({ image, blocking }) => {
    const [first, ...others] = places.get(image) ?? [];
    if (first === undefined) return [];
    const byRule = groupBy(worstFirst(blocking), ({ finding }) => finding.id ?? first.rule);
    return [...byRule].map(
      ([rule, entries]): ImageFinding => ({ rule, image, level: first.level, entries, places: [first, ...others] }),
    );
  });
  return found.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) || compareTexts(one.rule, other.rule) || compareTexts(one.image, other.image),
  );
}

function rankOf({ entries: [worst] }: ImageFinding): number {
  return severityRank(worst?.finding.severity ?? 'low');
}

/** Packages that a message or a help names; the report has all. */
const MAX_PACKAGES = 20;

/** `docker.io/library/nginx:1.27: CVE-2026-0001 in openssl 3.0.11 (high, fixed in 3.0.15) on linux/amd64`. */
export function messageOf({ rule, image, entries }: ImageFinding): string {
  const byPackage = groupBy(entries, ({ finding }) => packageText(finding));
  const texts = [...byPackage].map(([name, same]) => {
    const [first] = same;
    const platforms = [...new Set(same.map(({ platform }) => platform))].join(', ');
    if (first === undefined) return name;
    const told = [first.finding.severity, fixText(first.finding)].filter((part) => part !== undefined);
    return `${name} (${told.join(', ')}) on ${platforms}`;
  });
  return `${image}: ${rule} in ${atMost(texts)}`;
}

function atMost(texts: readonly string[]): string {
  const rest = texts.length - MAX_PACKAGES;
  return rest > 0 ? `${texts.slice(0, MAX_PACKAGES).join('; ')}; and ${rest} more` : texts.join('; ');
}

/** GitHub cuts what describes a rule at so many characters (docs/github-behaviour.md#sarif-properties). */
const MAX_DESCRIPTION = 1024;

/** The rule of a vulnerability, by all that was found of it. */
export function findingRule({ id, findings }: FindingRule): unknown {
  const [worst] = findings.toSorted((one, other) => severityRank(one.severity) - severityRank(other.severity));
  const severity = worst?.severity ?? 'unknown';
  const scores = findings.flatMap(({ cvss }) => cvss ?? []);
  const score = scoreOf(
    severity,
    scores.length === 0 ? undefined : scores.reduce((one, other) => Math.max(one, other)),
  );
  const packages = [...new Set(findings.map(({ package: name }) => name))].toSorted(compareTexts);
  const url = findingUrl(id);
  return {
    id,
    shortDescription: { text: `${id}: ${severity} severity`.slice(0, MAX_DESCRIPTION) },
    fullDescription: { text: `Defender found ${id} in ${atMost(packages)}.`.slice(0, MAX_DESCRIPTION) },
    help: { text: helpText(findings) },
    ...(url === undefined ? {} : { helpUri: url }),
    properties: {
      tags: ['security', 'vulnerability', 'container-image', `severity/${severity}`],
      ...(score === undefined ? {} : { 'security-severity': score.toFixed(1) }),
    },
  };
}

function helpText(findings: readonly Finding[]): string {
  const texts = findings.map((finding) => {
    if (finding.fixedIn !== undefined) return `${finding.package} is fixed in ${finding.fixedIn}`;
    return finding.fixable === 'no'
      ? `${finding.package} has no fix yet`
      : `of a fix of ${finding.package} nothing is known`;
  });
  const told = atMost([...new Set(texts)].toSorted(compareTexts));
  return `${told}. Take a version of the image that has it, or accept the finding with accept-findings.`;
}

/** Scores that GitHub shows under each name (docs/github-behaviour.md#security-severity). */
const SCORES = {
  critical: { least: 9, most: 10 },
  high: { least: 7, most: 8.9 },
  medium: { least: 4, most: 6.9 },
  low: { least: 0.1, most: 3.9 },
} as const;

/**
 * The score that makes GitHub show the severity that Defender tells, as near to the vulnerability's own as that allows.
 * @returns `undefined` where neither is known
 */
function scoreOf(severity: Finding['severity'], cvss: number | undefined): number | undefined {
  if (severity === 'unknown') return cvss;
  const { least, most } = SCORES[severity];
  return Math.min(most, Math.max(least, cvss ?? least));
}
