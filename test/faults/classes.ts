import { field, parseJson } from '../../src/base/json.ts';
import type { ServiceRequest } from '../../src/emulator/exchange.ts';

/** The stage of the product that needs a request's answer. */
export type Stage = 'sign-in' | 'plan' | 'ensure' | 'warm' | 'gate' | 'review';

/**
 * Says which class a request belongs to: by method, service and kind of resource, page and step, whatever the names in it.
 * Of one run, since the step depends on what came before.
 */
export function classifier(): (request: ServiceRequest) => string {
  let hasWritten = false;
  return (request) => {
    if (request.service === 'arm' && request.method === 'PUT') hasWritten = true;
    const step =
      request.service === 'arm' && /\/cacheRules$/i.test(request.path) && hasWritten ? ' after the writes' : '';
    return `${request.method} ${request.service} ${kindOf(request)}${step}${pageOf(request)}`;
  };
}

function kindOf(request: ServiceRequest): string {
  const path = decodeURIComponent(request.path);
  switch (request.service) {
    case 'oidc':
      return 'token';
    case 'entra':
      return `token for ${formField(request, 'scope').includes('containerregistry') ? 'the registry' : 'Resource Manager'}`;
    case 'arm':
      return armKind(path);
    case 'resource-graph':
      return / has "/.test(textAt(parseJson(request.body.toString('utf8')), 'query')) ? 'findings' : 'visibility';
    case 'registry':
      return registryKind(path, request);
    case 'storage':
      return 'blob';
    case 'github':
      if (path === '/graphql')
        return `graphql ${/^\w+ (\w+)/.exec(graphqlText(request, 'query'))?.[1] ?? ''}`.trimEnd();
      return path
        .replace(/^\/repos\/[^/]+\/[^/]+\//, '')
        .replace(/\/\d+/, '/<n>')
        .replace(/\/[0-9a-f]{40}/, '/<sha>');
  }
}

function graphqlText({ body }: ServiceRequest, ...path: readonly string[]): string {
  return textAt(parseJson(body.toString('utf8')), ...path);
}

function armKind(path: string): string {
  const inRegistry = /\/registries\/[^/]+(?:\/(.*))?$/i.exec(path);
  if (inRegistry === null) return path.replace(/^\/subscriptions\/[^/]+\//i, '');
  return (inRegistry[1] ?? 'registry')
    .replace(/^(cacheRules)\/[^/]+/i, '$1/<rule>')
    .replace(/(operationStatuses)\/.*/i, '$1');
}

function registryKind(path: string, request: ServiceRequest): string {
  if (path === '/oauth2/token') return `token to ${formField(request, 'scope').split(':').at(-1)}`;
  if (path === '/oauth2/exchange') return 'exchange';
  if (path === '/v2/') return 'v2/';
  const reference = path.includes('sha256:') ? '<digest>' : '<tag>';
  const kind = /\/(manifests|blobs|referrers|_manifests|tags\/list)(?:\/[^/]+)?$/.exec(path)?.[1] ?? path;
  return kind === 'tags/list' ? kind : `${kind}/${reference}`;
}

function pageOf({ query, body, service }: ServiceRequest): string {
  const next =
    query.has('$skipToken') ||
    Number(query.get('page') ?? 1) > 1 ||
    (service === 'github' && textAt(parseJson(body.toString('utf8')), 'variables', 'threads') !== '') ||
    (service === 'resource-graph' && textAt(parseJson(body.toString('utf8')), 'options', '$skipToken') !== '');
  return next ? ' (next page)' : '';
}

function formField({ body }: ServiceRequest, name: string): string {
  return new URLSearchParams(body.toString('utf8')).get(name) ?? '';
}

function textAt(value: unknown, ...path: readonly string[]): string {
  const found = field(value, ...path);
  return typeof found === 'string' ? found : '';
}
