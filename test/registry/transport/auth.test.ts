import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/io/http.ts';
import { openRegistry } from '../../../src/registry/client.ts';
import type { Identity } from '../../../src/registry/transport/auth.ts';
import type { RegistryFailure } from '../../../src/registry/transport/failure.ts';
import { AAD_TOKEN, type StandIn, type StandInOptions, startStandIn } from '../stand-in.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function registry(options: StandInOptions, identity: Identity) {
  const standIn = await startStandIn(options);
  const http = openHttp({ pace: 1000 });
  open.push(http.close, standIn.close);
  const secrets: string[] = [];
  const client = openRegistry({
    http,
    loginServer: standIn.host,
    baseUrl: standIn.url,
    mask: (secret) => secrets.push(secret),
    ...identity,
  });
  return { standIn, client, secrets };
}

const entra: Identity = { aadToken: async () => AAD_TOKEN, tenantId: 'tenant' };

function tokenRequests({ log }: StandIn): readonly string[] {
  return log.filter(({ path }) => path.startsWith('/oauth2/')).map(({ method, path }) => `${method} ${path}`);
}

async function kindOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'served',
    (error: RegistryFailure) => error.reason.kind,
  );
}

describe('tokens', () => {
  it('exchanges once, and asks one token for each repository and action, however many ask at the same time', async () => {
    const { standIn, client } = await registry({}, entra);
    const image = standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    standIn.put({ repository: 'a/two', tag: '1', layers: ['x'] });
    await Promise.all([
      ...Array.from({ length: 12 }, () => client.manifest('a/one', '1')),
      client.manifest('a/two', '1'),
      client.listing('a/one', image.digest),
    ]);
    expect(standIn.log.filter(({ path }) => path === '/v2/')).toHaveLength(1);
    const [exchange, ...tokens] = standIn.log.filter(({ path }) => path.startsWith('/oauth2/'));
    expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({
      grant_type: 'access_token',
      service: standIn.host,
      tenant: 'tenant',
      access_token: AAD_TOKEN,
    });
    expect(tokens.map(({ body }) => new URLSearchParams(body).get('scope')).sort()).toEqual([
      'repository:a/one:metadata_read',
      'repository:a/one:pull',
      'repository:a/two:pull',
    ]);
  });

  it('replaces an access token that has run out in mid-run', async () => {
    const { standIn, client } = await registry({}, entra);
    standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    await client.manifest('a/one', '1');
    standIn.revoke('access');
    expect(await kindOf(client.manifest('a/one', '1'))).toBe('served');
    expect(tokenRequests(standIn)).toEqual(['POST /oauth2/exchange', 'POST /oauth2/token', 'POST /oauth2/token']);
  });

  it('replaces a refresh token that has run out, with a fresh Entra token', async () => {
    let issued = 0;
    const { standIn, client } = await registry(
      {},
      {
        aadToken: async () => {
          issued += 1;
          return `aad-token-${issued}`;
        },
      },
    );
    standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    await client.manifest('a/one', '1');
    standIn.revoke('refresh');
    const all = await Promise.all(Array.from({ length: 5 }, () => kindOf(client.manifest('a/one', '1'))));
    expect(all).toEqual(Array.from({ length: 5 }, () => 'served'));
    expect(issued).toBe(2);
  });

  it('gives up after one replacement where the right is missing', async () => {
    const { standIn, client } = await registry({ mayList: false }, entra);
    const image = standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    expect(await client.listing('a/one', image.digest)).toEqual({ state: 'not-allowed' });
    standIn.fault = ({ path }) =>
      path.includes('/manifests/')
        ? { status: 401, headers: { 'www-authenticate': `Bearer realm="${standIn.url}/oauth2/token",service="x"` } }
        : undefined;
    expect(await kindOf(client.manifest('a/one', '1'))).toBe('unauthorized');
    expect(standIn.asked('/manifests/')).toHaveLength(2);
  });

  it('tells a refused identity which role it lacks', async () => {
    const { standIn, client } = await registry({}, { aadToken: async () => 'somebody-else' });
    standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    const error: RegistryFailure = await client.manifest('a/one', '1').then(
      () => expect.unreachable(),
      (reason: RegistryFailure) => reason,
    );
    expect(error.reason.kind).toBe('unauthorized');
    expect(error.reason.remedy).toContain('AcrPull');
  });

  it('pulls with a scope-map token by GET with Basic, and anonymously without any header', async () => {
    const basic = { username: 'token', password: 'pass' };
    const scoped = await registry({ basic }, { basic });
    scoped.standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    expect(await kindOf(scoped.client.manifest('a/one', '1'))).toBe('served');
    expect(tokenRequests(scoped.standIn)[0]).toContain('GET /oauth2/token?service=');

    const free = await registry({ anonymous: true }, {});
    free.standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    expect(await kindOf(free.client.manifest('a/one', '1'))).toBe('served');
    expect(free.standIn.log.filter(({ path }) => path.startsWith('/oauth2/')).map((one) => one.authorization)).toEqual([
      undefined,
    ]);
  });

  it('has every secret masked', async () => {
    const { standIn, client, secrets } = await registry({}, entra);
    standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    await client.manifest('a/one', '1');
    expect(secrets).toEqual([AAD_TOKEN, 'refresh-1', 'access-2']);
    expect(await client.login()).toEqual({ username: '00000000-0000-0000-0000-000000000000', password: 'refresh-1' });
  });
});

describe('credentials', () => {
  it('go to no other host, even if the registry says that its tokens are there', async () => {
    const elsewhere = await startStandIn();
    open.push(elsewhere.close);
    const { standIn, client } = await registry({ realm: `${elsewhere.url}/oauth2/token` }, entra);
    standIn.put({ repository: 'a/one', tag: '1', layers: ['x'] });
    const error: RegistryFailure = await client.manifest('a/one', '1').then(
      () => expect.unreachable(),
      (reason: RegistryFailure) => reason,
    );
    expect(error.reason.kind).toBe('untrusted-realm');
    expect(error.message).toContain(elsewhere.url);
    expect(elsewhere.log).toEqual([]);
    expect(standIn.log.map(({ authorization, body }) => `${authorization ?? ''}${body}`)).toEqual(['']);
  });

  it('do not follow a redirect to storage', async () => {
    const { standIn, client } = await registry({}, entra);
    standIn.put({ repository: 'a/one', tag: '1', layers: ['layer'] });
    const { content } = await client.manifest('a/one', '1');
    const layer = content.kind === 'image' ? content.layers[0]?.digest : undefined;
    const response = await client.blob('a/one', layer ?? '');
    expect(await response.text()).toBe('layer');
    const storage = standIn.log.filter(({ server }) => server === 'storage');
    expect(storage.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('are not sent over plain http to another machine', async () => {
    const http = openHttp({ pace: 1000 });
    open.push(http.close);
    const client = openRegistry({
      http,
      loginServer: 'registry.example',
      baseUrl: 'http://registry.example',
      mask: () => undefined,
      ...entra,
    });
    expect(await kindOf(client.manifest('a/one', '1'))).toBe('malformed');
  });
});
