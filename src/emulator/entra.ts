import { formBody, jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from './exchange.ts';
import type { Tokens } from './tokens.ts';

/** Entra's token endpoint for federated credentials, and what MSAL asks for around it. */

export interface EntraState {
  readonly tenantId: string;
  readonly clientId: string;
  /** Seconds. */
  readonly tokenLifetime: number;
  readonly tokens: Tokens;
}

/** The audience of GitHub's OIDC token that Entra takes (docs/azure-behaviour.md#sign-in). */
const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

const AUDIENCES: ReadonlyMap<string, 'arm' | 'registry'> = new Map([
  ['https://management.azure.com/.default', 'arm'],
  ['https://management.core.windows.net/.default', 'arm'],
  ['https://management.chinacloudapi.cn/.default', 'arm'],
  ['https://management.usgovcloudapi.net/.default', 'arm'],
  ['https://containerregistry.azure.net/.default', 'registry'],
]);

export function answerEntra(state: EntraState, request: ServiceRequest): ServiceAnswer {
  const { host, method, path } = request;
  if (method === 'GET' && path === '/common/discovery/instance') {
    onlyQuery(request, 'api-version', 'authorization_endpoint');
    const tenant = `https://${host}/${state.tenantId}`;
    return jsonAnswer(200, {
      tenant_discovery_endpoint: `${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
  }
  const match = /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|oauth2\/v2\.0\/token)$/.exec(path);
  if (match?.[1] !== state.tenantId) {
    if (match === null) throw new Violation(`Entra has no ${method} ${path}`);
    return refuse(400, 'invalid_request', `AADSTS90002: Tenant '${match[1]}' not found.`);
  }
  if (method === 'GET' && match[2]?.startsWith('v2.0/')) return discovery(host, state.tenantId);
  if (method === 'POST' && match[2]?.startsWith('oauth2/')) return token(state, request);
  throw new Violation(`Entra has no ${method} ${path}`);
}

function discovery(host: string, tenantId: string): ServiceAnswer {
  const tenant = `https://${host}/${tenantId}`;
  return jsonAnswer(200, {
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
    issuer: `${tenant}/v2.0`,
  });
}

function token(state: EntraState, request: ServiceRequest): ServiceAnswer {
  const form = formBody(request);
  if (form.get('grant_type') !== 'client_credentials') {
    throw new Violation(`Entra: grant type ${form.get('grant_type')} is not played`);
  }
  if (form.get('client_id') !== state.clientId) {
    return refuse(
      400,
      'unauthorized_client',
      `AADSTS700016: Application with identifier '${form.get('client_id')}' was not found in the directory.`,
    );
  }
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
    throw new Violation('Entra: only client assertions are played');
  }
  const assertion = state.tokens.use(form.get('client_assertion') ?? undefined);
  if (assertion.state === 'unknown' || assertion.purpose.kind !== 'oidc') {
    throw new Violation('Entra: the client assertion is not the OIDC token of this run');
  }
  if (assertion.state === 'expired') {
    return refuse(401, 'invalid_client', 'AADSTS700024: Client assertion is not within its valid time range.');
  }
  if (assertion.purpose.audience !== EXCHANGE_AUDIENCE) {
    const audience = assertion.purpose.audience;
    return refuse(
      401,
      'invalid_client',
      `AADSTS700212: No matching federated identity record found for audience '${audience}'.`,
    );
  }
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => !IMPLIED_SCOPES.has(scope));
  const [scope = ''] = scopes;
  const audience = AUDIENCES.get(scope);
  if (scopes.length !== 1 || audience === undefined) {
    throw new Violation(`Entra: scope "${form.get('scope')}" is none of a service in use`);
  }
  const accessToken = state.tokens.issue({ kind: 'entra', audience }, state.tokenLifetime);
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: state.tokenLifetime,
    ext_expires_in: state.tokenLifetime,
    access_token: accessToken,
  });
}

/** MSAL may add these to every request. */
const IMPLIED_SCOPES: ReadonlySet<string> = new Set(['', 'openid', 'profile', 'offline_access']);

function refuse(status: number, error: string, description: string): ServiceAnswer {
  return jsonAnswer(status, { error, error_description: description });
}
