/** One request as the services of the emulator see it, and the answers they give. */

/** The services that share the emulator's port. */
export type Service = 'entra' | 'oidc' | 'arm' | 'resource-graph' | 'registry' | 'storage' | 'github';

export interface ServiceRequest {
  /** Its place in the order of arrival, from 1. */
  readonly number: number;
  readonly service: Service;
  /** Host without port, lower case. */
  readonly host: string;
  /** The `Host` header: with a port where the client gave one. */
  readonly authority: string;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Is told when the last byte of the body has been handed to the connection, and never if it was cut. */
  readonly onSent?: () => void;
}

/**
 * A request that the real service has no place for, or that a careful client never sends. It is answered with 501
 * (which no client of Azure retries) and recorded; tests assert that there are none.
 */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** An answer whose body is JSON. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): ServiceAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** The JSON of a request's body. @throws Violation where it is none, or is not declared as such */
export function jsonBody(request: ServiceRequest): unknown {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json')) {
    throw new Violation(`the body is not declared as JSON but as "${request.headers.get('content-type') ?? ''}"`);
  }
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new Violation('the body is not JSON');
  }
}

/** The fields of a form. @throws Violation where the body is not declared as one */
export function formBody(request: ServiceRequest): URLSearchParams {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    throw new Violation('the body is not declared as a form');
  }
  return new URLSearchParams(request.body.toString('utf8'));
}

/** Refuses query parameters that the service doesn't know. @throws Violation */
export function onlyQuery(request: ServiceRequest, ...known: readonly string[]): void {
  const unknown = [...request.query.keys()].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Violation(`unknown query parameter ${unknown.join(', ')}`);
}

/** The token of `Authorization: Bearer …`. */
export function bearerOf(request: ServiceRequest): string | undefined {
  return /^bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}
