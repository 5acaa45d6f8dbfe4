import { defectText } from '../base/errors.ts';
import { type Http, httpEnvironment, openHttp } from './http.ts';
import { openClock, type RunClock } from './run-clock.ts';

/** What a process has around a run, whoever started it: its way out, its time, and what may end it from outside. */
export interface Surroundings {
  readonly http: Http;
  readonly clock: RunClock;
  readonly emulated: boolean;
  /** The signal that cancelled the run, once one has. */
  readonly cancelledBy: () => 'SIGINT' | 'SIGTERM' | undefined;
  readonly close: () => Promise<void>;
}

/** Signals that are told of and borne; the one after them ends the process at once. */
const SIGNALS_BORNE = 2;
/** By convention a process that a signal has ended exits with 128 and its number. */
export const SIGNAL_STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/** How long reporting may take after each kind of end, in milliseconds; within what the runner leaves after a cancel. */
const REPORTING = { cancelled: 6000, defect: 15_000, deadline: 15_000 } as const;

export interface SurroundingsOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For the run, in milliseconds. */
  readonly timeout: number;
  /** Whether a signal ends the run rather than the process: where there is something to report. */
  readonly handlesSignals: boolean;
  /** The last resort, where a run does not come to its report: says so at once, without waiting for anything. */
  readonly giveUp: (why: string) => void;
}

/** Whether the emulator plays the services, as the environment says. */
export function isEmulated(env: Readonly<Record<string, string | undefined>>): boolean {
  return httpEnvironment(env).emulatorPort !== undefined;
}

/** Opens them. To be called once in a process, and closed when the report is out. */
export function openSurroundings({ env, timeout, handlesSignals, giveUp }: SurroundingsOptions): Surroundings {
  const environment = httpEnvironment(env);
  const clock = openClock({ http: openHttp(environment), timeout });
  let isClosed = false;
  const lastResort = (why: string) => {
    if (isClosed) return;
    isClosed = true;
    giveUp(`${why}, and it did not come to its report`);
    process.exit(1);
  };
  const lastResortAfter = (milliseconds: number, why: string) => {
    setTimeout(() => lastResort(why), milliseconds).unref();
  };
  lastResortAfter(timeout + REPORTING.deadline, "the run's time was up");
  // Where nothing is left to wait for Node ends with success, whatever was still to be done.
  if (handlesSignals) process.once('exit', () => lastResort('the run waited for something that never comes'));
  let received = 0;
  let cancelledBy: 'SIGINT' | 'SIGTERM' | undefined;
  const cancel = (signal: 'SIGINT' | 'SIGTERM') => {
    received += 1;
    if (received > SIGNALS_BORNE) {
      isClosed = true;
      process.exit(SIGNAL_STATUS[signal]);
    }
    cancelledBy ??= signal;
    const why = `the run was cancelled (${signal})`;
    clock.end('cancelled', why);
    if (received === 1) lastResortAfter(REPORTING.cancelled, why);
  };
  const onSignal = { SIGINT: () => cancel('SIGINT'), SIGTERM: () => cancel('SIGTERM') } as const;
  const onDefect = (error: unknown) => {
    const why = defectText(error);
    if (isClosed) giveUp(why);
    else {
      clock.end('defect', why);
      lastResortAfter(REPORTING.defect, why);
    }
  };
  if (handlesSignals) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal[signal]);
  // Whatever nobody caught ends the run, which then reports as at any other end.
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) process.on(event, onDefect);
  return {
    http: clock.http,
    clock,
    emulated: environment.emulatorPort !== undefined,
    cancelledBy: () => cancelledBy,
    close: async () => {
      isClosed = true;
      clock.close();
      await clock.http.close();
    },
  };
}
