import { regionalEndpoint } from '../images/own-hosts.ts';

/**
 * What may be pulled, as texts that an image begins with. Each ends where a host or a repository ends: engines compare plainly, so
 * that without the final slash `contoso.azurecr.io` would let `contoso.azurecr.io.example.com` pass.
 */
export interface AllowedImages {
  /** At least one; sorted, each once. */
  readonly prefixes: readonly string[];
}

/**
 * @param loginServers of the team's registries, as Azure says them: with a domain name label the hash is part of the name
 * @param regions of these registries whose regional endpoints clusters pull from (docs/azure-behaviour.md#registry-hosts)
 * @param trusted registries (`mcr.microsoft.com`) or leading parts of names (`ghcr.io/contoso`), as in `trusted-registries`
 */
export function allowedImages(
  loginServers: readonly string[],
  regions: readonly string[],
  trusted: readonly string[],
): AllowedImages {
  const own = loginServers.flatMap((server) => [server, ...regions.map((region) => regionalEndpoint(server, region))]);
  const prefixes = [...own, ...trusted].flatMap(prefixesOf);
  return { prefixes: [...new Set(prefixes)].sort() };
}

/** A name with a path may be a repository as well as what lies below it. */
function prefixesOf(name: string): readonly string[] {
  const trimmed = name.replace(/\/\*{0,2}$/, '');
  return trimmed.includes('/') ? [`${trimmed}/`, `${trimmed}:`, `${trimmed}@`] : [`${trimmed}/`];
}

/** Whether an image begins with one of the texts. */
export function beginsAsAllowed({ prefixes }: AllowedImages, image: string): boolean {
  return prefixes.some((prefix) => image.startsWith(prefix));
}
