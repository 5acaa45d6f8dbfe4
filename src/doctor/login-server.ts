import type { Answer, RegistrySettings, Wanted } from './facts.ts';

/**
 * Where images are pulled from. Only Azure, or the user by a full login server, says whose it is: a name alone may lead to somebody
 * else's registry, which is not asked and not shown any token (docs/azure-behaviour.md#login-server).
 */
export type LoginServer =
  | { readonly state: 'certain'; readonly host: string }
  | { readonly state: 'guessed' }
  | { readonly state: 'contradicted'; readonly given: string; readonly told: string };

export function loginServerOf(
  { loginServer, isLoginServerGiven }: Wanted,
  registry: Answer<RegistrySettings>,
): LoginServer {
  const told = registry.state === 'answered' ? registry.value.loginServer : undefined;
  if (told === undefined) return isLoginServerGiven ? { state: 'certain', host: loginServer } : { state: 'guessed' };
  if (isLoginServerGiven && told !== loginServer) return { state: 'contradicted', given: loginServer, told };
  return { state: 'certain', host: told };
}
