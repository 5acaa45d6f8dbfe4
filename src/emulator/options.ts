import type { ArmSettings } from './arm/state.ts';
import type { ScriptedScan } from './defender.ts';
import type { FederatedCredential } from './directory.ts';
import type { EntraSettings } from './entra.ts';
import type { Fault } from './faults.ts';
import type { GitHubOptions } from './github/state.ts';
import type { EmbeddedImage } from './images.ts';
import type { OidcSettings } from './oidc.ts';
import type { RegistrySettings } from './registry/state.ts';
import type { Upstreams } from './registry/upstream.ts';
import type { GraphSettings } from './resource-graph.ts';
import type { TokenPurpose } from './tokens.ts';

/** What divides every wait of the product unless given. */
export const PACE = 50;

/** What the emulator starts with. Everything has a default. */
export interface EmulatorOptions {
  /** 0 (the default) for any that is free. */
  readonly port?: number;
  /** Divides every wait of the product; {@link PACE} unless given. */
  readonly pace?: number;
  readonly azure?: Partial<AzureNames>;
  /** Rules that the registry has. */
  readonly rules?: readonly SeededRule[];
  readonly credentialSets?: readonly SeededCredentialSet[];
  /** Images that the registry has stored, by repository and tag. */
  readonly images?: Readonly<Record<string, Readonly<Record<string, EmbeddedImage>>>>;
  readonly upstreams?: Upstreams;
  /** Defender's scans, by digest of a platform's manifest. */
  readonly scans?: Readonly<Record<string, ScriptedScan>>;
  readonly github?: GitHubOptions;
  readonly arm?: Partial<ArmSettings>;
  readonly registry?: Partial<RegistrySettings>;
  readonly graph?: Partial<GraphSettings>;
  readonly entra?: Partial<EntraSettings>;
  readonly oidc?: Partial<OidcSettings>;
  /** Of the emulated identity; what signs in pushes to `main` and pull requests unless given. */
  readonly federatedCredentials?: readonly FederatedCredential[];
  readonly faults?: readonly Fault[];
  /** How often a token of a kind is taken before it counts as expired. */
  readonly tokenUses?: Readonly<Partial<Record<TokenPurpose['kind'], number>>>;
  /** Seconds that Entra's tokens live; 3599 unless given. */
  readonly tokenLifetime?: number;
}

/** What things are called in Azure. */
export interface AzureNames {
  readonly tenantId: string;
  readonly clientId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly registryName: string;
  readonly loginServer: string;
}

export interface SeededRule {
  /** Made from the place in the list unless given. */
  readonly name?: string;
  readonly source: string;
  readonly target: string;
  /** Name of a credential set. */
  readonly credentialSet?: string;
  readonly state?: 'Creating' | 'Succeeded' | 'Failed' | 'Canceled';
  /** ISO 8601. */
  readonly createdAt?: string;
}

export interface SeededCredentialSet {
  readonly name: string;
  readonly loginServer: string;
  readonly healthy?: boolean;
}

/** Names unless others are given; the login server follows the registry's name. */
export function namesOf(given: Partial<AzureNames>): AzureNames {
  const registryName = given.registryName ?? 'contoso';
  return {
    tenantId: '11111111-1111-1111-1111-111111111111',
    clientId: '22222222-2222-2222-2222-222222222222',
    subscriptionId: '33333333-3333-3333-3333-333333333333',
    resourceGroup: 'rg-registry',
    location: 'westeurope',
    loginServer: `${registryName}.azurecr.io`,
    ...given,
    registryName,
  };
}
