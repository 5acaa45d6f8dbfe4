import { join } from 'node:path';
import { messageOf } from '../base/errors.ts';
import { field, parseJson } from '../base/json.ts';
import { linkIn } from '../io/folders.ts';
import { isTracked } from '../io/git/listing.ts';
import { readRegular } from '../io/regular-file.ts';
import { type Earlier, parseEarlier } from '../registry/warming/refresh.ts';
import type { RunContext } from '../stages/run-context.ts';
import { type PendingDigest, parsePending } from './pending.ts';

/** The only events that compare with an earlier run; others may be caused by whoever the tree is from. */
const REFRESHES: ReadonlySet<string> = new Set(['schedule', 'workflow_dispatch']);

/** What an earlier run has left to this one. */
export interface EarlierReport {
  readonly stored: Earlier;
  readonly pending: readonly PendingDigest[];
}

const NOTHING: EarlierReport = { stored: new Map(), pending: [] };

const MAX_REPORT_BYTES = 256 * 1024 * 1024;

/**
 * What an earlier run left in the report folder. Nothing of the tree is evidence: a report that the repository tracks, or that is
 * reached through a symbolic link of it, is not one of ours.
 * @param folder as `reportFolder` gives it
 * @returns nothing where there is none, where it can't be read, and on events that do not refresh
 */
export function readEarlier(
  folder: string | undefined,
  { root, event, log }: Pick<RunContext, 'root' | 'event' | 'log'>,
): EarlierReport {
  if (folder === undefined || (event !== undefined && !REFRESHES.has(event.name))) return NOTHING;
  const name = 'report.json';
  const path = join(folder, name);
  try {
    if (linkIn(root, path) !== undefined) {
      log.warning(`${path} is a symbolic link, so it is no report of an earlier run and is not read.`);
      return NOTHING;
    }
    const bytes = readRegular(path, MAX_REPORT_BYTES);
    if (!Buffer.isBuffer(bytes)) return NOTHING;
    if (isTracked(folder, name)) {
      log.warning(
        `${path} is tracked by git, so it is no report of an earlier run and is not read. Keep report-dir out of git.`,
      );
      return NOTHING;
    }
    const report = parseJson(bytes.toString('utf8'));
    return { stored: parseEarlier(field(report, 'stored')), pending: parsePending(field(report, 'verdicts')) };
  } catch (error) {
    log.debug(`no earlier report: ${messageOf(error)}`);
    return NOTHING;
  }
}
