import { field, isObject, listField, parseJson, stringField } from '../../src/base/json.ts';
import { lockId } from '../../src/emulator/arm/set-up.ts';
import { CREDENTIAL_SET_PRINCIPAL } from '../../src/emulator/arm/shapes.ts';
import { registryId } from '../../src/emulator/arm/state.ts';
import { type Application, objectIdOf } from '../../src/emulator/directory.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { type RoleAssignment, roleNamed } from '../../src/emulator/rights.ts';
import { type Given, Misused, parseOptions, type Syntax } from './options.ts';
import type { Printed } from './shell.ts';

/**
 * The Azure CLI, as far as the pages and the program print its commands, against the stand-in. An owner of the subscription runs it:
 * what a command does, it does to what the stand-in knows. A command, an option or a value that Azure would not take fails.
 */

interface Command extends Syntax {
  /** What it prints as JSON; nothing where it prints nothing. */
  readonly run: (given: Given, azure: Azure) => unknown;
}

/** What the CLI reaches besides the stand-in's own services. */
export interface Azure {
  readonly emulator: Emulator;
  /** Secrets of key vaults, by vault. */
  readonly vaults: Map<string, Map<string, string>>;
  /** Vaults that the identity of credential sets may read. */
  readonly readable: Set<string>;
  /** Variables of the repository. */
  readonly variables: Map<string, string>;
}

/** An Azure with one key vault, `contoso`, that has nothing in it. */
export function openAzure(emulator: Emulator): Azure {
  return {
    emulator,
    vaults: new Map([['contoso', new Map()]]),
    readable: new Set(),
    variables: new Map(),
  };
}

/** Plays one command; the first word is the program. */
export function play(azure: Azure, [program, ...words]: readonly string[]): Printed {
  try {
    const printed = program === 'gh' ? runGh(azure, words) : runAz(azure, words);
    return { status: 0, stdout: printed, stderr: '' };
  } catch (error) {
    const status = error instanceof Misused ? 2 : 1;
    return { status, stdout: '', stderr: `ERROR: ${error instanceof Error ? error.message : String(error)}\n` };
  }
}

function runAz(azure: Azure, words: readonly string[]): string {
  const command = COMMANDS.find((candidate) => candidate.words.every((word, index) => words[index] === word));
  if (command === undefined) throw new Misused(`az ${words.join(' ')}: no command that is played`);
  const given = parseOptions(command, words.slice(command.words.length));
  const result = command.run(given, azure);
  return result === undefined ? '' : shownResult(result, given);
}

/** `--query` takes paths here, and lists by two of their members; `--output` takes what a script can read. */
function shownResult(result: unknown, given: Given): string {
  const query = given.get('--query')?.[0];
  const [, key = '', is, key2 = '', is2, path = ''] =
    /^\[\?(\w+)=='([^']*)' && (\w+)=='([^']*)'\]\.(\w+)$/.exec(query ?? '') ?? [];
  if (is !== undefined && Array.isArray(result)) {
    const found = result.filter((item) => field(item, key) === is && field(item, key2) === is2);
    return found.map((item) => `${field(item, path)}\n`).join('');
  }
  if (query !== undefined && !/^[A-Za-z]+(?:\.[A-Za-z]+)*$/.test(query))
    throw new Misused(`--query ${query} is not played`);
  const value = query === undefined ? result : field(result, ...query.split('.'));
  if (given.get('--output')?.[0] !== 'tsv') return `${JSON.stringify(value, null, 2)}\n`;
  return `${typeof value === 'string' ? value : JSON.stringify(value)}\n`;
}

function one(given: Given, name: string): string {
  return given.get(name)?.[0] ?? '';
}

const COMMANDS: readonly Command[] = [
  {
    words: ['account', 'show'],
    required: [],
    run: (_, { emulator: { names } }) => ({ id: names.subscriptionId, tenantId: names.tenantId }),
  },
  {
    words: ['acr', 'show'],
    required: ['--name'],
    optional: ['--resource-group'],
    run: (given, azure) => {
      const { arm } = known(azure, one(given, '--name'));
      const { loginServer, settings } = arm;
      return {
        id: registryId(arm),
        name: arm.registryName,
        loginServer,
        roleAssignmentMode: settings.roleAssignmentMode,
      };
    },
  },
  {
    words: ['ad', 'app', 'create'],
    required: ['--display-name'],
    run: (given, { emulator: { directory } }) => {
      const clientId = `44444444-4444-4444-4444-${String(directory.applications.size).padStart(12, '0')}`;
      const application = { clientId, displayName: one(given, '--display-name'), servicePrincipal: false };
      directory.applications.set(clientId, { ...application, federatedCredentials: [] });
      return { appId: clientId, displayName: application.displayName };
    },
  },
  {
    words: ['ad', 'sp', 'create'],
    required: ['--id'],
    run: (given, azure) => {
      const application = changed(azure, one(given, '--id'), { servicePrincipal: true });
      return { id: objectIdOf(application.clientId), appId: application.clientId };
    },
  },
  {
    words: ['ad', 'sp', 'update'],
    required: ['--id', '--set'],
    run: (given, azure) => {
      if (one(given, '--set') !== 'accountEnabled=true')
        throw new Misused(`--set ${one(given, '--set')} is not played`);
      changed(azure, one(given, '--id'), { disabled: false });
    },
  },
  {
    words: ['ad', 'app', 'federated-credential', 'create'],
    required: ['--id', '--parameters'],
    run: addFederatedCredential,
  },
  {
    words: ['ad', 'app', 'federated-credential', 'list'],
    required: ['--id'],
    run: (given, azure) => changed(azure, one(given, '--id'), {}).federatedCredentials,
  },
  {
    words: ['ad', 'app', 'federated-credential', 'delete'],
    required: ['--id', '--federated-credential-id'],
    run: (given, azure) => {
      const { federatedCredentials } = changed(azure, one(given, '--id'), {});
      const left = federatedCredentials.filter(({ name }) => name !== one(given, '--federated-credential-id'));
      if (left.length === federatedCredentials.length) throw new Error('no such federated credential');
      changed(azure, one(given, '--id'), { federatedCredentials: left });
    },
  },
  {
    words: ['role', 'assignment', 'create'],
    required: ['--role', '--scope'],
    optional: ['--assignee', '--assignee-object-id', '--assignee-principal-type'],
    run: assignRole,
  },
  {
    words: ['lock', 'delete'],
    required: [],
    many: ['--ids'],
    run: (given, { emulator: { arm } }) => {
      for (const id of given.get('--ids') ?? []) {
        const found = arm.settings.locks.find(({ name }) => lockId(arm, name).toLowerCase() === id.toLowerCase());
        if (found === undefined) throw new Error(`the lock ${id} could not be found`);
        arm.settings.locks = arm.settings.locks.filter((lock) => lock !== found);
      }
    },
  },
  {
    words: ['acr', 'config', 'soft-delete', 'update'],
    required: ['--registry', '--status'],
    optional: ['--days'],
    run: (given, azure) => setPolicy(azure, one(given, '--registry'), 'softDeletePolicy', one(given, '--status')),
  },
  {
    words: ['acr', 'config', 'retention', 'update'],
    required: ['--registry', '--status', '--type'],
    optional: ['--days'],
    run: (given, azure) => {
      if (one(given, '--type') !== 'UntaggedManifests') throw new Misused('--type must be UntaggedManifests');
      setPolicy(azure, one(given, '--registry'), 'retentionPolicy', one(given, '--status'));
    },
  },
  {
    words: ['acr', 'update'],
    required: ['--name'],
    optional: ['--allow-trusted-services', '--anonymous-pull-enabled'],
    run: (given, azure) => {
      const { arm } = known(azure, one(given, '--name'));
      const isTrue = (name: string) => one(given, name) === 'true';
      arm.settings.registryProperties = {
        ...arm.settings.registryProperties,
        ...(given.has('--allow-trusted-services')
          ? { networkRuleBypassOptions: isTrue('--allow-trusted-services') ? 'AzureServices' : 'None' }
          : {}),
        ...(given.has('--anonymous-pull-enabled') ? { anonymousPullEnabled: isTrue('--anonymous-pull-enabled') } : {}),
      };
    },
  },
  {
    words: ['acr', 'network-rule', 'add'],
    required: ['--name', '--ip-address'],
    run: (given, azure) => {
      const { registry } = known(azure, one(given, '--name'));
      // The address that the stand-in's firewall tells.
      if (one(given, '--ip-address') === '203.0.113.7') registry.settings.networkDenied = false;
    },
  },
  {
    words: ['acr', 'cache', 'create'],
    required: ['--registry', '--name', '--source-repo', '--target-repo'],
    optional: ['--cred-set'],
    run: (given, azure) => {
      const { arm } = known(azure, one(given, '--registry'));
      const set = one(given, '--cred-set');
      const now = arm.clock.stamp();
      arm.rules.set(one(given, '--name').toLowerCase(), {
        ...{ name: one(given, '--name'), source: one(given, '--source-repo'), target: one(given, '--target-repo') },
        ...(set === '' ? {} : { credentialSetId: setNamed(azure, set).id }),
        ...{ state: 'Succeeded', createdAt: now, modifiedAt: now, unknownFor: 0 },
      });
    },
  },
  {
    words: ['acr', 'cache', 'delete'],
    required: ['--registry', '--name'],
    flags: ['--yes'],
    run: (given, azure) => {
      const { arm } = known(azure, one(given, '--registry'));
      if (!arm.rules.delete(one(given, '--name').toLowerCase())) throw new Error('the cache rule could not be found');
    },
  },
  {
    words: ['acr', 'credential-set', 'create'],
    required: ['--registry', '--name', '--login-server', '--username-id', '--password-id'],
    run: createCredentialSet,
  },
  {
    words: ['acr', 'credential-set', 'show'],
    required: ['--registry', '--name'],
    run: (given, azure) => {
      known(azure, one(given, '--registry'));
      const { id, name } = setNamed(azure, one(given, '--name'));
      return { id, name, identity: { principalId: CREDENTIAL_SET_PRINCIPAL } };
    },
  },
  {
    words: ['keyvault', 'show'],
    required: ['--name'],
    run: (given, azure) => ({ id: vaultId(azure, one(given, '--name')) }),
  },
  {
    words: ['keyvault', 'secret', 'set'],
    required: ['--vault-name', '--name', '--value'],
    run: (given, azure) => {
      vaultId(azure, one(given, '--vault-name'));
      azure.vaults.get(one(given, '--vault-name'))?.set(one(given, '--name'), one(given, '--value'));
      return { id: `https://${one(given, '--vault-name')}.vault.azure.net/secrets/${one(given, '--name')}/1` };
    },
  },
  {
    words: ['security', 'pricing', 'create'],
    required: ['--name', '--tier'],
    many: ['--extensions'],
    run: (given, { emulator: { arm } }) => {
      if (one(given, '--name') !== 'Containers' || one(given, '--tier') !== 'Standard') return;
      const extensions = given.get('--extensions') ?? [];
      const named = extensions.includes('name=ContainerRegistriesVulnerabilityAssessments');
      if (named && extensions.includes('isEnabled=True')) arm.settings.defenderPlan = 'on';
    },
  },
];

/** The stand-in, where the registry is its own. */
function known({ emulator }: Azure, registry: string): Emulator {
  if (registry.toLowerCase() === emulator.names.registryName) return emulator;
  throw new Error(
    `The resource with name '${registry}' and type 'Microsoft.ContainerRegistry/registries' could not be found`,
  );
}

/** Changes an application. @throws Error where there is none of that id */
function changed({ emulator: { directory } }: Azure, id: string, change: Partial<Application>): Application {
  const application = directory.applications.get(id.toLowerCase());
  if (application === undefined) throw new Error(`Resource '${id}' does not exist`);
  const now = { ...application, ...change };
  directory.applications.set(application.clientId, now);
  return now;
}

/** Entra's limits of a federated credential (docs/azure-behaviour.md#federated-limits). */
const MAX_FEDERATED_CREDENTIALS = 20;

function addFederatedCredential(given: Given, azure: Azure): unknown {
  const parameters = parseJson(one(given, '--parameters'));
  if (!isObject(parameters)) throw new Misused('--parameters is no JSON object');
  const [name, issuer, subject] = ['name', 'issuer', 'subject'].map((key) => stringField(parameters, key));
  const audiences = listField(parameters, 'audiences').filter((audience) => typeof audience === 'string');
  if (name === undefined || issuer === undefined || subject === undefined || audiences.length !== 1) {
    throw new Error('a federated credential needs name, issuer, subject and one audience');
  }
  const unknown = Object.keys(parameters).filter((key) => !/^(?:name|issuer|subject|audiences|description)$/.test(key));
  if (unknown.length > 0) throw new Error(`a federated credential has no ${unknown.join(', ')}`);
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/.test(name)) throw new Error(`${name} is no name of a federated credential`);
  const before = changed(azure, one(given, '--id'), {}).federatedCredentials;
  if (before.length >= MAX_FEDERATED_CREDENTIALS)
    throw new Error('an application has at most 20 federated credentials');
  const twin = before.find((other) => other.name === name || (other.issuer === issuer && other.subject === subject));
  if (twin !== undefined) throw new Error(`FederatedIdentityCredential with name ${twin.name} already exists`);
  changed(azure, one(given, '--id'), { federatedCredentials: [...before, { name, issuer, subject, audiences }] });
  return { name, issuer, subject, audiences };
}

function assignRole(given: Given, azure: Azure): unknown {
  const scope = one(given, '--scope');
  const objectId = one(given, '--assignee-object-id');
  if ((objectId === '') === !given.has('--assignee'))
    throw new Misused('one of --assignee and --assignee-object-id is needed');
  if (objectId === CREDENTIAL_SET_PRINCIPAL) return grantVault(azure, one(given, '--role'), scope);
  const role = roleNamed(one(given, '--role'));
  if (role === undefined) throw new Error(`Role '${one(given, '--role')}' doesn't exist.`);
  const { arm, names, directory } = azure.emulator;
  const [subscription, registry] = [`/subscriptions/${names.subscriptionId}`, registryId(arm)];
  if (scope !== subscription && scope !== registry) throw new Error(`the scope ${scope} is not there`);
  const clientId = [...directory.applications.values()].find(
    (application) => application.clientId === one(given, '--assignee') || objectIdOf(application.clientId) === objectId,
  );
  if (clientId?.servicePrincipal !== true)
    throw new Error(`Cannot find user or service principal for assignee '${objectId}'`);
  const own = clientId.clientId === names.clientId ? {} : { principal: clientId.clientId };
  const assignment: RoleAssignment = { role, scope, ...own };
  arm.settings.roles = [...arm.settings.roles, assignment];
  return { scope };
}

/** Lets credential sets read a vault: they turn healthy where their secrets are there. */
function grantVault(azure: Azure, role: string, scope: string): unknown {
  const name = [...azure.vaults.keys()].find((candidate) => vaultId(azure, candidate) === scope);
  if (name === undefined) throw new Error(`the scope ${scope} is not there`);
  if (!['4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User'].includes(role)) {
    throw new Error(`the role ${role} does not let secrets be read`);
  }
  azure.readable.add(name);
  const { credentialSets } = azure.emulator.arm;
  for (const [index, set] of credentialSets.entries())
    credentialSets[index] = { ...set, healthy: canRead(azure, set.secrets) };
  return { scope };
}

function canRead({ vaults, readable }: Azure, secrets: readonly string[] | undefined): boolean {
  if (secrets === undefined) return readable.has('contoso');
  return secrets.every((id) => {
    const [, vault = '', secret = ''] = /^https:\/\/([^.]+)\.vault\.azure\.net\/secrets\/([^/]+)$/.exec(id) ?? [];
    return readable.has(vault) && vaults.get(vault)?.has(secret) === true;
  });
}

function createCredentialSet(given: Given, azure: Azure): unknown {
  const { arm } = known(azure, one(given, '--registry'));
  const name = one(given, '--name');
  if (!/^[a-zA-Z0-9-]{5,50}$/.test(name)) throw new Error(`${name} is no name of a credential set`);
  const secrets: readonly [string, string] = [one(given, '--username-id'), one(given, '--password-id')];
  const id = `${registryId(arm)}/credentialSets/${name}`;
  const loginServer = one(given, '--login-server');
  arm.credentialSets.push({ id, name, loginServer, healthy: canRead(azure, secrets), secrets });
  return { id, name, identity: { principalId: CREDENTIAL_SET_PRINCIPAL } };
}

function setNamed({ emulator: { arm } }: Azure, name: string) {
  const found = arm.credentialSets.find((set) => set.name === name);
  if (found === undefined) throw new Error(`The credential set ${name} could not be found.`);
  return found;
}

function vaultId({ emulator: { names }, vaults }: Azure, name: string): string {
  if (!vaults.has(name)) throw new Error(`The Vault '${name}' not found`);
  return `/subscriptions/${names.subscriptionId}/resourceGroups/${names.resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
}

function setPolicy(azure: Azure, registry: string, policy: string, status: string): void {
  const { arm } = known(azure, registry);
  if (status !== 'enabled' && status !== 'disabled') throw new Misused(`--status ${status}`);
  const { registryProperties } = arm.settings;
  const policies = field(registryProperties, 'policies');
  arm.settings.registryProperties = {
    ...registryProperties,
    policies: { ...(isObject(policies) ? policies : {}), [policy]: { status, days: 7 } },
  };
}

/** GitHub's CLI, as far as the pages use it. */
function runGh({ emulator, variables }: Azure, words: readonly string[]): string {
  const [noun, verb, ...rest] = words;
  const { name, ownerId, id } = emulator.oidc.repository;
  if (noun === 'api' && verb === `repos/${name}/actions/oidc/customization/sub`) {
    const [owner, repository] = name.split('/');
    const prefix =
      emulator.oidc.settings.subjects === 'with ids' ? `repo:${owner}@${ownerId}/${repository}@${id}` : `repo:${name}`;
    const answer = { use_default: true, sub_claim_prefix: prefix };
    if (rest[0] === '--jq' && rest[1] === '.sub_claim_prefix') return `${prefix}\n`;
    return `${JSON.stringify(answer)}\n`;
  }
  if (noun === 'variable' && verb === 'set') {
    const [variable = '', ...options] = rest;
    const given = parseOptions({ words: [], required: ['--repo', '--body'] }, options);
    if (one(given, '--repo') !== name) throw new Error(`the repository ${one(given, '--repo')} is not there`);
    variables.set(variable, one(given, '--body'));
    return '';
  }
  throw new Misused(`gh ${words.join(' ')}: no command that is played`);
}
