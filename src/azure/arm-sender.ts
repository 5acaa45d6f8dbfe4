import { isObject, parseJson } from '../base/json.ts';
import { withoutQuery } from '../base/url.ts';
import type { Cloud } from '../clouds.ts';
import { type Http, HttpFailure, type HttpRequest, type HttpResponse, RunEnded, retryAfter } from '../io/http.ts';
import type { Tokens } from './credential.ts';

/** Sends a request to Azure Resource Manager, with a token, and again where a fault passes; its answer has been read whole. */
export type ArmSend = (request: HttpRequest) => Promise<HttpResponse>;

/** What a body lacks to be the answer to a request; `undefined` where it is one. */
export type ArmShape = (request: HttpRequest, body: unknown) => string | undefined;

/** Attempts at one request, the first included. */
const MAX_ATTEMPTS = 5;
/** A server that wants us to wait longer than this gets no further attempt. Milliseconds. */
const MAX_WAIT_MS = 60_000;
/** Until the headers of one answer are there, in milliseconds: Azure Resource Manager itself gives up after a minute. */
const HEADERS_TIMEOUT_MS = 45_000;

/**
 * Signs each attempt itself, so that one after an expired token has a new token, and tries again where that can't
 * repeat an effect: any request after 429, a read also after a lost connection, a server's error, or an answer that is
 * none. The answer after the last attempt is given as it is, but for one that is none: that is a failure.
 * @param shape knows more of the bodies of successful answers than that they are objects
 */
export function armSender(http: Http, tokens: Tokens, cloud: Cloud, shape: ArmShape = () => undefined): ArmSend {
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
      const outcome = await attemptOnce(http, request, token, shape);
      if (outcome instanceof HttpFailure) {
        const isOver = attempt === MAX_ATTEMPTS || outcome instanceof RunEnded || outcome.isUntrusted;
        if (isOver || !isRead(request)) throw outcome;
        await http.wait(backOff(attempt), request.signal);
        continue;
      }
      if (outcome.status === 401 && !renewed) {
        tokens.renew(token);
        renewed = true;
        continue;
      }
      const pause = pauseAfter(outcome, request, attempt);
      if (pause === undefined) return outcome;
      await http.wait(pause, request.signal);
    }
  };
}

async function attemptOnce(
  http: Http,
  request: HttpRequest,
  token: string,
  shape: ArmShape,
): Promise<HttpResponse | HttpFailure> {
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  try {
    const response = await http.send({ headersTimeout: HEADERS_TIMEOUT_MS, ...request, headers });
    const isSuccess = response.status >= 200 && response.status < 300;
    // Of a refusal the status matters: its words may break off.
    const text = isSuccess ? await response.text() : await response.text().catch(orEnded);
    const lacks = isSuccess ? lacking(request, response.status, text, shape) : undefined;
    if (lacks !== undefined) {
      return new HttpFailure(`${request.method} ${withoutQuery(request.url)}: the answer is none: ${lacks}`, {});
    }
    return { ...response, text: async () => text, json: async () => parseJson(text) };
  } catch (error) {
    if (error instanceof HttpFailure) return error;
    throw error;
  }
}

function orEnded(error: unknown): string {
  if (error instanceof HttpFailure && !(error instanceof RunEnded)) return '';
  throw error;
}

/** What the body of a successful answer lacks. Every body of Azure Resource Manager is an object; some answers have none. */
function lacking(request: HttpRequest, status: number, text: string, shape: ArmShape): string | undefined {
  if (text === '') return status === 200 && isRead(request) ? shape(request, undefined) : undefined;
  const body = parseJson(text);
  if (body === undefined) return 'it is not JSON';
  return isObject(body) ? shape(request, body) : 'it is no JSON object';
}

/** How long to wait before the next attempt, in milliseconds; `undefined` where this answer is the one to give. */
function pauseAfter(response: HttpResponse, request: HttpRequest, attempt: number): number | undefined {
  const { status } = response;
  const passing = status === 429 || (isRead(request) && (status === 408 || status >= 500));
  if (!passing || attempt === MAX_ATTEMPTS) return undefined;
  const pause = retryAfter(response.headers, Date.now()) ?? backOff(attempt);
  return pause > MAX_WAIT_MS ? undefined : pause;
}

function isRead({ method }: HttpRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function backOff(attempt: number): number {
  return 1000 * 2 ** (attempt - 1);
}
