/** The emulator's time: the machine's, moved on by hand where a test needs it later. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Moves time on. Milliseconds. */
  readonly advance: (milliseconds: number) => void;
  /** A moment later than every one given before, as the service writes it (seven digits of a second). */
  readonly stamp: () => string;
  /** Now, as GitHub writes it: whole seconds. */
  readonly seconds: () => string;
}

export function openClock(): Clock {
  let offset = 0;
  let last = 0;
  const now = () => Date.now() + offset;
  return {
    now,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    seconds: () => new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    stamp: () => {
      last = Math.max(now(), last + 1);
      return new Date(last).toISOString().replace('Z', '0000+00:00');
    },
  };
}
