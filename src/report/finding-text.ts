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

function textOf({ finding }: BlockingFinding): string {
  const { id = 'a finding without a name', package: name, installed, severity, fixable, fixedIn } = finding;
  const fix = fixedIn !== undefined ? `fixed in ${fixedIn}` : fixable === 'no' ? 'no fix yet' : undefined;
  const version = installed === undefined ? '' : ` ${installed}`;
  return `${id} in ${name}${version} (${[severity, fix].filter((part) => part !== undefined).join(', ')})`;
}
