import { type Demand, findDemand, type TokenDemand } from './demand.ts';
import { type EntraIdentity, openRefreshToken, type RefreshToken } from './refresh-token.ts';
import { openTokenEndpoint, type TokenEndpoint, type TokenEndpointOptions } from './token-endpoint.ts';

/** Who asks: with an Entra token, or with a user and a password. Without either, the registry is asked anonymously. */
export interface Identity extends Partial<EntraIdentity> {
  /** A scope-map token or the admin user (https://aka.ms/acr/repo-permissions). */
  readonly basic?: { readonly username: string; readonly password: string };
}

/** A right to ask, as long as the registry takes it. */
export interface Grant {
  /** The `Authorization` header; `undefined` where the registry wants none. */
  readonly header: string | undefined;
  /** Throws it away, so that the next one is a new one. */
  readonly renew: () => void;
}

export interface Auth {
  /**
   * The right for a scope such as `repository:library/nginx:pull`. Those who ask for one at the same time wait for the same one.
   * @throws RegistryFailure `unauthorized` where the registry refuses, `untrusted-realm` where it sends us elsewhere
   */
  readonly grant: (scope: string) => Promise<Grant>;
  /** What stands for the identity at `docker login`: user and password (docs/azure-behaviour.md#docker-login). */
  readonly login: () => Promise<{ readonly username: string; readonly password: string } | undefined>;
}

export interface AuthOptions extends TokenEndpointOptions {
  /** Where the registry is. */
  readonly base: URL;
  /** The registry whose endpoint that is, where it is one of a region (docs/azure-behaviour.md#regional-realm). */
  readonly home?: URL | undefined;
  readonly identity: Identity;
}

/** The user that stands for a refresh token (docs/azure-behaviour.md#docker-login). */
const TOKEN_USER = '00000000-0000-0000-0000-000000000000';

const ACCESS = ['access_token', 'token'];

/**
 * Opens the way to a registry's tokens (docs/azure-behaviour.md#token-exchange): Entra token → refresh token → one
 * access token a scope. Credentials go to the realm only, and the realm must be the registry itself.
 */
export function openAuth(options: AuthOptions): Auth {
  const { base, home, loginServer, identity, mask } = options;
  const { aadToken, basic } = identity;
  const endpoint = openTokenEndpoint(options);
  const refresh =
    aadToken === undefined
      ? undefined
      : openRefreshToken({ endpoint, identity: { ...identity, aadToken }, loginServer, mask });
  const tokens = new Map<string, Promise<string>>();
  let demand: Promise<Demand> | undefined;

  const demandOnce = async () => {
    demand ??= findDemand(endpoint, base, loginServer, home).catch((error: unknown) => {
      demand = undefined;
      throw error;
    });
    return demand;
  };
  const accessToken = async (wanted: TokenDemand, scope: string): Promise<string> =>
    refresh === undefined ? tokenFor(endpoint, wanted, scope, basic) : redeemed(endpoint, wanted, scope, refresh);

  return {
    grant: async (scope) => {
      const wanted = await demandOnce();
      if (wanted.kind === 'nothing') return { header: undefined, renew: () => undefined };
      if (wanted.kind === 'basic') return { header: basicHeader(basic), renew: () => undefined };
      const token = tokens.get(scope) ?? accessToken(wanted, scope);
      tokens.set(scope, token);
      const renew = () => {
        if (tokens.get(scope) === token) tokens.delete(scope);
      };
      try {
        return { header: `Bearer ${await token}`, renew };
      } catch (error) {
        renew();
        throw error;
      }
    },
    login: async () => {
      if (basic !== undefined) return basic;
      const wanted = await demandOnce();
      if (wanted.kind !== 'token' || refresh === undefined) return undefined;
      return { username: TOKEN_USER, password: await refresh.current(wanted) };
    },
  };
}

/** The access token of a user and a password, or of nobody. */
async function tokenFor(
  { ask, secretOf }: TokenEndpoint,
  { realm, service }: TokenDemand,
  scope: string,
  basic: Identity['basic'],
): Promise<string> {
  const url = new URL(realm);
  url.searchParams.set('service', service);
  url.searchParams.set('scope', scope);
  return secretOf(url, ACCESS, () => ask(url, undefined, basicHeader(basic)));
}

/** The access token that a refresh token is given for. */
async function redeemed(
  { ask, read, readSecret, secretOf }: TokenEndpoint,
  wanted: TokenDemand,
  scope: string,
  refresh: RefreshToken,
): Promise<string> {
  const { realm, service } = wanted;
  const redeem = async (refreshToken: string) =>
    ask(realm, { grant_type: 'refresh_token', service, scope, refresh_token: refreshToken });
  const before = await refresh.current(wanted);
  const first = await read(
    realm,
    () => redeem(before),
    async (response) => {
      if (response.status === 200) return readSecret(response, realm, ACCESS);
      await response.discard();
      return undefined;
    },
  );
  if (first !== undefined) return first;
  // It may have run out: it lives three hours. One new one tells whether it was that.
  refresh.replace(before);
  const renewed = await refresh.current(wanted);
  return secretOf(realm, ACCESS, () => redeem(renewed));
}

function basicHeader(basic: Identity['basic']): string | undefined {
  if (basic === undefined) return undefined;
  return `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`;
}
