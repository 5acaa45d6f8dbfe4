import type { HttpResponse } from '../../io/http.ts';
import { explain, parseErrorAnswer } from './answer.ts';
import type { Auth } from './auth.ts';
import { readText } from './body.ts';
import { parseChallenge } from './challenge.ts';
import { RegistryFailure } from './failure.ts';
import type { Limiter } from './limit.ts';
import { orAborted, type RetryingSender } from './retry.ts';

/** On whose behalf something is asked. */
export interface RequestHooks {
  readonly signal?: AbortSignal;
  /** Is told of each request to the registry, tokens and storage not counted. */
  readonly onRequest?: () => void;
}

/** One question to a registry's data plane. */
export interface Question {
  readonly method: 'GET' | 'HEAD';
  readonly path: string;
  /** For messages. */
  readonly what: string;
  /** The right that it needs, such as `repository:library/nginx:pull`. */
  readonly scope: string;
  readonly accept?: string;
  /** Its answer may be large, and is read as it comes. */
  readonly streamed?: boolean;
  readonly hooks: RequestHooks | undefined;
}

export interface Way {
  readonly base: URL;
  readonly loginServer: string;
  readonly auth: Auth;
  readonly send: RetryingSender['send'];
  /** How many questions wait for their answer at once. */
  readonly limit: Limiter;
}

/**
 * Makes what asks a registry with the right that the question needs.
 * A right that is not taken (any more) is renewed once, with the scope that the registry names.
 * The answer may still be a refusal; {@link RegistryFailure} is thrown for those that no right would change.
 */
export function requester({
  base,
  loginServer,
  auth,
  send,
  limit,
}: Way): (question: Question) => Promise<HttpResponse> {
  return async ({ method, path, what, scope, accept, streamed, hooks }) => {
    const { signal, onRequest } = hooks ?? {};
    const once = async (authorization: string | undefined) => {
      onRequest?.();
      const headers = {
        ...(accept === undefined ? {} : { accept }),
        ...(authorization === undefined ? {} : { authorization }),
      };
      const request = {
        method,
        url: new URL(path, base).href,
        headers,
        ...(signal === undefined ? {} : { signal }),
        ...(streamed === undefined ? {} : { streamed }),
      };
      return limit(() => send(request, { loginServer, what }));
    };
    const grant = await orAborted(auth.grant(scope), signal);
    const first = await once(grant.header);
    if (first.status !== 401 || grant.header === undefined) return first;
    const challenge = parseChallenge(first.headers.get('www-authenticate') ?? '');
    const reason = explain(parseErrorAnswer(first.status, await readText(first)), { loginServer, what });
    if (reason.kind !== 'unauthorized') throw new RegistryFailure(reason);
    grant.renew();
    const wanted = (challenge?.scheme === 'bearer' ? challenge.scope : undefined) ?? scope;
    return once((await orAborted(auth.grant(wanted), signal)).header);
  };
}
