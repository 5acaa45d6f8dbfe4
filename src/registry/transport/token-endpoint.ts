import { stringField } from '../../base/json.ts';
import type { Http, HttpResponse } from '../../io/http.ts';
import { type Asked, explain, parseErrorAnswer } from './answer.ts';
import { readAnswer } from './body.ts';
import { RegistryFailure } from './failure.ts';
import type { RetryingSender } from './retry.ts';
import { NoAnswer, objectIn, understood } from './understood.ts';

/** Where a registry gives out its tokens. */
export interface TokenEndpoint {
  /** Asks once: with a form by POST, else by GET. @param authorization the header, where one is needed */
  readonly ask: (url: URL, form?: Readonly<Record<string, string>>, authorization?: string) => Promise<HttpResponse>;
  /** Asks, and reads the answer; again where it breaks off or is none. @throws RegistryFailure as {@link understood} */
  readonly read: <T>(
    url: URL,
    askOnce: () => Promise<HttpResponse>,
    read: (response: HttpResponse) => Promise<T>,
  ) => Promise<T>;
  /**
   * The secret under the first of these names, which is masked before it is returned.
   * @throws RegistryFailure where the registry refuses; NoAnswer where it gives none
   */
  readonly readSecret: (response: HttpResponse, url: URL, names: readonly string[]) => Promise<string>;
  /** A secret that may be asked for as often as needed. */
  readonly secretOf: (url: URL, names: readonly string[], askOnce: () => Promise<HttpResponse>) => Promise<string>;
}

export interface TokenEndpointOptions {
  readonly send: RetryingSender['send'];
  readonly wait: Http['wait'];
  readonly loginServer: string;
  /** Is told each secret before it is used. */
  readonly mask: (secret: string) => void;
}

export function openTokenEndpoint({ send, wait, loginServer, mask }: TokenEndpointOptions): TokenEndpoint {
  const read: TokenEndpoint['read'] = async (url, askOnce, readOne) =>
    understood(wait, askedOf(url, loginServer), undefined, askOnce, readOne);
  const readSecret: TokenEndpoint['readSecret'] = async (response, url, names) => {
    const text = await readAnswer(response);
    if (response.status !== 200) {
      // The token endpoint refuses with 400 and 401 alike; both mean that this identity gets nothing for this scope.
      const status = response.status === 400 ? 401 : response.status;
      throw new RegistryFailure({ ...explain(parseErrorAnswer(status, text), askedOf(url, loginServer)), at: 'token' });
    }
    const secret = secretIn(objectIn(text), names);
    if (secret === undefined) throw new NoAnswer('it holds no token');
    mask(secret);
    return secret;
  };
  return {
    ask: async (url, form, authorization) =>
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
      ),
    read,
    readSecret,
    secretOf: async (url, names, askOnce) => read(url, askOnce, (response) => readSecret(response, url, names)),
  };
}

/** What was asked, for messages. */
export function askedOf({ origin, pathname }: URL, loginServer: string): Asked {
  return { loginServer, what: `${origin}${pathname}` };
}

function secretIn(value: unknown, names: readonly string[]): string | undefined {
  return names.map((name) => stringField(value, name)).find((secret) => secret !== undefined && secret !== '');
}
