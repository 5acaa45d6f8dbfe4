import { field, isObject, stringField } from '../base/json.ts';
import type { HttpRequest } from '../io/http.ts';

/**
 * What a body lacks to be what Azure Resource Manager answers to a request of this product, by the request's path
 * (docs/azure-behaviour.md#rule-create); `undefined` where it lacks nothing. An answer that is none must never pass for an empty one.
 */
export function armLack(request: HttpRequest, body: unknown): string | undefined {
  const { pathname } = new URL(request.url);
  if (/\/(?:cacheRules|credentialSets|replications|resources)$/i.test(pathname)) return listLack(body, request.url);
  if (/\/operationStatuses\/[^/]+$/i.test(pathname)) {
    return stringField(body, 'status') === undefined ? 'it has no status' : undefined;
  }
  // What an operation came to may have no body.
  if (/\/operationResults\/[^/]+$/i.test(pathname)) return undefined;
  return request.method === 'DELETE' ? undefined : resourceLack(body);
}

function listLack(body: unknown, url: string): string | undefined {
  const items = field(body, 'value');
  if (!Array.isArray(items)) return 'it has no list "value"';
  const lack = items.map(namedLack).find((each) => each !== undefined);
  if (lack !== undefined) return `an entry of the list is none: ${lack}`;
  const next = field(body, 'nextLink');
  if (next === undefined || next === null || next === '') return undefined;
  if (typeof next !== 'string' || !URL.canParse(next)) return 'its next link is none';
  return next === url ? 'its next link is itself' : undefined;
}

function resourceLack(body: unknown): string | undefined {
  return namedLack(body) ?? (isObject(field(body, 'properties')) ? undefined : 'it has no properties');
}

function namedLack(item: unknown): string | undefined {
  if (!isObject(item)) return 'it is no JSON object';
  return stringField(item, 'name') === undefined ? 'it has no name' : undefined;
}
