import { isLoopback } from './host.ts';

/** What a registry asks for (RFC 9110 §11.6.1; https://distribution.github.io/distribution/spec/auth/token/). */
export type Challenge =
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service: string; readonly scope: string | undefined }
  | { readonly scheme: 'basic' };

/** The first challenge of a `WWW-Authenticate` header that this product can answer; `undefined` where there is none. */
export function parseChallenge(header: string): Challenge | undefined {
  const scheme = /^\s*([A-Za-z]+)/.exec(header)?.[1]?.toLowerCase();
  if (scheme === 'basic') return { scheme };
  if (scheme !== 'bearer') return undefined;
  const parameters = new Map<string, string>();
  for (const [, name = '', value = ''] of header.matchAll(/\b([A-Za-z]+)="([^"]*)"/g)) {
    parameters.set(name.toLowerCase(), value);
  }
  const realm = parameters.get('realm');
  return realm === undefined
    ? undefined
    : { scheme, realm, service: parameters.get('service') ?? '', scope: parameters.get('scope') };
}

/** Whether what is sent there cannot be read on the way: TLS, or a host that is this machine. */
export function isConfidential(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/**
 * The realm as a URL, if it is the registry's own.
 * Whoever answers a challenge elsewhere hands the identity's token to a stranger.
 * @param base where the registry is
 */
export function ownRealm(realm: string, base: URL): URL | undefined {
  if (!URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  return url.origin === base.origin && isConfidential(url) && url.username === '' && url.password === ''
    ? url
    : undefined;
}
