import { regionalEndpoint } from '../../images/own-hosts.ts';
import type { Clock } from '../clock.ts';
import type { Role, RoleAssignmentMode } from '../rights.ts';
import type { Tokens } from '../tokens.ts';
import { type OperationEnd, type Operations, openOperations } from './operations.ts';
import type { StoredCredentialSet, StoredRule, WantedRule } from './rules.ts';

/** What Azure Resource Manager knows of one registry. */
export interface ArmState {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly registryName: string;
  readonly loginServer: string;
  readonly location: string;
  readonly settings: ArmSettings;
  /** By lower-case name; ARM's names have no case. */
  readonly rules: Map<string, StoredRule>;
  readonly credentialSets: StoredCredentialSet[];
  readonly operations: Operations;
  /** Repositories that have something stored. */
  readonly repositories: () => readonly string[];
  /** Requests left, as the rate headers tell. */
  readonly remaining: { reads: number; writes: number };
  /** Divides the time of the quotas' windows, as it does the waits of the product. */
  readonly pace: number;
  readonly windows: Map<QuotaKind, QuotaWindow>;
  /** The most writes that were under way at once. */
  readonly most: { pending: number };
}

/** A lock on the registry. */
export interface ManagementLock {
  readonly name: string;
  readonly level: 'ReadOnly' | 'CanNotDelete';
}

/** Requests that are counted apart (docs/azure-behaviour.md#arm-quota). */
export type QuotaKind = 'reads' | 'writes' | 'deletes';

interface QuotaWindow {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly used: number;
}

/** What a test may set, also while the emulator runs. */
export interface ArmSettings {
  roles: readonly Role[];
  /** How the registry takes roles (docs/azure-behaviour.md#abac). */
  roleAssignmentMode: RoleAssignmentMode;
  sku: string;
  /** Rules on one page. */
  pageSize: number;
  quota: number;
  /** Polls that an operation needs; the last of them tells the end. */
  polls: number;
  /** Whether each poll names a new URL (docs/azure-behaviour.md#operation-url). */
  newOperationUrls: boolean;
  /** Requests in a window, where they are counted. */
  quotas: Readonly<Partial<Record<QuotaKind, number>>>;
  /** How an operation ends. */
  endOf: (kind: 'create' | 'update' | 'delete', ruleName: string) => OperationEnd;
  /** Whether a PUT that would change source or target is refused or does it; not known of the service. */
  differingRule: 'refuse' | 'update';
  danglingCredentialSet: 'refuse' | 'accept';
  policyDenies: boolean;
  /** How many requests to the registry find a new rule not there yet. */
  unknownFor: number;
  /** Whether each region has an endpoint; those of the start are known to the certificate. */
  regionalEndpoints: boolean;
  /** Subscriptions of other tenants, with their tenant. */
  foreignSubscriptions: Readonly<Record<string, string>>;
  /** Other registries of the subscription: what they are called, and where they are. */
  others: readonly OtherRegistry[];
  /** Properties of the registry that a GET tells besides the usual ones. */
  registryProperties: Readonly<Record<string, unknown>>;
  /** On the registry (docs/azure-behaviour.md#locks). */
  locks: readonly ManagementLock[];
  /** Regions that the registry is replicated to, its own among them. */
  replicas: readonly string[];
  /** Whether a plan of Defender scans the registries of the subscription (docs/azure-behaviour.md#defender-plan-state). */
  defenderPlan: 'on' | 'off' | 'without registries';
}

/** A registry that can be seen and does nothing. */
export interface OtherRegistry {
  readonly name: string;
  readonly resourceGroup: string;
  readonly loginServer: string;
}

export const ARM_DEFAULTS: ArmSettings = {
  roles: ['Container Registry Cache Rule Administrator', 'Reader', 'AcrPull'],
  roleAssignmentMode: 'LegacyRegistryPermissions',
  sku: 'Standard',
  pageSize: 100,
  quota: 1000,
  polls: 2,
  newOperationUrls: true,
  quotas: {},
  endOf: () => ({ status: 'Succeeded' }),
  differingRule: 'refuse',
  danglingCredentialSet: 'refuse',
  policyDenies: false,
  unknownFor: 0,
  regionalEndpoints: false,
  foreignSubscriptions: {},
  others: [],
  registryProperties: {},
  locks: [],
  replicas: [],
  defenderPlan: 'on',
};

export function openArmState(
  base: Omit<ArmState, 'rules' | 'operations' | 'remaining' | 'most' | 'windows'>,
  rules: readonly StoredRule[],
): ArmState {
  const stored = new Map(rules.map((rule) => [rule.name.toLowerCase(), rule]));
  const operations = openOperations(
    () => base.settings.polls,
    ({ kind, ruleName, end }) => {
      const key = ruleName.toLowerCase();
      const rule = stored.get(key);
      if (rule === undefined) return;
      if (kind === 'delete' && end.status === 'Succeeded') stored.delete(key);
      else stored.set(key, { ...rule, state: end.status === 'Succeeded' ? 'Succeeded' : 'Failed' });
    },
  );
  return {
    ...base,
    rules: stored,
    operations,
    remaining: { reads: 16_500, writes: 800 },
    windows: new Map(),
    most: { pending: 0 },
  };
}

/** Puts a rule in its place, under way. */
export function storeRule(
  state: ArmState,
  name: string,
  wanted: WantedRule,
  rule: 'Creating' | 'Updating',
): StoredRule {
  const before = state.rules.get(name.toLowerCase());
  const now = state.clock.stamp();
  const stored: StoredRule = {
    name: before?.name ?? name,
    ...wanted,
    state: rule,
    createdAt: before?.createdAt ?? now,
    modifiedAt: now,
    unknownFor: before?.unknownFor ?? state.settings.unknownFor,
  };
  state.rules.set(name.toLowerCase(), stored);
  return stored;
}

/** The hosts of single regions, where they are switched on. */
export function endpointsOf({ loginServer, settings }: Pick<ArmState, 'loginServer' | 'settings'>): readonly string[] {
  if (!settings.regionalEndpoints) return [];
  return settings.replicas.map((region) => regionalEndpoint(loginServer, region));
}

export function registryId({
  subscriptionId,
  resourceGroup,
  registryName,
}: Pick<ArmState, 'subscriptionId' | 'resourceGroup' | 'registryName'>): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerRegistry/registries/${registryName}`;
}
