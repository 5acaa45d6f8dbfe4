import { withoutQuery } from '../base/url.ts';
import type { Cloud } from '../clouds.ts';
import { type Http, HttpFailure, type HttpRequest, type HttpResponse, retryAfter } from '../http.ts';
import type { Tokens } from './credential.ts';

/** Sends a request to Azure Resource Manager, with a token and with patience. */
export type ArmSend = (request: HttpRequest) => Promise<HttpResponse>;

/** Attempts at one request, the first included. */
const ATTEMPTS = 5;
/** A server that wants us to wait longer than this gets no further attempt. Milliseconds. */
const LONGEST_WAIT = 60_000;

/**
 * Signs each attempt itself, so that one after an expired token has a new token, and tries again where that can't
 * repeat an effect: any request after 429, a read also after a lost connection or a server's error.
 * The answer after the last attempt is given as it is.
 */
export function armSender(http: Http, tokens: Tokens, cloud: Cloud): ArmSend {
  const arm = new URL(cloud.armEndpoint).host;
  return async (request) => {
    // A link from an answer (next page, operation) must not carry the token elsewhere.
    const { host, protocol } = new URL(request.url);
    if (protocol !== 'https:' || (host !== arm && !host.endsWith(`.${arm}`))) {
      throw new HttpFailure(`${withoutQuery(request.url)} is not on ${arm}: not asked`, {});
    }
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const token = await tokens.token(cloud.armScope);
      const outcome = await attemptOnce(http, request, token);
      if (outcome instanceof HttpFailure) {
        if (attempt === ATTEMPTS || !isRead(request)) throw outcome;
        await http.wait(backOff(attempt), request.signal);
        continue;
      }
      if (outcome.status === 401 && !renewed) {
        await outcome.discard();
        tokens.renew(token);
        renewed = true;
        continue;
      }
      const pause = pauseAfter(outcome, request, attempt);
      if (pause === undefined) return outcome;
      await outcome.discard();
      await http.wait(pause, request.signal);
    }
  };
}

async function attemptOnce(http: Http, request: HttpRequest, token: string): Promise<HttpResponse | HttpFailure> {
  try {
    return await http.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  } catch (error) {
    if (error instanceof HttpFailure) return error;
    throw error;
  }
}

/** How long to wait before the next attempt, in milliseconds; `undefined` where this answer is the one to give. */
function pauseAfter(response: HttpResponse, request: HttpRequest, attempt: number): number | undefined {
  const { status } = response;
  const passing = status === 429 || (isRead(request) && (status === 408 || status >= 500));
  if (!passing || attempt === ATTEMPTS) return undefined;
  const pause = retryAfter(response.headers, Date.now()) ?? backOff(attempt);
  return pause > LONGEST_WAIT ? undefined : pause;
}

function isRead({ method }: HttpRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function backOff(attempt: number): number {
  return 1000 * 2 ** (attempt - 1);
}
