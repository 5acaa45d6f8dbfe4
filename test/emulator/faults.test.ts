import { afterEach, describe, expect, it } from 'vitest';
import { stringField } from '../../src/base/json.ts';
import type { FaultAnswer } from '../../src/emulator/faults.ts';
import { DEFAULT_TOKEN } from '../../src/emulator/github/state.ts';
import { buildImage } from '../../src/emulator/images.ts';
import { HttpFailure } from '../../src/io/http.ts';
import { askArm, openWayIn, type WayIn } from './way-in.ts';

/** Troubles that a test orders, as a client sees them. */

let way: WayIn;

afterEach(async () => {
  await way.close();
});

const RULE = { name: 'web', source: 'ghcr.io/acme/web', target: 'ghcr.io/acme/web' };
const IMAGE = buildImage({ name: 'web', platforms: ['linux/amd64'], index: false });

async function open(answer: FaultAnswer, nth?: number): Promise<void> {
  const faults = [{ match: ({ service }: { service: string }) => service !== 'entra' && service !== 'oidc', answer }];
  way = await openWayIn({
    rules: [RULE],
    images: { 'ghcr.io/acme/web': { '1': IMAGE } },
    faults: faults.map((fault) => (nth === undefined ? fault : { ...fault, nth })),
  });
}

describe('the body of an answer', () => {
  it('that is malformed is its first half, under its own length', async () => {
    await open({ type: 'malformed' });
    const response = await askArm(way, 'GET', '/cacheRules/web');
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(text).toMatch(/^\{/);
    expect(() => JSON.parse(text)).toThrow();
  });

  it('that is null is JSON', async () => {
    await open({ type: 'null' });
    const response = await askArm(way, 'GET', '/cacheRules/web');
    expect(response.status).toBe(200);
    expect(await response.json()).toBe(null);
  });

  it('that is truncated in its middle breaks off under its true length', async () => {
    await open({ type: 'truncate', bytes: 'half' });
    const response = await askArm(way, 'GET', '/cacheRules/web');
    await expect(response.text()).rejects.toThrow(HttpFailure);
  });

  it('of a manifest is spoiled although the service gives its length', async () => {
    await open({ type: 'null' });
    const url = `https://${way.emulator.names.loginServer}/v2/`;
    const response = await way.http.send({ method: 'GET', url });
    expect(await response.text()).toBe('null');
  });

  it('that there is none of stays none', async () => {
    await open({ type: 'null' });
    const response = await askArm(way, 'DELETE', '/cacheRules/web');
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('');
  });
});

describe('a token that has expired', () => {
  it("of Entra's is refused by Resource Manager in its words, from then on", async () => {
    await open({ type: 'expired-token' }, 1);
    const refused = await askArm(way, 'GET', '/cacheRules/web');
    expect(refused.status).toBe(401);
    expect(stringField(await refused.json(), 'error', 'code')).toBe('ExpiredAuthenticationToken');
    const again = await askArm(way, 'GET', '/cacheRules/web');
    expect(again.status).toBe(401);
  });

  it('does not let the service do its work', async () => {
    await open({ type: 'expired-token' });
    const refused = await askArm(way, 'PUT', '/cacheRules/other', {
      sourceRepository: 'ghcr.io/acme/other',
      targetRepository: 'ghcr.io/acme/other',
    });
    expect(refused.status).toBe(401);
    expect(way.emulator.rules().map(({ name }) => name)).toEqual(['web']);
  });

  it("of the registry's is challenged as invalid, and a new one is taken", async () => {
    way = await openWayIn({ rules: [RULE], images: { 'ghcr.io/acme/web': { '1': IMAGE } } });
    way.emulator.addFault({
      match: { service: 'registry', path: /\/manifests\// },
      nth: 1,
      answer: { type: 'expired-token' },
    });
    const { digest } = await way.client.manifest('ghcr.io/acme/web', '1');
    expect(digest).toBe(IMAGE.digest);
    const statuses = way.emulator.requests
      .filter(({ path }) => path.includes('/manifests/'))
      .map(({ status }) => status);
    expect(statuses).toEqual([401, 200]);
  });

  it("of the registry's refresh kind gets no access token", async () => {
    way = await openWayIn({ rules: [RULE], images: { 'ghcr.io/acme/web': { '1': IMAGE } } });
    way.emulator.addFault({ match: { path: /^\/oauth2\/token$/ }, answer: { type: 'expired-token' } });
    await expect(way.client.manifest('ghcr.io/acme/web', '1')).rejects.toThrow();
    expect(way.emulator.requests.filter(({ path }) => path === '/oauth2/token').map(({ status }) => status)).toContain(
      401,
    );
  });

  it("of the job's is refused by Entra", async () => {
    way = await openWayIn();
    way.emulator.addFault({ match: { service: 'entra' }, answer: { type: 'expired-token' } });
    await expect(way.token('arm')).rejects.toThrow('AADSTS700024');
  });

  it('by which the job asks for its OIDC token gets none', async () => {
    way = await openWayIn();
    way.emulator.addFault({ match: { service: 'oidc' }, answer: { type: 'expired-token' } });
    await expect(way.token('arm')).rejects.toThrow('HTTP 401');
  });

  it("of GitHub's is bad credentials", async () => {
    await open({ type: 'expired-token' });
    const response = await way.http.send({
      method: 'GET',
      url: 'https://api.github.com/repos/contoso/shop/pulls/7/files',
      headers: { authorization: `token ${DEFAULT_TOKEN}`, 'user-agent': 'test' },
    });
    expect(response.status).toBe(401);
    expect(stringField(await response.json(), 'message')).toBe('Bad credentials');
  });

  it("in a signed URL is storage's refusal", async () => {
    way = await openWayIn({ rules: [RULE], images: { 'ghcr.io/acme/web': { '1': IMAGE } } });
    way.emulator.addFault({ match: { service: 'storage' }, answer: { type: 'expired-token' } });
    const [blob = ''] = IMAGE.blobs.keys();
    await expect(way.client.blob('ghcr.io/acme/web', blob)).rejects.toThrow();
    expect(way.emulator.requests.filter(({ service }) => service === 'storage').map(({ status }) => status)).toContain(
      403,
    );
  });
});
