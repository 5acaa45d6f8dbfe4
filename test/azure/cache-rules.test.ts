import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { armSender } from '../../src/azure/arm-sender.ts';
import { armLack } from '../../src/azure/arm-shapes.ts';
import { armRuleService } from '../../src/azure/cache-rules.ts';
import { field, listField, stringField } from '../../src/base/json.ts';
import type { HttpRequest } from '../../src/io/http.ts';
import type { PlannedRule } from '../../src/rules/plan.ts';
import { type FakeAnswer, fakeHttp, fakeTokens, PUBLIC } from './fake-http.ts';

const SCOPE = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'clitest.rg000001',
  registryName: 'clireg000002',
};
const REGISTRY = `/subscriptions/${SCOPE.subscriptionId}/resourceGroups/${SCOPE.resourceGroup}/providers/Microsoft.ContainerRegistry/registries/${SCOPE.registryName}`;
const RULES = `https://management.azure.com${REGISTRY}/cacheRules`;
const RULE: PlannedRule = { name: 'test1', source: 'mcr.microsoft.com/mcr/hello-world', target: 'hello-world' };
const OPERATION = `${RULES}/test1/operationStatuses/cacherules-1?api-version=2025-11-01&t=1&c=2&s=SECRET&h=4`;

function service(answer: (request: HttpRequest, number: number) => FakeAnswer) {
  const http = fakeHttp((request) => answer(request, http.sent.length));
  return { http, rules: armRuleService(http, armSender(http, fakeTokens(), PUBLIC, armLack), PUBLIC, SCOPE) };
}

function body(state: string, parts: Readonly<Record<string, unknown>> = {}) {
  return {
    name: 'test1',
    systemData: { createdAt: '2026-03-24T01:18:38Z', lastModifiedAt: '2026-03-24T01:18:38Z' },
    properties: {
      sourceRepository: RULE.source,
      targetRepository: RULE.target,
      creationDate: '2026-03-24T01:18:39Z',
      provisioningState: state,
    },
    ...parts,
  };
}

const ACCEPTED = { status: 201, headers: { 'azure-asyncoperation': OPERATION }, body: body('Creating') } as const;
const MISSING = {
  status: 404,
  body: { error: { code: 'ResourceNotFound', message: 'The cache rule test1 could not be found.' } },
} as const;
const GET_RULE = (request: HttpRequest) => request.method === 'GET' && request.url.startsWith(`${RULES}/test1?`);
const POLL = ({ url }: HttpRequest) => url.includes('/operationStatuses/');
const requests = (sent: readonly HttpRequest[]) =>
  sent.map((request) =>
    POLL(request) ? 'poll' : request.method === 'PUT' ? 'put' : request.method === 'DELETE' ? 'delete' : 'get',
  );

describe('a list of rules that goes wrong', () => {
  const link = (number: number | string) => `${RULES}?api-version=2025-11-01&$skipToken=${number}`;

  it('fails at a link that comes back, be it by a detour', async () => {
    const { http, rules } = service(({ url }) => ({
      status: 200,
      body: { value: [body('Succeeded')], nextLink: url.endsWith('=1') ? link(2) : link(1) },
    }));
    expect(await rules.list()).toEqual({ state: 'failed', reason: 'the list comes back to a page that it has had' });
    expect(http.sent).toHaveLength(3);
  });

  it('fails where it has no end', async () => {
    const { http, rules } = service((_, number) => ({ status: 200, body: { value: [], nextLink: link(number) } }));
    expect(await rules.list()).toMatchObject({
      state: 'failed',
      reason: 'the list goes on after 500 pages and 0 entries',
    });
    expect(http.sent).toHaveLength(500);
  });
});

describe('a rule that Azure does not answer about', () => {
  it('is not written again for ever: a minute for each request, three in all, and what is under way ends', async () => {
    let minutes = 0;
    const http = fakeHttp(() => {
      minutes += 1;
      return 'lost';
    });
    const send = armSender(http, fakeTokens(), PUBLIC, armLack);
    const rules = armRuleService(http, send, PUBLIC, SCOPE, () => minutes * 60_000);
    expect(await rules.create(RULE)).toMatchObject({ state: 'refused', refusal: { reason: 'write-failed' } });
    expect(minutes).toBeLessThanOrEqual(7);
    minutes = 0;
    const hanging = fakeHttp(({ method }) => {
      if (method !== 'PUT') return MISSING;
      minutes += 1;
      return 'lost';
    });
    const writer = armRuleService(
      hanging,
      armSender(hanging, fakeTokens(), PUBLIC),
      PUBLIC,
      SCOPE,
      () => minutes * 60_000,
    );
    expect(await writer.create(RULE)).toMatchObject({ state: 'refused', refusal: { reason: 'write-failed' } });
    expect(requests(hanging.sent)).toEqual(['put', 'get', 'put', 'get', 'put', 'get']);
  });
});

describe('creating a rule', () => {
  it('is one PUT, polls to the end, and one read', async () => {
    let polls = 0;
    const { http, rules } = service((request) => {
      if (request.method === 'PUT') return ACCEPTED;
      if (POLL(request)) return { status: 200, body: { status: ++polls < 3 ? 'Creating' : 'Succeeded' } };
      return { status: 200, body: body('Succeeded') };
    });
    expect(await rules.create(RULE)).toMatchObject({
      state: 'serves',
      ours: true,
      rule: { name: 'test1', state: 'Succeeded' },
    });
    expect(requests(http.sent)).toEqual(['put', 'poll', 'poll', 'poll', 'get']);
    expect(http.waits).toEqual([2000, 2000]);
    // The signed URL is used as it was given.
    expect(http.sent[1]?.url).toBe(OPERATION);
  });

  it('waits between polls as long as it is asked to', async () => {
    let polls = 0;
    const { http, rules } = service((request) => {
      if (request.method === 'PUT') return ACCEPTED;
      if (!POLL(request)) return { status: 200, body: body('Succeeded') };
      return ++polls < 2
        ? { status: 200, headers: { 'retry-after': '9' }, body: { status: 'Creating' } }
        : { status: 200, body: { status: 'Succeeded' } };
    });
    await rules.create(RULE);
    expect(http.waits).toEqual([9000]);
  });

  it.each([
    ['that was there', body('Updating')],
    [
      'that was changed since',
      body('Creating', { systemData: { createdAt: '2026-03-24T01:18:38Z', lastModifiedAt: '2026-03-24T01:20:00Z' } }),
    ],
  ])('%s is not ours', async (_, answered) => {
    const { rules } = service((request) => {
      if (request.method === 'PUT') return { ...ACCEPTED, body: answered };
      if (POLL(request)) return { status: 200, body: { status: 'Succeeded' } };
      return { status: 200, body: body('Succeeded') };
    });
    expect(await rules.create(RULE)).toMatchObject({ state: 'serves', ours: false });
  });

  it.each([
    [400, 'EnforceDockerAuthentication', 'refused-by-service'],
    [409, 'TargetRepositoryAlreadyPresentInRegistry', 'refused-by-service'],
    [403, 'RequestDisallowedByPolicy', 'refused-by-service'],
    [403, 'QuotaExceeded', 'refused-by-service'],
    [403, 'AuthorizationFailed', 'not-permitted'],
    [404, 'ResourceNotFound', 'write-failed'],
    [429, 'TooManyRequests', 'write-failed'],
  ])('%d %s is the reason of its image, without a second try', async (status, code, reason) => {
    const { http, rules } = service(() => ({ status, body: { error: { code, message: `Because of ${code}.` } } }));
    const outcome = await rules.create(RULE);
    expect(outcome).toMatchObject({ state: 'refused', refusal: { reason } });
    expect(JSON.stringify(outcome)).toContain(code);
    expect(new Set(requests(http.sent))).toEqual(new Set(['put']));
    expect(http.sent).toHaveLength(status === 429 ? 5 : 1);
  });

  it('an operation that fails later tells code and message', async () => {
    const error = { code: 'CacheRuleFailed', message: 'It broke at https://x.example/y?sig=SECRET today.' };
    const { http, rules } = service((request) =>
      request.method === 'PUT' ? ACCEPTED : { status: 200, body: { status: 'Failed', error } },
    );
    expect(await rules.create(RULE)).toEqual({
      state: 'refused',
      refusal: {
        reason: 'refused-by-service',
        code: 'CacheRuleFailed',
        detail: 'It broke at https://x.example/y today.',
      },
    });
    expect(requests(http.sent)).toEqual(['put', 'poll']);
  });

  it('an operation that never ends is given up after three minutes', async () => {
    const { http, rules } = service((request) =>
      request.method === 'PUT' ? ACCEPTED : { status: 200, body: { status: 'Creating' } },
    );
    expect(await rules.create(RULE)).toMatchObject({
      refusal: { detail: 'Azure has not finished it within 3 minutes' },
    });
    expect(http.waits.reduce((sum, wait) => sum + wait, 0)).toBe(180_000);
  });

  it('a PUT that was lost before it arrived is sent again, once it is seen not to be there', async () => {
    let puts = 0;
    const { http, rules } = service((request) => {
      if (request.method === 'PUT') return ++puts === 1 ? 'lost' : ACCEPTED;
      if (POLL(request)) return { status: 200, body: { status: 'Succeeded' } };
      return puts === 1 ? MISSING : { status: 200, body: body('Succeeded') };
    });
    expect(await rules.create(RULE)).toMatchObject({ state: 'serves', ours: true });
    expect(requests(http.sent)).toEqual(['put', 'get', 'put', 'poll', 'get']);
  });

  it('a PUT whose answer was lost is found done, not sent again, and not claimed as ours', async () => {
    let reads = 0;
    const { http, rules } = service((request) =>
      request.method === 'PUT' ? 'lost' : { status: 200, body: body(++reads < 3 ? 'Creating' : 'Succeeded') },
    );
    expect(await rules.create(RULE)).toMatchObject({ state: 'serves', ours: false });
    expect(requests(http.sent)).toEqual(['put', 'get', 'get', 'get']);
  });

  it.each([
    [
      'a conflict that passes',
      { status: 409, body: { error: { code: 'AnotherOperationInProgress', message: 'Wait.' } } },
    ],
    ['a server error', { status: 500, body: { error: { code: 'InternalServerError', message: 'Oops.' } } }],
    ['a lost connection', 'lost'],
  ] satisfies [string, FakeAnswer][])('%s that does not pass ends after four writes', async (_, answer) => {
    const { http, rules } = service((request) => (request.method === 'PUT' ? answer : MISSING));
    expect(await rules.create(RULE)).toMatchObject({ state: 'refused', refusal: { reason: 'write-failed' } });
    expect(requests(http.sent).filter((kind) => kind === 'put')).toHaveLength(4);
  });

  it('a rule of that name with another source is left alone', async () => {
    const other = body('Succeeded', { properties: { ...body('Succeeded').properties, sourceRepository: 'quay.io/x' } });
    const { rules } = service((request) => (request.method === 'PUT' ? 'lost' : { status: 200, body: other }));
    expect(await rules.create(RULE)).toMatchObject({ refusal: { reason: 'name-taken' } });
  });

  it('not being allowed to look at the operation is no failure: the rule tells', async () => {
    const { rules } = service((request) => {
      if (request.method === 'PUT') return ACCEPTED;
      if (POLL(request)) return { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } };
      return { status: 200, body: body('Succeeded') };
    });
    expect(await rules.create(RULE)).toMatchObject({ state: 'serves', ours: true });
  });

  it('is ours also where another run has written the same rule since, and is not where it has made it anew', async () => {
    for (const [createdAt, ours] of [
      ['2026-03-24T01:18:39Z', true],
      ['2026-03-24T01:19:00Z', false],
    ] as const) {
      const made = { ...body('Succeeded').properties, creationDate: createdAt };
      let reads = 0;
      const { http, rules } = service((request) => {
        if (request.method === 'PUT') return ACCEPTED;
        if (POLL(request)) return { status: 200, body: { status: 'Succeeded' } };
        const state = ++reads < 3 ? 'Updating' : 'Succeeded';
        return { status: 200, body: body('', { properties: { ...made, provisioningState: state } }) };
      });
      expect(await rules.create(RULE)).toMatchObject({ state: 'serves', ours });
      expect(requests(http.sent)).toEqual(['put', 'poll', 'get', 'get', 'get']);
    }
  });

  it('sends one write at a time, and follows operations side by side', async () => {
    let unanswered = 0;
    let most = 0;
    const http = fakeHttp(async (request) => {
      if (request.method === 'PUT') {
        most = Math.max(most, ++unanswered);
        await new Promise((resolve) => setImmediate(resolve));
        unanswered--;
        return { status: 201, body: body('Succeeded') };
      }
      return { status: 200, body: body('Succeeded') };
    });
    const rules = armRuleService(http, armSender(http, fakeTokens(), PUBLIC), PUBLIC, SCOPE);
    await Promise.all([1, 2, 3, 4].map((number) => rules.create({ ...RULE, name: `rule-${number}` })));
    expect(most).toBe(1);
  });
});

describe('removing a rule', () => {
  const LOCATION = `https://management.azure.com/subscriptions/${SCOPE.subscriptionId}/providers/Microsoft.ContainerRegistry/locations/W/operationResults/1?s=SECRET`;

  it('is one DELETE, its operation, and a look', async () => {
    const { http, rules } = service((request) => {
      if (request.method === 'DELETE') return { status: 202, headers: { location: LOCATION } };
      return GET_RULE(request) ? MISSING : { status: 200 };
    });
    expect(await rules.remove({ name: 'test1' })).toEqual({ state: 'removed' });
    expect(requests(http.sent)).toEqual(['delete', 'get', 'get']);
  });

  it('goes by the rule where the operation may not be read', async () => {
    let looks = 0;
    const { rules } = service((request) => {
      if (request.method === 'DELETE') return { status: 202, headers: { location: LOCATION } };
      if (!GET_RULE(request)) return { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } };
      return ++looks < 3 ? { status: 200, body: body('Deleting') } : MISSING;
    });
    expect(await rules.remove({ name: 'test1' })).toEqual({ state: 'removed' });
  });

  it('leaves one of the same name that another run has made meanwhile', async () => {
    const { http, rules } = service((request) => {
      if (request.method === 'DELETE') return { status: 202, headers: { location: LOCATION } };
      return { status: 200, ...(GET_RULE(request) ? { body: body('Succeeded') } : {}) };
    });
    const mine = { name: 'test1', createdAt: '2026-03-24T01:18:00.000Z' };
    expect(await rules.remove(mine)).toEqual({ state: 'removed' });
    expect(requests(http.sent).filter((request) => request === 'delete')).toHaveLength(1);
  });

  it('that is not allowed is told', async () => {
    const { rules } = service(() => ({
      status: 403,
      body: { error: { code: 'AuthorizationFailed', message: 'No.' } },
    }));
    expect(await rules.remove({ name: 'test1' })).toEqual({ state: 'not-allowed', reason: 'AuthorizationFailed: No.' });
  });
});

describe('listing', () => {
  it('reads every page', async () => {
    const { http, rules } = service((request) =>
      request.url.includes('skip')
        ? { status: 200, body: { value: [{ ...body('Failed'), name: 'test2' }] } }
        : {
            status: 200,
            body: { value: [body('Succeeded')], nextLink: `${RULES}?api-version=2025-11-01&$skipToken=skip` },
          },
    );
    const listing = await rules.list();
    expect(listing.state === 'known' && listing.rules.map(({ name, state }) => [name, state])).toEqual([
      ['test1', 'Succeeded'],
      ['test2', 'Failed'],
    ]);
    expect(http.sent).toHaveLength(2);
    expect(rules.requests()).toEqual({ reads: 2, writes: 0 });
  });

  it('not being allowed to is not an empty list', async () => {
    const { rules } = service(() => ({
      status: 403,
      body: { error: { code: 'AuthorizationFailed', message: 'No.' } },
    }));
    expect(await rules.list()).toMatchObject({ state: 'not-allowed' });
    expect(await rules.credentialSets()).toMatchObject({ state: 'not-allowed' });
  });

  it('what is no list is told as such', async () => {
    const { rules } = service(() => ({ status: 200, body: { value: 'no' } }));
    expect(await rules.list()).toMatchObject({ state: 'failed' });
  });

  it('a page elsewhere is not asked', async () => {
    const { http, rules } = service(() => ({ status: 200, body: { value: [], nextLink: 'https://evil.example/' } }));
    expect(await rules.list()).toMatchObject({ state: 'failed' });
    expect(http.sent).toHaveLength(1);
  });

  it('tells the health of credential sets', async () => {
    const set = (name: string, status: string) => ({
      id: `id-${name}`,
      name,
      properties: {
        loginServer: 'docker.io',
        authCredentials: [{ name: 'Credential1', credentialHealth: { status, errorCode: 'Forbidden' } }],
      },
    });
    const { rules } = service(() => ({
      status: 200,
      body: { value: [set('good', 'Healthy'), set('bad', 'Unhealthy')] },
    }));
    expect(await rules.credentialSets()).toMatchObject({
      state: 'known',
      sets: [
        { name: 'good', health: 'healthy' },
        { name: 'bad', health: 'unhealthy', detail: 'Forbidden' },
      ],
    });
  });
});

const DATA = new URL('../../../shared/data/azure/', import.meta.url);
const RECORDED = new URL('arm-recorded-cacherules.json', DATA);
const SCHEMA = new URL('armschema-2025-11-01-Microsoft.ContainerRegistry.json', DATA);
const here = existsSync(RECORDED) && existsSync(SCHEMA);

interface Interaction {
  readonly name: string;
  readonly request: unknown;
  readonly response: unknown;
}

describe.skipIf(!here)(`recorded traffic${here ? '' : ' (skipped: ../shared/data/azure is not here)'}`, () => {
  const json = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));
  const interactions = (): readonly Interaction[] =>
    listField(json(RECORDED), 'interactions').map((entry) => ({
      name: stringField(entry, 'name') ?? '',
      request: field(entry, 'request'),
      response: field(entry, 'response'),
    }));

  /** Answers with what was recorded for the request; several answers of one request come one after the other. */
  function replay(names: readonly string[]) {
    const chosen = names.map((name) => interactions().find((interaction) => interaction.name === name));
    let index = 0;
    return service(() => {
      const response = chosen[index++]?.response;
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(field(response, 'headers') ?? {})) headers[name] = String(value);
      return { status: Number(field(response, 'status')), headers, body: field(response, 'body') };
    });
  }

  /** A request as it was recorded, or as it was sent: method, URL but for the version of the API, body. */
  function comparable(method: unknown, url: string, content: unknown) {
    return { method, url: url.replace(/api-version=[^&]+/, 'api-version=*'), body: content };
  }
  const asRecorded = (names: readonly string[]) =>
    names.map((name) => {
      const request = interactions().find((interaction) => interaction.name === name)?.request;
      return comparable(field(request, 'method'), stringField(request, 'url') ?? '', field(request, 'body'));
    });
  const asSent = (sent: readonly HttpRequest[]) =>
    sent.map(({ method, url, body: content }) =>
      comparable(method, url, typeof content === 'string' ? JSON.parse(content) : undefined),
    );

  it('a list', async () => {
    const { http, rules } = replay(['list']);
    expect(await rules.list()).toEqual({
      state: 'known',
      rules: [
        {
          name: 'test1',
          source: 'mcr.microsoft.com/mcr/hello-world',
          target: 'hello-world',
          credentialSetId: `${REGISTRY}/credentialSets/test1`,
          state: 'Succeeded',
          createdAt: '2026-03-24T01:18:39.190Z',
        },
      ],
    });
    expect(asSent(http.sent)).toEqual(asRecorded(['list']));
  });

  it('a creation', async () => {
    const names = ['create', 'create-poll-1', 'create-poll-2', 'create-final-get'];
    const { http, rules } = replay(names);
    const outcome = await rules.create({ ...RULE, credentialSetId: `${REGISTRY}/credentialSets/test1` });
    expect(outcome).toMatchObject({ state: 'serves', ours: true, rule: { name: 'test1', state: 'Succeeded' } });
    expect(asSent(http.sent)).toEqual(asRecorded(names));
  });

  it('a rule that is missing', async () => {
    const { http, rules } = replay(['get-missing']);
    expect(await rules.settled({ ...RULE, name: 'test-mi' })).toMatchObject({ state: 'refused' });
    expect(asSent(http.sent)).toEqual(asRecorded(['get-missing']));
  });

  it('what is sent fits the schema of its version of the API', async () => {
    const { http, rules } = service(() => ({ status: 200, body: body('Succeeded') }));
    await rules.create({ ...RULE, credentialSetId: `${REGISTRY}/credentialSets/test1` });
    await rules.create(RULE);
    const document = json(SCHEMA);
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const definition = { $ref: '#/definitions/CacheRuleProperties', definitions: field(document, 'definitions') };
    // The schema refers to documents of ARM itself, for expressions in templates; requests have none.
    const text = JSON.stringify(definition).replaceAll(/\{"\$ref":"https:[^"]*"\}/g, 'false');
    const validate = ajv.compile(JSON.parse(text));
    const puts = http.sent.filter(({ method }) => method === 'PUT');
    expect(puts).toHaveLength(2);
    for (const { body: content } of puts) {
      const properties = field(JSON.parse(String(content)), 'properties');
      expect(validate(properties), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(validate({ sourceRepository: 1 })).toBe(false);
  });
});
