import type { LookupTrouble, RegistryDetails } from '../azure/registry-lookup.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Registry } from '../inputs/registry.ts';
import type { RegistryIdentity, RegistryLookup } from './registry-view.ts';

/** Where images are pulled from: Azure's word, or the user's where Azure gives none. */
export function identify(registry: Registry, registryId: string, details: RegistryDetails): RegistryIdentity {
  const told = details.state === 'known' ? details.loginServer : undefined;
  if (told === undefined) {
    const why = details.state === 'known' ? 'it tells no login server' : details.reason;
    return registry.given === 'login server'
      ? { state: 'certain', registry, confirmed: false, why }
      : { state: 'guessed', why };
  }
  if (registry.given === 'login server' && registry.loginServer !== told) {
    const why = `\`registry\` is ${registry.loginServer}, and Azure says that the login server of ${registryId} is ${told}`;
    return { state: 'contradicted', why };
  }
  return { state: 'certain', registry: { ...registry, loginServer: told }, confirmed: true, why: '' };
}

/** What to do about a name alone. */
export function guessedReason({ name, loginServer }: Registry, why: string): string {
  return `where images of ${name} are pulled from is not known: ${why}. ${loginServer} may be somebody else's registry, so that nothing is asked of it: give the full login server as \`registry\` (az acr show --name ${name} --query loginServer), or the role "Reader" on the registry. See docs/troubleshooting.md#login-server`;
}

/** The inputs with the login server that Azure says. */
export function withRegistry(inputs: Inputs, look: RegistryLookup): Inputs {
  return look.state === 'known' ? { ...inputs, registry: look.view.registry } : inputs;
}

/** What has to be said of the login server: nothing where Azure confirms it, or where the run says already why nothing was asked. */
export function identityNotes({ registry }: Inputs, look: RegistryLookup): readonly string[] {
  if (registry === undefined) return [];
  if (look.state === 'known') {
    const { confirmed, why } = look.view.identity;
    if (confirmed) return [];
    return [`${registry.loginServer} is used as given and not confirmed by Azure: ${why}.`];
  }
  return registry.given === 'login server' ? [] : [guessNote(registry)];
}

/** Said where a login server was put together and nobody asked. */
export function guessNote({ name, loginServer }: Registry): string {
  return `${loginServer} is a guess, made of the name ${name}: Azure was not asked, and with a domain name label the login server holds a hash. Give the login server as \`registry\` to be sure. See docs/troubleshooting.md#login-server`;
}

/** What was looked for, for messages. */
export interface Whereabouts {
  readonly subscriptionId: string;
  /** As the user named it. */
  readonly resourceGroup: string | undefined;
  readonly name: string;
  readonly tenantId: string | undefined;
}

/** The sentence for a place that Azure does not know, with the value given and Azure's words; `undefined` for other troubles. */
export function wrongPlace({ code, reason }: LookupTrouble, where: Whereabouts): string | undefined {
  const { subscriptionId, resourceGroup, name, tenantId = 'not given' } = where;
  switch (code) {
    case 'SubscriptionNotFound':
    case 'InvalidSubscriptionId':
      return `subscription-id is ${subscriptionId}, which this identity can't see: ${reason}. Check that it is the subscription of the registry, and tenant-id (${tenantId}) its tenant: az acr show --name ${name} --query id. See docs/troubleshooting.md#wrong-subscription`;
    case 'InvalidAuthenticationTokenTenant':
      return `subscription-id ${subscriptionId} belongs to another tenant than tenant-id ${tenantId}: ${reason}. Give the tenant of that subscription: az account show --subscription ${subscriptionId} --query tenantId. See docs/troubleshooting.md#wrong-tenant`;
    case 'ResourceGroupNotFound':
      return `resource-group is ${resourceGroup ?? 'not given'}, and subscription ${subscriptionId} has no such group: ${reason}. Leave resource-group out to have it looked up, or correct it: az acr show --name ${name} --query resourceGroup. See docs/troubleshooting.md#wrong-group`;
    case 'ResourceNotFound':
      return `group ${resourceGroup ?? 'not given'} of subscription ${subscriptionId} has no registry ${name}: ${reason}. Correct \`registry\` or resource-group, or leave the group out to have it looked up. See docs/troubleshooting.md#wrong-registry`;
    default:
      return undefined;
  }
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is wrong with the ids that the inputs and variables hold; `undefined` where they can be ids. */
export function malformedId({ subscriptionId, tenantId, clientId }: Inputs['azure']): string | undefined {
  const said = (input: string, variable: string, value: string, more: string) =>
    `${input} (or ${variable}) is ${JSON.stringify(value)}, which is no GUID${more}. See docs/troubleshooting.md#malformed-id`;
  if (subscriptionId !== undefined && !GUID.test(subscriptionId)) {
    return said('subscription-id', 'AZURE_SUBSCRIPTION_ID', subscriptionId, ': az account show --query id');
  }
  if (tenantId !== undefined && !GUID.test(tenantId) && !/^[\w-]+(?:\.[\w-]+)+$/.test(tenantId)) {
    return said('tenant-id', 'AZURE_TENANT_ID', tenantId, ' and no domain: az account show --query tenantId');
  }
  if (clientId !== undefined && !GUID.test(clientId)) {
    const more =
      ': it is the appId of the application, not its name: az ad app list --display-name <name> --query "[].appId"';
    return said('client-id', 'AZURE_CLIENT_ID', clientId, more);
  }
  return undefined;
}
