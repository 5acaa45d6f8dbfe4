import { afterEach, describe, expect, it } from 'vitest';
import {
  buildArtifact,
  buildImage,
  type EmbeddedImage,
  FINDINGS_TYPE,
  findingsAnnotations,
} from '../../src/emulator/images.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { askArm, openWayIn, type WayIn } from './way-in.ts';

let way: WayIn;

afterEach(async () => {
  await way.close();
});

const IMAGE = buildImage({ name: 'redis' });
const AMD64 = platformOf(IMAGE, 'linux/amd64');
const ARM64 = platformOf(IMAGE, 'linux/arm64');
const TARGET = 'docker.io/library/redis';
const ACCEPT_ALL = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

function platformOf({ platforms }: EmbeddedImage, name: string): string {
  const digest = platforms[name];
  if (digest === undefined) throw new Error(`the image has no ${name}`);
  return digest;
}

function options(others: EmulatorOptions = {}): EmulatorOptions {
  return {
    credentialSets: [{ name: 'hub', loginServer: 'docker.io' }],
    rules: [{ name: 'redis', source: 'docker.io/library/redis', target: TARGET, credentialSet: 'hub' }],
    upstreams: { 'docker.io': { 'library/redis': { '7': IMAGE } } },
    ...others,
  };
}

/** Pulls as a careful client: index, platform, config and layers. */
async function pull(repository: string, tag: string, platform: string): Promise<void> {
  await way.client.manifest(repository, tag);
  const manifest = await way.client.manifest(repository, platform);
  if (manifest.content.kind !== 'image' || manifest.content.config === undefined) throw new Error('no image');
  for (const { digest } of [manifest.content.config, ...manifest.content.layers]) {
    const response = await way.client.blob(repository, digest);
    await response.text();
  }
}

async function accessToken(repository: string, scope = `repository:${repository}:pull`): Promise<string> {
  const ask = async (path: string, form: Readonly<Record<string, string>>) => {
    const response = await way.http.send({
      method: 'POST',
      url: `https://contoso.azurecr.io${path}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ service: 'contoso.azurecr.io', ...form }).toString(),
    });
    return await response.text();
  };
  const entra = await way.token('registry');
  const refresh = /"refresh_token":"([^"]+)"/.exec(
    await ask('/oauth2/exchange', { grant_type: 'access_token', access_token: entra }),
  )?.[1];
  const access = await ask('/oauth2/token', { grant_type: 'refresh_token', scope, refresh_token: refresh ?? '' });
  return /"access_token":"([^"]+)"/.exec(access)?.[1] ?? '';
}

async function get(path: string, headers: Readonly<Record<string, string>>) {
  const response = await way.http.send({ method: 'GET', url: `https://contoso.azurecr.io${path}`, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('a pull through a rule', () => {
  it('is proxied until the import is over, and then stored for that platform only', async () => {
    way = await openWayIn(options());
    const { client } = way;
    expect(await client.repositoryExists(TARGET)).toEqual({ state: 'missing' });
    await pull(TARGET, '7', AMD64);
    expect(await client.isFromUpstream(TARGET, AMD64)).toBe(true);
    expect(await client.listing(TARGET, AMD64)).toEqual({ state: 'not-listed' });
    expect(await client.isFromUpstream(TARGET, AMD64)).toBe(true);
    expect(await client.isFromUpstream(TARGET, AMD64)).toBe(false);
    expect(await client.isFromUpstream(TARGET, '7')).toBe(false);
    expect(await client.listing(TARGET, AMD64)).toEqual({ state: 'listed' });
    expect(await client.listing(TARGET, IMAGE.digest)).toEqual({ state: 'listed' });
    expect(await client.listing(TARGET, ARM64)).toEqual({ state: 'not-listed' });
    expect(await client.tags(TARGET)).toEqual(['7']);
    expect(await client.isFromUpstream(TARGET, ARM64)).toBe(true);
    expect(way.emulator.violations).toEqual([]);
  });

  it('that only looks at manifests stores nothing, unless the switch says that it does', async () => {
    way = await openWayIn(options());
    const look = async () => {
      for (let times = 0; times < 6; times++) await way.client.manifest(TARGET, AMD64);
      return way.client.isFromUpstream(TARGET, AMD64);
    };
    expect(await look()).toBe(true);
    way.emulator.registry.settings.importStartsWith = 'manifest';
    expect(await look()).toBe(false);
  });

  it('of a registry that cannot reach its own storage is never stored', async () => {
    way = await openWayIn(options({ registry: { imports: false, importAfterRequests: 0 } }));
    await pull(TARGET, '7', AMD64);
    for (let times = 0; times < 5; times++) expect(await way.client.isFromUpstream(TARGET, AMD64)).toBe(true);
  });

  it('follows a tag that moved once its five minutes are over', async () => {
    const next = buildImage({ name: 'redis, patched' });
    const upstream = { 'library/redis': { '7': IMAGE } };
    way = await openWayIn(options({ upstreams: { 'docker.io': upstream }, registry: { importAfterRequests: 0 } }));
    await pull(TARGET, '7', AMD64);
    upstream['library/redis']['7'] = next;
    expect((await way.client.manifest(TARGET, '7')).digest).toBe(IMAGE.digest);
    way.emulator.clock.advance(300_001);
    const moved = await way.client.manifest(TARGET, '7');
    expect([moved.digest, moved.fromUpstream]).toEqual([next.digest, true]);
    await pull(TARGET, '7', platformOf(next, 'linux/amd64'));
    expect((await way.client.manifest(TARGET, '7')).fromUpstream).toBe(false);
  });

  it('finds the exact rule before the longest wildcard, and no library/ that was not asked for', async () => {
    const other = buildImage({ name: 'other' });
    const rules = [
      { name: 'all-hub', source: 'docker.io/*', target: 'hub/*', credentialSet: 'hub' },
      { name: 'org-hub', source: 'ghcr.io/org/*', target: 'hub/org/*' },
      { name: 'exact', source: 'quay.io/a/b', target: 'hub/org/app' },
    ];
    const upstreams = {
      'docker.io': { 'library/redis': { '7': IMAGE } },
      'ghcr.io': { 'org/tool': { '1': other } },
      'quay.io': { 'a/b': { '1': other } },
    };
    way = await openWayIn(options({ rules, upstreams }));
    expect((await way.client.manifest('hub/library/redis', '7')).digest).toBe(IMAGE.digest);
    expect((await way.client.manifest('hub/org/tool', '1')).digest).toBe(other.digest);
    expect((await way.client.manifest('hub/org/app', '1')).digest).toBe(other.digest);
    await expect(way.client.manifest('hub/redis', '7')).rejects.toThrow(/not found/);
  });

  it('is unknown for a while after the rule was made, and as long as it is not Succeeded', async () => {
    way = await openWayIn(options({ rules: [], arm: { unknownFor: 2, roles: ['Contributor', 'AcrPull'] } }));
    const set = `/subscriptions/${way.emulator.names.subscriptionId}/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso/credentialSets/hub`;
    const rule = { sourceRepository: TARGET, targetRepository: TARGET, credentialSetResourceId: set };
    expect((await askArm(way, 'PUT', '/cacheRules/redis', rule)).status).toBe(201);
    const seen = async () =>
      (
        await get(`/v2/${TARGET}/manifests/7`, {
          authorization: `Bearer ${await accessToken(TARGET)}`,
          accept: ACCEPT_ALL,
        })
      ).status;
    expect(await seen()).toBe(404);
    await askArm(way, 'GET', '/cacheRules');
    await askArm(way, 'GET', '/cacheRules');
    expect([await seen(), await seen(), await seen()]).toEqual([404, 404, 200]);
  });
});

describe('trouble', () => {
  it.each([
    ['throttled', 'upstream-throttled', /too many requests to source registry for cache rule 'redis'/],
    [
      'failed',
      'upstream-failed',
      /request to pull from source 'docker.io\/library\/redis' for cache rule 'redis' has failed/,
    ],
    ['unauthorized', 'upstream-unauthorized', /authentication required with source registry/],
    ['denied', 'upstream-denied', /requested access to pull from source .* has been denied/],
    ['not-found', 'not-found', /manifest tagged by "7" is not found/],
  ] as const)('of the source: %s', async (kind, reason, message) => {
    way = await openWayIn(options({ registry: { trouble: { [TARGET]: { kind } } } }));
    await expect(way.client.manifest(TARGET, '7')).rejects.toMatchObject({ reason: { kind: reason } });
    await expect(way.client.manifest(TARGET, '7')).rejects.toThrow(message);
  });

  it('an unhealthy credential set makes the source refuse', async () => {
    way = await openWayIn(options({ credentialSets: [{ name: 'hub', loginServer: 'docker.io', healthy: false }] }));
    // The registry does not say that it is the set.
    await expect(way.client.manifest(TARGET, '7')).rejects.toMatchObject({ reason: { kind: 'unauthorized' } });
    way.emulator.registry.settings.unhealthySet = 'unauthorized';
    await expect(way.client.manifest(TARGET, '7')).rejects.toMatchObject({ reason: { kind: 'upstream-unauthorized' } });
  });

  it('a layer that is cut does not count as pulled, and one that was changed arrives changed', async () => {
    way = await openWayIn(
      options({
        registry: { importAfterRequests: 0 },
        faults: [{ match: { service: 'storage' }, nth: 1, answer: { type: 'truncate', bytes: 10 } }],
      }),
    );
    await expect(pull(TARGET, '7', AMD64)).rejects.toThrow();
    expect(await way.client.isFromUpstream(TARGET, AMD64)).toBe(true);
    await pull(TARGET, '7', AMD64);
    expect(await way.client.isFromUpstream(TARGET, AMD64)).toBe(false);
    way.emulator.addFault({ match: { service: 'storage' }, answer: { type: 'corrupt' } });
    const [layer = ''] = IMAGE.blobs.keys();
    const whole = Buffer.from(IMAGE.blobs.get(layer) ?? []);
    const answer = await way.client.blob(TARGET, layer);
    const served = Buffer.concat(await answer.body.toArray());
    expect([served.length, served.equals(whole)]).toEqual([whole.length, false]);
  });

  it('a firewall keeps everybody out', async () => {
    way = await openWayIn(options({ registry: { networkDenied: true } }));
    await expect(way.client.manifest(TARGET, '7')).rejects.toMatchObject({ reason: { kind: 'not-reachable' } });
  });
});

describe('strictness', () => {
  it('a token for one repository is refused for another', async () => {
    way = await openWayIn(options());
    const authorization = `Bearer ${await accessToken('library/other')}`;
    const refused = await get(`/v2/${TARGET}/manifests/7`, { authorization, accept: ACCEPT_ALL });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain(
      `scope="repository:${TARGET}:pull",error="insufficient_scope"`,
    );
  });

  it('an Accept without OCI is answered with MANIFEST_UNKNOWN', async () => {
    way = await openWayIn(options());
    const authorization = `Bearer ${await accessToken(TARGET)}`;
    const accept = 'application/vnd.docker.distribution.manifest.v2+json';
    const refused = await get(`/v2/${TARGET}/manifests/7`, { authorization, accept });
    expect(refused.status).toBe(404);
    expect(refused.text).toContain('OCI manifest found, but accept header does not support OCI manifests');
  });

  it('credentials at the storage are a violation, and so is another signature', async () => {
    way = await openWayIn(options());
    await way.client.manifest(TARGET, AMD64);
    const authorization = `Bearer ${await accessToken(TARGET)}`;
    const [blob = ''] = IMAGE.blobs.keys();
    const redirect = await get(`/v2/${TARGET}/blobs/${blob}`, { authorization });
    expect(redirect.status).toBe(307);
    const location = redirect.headers.get('location') ?? '';
    const ask = async (url: string, headers = {}) => (await way.http.send({ method: 'GET', url, headers })).status;
    expect(await ask(location, { authorization })).toBe(501);
    expect(await ask(`${location}x`)).toBe(501);
    expect(await ask(location)).toBe(200);
    expect(way.emulator.violations).toHaveLength(2);
  });

  it("ARM's tokens open the registry only where it is allowed", async () => {
    way = await openWayIn(options());
    const exchange = async () => {
      const form = { grant_type: 'access_token', service: 'contoso.azurecr.io', access_token: await way.token('arm') };
      const response = await way.http.send({
        method: 'POST',
        url: 'https://contoso.azurecr.io/oauth2/exchange',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      });
      return response.status;
    };
    expect(await exchange()).toBe(401);
    way.emulator.registry.settings.armTokens = true;
    expect(await exchange()).toBe(200);
  });

  it('who lacks AcrPull gets a token that opens nothing; who may not list, no list', async () => {
    way = await openWayIn(options({ arm: { roles: ['Container Registry Cache Rule Administrator'] } }));
    await expect(way.client.manifest(TARGET, '7')).rejects.toMatchObject({ reason: { kind: 'unauthorized' } });
    way.emulator.arm.settings.roles = ['AcrPull'];
    way.emulator.registry.settings.metadataRead = false;
    expect(await way.client.listing(TARGET, AMD64)).toEqual({ state: 'not-allowed' });
    expect((await way.client.manifest(TARGET, '7')).digest).toBe(IMAGE.digest);
  });

  it("shows Defender's artifact once a manifest is stored and was scanned", async () => {
    way = await openWayIn(
      options({ registry: { importAfterRequests: 0 }, scans: { [AMD64]: { findings: [], after: 1 } } }),
    );
    const ask = () => way.client.referrers(TARGET, AMD64, 'application/vnd.in-toto+json');
    expect(await ask()).toEqual([]);
    await pull(TARGET, '7', AMD64);
    expect(await way.client.isFromUpstream(TARGET, AMD64)).toBe(false);
    expect(await ask()).toEqual([]);
    expect(await ask()).toMatchObject([{ annotations: { scanner: 'MDVM' } }]);
    way.emulator.registry.settings.sourceReferrers = 'failure';
    const failed = await get(`/v2/${TARGET}/referrers/${ARM64}`, {
      authorization: `Bearer ${await accessToken(TARGET)}`,
    });
    expect([failed.status, failed.text]).toEqual([
      424,
      expect.stringContaining('request to fetch referrers from source'),
    ]);
  });

  it("answers the source's referrers through a rule, as it does tags, and stores none of them by that", async () => {
    const artifact = buildArtifact({
      ...{ subject: AMD64, artifactType: FINDINGS_TYPE },
      annotations: findingsAnnotations('2026-11-01T00:00:00Z'),
    });
    const upstreams = { 'docker.io': { 'library/redis': { '7': IMAGE, artifact } } };
    way = await openWayIn(options({ upstreams, images: { [TARGET]: { '7': IMAGE } } }));
    const { settings } = way.emulator.registry;
    const ask = async () => {
      const { headers, text } = await get(`/v2/${TARGET}/referrers/${AMD64}`, {
        authorization: `Bearer ${await accessToken(TARGET)}`,
      });
      return [text.includes(artifact.digest), headers.get('x-azure-origin')];
    };
    expect(await ask()).toEqual([true, undefined]);
    settings.sourceReferrers = 'marked';
    expect(await ask()).toEqual([true, 'upstream']);
    settings.sourceReferrers = 'not asked';
    expect(await ask()).toEqual([false, undefined]);
    expect(await way.client.listing(TARGET, artifact.digest)).toEqual({ state: 'not-listed' });
    expect(await way.client.isFromUpstream(TARGET, artifact.digest)).toBe(true);
  });
});

describe('what other clients ask', () => {
  const ask = async (path: string, scope: string) =>
    get(path, { authorization: `Bearer ${await accessToken(TARGET, scope)}` });

  it('is answered: the catalog, encoded names, a version, several rights at once', async () => {
    way = await openWayIn(options({ images: { [TARGET]: { '7': IMAGE }, 'team/app': { '1': IMAGE } } }));
    const catalog = await ask('/acr/v1/_catalog?api-version=2021-07-01&n=1', 'registry:catalog:*');
    expect([catalog.status, JSON.parse(catalog.text).repositories]).toEqual([200, [TARGET]]);
    expect((await ask('/v2/_catalog', `repository:${TARGET}:pull`)).status).toBe(401);
    const encoded = encodeURIComponent(TARGET);
    const tags = await ask(
      `/acr/v1/${encoded}/_tags?api-version=2021-07-01`,
      `repository:${TARGET}:metadata_read,metadata_write`,
    );
    expect(JSON.parse(tags.text)).toMatchObject({ imageName: TARGET, tags: [{ name: '7', signed: false }] });
    expect((await ask(`/v2/${encoded}/tags/list`, `repository:${TARGET}:pull,push`)).status).toBe(200);
    expect(way.emulator.violations).toEqual([]);
  });

  it('is not answered to who may pull only, where rights are given by repository', async () => {
    const roles = ['Container Registry Repository Reader'] as const;
    way = await openWayIn(options({ arm: { roles, roleAssignmentMode: 'AbacRepositoryPermissions' } }));
    expect((await ask('/v2/_catalog', 'registry:catalog:*')).status).toBe(401);
    way.emulator.arm.settings.roles = [...roles, 'Container Registry Repository Catalog Lister'];
    expect((await ask('/v2/_catalog', 'registry:catalog:*')).status).toBe(200);
  });

  it('a repository is there without tags from the first pull on', async () => {
    way = await openWayIn(options({ registry: { imports: false } }));
    await way.client.manifest(TARGET, '7');
    expect(await way.client.tags(TARGET)).toEqual([]);
    expect(await way.client.repositoryExists(TARGET)).toEqual({ state: 'exists' });
  });
});
