/**
 * What roles allow. The first is verbatim (docs/azure-behaviour.md#rule-role); of the others only the actions that the
 * emulator's services ask for are listed, from Microsoft's list of built-in roles.
 */
const ROLES = {
  'Container Registry Cache Rule Administrator': [
    'Microsoft.ContainerRegistry/registries/cacheRules/read',
    'Microsoft.ContainerRegistry/registries/cacheRules/write',
    'Microsoft.ContainerRegistry/registries/cacheRules/delete',
    'Microsoft.ContainerRegistry/registries/cacheRules/operationStatuses/read',
  ],
  'Container Registry Cache Rule Reader': ['Microsoft.ContainerRegistry/registries/cacheRules/read'],
  'Container Registry Credential Set Reader': ['Microsoft.ContainerRegistry/registries/credentialSets/read'],
  Reader: ['*/read'],
  'Security Reader': ['Microsoft.Security/*/read', 'Microsoft.ResourceGraph/resources/read'],
  Contributor: ['*'],
  AcrPull: [
    'Microsoft.ContainerRegistry/registries/pull/read',
    'Microsoft.ContainerRegistry/registries/repositories/metadata/read',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type RoleName = keyof typeof ROLES;

/**
 * Actions that `Reader` and `Contributor` don't give here: pulling takes AcrPull (docs/azure-behaviour.md#pull-role).
 * Stricter than a registry without ABAC, where those roles can pull too
 * (docs/azure-behaviour.md#pull-by-general-roles).
 */
const PULL_ACTIONS: ReadonlySet<string> = new Set(ROLES.AcrPull);

/** Says whether one of the roles allows an action. */
export function allows(roles: readonly RoleName[], action: string): boolean {
  if (PULL_ACTIONS.has(action)) return roles.some((role) => role === 'AcrPull');
  return roles.some((role) => ROLES[role].some((pattern) => matches(pattern, action)));
}

function matches(pattern: string, action: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern.toLowerCase() === action.toLowerCase();
  const [head, tail] = [pattern.slice(0, star).toLowerCase(), pattern.slice(star + 1).toLowerCase()];
  const text = action.toLowerCase();
  return text.startsWith(head) && text.endsWith(tail) && text.length >= head.length + tail.length;
}
