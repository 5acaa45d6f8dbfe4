import { regionalEndpoint } from '../../images/own-hosts.ts';
import { endpointsOf } from '../arm/state.ts';
import { onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from '../exchange.ts';
import { accessToken, baseAnswer, exchangeToken, refusedAccess, refusedCatalog } from './auth.ts';
import {
  listManifests,
  listRepositories,
  listTagAttributes,
  listTags,
  manifestMetadata,
  repositoryMetadata,
  tagMetadata,
} from './listing.ts';
import { answerBlob, answerManifest } from './pull.ts';
import { answerReferrers } from './referrers.ts';
import { REGISTRY_REFUSALS } from './refusals.ts';
import type { RegistryState } from './state.ts';

/** The data plane of the registry: tokens, OCI distribution for reading, and ACR's own lists. */
export async function answerRegistry(state: RegistryState, request: ServiceRequest): Promise<ServiceAnswer> {
  const { method, path } = request;
  if (state.settings.networkDenied) return REGISTRY_REFUSALS.networkDenied(state.loginServer);
  if (method === 'POST' && path === '/oauth2/exchange') return exchangeToken(state, request);
  if ((method === 'POST' || method === 'GET') && path === '/oauth2/token') return accessToken(state, request);
  if (method !== 'GET' && method !== 'HEAD') throw new Violation(`registry: ${method} changes something`);
  if (method === 'GET' && (path === '/v2/' || path === '/v2')) return baseAnswer(state, request);
  if (method === 'GET' && /^\/(?:v2|acr\/v1)\/_catalog$/.test(path)) return answerCatalog(state, request);
  // A repository may come as `repo%2Fname` (docs/azure-behaviour.md#data-plane-api).
  const oci = /^\/v2\/(.+)\/(manifests|blobs|referrers|tags)\/([^/]+)$/.exec(path)?.map(decodeURIComponent);
  if (oci !== undefined) return answerOci(state, request, oci[1] ?? '', oci[2] ?? '', oci[3] ?? '');
  const acr = /^\/acr\/v1\/(.+?)(?:\/(_tags|_manifests)(?:\/([^/]+))?)?$/.exec(path);
  if (method === 'GET' && acr?.[1] !== undefined) {
    return answerAcr(state, request, decodeURIComponent(acr[1]), acr[2], acr[3]);
  }
  throw new Violation(`registry: no ${method} ${path}`);
}

async function answerOci(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  kind: string,
  reference: string,
): Promise<ServiceAnswer> {
  const actions = kind === 'tags' ? (['metadata_read', 'pull'] as const) : (['pull'] as const);
  const refused = refusedAccess(state, request, repository, ...actions);
  if (refused !== undefined) return refused;
  switch (kind) {
    case 'manifests':
      onlyQuery(request);
      if (isBehind(state, request, repository, reference)) return REGISTRY_REFUSALS.manifestUnknown(reference);
      return answerManifest(state, request, repository, reference);
    case 'blobs':
      onlyQuery(request);
      return answerBlob(state, request, repository, reference);
    case 'referrers':
      return answerReferrers(state, request, repository, reference);
    default:
      if (reference !== 'list') throw new Violation(`registry: no ${request.path}`);
      return listTags(state, request, repository);
  }
}

/** Whether a replica does not have yet what the registry has stored. Counts the request. */
function isBehind(state: RegistryState, { host }: ServiceRequest, repository: string, reference: string): boolean {
  const home = regionalEndpoint(state.loginServer, state.arm.location);
  if (host === home || !endpointsOf(state.arm).includes(host)) return false;
  const key = `${host} ${repository} ${reference}`;
  const asked = state.lateness.get(key) ?? 0;
  state.lateness.set(key, asked + 1);
  return asked < state.settings.replicasLateFor;
}

/** `_catalog`: every repository, to who may list them (docs/azure-behaviour.md#catalog-scope). */
function answerCatalog(state: RegistryState, request: ServiceRequest): ServiceAnswer {
  const refused = refusedCatalog(state, request);
  return refused ?? listRepositories(state, request);
}

function answerAcr(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  kind: string | undefined,
  reference: string | undefined,
): ServiceAnswer {
  const refused = refusedAccess(state, request, repository, 'metadata_read');
  if (refused !== undefined) return refused;
  if (kind === undefined) return repositoryMetadata(state, request, repository);
  if (kind === '_tags') {
    if (reference !== undefined) return tagMetadata(state, request, repository, decodeURIComponent(reference));
    return listTagAttributes(state, request, repository);
  }
  return reference === undefined
    ? listManifests(state, request, repository)
    : manifestMetadata(state, request, repository, decodeURIComponent(reference));
}
