import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, openLab } from './lab.ts';
import { CLIENTS } from './table.ts';

/** Debian's Azure CLI, signed in with the job's OIDC token, over a proxy to Azure's host names. */

const AZ = '/usr/bin/az';
const HAS_AZ = spawnSync(AZ, ['--help']).status === 0;

describe.skipIf(!HAS_AZ)(`az${HAS_AZ ? '' : ' (skipped: az is not installed; apt-get install azure-cli)'}`, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ registry: {} });
  });
  afterAll(() => lab.close());

  const az = (...words: readonly string[]) =>
    lab.run(AZ, words, {
      ...{ PATH: '/usr/bin:/bin', AZURE_CONFIG_DIR: join(lab.folder, 'azure'), HTTPS_PROXY: lab.proxy.url },
      ...{ REQUESTS_CA_BUNDLE: join(lab.folder, 'ca.crt'), AZURE_CORE_COLLECT_TELEMETRY: 'false' },
    });

  const tests: Readonly<Record<(typeof CLIENTS)['az']['does'][number], () => Promise<void>>> = {
    "signs in with the job's OIDC token": async () => {
      const { clientId, tenantId, subscriptionId } = lab.emulator.names;
      const who = ['--service-principal', '--username', clientId, '--tenant', tenantId];
      const [subscription] = JSON.parse(await az('login', ...who, '--federated-token', lab.oidcToken()));
      expect(subscription.id).toBe(subscriptionId);
    },
    'shows the registry, which it finds by its name': async () => {
      expect(JSON.parse(await az('acr', 'show', '--name', 'contoso'))).toMatchObject({
        loginServer: 'contoso.azurecr.io',
      });
    },
    'gets a token for docker (`acr login --expose-token`)': async () => {
      const { accessToken, loginServer } = JSON.parse(await az('acr', 'login', '--name', 'contoso', '--expose-token'));
      expect(loginServer).toBe('contoso.azurecr.io');
      expect(lab.emulator.tokens.purposeOf(accessToken)).toMatchObject({ kind: 'refresh' });
    },
    'lists tags (`acr repository show-tags`)': async () => {
      const asked = ['--name', 'contoso', '--repository', 'own/app'];
      expect(JSON.parse(await az('acr', 'repository', 'show-tags', ...asked))).toEqual(['1']);
    },
    'lists manifests (`acr manifest list-metadata`)': async () => {
      const asked = ['--registry', 'contoso', '--name', 'own/app'];
      expect(JSON.parse(await az('acr', 'manifest', 'list-metadata', ...asked)).length).toBeGreaterThan(0);
    },
  };
  for (const name of CLIENTS.az.does) it(name, { timeout: 120_000 }, tests[name]);

  it('sent nothing that no real service would get', () => {
    expect(lab.emulator.violations).toEqual([]);
  });
});
