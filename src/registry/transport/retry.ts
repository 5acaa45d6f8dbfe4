import { messageOf } from '../../base/errors.ts';
import { type Http, HttpFailure, type HttpRequest, type HttpResponse, RunEnded, retryAfter } from '../../io/http.ts';
import { type Asked, explain, explainNoAnswer, parseErrorAnswer } from './answer.ts';
import { readText } from './body.ts';
import { type NotServed, RegistryFailure } from './failure.ts';

/** One way to send that bears with what passes: throttling, a busy service, a lost connection. */
export interface RetryingSender {
  /**
   * Sends until there is an answer that is not worth another try: a success, a redirect, or a refusal for the caller to read.
   * @throws RegistryFailure where it stays throttled, busy, or without answer
   */
  readonly send: (request: HttpRequest, asked: Asked) => Promise<HttpResponse>;
}

interface Policy {
  /** How often it is tried in all. */
  readonly tries: number;
  /** Before the second try, in milliseconds; doubled each time. */
  readonly first: number;
}

/** By kind of reason; the source's throttling lasts longer than a run, so it is not tried often. */
const POLICIES: Readonly<Partial<Record<NotServed['kind'], Policy>>> = {
  throttled: { tries: 8, first: 1000 },
  'upstream-throttled': { tries: 3, first: 5000 },
  'upstream-failed': { tries: 3, first: 2000 },
  'registry-error': { tries: 4, first: 1000 },
  'not-reachable': { tries: 3, first: 1000 },
};

const TRANSIENT: ReadonlySet<number> = new Set([408, 424, 429, 500, 502, 503, 504]);
/** Milliseconds. Who asks for a longer wait is not waited for. */
const MAX_WAIT_MS = 120_000;

/** Makes the sender of one registry. Whoever is throttled holds up everybody: the limit is the registry's, not the request's. */
export function retryingSender(http: Http): RetryingSender {
  let pause: Promise<void> = Promise.resolve();
  return {
    send: async (request, asked) => {
      for (let tried = 1; ; tried += 1) {
        await orAborted(pause, request.signal);
        const outcome = await attempt(http, request, asked);
        if ('response' in outcome) return outcome.response;
        const { reason } = outcome;
        const policy = POLICIES[reason.kind];
        if (policy === undefined || tried >= policy.tries) throw new RegistryFailure(reason);
        const wait = outcome.wait ?? policy.first * 2 ** (tried - 1);
        if (wait > MAX_WAIT_MS) throw new RegistryFailure(withWait(reason, wait));
        const waited = http.wait(wait, request.signal).catch((cause: unknown) => {
          throw cause instanceof RunEnded ? stopped(cause) : new RegistryFailure(reason, { cause });
        });
        if (reason.kind === 'throttled') pause = waited.catch(() => undefined);
        await waited;
      }
    },
  };
}

type Outcome = { readonly response: HttpResponse } | { readonly reason: NotServed; readonly wait: number | undefined };

async function attempt(http: Http, request: HttpRequest, asked: Asked): Promise<Outcome> {
  try {
    const response = await http.send(request);
    if (!TRANSIENT.has(response.status)) return { response };
    const answer = parseErrorAnswer(response.status, await readText(response));
    return { reason: explain(answer, asked), wait: retryAfter(response.headers, Date.now()) };
  } catch (error) {
    if (request.signal?.aborted || !(error instanceof HttpFailure)) throw error;
    if (error instanceof RunEnded) throw stopped(error);
    return { reason: explainNoAnswer(error, asked), wait: undefined };
  }
}

function withWait(reason: NotServed, wait: number): NotServed {
  return { ...reason, message: `${reason.message} (it asks to come back in ${Math.ceil(wait / 60_000)} min)` };
}

/** The end of the run, as a reason for which something was not served. */
function stopped(cause: RunEnded): RegistryFailure {
  const remedy = 'run again; what is stored already costs next to nothing';
  return new RegistryFailure({ kind: 'stopped', message: cause.message, remedy }, { cause });
}

/** Waits for a promise that others wait for too, but no longer than the signal allows. @throws the signal's reason */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  // Whoever is aborted leaves the promise behind: that it is rejected later is not to be an error that nobody catches.
  promise.catch(() => undefined);
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error(messageOf(signal.reason)));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
