import { explain, parseErrorAnswer } from './answer.ts';
import { readAnswer } from './body.ts';
import { isConfidential, ownRealm, parseChallenge } from './challenge.ts';
import { RegistryFailure } from './failure.ts';
import { askedOf, type TokenEndpoint } from './token-endpoint.ts';
import { objectIn } from './understood.ts';

/** What the registry wants before it answers. */
export type Demand = { readonly kind: 'nothing' } | { readonly kind: 'basic' } | TokenDemand;

/** A token, and where it is given out. */
export interface TokenDemand {
  readonly kind: 'token';
  readonly realm: URL;
  readonly service: string;
}

/**
 * Asks the registry what it wants (`GET /v2/`).
 * @param base where the registry is
 * @param home the login server of the registry whose endpoint `base` is, which may give out its tokens
 * @throws RegistryFailure `untrusted-realm` where it sends us elsewhere, `malformed` where it is no such registry
 */
export async function findDemand(
  { ask, read }: TokenEndpoint,
  base: URL,
  loginServer: string,
  home?: URL,
): Promise<Demand> {
  if (!isConfidential(base)) throw malformed(`${base.origin} is neither https nor on this machine`);
  const url = new URL('/v2/', base);
  const { response, text } = await read(
    url,
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
  const realm = ownRealm(challenge.realm, base) ?? (home === undefined ? undefined : ownRealm(challenge.realm, home));
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

function malformed(message: string): RegistryFailure {
  return new RegistryFailure({
    kind: 'malformed',
    message,
    remedy: 'check that `registry` names an Azure Container Registry',
  });
}
