import { az, outputOf, type Word } from '../az-command.ts';
import { addFederatedCredential, dropFederatedCredential, type Presented } from '../entra/federated-credential.ts';
import type { Remedy } from './check.ts';
import type { Facts, Wanted } from './facts.ts';
import { ROLES, type Role } from './roles.ts';

/** Remedies with every value filled in. What only another command can tell is asked of that one in the same line. */

/** The ARM id of the registry, as it is known; what it must be, where the group was given; or what tells it. */
export function registryScope({ registry, resourceGroup, wanted }: Facts): Word {
  if (registry.state === 'answered') return registry.value.id;
  const group = resourceGroup.state === 'answered' ? resourceGroup.value : wanted.resourceGroup;
  if (group === undefined) return outputOf('az', 'acr', 'show', '--name', wanted.registryName, ...ID);
  const path = `resourceGroups/${group}/providers/Microsoft.ContainerRegistry/registries/${wanted.registryName}`;
  return `/subscriptions/${wanted.subscriptionId}/${path}`;
}

const ID = ['--query', 'id', '--output', 'tsv'] as const;

/** Gives this identity a role. */
export function grant(facts: Facts, role: Role, scope: Word, what: string): Remedy {
  return {
    text: `Give this identity the role "${role.name}" (${role.id}) on ${what}.`,
    command: az('role', 'assignment', 'create', ...assignee(facts), '--role', role.id, '--scope', scope),
  };
}

/** The object id needs no look-up of the application, which the caller may not be allowed. */
function assignee({ signIn, wanted }: Facts): readonly string[] {
  const principal = signIn.state === 'signed-in' ? signIn.principal : undefined;
  if (principal !== undefined) {
    return ['--assignee-object-id', principal.objectId, '--assignee-principal-type', principal.kind];
  }
  return ['--assignee', wanted.clientId ?? '<client id>'];
}

/** The federated credential that takes exactly what this job presents. */
export function federate(clientId: string, presented: Presented): Remedy {
  return {
    text: `Add a federated credential for the subject ${JSON.stringify(presented.subject)} to the application ${clientId}.`,
    command: addFederatedCredential(clientId, presented),
  };
}

/** Takes away what would stand in the way of that. */
export function dropOtherAudiences(clientId: string, presented: Presented): Remedy {
  return {
    text: `Delete the federated credential of that subject whose audience is not ${presented.audience}, if there is one.`,
    command: dropFederatedCredential(clientId, presented),
  };
}

/** The shell's variable for the one thing that nothing tells: which key vault the secrets are in. */
const VAULT_SECRETS = 'https://$vault.vault.azure.net/secrets';

/** Makes a credential set for an upstream, of secrets in the key vault that the shell's `$vault` names, and lets it read them. */
export function makeCredentialSet(wanted: Wanted, host: string, named: string | undefined): readonly Remedy[] {
  const slug = host.replaceAll(/[^a-zA-Z0-9]+/g, '-');
  const name = named ?? slug.padEnd(5, '-set');
  const secret = (what: string): Word => ({ shell: `"${VAULT_SECRETS}/${slug}-${what}"` });
  const registry = ['--registry', wanted.registryName, '--name', name] as const;
  const principal = outputOf('az', 'acr', 'credential-set', 'show', ...registry, ...PRINCIPAL);
  return [
    {
      text: `Make a credential set of a user name and an access token of ${host} that are in the key vault $vault, as the secrets ${slug}-user and ${slug}-token.`,
      command: az(
        ...['acr', 'credential-set', 'create', ...registry, '--login-server', host],
        ...(['--username-id', secret('user'), '--password-id', secret('token')] as const),
      ),
    },
    {
      text: `Let it read them: the role "${ROLES.vaultReader.name}" (${ROLES.vaultReader.id}) on the key vault.`,
      command: grantVault(principal, { shell: '"$vault"' }),
    },
  ];
}

const PRINCIPAL = ['--query', 'identity.principalId', '--output', 'tsv'] as const;

/** Lets the identity of a credential set read its key vaults. */
export function letReadVaults(principalId: string, vaults: readonly string[]): readonly Remedy[] {
  return vaults.map((vault) => ({
    text: `Let the set's identity ${principalId} read the key vault ${vault}: the role "${ROLES.vaultReader.name}" (${ROLES.vaultReader.id}).`,
    command: grantVault(principalId, vault),
  }));
}

function grantVault(principal: Word, vault: Word): string {
  const scope = outputOf('az', 'keyvault', 'show', '--name', vault, ...ID);
  const who: readonly Word[] = ['--assignee-object-id', principal, '--assignee-principal-type', 'ServicePrincipal'];
  return az('role', 'assignment', 'create', ...who, '--role', ROLES.vaultReader.id, '--scope', scope);
}
