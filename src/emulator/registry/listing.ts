import { field, listField, parseJson, stringField } from '../../base/json.ts';
import { jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from '../exchange.ts';
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

/** `_catalog`, page by page. */
export function listRepositories(state: RegistryState, request: ServiceRequest): ServiceAnswer {
  checkQuery(request, 'n', 'last');
  const last = request.query.get('last') ?? '';
  const names = state.store
    .names()
    .toSorted()
    .filter((name) => name > last);
  const most = Number(request.query.get('n') ?? names.length);
  const page = names.slice(0, most);
  const next = `<${request.path}?last=${encodeURIComponent(page.at(-1) ?? '')}&n=${most}&orderby=>; rel="next"`;
  return jsonAnswer(200, { repositories: page }, page.length < names.length ? { link: next } : {});
}

/** Microsoft's SDK says which version of ACR's own routes it means (docs/azure-behaviour.md#data-plane-api). */
function checkQuery(request: ServiceRequest, ...known: readonly string[]): void {
  onlyQuery(request, 'api-version', ...known);
  const version = request.query.get('api-version');
  if (version !== null && !/^20\d\d-\d\d-\d\d(?:-preview)?$/.test(version)) {
    throw new Violation(`registry: api-version "${version}"`);
  }
}

/** When what is stored came into being: nothing here depends on it. */
const TIMES = { createdTime: '2026-01-01T00:00:00.0000000Z', lastUpdateTime: '2026-01-01T00:00:00.0000000Z' };

/** `/acr/v1/<repository>/_tags`. */
export function listTagAttributes(state: RegistryState, request: ServiceRequest, repository: string): ServiceAnswer {
  checkQuery(request, 'n', 'last', 'orderby', 'digest');
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  const wanted = request.query.get('digest');
  const tags = [...stored.tags]
    .filter(([, { digest }]) => wanted === null || digest === wanted)
    .map(([name, { digest }]) => ({ name, digest, ...TIMES, signed: false, changeableAttributes: CHANGEABLE }));
  return jsonAnswer(200, { registry: state.loginServer, imageName: repository, tags });
}

/** `/acr/v1/<repository>`. */
export function repositoryMetadata(state: RegistryState, request: ServiceRequest, repository: string): ServiceAnswer {
  checkQuery(request);
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  return jsonAnswer(200, {
    registry: state.loginServer,
    imageName: repository,
    ...TIMES,
    manifestCount: stored.manifests.size,
    tagCount: stored.tags.size,
    changeableAttributes: CHANGEABLE,
  });
}

/** `/acr/v1/<repository>/_manifests`. */
export function listManifests(state: RegistryState, request: ServiceRequest, repository: string): ServiceAnswer {
  checkQuery(request, 'n', 'last', 'orderby');
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
  checkQuery(request);
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  const manifest = stored.manifests.get(digest);
  if (manifest === undefined) return REGISTRY_REFUSALS.manifestUnknown(digest);
  const metadata = metadataOf(state, repository, manifest);
  return jsonAnswer(200, { registry: state.loginServer, imageName: repository, manifest: metadata });
}

/** `/acr/v1/<repository>/_tags/<tag>`. */
export function tagMetadata(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  name: string,
): ServiceAnswer {
  checkQuery(request);
  const stored = state.store.find(repository);
  if (stored === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
  const tag = stored.tags.get(name);
  if (tag === undefined) return REGISTRY_REFUSALS.tagUnknown(name);
  const { digest } = tag;
  const told = { name, digest, ...TIMES, signed: false, changeableAttributes: CHANGEABLE };
  return jsonAnswer(200, { registry: state.loginServer, imageName: repository, tag: told });
}

const CHANGEABLE = { deleteEnabled: true, writeEnabled: true, readEnabled: true, listEnabled: true };

function metadataOf(state: RegistryState, repository: string, { digest, mediaType, bytes }: StoredManifest) {
  const tags = [...(state.store.find(repository)?.tags ?? [])].filter(([, tag]) => tag.digest === digest);
  return {
    digest,
    imageSize: bytes.length,
    ...TIMES,
    mediaType,
    ...(tags.length === 0 ? {} : { tags: tags.map(([name]) => name) }),
    changeableAttributes: CHANGEABLE,
    ...platformsOf(state, repository, bytes),
  };
}

/**
 * Of an index its manifests with their platforms, stored or not, and of an image its own: without variants
 * (docs/azure-behaviour.md#manifest-references).
 */
function platformsOf(state: RegistryState, repository: string, bytes: Uint8Array): object {
  const manifest = parseJson(Buffer.from(bytes).toString('utf8'));
  const children = listField(manifest, 'manifests');
  if (children.length > 0) {
    const references = children.map((child) => ({
      digest: field(child, 'digest'),
      architecture: field(child, 'platform', 'architecture'),
      os: field(child, 'platform', 'os'),
    }));
    return { references };
  }
  const config = state.store.find(repository)?.blobs.get(stringField(manifest, 'config', 'digest') ?? '');
  const told = parseJson(Buffer.from(config ?? []).toString('utf8'));
  const [architecture, os] = [stringField(told, 'architecture'), stringField(told, 'os')];
  return { ...(architecture === undefined ? {} : { architecture }), ...(os === undefined ? {} : { os }) };
}
