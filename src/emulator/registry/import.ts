import { listField, parseJson, stringField } from '../../base/json.ts';
import type { Progress, RegistryState } from './state.ts';
import type { Repository, StoredManifest } from './store.ts';

/**
 * The asynchronous copy behind a proxied pull: the index as it is, and of its platforms only those that were pulled
 * (docs/azure-behaviour.md#proxied-pull).
 */

export function progressOf(state: RegistryState, repository: string): Progress {
  const existing = state.progress.get(repository);
  if (existing !== undefined) return existing;
  const made: Progress = {
    manifests: new Map(),
    tags: new Map(),
    blobs: new Map(),
    pending: new Map(),
    fetch: async () => undefined,
  };
  state.progress.set(repository, made);
  return made;
}

/** Starts the imports that what was served so far is enough for. */
export function startImports(state: RegistryState, repository: string): void {
  const { settings, clock } = state;
  if (!settings.imports) return;
  const progress = progressOf(state, repository);
  const stored = state.store.find(repository);
  const start = (digest: string) => {
    if (progress.pending.has(digest)) return;
    const notBefore = clock.now() + settings.importAfterMilliseconds;
    progress.pending.set(digest, { requestsLeft: settings.importAfterRequests, notBefore });
  };
  for (const [digest, manifest] of progress.manifests) {
    if (isReady(state, progress, stored, manifest)) start(digest);
  }
  for (const [tag, digest] of progress.tags) {
    if (stored?.manifests.has(digest) && stored.tags.get(tag)?.digest !== digest) start(digest);
  }
}

function isReady(
  { settings }: RegistryState,
  progress: Progress,
  stored: Repository | undefined,
  manifest: StoredManifest,
): boolean {
  if (stored?.manifests.has(manifest.digest)) return false;
  const children = childrenOf(manifest);
  if (children !== undefined) return children.some((child) => stored?.manifests.has(child));
  if (settings.importStartsWith === 'manifest') return true;
  return blobsOf(manifest).every((blob) => progress.blobs.has(blob) || stored?.blobs.has(blob));
}

/** A manifest request to the repository: the imports that are over by now become visible before it is answered. */
export async function settleImports(state: RegistryState, repository: string): Promise<void> {
  const progress = state.progress.get(repository);
  if (progress === undefined) return;
  for (const [digest, { requestsLeft, notBefore }] of [...progress.pending]) {
    if (requestsLeft > 0 || notBefore > state.clock.now()) {
      progress.pending.set(digest, { requestsLeft: Math.max(0, requestsLeft - 1), notBefore });
    } else {
      progress.pending.delete(digest);
      await store(state, repository, progress, digest);
    }
  }
}

async function store(state: RegistryState, repository: string, progress: Progress, digest: string): Promise<void> {
  const manifest = progress.manifests.get(digest);
  const into = state.store.make(repository);
  if (manifest !== undefined && childrenOf(manifest) === undefined) {
    for (const blob of blobsOf(manifest)) {
      const bytes = into.blobs.get(blob) ?? progress.blobs.get(blob) ?? (await progress.fetch(blob));
      if (bytes === undefined) return;
      into.blobs.set(blob, bytes);
    }
  }
  if (manifest !== undefined) into.manifests.set(digest, manifest);
  for (const index of progress.manifests.values()) {
    if (childrenOf(index)?.includes(digest)) into.manifests.set(index.digest, index);
  }
  for (const [tag, tagged] of progress.tags) {
    if (into.manifests.has(tagged)) into.tags.set(tag, { digest: tagged, checkedAt: state.clock.now() });
  }
}

/** Digests of an index's entries; `undefined` for an image's manifest. */
function childrenOf({ bytes, mediaType }: StoredManifest): readonly string[] | undefined {
  if (!/index|list/.test(mediaType)) return undefined;
  return digestsAt(parseJson(Buffer.from(bytes).toString('utf8')), 'manifests');
}

/** Digests of an image's config and layers. */
export function blobsOf({ bytes }: StoredManifest): readonly string[] {
  const value = parseJson(Buffer.from(bytes).toString('utf8'));
  const config = stringField(value, 'config', 'digest');
  return [...(config === undefined ? [] : [config]), ...digestsAt(value, 'layers')];
}

function digestsAt(value: unknown, name: string): readonly string[] {
  return listField(value, name)
    .map((item) => stringField(item, 'digest'))
    .filter((digest) => digest !== undefined);
}
