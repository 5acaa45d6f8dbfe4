/**
 * The Azure clouds a registry can be in, as data. Sources: docs/azure-behaviour.md#token-audience for the audience;
 * Microsoft's list of national-cloud endpoints for the rest.
 */
export interface Cloud {
  readonly name: CloudName;
  /** What follows the registry's name in its login server. */
  readonly registrySuffix: string;
  /** Where Entra issues tokens. */
  readonly authorityHost: string;
  /** Azure Resource Manager. */
  readonly armEndpoint: string;
  readonly armScope: string;
  /** Where people look at their resources. */
  readonly portal: string;
  /**
   * Accepted by every registry, also where ARM audience tokens are disabled (docs/azure-behaviour.md#token-audience),
   * and the same in all clouds (azure-sdk-for-python, `azure-containerregistry` 1.1.0b4).
   */
  readonly registryScope: string;
  /** Since when Defender for Containers is not offered there (docs/azure-behaviour.md#defender-china). */
  readonly defenderRetired?: string;
}

export const CLOUD_NAMES = ['public', 'china', 'us-government'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  public: {
    name: 'public',
    registrySuffix: '.azurecr.io',
    authorityHost: 'https://login.microsoftonline.com',
    armEndpoint: 'https://management.azure.com',
    armScope: 'https://management.azure.com/.default',
    portal: 'https://portal.azure.com',
    registryScope: 'https://containerregistry.azure.net/.default',
  },
  china: {
    name: 'china',
    registrySuffix: '.azurecr.cn',
    authorityHost: 'https://login.chinacloudapi.cn',
    armEndpoint: 'https://management.chinacloudapi.cn',
    armScope: 'https://management.chinacloudapi.cn/.default',
    portal: 'https://portal.azure.cn',
    registryScope: 'https://containerregistry.azure.net/.default',
    defenderRetired: '18 August 2026',
  },
  'us-government': {
    name: 'us-government',
    registrySuffix: '.azurecr.us',
    authorityHost: 'https://login.microsoftonline.us',
    armEndpoint: 'https://management.usgovcloudapi.net',
    armScope: 'https://management.usgovcloudapi.net/.default',
    portal: 'https://portal.azure.us',
    registryScope: 'https://containerregistry.azure.net/.default',
  },
};

/** The cloud of that name. */
export function cloudOf(name: CloudName): Cloud {
  return CLOUDS[name];
}
