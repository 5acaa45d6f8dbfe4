import { jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest } from '../exchange.ts';
import { REGISTRY_REFUSALS } from './refusals.ts';
import type { RegistryState } from './state.ts';
import type { StoredManifest } from './store.ts';

/** Lists show only what is stored, never what could be pulled through (docs/azure-behaviour.md#lists-stored). */

/** `/v2/<repository>/tags/list`. */
export function listTags(state: RegistryState, request: ServiceRequest, repository: string): ServiceAnswer {
  onlyQuery(request, 'n', 'last');
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  const last = request.query.get('last') ?? '';
  const tags = [...stored.tags.keys()].toSorted().filter((tag) => tag > last);
  const most = Number(request.query.get('n') ?? tags.length);
  const page = tags.slice(0, most);
  const path = `/v2/${repository}/tags/list?last=${page.at(-1)}&n=${most}`;
  const link: Readonly<Record<string, string>> = page.length < tags.length ? { link: `<${path}>; rel="next"` } : {};
  return jsonAnswer(200, { name: repository, tags: page }, link);
}

/** `/acr/v1/<repository>`. */
export function repositoryMetadata(state: RegistryState, request: ServiceRequest, repository: string): ServiceAnswer {
  onlyQuery(request);
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  return jsonAnswer(200, {
    registry: state.loginServer,
    imageName: repository,
    manifestCount: stored.manifests.size,
    tagCount: stored.tags.size,
    changeableAttributes: CHANGEABLE,
  });
}

/** `/acr/v1/<repository>/_manifests`. */
export function listManifests(state: RegistryState, request: ServiceRequest, repository: string): ServiceAnswer {
  onlyQuery(request, 'n', 'last', 'orderby');
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  const manifests = [...stored.manifests.values()].map((manifest) => metadataOf(state, repository, manifest));
  return jsonAnswer(200, { registry: state.loginServer, imageName: repository, manifests });
}

/** `/acr/v1/<repository>/_manifests/<digest>`. */
export function manifestMetadata(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  digest: string,
): ServiceAnswer {
  onlyQuery(request);
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  const manifest = stored.manifests.get(digest);
  if (manifest === undefined) return REGISTRY_REFUSALS.manifestUnknown(digest);
  const metadata = metadataOf(state, repository, manifest);
  return jsonAnswer(200, { registry: state.loginServer, imageName: repository, manifest: metadata });
}

const CHANGEABLE = { deleteEnabled: true, writeEnabled: true, readEnabled: true, listEnabled: true };

function metadataOf(state: RegistryState, repository: string, { digest, mediaType, bytes }: StoredManifest) {
  const tags = [...(state.store.find(repository)?.tags ?? [])].filter(([, tag]) => tag.digest === digest);
  return {
    digest,
    imageSize: bytes.length,
    mediaType,
    ...(tags.length === 0 ? {} : { tags: tags.map(([name]) => name) }),
    changeableAttributes: CHANGEABLE,
  };
}
