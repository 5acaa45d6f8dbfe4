import { bearerOf, jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from './exchange.ts';
import type { Tokens } from './tokens.ts';

/**
 * GitHub's endpoint for a job's OIDC token, which a job with `id-token: write` is told of
 * (docs/github-behaviour.md#oidc-variables).
 */
export interface OidcState {
  /** What the runner gives as `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
  readonly requestToken: string;
  readonly tokens: Tokens;
}

export const OIDC_UNAUTHORIZED: ServiceAnswer = jsonAnswer(401, { message: 'Unauthorized' });

/** Seconds that a job's token lives. */
const LIFETIME = 300;

export function answerOidc(state: OidcState, request: ServiceRequest): ServiceAnswer {
  if (request.method !== 'GET' || request.path !== '/idtoken') {
    throw new Violation(`OIDC has no ${request.method} ${request.path}`);
  }
  onlyQuery(request, 'api-version', 'audience');
  if (request.query.get('api-version') !== '2.0') throw new Violation('OIDC: the query of the request URL was lost');
  if (bearerOf(request) !== state.requestToken) return OIDC_UNAUTHORIZED;
  const audience = request.query.get('audience') ?? 'https://github.com/contoso';
  return jsonAnswer(200, { count: 1, value: state.tokens.issue({ kind: 'oidc', audience }, LIFETIME) });
}
