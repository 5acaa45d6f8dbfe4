import { setMaxListeners } from 'node:events';
import { type Http, type HttpRequest, RunEnded } from './http.ts';

/**
 * The one place that ends what a run does: at its deadline, at the end of a stage's budget, when it is cancelled, and when
 * something went wrong that nobody caught. Every request and every wait of a run goes through {@link RunClock.http}, which
 * refuses to begin and breaks off what has begun, so that no caller can forget it. docs/reliability.md has the limits.
 */

/** The stages in which a run waits for others. */
export type Stage = 'scan' | 'plan' | 'ensure' | 'warm' | 'gate' | 'review';

/** Why a run, or one of its stages, did not come to its end by itself. */
export interface Ending {
  readonly kind: 'cancelled' | 'deadline' | 'budget' | 'defect';
  /** What was going on. */
  readonly stage: Stage;
  /** A clause for people: `the run was cancelled (SIGTERM)`. */
  readonly why: string;
}

export interface RunClock {
  /** The way out, bound to the run's end and to that of the stage that it is in. */
  readonly http: Http;
  /** Aborted when the work is over: what may still be done after that is to report. */
  readonly signal: AbortSignal;
  /**
   * The run is in another stage from now on.
   * @param share of the run's time that it may take; all that is left unless given
   */
  readonly enter: (stage: Stage, share?: number) => void;
  /** Ends the run from outside; only the first time counts. */
  readonly end: (kind: 'cancelled' | 'defect', why: string) => void;
  /** Waits for something, but no longer than the stage lasts. @throws RunEnded */
  readonly bounded: <T>(work: Promise<T>) => Promise<T>;
  /** Whether not even a report may be sent any more. */
  readonly isOver: () => boolean;
  /** All that has ended before its time, in order. */
  readonly endings: () => readonly Ending[];
  /** Lets go of the clocks. */
  readonly close: () => void;
}

export interface ClockOptions {
  readonly http: Http;
  /** For the whole run, in milliseconds. */
  readonly timeout: number;
}

/** No stage is given less, in milliseconds: a short `timeout` ends the run as a whole, not each stage a moment after its start. */
const MIN_BUDGET_MS = 10_000;

/** Of the run's time, what is kept for the review once the work's time is up; at most so many milliseconds. */
const RESERVED_SHARE = 0.2;
const MAX_RESERVED_MS = 120_000;

/**
 * How long a write that is under way at the end is waited for, in milliseconds, since its answer tells what it did. GitHub's
 * runner sends SIGTERM 7.5 s after SIGINT and kills 2.5 s later (https://github.com/actions/runner, `ProcessInvoker.cs`).
 */
const GRACE_MS = 2000;

/** Begins the run's time. It goes by real time, whatever the pace of an emulator. */
export function openClock({ http, timeout }: ClockOptions): RunClock {
  const work = new AbortController();
  setMaxListeners(0, work.signal);
  const endings: Ending[] = [];
  let stage: Stage = 'scan';
  let ends = openEnds();
  let budget: NodeJS.Timeout | undefined;
  let isOver = false;

  const note = (kind: Ending['kind'], why: string) => {
    endings.push({ kind, stage, why });
    return new RunEnded(why);
  };
  const endWork = (error: RunEnded) => {
    if (!work.signal.aborted) work.abort(error);
    if (stage !== 'review' || isOver) ends.abort(error, GRACE_MS);
  };
  const toldTime = minutes(timeout);
  const timeIsUp = `the run's time was up (timeout: ${toldTime})`;
  const atWorkEnd = setTimeout(
    () => {
      if (stage !== 'review') endWork(note('deadline', timeIsUp));
    },
    timeout - Math.min(timeout * RESERVED_SHARE, MAX_RESERVED_MS),
  );
  const atEnd = setTimeout(() => {
    isOver = true;
    endWork(endings.some(({ kind }) => kind === 'deadline') ? new RunEnded(timeIsUp) : note('deadline', timeIsUp));
  }, timeout);

  return {
    http: boundHttp(http, () => ends),
    signal: work.signal,
    enter: (next, share) => {
      stage = next;
      clearTimeout(budget);
      const entered = openEnds();
      ends = entered;
      if (isOver || (work.signal.aborted && next !== 'review')) {
        entered.abort(work.signal.reason, 0);
        return;
      }
      if (share === undefined) return;
      const time = Math.max(timeout * share, MIN_BUDGET_MS);
      budget = setTimeout(() => {
        entered.abort(note('budget', `the time of this stage was up (${minutes(time)}, a share of timeout)`), GRACE_MS);
      }, time);
    },
    end: (kind, why) => {
      if (isOver) return;
      isOver = true;
      endWork(note(kind, why));
    },
    bounded: async (promise) => {
      const { now } = ends;
      // Whoever stops waiting leaves nothing behind that nobody awaits.
      promise.catch(() => undefined);
      now.throwIfAborted();
      return Promise.race([promise, rejection(now)]);
    },
    isOver: () => isOver,
    endings: () => endings,
    close: () => {
      for (const timer of [atWorkEnd, atEnd, budget]) clearTimeout(timer);
    },
  };
}

/** The way out, bound to the end of the stage that the run is in. */
function boundHttp(http: Http, endsNow: () => Ends): Http {
  return {
    send: async (request) => {
      const { now, later } = endsNow();
      now.throwIfAborted();
      return http.send({ ...request, signal: either(isRead(request) ? now : later, request.signal) });
    },
    wait: async (milliseconds, signal) => {
      const { now } = endsNow();
      now.throwIfAborted();
      try {
        await http.wait(milliseconds, either(now, signal));
      } catch (error) {
        // Timers tell of the abort, not of its reason.
        if (!signal?.aborted) now.throwIfAborted();
        throw error;
      }
    },
    close: http.close,
  };
}

function minutes(milliseconds: number): string {
  const number = Math.round(milliseconds / 600) / 100;
  return `${number} ${number === 1 ? 'minute' : 'minutes'}`;
}

function isRead({ method }: HttpRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function either(end: AbortSignal, own: AbortSignal | undefined): AbortSignal {
  return own === undefined ? end : AbortSignal.any([own, end]);
}

/** The end of a stage. */
interface Ends {
  /** For what begins or only reads. */
  readonly now: AbortSignal;
  /** For writes that are under way. */
  readonly later: AbortSignal;
  /** @param grace for these, in milliseconds */
  readonly abort: (error: unknown, grace: number) => void;
}

function openEnds(): Ends {
  const [now, later] = [new AbortController(), new AbortController()];
  for (const { signal } of [now, later]) setMaxListeners(0, signal);
  return {
    now: now.signal,
    later: later.signal,
    abort: (error: unknown, grace: number) => {
      if (now.signal.aborted) return;
      now.abort(error);
      if (grace === 0) later.abort(error);
      else setTimeout(() => later.abort(error), grace).unref();
    },
  };
}

async function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
