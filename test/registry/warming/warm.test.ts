import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/io/http.ts';
import { openRegistry } from '../../../src/registry/client.ts';
import { earlierOf, movedTags, parseEarlier, withEarlier } from '../../../src/registry/warming/refresh.ts';
import { type WarmOptions, warm } from '../../../src/registry/warming/warm.ts';
import type { WarmRequest, WarmResult } from '../../../src/registry/warming/warm-result.ts';
import { AAD_TOKEN, type Fault, type StandIn, type StandInOptions, startStandIn } from '../stand-in.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Setting {
  readonly standIn: StandIn;
  readonly run: (requests: readonly WarmRequest[], more?: Partial<WarmOptions>) => Promise<readonly WarmResult[]>;
  readonly one: (request: WarmRequest, more?: Partial<WarmOptions>) => Promise<WarmResult>;
}

async function setting(options: StandInOptions = { storesAfter: 2 }, pace = 200): Promise<Setting> {
  const standIn = await startStandIn(options);
  const http = openHttp({ pace });
  open.push(http.close, standIn.close);
  const aadToken = async () => AAD_TOKEN;
  const client = openRegistry({
    http,
    loginServer: standIn.host,
    baseUrl: standIn.url,
    mask: () => undefined,
    aadToken,
  });
  const run: Setting['run'] = (requests, more = {}) =>
    warm(requests, { client, platforms: ['linux/amd64'], timeoutMs: 600_000, ...more });
  const one: Setting['one'] = async (request, more) => {
    const [result] = await run([request], more);
    if (result === undefined) throw new Error('no result');
    return result;
  };
  return { standIn, run, one };
}

function request(repository: string, tag = '1'): WarmRequest {
  return { image: `docker.io/${repository}:${tag}`, repository, tag };
}

const TWO = { 'linux/amd64': ['base', 'amd'], 'linux/arm64/v8': ['base', 'arm'] };

/** What kind of end it came to. */
function ending(result: WarmResult): string {
  switch (result.status) {
    case 'warm':
      return 'warm';
    case 'served-unconfirmed':
      return result.unconfirmed.kind;
    case 'not-served':
      return result.reason.kind;
  }
}

/** Puts a fault in at the first so many questions for paths with a part. */
function faultAt(part: string, fault: Fault, times = Number.POSITIVE_INFINITY): StandIn['fault'] {
  return ({ path, count }) => (path.includes(part) && count <= times ? fault : undefined);
}

describe('warming a chart', () => {
  it('is done in this process, whatever pulls images: engines take no charts', async () => {
    const { standIn, one } = await setting();
    standIn.put({ repository: 'charts/web', tag: '1', platforms: { 'linux/amd64': ['layer'] } });
    const engine = {
      pull: () => Promise.reject(new Error('it was given a chart')),
      close: () => Promise.resolve(),
    };
    expect(await one({ ...request('charts/web'), isChart: true }, { engine })).toMatchObject({ status: 'warm' });
  });
});

describe('warming an image', () => {
  it('pulls the wanted platform of an index and waits until the registry has stored it', async () => {
    const { standIn, one } = await setting();
    const image = standIn.put({ repository: 'a', tag: '1', platforms: TWO, attestation: true });
    const result = await one(request('a'));
    expect(result).toMatchObject({
      status: 'warm',
      served: {
        digest: image.digest,
        isIndex: true,
        platforms: [{ platform: 'linux/amd64', digest: image.manifests['linux/amd64'] }],
        missing: [],
      },
    });
    expect([...standIn.storedDigests].sort()).toEqual(
      [`a@${image.digest}`, `a@${image.manifests['linux/amd64']}`].sort(),
    );
    expect(standIn.asked('storage')).toHaveLength(3);
    expect(result.requests).toBe(standIn.asked().length - 3);
  });

  it('asks for nothing but manifests and their listing once it is stored', async () => {
    const { standIn, one } = await setting();
    const image = standIn.put({ repository: 'a', tag: '1', platforms: TWO });
    await one(request('a'));
    const before = standIn.asked().length;
    const result = await one(request('a'));
    expect(ending(result)).toBe('warm');
    expect(standIn.asked().slice(before).sort()).toEqual(
      [
        'GET /v2/a/manifests/1',
        `GET /v2/a/manifests/${image.manifests['linux/amd64']}`,
        `GET /acr/v1/a/_manifests/${image.digest}`,
        `GET /acr/v1/a/_manifests/${image.manifests['linux/amd64']}`,
      ].sort(),
    );
    expect(result.bytes).toBe(0);
  });

  it('pulls every platform for `all`, but no attestation', async () => {
    const { standIn, one } = await setting();
    const image = standIn.put({ repository: 'a', tag: '1', platforms: TWO, attestation: true });
    const result = await one(request('a'), { platforms: 'all' });
    expect(result).toMatchObject({
      status: 'warm',
      served: {
        platforms: [
          { platform: 'linux/amd64', digest: image.manifests['linux/amd64'] },
          { platform: 'linux/arm64/v8', digest: image.manifests['linux/arm64/v8'] },
        ],
      },
    });
  });

  it('says which platform an image does not have, and pulls the others', async () => {
    const { standIn, one } = await setting();
    standIn.put({ repository: 'a', tag: '1', platforms: TWO });
    const result = await one(request('a'), { platforms: ['linux/s390x', 'linux/arm64'] });
    expect(result).toMatchObject({
      status: 'warm',
      served: { missing: ['linux/s390x'], platforms: [{ platform: 'linux/arm64/v8' }] },
    });
  });

  it('says that an image has none of the wanted platforms, without waiting', async () => {
    const { standIn, one } = await setting();
    standIn.put({ repository: 'a', tag: '1', platforms: TWO });
    const result = await one(request('a'), { platforms: ['windows/amd64'] });
    expect(ending(result)).toBe('no-wanted-platform');
    expect(standIn.asked()).toHaveLength(1);
  });

  it('pulls by digest where there is one, whatever the tag', async () => {
    const { standIn, one } = await setting();
    const image = standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    const result = await one({ ...request('a', 'gone'), digest: image.digest });
    expect(ending(result)).toBe('warm');
  });

  it('never calls warm what the registry keeps serving from the source, and names the likely cause', async () => {
    const { standIn, one } = await setting({});
    standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    const result = await one(request('a'), { timeoutMs: 60_000, settings: { networkRestricted: true } });
    expect(ending(result)).toBe('still-proxied');
    expect(result).toMatchObject({ unconfirmed: { remedy: expect.stringContaining('trusted Microsoft services') } });
  });

  it('does not call warm what it may not look up', async () => {
    const { standIn, one } = await setting({ storesAfter: 1, mayList: false });
    standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    expect(ending(await one(request('a')))).toBe('list-not-allowed');
  });

  it('does not call warm what is no longer proxied but not yet listed', async () => {
    const { standIn, one } = await setting({ storesAfter: 0 });
    standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    const missing = { status: 404, body: { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] } };
    standIn.fault = faultAt('/acr/v1/', missing);
    expect(ending(await one(request('a'), { timeoutMs: 60_000 }))).toBe('not-listed');
  });

  it('tells an image that several requests name once, and asks once', async () => {
    const { standIn, run } = await setting();
    standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    const results = await run([request('a'), { ...request('a'), image: 'the same' }]);
    expect(results.map(({ request: { image } }) => image)).toEqual(['docker.io/a:1', 'the same']);
    expect(standIn.asked('storage')).toHaveLength(2);
  });
});

describe('layers that images share', () => {
  it('are read once, within a repository and across', async () => {
    const { standIn, run } = await setting({ storesAfter: 1, countsHead: true });
    for (const repository of ['a', 'b', 'c'])
      standIn.put({ repository, tag: '1', layers: ['base', `own ${repository}`] });
    standIn.put({ repository: 'a', tag: '2', layers: ['base', 'another'] });
    const results = await run([request('a'), request('a', '2'), request('b'), request('c')]);
    expect(results.map(ending)).toEqual(['warm', 'warm', 'warm', 'warm']);
    const read = standIn.asked('storage').filter((line) => !line.includes('undefined'));
    expect(new Set(read).size).toBe(read.length);
    // Three shared ones are looked up by HEAD in two other repositories: the layer; each config is its own.
    expect(standIn.asked('HEAD').filter((line) => line.includes('/blobs/'))).toHaveLength(2);
  });

  it('are read in each repository where a registry stores nothing without', async () => {
    const { standIn, run } = await setting({ storesAfter: 1 });
    for (const repository of ['a', 'b']) standIn.put({ repository, tag: '1', layers: ['base', `own ${repository}`] });
    const results = await run([request('a'), request('b')]);
    expect(results.map(ending)).toEqual(['warm', 'warm']);
    expect(standIn.asked('storage')).toHaveLength(6);
  });
});

describe('faults', () => {
  const source = (status: number, message: string): Fault => ({
    status,
    body: { errors: [{ code: status === 429 ? 'TOOMANYREQUESTS' : 'UNKNOWN', message }] },
  });
  const upstreamThrottled = source(429, "too many requests to source registry for cache rule 'n'. CorrelationId: 1");
  const upstreamDenied = source(401, "authentication required with source registry for cache rule 'n'");
  const denied: Fault = {
    status: 403,
    body: { errors: [{ code: 'DENIED', message: "client with IP '10.0.0.1' is not allowed access." }] },
  };

  it.each<readonly [string, string, Fault]>([
    ['a tag that is not there', 'not-found', { status: 404, body: { errors: [{ code: 'MANIFEST_UNKNOWN' }] } }],
    ['a throttled registry', 'throttled', { status: 429, headers: { 'retry-after': '2' } }],
    [
      'a registry that wants to be left alone for an hour',
      'throttled',
      { status: 429, headers: { 'retry-after': '3600' } },
    ],
    ['a throttled source', 'upstream-throttled', upstreamThrottled],
    ['a source that wants credentials', 'upstream-unauthorized', upstreamDenied],
    ['a source that fails', 'upstream-failed', { status: 424, body: "request to pull from source 'x' has failed" }],
    ['a registry behind a firewall', 'not-reachable', denied],
    ['a missing right', 'forbidden', { status: 403, body: { errors: [{ code: 'DENIED', message: 'access denied' }] } }],
    ['a registry in trouble', 'registry-error', { status: 503 }],
    ['a page that is no manifest', 'malformed', { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' }],
    ['an endless redirect', 'registry-error', { status: 307, headers: { location: '/v2/' } }],
  ])('%s is told as %s', async (_, kind, fault) => {
    const { standIn, one } = await setting();
    standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    standIn.fault = faultAt('/v2/a/manifests/1', fault);
    const result = await one(request('a'));
    expect(ending(result)).toBe(kind);
    expect(result).toMatchObject({ reason: { message: expect.stringMatching(/^[^\n]+$/) } });
  });

  it.each<readonly [string, Fault, number]>([
    ['throttling', { status: 429, headers: { 'retry-after': '1' } }, 3],
    ['a busy moment', { status: 503 }, 2],
    ['a source that fails once', { status: 424 }, 1],
  ])('%s that passes is borne with', async (_, fault, times) => {
    const { standIn, one } = await setting();
    standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    standIn.fault = faultAt('/v2/a/manifests/1', fault, times);
    expect(ending(await one(request('a')))).toBe('warm');
  });

  it('waits for a new rule to act, and does not wait for an old one', async () => {
    const { standIn, one } = await setting();
    standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    const unknown = { status: 404, body: { errors: [{ code: 'NAME_UNKNOWN', message: 'unknown' }] } };
    standIn.fault = faultAt('/v2/a/manifests/1', unknown, 4);
    expect(ending(await one(request('a')))).toBe('not-found');
    expect(ending(await one({ ...request('a'), freshRule: true }))).toBe('warm');
    standIn.fault = faultAt('/v2/a/manifests/1', unknown);
    expect(ending(await one({ ...request('a'), freshRule: true }))).toBe('not-found');
  });

  it('reads a blob again whose connection breaks, three times at most', async () => {
    const { standIn, one } = await setting();
    standIn.put({ repository: 'a', tag: '1', layers: ['a layer of some length'] });
    standIn.fault = faultAt('/sha256:', { cut: 3 }, 2);
    expect(ending(await one(request('a')))).toBe('warm');

    const other = await setting();
    other.standIn.put({ repository: 'a', tag: '1', layers: ['a layer of some length'] });
    other.standIn.fault = ({ path }) => (path.startsWith('/sha256:') ? { cut: 3 } : undefined);
    expect(ending(await other.one(request('a')))).toBe('truncated');
  });

  it('takes no other bytes than the digest promises, neither of a blob nor of a manifest', async () => {
    const blob = await setting();
    blob.standIn.put({ repository: 'a', tag: '1', layers: ['x'] });
    blob.standIn.fault = ({ path }) => (path.startsWith('/sha256:') ? { other: true } : undefined);
    expect(ending(await blob.one(request('a')))).toBe('wrong-digest');
    expect(blob.standIn.storedDigests.size).toBe(0);

    const manifest = await setting();
    const image = manifest.standIn.put({ repository: 'a', tag: '1', platforms: TWO });
    manifest.standIn.fault = faultAt(`manifests/${image.manifests['linux/amd64']}`, { other: true });
    const result = await manifest.one(request('a'));
    expect(ending(result)).toBe('wrong-digest');
    expect(result).toMatchObject({ digest: image.digest });
  });

  it('gives up on a registry that answers byte by byte, and on nothing else', async () => {
    const { standIn, run } = await setting({ storesAfter: 1 }, 1000);
    standIn.put({ repository: 'slow', tag: '1', layers: ['a layer that takes a very long time indeed'] });
    const slow = standIn.put({ repository: 'b', tag: '1', layers: ['x'] });
    standIn.fault = ({ path }) =>
      path.startsWith('/sha256:') && !standIn.asked('/v2/b/blobs').some((line) => line.endsWith(path.slice(1)))
        ? { drip: 1000 }
        : undefined;
    const results = await run([request('slow'), request('b')], { timeoutMs: 2_000_000 });
    expect(results.map(ending)).toEqual(['too-slow', 'warm']);
    expect(standIn.storedDigests.has(`b@${slow.digest}`)).toBe(true);
  });

  it('of one image leave the others alone', async () => {
    const { standIn, run } = await setting();
    for (const repository of ['a', 'b', 'c']) standIn.put({ repository, tag: '1', layers: ['base', repository] });
    standIn.fault = faultAt('/v2/b/manifests/1', { status: 403 });
    expect((await run(['a', 'b', 'c'].map((name) => request(name)))).map(ending)).toEqual([
      'warm',
      'forbidden',
      'warm',
    ]);
  });

  it('a stop ends everything at once and says so', async () => {
    const { standIn, run } = await setting({}, 1);
    for (const repository of ['a', 'b']) standIn.put({ repository, tag: '1', layers: ['base', repository] });
    standIn.fault = ({ path }) => (path.startsWith('/sha256:') ? { drip: 1000 } : undefined);
    const stop = new AbortController();
    const running = run([request('a'), request('b')], {
      signal: stop.signal,
      onProgress: ({ bytes }) => {
        if (bytes > 0) stop.abort();
      },
    });
    expect((await running).map(ending)).toEqual(['stopped', 'stopped']);
  });
});

describe('refreshing', () => {
  it('costs one request for a tag that has not moved, and pulls one that has', async () => {
    const { standIn, run } = await setting();
    standIn.put({ repository: 'a', tag: '1', platforms: TWO });
    const old = standIn.put({ repository: 'b', tag: '1', platforms: TWO });
    const requests = [request('a'), request('b')];
    const earlier = parseEarlier(JSON.parse(JSON.stringify(earlierOf(await run(requests)))));
    const now = standIn.put({ repository: 'b', tag: '1', platforms: { 'linux/amd64': ['base', 'newer'] } });
    const before = standIn.asked().length;
    const results = await run(withEarlier(requests, earlier));
    expect(results.map(ending)).toEqual(['warm', 'warm']);
    expect(results[0]).toMatchObject({ requests: 1, bytes: 0, served: { platforms: [{ platform: 'linux/amd64' }] } });
    expect(
      standIn
        .asked()
        .slice(before)
        .filter((line) => line.includes('/a/')),
    ).toEqual(['GET /v2/a/manifests/1']);
    expect(movedTags(results, earlier)).toEqual([
      { image: 'docker.io/b:1', from: old.digest, to: now.digest, pulled: true },
    ]);
  });

  it('pulls again what is wanted for other platforms than before', async () => {
    const { standIn, run } = await setting();
    standIn.put({ repository: 'a', tag: '1', platforms: TWO });
    const earlier = parseEarlier(earlierOf(await run([request('a')])));
    const [result] = await run(withEarlier([request('a')], earlier), { platforms: 'all' });
    expect(result).toMatchObject({
      served: { platforms: [{ platform: 'linux/amd64' }, { platform: 'linux/arm64/v8' }] },
    });
  });

  it('takes nothing from a report that is not as it was written', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const good = { digest, mediaType: 'm', isIndex: false, platforms: [], missing: [], wanted: 'all', contents: [] };
    const broken = [
      null,
      1,
      [],
      {},
      { ...good, digest: 'x' },
      { ...good, contents: [{ digest }] },
      { ...good, wanted: 1 },
    ];
    const entries = [good, ...broken].map((value, place) => [`a:${place}`, value]);
    expect([...parseEarlier(Object.fromEntries(entries)).keys()]).toEqual(['a:0']);
    expect(parseEarlier('[]').size).toBe(0);
  });
});
