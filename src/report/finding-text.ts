import { compareTexts } from '../base/order.ts';
import type { AcceptedFinding } from '../defender/accept.ts';
import type { Finding } from '../defender/finding.ts';
import type { BlockingFinding, GatedImageResult } from '../defender/gate.ts';
import { plain } from '../text/markdown.ts';

/** Findings and acceptances for people. */

/** Severities, worst first: what nobody has rated may be anything. */
const WORST_FIRST: readonly Finding['severity'][] = ['critical', 'high', 'unknown', 'medium', 'low'];

/** The place of a severity among all: the lower, the worse. */
export function severityRank(severity: Finding['severity']): number {
  return WORST_FIRST.indexOf(severity);
}

/** Findings of all platforms of an image in one order: by severity, score, name. */
export function worstFirst(blocking: readonly BlockingFinding[]): readonly BlockingFinding[] {
  return blocking.toSorted(
    ({ finding: one }, { finding: other }) =>
      severityRank(one.severity) - severityRank(other.severity) ||
      (other.cvss ?? -1) - (one.cvss ?? -1) ||
      compareTexts(one.id ?? '', other.id ?? '') ||
      compareTexts(one.package, other.package),
  );
}

/** The place of an image's worst finding among the severities; after all of them where nothing counts against it. */
export function worstRank({ blocking }: Pick<GatedImageResult, 'blocking'>): number {
  return Math.min(WORST_FIRST.length, ...new Set(blocking.map(({ finding }) => severityRank(finding.severity))));
}

/**
 * What counts against an image, worst first: `CVE-2026-0001 in openssl 3.0.11 (high, fixed in 3.0.15)`.
 * Each once, though several platforms have it.
 * @param most how many are named; the rest is a number
 */
export function findingTexts(blocking: readonly BlockingFinding[], most: number): readonly string[] {
  return told(blocking, most, (entry) => `${nameText(entry)}${restText(entry)}`);
}

/** The same in Markdown: what has a page in public is a link to it. */
export function findingsInMarkdown(blocking: readonly BlockingFinding[], most: number): readonly string[] {
  return told(blocking, most, (entry) => `${findingLink(nameText(entry))} ${plain(restText(entry))}`);
}

function told(
  blocking: readonly BlockingFinding[],
  most: number,
  textOf: (entry: BlockingFinding) => string,
): readonly string[] {
  const texts = [...new Set(worstFirst(blocking).map(textOf))];
  const rest = texts.length - most;
  if (rest <= 0) return texts;
  return [...texts.slice(0, most), most === 0 ? `${rest} findings, see the report` : `and ${rest} more`];
}

function nameText({ finding: { id = 'a finding without a name' } }: BlockingFinding): string {
  return id;
}

function restText({ finding, expired }: BlockingFinding): string {
  const { severity } = finding;
  const over = expired === undefined ? undefined : `accepted until ${expired.until}, which is over`;
  return ` in ${packageText(finding)} (${[severity, fixText(finding), over].filter((part) => part !== undefined).join(', ')})`;
}

/** `openssl 3.0.11`. */
export function packageText({ package: name, installed }: Finding): string {
  return installed === undefined ? name : `${name} ${installed}`;
}

/** What is known of a fix; `undefined` where nothing is. */
export function fixText({ fixable, fixedIn }: Finding): string | undefined {
  if (fixedIn !== undefined) return `fixed in ${fixedIn}`;
  return fixable === 'no' ? 'no fix yet' : undefined;
}

/** The id of a finding in Markdown, as a link where it has a page. */
export function findingLink(id: string): string {
  const url = findingUrl(id);
  return url === undefined ? plain(id) : `[${plain(id)}](${url})`;
}

/** Where people read about a finding; `undefined` for an id that none of the public databases has. */
export function findingUrl(id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  if (/^CVE-\d{4}-\d{4,19}$/i.test(id)) return `https://nvd.nist.gov/vuln/detail/${id.toUpperCase()}`;
  if (/^GHSA(?:-[0-9a-z]{4}){3}$/i.test(id)) return `https://github.com/advisories/${id}`;
  return undefined;
}

/** An acceptance: `CVE-2026-0001 in openssl of quay.io/acme/** until 2026-12-31, by jo@example.com: not reachable (here)`. */
export function acceptanceText({ id, package: name, image, until, by, reason, place }: AcceptedFinding): string {
  const where = `${name === undefined ? '' : ` in ${name}`}${image === undefined ? '' : ` of ${image}`}`;
  return `${id}${where} until ${until}${by === undefined ? '' : `, by ${by}`}: ${reason} (${place})`;
}
