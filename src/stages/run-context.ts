import type { Http } from '../io/http.ts';
import type { RunClock } from '../io/run-clock.ts';
import type { Log } from '../report/log.ts';
import type { GitHubEvent, Rights } from '../trust.ts';

/** What a run is surrounded by: everything that is not input and not computed. */
export interface RunContext {
  /** Of this product; empty where it is not known. */
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that the path is relative to, and that file names in the review and the patch start from. */
  readonly root: string;
  /** Bound to the run's end by {@link RunContext.clock}. */
  readonly http: Http;
  readonly clock: RunClock;
  readonly log: Log;
  /** `undefined` in a terminal. */
  readonly event: GitHubEvent | undefined;
  readonly rights: Rights;
  /** Owner of this repository on GitHub, as far as it is known. */
  readonly owner: string | undefined;
  /** In a terminal: whether `run --apply` was typed. */
  readonly asked: boolean;
  /** Whether the emulator plays the services. */
  readonly emulated: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Aborted when the run is to stop: cancelled, or out of time. */
  readonly signal: AbortSignal;
}
