import { randomBytes } from 'node:crypto';
import type { ServiceAnswer, ServiceRequest } from '../exchange.ts';
import { isLoopbackHost, STORAGE_HOST } from '../hosts.ts';
import { blobsOf, progressOf, settleImports, startImports } from './import.ts';
import { REGISTRY_REFUSALS } from './refusals.ts';
import { askSource, isUnknownYet, type Source, sourceOf, troubleAnswer } from './source.ts';
import type { RegistryState } from './state.ts';
import type { Repository, StoredManifest } from './store.ts';

/** Manifests and blobs: from what is stored, else through a cache rule from the source. */

/** `GET` and `HEAD` of `/v2/<repository>/manifests/<reference>`. */
export async function answerManifest(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  reference: string,
): Promise<ServiceAnswer> {
  await settleImports(state, repository);
  const stored = state.store.find(repository);
  const manifest = storedManifest(state, stored, reference);
  if (manifest?.fresh) return manifestAnswer(request, manifest.manifest, false);
  const source = sourceOf(state, repository);
  if (source === undefined || isUnknownYet(state, source)) {
    if (manifest !== undefined) return manifestAnswer(request, manifest.manifest, false);
    return stored === undefined
      ? REGISTRY_REFUSALS.nameUnknown(repository)
      : REGISTRY_REFUSALS.manifestUnknown(reference);
  }
  const answer = await askSource(state, source, (upstream) => upstream.manifest(source.repository, reference));
  if (answer.type === 'trouble') {
    if (manifest !== undefined) return manifestAnswer(request, manifest.manifest, false);
    return troubleAnswer(answer.trouble, source, 'manifest', reference);
  }
  if (manifest?.manifest.digest === answer.value.digest && stored !== undefined) {
    stored.tags.set(reference, { digest: answer.value.digest, checkedAt: state.clock.now() });
    return manifestAnswer(request, manifest.manifest, false);
  }
  const served = manifestAnswer(request, answer.value, true);
  if (request.method === 'GET' && served.status === 200) notePull(state, repository, reference, source, answer.value);
  return served;
}

interface Found {
  readonly manifest: StoredManifest;
  /** A tag that was compared with its source lately, or a digest. */
  readonly fresh: boolean;
}

function storedManifest(state: RegistryState, stored: Repository | undefined, reference: string): Found | undefined {
  const tag = stored?.tags.get(reference);
  const manifest = stored?.manifests.get(tag?.digest ?? reference);
  if (manifest === undefined) return undefined;
  return { manifest, fresh: tag === undefined || tag.checkedAt + state.settings.freshFor > state.clock.now() };
}

function notePull(
  state: RegistryState,
  repository: string,
  reference: string,
  source: Source,
  manifest: StoredManifest,
): void {
  // From now on it exists, with no tag (docs/azure-behaviour.md#empty-repository).
  if (state.settings.emptyRepositories) state.store.make(repository);
  const progress = progressOf(state, repository);
  progress.manifests.set(manifest.digest, manifest);
  if (!reference.includes(':')) progress.tags.set(reference, manifest.digest);
  progress.fetch = async (digest) => {
    const blob = await askSource(state, source, (upstream) => upstream.blob(source.repository, digest));
    return blob.type === 'found' ? blob.value : undefined;
  };
  startImports(state, repository);
}

function manifestAnswer(request: ServiceRequest, manifest: StoredManifest, fromUpstream: boolean): ServiceAnswer {
  const { digest, mediaType, bytes } = manifest;
  const accepted = (request.headers.get('accept') ?? '').split(',').map((type) => type.replace(/;.*/, '').trim());
  if (!accepted.includes(mediaType) && !accepted.includes('*/*')) {
    return REGISTRY_REFUSALS.notAccepted(mediaType.includes('.oci.') ? 'OCI manifest' : 'manifest list');
  }
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.length),
      'docker-content-digest': digest,
      'docker-distribution-api-version': 'registry/2.0',
      etag: `"${digest}"`,
      ...(fromUpstream ? { 'x-azure-origin': 'upstream' } : {}),
    },
    ...(request.method === 'HEAD' ? {} : { body: bytes }),
  };
}

/** `GET` (a redirect to storage) and `HEAD` of `/v2/<repository>/blobs/<digest>`. */
export async function answerBlob(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  digest: string,
): Promise<ServiceAnswer> {
  const stored = state.store.find(repository)?.blobs.get(digest);
  if (stored !== undefined) return blobAnswer(state, request, digest, stored, () => undefined);
  const source = sourceOf(state, repository);
  const progress = state.progress.get(repository);
  const known = [...(progress?.manifests.values() ?? [])].some((manifest) => blobsOf(manifest).includes(digest));
  if (source === undefined || progress === undefined || !known) return REGISTRY_REFUSALS.blobUnknown(digest);
  const answer = await askSource(state, source, (upstream) => upstream.blob(source.repository, digest));
  if (answer.type === 'trouble') return troubleAnswer(answer.trouble, source, 'blob', digest);
  return blobAnswer(state, request, digest, answer.value, () => {
    progress.blobs.set(digest, answer.value);
    startImports(state, repository);
  });
}

function blobAnswer(
  state: RegistryState,
  request: ServiceRequest,
  digest: string,
  bytes: Uint8Array,
  onSent: () => void,
): ServiceAnswer {
  const told = { 'docker-content-digest': digest, 'docker-distribution-api-version': 'registry/2.0' };
  if (request.method === 'HEAD') {
    const type = { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) };
    return { status: 200, headers: { ...told, ...type } };
  }
  const signature = randomBytes(24).toString('base64url');
  const hex = digest.slice('sha256:'.length);
  const path = `/storage/docker/registry/v2/blobs/sha256/${hex.slice(0, 2)}/${hex}/data`;
  state.signed.set(signature, { digest, bytes, path, onSent });
  const query = `sv=2026-01-01&sr=b&sp=r&se=2099-01-01T00%3A00%3A00Z&sig=${signature}`;
  return { status: 307, headers: { ...told, location: `https://${storageAuthority(request)}${path}?${query}` } };
}

/** Another host than the registry's, so that credentials that go along are seen; on loopback the other of its two names. */
function storageAuthority({ host, authority }: ServiceRequest): string {
  if (!isLoopbackHost(host)) return STORAGE_HOST;
  const port = authority.slice(host.length);
  return `${host === 'localhost' ? '127.0.0.1' : 'localhost'}${port}`;
}
