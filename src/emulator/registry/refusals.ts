import { jsonAnswer, type ServiceAnswer } from '../exchange.ts';

/**
 * Errors of the data plane in the service's own words (docs/azure-behaviour.md#pull-errors,
 * docs/azure-behaviour.md#unauthorized-body), in the distribution specification's shape. Statuses other than 401
 * (challenge) and 424 are the specification's, not recorded.
 */

export function registryError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  detail?: unknown,
): ServiceAnswer {
  const error = { code, message, ...(detail === undefined ? {} : { detail }) };
  return jsonAnswer(status, { errors: [error] }, headers);
}

const CORRELATION = 'CorrelationId: 00000000-0000-0000-0000-000000000000';
const LEARN_MORE = 'For more information, please visit https://aka.ms/acr/cache';

export const REGISTRY_REFUSALS = {
  nameUnknown: (repository: string) =>
    registryError(404, 'NAME_UNKNOWN', `repository "${repository}" is not found`, {}, { name: repository }),
  manifestUnknown: (reference: string) =>
    registryError(404, 'MANIFEST_UNKNOWN', `manifest tagged by "${reference}" is not found`),
  /** The code is one of the distribution specification's kind; not recorded. */
  tagUnknown: (tag: string) => registryError(404, 'TAG_UNKNOWN', `the specified tag does not exist`, {}, { Name: tag }),
  blobUnknown: (digest: string) => registryError(404, 'BLOB_UNKNOWN', `blob ${digest} is not found`),
  /** Azure/acr PR 764. */
  notAccepted: (kind: string) =>
    registryError(404, 'MANIFEST_UNKNOWN', `${kind} found, but accept header does not support ${kind}s`),
  /** Azure/acr#754. */
  upstreamThrottled: (rule: string) =>
    registryError(
      429,
      'TOOMANYREQUESTS',
      `too many requests to source registry for cache rule '${rule}'. ${CORRELATION}.`,
      { 'retry-after': '10' },
    ),
  /** Azure/acr#892. */
  upstreamFailed: (source: string, rule: string) =>
    registryError(424, 'UNKNOWN', `request to pull from source '${source}' for cache rule '${rule}' has failed`),
  /** Azure/acr#599. */
  upstreamUnauthorized: (rule: string) =>
    registryError(
      401,
      'UNAUTHORIZED',
      `authentication required with source registry for cache rule '${rule}'. ${LEARN_MORE}`,
    ),
  /** Azure/acr#893: nothing tells that it is the rule's set. */
  unhealthySet: () => registryError(401, 'UNAUTHORIZED', 'authentication required'),
  /** Azure/acr#772; its status is assumed. */
  upstreamDenied: (source: string, rule: string) =>
    registryError(
      403,
      'DENIED',
      `requested access to pull from source '${source}' for cache rule '${rule}' has been denied`,
    ),
  /** Azure/acr#891. */
  referrersFailed: (source: string, rule: string) =>
    registryError(
      424,
      'UNKNOWN',
      `request to fetch referrers from source '${source}' for cache rule '${rule}' returned status code 303. ${CORRELATION} ${LEARN_MORE}`,
    ),
  /** Words of the registry's firewall (https://aka.ms/acr/firewall). */
  networkDenied: (loginServer: string) =>
    registryError(
      403,
      'DENIED',
      `client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.`,
      {},
      { registry: loginServer },
    ),
} as const;
