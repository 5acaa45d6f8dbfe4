/** Built-in roles by what they are for here; the ids are the same in every tenant (docs/azure-behaviour.md#role-ids). */
export const ROLES = {
  ruleWriter: { name: 'Container Registry Cache Rule Administrator', id: 'df87f177-bb12-4db1-9793-a413691eff94' },
  pull: { name: 'AcrPull', id: '7f951dda-4ed3-4680-a7ca-43fe172d538d' },
  /** In place of AcrPull where the registry's permissions are those of repositories. */
  repositoryReader: { name: 'Container Registry Repository Reader', id: 'b93aa761-3e63-49ed-ac28-beffa264f7ac' },
  credentialSetReader: {
    name: 'Container Registry Credential Set Reader',
    id: '29093635-9924-4f2c-913b-650a12949526',
  },
  reader: { name: 'Reader', id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' },
  /** For the identity of a credential set, on the key vault. */
  vaultReader: { name: 'Key Vault Secrets User', id: '4633458b-17de-408a-b874-0445c86b69e6' },
} as const satisfies Readonly<Record<string, Role>>;

export interface Role {
  readonly name: string;
  readonly id: string;
}

/** What a role assignment of the caller allows and takes back (docs/azure-behaviour.md#own-permissions). */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** Whether one of the permissions allows an action: each takes back only of its own. */
export function allows(permissions: readonly Permission[], action: string): boolean {
  const matches = (pattern: string) => isMatch(pattern, action);
  return permissions.some(({ actions, notActions }) => actions.some(matches) && !notActions.some(matches));
}

/** Actions have no case, and `*` stands for any number of characters. */
function isMatch(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const [head = '', ...rest] = parts;
  const text = action.toLowerCase();
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}
