import type { StoredCredentialSet, StoredRule } from './rules.ts';
import { type ArmState, endpointsOf, type OtherRegistry, registryId } from './state.ts';

/**
 * Resources as ARM writes them (docs/azure-behaviour.md#rule-shape, docs/azure-behaviour.md#credential-set-shape,
 * docs/azure-behaviour.md#registry-shape; recorded traffic).
 */

export function ruleShape(state: ArmState, rule: StoredRule): unknown {
  return {
    type: 'Microsoft.ContainerRegistry/registries/cacheRules',
    id: `${registryId(state)}/cacheRules/${rule.name}`,
    name: rule.name,
    systemData: systemData(rule),
    properties: {
      ...(rule.credentialSetId === undefined ? {} : { credentialSetResourceId: rule.credentialSetId }),
      sourceRepository: rule.source,
      targetRepository: rule.target,
      creationDate: rule.createdAt,
      provisioningState: rule.state,
    },
  };
}

/** The identity of every credential set here. */
export const CREDENTIAL_SET_PRINCIPAL = '00000000-0000-0000-0000-0000000000bb';

export function credentialSetShape(set: StoredCredentialSet): unknown {
  const secret = (name: string) => `https://contoso.vault.azure.net/secrets/${name}`;
  const [username, password] = set.secrets ?? [secret('username'), secret('password')];
  const health = set.healthy
    ? { status: 'Healthy' }
    : {
        status: 'Unhealthy',
        errorCode: 'Forbidden',
        errorMessage: 'Caller is not authorized to perform action on resource.',
      };
  return {
    type: 'Microsoft.ContainerRegistry/registries/credentialSets',
    id: set.id,
    name: set.name,
    identity: { type: 'SystemAssigned', principalId: CREDENTIAL_SET_PRINCIPAL },
    properties: {
      loginServer: set.loginServer,
      authCredentials: [
        {
          name: 'Credential1',
          usernameSecretIdentifier: username,
          passwordSecretIdentifier: password,
          credentialHealth: health,
        },
      ],
      creationDate: '2026-01-01T00:00:00.0000000+00:00',
      provisioningState: 'Succeeded',
    },
  };
}

/** @param apiVersion previews tell more (docs/azure-behaviour.md#regional-hosts-told) */
export function registryShape(state: ArmState, apiVersion = ''): unknown {
  const isPreview = apiVersion >= '2026' && apiVersion.endsWith('-preview');
  return {
    ...registryResource(state),
    properties: {
      loginServer: state.loginServer,
      creationDate: '2026-01-01T00:00:00.0000000+00:00',
      provisioningState: 'Succeeded',
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      roleAssignmentMode: state.settings.roleAssignmentMode,
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
      dataEndpointEnabled: false,
      policies: {
        quarantinePolicy: { status: 'disabled' },
        softDeletePolicy: { status: 'disabled', retentionDays: 7 },
        azureADAuthenticationAsArmPolicy: { status: 'disabled' },
      },
      ...(isPreview && state.settings.regionalEndpoints
        ? { regionalEndpoints: 'Enabled', regionalEndpointHostNames: endpointsOf(state) }
        : {}),
      ...state.settings.registryProperties,
    },
  };
}

/** Another registry, as a GET tells it. */
export function otherShape(state: ArmState, { name, resourceGroup, loginServer }: OtherRegistry): unknown {
  const there = { ...state, registryName: name, resourceGroup };
  return { ...registryResource(there), properties: { loginServer, provisioningState: 'Succeeded' } };
}

/** The registry as the list of resources tells it: without properties. */
export function registryResource(state: ArmState): Readonly<Record<string, unknown>> {
  return {
    id: registryId(state),
    name: state.registryName,
    type: 'Microsoft.ContainerRegistry/registries',
    location: state.location,
    sku: { name: state.settings.sku, tier: state.settings.sku },
    tags: {},
  };
}

function systemData({ createdAt, modifiedAt }: StoredRule) {
  const by = { createdBy: '00000000-0000-0000-0000-0000000000aa', createdByType: 'Application' };
  const last = { lastModifiedBy: by.createdBy, lastModifiedByType: by.createdByType };
  return { ...by, createdAt, ...last, lastModifiedAt: modifiedAt };
}
