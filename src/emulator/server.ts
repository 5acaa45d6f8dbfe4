import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Certificate } from './certificate.ts';
import { jsonAnswer, type Service, type ServiceAnswer, type ServiceRequest, Violation } from './exchange.ts';
import { type FaultAnswer, spoiled } from './faults.ts';

/** The one TLS port: reads requests whole, asks who answers, and sends the answer as ordered. */

export interface Dispatch {
  readonly serviceOf: (host: string, path: string) => Service | undefined;
  /** What becomes of the request besides the service's answer. */
  readonly faultOf: (request: ServiceRequest) => FaultAnswer | undefined;
  readonly answer: (request: ServiceRequest) => ServiceAnswer | Promise<ServiceAnswer>;
  /** Ends the credential of a request. @returns the service's answer where its own would not show that */
  readonly expire: (request: ServiceRequest) => ServiceAnswer | undefined;
  /** Is told of each request with the status of its answer; `undefined` where there was none. */
  readonly onDone: (request: ServiceRequest, status: number | undefined) => Promise<void>;
  /** Is told of what no real service would get. */
  readonly onViolation: (message: string) => void;
}

export interface RunningServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens on 127.0.0.1. @param port 0 for any that is free */
export async function listen(
  { certificate, key }: Certificate,
  port: number,
  dispatch: Dispatch,
): Promise<RunningServer> {
  let count = 0;
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    count += 1;
    const number = count;
    void serve(dispatch, number, incoming, outgoing).catch((error: unknown) => {
      dispatch.onViolation(
        `request ${number}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      outgoing.destroy();
    });
  });
  // A client that goes away in mid-handshake is no event here.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: portOf(server), close: () => close(server) };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the emulator has no port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** What a fault answers in the service's stead; `undefined` where the service is asked. */
function givenBy(
  fault: FaultAnswer | undefined,
  request: ServiceRequest,
  dispatch: Dispatch,
): ServiceAnswer | undefined {
  switch (fault?.type) {
    case 'answer':
      return fault;
    case 'echo':
      return echoOf(request, fault.status);
    case 'expired-token':
      return dispatch.expire(request);
    default:
      return undefined;
  }
}

async function serve(
  dispatch: Dispatch,
  number: number,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  const request = requestOf(dispatch, number, incoming, body);
  if (typeof request === 'string') {
    dispatch.onViolation(request);
    return send(outgoing, refusal(request), undefined);
  }
  const fault = dispatch.faultOf(request);
  if (fault?.type === 'hang') return await dispatch.onDone(request, undefined);
  if (fault?.type === 'reset' && fault.when === 'before') {
    await dispatch.onDone(request, undefined);
    outgoing.destroy();
    return;
  }
  if (fault?.type === 'late') await delay(fault.milliseconds);
  const answer = givenBy(fault, request, dispatch) ?? (await answerOf(dispatch, request));
  if (fault?.type === 'reset') {
    await dispatch.onDone(request, undefined);
    outgoing.destroy();
    return;
  }
  await dispatch.onDone(request, answer.status);
  await send(outgoing, spoiled(answer, fault), fault);
}

async function answerOf(dispatch: Dispatch, request: ServiceRequest): Promise<ServiceAnswer> {
  try {
    return await dispatch.answer(request);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    dispatch.onViolation(`${request.method} ${request.host}${request.path}: ${error.message}`);
    return refusal(error.message);
  }
}

/** Any service's client finds the message in it. */
function echoOf(request: ServiceRequest, status: number): ServiceAnswer {
  const { method, host, path, query, headers, body } = request;
  const signed =
    'https://store.blob.core.windows.net/c/b?sv=2023-01-01&se=2026-12-01T00:00:00Z&sr=b&sig=S3cr3tS1gnature%3D';
  const sent = `authorization: ${headers.get('authorization') ?? ''}; ${body}`;
  const message = `refused, see ${signed}; you sent ${sent} to ${method} https://${host}${path}?${query}`;
  return jsonAnswer(status, {
    message,
    error: request.service === 'entra' ? 'invalid_request' : { code: 'Refused', message },
    error_description: `AADSTS900: ${message}`,
    errors: [{ code: 'REFUSED', message }],
  });
}

function refusal(message: string): ServiceAnswer {
  return jsonAnswer(501, { error: { code: 'EmulatorRefused', message: `emulator refused: ${message}` } });
}

/** Larger bodies have no place in any request of this product. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of incoming) {
    if (!Buffer.isBuffer(piece)) continue;
    length += piece.length;
    if (length > MAX_BODY_BYTES) throw new Error('the body is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The request, or why no service gets it. */
function requestOf(
  dispatch: Dispatch,
  number: number,
  incoming: IncomingMessage,
  body: Buffer,
): ServiceRequest | string {
  const authority = incoming.headers.host ?? '';
  const method = incoming.method ?? '';
  if (!URL.canParse(`https://${authority}${incoming.url ?? ''}`)) return `${method} with host "${authority}"`;
  const url = new URL(`https://${authority}${incoming.url ?? ''}`);
  const host = url.hostname;
  const name = serverNameOf(incoming);
  if (name !== undefined && name !== host) return `${method} ${host}: TLS was opened for ${name}`;
  const service = dispatch.serviceOf(host, url.pathname);
  if (service === undefined) return `${method} ${host}${url.pathname}: no host that the emulator plays`;
  const headers = new Map<string, string>();
  for (const [header, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(header, Array.isArray(value) ? value.join(', ') : value);
  }
  return { number, service, host, authority, method, path: url.pathname, query: url.searchParams, headers, body };
}

/** The name in the TLS handshake; an address has none. */
function serverNameOf({ socket }: IncomingMessage): string | undefined {
  if (!('servername' in socket)) return undefined;
  const { servername } = socket;
  return typeof servername === 'string' && servername !== '' ? servername : undefined;
}

async function send(outgoing: ServerResponse, answer: ServiceAnswer, fault: FaultAnswer | undefined): Promise<void> {
  const body = Buffer.from(answer.body ?? '');
  const lengths = answer.headers?.['content-length'] === undefined ? { 'content-length': String(body.length) } : {};
  outgoing.writeHead(answer.status, { ...lengths, ...answer.headers });
  // A client may end the exchange at any time.
  outgoing.on('error', () => undefined);
  const cut =
    fault?.type === 'truncate' ? (fault.bytes === 'half' ? Math.floor(body.length / 2) : fault.bytes) : undefined;
  if (cut !== undefined && cut < body.length) {
    outgoing.write(body.subarray(0, cut), () => outgoing.destroy());
    return;
  }
  if (fault?.type === 'slow') {
    for (let start = 0; start < body.length && !outgoing.destroyed; start += fault.bytes) {
      outgoing.write(body.subarray(start, start + fault.bytes));
      await delay(fault.everyMilliseconds);
    }
    if (outgoing.destroyed) return;
    outgoing.end();
  } else outgoing.end(body);
  answer.onSent?.();
}
