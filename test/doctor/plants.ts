import type { CheckId } from '../../src/doctor/check.ts';
import { registryId } from '../../src/emulator/arm/state.ts';
import type { Application, FederatedCredential } from '../../src/emulator/directory.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import type { RoleName } from '../../src/emulator/rights.ts';

/** Faults of a set-up, each planted in one that has none. */

/** A set-up with nothing missing, for a repository of Docker Hub's images, with a gate. */
export const WHOLE: EmulatorOptions = {
  credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }],
  rules: [{ name: 'nginx-rule', source: 'docker.io/library/nginx', target: 'hub/nginx', credentialSet: 'docker-hub' }],
};

export interface Plant {
  readonly what: string;
  /** The check that must find it. */
  readonly check: CheckId;
  readonly plant: (emulator: Emulator) => void;
  /** Inputs besides the usual ones. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What it changes: two that change the same are no two faults. */
  readonly touches: 'sign-in' | 'roles' | 'registry' | 'locks' | 'network' | 'rules' | 'sets' | 'defender';
}

/** With the group given, the registry itself need not be read. */
const GROUP = { registry: 'contoso.azurecr.io', 'resource-group': 'rg-registry' } as const;

const LEAST = ['Container Registry Cache Rule Administrator', 'Security Reader'] as const;

export const PLANTS: readonly Plant[] = [
  signIn('no federated credential for this subject', ({ federatedCredentials }) => ({
    federatedCredentials: federatedCredentials.filter(({ name }) => name === 'pull-request'),
  })),
  signIn('no federated credential at all', () => ({ federatedCredentials: [] })),
  signIn(
    'a federated credential in other letters',
    credentials((one) => ({ subject: one.subject.toUpperCase() })),
  ),
  signIn(
    'federated credentials of the form without ids',
    credentials(({ subject }) => ({ subject: subject.replaceAll(/@\d+/g, '') })),
  ),
  signIn(
    'federated credentials of another issuer',
    credentials(() => ({ issuer: 'https://ghe.contoso.example' })),
  ),
  signIn(
    'federated credentials of another audience',
    credentials(() => ({ audiences: ['api://other'] })),
  ),
  signIn('an application without a service principal', () => ({ servicePrincipal: false })),
  signIn('a service principal that is disabled', () => ({ disabled: true })),
  {
    ...signIn('no federated credential, told in general', () => ({ federatedCredentials: [OTHER] })),
    plant: (emulator) => {
      emulator.entra.refusals = 'in general';
      change(emulator, () => ({ federatedCredentials: [OTHER] }));
    },
  },
  roles('no right to write rules', 'rules-write', ['Reader']),
  {
    ...roles('the right to write rules of another registry', 'rules-write', ['Reader']),
    plant: ({ arm }) => {
      const scope = registryId({ ...arm, registryName: 'fabrikam' });
      arm.settings.roles = ['Reader', { role: 'Container Registry Cache Rule Administrator', scope }];
    },
  },
  roles('no right to read rules', 'rules-read', ['AcrPull', 'Container Registry Credential Set Reader'], GROUP),
  roles('no right to find the registry', 'registry', [...LEAST, 'AcrPull', 'Container Registry Credential Set Reader']),
  roles('no right to pull', 'pull', [...LEAST, 'Container Registry Credential Set Reader'], GROUP),
  {
    ...roles('AcrPull where permissions are by repository', 'pull', []),
    plant: ({ arm }) => {
      arm.settings.roleAssignmentMode = 'AbacRepositoryPermissions';
    },
    touches: 'registry',
  },
  roles('no right to read credential sets', 'credential-sets-read', [...LEAST, 'AcrPull'], GROUP),
  {
    ...roles("no right to read Defender's assessments", 'defender-assessments', []),
    plant: ({ arm }) => {
      const scope = registryId(arm);
      arm.settings.roles = (['Reader', 'Container Registry Cache Rule Administrator'] as const).map((role) => ({
        role,
        scope,
      }));
    },
  },
  roles('only the name, and no right to read the registry', 'registry', [...LEAST, 'AcrPull'], {
    'resource-group': 'rg-registry',
  }),
  registry('soft delete', 'soft-delete', { policies: { softDeletePolicy: { status: 'enabled' } } }),
  {
    ...registry('a network without a way for trusted services', 'network', {
      ...{ networkRuleBypassOptions: 'None', networkRuleSet: { defaultAction: 'Deny' } },
    }),
    touches: 'network',
  },
  registry('anonymous pull', 'defender-anonymous-pull', { anonymousPullEnabled: true }),
  {
    ...registry('retention, with pins', 'retention', { policies: { retentionPolicy: { status: 'enabled', days: 7 } } }),
    inputs: { pin: 'true' },
  },
  {
    ...{ what: 'a firewall that does not let this machine in', check: 'pull', touches: 'network' },
    plant: ({ registry: { settings } }) => {
      settings.networkDenied = true;
    },
  },
  {
    ...{ what: 'a lock that refuses writes', check: 'registry-lock', touches: 'locks' },
    plant: ({ arm }) => {
      arm.settings.locks = [{ name: 'frozen', level: 'ReadOnly' }];
    },
  },
  {
    ...{ what: 'a rule that failed', check: 'rules-state', touches: 'rules' },
    plant: ({ arm }) => {
      const rule = arm.rules.get('nginx-rule');
      if (rule !== undefined)
        arm.rules.set('broken-rule', { ...rule, name: 'broken-rule', target: 'x', state: 'Failed' });
    },
  },
  {
    ...{ what: 'no credential set for Docker Hub', check: 'credential-set', touches: 'sets' },
    plant: ({ arm }) => {
      arm.credentialSets.length = 0;
    },
  },
  {
    ...{ what: 'an unhealthy credential set', check: 'credential-set', touches: 'sets' },
    plant: ({ arm }) => {
      for (const [index, one] of arm.credentialSets.entries()) arm.credentialSets[index] = { ...one, healthy: false };
    },
  },
  {
    ...{ what: 'a credential set that is named and is not there', check: 'credential-set', touches: 'sets' },
    inputs: { 'credential-sets': 'docker.io=hub-of-ours' },
    plant: () => undefined,
  },
  {
    ...{ what: 'no plan of Defender', check: 'defender-plan', touches: 'defender' },
    plant: ({ arm }) => {
      arm.settings.defenderPlan = 'off';
    },
  },
  {
    ...{ what: 'a plan of Defender that leaves registries out', check: 'defender-plan', touches: 'defender' },
    plant: ({ arm }) => {
      arm.settings.defenderPlan = 'without registries';
    },
  },
];

const OTHER: FederatedCredential = {
  ...{ name: 'other', issuer: 'https://ghe.contoso.example', subject: 'repo:contoso/shop:pull_request' },
  audiences: ['api://AzureADTokenExchange'],
};

function signIn(what: string, with_: (application: Application) => Partial<Application>): Plant {
  return { what, check: 'sign-in', plant: (emulator) => change(emulator, with_), touches: 'sign-in' };
}

function change({ directory, names }: Emulator, with_: (application: Application) => Partial<Application>): void {
  const application = directory.applications.get(names.clientId);
  if (application !== undefined) directory.applications.set(names.clientId, { ...application, ...with_(application) });
}

function credentials(with_: (one: FederatedCredential) => Partial<FederatedCredential>) {
  return ({ federatedCredentials }: Application): Partial<Application> => ({
    federatedCredentials: federatedCredentials.map((one) => ({ ...one, ...with_(one) })),
  });
}

function roles(what: string, check: CheckId, has: readonly RoleName[], inputs = {}): Plant {
  const plant = ({ arm }: Emulator) => {
    arm.settings.roles = has;
  };
  return { what, check, plant, inputs, touches: 'roles' };
}

function registry(what: string, check: CheckId, properties: Readonly<Record<string, unknown>>): Plant {
  return { what, check, plant: ({ arm }) => set(arm, properties), touches: 'registry' };
}

function set({ settings }: Emulator['arm'], properties: Readonly<Record<string, unknown>>): void {
  settings.registryProperties = { ...settings.registryProperties, ...properties };
}
