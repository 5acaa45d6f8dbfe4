import { bearerOf, type ServiceAnswer, type ServiceRequest } from './exchange.ts';
import { BAD_CREDENTIALS } from './github/routes.ts';
import { OIDC_UNAUTHORIZED } from './oidc.ts';
import { EXPIRED_SIGNATURE } from './registry/storage.ts';
import type { Tokens } from './tokens.ts';

/** Fields of the forms of Entra and the registry that are credentials. */
const CREDENTIALS = ['client_assertion', 'access_token', 'refresh_token'] as const;

/**
 * Ends the credential of a request. Of a token that the emulator issued the service itself then says that it has ended.
 * @returns the answer to a credential that was not issued here: the runner's two tokens, and a signature
 */
export function expireCredential(request: ServiceRequest, tokens: Tokens): ServiceAnswer | undefined {
  switch (request.service) {
    case 'github':
      return BAD_CREDENTIALS;
    case 'oidc':
      return OIDC_UNAUTHORIZED;
    case 'storage':
      return EXPIRED_SIGNATURE;
    case 'entra':
    case 'arm':
    case 'resource-graph':
    case 'registry':
      for (const token of credentialsOf(request)) tokens.end(token);
      return undefined;
  }
}

function credentialsOf(request: ServiceRequest): readonly string[] {
  const bearer = bearerOf(request);
  const isForm = (request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
  const form = isForm ? new URLSearchParams(request.body.toString('utf8')) : undefined;
  const fields = CREDENTIALS.flatMap((name) => form?.get(name) ?? []);
  return bearer === undefined ? fields : [bearer, ...fields];
}
