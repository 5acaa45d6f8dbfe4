import { field, parseJson } from '../base/json.ts';
import type { Service, ServiceRequest } from './exchange.ts';
import type { Tokens } from './tokens.ts';

/** What is kept of a request: enough to pin it in a test, and no secret. */
export interface LoggedRequest {
  readonly number: number;
  readonly service: Service;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Names only: values may be signatures. */
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as it was sent; of a form the names, with the values that are no secret. */
  readonly body: unknown;
  /** `none`, `basic`, `unknown`, or what the bearer token is for. */
  readonly authorization: string;
  /** Of the answer; absent where the connection ended without one. */
  readonly status?: number;
}

const KEPT_HEADERS = ['accept', 'content-type', 'range', 'if-none-match', 'x-github-api-version'];
/** Of the forms that Entra and the registry take. */
const OPEN_FIELDS: ReadonlySet<string> = new Set(['grant_type', 'scope', 'service', 'client_id', 'tenant']);

export function logged(request: ServiceRequest, tokens: Tokens): LoggedRequest {
  const { number, service, host, method, path, query, headers } = request;
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    number,
    service,
    host,
    method,
    path,
    query: [...query.keys()],
    headers: Object.fromEntries(kept),
    body: loggedBody(request),
    authorization: authorizationKind(headers.get('authorization'), tokens),
  };
}

function loggedBody({ body, headers }: ServiceRequest): unknown {
  if (body.length === 0) return undefined;
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return parseJson(body.toString('utf8'));
  if (!type.startsWith('application/x-www-form-urlencoded')) return `${body.length} bytes`;
  const form = [...new URLSearchParams(body.toString('utf8'))];
  return Object.fromEntries(form.map(([name, value]) => [name, OPEN_FIELDS.has(name) ? value : '…']));
}

function authorizationKind(header: string | undefined, tokens: Tokens): string {
  if (header === undefined) return 'none';
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() === 'basic') return 'basic';
  const purpose = tokens.purposeOf(value);
  if (purpose === undefined) return 'unknown';
  return purpose.kind === 'entra' ? purpose.audience : purpose.kind;
}

/**
 * One line for a request, the same in every run: ids, signatures and the subscription's path are left out.
 * `PUT arm cacheRules/nginx-1a2b`, `GET registry library/nginx/manifests/1.27`.
 */
export function normalised({ method, service, path, body, query }: LoggedRequest): string {
  return `${method} ${service} ${normalisedPath(service, decodeURIComponent(path), body, query)}`.trimEnd();
}

function normalisedPath(service: Service, path: string, body: unknown, query: readonly string[]): string {
  switch (service) {
    case 'arm':
      return armPath(path, query);
    case 'entra':
      return path.endsWith('/token') ? `token ${textAt(body, 'scope')}`.trimEnd() : 'discovery';
    case 'oidc':
      return 'token';
    case 'resource-graph':
      return 'query';
    case 'registry':
      return registryPath(path, body);
    case 'storage':
      return path.replace(/^.*\/sha256\/[0-9a-f]{2}\/([0-9a-f]{12})[0-9a-f]*\/data$/, 'sha256:$1');
    case 'github':
      if (path.endsWith('/graphql')) return `graphql ${operationOf(body)}`.trimEnd();
      return path.replace(/^\/(?:api\/v3\/)?(?:api\/)?(?:repos\/[^/]+\/[^/]+\/)?/, '');
  }
}

/** The name that the client gave its GraphQL operation. */
function operationOf(body: unknown): string {
  return /^\s*(?:query|mutation)\s+(\w+)/.exec(textAt(body, 'query'))?.[1] ?? '';
}

function armPath(path: string, query: readonly string[]): string {
  const inRegistry = /\/registries\/[^/]+(?:\/(.*))?$/i.exec(path);
  const page = query.includes('$skipToken') ? ' (next page)' : '';
  if (inRegistry !== null) {
    return `${(inRegistry[1] ?? 'registry').replace(/operationStatuses\/.*/i, 'operationStatuses')}${page}`;
  }
  return path
    .replace(/^\/subscriptions\/[^/]+\//i, '')
    .replace(/^providers\/.*operationResults\/.*/i, 'operationResults');
}

function registryPath(path: string, body: unknown): string {
  if (path === '/oauth2/token') return `token ${textAt(body, 'scope')}`.trimEnd();
  return path
    .replace(/^\/(?:v2|oauth2)\/(.)/, '$1')
    .replace(/^\//, '')
    .replace(/sha256:([0-9a-f]{12})[0-9a-f]+/g, 'sha256:$1');
}

function textAt(body: unknown, name: string): string {
  const value = field(body, name);
  return typeof value === 'string' ? value : '';
}
