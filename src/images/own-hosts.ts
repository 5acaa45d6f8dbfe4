/**
 * The names that a registry answers under besides its login server: endpoints of one region (`contoso.westeurope.geo.azurecr.io`) and of
 * its data (`contoso.westeurope.data.azurecr.io`). With a domain name label the hash is part of them
 * (docs/azure-behaviour.md#registry-hosts, docs/azure-behaviour.md#regional-hosts-told).
 */
export function isOwnHost(host: string, loginServer: string): boolean {
  if (host === loginServer) return true;
  const { label, suffix } = partsOf(loginServer);
  if (!host.startsWith(`${label}.`) || !host.endsWith(suffix)) return false;
  return /^[a-z0-9]+\.(?:geo|data)$/.test(host.slice(label.length + 1, -suffix.length));
}

/** `contoso.westeurope.geo.azurecr.io` of `contoso.azurecr.io`. */
export function regionalEndpoint(loginServer: string, region: string): string {
  const { label, suffix } = partsOf(loginServer);
  return `${label}.${region}.geo${suffix}`;
}

/** Whether a host would be the registry's own, were it not for the hash of a domain name label. */
export function isNameWithoutHash(host: string, loginServer: string): boolean {
  const { label, suffix } = partsOf(loginServer);
  return label.includes('-') && host === `${label.replace(/-.*/, '')}${suffix}`;
}

function partsOf(loginServer: string): { readonly label: string; readonly suffix: string } {
  const dot = loginServer.indexOf('.');
  return { label: loginServer.slice(0, dot), suffix: loginServer.slice(dot) };
}
