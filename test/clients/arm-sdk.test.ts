import { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';
import { ClientAssertionCredential } from '@azure/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, openLab } from './lab.ts';
import { CLIENTS } from './table.ts';

/** Microsoft's clients of Entra and Azure Resource Manager with transports of their own, over a proxy to real host names. */

let lab: Lab;
beforeAll(async () => {
  const rules = ['a', 'b', 'c'].map((name) => ({ name: `rule-${name}`, source: `quay.io/acme/${name}`, target: name }));
  const credentialSets = [{ name: 'docker-hub', loginServer: 'docker.io' }];
  lab = await openLab({ rules, credentialSets, arm: { pageSize: 2 } });
});
afterAll(() => lab.close());

function credential(): ClientAssertionCredential {
  const { tenantId, clientId } = lab.emulator.names;
  const options = { proxyOptions: lab.proxyOptions, disableInstanceDiscovery: true };
  return new ClientAssertionCredential(tenantId, clientId, async () => lab.oidcToken(), options);
}

function client(): ContainerRegistryManagementClient {
  const options = { proxyOptions: lab.proxyOptions, retryOptions: { maxRetries: 0 } };
  return new ContainerRegistryManagementClient(credential(), lab.emulator.names.subscriptionId, options);
}

const REGISTRY = ['rg-registry', 'contoso'] as const;
const QUICK = { updateIntervalInMs: 10 };

async function namesOf(list: AsyncIterable<{ name?: string }>): Promise<readonly (string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

describe('@azure/arm-containerregistry', () => {
  const tests: Readonly<Record<(typeof CLIENTS)['arm-sdk']['does'][number], () => Promise<void>>> = {
    'creates a rule and waits for it': async () => {
      const wanted = { sourceRepository: 'quay.io/acme/new', targetRepository: 'new' };
      const rule = await client().cacheRules.create(...REGISTRY, 'made-by-sdk', wanted, QUICK);
      expect(rule).toMatchObject({ name: 'made-by-sdk', ...wanted, provisioningState: 'Succeeded' });
    },
    'lists rules over several pages': async () => {
      const names = await namesOf(client().cacheRules.list(...REGISTRY));
      expect(names).toEqual(['rule-a', 'rule-b', 'rule-c', 'made-by-sdk']);
    },
    'deletes a rule and waits for it': async () => {
      await client().cacheRules.delete(...REGISTRY, 'made-by-sdk', QUICK);
      expect(lab.emulator.rules().map(({ name }) => name)).not.toContain('made-by-sdk');
    },
    'reads the registry and its credential sets': async () => {
      const registry = await client().registries.get(...REGISTRY);
      expect(registry.loginServer).toBe('contoso.azurecr.io');
      expect(await namesOf(client().credentialSets.list(...REGISTRY))).toEqual(['docker-hub']);
    },
    'tells a refusal by its code': async () => {
      const wanted = { sourceRepository: 'docker.io/library/nginx', targetRepository: 'nginx' };
      const refused = client().cacheRules.create(...REGISTRY, 'nginx-rule', wanted, QUICK);
      await expect(refused).rejects.toMatchObject({ statusCode: 400, code: 'EnforceDockerAuthentication' });
    },
  };
  for (const name of CLIENTS['arm-sdk'].does) it(name, tests[name]);
});

describe('@azure/identity', () => {
  const tests: Readonly<Record<(typeof CLIENTS)['identity']['does'][number], () => Promise<void>>> = {
    "exchanges the job's OIDC token": async () => {
      const { token } = await credential().getToken('https://management.azure.com/.default');
      expect(lab.emulator.tokens.purposeOf(token)).toMatchObject({ kind: 'entra', audience: 'arm' });
      expect(new Set(lab.proxy.asked)).toContain('login.microsoftonline.com:443');
    },
    'tells a subject that nobody federated by its code': async () => {
      const { directory, names } = lab.emulator;
      const application = directory.applications.get(names.clientId);
      if (application === undefined) throw new Error('no application');
      const { federatedCredentials } = application;
      const others = federatedCredentials.filter(({ name }) => name === 'pull-request');
      directory.applications.set(names.clientId, { ...application, federatedCredentials: others });
      await expect(credential().getToken('https://management.azure.com/.default')).rejects.toThrow('AADSTS700213');
      directory.applications.set(names.clientId, application);
    },
  };
  for (const name of CLIENTS.identity.does) it(name, tests[name]);
});

it('no client of these was refused as what no real service would get', () => {
  expect(lab.emulator.violations).toEqual([]);
});
