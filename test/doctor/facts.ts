import { cloudOf } from '../../src/clouds.ts';
import type { Answer, Facts } from '../../src/doctor/facts.ts';

/** Facts of set-ups, for what is judged without asking anybody. */

const GROUP = '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-registry';
const ID = `${GROUP}/providers/Microsoft.ContainerRegistry/registries/contoso`;
const REFUSED: Answer<never> = { state: 'refused', reason: 'AuthorizationFailed' };

function answered<T>(value: T): Answer<T> {
  return { state: 'answered', value };
}

/** A set-up in which all that can be wrong at once is. */
export const ALL_WRONG: Facts = {
  wanted: {
    ...{ cloud: cloudOf('public'), registryName: 'contoso', loginServer: 'contoso.azurecr.io' },
    isLoginServerGiven: true,
    ...{ subscriptionId: '33333333-3333-3333-3333-333333333333', resourceGroup: 'rg-registry' },
    ...{ tenantId: '11111111-1111-1111-1111-111111111111', clientId: '22222222-2222-2222-2222-222222222222' },
    ...{ writes: true, pulls: true, gate: true, pins: true, maxCacheRules: 50 },
    credentialSets: new Map([['docker.io', 'hub-of-ours']]),
    credentialHosts: ['dhi.io', 'docker.io', 'registry.redhat.io'],
  },
  job: {
    state: 'presented',
    presented: {
      issuer: 'https://token.actions.githubusercontent.com',
      subject: "repo:contoso@501/shop@1001:environment:it's",
      audience: 'api://AzureADTokenExchange',
    },
  },
  signIn: {
    state: 'signed-in',
    principal: {
      ...{ objectId: 'aaaaaaaa-2222-2222-2222-222222222222', tenantId: '11111111-1111-1111-1111-111111111111' },
      ...{ clientId: '22222222-2222-2222-2222-222222222222', kind: 'ServicePrincipal' },
    },
  },
  subscriptions: answered([]),
  resourceGroup: answered('rg-registry'),
  registry: answered({
    ...{ id: ID, loginServer: 'contoso.azurecr.io', location: 'westeurope', sku: 'Premium' },
    ...{ roleAssignmentMode: 'AbacRepositoryPermissions', anonymousPull: true, publicNetworkAccess: 'Disabled' },
    ...{ networkDefaultAction: 'Deny', networkRuleBypassOptions: 'None', privateEndpoints: 1, softDelete: true },
    ...{ retentionDays: 7, armTokens: false },
  }),
  locks: answered([{ id: `${ID}/providers/Microsoft.Authorization/locks/frozen`, level: 'ReadOnly' }]),
  replicas: answered(['westeurope', 'northeurope']),
  permissions: answered([]),
  rules: answered([{ name: 'broken-rule', source: 'quay.io/a', target: 'a', state: 'Failed' }]),
  credentialSets: answered([
    {
      ...{ name: 'red-hat', loginServer: 'registry.redhat.io', health: 'unhealthy', detail: 'Forbidden' },
      ...{ principalId: '00000000-0000-0000-0000-0000000000bb', vaults: ['contoso'] },
    },
    {
      ...{ name: 'hardened', loginServer: 'dhi.io', health: 'unhealthy', detail: undefined },
      ...{ principalId: undefined, vaults: [] },
    },
  ]),
  pull: { ...REFUSED, state: 'refused', reason: 'not let in', network: { address: '203.0.113.7' } },
  lists: REFUSED,
  defenderPlan: answered('off'),
  assessments: REFUSED,
};

/** Set-ups whose commands are those of {@link ALL_WRONG} and these. */
export const OTHERS_WRONG: readonly Facts[] = [
  ...['AADSTS700016', 'AADSTS7000229', 'AADSTS7000112', 'AADSTS90002', 'AADSTS700212', 'AADSTS700213'].map(
    (code): Facts => ({ ...ALL_WRONG, signIn: { state: 'refused', code, reason: code } }),
  ),
  // Nothing may be read.
  {
    ...ALL_WRONG,
    wanted: { ...ALL_WRONG.wanted, resourceGroup: undefined },
    ...{ resourceGroup: { state: 'not-found', reason: 'no registry contoso' }, registry: REFUSED, locks: REFUSED },
    ...{ permissions: REFUSED, rules: REFUSED, credentialSets: REFUSED, pull: REFUSED },
  },
  { ...ALL_WRONG, registry: { state: 'not-found', reason: 'ResourceNotFound' }, pull: REFUSED },
];
