import { isObject, parseJson } from '../../base/json.ts';
import { type Http, HttpFailure, type HttpResponse, RunEnded } from '../../io/http.ts';
import { type Asked, explainNoAnswer } from './answer.ts';
import { readBytes } from './body.ts';
import { type NotServed, RegistryFailure } from './failure.ts';

/** An answer that came whole and is not what it must be: a page of a proxy, `null`, half of a JSON text. */
export class NoAnswer extends HttpFailure {
  override readonly name = 'NoAnswer';

  /** What to say in the end, where that is more than that it is none. */
  readonly reason: NotServed | undefined;

  /** @param lack a clause: `it is no JSON object` */
  constructor(lack: string, reason?: NotServed) {
    super(lack, {});
    this.reason = reason;
  }
}

/** Tries at an answer that breaks off or is none, the first included. */
const MAX_TRIES = 3;
/** Before the second try, in milliseconds; doubled each time. */
const FIRST_WAIT = 1000;

/**
 * Asks, and reads the answer; again where it breaks off or is none, since a registry's answer is a read or as good as one.
 * @param read throws {@link NoAnswer} for what is none, {@link HttpFailure} for what breaks off
 * @throws RegistryFailure `malformed` or `not-reachable` where it stays so; the signal's reason where it was given up
 */
export async function understood<T>(
  wait: Http['wait'],
  asked: Asked,
  signal: AbortSignal | undefined,
  ask: () => Promise<HttpResponse>,
  read: (response: HttpResponse) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const response = await ask();
    try {
      return await read(response);
    } catch (error) {
      // Who gave it up knows why.
      signal?.throwIfAborted();
      if (!(error instanceof HttpFailure)) throw error;
      if (tried === MAX_TRIES || error instanceof RunEnded)
        throw new RegistryFailure(reasonOf(error, asked), { cause: error });
      await wait(FIRST_WAIT * 2 ** (tried - 1), signal);
    }
  }
}

function reasonOf(error: HttpFailure, asked: Asked): NotServed {
  if (error instanceof RunEnded) return { kind: 'stopped', message: error.message, remedy: 'run again' };
  if (!(error instanceof NoAnswer)) return explainNoAnswer(error, asked);
  if (error.reason !== undefined) return error.reason;
  return {
    kind: 'malformed',
    message: `${asked.what}: the answer of ${asked.loginServer} is none: ${error.message}`,
    remedy:
      'run again; if it stays so, check that nothing in between (a proxy, a sign-in page) answers for the registry',
  };
}

/** The JSON object that a body of bounded size is. @throws NoAnswer where it is none */
export async function readObject(response: HttpResponse, limit: number): Promise<Readonly<Record<string, unknown>>> {
  return objectIn(new TextDecoder().decode(await readBytes(response, limit)));
}

/** The JSON object that a text is. @throws NoAnswer where it is none */
export function objectIn(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  if (value === undefined) throw new NoAnswer(text === '' ? 'it is empty' : 'it is not JSON');
  if (!isObject(value)) throw new NoAnswer('it is no JSON object');
  return value;
}
