import { afterAll, describe, expect, it } from 'vitest';
import { EXCHANGE_AUDIENCE, GITHUB_ISSUER } from '../../src/emulator/directory.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { type ActionRun, HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, pushPayload, type Run, type Scene, smallImage } from './scene.ts';

/** Every wrong set-up has a sentence of its own, with the value given, Azure's words and what to do. */

closeScenes(afterAll);

const APP = 'quay.io/acme/app';

async function open(services: EmulatorOptions = {}): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
  return openScene({ upstreams, ...services }, { 'app.yaml': pod(`${APP}:1`) });
}

const OTHER = '99999999-9999-9999-9999-999999999999';
const TENANT = '11111111-1111-1111-1111-111111111111';
const CLIENT = '22222222-2222-2222-2222-222222222222';
const SUBSCRIPTION = '33333333-3333-3333-3333-333333333333';

/** What fails the step, and no library's account of all that it tried. */
function failureOf(run: Run): string {
  expect(run.status).toBe(1);
  const shown = `${run.stdout}${run.stderr}${run.summary}`;
  expect(shown).not.toMatch(/Pagination failed|ChainedTokenCredential|EnvironmentCredential|ManagedIdentityCredential/);
  return run.log.split('\n').find((line) => line.startsWith('::error::')) ?? '';
}

interface Case {
  readonly services?: EmulatorOptions;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly more?: Partial<ActionRun>;
  readonly before?: (emulator: Emulator) => void;
  /** In this order. */
  readonly says: readonly string[];
}

const PLAIN = {
  name: 'main',
  issuer: GITHUB_ISSUER,
  subject: 'repo:contoso/shop:ref:refs/heads/main',
  audiences: [EXCHANGE_AUDIENCE],
};
const SUBJECT = 'repo:contoso@501/shop@1001:ref:refs/heads/main';
const ADD = `az ad app federated-credential create --id ${CLIENT} --parameters '{"name":"contoso-501-shop-1001-ref-refs-heads-main-fdd665b2","issuer":"https://token.actions.githubusercontent.com","subject":"${SUBJECT}","audiences":["api://AzureADTokenExchange"]}'`;

const SIGNING_IN: Readonly<Record<string, Case>> = {
  'a tenant that is not there': {
    inputs: { 'tenant-id': OTHER },
    says: [
      `tenant-id is ${OTHER}`,
      `AADSTS90002: Tenant '${OTHER}' not found`,
      'docs/troubleshooting.md#unknown-tenant',
    ],
  },
  'a tenant that is no id': {
    inputs: { 'tenant-id': 'contoso' },
    says: ['tenant-id (or AZURE_TENANT_ID) is "contoso", which is no GUID', 'docs/troubleshooting.md#malformed-id'],
  },
  'a client that is no id': {
    inputs: {},
    more: { env: { AZURE_CLIENT_ID: 'acr-artifact-cache' } },
    says: ['client-id (or AZURE_CLIENT_ID) is "acr-artifact-cache", which is no GUID', 'appId'],
  },
  'a subscription that is no id': {
    more: { env: { AZURE_SUBSCRIPTION_ID: 'Production' } },
    says: ['subscription-id (or AZURE_SUBSCRIPTION_ID) is "Production", which is no GUID'],
  },
  'another client': {
    inputs: { 'client-id': OTHER },
    says: [`client-id is ${OTHER}`, `tenant ${TENANT} has no such application`, 'AADSTS700016', '#unknown-client'],
  },
  'an application without a service principal': {
    before: ({ directory, names }) => {
      const own = directory.applications.get(names.clientId);
      if (own !== undefined) directory.applications.set(names.clientId, { ...own, servicePrincipal: false });
    },
    says: [`application ${CLIENT} has no service principal`, 'AADSTS7000229', `az ad sp create --id ${CLIENT}`],
  },
  'an application that is switched off': {
    before: ({ directory, names }) => {
      const own = directory.applications.get(names.clientId);
      if (own !== undefined) directory.applications.set(names.clientId, { ...own, disabled: true });
    },
    says: [
      `application ${CLIENT} is switched off`,
      'AADSTS7000112',
      `az ad sp update --id ${CLIENT} --set accountEnabled=true`,
      '#disabled-application',
    ],
  },
  'a credential from before subjects had ids': {
    services: { federatedCredentials: [PLAIN] },
    says: ['AADSTS700213', `subject '${SUBJECT}'`, ADD, 'docs/troubleshooting.md#federated-credential'],
  },
  'the same in the older words': {
    services: { federatedCredentials: [PLAIN], entra: { refusals: 'in general' } },
    says: ['AADSTS70021', ADD],
  },
  'a credential in other letters': {
    services: { federatedCredentials: [{ ...PLAIN, subject: SUBJECT.replace('contoso', 'Contoso') }] },
    says: ['has its subject in other letters', 'AADSTS7002138', ADD],
  },
  'a credential of another issuer': {
    services: { federatedCredentials: [{ ...PLAIN, subject: SUBJECT, issuer: `${GITHUB_ISSUER}/` }] },
    says: ['AADSTS700211', GITHUB_ISSUER, 'Add one: az ad app federated-credential create'],
  },
  'no credential at all': {
    services: { federatedCredentials: [] },
    says: ['AADSTS70025', 'has no configured federated identity credentials'],
  },
  'an assertion that has ended': {
    services: { faults: [{ match: { service: 'entra' }, answer: { type: 'expired-token' } }] },
    says: ['the token that this identity showed has ended', 'AADSTS700024', '#expired-assertion'],
  },
  'no client id': {
    more: { env: { AZURE_CLIENT_ID: undefined, AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' } },
    says: ['nobody is signed in: client-id (or AZURE_CLIENT_ID) is not given', 'docs/troubleshooting.md#nobody'],
  },
  'no right to an OIDC token': {
    more: { idToken: false, env: { AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' } },
    says: ['this job has no OIDC token', 'id-token: write', '#no-oidc-token'],
  },
};

const PLACES: Readonly<Record<string, Case>> = {
  'a subscription that is not there': {
    inputs: { 'subscription-id': OTHER },
    says: [
      `subscription-id is ${OTHER}`,
      `SubscriptionNotFound: The subscription '${OTHER}' could not be found.`,
      '#wrong-subscription',
    ],
  },
  'a subscription of another tenant': {
    services: { arm: { foreignSubscriptions: { [OTHER]: '88888888-8888-8888-8888-888888888888' } } },
    inputs: { 'subscription-id': OTHER },
    says: [
      `subscription-id ${OTHER} belongs to another tenant than tenant-id ${TENANT}`,
      'must match the tenant',
      '#wrong-tenant',
    ],
  },
  'a registry that is not there': {
    services: { arm: { others: [{ name: 'fabrikam', resourceGroup: 'rg', loginServer: 'fabrikam.azurecr.io' }] } },
    inputs: { registry: 'contosso' },
    says: [
      `no registry contosso among those that this identity can see in subscription ${SUBSCRIPTION} (it sees contoso, fabrikam)`,
    ],
  },
  'a registry that is not in the group': {
    inputs: { registry: 'contosso', 'resource-group': 'rg-registry' },
    says: ['group rg-registry', 'has no registry contosso', 'ResourceNotFound', '#wrong-registry'],
  },
  'a group that is not there': {
    inputs: { 'resource-group': 'rg-old' },
    says: [
      'resource-group is rg-old',
      "ResourceGroupNotFound: Resource group 'rg-old' could not be found.",
      '#wrong-group',
    ],
  },
  'a group where the identity has no right': {
    services: {
      arm: {
        roles: (['Container Registry Cache Rule Administrator', 'AcrPull'] as const).map((role) => ({
          role,
          scope: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso`,
        })),
      },
    },
    inputs: { registry: 'contoso.azurecr.io', 'resource-group': 'rg-old' },
    says: [
      "the cache rules of contoso can't be read",
      'AuthorizationFailed',
      'resourceGroups/rg-old',
      '#not-permitted',
    ],
  },
};

describe.skipIf(!HAS_BUNDLE).concurrent('a run with', () => {
  it.each([...Object.entries(SIGNING_IN), ...Object.entries(PLACES)])('%s says so', async (_, wrong) => {
    const { services, inputs, more, before, says } = wrong;
    const scene = await open(services);
    before?.(scene.emulator);
    const run = await scene.run({ name: 'push', payload: pushPayload(undefined) }, inputs, more);
    const failure = failureOf(run);
    let at = 0;
    for (const words of says) {
      expect(failure.slice(at)).toContain(words);
      at = failure.indexOf(words, at);
    }
    // But what the look at the set-up asks, of a repository that is not there.
    const asked = run.requests.filter(({ service, path }) => service === 'registry' && path.startsWith('/v2/'));
    expect(asked.filter(({ path }) => !/^\/v2\/(?:$|acr-artifact-cache\/doctor\/)/.test(path))).toEqual([]);
  });
});
