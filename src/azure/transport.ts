import { Buffer } from 'node:buffer';
import type {
  HttpClient,
  HttpHeaders,
  PipelineRequest,
  PipelineResponse,
  RawHttpHeaders,
} from '@azure/core-rest-pipeline';
import type { HttpRequest, HttpResponse } from '../io/http.ts';

/**
 * Lets the Azure SDKs talk over our way out, so that proxy, private CA, time limits and the emulator hold for them too.
 * @param send one exchange, with or without retry and token
 */
export function azureHttpClient(send: (request: HttpRequest) => Promise<HttpResponse>): HttpClient {
  return {
    sendRequest: async (request): Promise<PipelineResponse> => {
      const response = await send(httpRequest(request));
      return {
        request,
        status: response.status,
        headers: pipelineHeaders(response.headers),
        bodyAsText: await response.text(),
      };
    },
  };
}

function httpRequest(request: PipelineRequest): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.headers) headers[name.toLowerCase()] = value;
  // Nothing here decompresses.
  delete headers['accept-encoding'];
  const body = bodyOf(request);
  return {
    method: methodOf(request.method),
    url: request.url,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(request.abortSignal === undefined ? {} : { signal: realSignal(request.abortSignal) }),
    ...(request.timeout > 0 ? { headersTimeout: request.timeout } : {}),
  };
}

function methodOf(method: string): HttpRequest['method'] {
  switch (method) {
    case 'GET':
    case 'HEAD':
    case 'POST':
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
      return method;
    default:
      throw new TypeError(`the method ${method} is not one that Azure's SDKs send`);
  }
}

function bodyOf({ body }: PipelineRequest): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError('only text and bytes are sent to Azure');
}

type AbortSignalLike = NonNullable<PipelineRequest['abortSignal']>;

function realSignal(signal: AbortSignalLike): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

/** The headers of an answer as the SDKs' pipeline wants them. */
function pipelineHeaders(received: ReadonlyMap<string, string>): HttpHeaders {
  const headers = new Map(received);
  return {
    get: (name) => headers.get(name.toLowerCase()),
    has: (name) => headers.has(name.toLowerCase()),
    set: (name, value) => {
      headers.set(name.toLowerCase(), String(value));
    },
    delete: (name) => {
      headers.delete(name.toLowerCase());
    },
    toJSON: (): RawHttpHeaders => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers.entries(),
  };
}
