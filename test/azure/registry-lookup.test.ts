import { describe, expect, it } from 'vitest';
import { armSender } from '../../src/azure/arm-sender.ts';
import { findResourceGroups, readRegistry, registryResourceId } from '../../src/azure/registry-lookup.ts';
import { type FakeAnswer, fakeHttp, fakeTokens, PUBLIC } from './fake-http.ts';

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';
const ID = registryResourceId(SUBSCRIPTION, 'Rg-One', 'Contoso');

function arm(answer: FakeAnswer) {
  const http = fakeHttp(() => answer);
  return { http, send: armSender(http, fakeTokens(), PUBLIC) };
}

describe('finding the resource group', () => {
  it('asks as az does', async () => {
    const { http, send } = arm({
      status: 200,
      body: {
        value: [
          { id: '/x', name: 'contosoold' },
          { id: ID, name: 'Contoso' },
        ],
      },
    });
    expect(await findResourceGroups(send, PUBLIC, SUBSCRIPTION, 'contoso')).toEqual({
      state: 'found',
      resourceGroups: ['Rg-One'],
    });
    expect(decodeURIComponent(http.sent[0]?.url ?? '')).toBe(
      `https://management.azure.com/subscriptions/${SUBSCRIPTION}/resources?$filter=resourceType eq 'Microsoft.ContainerRegistry/registries'&api-version=2024-11-01`,
    );
  });

  it.each([
    ['not-found', { status: 200, body: { value: [] } }],
    ['failed', { status: 200, body: 'null' }],
    ['failed', { status: 200, body: '<html>' }],
    ['not-allowed', { status: 403, body: {} }],
    ['failed', { status: 400, body: {} }],
    ['failed', 'lost'],
  ] satisfies [string, FakeAnswer][])('%s is told as such', async (state, answer) => {
    const found = await findResourceGroups(arm(answer).send, PUBLIC, SUBSCRIPTION, 'contoso');
    expect(found).toMatchObject({ state });
  });

  const page = (number: number | string) =>
    `https://management.azure.com/subscriptions/${SUBSCRIPTION}/resources?page=${number}`;

  it('does not turn pages for ever, nor takes a part of the list for the whole', async () => {
    let pages = 0;
    const http = fakeHttp(() => ({ status: 200, body: { value: [], nextLink: page(++pages) } }));
    const send = armSender(http, fakeTokens(), PUBLIC);
    expect(await findResourceGroups(send, PUBLIC, SUBSCRIPTION, 'contoso')).toEqual({
      state: 'failed',
      code: '',
      reason: 'the list of registries goes on after 100 pages',
    });
    expect(pages).toBe(100);
  });

  it('fails at a link that comes back', async () => {
    const { http, send } = arm({ status: 200, body: { value: [], nextLink: page('again') } });
    expect(await findResourceGroups(send, PUBLIC, SUBSCRIPTION, 'contoso')).toMatchObject({ state: 'failed' });
    expect(http.sent).toHaveLength(2);
  });
});

describe('what the registry says of itself', () => {
  it('is read as far as it is there', async () => {
    const body = {
      sku: { name: 'Premium' },
      properties: { loginServer: 'Contoso-abc.azurecr.io', anonymousPullEnabled: false },
    };
    expect(await readRegistry(arm({ status: 200, body }).send, PUBLIC, ID)).toEqual({
      state: 'known',
      loginServer: 'contoso-abc.azurecr.io',
      sku: 'Premium',
      anonymousPull: false,
      roleAssignmentMode: undefined,
      publicNetworkAccess: undefined,
      networkDefaultAction: undefined,
      networkRuleBypassOptions: undefined,
      softDelete: undefined,
    });
  });

  it('may be closed to the role for rules', async () => {
    expect(await readRegistry(arm({ status: 403 }).send, PUBLIC, ID)).toMatchObject({ state: 'not-allowed' });
  });
});
