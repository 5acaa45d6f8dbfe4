import type { OidcClaims } from './tokens.ts';

/** The applications of an Entra tenant, and whose tokens each takes in place of a secret. */

export interface Directory {
  /** By client id. */
  readonly applications: Map<string, Application>;
}

export interface Application {
  readonly clientId: string;
  readonly displayName: string;
  /** Whether `az ad sp create` was run for it: without a service principal it can't sign in. */
  readonly servicePrincipal: boolean;
  /** Whether the tenant's administrator has switched its service principal off. */
  readonly disabled?: boolean;
  readonly federatedCredentials: readonly FederatedCredential[];
}

/** The object id of an application's service principal, which roles are assigned to. */
export function objectIdOf(clientId: string): string {
  return `aaaaaaaa${clientId.slice(8)}`;
}

/** As `az ad app federated-credential create` takes it. */
export interface FederatedCredential {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** The issuer of GitHub's tokens (docs/github-behaviour.md#oidc-subject). */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
/** The audience of GitHub's OIDC token that Entra takes (docs/azure-behaviour.md#sign-in). */
export const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

/** What Entra says against an assertion. */
export interface AssertionRefusal {
  readonly status: number;
  readonly error: 'invalid_request' | 'invalid_client' | 'unauthorized_client';
  readonly code: number;
  readonly message: string;
}

const CHECK =
  'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation';
const NO_RECORD = 'No matching federated identity record found for presented assertion';

/**
 * Why an application does not take an assertion: all three of issuer, audience and subject must be those of one credential, to the
 * case (docs/azure-behaviour.md#federated-credentials). `undefined` where it does.
 * @param general whether Entra names what does not fit, or gives its older answer
 */
export function refusedAssertion(
  application: Application,
  { iss, aud, sub }: OidcClaims,
  general: boolean,
): AssertionRefusal | undefined {
  const { federatedCredentials: credentials, displayName, clientId } = application;
  if (credentials.length === 0) {
    const message = `The client '${clientId}'(${displayName}) has no configured federated identity credentials.`;
    return { status: 401, error: 'invalid_client', code: 70025, message };
  }
  const issued = credentials.filter(({ issuer }) => issuer === iss);
  const heard = issued.filter(({ audiences }) => audiences.includes(aud));
  if (heard.some(({ subject }) => subject === sub)) return undefined;
  if (general) {
    const told = `Assertion Issuer: '${iss}'. Assertion Subject: '${sub}'. Assertion Audience: '${aud}'.`;
    const message = `${NO_RECORD}. ${told} https://docs.microsoft.com/en-us/azure/active-directory/develop/workload-identity-federation`;
    return { status: 400, error: 'invalid_request', code: 70021, message };
  }
  const refusal = (code: number, message: string): AssertionRefusal => ({
    ...{ status: 401, error: 'invalid_client' },
    ...{ code, message },
  });
  if (issued.length === 0) return refusal(700211, `${NO_RECORD} issuer '${iss}'. ${CHECK}`);
  if (heard.length === 0) return refusal(700212, `${NO_RECORD} audience '${aud}'. ${CHECK}`);
  if (heard.some(({ subject }) => subject.toLowerCase() === sub.toLowerCase())) {
    const cases = 'The subject matches with case-insensitive comparison, but not with case-sensitive comparison.';
    return refusal(7002138, `${NO_RECORD} subject '${sub}'. ${cases} ${CHECK}`);
  }
  return refusal(700213, `${NO_RECORD} subject '${sub}'. ${CHECK}`);
}
