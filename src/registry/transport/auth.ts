import { messageOf } from '../../base/errors.ts';
import { stringField } from '../../base/json.ts';
import type { Http, HttpResponse } from '../../io/http.ts';
import { type Asked, explain, parseErrorAnswer } from './answer.ts';
import { readAnswer } from './body.ts';
import { isConfidential, ownRealm, parseChallenge } from './challenge.ts';
import { RegistryFailure } from './failure.ts';
import type { RetryingSender } from './retry.ts';
import { NoAnswer, objectIn, understood } from './understood.ts';

/** Who asks. Without either, the registry is asked anonymously. */
export interface Identity {
  /** An Entra token for the registry's audience, fresh at each call. */
  readonly aadToken?: () => Promise<string>;
  /** Forgets an Entra token that was refused, so that the next one is new. */
  readonly renewAadToken?: (token: string) => void;
  readonly tenantId?: string;
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

/** What the registry wants before it answers. */
type Demand =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'basic' }
  | { readonly kind: 'token'; readonly realm: URL; readonly service: string };

/** The user that stands for a refresh token (docs/azure-behaviour.md#docker-login). */
const TOKEN_USER = '00000000-0000-0000-0000-000000000000';

/**
 * Opens the way to a registry's tokens (docs/azure-behaviour.md#token-exchange): Entra token → refresh token → one
 * access token a scope. Credentials go to the realm only, and the realm must be the registry itself.
 */
export function openAuth({ send, wait, base, loginServer, identity, mask }: AuthOptions): Auth {
  const tokens = new Map<string, Promise<string>>();
  let demand: Promise<Demand> | undefined;
  let refresh: Promise<string> | undefined;
  const spent = new Set<string>();

  const ask = async (url: URL, form?: Readonly<Record<string, string>>, authorization?: string) =>
    send(
      {
        method: form === undefined ? 'GET' : 'POST',
        url: url.href,
        headers: {
          ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
      },
      askedOf(url, loginServer),
    );

  const readSecret = async (response: HttpResponse, url: URL, names: readonly string[]): Promise<string> => {
    const text = await readAnswer(response);
    if (response.status !== 200) {
      // The token endpoint refuses with 400 and 401 alike; both mean that this identity gets nothing for this scope.
      const status = response.status === 400 ? 401 : response.status;
      throw new RegistryFailure(explain(parseErrorAnswer(status, text), askedOf(url, loginServer)));
    }
    const secret = secretIn(objectIn(text), names);
    if (secret === undefined) throw new NoAnswer('it holds no token');
    mask(secret);
    return secret;
  };

  /** A secret that may be asked for as often as needed. */
  const secretOf = async (url: URL, names: readonly string[], askOnce: () => Promise<HttpResponse>): Promise<string> =>
    understood(wait, askedOf(url, loginServer), undefined, askOnce, (response) => readSecret(response, url, names));

  const entraToken = async (aadToken: () => Promise<string>): Promise<string> => {
    const token = await aadToken().catch((cause: unknown) => {
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

  const exchangeFor = async (realm: URL, service: string, token: string): Promise<string> => {
    const url = new URL('/oauth2/exchange', realm);
    const tenant = identity.tenantId === undefined ? {} : { tenant: identity.tenantId };
    const form = { grant_type: 'access_token', service, ...tenant, access_token: token };
    return secretOf(url, ['refresh_token'], () => ask(url, form));
  };

  /** A token that is refused may have ended: a new one is tried once. */
  const exchange = async (realm: URL, service: string, aadToken: () => Promise<string>): Promise<string> => {
    const token = await entraToken(aadToken);
    try {
      return await exchangeFor(realm, service, token);
    } catch (error) {
      const isRefused = error instanceof RegistryFailure && error.reason.kind === 'unauthorized';
      if (!isRefused || identity.renewAadToken === undefined) throw error;
      identity.renewAadToken(token);
      return exchangeFor(realm, service, await entraToken(aadToken));
    }
  };

  /** The one refresh token that all share. */
  const refreshed = async (realm: URL, service: string, aadToken: () => Promise<string>): Promise<string> => {
    refresh ??= exchange(realm, service, aadToken).catch((error: unknown) => {
      // A refusal stays one; what was a moment's trouble is tried again by the next who asks.
      if (!(error instanceof RegistryFailure) || error.reason.kind !== 'unauthorized') refresh = undefined;
      throw error;
    });
    return refresh;
  };

  const accessToken = async (realm: URL, service: string, scope: string): Promise<string> => {
    const { aadToken } = identity;
    if (aadToken === undefined) {
      const url = new URL(realm);
      url.searchParams.set('service', service);
      url.searchParams.set('scope', scope);
      return secretOf(url, ACCESS, () => ask(url, undefined, basicHeader(identity.basic)));
    }
    const redeem = async (refreshToken: string) =>
      ask(realm, { grant_type: 'refresh_token', service, scope, refresh_token: refreshToken });
    const before = await refreshed(realm, service, aadToken);
    const first = await understood(
      wait,
      askedOf(realm, loginServer),
      undefined,
      () => redeem(before),
      async (response) => {
        if (response.status === 200) return readSecret(response, realm, ACCESS);
        await response.discard();
        return undefined;
      },
    );
    if (first !== undefined) return first;
    // It may have run out: it lives three hours. One new one tells whether it was that.
    // Whoever of those that ask at the same time finds out first has it replaced.
    if (!spent.has(before)) refresh = undefined;
    spent.add(before);
    const renewed = await refreshed(realm, service, aadToken);
    return secretOf(realm, ACCESS, () => redeem(renewed));
  };

  const demandOnce = async () => {
    demand ??= findDemand({ base, loginServer, wait }, (url) => ask(url)).catch((error: unknown) => {
      demand = undefined;
      throw error;
    });
    return demand;
  };

  return {
    grant: async (scope) => {
      const wanted = await demandOnce();
      if (wanted.kind === 'nothing') return { header: undefined, renew: () => undefined };
      if (wanted.kind === 'basic') return { header: basicHeader(identity.basic), renew: () => undefined };
      const token = tokens.get(scope) ?? accessToken(wanted.realm, wanted.service, scope);
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
      if (identity.basic !== undefined) return identity.basic;
      const wanted = await demandOnce();
      if (wanted.kind !== 'token' || identity.aadToken === undefined) return undefined;
      return { username: TOKEN_USER, password: await refreshed(wanted.realm, wanted.service, identity.aadToken) };
    },
  };
}

export interface AuthOptions {
  readonly send: RetryingSender['send'];
  readonly wait: Http['wait'];
  /** Where the registry is. */
  readonly base: URL;
  readonly loginServer: string;
  readonly identity: Identity;
  /** Is told each secret before it is used. */
  readonly mask: (secret: string) => void;
}

/** Asks the registry what it wants (`GET /v2/`). */
async function findDemand(
  { base, loginServer, wait }: Pick<AuthOptions, 'base' | 'loginServer' | 'wait'>,
  ask: (url: URL) => Promise<HttpResponse>,
): Promise<Demand> {
  if (!isConfidential(base)) throw malformed(`${base.origin} is neither https nor on this machine`);
  const url = new URL('/v2/', base);
  const { response, text } = await understood(
    wait,
    askedOf(url, loginServer),
    undefined,
    () => ask(url),
    async (answer) => {
      const body = await readAnswer(answer);
      // Who has signed in, or need not, is given an empty body or an object; a page is somebody else's answer.
      if (answer.status === 200 && body.trim() !== '') objectIn(body);
      return { response: answer, text: body };
    },
  );
  if (response.status === 200) return { kind: 'nothing' };
  const header = response.headers.get('www-authenticate');
  if (response.status !== 401 || header === undefined) {
    throw new RegistryFailure(explain(parseErrorAnswer(response.status, text), askedOf(url, loginServer)));
  }
  const challenge = parseChallenge(header);
  if (challenge === undefined) throw malformed(`${loginServer} asks for an authentication that is not supported`);
  if (challenge.scheme === 'basic') return { kind: 'basic' };
  const realm = ownRealm(challenge.realm, base);
  if (realm === undefined) {
    throw new RegistryFailure({
      kind: 'untrusted-realm',
      message: `${loginServer} wants its tokens fetched from another host (${hostOf(challenge.realm)}); nothing was sent there`,
      remedy: 'check that `registry` names your registry and that nothing in between answers for it',
    });
  }
  return { kind: 'token', realm, service: challenge.service };
}

function hostOf(realm: string): string {
  return URL.canParse(realm) ? new URL(realm).origin : 'no URL';
}

function basicHeader(basic: Identity['basic']): string | undefined {
  if (basic === undefined) return undefined;
  return `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`;
}

const ACCESS = ['access_token', 'token'];

function secretIn(value: unknown, names: readonly string[]): string | undefined {
  return names.map((name) => stringField(value, name)).find((secret) => secret !== undefined && secret !== '');
}

function askedOf({ origin, pathname }: URL, loginServer: string): Asked {
  return { loginServer, what: `${origin}${pathname}` };
}

function malformed(message: string): RegistryFailure {
  return new RegistryFailure({
    kind: 'malformed',
    message,
    remedy: 'check that `registry` names an Azure Container Registry',
  });
}
