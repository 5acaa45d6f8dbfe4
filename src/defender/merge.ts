import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import type { Finding, FindingSeverity } from './finding.ts';

/** Known severities from the worst on. */
const KNOWN: readonly FindingSeverity[] = ['critical', 'high', 'medium', 'low'];
/** As findings stand in a list: one whose severity nobody knows may be anything, so it stands behind those that are surely bad. */
const ORDER: readonly FindingSeverity[] = ['critical', 'high', 'unknown', 'medium', 'low'];

/**
 * Several assessments may tell the same vulnerability of the same package: one finding is left of them, which has the worst of what
 * they say and all that any of them knows. A severity that one knows is not unknown, and a fix that one knows exists.
 * @returns worst first; the order of what is given does not matter
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...groupBy(findings, keyOf).values()].map(mergeSame).sort(worstFirst);
}

function keyOf(finding: Finding): string {
  return [finding.id, finding.package, finding.installed].join('\0').toLowerCase();
}

function mergeSame(same: readonly Finding[]): Finding {
  const text = (of: (finding: Finding) => string | undefined) =>
    same
      .flatMap((finding) => of(finding) ?? [])
      .sort(compareTexts)
      .at(0);
  const id = text((finding) => finding.id);
  const packageType = text((finding) => finding.packageType);
  const installed = text((finding) => finding.installed);
  const scores = same.flatMap(({ cvss }) => cvss ?? []);
  const kits = same.flatMap(({ inExploitKit }) => inExploitKit ?? []);
  const fixable =
    (['yes', 'unknown'] as const).find((word) => same.some((finding) => finding.fixable === word)) ?? 'no';
  const versions = [...new Set(same.flatMap(({ fixedIn }) => fixedIn ?? []))].sort(compareTexts);
  return {
    ...(id === undefined ? {} : { id }),
    package: text((finding) => finding.package) ?? '',
    ...(packageType === undefined ? {} : { packageType }),
    ...(installed === undefined ? {} : { installed }),
    severity: KNOWN.find((severity) => same.some((finding) => finding.severity === severity)) ?? 'unknown',
    fixable,
    ...(versions.length === 0 ? {} : { fixedIn: versions.join(', ') }),
    ...(scores.length === 0 ? {} : { cvss: Math.max(...scores) }),
    ...(kits.length === 0 ? {} : { inExploitKit: kits.includes(true) }),
  };
}

function worstFirst(one: Finding, other: Finding): number {
  return (
    ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) ||
    (other.cvss ?? -1) - (one.cvss ?? -1) ||
    compareTexts(one.id ?? '', other.id ?? '') ||
    compareTexts(one.package, other.package) ||
    compareTexts(one.installed ?? '', other.installed ?? '')
  );
}
