import { afterEach, describe, expect, it } from 'vitest';
import { field, stringField } from '../../src/base/json.ts';
import { REFUSALS, refusalAnswer } from '../../src/emulator/arm/refusals.ts';
import { buildImage } from '../../src/emulator/images.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { armSdk, askArm, openWayIn, type WayIn } from './way-in.ts';

let way: WayIn;

afterEach(async () => {
  await way.close();
});

const GROUP = 'rg-registry';
const REGISTRY = 'contoso';
const QUICK = { updateIntervalInMs: 1 };
const NGINX = { sourceRepository: 'quay.io/nginx/nginx', targetRepository: 'quay.io/nginx/nginx' };

async function put(name: string, source: string, target: string, credentialSet?: string) {
  const set = credentialSet === undefined ? {} : { credentialSetResourceId: credentialSetId(credentialSet) };
  const response = await askArm(way, 'PUT', `/cacheRules/${name}`, {
    sourceRepository: source,
    targetRepository: target,
    ...set,
  });
  const body = await response.json();
  return { status: response.status, code: stringField(body, 'error', 'code') };
}

function credentialSetId(name: string): string {
  return `/subscriptions/${way.emulator.names.subscriptionId}/resourceGroups/${GROUP}/providers/Microsoft.ContainerRegistry/registries/${REGISTRY}/credentialSets/${name}`;
}

describe("Microsoft's client", () => {
  it('creates, gets, lists over pages and deletes', async () => {
    way = await openWayIn({ arm: { pageSize: 2, roles: ['Contributor'] } });
    const rules = await armSdk(way);
    for (const name of ['first', 'second', 'third']) {
      const made = await rules.create(
        GROUP,
        REGISTRY,
        name,
        {
          sourceRepository: `quay.io/org/${name}`,
          targetRepository: `quay.io/org/${name}`,
        },
        QUICK,
      );
      expect(made).toMatchObject({ name, sourceRepository: `quay.io/org/${name}`, provisioningState: 'Succeeded' });
    }
    const listed: (string | undefined)[] = [];
    for await (const rule of rules.list(GROUP, REGISTRY)) listed.push(rule.name);
    expect(listed).toEqual(['first', 'second', 'third']);
    await rules.delete(GROUP, REGISTRY, 'second', QUICK);
    expect(way.emulator.rules().map(({ name }) => name)).toEqual(['first', 'third']);
    expect(way.emulator.violations).toEqual([]);
    const requests = way.emulator.normalisedRequests();
    expect(requests).toContain('POST entra token https://management.azure.com/.default');
    expect(requests.filter((request) => request.includes(' arm ')).slice(0, 4)).toEqual([
      'PUT arm cacheRules/first',
      'GET arm cacheRules/first/operationStatuses',
      'GET arm cacheRules/first/operationStatuses',
      'GET arm cacheRules/first',
    ]);
    expect(requests).toContain('GET arm cacheRules (next page)');
  });

  it('is told when an operation fails, and the rule stays, failed', async () => {
    way = await openWayIn({ arm: { endOf: () => ({ status: 'Failed', code: 'Conflict', message: 'no luck' }) } });
    const rules = await armSdk(way);
    await expect(rules.create(GROUP, REGISTRY, 'nginx', NGINX, QUICK)).rejects.toThrow(/Conflict.*no luck/);
    expect(way.emulator.rules()).toMatchObject([{ name: 'nginx', state: 'Failed' }]);
  });

  it('with the exact rights of the Cache Rule Administrator deletes, but may not see the end of it', async () => {
    way = await openWayIn({
      arm: { roles: ['Container Registry Cache Rule Administrator'] },
      rules: [{ name: 'nginx', source: NGINX.sourceRepository, target: NGINX.targetRepository }],
    });
    const rules = await armSdk(way);
    await expect(rules.delete(GROUP, REGISTRY, 'nginx', QUICK)).rejects.toThrow(/operationResults\/read/);
    for await (const rule of rules.list(GROUP, REGISTRY)) expect(rule.provisioningState).toBe('Deleting');
    await askArm(way, 'GET', '/cacheRules');
    expect(way.emulator.rules()).toEqual([]);
    const registry = await askArm(way, 'GET', '');
    expect(registry.status).toBe(403);
  });
});

describe('a PUT is refused', () => {
  const image = buildImage({ name: 'app' });
  const start: EmulatorOptions = {
    credentialSets: [{ name: 'hub', loginServer: 'docker.io' }],
    images: { 'team/app': { '1.0': image } },
    rules: [
      { name: 'exact', source: 'quay.io/a/b', target: 'quay.io/a/b' },
      { name: 'wide', source: 'ghcr.io/*', target: 'any/ghcr.io/*' },
    ],
  };
  const cases: readonly [string, string, string, string, string | undefined, number, string][] = [
    [
      'Docker Hub without credentials',
      'nginx',
      'docker.io/library/nginx',
      'n',
      undefined,
      400,
      'EnforceDockerAuthentication',
    ],
    ['credentials of another upstream', 'nginx', 'quay.io/a/c', 'c', 'hub', 400, 'CredentialSetNotFound'],
    ['credentials that are not there', 'nginx', 'quay.io/a/c', 'c', 'none', 400, 'CredentialSetNotFound'],
    ['an upstream that is not supported', 'nginx', 'xpkg.upbound.io/a/b', 'c', undefined, 400, 'UpstreamNotSupported'],
    ['a tag', 'nginx', 'quay.io/a/c:1', 'c', undefined, 400, 'GenericRepositoryNameInvalid'],
    ['a capital', 'nginx', 'quay.io/a/c', 'C', undefined, 400, 'GenericRepositoryNameInvalid'],
    ['a wildcard on one side', 'nginx', 'quay.io/a/*', 'c', undefined, 400, 'GenericRepositoryNameInvalid'],
    ['a short name', 'abcd', 'quay.io/a/c', 'c', undefined, 400, 'InvalidResourceName'],
    ['a name with a dash at its end', 'nginx-', 'quay.io/a/c', 'c', undefined, 400, 'InvalidResourceName'],
    [
      'a target that is a repository',
      'nginx',
      'quay.io/a/c',
      'team/app',
      undefined,
      409,
      'TargetRepositoryAlreadyPresentInRegistry',
    ],
    [
      'a prefix that has repositories',
      'nginx',
      'quay.io/a/*',
      'team/*',
      undefined,
      409,
      'TargetRepositoryPrefixMatchesExistingRegistries',
    ],
    ['a target that has a rule', 'nginx', 'quay.io/a/c', 'quay.io/a/b', undefined, 409, 'CacheRuleConflict'],
    ['a wildcard within a wildcard', 'nginx', 'ghcr.io/a/*', 'any/ghcr.io/a/*', undefined, 409, 'CacheRuleConflict'],
    ['a wildcard around a wildcard', 'nginx', 'quay.io/*', 'any/*', undefined, 409, 'CacheRuleConflict'],
    ['a change of an existing rule', 'exact', 'quay.io/a/c', 'c', undefined, 409, 'CacheRuleConflict'],
  ];
  it.each(cases)('%s', async (_, name, source, target, credentialSet, status, code) => {
    way = await openWayIn(start);
    expect(await put(name, source, target, credentialSet)).toEqual({ status, code });
    expect(way.emulator.rules()).toHaveLength(2);
    expect(way.emulator.violations).toEqual([]);
  });

  it('above the quota, by policy, and without the right', async () => {
    way = await openWayIn({ ...start, arm: { quota: 2 } });
    expect(await put('nginx', 'quay.io/a/c', 'c')).toEqual({ status: 403, code: 'QuotaExceeded' });
    way.emulator.arm.settings.policyDenies = true;
    expect(await put('nginx', 'quay.io/a/c', 'c')).toEqual({ status: 403, code: 'RequestDisallowedByPolicy' });
    way.emulator.arm.settings.policyDenies = false;
    way.emulator.arm.settings.roles = ['Container Registry Cache Rule Reader'];
    expect(await put('nginx', 'quay.io/a/c', 'c')).toEqual({ status: 403, code: 'AuthorizationFailed' });
  });

  it('but an exact rule under a wildcard is taken, and the same rule again changes nothing', async () => {
    way = await openWayIn(start);
    expect((await put('nginx', 'ghcr.io/a/c', 'any/ghcr.io/a/c')).status).toBe(201);
    const [before] = way.emulator.rules().filter(({ name }) => name === 'nginx');
    expect((await put('nginx', 'ghcr.io/a/c', 'any/ghcr.io/a/c')).status).toBe(201);
    const [after] = way.emulator.rules().filter(({ name }) => name === 'nginx');
    expect(after?.createdAt).toBe(before?.createdAt);
    expect(way.emulator.rules()).toHaveLength(3);
  });
});

describe('faults and strictness', () => {
  it('throttles at the request that a test names, and cuts a connection after the write', async () => {
    way = await openWayIn({
      faults: [
        {
          match: { service: 'arm', method: 'PUT' },
          nth: 1,
          answer: { type: 'answer', ...refusalAnswer(REFUSALS.throttled('Write'), { 'retry-after': '7' }) },
        },
        { match: { service: 'arm', method: 'PUT' }, nth: 2, answer: { type: 'reset', when: 'after' } },
      ],
    });
    const throttled = await askArm(way, 'PUT', '/cacheRules/nginx', NGINX);
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '7']);
    expect(way.emulator.rules()).toHaveLength(0);
    await expect(askArm(way, 'PUT', '/cacheRules/nginx', NGINX)).rejects.toThrow(/PUT https/);
    expect(way.emulator.rules()).toHaveLength(1);
    expect(way.emulator.requests.map(({ status }) => status)).toContain(undefined);
  });

  it('refuses what the service does not have, and remembers it', async () => {
    way = await openWayIn();
    const response = await askArm(way, 'GET', '/tasks');
    expect([response.status, field(await response.json(), 'error', 'code')]).toEqual([501, 'EmulatorRefused']);
    const unknownHost = await way.http.send({ method: 'GET', url: 'https://contoso2.azurecr.io/v2/' });
    expect(unknownHost.status).toBe(501);
    expect(way.emulator.violations).toHaveLength(2);
  });

  it('takes only tokens for ARM, and none that is used up', async () => {
    way = await openWayIn({ tokenUses: { entra: 1 } });
    const ask = async (token: string) =>
      (
        await way.http.send({
          method: 'GET',
          url: `https://management.azure.com/subscriptions/${way.emulator.names.subscriptionId}/resources?api-version=2021-04-01&$filter=resourceType%20eq%20'Microsoft.ContainerRegistry/registries'`,
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;
    expect(await ask(await way.token('registry'))).toBe(401);
    const token = await way.token('arm');
    expect([await ask(token), await ask(token)]).toEqual([200, 401]);
  });

  it('shows in no log entry a token, a signature or a secret', async () => {
    way = await openWayIn();
    const rules = await armSdk(way);
    await rules.create(GROUP, REGISTRY, 'nginx', NGINX, QUICK);
    const log = JSON.stringify(way.emulator.requests);
    expect(log).not.toContain(await way.token('arm'));
    expect(log).not.toMatch(/eyJ|[?&]s=/);
  });
});

describe('what others ask of ARM', () => {
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => {
    const response = await way.http.send({
      method,
      url: `https://management.azure.com/subscriptions/${way.emulator.names.subscriptionId}${path}?api-version=2025-11-01`,
      headers: { authorization: `Bearer ${await way.token('arm')}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: JSON.parse((await response.text()) || 'null') };
  };
  const IN_REGISTRY = `/resourceGroups/${GROUP}/providers/Microsoft.ContainerRegistry/registries/${REGISTRY}`;
  const HUB = {
    loginServer: 'mcr.microsoft.com',
    authCredentials: [
      { name: 'Credential1', usernameSecretIdentifier: 'https://v/u', passwordSecretIdentifier: 'https://v/p' },
    ],
  };

  it('a set is made, unhealthy and for any host; a rule takes it, and gives it back', async () => {
    way = await openWayIn({ arm: { roles: ['Contributor'] } });
    expect((await send('PUT', `${IN_REGISTRY}/credentialSets/microsoft`, { properties: HUB })).status).toBe(201);
    const made = await send('GET', `${IN_REGISTRY}/credentialSets/microsoft`);
    expect(made.body.properties.authCredentials[0].credentialHealth.status).toBe('Unhealthy');
    const rule = `${IN_REGISTRY}/cacheRules/hello`;
    const properties = { sourceRepository: 'mcr.microsoft.com/hello', targetRepository: 'hello' };
    const set = credentialSetId('microsoft');
    expect((await send('PUT', rule, { properties: { ...properties, credentialSetResourceId: set } })).status).toBe(201);
    const patched = await send('PATCH', rule, { properties: { credentialSetResourceId: null } });
    expect([patched.status, patched.body.properties.provisioningState]).toEqual([201, 'Updating']);
    expect(way.emulator.rules()[0]).toMatchObject({ source: properties.sourceRepository, credentialSetId: undefined });
    expect((await send('DELETE', `${IN_REGISTRY}/credentialSets/microsoft`)).status).toBe(200);
    expect(way.emulator.violations).toEqual([]);
  });

  it('registries of a group, and names that are taken', async () => {
    way = await openWayIn({ arm: { roles: ['Reader'] } });
    const listed = await send('GET', `/resourceGroups/${GROUP}/providers/Microsoft.ContainerRegistry/registries`);
    expect(listed.body.value).toMatchObject([{ name: REGISTRY }]);
    const check = (name: string) =>
      send('POST', '/providers/Microsoft.ContainerRegistry/checkNameAvailability', {
        ...{ name, type: 'Microsoft.ContainerRegistry/registries' },
      });
    expect((await check('Contoso')).body).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
    expect((await check('fabrikam')).body).toEqual({ nameAvailable: true });
  });

  it('an operation’s URL is as long as the recorded ones, another at each poll, and each of them is good', async () => {
    way = await openWayIn({ arm: { polls: 3 } });
    const made = await askArm(way, 'PUT', '/cacheRules/nginx', NGINX);
    const urls = [made.headers.get('azure-asyncoperation') ?? ''];
    const poll = async (url: string) =>
      way.http.send({ method: 'GET', url, headers: { authorization: `Bearer ${await way.token('arm')}` } });
    const first = await poll(urls[0] ?? '');
    urls.push(first.headers.get('azure-asyncoperation') ?? '');
    expect(urls.map((url) => url.length > 3500)).toEqual([true, true]);
    expect(urls[0]).not.toBe(urls[1]);
    for (const url of urls) expect((await poll(url)).status).toBe(200);
    expect(way.emulator.violations).toEqual([]);
  });

  it('no more than its quota in a window, by kind, with how long to wait', async () => {
    way = await openWayIn({ pace: 1, arm: { roles: ['Reader'], quotas: { reads: 2 } } });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await send('GET', IN_REGISTRY)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await send('GET', IN_REGISTRY);
    expect([refused.headers.get('retry-after'), refused.body.error.code]).toEqual(['10', 'TooManyRequests']);
    expect((await send('PUT', `${IN_REGISTRY}/cacheRules/nginx`, { properties: NGINX })).status).toBe(403);
  });
});
