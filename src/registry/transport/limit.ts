/** Runs a task as soon as there is room. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/** A limiter that lets at most so many tasks run at once; the others wait in order. */
export function limiter(most: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // The place is handed over rather than given back, so that nobody who comes now can take it first.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
