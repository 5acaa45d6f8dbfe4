import type { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';

/** Where the registry is. */
export interface RegistryScope {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly registryName: string;
}

/** What of the management SDK is used, and the pace of operations. */
export interface ArmRules {
  readonly scope: RegistryScope;
  readonly client: () => Promise<ContainerRegistryManagementClient>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** How long the service last asked to wait between two looks at an operation. Milliseconds. */
  readonly pollPause: () => number;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
}
