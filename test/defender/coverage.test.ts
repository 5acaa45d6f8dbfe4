import { describe, expect, it } from 'vitest';
import { askPlan, type Plan, whyBlind } from '../../src/defender/coverage.ts';
import type { GraphAnswer } from '../../src/defender/resource-graph.ts';
import { RunEnded } from '../../src/io/http.ts';
import { type FakeAnswer, fakeHttp, PUBLIC } from '../azure/fake-http.ts';

const SUBSCRIPTION = '33333333-3333-3333-3333-333333333333';

function asking(answer: FakeAnswer, token: () => Promise<string> = async () => 'token') {
  const http = fakeHttp(() => answer);
  const plan = () => askPlan({ http, armEndpoint: PUBLIC.armEndpoint, token, renew: () => undefined }, SUBSCRIPTION);
  return { http, plan };
}

const told = (...value: readonly unknown[]): FakeAnswer => ({ status: 200, body: JSON.stringify({ value }) });
const plan = (name: string, pricingTier: string, ...extensions: readonly unknown[]) => ({
  name,
  properties: { pricingTier, ...(extensions.length === 0 ? {} : { extensions }) },
});
const registries = (isEnabled: unknown) => ({ name: 'ContainerRegistriesVulnerabilityAssessments', isEnabled });

describe('askPlan', () => {
  it.each<[string, readonly unknown[], Plan['type']]>([
    ['the plan for containers', [plan('Containers', 'Standard')], 'on'],
    ['names in any case', [plan('containers', 'standard')], 'on'],
    ['the plan for posture alone', [plan('Containers', 'Free'), plan('CloudPosture', 'Standard')], 'on'],
    ['another part that is off', [plan('Containers', 'Standard', { name: 'Sensor', isEnabled: 'False' })], 'on'],
    ['its part for registries', [plan('Containers', 'Standard', registries('True'))], 'on'],
    ['no part for registries', [plan('Containers', 'Standard', registries('False'))], 'off'],
    ['no part for registries, in JSON', [plan('Containers', 'Standard', registries(false))], 'off'],
    ['no plan but for machines', [plan('VirtualMachines', 'Standard'), plan('Containers', 'Free')], 'off'],
    ['a part without a name', [plan('Containers', 'Standard', { isEnabled: 'False' })], 'on'],
    ['a plan without a name', [{ properties: {} }, plan('Containers', 'Standard')], 'on'],
    ['only other plans', [plan('VirtualMachines', 'Standard')], 'not-told'],
    ['a plan without a tier', [{ name: 'Containers' }], 'off'],
    ['nothing', [], 'not-told'],
  ])('takes %s for: %s', async (_, plans, expected) => {
    expect((await asking(told(...plans)).plan()).type).toBe(expected);
  });

  it('asks the subscription, with the token', async () => {
    const { http, plan: ask } = asking(told());
    await ask();
    expect(http.sent.map(({ method, url, headers }) => [method, url, headers?.authorization])).toEqual([
      [
        'GET',
        `https://management.azure.com/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Security/pricings?api-version=2024-01-01`,
        'Bearer token',
      ],
    ]);
  });

  it.each<[string, FakeAnswer, string]>([
    [
      'a refusal',
      { status: 403, body: '{"error":{"code":"AuthorizationFailed","message":"no"}}' },
      'AuthorizationFailed',
    ],
    ['a page of a proxy', { status: 200, body: '<html>' }, 'it is no list of plans'],
    ['a lost connection', 'lost', '5 times'],
  ])('tells %s', async (_, answer, reason) => {
    expect(await asking(answer).plan()).toEqual({ type: 'not-told', reason: expect.stringContaining(reason) });
  });

  it('tells the end of the run, and throws what nobody foresees', async () => {
    const ended = asking(told(), async () => {
      throw new RunEnded('the run was cancelled');
    });
    expect(await ended.plan()).toEqual({ type: 'not-told', reason: 'the run was cancelled' });
    const broken = asking(told(), async () => {
      throw new TypeError('a defect');
    });
    await expect(broken.plan()).rejects.toThrow('a defect');
  });
});

describe('whyBlind', () => {
  const NOT_TOLD: Plan = { type: 'not-told', reason: 'HTTP 403' };

  it.each<[string, Plan, GraphAnswer, string | undefined]>([
    ['a plan that is on', { type: 'on' }, { type: 'failed', reason: 'not to be asked' }, undefined],
    ['a plan that is off', { type: 'off' }, { type: 'rows', rows: [{}] }, 'no plan of Defender scans this registry'],
    ['an assessment of the registry', NOT_TOLD, { type: 'rows', rows: [{}] }, undefined],
    ['no assessment of the registry', NOT_TOLD, { type: 'rows', rows: [] }, 'is not told: HTTP 403'],
    ['a graph that is shut', NOT_TOLD, { type: 'not-allowed', reason: 'no' }, 'no'],
    ['a graph that fails', NOT_TOLD, { type: 'failed', reason: 'HTTP 500' }, 'HTTP 500'],
  ])('with %s', async (_, answer, rows, expected) => {
    const why = await whyBlind({ ask: async () => rows }, async () => answer, 'contoso');
    if (expected === undefined) expect(why).toBeUndefined();
    else expect(why).toContain(expected);
  });
});
