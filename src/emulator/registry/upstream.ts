import { createHash } from 'node:crypto';
import { listField, parseJson } from '../../base/json.ts';
import type { EmbeddedRegistry } from '../images.ts';
import { type Descriptor, referrersAmong } from './referring.ts';
import type { StoredManifest } from './store.ts';

/** Where the registry pulls through from: a real registry on loopback, or images that the emulator carries. */
export interface Upstream {
  readonly manifest: (repository: string, reference: string) => Promise<UpstreamAnswer<StoredManifest>>;
  readonly blob: (repository: string, digest: string) => Promise<UpstreamAnswer<Uint8Array>>;
  /** What refers to a manifest there, as a list of referrers has it. */
  readonly referrers: (repository: string, digest: string) => Promise<UpstreamAnswer<readonly Descriptor[]>>;
}

export type UpstreamAnswer<T> =
  | { readonly type: 'found'; readonly value: T }
  | { readonly type: 'trouble'; readonly trouble: UpstreamTrouble };

export type UpstreamTrouble = 'not-found' | 'throttled' | 'unauthorized' | 'unhealthy' | 'denied' | 'failed';

/** By host of the upstream: the address of a registry on loopback (`http://127.0.0.1:5001`), or images. */
export type Upstreams = Readonly<Record<string, string | EmbeddedRegistry>>;

/** The upstream for a host of {@link Upstreams}; one that is in no list can't be reached. */
export function upstreamFor(upstreams: Upstreams, host: string): Upstream {
  const source = Object.hasOwn(upstreams, host) ? upstreams[host] : undefined;
  if (source === undefined) return UNREACHABLE;
  return typeof source === 'string' ? realUpstream(source) : embeddedUpstream(source);
}

function trouble(kind: UpstreamTrouble): { readonly type: 'trouble'; readonly trouble: UpstreamTrouble } {
  return { type: 'trouble', trouble: kind };
}

const UNREACHABLE: Upstream = {
  manifest: async () => trouble('failed'),
  blob: async () => trouble('failed'),
  referrers: async () => trouble('failed'),
};

function embeddedUpstream(registry: EmbeddedRegistry): Upstream {
  const repositoryOf = (name: string) => (Object.hasOwn(registry, name) ? Object.values(registry[name] ?? {}) : []);
  return {
    manifest: async (repository, reference) => {
      const tagged = Object.hasOwn(registry, repository) ? registry[repository]?.[reference] : undefined;
      const digest = tagged?.digest ?? reference;
      const found = repositoryOf(repository)
        .map(({ manifests }) => manifests.get(digest))
        .find((manifest) => manifest !== undefined);
      return found === undefined ? trouble('not-found') : { type: 'found', value: found };
    },
    blob: async (repository, digest) => {
      const found = repositoryOf(repository)
        .map(({ blobs }) => blobs.get(digest))
        .find((blob) => blob !== undefined);
      return found === undefined ? trouble('not-found') : { type: 'found', value: found };
    },
    referrers: async (repository, digest) => {
      const manifests = repositoryOf(repository).flatMap((image) => [...image.manifests.values()]);
      return { type: 'found', value: referrersAmong(manifests, digest) };
    },
  };
}

const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** A distribution registry on this machine, spoken to without credentials. */
function realUpstream(address: string): Upstream {
  const base = new URL(address);
  if (!/^(?:127\.|localhost$|\[::1\]$)/.test(base.hostname))
    throw new Error(`upstreams are on loopback, not ${base.host}`);
  const get = async (path: string): Promise<UpstreamAnswer<Response>> => {
    const response = await fetch(new URL(path, base), { headers: { accept: ACCEPT } }).catch(() => undefined);
    if (response?.ok) return { type: 'found', value: response };
    await response?.body?.cancel();
    switch (response?.status) {
      case 404:
        return trouble('not-found');
      case 429:
        return trouble('throttled');
      case 401:
        return trouble('unauthorized');
      case 403:
        return trouble('denied');
      default:
        return trouble('failed');
    }
  };
  return {
    manifest: async (repository, reference) => {
      const answer = await get(`/v2/${repository}/manifests/${reference}`);
      if (answer.type === 'trouble') return answer;
      const bytes = new Uint8Array(await answer.value.arrayBuffer());
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      const mediaType = (answer.value.headers.get('content-type') ?? '').replace(/;.*/, '');
      return { type: 'found', value: { digest, mediaType, bytes } };
    },
    blob: async (repository, digest) => {
      const answer = await get(`/v2/${repository}/blobs/${digest}`);
      if (answer.type === 'trouble') return answer;
      return { type: 'found', value: new Uint8Array(await answer.value.arrayBuffer()) };
    },
    referrers: async (repository, digest) => {
      const answer = await get(`/v2/${repository}/referrers/${digest}`);
      if (answer.type === 'trouble') return answer;
      return { type: 'found', value: listField(parseJson(await answer.value.text()), 'manifests') };
    },
  };
}
