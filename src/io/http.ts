import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { withoutQuery } from '../base/url.ts';

/**
 * The one way in which this product talks: proxy and private CA as the environment says, time limits, no redirect
 * followed unasked, no query string (signed URLs) in an error.
 */
export interface Http {
  /** One exchange, without retry. Rejects with {@link HttpFailure} where no answer came, and with the signal's reason where that ended it. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  /** Waits; shortened by the emulator's pace, so that minutes of polling can be tested in seconds. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** Until the headers of the answer are there. Milliseconds; 60,000 unless given. */
  readonly headersTimeout?: number;
  /** Between two pieces of the body. Milliseconds; 60,000 unless given. */
  readonly bodyTimeout?: number;
  /** The body is large and read as it comes: no limit on the whole, and who reads it sees to it that it gets on. */
  readonly streamed?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** By lower-case name; several of one name are joined with `, `. */
  readonly headers: ReadonlyMap<string, string>;
  /** Must be read to its end, or discarded. */
  readonly body: Readable;
  /** @throws HttpFailure where the body breaks off, trickles, or is larger than any answer of the services in use */
  readonly text: () => Promise<string>;
  /** @throws HttpFailure where the body is not JSON */
  readonly json: () => Promise<unknown>;
  /** Lets go of a body that does not matter, not even where it breaks off. */
  readonly discard: () => Promise<void>;
}

/** No usable answer: the connection failed, timed out, was cut, or the body is not what it must be. */
export class HttpFailure extends Error {
  override readonly name: string = 'HttpFailure';
  /** A system or library code such as `ECONNREFUSED`, where there is one. */
  readonly code: string | undefined;

  constructor(message: string, options: { readonly code?: string | undefined; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }

  /** Whether the other side's certificate does not hold: then another try would come to the same. */
  get isUntrusted(): boolean {
    return this.code !== undefined && UNTRUSTED_CERTIFICATE.test(this.code);
  }
}

/** What OpenSSL and Node call it (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const UNTRUSTED_CERTIFICATE = /CERT|UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/;

/**
 * Nothing was asked, or no answer waited for, because the run or its stage is at its end (src/io/run-clock.ts). It is a failure
 * like any other to whoever asked, so that each has an outcome of its own; only trying again is of no use.
 */
export class RunEnded extends HttpFailure {
  override readonly name = 'RunEnded';

  /** @param why a clause for people: `the run was cancelled` */
  constructor(why: string) {
    super(why, {});
  }
}

/** What the environment says about the way out. */
export interface HttpEnvironment {
  /** Everything is sent to this port of 127.0.0.1 instead, for the emulator: loopback by construction. */
  readonly emulatorPort?: number;
  /** By how much waits are shortened; only with an emulator. */
  readonly pace?: number;
}

/** Reads `ACR_ARTIFACT_CACHE_EMULATOR_PORT` and `…_PACE`; proxy variables and `NODE_EXTRA_CA_CERTS` are read by the libraries. */
export function httpEnvironment(env: Readonly<Record<string, string | undefined>>): HttpEnvironment {
  const port = Number(env.ACR_ARTIFACT_CACHE_EMULATOR_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return {};
  const pace = Number(env.ACR_ARTIFACT_CACHE_EMULATOR_PACE ?? '1');
  return { emulatorPort: port, pace: Number.isFinite(pace) ? Math.max(pace, 1) : 1 };
}

const DEFAULT_TIMEOUT_MS = 60_000;
/** A whole exchange, body and all, unless it is streamed: a body that trickles ends here. Milliseconds. */
const WHOLE_TIMEOUT_MS = 120_000;
/** More than any answer but a blob has: a page of a hundred changed files, a file of a pull request in base64. Bytes. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;
/** With an emulator time limits are shortened as waits are, but never below what a busy machine needs. Milliseconds. */
const MIN_TIMEOUT_MS = 5000;

/** Opens the way out. undici is loaded at the first request: a run that needs no network does not pay for it. */
export function openHttp(environment: HttpEnvironment): Http {
  let loaded: Promise<{ request: typeof import('undici').request; dispatcher: Dispatcher }> | undefined;
  const pace = environment.pace ?? 1;
  const limit = (milliseconds: number) => (pace === 1 ? milliseconds : Math.max(milliseconds / pace, MIN_TIMEOUT_MS));
  return {
    send: async (request) => {
      loaded ??= load(environment);
      const undici = await loaded;
      return exchange(undici.request, undici.dispatcher, request, limit);
    },
    wait: async (milliseconds, signal) => {
      await delay(milliseconds / pace, undefined, signal === undefined ? {} : { signal });
    },
    close: async () => {
      // Not `close`, which waits for what nobody waits for any more.
      await (await loaded)?.dispatcher.destroy();
    },
  };
}

async function load({ emulatorPort }: HttpEnvironment) {
  const { Agent, buildConnector, EnvHttpProxyAgent, request } = await import('../sdk/undici.ts');
  const options = { allowH2: false, connections: 32, keepAliveTimeout: 10_000 };
  // The proxy's agent announces itself as experimental on every run: only who has a proxy gets it.
  if (emulatorPort === undefined) {
    return { request, dispatcher: hasProxy(process.env) ? new EnvHttpProxyAgent(options) : new Agent(options) };
  }
  const connect = buildConnector({});
  const dispatcher = new Agent({
    ...options,
    connect: (target, callback) => {
      // What is on this machine itself is no host that is played: charts that a test serves.
      if (target.hostname === '127.0.0.1') {
        connect(target, callback);
        return;
      }
      const servername = target.servername || target.hostname;
      connect({ ...target, servername, hostname: '127.0.0.1', port: String(emulatorPort) }, callback);
    },
  });
  return { request, dispatcher };
}

function hasProxy(env: Readonly<Record<string, string | undefined>>): boolean {
  return ['HTTP_PROXY', 'HTTPS_PROXY'].some((name) => Boolean(env[name] || env[name.toLowerCase()]));
}

async function exchange(
  request: typeof import('undici').request,
  dispatcher: Dispatcher,
  { method, url, headers, body, signal, headersTimeout, bodyTimeout, streamed }: HttpRequest,
  limit: (milliseconds: number) => number,
): Promise<HttpResponse> {
  const cut = cutter(signal, streamed ? undefined : limit(WHOLE_TIMEOUT_MS));
  try {
    const response = await request(url, {
      dispatcher,
      method,
      headersTimeout: limit(headersTimeout ?? DEFAULT_TIMEOUT_MS),
      bodyTimeout: limit(bodyTimeout ?? DEFAULT_TIMEOUT_MS),
      // undici closes the connection behind a HEAD, for servers that send a body: each would cost a connection of its own.
      ...(method === 'HEAD' ? { reset: false } : {}),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
      signal: cut.signal,
    });
    response.body.once('close', cut.release);
    const read = async () => {
      try {
        return await textOf(response.body);
      } catch (error) {
        throw cut.signal.reason instanceof RunEnded ? cut.signal.reason : failure(method, url, error);
      }
    };
    return {
      status: response.statusCode,
      headers: headerMap(response.headers),
      body: response.body,
      text: read,
      json: async () => parseJson(await read(), `${method} ${withoutQuery(url)}`),
      discard: async () => {
        await response.body.dump().catch(() => undefined);
      },
    };
  } catch (error) {
    cut.release();
    if (signal?.aborted) throw error;
    throw failure(method, url, error);
  }
}

/** What cuts an exchange off: the caller's signal, or the time that the whole may take. */
function cutter(signal: AbortSignal | undefined, wholeTimeout: number | undefined) {
  const cut = new AbortController();
  const stop = () => cut.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const clock =
    wholeTimeout === undefined
      ? undefined
      : setTimeout(() => cut.abort(new Error(`not whole within ${Math.round(wholeTimeout / 1000)} s`)), wholeTimeout);
  // An exchange is kept alive by its connection; a limit alone is no reason to.
  clock?.unref();
  return {
    signal: cut.signal,
    release: () => {
      clearTimeout(clock);
      signal?.removeEventListener('abort', stop);
    },
  };
}

/** The text of a body of bounded size. */
async function textOf(body: Readable): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    if (!(piece instanceof Uint8Array)) continue;
    size += piece.length;
    if (size > MAX_TEXT_BYTES) throw new Error(`the answer is larger than ${MAX_TEXT_BYTES} bytes`);
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

/** A {@link HttpFailure} that names the request, for whatever the library threw. */
function failure(method: string, url: string, error: unknown): HttpFailure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const reason = error instanceof Error ? error.message || code : String(error);
  return new HttpFailure(`${method} ${withoutQuery(url)}: ${reason}`, { code, cause: error });
}

function headerMap(headers: Readonly<Record<string, string | string[] | undefined>>): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpFailure(`${what}: the answer is not JSON`, { cause });
  }
}

/**
 * How long a server asks to wait: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3).
 * @returns milliseconds, or `undefined` where it does not say
 */
export function retryAfter(headers: ReadonlyMap<string, string>, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
