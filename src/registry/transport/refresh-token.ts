import { messageOf } from '../../base/errors.ts';
import type { TokenDemand } from './demand.ts';
import { RegistryFailure } from './failure.ts';
import type { TokenEndpoint } from './token-endpoint.ts';

/** Who asks with Microsoft Entra's word. */
export interface EntraIdentity {
  /** An Entra token for the registry's audience, fresh at each call. */
  readonly aadToken: () => Promise<string>;
  /** Forgets an Entra token that was refused, so that the next one is new. */
  readonly renewAadToken?: (token: string) => void;
  readonly tenantId?: string;
}

/** The one refresh token of a registry that all who ask it share. */
export interface RefreshToken {
  /** It is asked for where there is none. @throws RegistryFailure `unauthorized` where there is no Entra token, or it is refused */
  readonly current: (demand: TokenDemand) => Promise<string>;
  /** Says that one is not taken any more. Whoever of those that ask at the same time finds out first has it replaced. */
  readonly replace: (token: string) => void;
}

export interface RefreshTokenOptions {
  readonly endpoint: TokenEndpoint;
  readonly identity: EntraIdentity;
  readonly loginServer: string;
  /** Is told each secret before it is used. */
  readonly mask: (secret: string) => void;
}

export function openRefreshToken({ endpoint, identity, loginServer, mask }: RefreshTokenOptions): RefreshToken {
  let refresh: Promise<string> | undefined;
  const spent = new Set<string>();

  const entraToken = async (): Promise<string> => {
    const token = await identity.aadToken().catch((cause: unknown) => {
      throw new RegistryFailure(
        {
          kind: 'unauthorized',
          message: `no Entra token for ${loginServer}: ${messageOf(cause)}`,
          remedy: 'log in (azure/login, or `az login`), or give client-id and tenant-id and `id-token: write`',
        },
        { cause },
      );
    });
    mask(token);
    return token;
  };

  const exchangeFor = async ({ realm, service }: TokenDemand, token: string): Promise<string> => {
    const url = new URL('/oauth2/exchange', realm);
    const tenant = identity.tenantId === undefined ? {} : { tenant: identity.tenantId };
    const form = { grant_type: 'access_token', service, ...tenant, access_token: token };
    return endpoint.secretOf(url, ['refresh_token'], () => endpoint.ask(url, form));
  };

  /** A token that is refused may have ended: a new one is tried once. */
  const exchange = async (demand: TokenDemand): Promise<string> => {
    const token = await entraToken();
    try {
      return await exchangeFor(demand, token);
    } catch (error) {
      const isRefused = error instanceof RegistryFailure && error.reason.kind === 'unauthorized';
      if (!isRefused || identity.renewAadToken === undefined) throw error;
      identity.renewAadToken(token);
      return exchangeFor(demand, await entraToken());
    }
  };

  return {
    current: async (demand) => {
      refresh ??= exchange(demand).catch((error: unknown) => {
        // A refusal stays one; what was a moment's trouble is tried again by the next who asks.
        if (!(error instanceof RegistryFailure) || error.reason.kind !== 'unauthorized') refresh = undefined;
        throw error;
      });
      return refresh;
    },
    replace: (token) => {
      if (!spent.has(token)) refresh = undefined;
      spent.add(token);
    },
  };
}
