import { matcher } from '../base/globs.ts';
import { nameLength } from '../images/reference.ts';
import { invalid } from '../inputs/values.ts';
import type { Finding } from './finding.ts';

/** Findings that the team lives with: each with a reason and a day on which it comes back. */
export interface AcceptedFinding {
  /** `CVE-2026-0001`; compared without case. */
  readonly id: string;
  /** Accepted in images that this glob matches, by name or by the whole reference; in every image where absent. */
  readonly image?: string;
  /** Accepted in this package only; in every package where absent. Compared without case. */
  readonly package?: string;
  /** The last day, `YYYY-MM-DD` in UTC. */
  readonly until: string;
  readonly reason: string;
  /** Who accepted it; there where a file says so. */
  readonly by?: string;
  /** Where it is said, for people: `accept-findings, line 2`, `.github/accepted.yaml:7`. */
  readonly place: string;
}

const SYNTAX =
  'lines such as CVE-2026-0001@openssl until 2026-12-31 because it is not reachable (the package may be left out), or the path of one YAML file';

/** Anchored at both ends: a word that is left out or misspelt must not become a part of another. */
const LINE = /^(?<id>[^\s@]+)(?:@(?<package>\S+))?\s+until\s+(?<until>\S+)\s+because\s+(?<reason>\S.*)$/;

/**
 * Reads the input `accept-findings` where it has lines: one finding a line, `#` starts a comment line.
 * @throws UserError that names the line which is not as it must be
 */
export function readAcceptedFindings(text: string): readonly AcceptedFinding[] {
  return lines(text).map(({ line, number }) => readLine(line, number));
}

/** The file that the input `accept-findings` names instead of having lines: a YAML file's path alone. */
export function acceptedFindingsFile(text: string): string | undefined {
  const [first, ...others] = lines(text);
  if (first === undefined || others.length > 0) return undefined;
  return /\.ya?ml$/i.test(first.line) && !/\suntil\s/.test(first.line) ? first.line : undefined;
}

function lines(text: string): readonly { readonly line: string; readonly number: number }[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
}

function readLine(line: string, number: number): AcceptedFinding {
  const { id = '', package: name, until = '', reason = '' } = LINE.exec(line)?.groups ?? {};
  if (!isFindingId(id) || !isDay(until)) throw invalid('accept-findings', line, SYNTAX);
  const place = `accept-findings, line ${number}`;
  return { id, ...(name === undefined ? {} : { package: name }), until, reason, place };
}

/** Whether a text can be what a finding is called: `CVE-2026-0001`, `GHSA-…`. */
export function isFindingId(text: string): boolean {
  return /^[A-Za-z0-9][\w.:-]{2,99}$/.test(text);
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What names a finding among the acceptances. */
export interface Acceptances {
  /** Those that are in time. */
  readonly current: readonly AcceptedFinding[];
  /** Those whose day is over. */
  readonly expired: readonly AcceptedFinding[];
}

/**
 * Finds the acceptances that name a finding of an image.
 * @param today `YYYY-MM-DD` in UTC
 */
export function acceptanceFinder(
  accepted: readonly AcceptedFinding[],
  today: string,
): (image: string, finding: Finding) => Acceptances {
  const byId = new Map<
    string,
    { readonly acceptance: AcceptedFinding; readonly matches: (image: string) => boolean }[]
  >();
  for (const acceptance of accepted) {
    const known = byId.get(acceptance.id.toLowerCase()) ?? [];
    known.push({ acceptance, matches: imageMatcher(acceptance) });
    byId.set(acceptance.id.toLowerCase(), known);
  }
  return (image, finding) => {
    const named = (finding.id === undefined ? [] : (byId.get(finding.id.toLowerCase()) ?? []))
      .filter(
        ({ acceptance, matches }) =>
          (acceptance.package === undefined || acceptance.package.toLowerCase() === finding.package.toLowerCase()) &&
          matches(image),
      )
      .map(({ acceptance }) => acceptance);
    return {
      current: named.filter(({ until }) => until >= today),
      expired: named.filter(({ until }) => until < today),
    };
  };
}

/** As `allowed-images` does: the name alone, or the whole reference. */
function imageMatcher({ image }: AcceptedFinding): (image: string) => boolean {
  if (image === undefined) return () => true;
  const matches = matcher([image]);
  return (text) => matches(text.slice(0, nameLength(text))) || matches(text);
}
