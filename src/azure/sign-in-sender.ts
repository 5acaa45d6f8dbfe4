import { isObject, parseJson, stringField } from '../base/json.ts';
import { withoutQuery } from '../base/url.ts';
import { type Http, HttpFailure, type HttpRequest, type HttpResponse, RunEnded, retryAfter } from '../io/http.ts';

/**
 * How the identity library's requests are sent: again where an answer was lost, is a passing trouble of the service, or is none;
 * never where Entra refuses. The library's own retries are switched off (`maxRetries: 0`): they know nothing of connections that
 * are lost in other words than Node's own, of answers that are none, nor of the run's end, and would multiply with these.
 */

/** Attempts at one request, the first included. */
const MAX_ATTEMPTS = 5;
/** Who asks for a longer wait gets no further attempt. Milliseconds. */
const MAX_WAIT_MS = 30_000;
/** Until the headers of one answer are there. Milliseconds. */
const HEADERS_TIMEOUT_MS = 30_000;

/**
 * @param authorityHost where Entra is; of other endpoints (of managed identities) only the status is known
 * @param onLost is told why Entra gave no answer in the end: the library says no more than that there was an error
 */
export function signInSender(
  http: Http,
  authorityHost: string,
  onLost: (why: string) => void,
): (request: HttpRequest) => Promise<HttpResponse> {
  const authority = new URL(authorityHost).host;
  const send = patientSender(http, authority);
  return async (request) => {
    try {
      return await send(request);
    } catch (error) {
      if (error instanceof HttpFailure && new URL(request.url).host === authority) onLost(error.message);
      throw error;
    }
  };
}

function patientSender(http: Http, authority: string): (request: HttpRequest) => Promise<HttpResponse> {
  return async (request) => {
    const { host } = new URL(request.url);
    const kind = host === authority ? 'entra' : isProbe(request) ? 'probe' : 'identity-endpoint';
    for (let attempt = 1; ; attempt++) {
      const outcome = await attemptOnce(http, request, kind);
      if (outcome.state === 'done') return outcome.response;
      if (outcome.state === 'lasting') return outcome.last();
      const pause = outcome.pause ?? 1000 * 2 ** (attempt - 1);
      if (kind === 'probe' || attempt === MAX_ATTEMPTS || pause > MAX_WAIT_MS) return outcome.last();
      await http.wait(pause, request.signal);
    }
  };
}

/** The library finds out by a request without this header whether there is a machine's identity at all: no answer is its answer. */
function isProbe({ url, headers }: HttpRequest): boolean {
  return new URL(url).protocol === 'http:' && headers?.metadata === undefined && headers?.secret === undefined;
}

type Attempt =
  | { readonly state: 'done'; readonly response: HttpResponse }
  /** Another attempt would come to the same. */
  | { readonly state: 'lasting'; readonly last: () => HttpResponse }
  | {
      readonly state: 'passing';
      /** Milliseconds that the service asks to wait. */
      readonly pause?: number | undefined;
      /** What this attempt came to, where it is the last. @throws HttpFailure where it came to nothing */
      readonly last: () => HttpResponse;
    };

type Kind = 'entra' | 'probe' | 'identity-endpoint';

async function attemptOnce(http: Http, request: HttpRequest, kind: Kind): Promise<Attempt> {
  const answer = await wholeAnswer(http, request);
  if (answer instanceof HttpFailure) {
    return {
      state: answer.isUntrusted ? 'lasting' : 'passing',
      last: () => {
        throw answer;
      },
    };
  }
  const { response, text } = answer;
  const last = () => orNone(response, request, text, kind);
  if (isPassing(response.status, text, kind)) {
    return { state: 'passing', pause: retryAfter(response.headers, Date.now()), last };
  }
  const isSuccess = response.status >= 200 && response.status < 300;
  const isTriedAgain = kind === 'entra' && isSuccess && !isAnswer(request, response.status, text);
  return isTriedAgain ? { state: 'passing', last } : { state: 'done', response: last() };
}

async function wholeAnswer(
  http: Http,
  request: HttpRequest,
): Promise<{ readonly response: HttpResponse; readonly text: string } | HttpFailure> {
  try {
    const response = await http.send({ headersTimeout: HEADERS_TIMEOUT_MS, ...request });
    const text = await response.text();
    return { response: { ...response, text: async () => text }, text };
  } catch (error) {
    if (!(error instanceof HttpFailure) || error instanceof RunEnded || request.signal?.aborted) throw error;
    return error;
  }
}

/** The answer, but for one that the library would stumble over. */
function orNone(response: HttpResponse, request: HttpRequest, text: string, kind: Kind): HttpResponse {
  if (kind !== 'entra' || isAnswer(request, response.status, text)) return response;
  throw new HttpFailure(
    `${request.method} ${withoutQuery(request.url)}: HTTP ${response.status} with a body that is no answer of Entra`,
    {},
  );
}

/** Entra's answers are objects: a token, the tenant's endpoints, or an error with its code. */
function isAnswer({ method }: HttpRequest, status: number, text: string): boolean {
  const body = parseJson(text);
  if (!isObject(body)) return false;
  if (status >= 400) return stringField(body, 'error') !== undefined;
  return method !== 'POST' || Boolean(stringField(body, 'access_token'));
}

/**
 * Entra says by a code that it is a passing trouble (https://learn.microsoft.com/entra/identity-platform/reference-error-codes);
 * a machine's identity endpoint may not be up yet (404 and 410,
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling).
 */
function isPassing(status: number, text: string, kind: Kind): boolean {
  if (status === 408 || status === 429 || status >= 500) return true;
  if (kind === 'identity-endpoint') return status === 404 || status === 410;
  return (
    status >= 400 && ['temporarily_unavailable', 'server_error'].includes(stringField(parseJson(text), 'error') ?? '')
  );
}
