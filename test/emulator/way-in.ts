import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { CacheRule } from '@azure/arm-containerregistry';
import { azureTokens } from '../../src/azure/credential.ts';
import { azureHttpClient } from '../../src/azure/transport.ts';
import { cloudOf } from '../../src/clouds.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { type Http, type HttpRequest, type HttpResponse, openHttp } from '../../src/io/http.ts';
import { openRegistry, type RegistryClient } from '../../src/registry/client.ts';

/** An emulator and the product's own ways to talk to it, from within the test's process. */
export interface WayIn {
  readonly emulator: Emulator;
  readonly http: Http;
  /** A token of Entra's, by the job's OIDC token. */
  readonly token: (audience: 'arm' | 'registry') => Promise<string>;
  readonly client: RegistryClient;
  readonly close: () => Promise<void>;
}

const CLOUD = cloudOf('public');

export async function openWayIn(options: EmulatorOptions = {}): Promise<WayIn> {
  const emulator = await startEmulator(options);
  // NODE_EXTRA_CA_CERTS is read only when a process starts.
  setDefaultCACertificates([...getCACertificates('bundled'), emulator.certificate]);
  const http = openHttp({ emulatorPort: emulator.port, pace: 1000 });
  const { tenantId, clientId, loginServer } = emulator.names;
  const mask = () => undefined;
  const tokens = azureTokens({
    http,
    cloud: CLOUD,
    tenantId,
    clientId,
    env: emulator.env(),
    emulated: true,
    bounded: (work) => work,
    mask,
  });
  const token = (audience: 'arm' | 'registry') =>
    tokens.token(audience === 'arm' ? CLOUD.armScope : CLOUD.registryScope);
  const aadToken = () => token('registry');
  return {
    emulator,
    http,
    token,
    client: openRegistry({ http, loginServer, tenantId, aadToken, mask }),
    close: async () => {
      await http.close();
      await emulator.close();
    },
  };
}

/** Asks ARM as its REST description has it. */
export async function askArm(
  { emulator, http, token }: WayIn,
  method: HttpRequest['method'],
  path: string,
  properties?: CacheRule,
): Promise<HttpResponse> {
  const body = properties === undefined ? {} : { body: JSON.stringify({ properties }) };
  return http.send({
    method,
    url: `https://management.azure.com${registryPath(emulator)}${path}?api-version=2025-11-01`,
    headers: { authorization: `Bearer ${await token('arm')}`, 'content-type': 'application/json' },
    ...body,
  });
}

/** Microsoft's own client of ARM. */
export async function armSdk({ emulator, http, token }: WayIn) {
  const { ContainerRegistryManagementClient } = await import('../../src/sdk/arm.ts');
  const credential = {
    getToken: async () => ({ token: await token('arm'), expiresOnTimestamp: Date.now() + 3_000_000 }),
  };
  const { cacheRules } = new ContainerRegistryManagementClient(credential, emulator.names.subscriptionId, {
    httpClient: azureHttpClient(http.send),
    retryOptions: { maxRetries: 0 },
  });
  return cacheRules;
}

function registryPath({ names }: Emulator): string {
  return `/subscriptions/${names.subscriptionId}/resourceGroups/${names.resourceGroup}/providers/Microsoft.ContainerRegistry/registries/${names.registryName}`;
}
