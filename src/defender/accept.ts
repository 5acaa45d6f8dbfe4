import { invalid } from '../inputs/values.ts';

/** Findings that the team lives with: each with a reason and a day on which it comes back. */
export interface AcceptedFinding {
  /** `CVE-2026-0001`; compared without case. */
  readonly id: string;
  /** Accepted in this package only; in every package where absent. Compared without case. */
  readonly package?: string;
  /** The last day, `YYYY-MM-DD` in UTC. */
  readonly until: string;
  readonly reason: string;
}

const SYNTAX =
  'lines such as CVE-2026-0001@openssl until 2026-12-31 because it is not reachable (the package may be left out)';

/**
 * Reads the input `accept-findings`: one finding a line, `#` starts a comment line.
 * @throws UserError that names the line which is not as it must be
 */
export function readAcceptedFindings(text: string): readonly AcceptedFinding[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readLine);
}

function readLine(line: string): AcceptedFinding {
  const words = line.split(/\s+/);
  const [what, until, day, because, ...why] = words;
  const at = what?.indexOf('@') ?? -1;
  const id = at === -1 ? what : what?.slice(0, at);
  const packageName = at === -1 ? undefined : what?.slice(at + 1);
  const wellFormed =
    id !== undefined &&
    /^[A-Za-z0-9][\w.:-]{2,99}$/.test(id) &&
    packageName !== '' &&
    until === 'until' &&
    because === 'because';
  if (!wellFormed || day === undefined || !isDay(day) || why.length === 0)
    throw invalid('accept-findings', line, SYNTAX);
  return { id, ...(packageName === undefined ? {} : { package: packageName }), until: day, reason: why.join(' ') };
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
