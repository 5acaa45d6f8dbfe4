import type { AcceptedFinding } from '../defender/accept.ts';
import type { BlockingFinding } from '../defender/gate.ts';

/**
 * What counts against an image, for people: `CVE-2026-0001 in openssl 3.0.11 (high, fixed in 3.0.15)`.
 * Each once, though several platforms have it.
 * @param most how many are named; the rest is a number
 */
export function findingTexts(blocking: readonly BlockingFinding[], most: number): readonly string[] {
  const texts = [...new Set(blocking.map(textOf))];
  const rest = texts.length - most;
  return rest > 0 ? [...texts.slice(0, most), `and ${rest} more`] : texts;
}

function textOf({ finding, expired }: BlockingFinding): string {
  const { id = 'a finding without a name', package: name, installed, severity, fixable, fixedIn } = finding;
  const fix = fixedIn !== undefined ? `fixed in ${fixedIn}` : fixable === 'no' ? 'no fix yet' : undefined;
  const version = installed === undefined ? '' : ` ${installed}`;
  const over = expired === undefined ? undefined : `accepted until ${expired.until}, which is over`;
  return `${id} in ${name}${version} (${[severity, fix, over].filter((part) => part !== undefined).join(', ')})`;
}

/** An acceptance for people: `CVE-2026-0001 in openssl of quay.io/acme/** until 2026-12-31, by jo@example.com: not reachable (here)`. */
export function acceptanceText({ id, package: name, image, until, by, reason, place }: AcceptedFinding): string {
  const where = `${name === undefined ? '' : ` in ${name}`}${image === undefined ? '' : ` of ${image}`}`;
  return `${id}${where} until ${until}${by === undefined ? '' : `, by ${by}`}: ${reason} (${place})`;
}
