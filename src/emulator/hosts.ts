import type { Service } from './exchange.ts';

/** Host names of the services, as clients know them. Sources: src/clouds.ts for Azure's; the runner's variables for GitHub's. */

const ENTRA_HOSTS = ['login.microsoftonline.com', 'login.chinacloudapi.cn', 'login.microsoftonline.us'];
const ARM_HOSTS = ['management.azure.com', 'management.chinacloudapi.cn', 'management.usgovcloudapi.net'];
const OIDC_HOST = 'token.actions.githubusercontent.com';
const GITHUB_HOST = 'api.github.com';

/** Where the runner's `ACTIONS_ID_TOKEN_REQUEST_URL` points. */
export const OIDC_REQUEST_URL = `https://${OIDC_HOST}/idtoken?api-version=2.0`;

/** Where blobs are read; not in the registry's own domain, so that a client which sends credentials along is seen. */
export const STORAGE_HOST = 'emulatormanaged01.blob.core.windows.net';

/** A GitHub Enterprise Server. */
export const ENTERPRISE_HOST = 'ghe.contoso.example';

/** Every name that the certificate must have. */
export function certificateHosts(loginServer: string, endpoints: readonly string[]): readonly string[] {
  const suffixes = ['*.azurecr.io', '*.azurecr.cn', '*.azurecr.us'];
  return [
    ...ENTRA_HOSTS,
    ...ARM_HOSTS,
    OIDC_HOST,
    GITHUB_HOST,
    STORAGE_HOST,
    ENTERPRISE_HOST,
    ...suffixes,
    'localhost',
    loginServer,
    ...endpoints,
  ];
}

/** Whether the host is this machine, as independent clients address the registry. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1';
}

/**
 * The service that a host and path belong to; `undefined` for a host the emulator doesn't play.
 * On loopback there are no other names for the storage than the path.
 */
export function serviceOf(
  host: string,
  path: string,
  loginServer: string,
  endpoints: readonly string[],
): Service | undefined {
  if (ENTRA_HOSTS.includes(host)) return 'entra';
  if (ARM_HOSTS.includes(host)) {
    return /^\/providers\/Microsoft\.ResourceGraph\//i.test(path) ? 'resource-graph' : 'arm';
  }
  if (host === OIDC_HOST) return 'oidc';
  if (host === STORAGE_HOST) return 'storage';
  if (host === GITHUB_HOST || host === ENTERPRISE_HOST) return 'github';
  if (host === loginServer || endpoints.includes(host)) return 'registry';
  if (isLoopbackHost(host)) return path.startsWith('/storage/') ? 'storage' : 'registry';
  return undefined;
}
