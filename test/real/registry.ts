import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

/** Debian's `docker-registry` (distribution 2.8) on loopback, and images to put into it. */

/** Whether a command is on this machine. */
export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).error === undefined;
}

export interface RealRegistry {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  readonly url: string;
  /** Where it stores. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a registry.
 * @param options.proxyOf makes it a pull-through cache of another registry
 */
export async function startRegistry(options: { readonly proxyOf?: string } = {}): Promise<RealRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const config = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, cache: { blobdescriptor: 'inmemory' } },
    http: { addr: host },
    // A foreign layer's address must be allowed by name.
    validation: { manifests: { urls: { allow: ['^https://foreign\\.example/'] } } },
    ...(options.proxyOf === undefined ? {} : { proxy: { remoteurl: options.proxyOf } }),
  };
  const file = join(folder, 'config.yml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config));
  const child = spawn('docker-registry', ['serve', file], {
    stdio: 'ignore',
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' },
  });
  await ready(`http://${host}/v2/`, child);
  return {
    host,
    url: `http://${host}`,
    folder,
    stop: async () => {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (child.exitCode !== null) break;
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await delay(25);
  }
  throw new Error(`docker-registry does not answer at ${url}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export const OCI = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
} as const;

export const DOCKER = {
  index: 'application/vnd.docker.distribution.manifest.list.v2+json',
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  foreign: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
} as const;

export function sha256(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Puts a blob into a repository. */
export async function pushBlob(
  { url }: Pick<RealRegistry, 'url'>,
  repository: string,
  bytes: Uint8Array,
  mediaType: string,
): Promise<Descriptor> {
  const digest = sha256(bytes);
  const start = await fetch(`${url}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const location = new URL(start.headers.get('location') ?? '', url);
  location.searchParams.set('digest', digest);
  const done = await fetch(location, {
    method: 'PUT',
    body: Buffer.from(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (done.status !== 201) throw new Error(`blob: ${done.status} ${await done.text()}`);
  return { mediaType, digest, size: bytes.length };
}

/** Puts a manifest into a repository, by a tag or by its digest. */
export async function pushManifest(
  { url }: Pick<RealRegistry, 'url'>,
  repository: string,
  manifest: { readonly mediaType: string } & Readonly<Record<string, unknown>>,
  tag?: string,
): Promise<Descriptor> {
  const text = JSON.stringify(manifest);
  const digest = sha256(text);
  const answer = await fetch(`${url}/v2/${repository}/manifests/${tag ?? digest}`, {
    method: 'PUT',
    body: text,
    headers: { 'content-type': manifest.mediaType },
  });
  if (answer.status !== 201) throw new Error(`manifest: ${answer.status} ${await answer.text()}`);
  return { mediaType: manifest.mediaType, digest, size: Buffer.byteLength(text) };
}

export interface ImageParts {
  readonly repository: string;
  readonly tag?: string;
  /** `os/architecture[/variant]`. */
  readonly platform?: string;
  readonly layers: readonly { readonly bytes: Uint8Array; readonly mediaType?: string }[];
  readonly types?: typeof OCI | typeof DOCKER;
  /** Layers that are to be had elsewhere and are not pushed. */
  readonly foreign?: readonly (Descriptor & { readonly urls: readonly string[] })[];
}

/** What an engine calls a layer: the digest of what it unpacks to. */
function diffId(bytes: Uint8Array): string {
  return sha256(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
}

/** Puts an image of one platform into a registry. */
export async function pushImage(registry: Pick<RealRegistry, 'url'>, parts: ImageParts): Promise<Descriptor> {
  const { repository, tag, platform = 'linux/amd64', layers, types = OCI, foreign = [] } = parts;
  const [os, architecture, variant] = platform.split('/');
  const config = {
    os,
    architecture,
    ...(variant === undefined ? {} : { variant }),
    rootfs: { type: 'layers', diff_ids: layers.map(({ bytes }) => diffId(bytes)) },
  };
  const configured = await pushBlob(registry, repository, Buffer.from(JSON.stringify(config)), types.config);
  const pushed = await Promise.all(
    layers.map(({ bytes, mediaType }) => pushBlob(registry, repository, bytes, mediaType ?? types.layer)),
  );
  return pushManifest(
    registry,
    repository,
    { schemaVersion: 2, mediaType: types.manifest, config: configured, layers: [...foreign, ...pushed] },
    tag,
  );
}

/** Puts an image of several platforms into a registry: one layer that they share, and one of each's own. */
export async function pushIndex(
  registry: Pick<RealRegistry, 'url'>,
  parts: {
    readonly repository: string;
    readonly tag: string;
    readonly platforms: readonly string[];
    readonly types?: typeof OCI | typeof DOCKER;
    readonly shared?: Uint8Array;
    /** Instead of one that is shared and one of each's own. */
    readonly layers?: readonly Uint8Array[];
    readonly attestation?: boolean;
  },
): Promise<Descriptor & { readonly platforms: Readonly<Record<string, string>> }> {
  const {
    repository,
    tag,
    platforms,
    types = OCI,
    shared = Buffer.from(`shared by ${repository}`),
    attestation,
  } = parts;
  const manifests: unknown[] = [];
  const digests: Record<string, string> = {};
  for (const platform of platforms) {
    const contents = parts.layers ?? [shared, Buffer.from(`${repository}:${tag} of ${platform}`)];
    const layers = contents.map((bytes) => ({ bytes }));
    const image = await pushImage(registry, { repository, platform, layers, types });
    const [os, architecture, variant] = platform.split('/');
    manifests.push({ ...image, platform: { os, architecture, ...(variant === undefined ? {} : { variant }) } });
    digests[platform] = image.digest;
  }
  if (attestation) {
    const image = await pushImage(registry, {
      repository,
      platform: 'unknown/unknown',
      layers: [{ bytes: Buffer.from('provenance'), mediaType: 'application/vnd.in-toto+json' }],
      types,
    });
    manifests.push({ ...image, platform: { os: 'unknown', architecture: 'unknown' } });
  }
  const index = await pushManifest(registry, repository, { schemaVersion: 2, mediaType: types.index, manifests }, tag);
  return { ...index, platforms: digests };
}
