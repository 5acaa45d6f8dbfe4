import { ContainerRegistryClient, ContainerRegistryContentClient } from '@azure/container-registry';
import { ClientAssertionCredential } from '@azure/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, openLab } from './lab.ts';
import { CLIENTS } from './table.ts';

/** Microsoft's client of the registry's data plane, over a proxy to real host names. */

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.close());

const ENDPOINT = 'https://contoso.azurecr.io';

function access() {
  const { tenantId, clientId } = lab.emulator.names;
  const { proxyOptions } = lab;
  const options = { proxyOptions, disableInstanceDiscovery: true };
  const credential = new ClientAssertionCredential(tenantId, clientId, async () => lab.oidcToken(), options);
  const audience = 'https://containerregistry.azure.net';
  return { credential, options: { proxyOptions, audience, retryOptions: { maxRetries: 0 } } };
}

function client(): ContainerRegistryClient {
  const { credential, options } = access();
  return new ContainerRegistryClient(ENDPOINT, credential, options);
}

async function namesOf<T>(list: AsyncIterable<T>): Promise<readonly T[]> {
  const names: T[] = [];
  for await (const name of list) names.push(name);
  return names;
}

describe('@azure/container-registry', () => {
  const tests: Readonly<Record<(typeof CLIENTS)['data-sdk']['does'][number], () => Promise<void>>> = {
    'lists repositories': async () => {
      expect(await namesOf(client().listRepositoryNames())).toEqual(['own/app']);
    },
    'reads the properties of a repository, its tags and manifests': async () => {
      const repository = client().getRepository('own/app');
      expect(await repository.getProperties()).toMatchObject({ name: 'own/app', tagCount: 1, canRead: true });
      const tags = await namesOf(repository.getArtifact('1').listTagProperties());
      expect(tags.map(({ name }) => name)).toEqual(['1']);
      expect((await namesOf(repository.listManifestProperties())).length).toBeGreaterThan(0);
    },
    'gets a manifest by its tag': async () => {
      const { credential, options } = access();
      const { digest, mediaType } = await new ContainerRegistryContentClient(
        ENDPOINT,
        'own/app',
        credential,
        options,
      ).getManifest('1');
      const { digest: told } = await client().getArtifact('own/app', '1').getTagProperties('1');
      expect([digest, mediaType]).toEqual([told, 'application/vnd.oci.image.index.v1+json']);
    },
  };
  for (const name of CLIENTS['data-sdk'].does) {
    it(name, async () => {
      await tests[name]();
      expect(lab.emulator.violations).toEqual([]);
    });
  }
});
