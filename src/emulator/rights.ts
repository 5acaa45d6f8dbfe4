/**
 * What roles allow. The first is verbatim (docs/azure-behaviour.md#rule-role); of the others only the actions that the
 * emulator's services ask for are listed, from Microsoft's list of built-in roles.
 */
const ROLES = {
  'Container Registry Cache Rule Administrator': {
    id: 'df87f177-bb12-4db1-9793-a413691eff94',
    actions: [
      'Microsoft.ContainerRegistry/registries/cacheRules/read',
      'Microsoft.ContainerRegistry/registries/cacheRules/write',
      'Microsoft.ContainerRegistry/registries/cacheRules/delete',
      'Microsoft.ContainerRegistry/registries/cacheRules/operationStatuses/read',
    ],
  },
  'Container Registry Cache Rule Reader': {
    id: 'c357b964-0002-4b64-a50d-7a28f02edc52',
    actions: ['Microsoft.ContainerRegistry/registries/cacheRules/read'],
  },
  'Container Registry Credential Set Reader': {
    id: '29093635-9924-4f2c-913b-650a12949526',
    actions: ['Microsoft.ContainerRegistry/registries/credentialSets/read'],
  },
  'Container Registry Credential Set Administrator': {
    id: 'f094fb07-0703-4400-ad6a-e16dd8000e14',
    actions: [
      'Microsoft.ContainerRegistry/registries/credentialSets/read',
      'Microsoft.ContainerRegistry/registries/credentialSets/write',
      'Microsoft.ContainerRegistry/registries/credentialSets/delete',
    ],
  },
  Reader: { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', actions: ['*/read'] },
  'Security Reader': {
    id: '39bc4728-0917-49c7-9d2c-d95423bc2eb4',
    actions: ['Microsoft.Security/*/read', 'Microsoft.ResourceGraph/resources/read'],
  },
  Contributor: { id: 'b24988ac-6180-42a0-ab88-20f7382dd24c', actions: ['*'] },
  Owner: { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', actions: ['*'] },
  AcrPull: {
    id: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read'],
  },
  AcrPush: {
    id: '8311e382-0749-4cb8-b61a-304f252e45ec',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read', 'Microsoft.ContainerRegistry/registries/push/write'],
  },
  'Container Registry Repository Reader': {
    id: 'b93aa761-3e63-49ed-ac28-beffa264f7ac',
    actions: [],
    dataActions: [
      'Microsoft.ContainerRegistry/registries/repositories/content/read',
      'Microsoft.ContainerRegistry/registries/repositories/metadata/read',
    ],
  },
  'Container Registry Repository Catalog Lister': {
    id: 'bfdb9389-c9a5-478a-bb2f-ba9ca092c3c7',
    actions: [],
    dataActions: ['Microsoft.ContainerRegistry/registries/catalog/read'],
  },
} as const satisfies Readonly<Record<string, RoleDefinition>>;

interface RoleDefinition {
  /** The same in every tenant. */
  readonly id: string;
  readonly actions: readonly string[];
  /** On what is in the registry; honoured only where it gives rights by repository. */
  readonly dataActions?: readonly string[];
}

export type RoleName = keyof typeof ROLES;

/** A role that somebody has at a place. Its name alone: the emulated identity has it on the whole subscription. */
export type Role = RoleName | RoleAssignment;

export interface RoleAssignment {
  readonly role: RoleName;
  /** ARM id of a subscription, a group or a resource; what lies below is in it. */
  readonly scope: string;
  /** Client id of who has it; the emulated identity unless given. */
  readonly principal?: string;
}

/** By name or id, whatever the case. */
export function roleNamed(text: string): RoleName | undefined {
  const wanted = text.toLowerCase();
  return roleNames().find((name) => name.toLowerCase() === wanted || ROLES[name].id === wanted);
}

function roleNames(): readonly RoleName[] {
  return Object.keys(ROLES).filter(isRoleName);
}

function isRoleName(name: string): name is RoleName {
  return Object.hasOwn(ROLES, name);
}

/** Where something is done, and by whom. */
export interface Deed {
  /** ARM id. */
  readonly scope: string;
  /** Client id; the emulated identity unless given. */
  readonly caller?: string | undefined;
}

/** How a registry takes roles (docs/azure-behaviour.md#abac). */
export type RoleAssignmentMode = 'LegacyRegistryPermissions' | 'AbacRepositoryPermissions';

/** Says whether one of the roles allows an action. @param deed any place, by the emulated identity, unless given */
export function allows(roles: readonly Role[], action: string, deed?: Deed): boolean {
  return rolesAt(roles, deed).some((role) => ROLES[role].actions.some((pattern) => matches(pattern, action)));
}

/** What somebody may do at a place: one entry a role (docs/azure-behaviour.md#own-permissions). */
export function permissionsOf(roles: readonly Role[], deed: Deed) {
  return rolesAt(roles, deed).map((name) => {
    const { actions, dataActions = [] }: RoleDefinition = ROLES[name];
    return { actions, notActions: [], dataActions, notDataActions: [] };
  });
}

export type RepositoryAction = 'pull' | 'metadata_read' | 'catalog';

const LEGACY_ACTION = 'Microsoft.ContainerRegistry/registries/pull/read';
const DATA_ACTIONS: Readonly<Record<RepositoryAction, string>> = {
  pull: 'Microsoft.ContainerRegistry/registries/repositories/content/read',
  metadata_read: 'Microsoft.ContainerRegistry/registries/repositories/metadata/read',
  catalog: 'Microsoft.ContainerRegistry/registries/catalog/read',
};

/**
 * Says whether one of the roles lets somebody read what is in the registry. Where it gives rights by repository only the
 * repository roles count (docs/azure-behaviour.md#abac); elsewhere whoever may pull may list, Reader, Contributor and Owner among
 * them (docs/azure-behaviour.md#pull-role, docs/azure-behaviour.md#pull-by-general-roles), and the repository roles count for
 * nothing (docs/azure-behaviour.md#repository-roles-elsewhere).
 */
export function allowsContent(
  roles: readonly Role[],
  action: RepositoryAction,
  mode: RoleAssignmentMode,
  deed?: Deed,
): boolean {
  if (mode === 'LegacyRegistryPermissions') return allows(roles, LEGACY_ACTION, deed);
  return rolesAt(roles, deed).some((name) => {
    const definition: RoleDefinition = ROLES[name];
    return definition.dataActions?.includes(DATA_ACTIONS[action]) === true;
  });
}

/** The names of the roles that count for a deed. */
function rolesAt(roles: readonly Role[], deed: Deed | undefined): readonly RoleName[] {
  return roles.flatMap((role) => {
    if (typeof role === 'string') return deed?.caller === undefined ? [role] : [];
    const isHis = role.principal === deed?.caller;
    return isHis && (deed === undefined || isWithin(deed.scope, role.scope)) ? [role.role] : [];
  });
}

function isWithin(scope: string, outer: string): boolean {
  const [inside, around] = [scope.toLowerCase(), outer.toLowerCase().replace(/\/$/, '')];
  return inside === around || inside.startsWith(`${around}/`);
}

function matches(pattern: string, action: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern.toLowerCase() === action.toLowerCase();
  const [head, tail] = [pattern.slice(0, star).toLowerCase(), pattern.slice(star + 1).toLowerCase()];
  const text = action.toLowerCase();
  return text.startsWith(head) && text.endsWith(tail) && text.length >= head.length + tail.length;
}
