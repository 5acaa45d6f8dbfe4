import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Http, openHttp } from '../../src/io/http.ts';
import { openRegistry } from '../../src/registry/client.ts';
import { warm } from '../../src/registry/warming/warm.ts';
import type { ServedImage, WarmRequest, WarmResult } from '../../src/registry/warming/warm-result.ts';
import {
  DOCKER,
  isInstalled,
  OCI,
  pushBlob,
  pushImage,
  pushIndex,
  pushManifest,
  type RealRegistry,
  startRegistry,
} from '../real/registry.ts';

const missing = ['docker-registry', 'skopeo'].filter((command) => !isInstalled(command));
const without = missing.length === 0 ? '' : ` (skipped: ${missing.join(' and ')} not installed)`;

const EMPTY_LAYER = Buffer.from('H4sIAAAJbogA/2IYBaNgFIxYAAgAAP//Lq+17wAEAAA=', 'base64');

describe.skipIf(missing.length > 0)(`a real pull-through cache${without}`, () => {
  let upstream: RealRegistry;
  let proxy: RealRegistry;
  let http: Http;
  let results: readonly WarmResult[];
  const names = ['oci', 'docker', 'single', 'zstd', 'many', 'empty', 'foreign', 'chart', 'sharing', 'digest'] as const;

  beforeAll(async () => {
    upstream = await startRegistry();
    proxy = await startRegistry({ proxyOf: upstream.url });
    http = openHttp({ pace: 10 });
    const digest = await fill(upstream);
    const requests = names.map((name): WarmRequest => {
      const reference = name === 'digest' ? { digest } : { tag: '1' };
      return { image: `docker.io/test/${name}`, repository: `test/${name}`, ...reference };
    });
    const client = openRegistry({ http, loginServer: proxy.host, baseUrl: proxy.url, mask: () => undefined });
    const options = { client, platforms: ['linux/amd64', 'linux/arm64/v8'], timeoutMs: 300_000 };
    results = await warm(requests, options);
    await kept(proxy, results, (again) => warm(again, options));
    await upstream.stop();
  });

  afterAll(async () => {
    await http.close();
    await proxy.stop();
    await upstream.stop();
  });

  it('is warmed with every image, and honest about a digest, which it has no list for', () => {
    const endings = results.map((result) => [
      result.request.repository.slice('test/'.length),
      result.status === 'served-unconfirmed' ? result.unconfirmed.kind : result.status,
    ]);
    expect(endings).toEqual(names.map((name) => [name, name === 'digest' ? 'no-list' : 'warm']));
  });

  it.each(['oci', 'docker', 'sharing'])('gives %s without the upstream, for each platform', async (name) => {
    for (const architecture of ['amd64', 'arm64']) expect(await copy(proxy, `test/${name}:1`, architecture)).toBe(0);
  });

  it.each(['single', 'zstd', 'many', 'empty', 'chart'])('gives %s without the upstream', async (name) => {
    expect(await copy(proxy, `test/${name}:1`, 'amd64')).toBe(0);
  });

  it('gives all of an image with a foreign layer but that, which nobody can copy without its own address', async () => {
    const result = results.find(({ request }) => request.repository === 'test/foreign');
    const contents = result?.status === 'warm' ? result.served.contents : [];
    const [manifest, ...blobs] = contents.map(({ digest }) => digest);
    const paths = [`manifests/${manifest}`, ...blobs.map((digest) => `blobs/${digest}`)];
    const statuses = await Promise.all(
      paths.map(
        async (path) =>
          (await fetch(`${proxy.url}/v2/test/foreign/${path}`, { headers: { accept: DOCKER.manifest } })).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 200]);
  });

  it('gives an image that was warmed by digest', async () => {
    const result = results.at(-1);
    const served: ServedImage | undefined = result?.status === 'served-unconfirmed' ? result.served : undefined;
    expect(await copy(proxy, `test/digest@${served?.digest}`, 'amd64')).toBe(0);
  });

  it('does not give an image that was not warmed, nor a platform that was not wanted', async () => {
    expect(await copy(proxy, 'test/cold:1', 'amd64')).not.toBe(0);
    expect(await copy(proxy, 'test/oci:1', 's390x')).not.toBe(0);
  });

  it('was asked for no attestation and no foreign layer', () => {
    const platforms = results.flatMap((result) => (result.status === 'warm' ? result.served.platforms : []));
    expect(platforms.filter(({ platform }) => platform?.includes('unknown'))).toEqual([]);
    const foreign = results.find(({ request }) => request.repository === 'test/foreign');
    expect(foreign?.bytes).toBeLessThan(1000);
  });
});

/** Images of every shape. @returns the digest of the one that is warmed by it */
async function fill(registry: RealRegistry): Promise<string> {
  const platforms = ['linux/amd64', 'linux/arm64/v8', 'linux/s390x'];
  await pushIndex(registry, { repository: 'test/oci', tag: '1', platforms, attestation: true });
  await pushIndex(registry, { repository: 'test/docker', tag: '1', platforms, types: DOCKER });
  await pushIndex(registry, { repository: 'test/cold', tag: '1', platforms });
  await pushImage(registry, { repository: 'test/single', tag: '1', layers: [{ bytes: randomBytes(300_000) }] });
  await pushImage(registry, {
    repository: 'test/zstd',
    tag: '1',
    layers: [{ bytes: zstdCompressSync(randomBytes(5000)), mediaType: OCI.zstd }],
  });
  await pushImage(registry, {
    repository: 'test/many',
    tag: '1',
    layers: Array.from({ length: 105 }, (_, place) => ({ bytes: Buffer.from(`layer ${place}`) })),
  });
  await pushImage(registry, {
    repository: 'test/empty',
    tag: '1',
    types: DOCKER,
    layers: [{ bytes: EMPTY_LAYER }, { bytes: Buffer.from('x') }, { bytes: EMPTY_LAYER }],
  });
  const elsewhere = { mediaType: DOCKER.foreign, digest: `sha256:${'f'.repeat(64)}`, size: 1_000_000_000 };
  await pushImage(registry, {
    repository: 'test/foreign',
    tag: '1',
    types: DOCKER,
    platform: 'windows/amd64',
    layers: [{ bytes: Buffer.from('own') }],
    foreign: [{ ...elsewhere, urls: ['https://foreign.example/layer'] }],
  });
  await pushChart(registry);
  const shared = Buffer.from('shared by test/oci');
  await pushIndex(registry, { repository: 'test/sharing', tag: '1', platforms, shared });
  const pinned = await pushIndex(registry, { repository: 'test/digest', tag: 'other', platforms });
  return pinned.digest;
}

async function pushChart(registry: RealRegistry): Promise<void> {
  const repository = 'test/chart';
  const text = Buffer.from('{"name":"chart"}');
  const config = await pushBlob(registry, repository, text, 'application/vnd.cncf.helm.config.v1+json');
  const chart = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
  const layers = [await pushBlob(registry, repository, Buffer.from('chart'), chart)];
  await pushManifest(registry, repository, { schemaVersion: 2, mediaType: OCI.manifest, config, layers }, '1');
}

/**
 * Waits until the proxy has written what it has served: every content of every image, linked in its own repository.
 * It answers while it still copies, and asked for a blob that it is just copying for another repository it forgets to keep it for
 * this one (distribution 2.8, `proxyblobstore.go`: blobs in flight are told apart by digest alone). Azure's registry would not list
 * the image then and the warming would go on; this one can't tell, so it is asked again.
 */
async function kept(
  proxy: RealRegistry,
  results: readonly WarmResult[],
  again: (requests: readonly WarmRequest[]) => Promise<unknown>,
): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    for (let looks = 0; looks < 20; looks += 1) {
      const open = await Promise.all(results.map((result) => unkept(proxy, result)));
      if (open.every((count) => count === 0)) return;
      await delay(25);
    }
    await again(results.map(({ request }) => request));
  }
}

async function unkept({ folder }: RealRegistry, result: WarmResult): Promise<number> {
  if (result.status === 'not-served') return 0;
  const repository = join(folder, 'data/docker/registry/v2/repositories', result.request.repository);
  const linked = await Promise.all(
    ['_layers/sha256', '_manifests/revisions/sha256'].map((part) => readdir(join(repository, part)).catch(() => [])),
  );
  const known = new Set(linked.flat());
  return result.served.contents.filter(({ digest }) => !known.has(digest.slice('sha256:'.length))).length;
}

/** Pulls with an independent client into a folder. @returns its exit status */
async function copy({ host }: RealRegistry, reference: string, architecture: string): Promise<number | null> {
  const folder = await mkdtemp(join(tmpdir(), 'copy-'));
  const platform = ['--override-os', 'linux', '--override-arch', architecture];
  const policy = ['--insecure-policy', '--command-timeout', '20s'];
  const from = ['--src-tls-verify=false', `docker://${host}/${reference}`, `dir:${folder}`];
  const child = spawn('skopeo', [...policy, ...platform, 'copy', '--quiet', ...from], { stdio: 'ignore' });
  const status = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  await rm(folder, { recursive: true, force: true });
  return status;
}
