import { type Directory, objectIdOf, refusedAssertion } from './directory.ts';
import { formBody, jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from './exchange.ts';
import type { Tokens } from './tokens.ts';

/** Entra's token endpoint for federated credentials, and what MSAL asks for around it. */

export interface EntraState {
  readonly tenantId: string;
  /** Of the identity whose rights have no principal beside them. */
  readonly clientId: string;
  readonly directory: Directory;
  readonly settings: EntraSettings;
  /** Seconds. */
  readonly tokenLifetime: number;
  readonly tokens: Tokens;
}

/** What a test may set, also while the emulator runs. */
export interface EntraSettings {
  /** Whether Entra names what of an assertion does not fit, or gives its older answer (docs/azure-behaviour.md#federated-refusals). */
  refusals: 'by cause' | 'in general';
}

export const ENTRA_DEFAULTS: EntraSettings = { refusals: 'by cause' };

const AUDIENCES: ReadonlyMap<string, 'arm' | 'registry'> = new Map([
  ['https://management.azure.com/.default', 'arm'],
  ['https://management.core.windows.net/.default', 'arm'],
  // As the Azure CLI asks: the resource ends with a slash of its own.
  ['https://management.core.windows.net//.default', 'arm'],
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
  if (match?.[1] === undefined) throw new Violation(`Entra has no ${method} ${path}`);
  if (match[1].toLowerCase() !== state.tenantId) return refusedTenant(decodeURIComponent(match[1]));
  if (method === 'GET' && match[2]?.startsWith('v2.0/')) return discovery(host, state.tenantId);
  if (method === 'POST' && match[2]?.startsWith('oauth2/')) return token(state, request);
  throw new Violation(`Entra has no ${method} ${path}`);
}

/** docs/azure-behaviour.md#sign-in-refusals */
function refusedTenant(tenant: string): ServiceAnswer {
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(tenant) || tenant.includes('.')) {
    const message = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
    return refuse(400, 'invalid_request', 90002, message);
  }
  const message = `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`;
  return refuse(400, 'invalid_request', 900023, message);
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
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
    throw new Violation('Entra: only client assertions are played');
  }
  const clientId = form.get('client_id') ?? '';
  const refused = refusedClient(state, clientId) ?? refusedToken(state, clientId, form.get('client_assertion'));
  if (refused !== undefined) return refused;
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => !IMPLIED_SCOPES.has(scope));
  const [scope = ''] = scopes;
  const audience = AUDIENCES.get(scope);
  if (scopes.length !== 1 || audience === undefined) {
    throw new Violation(`Entra: scope "${form.get('scope')}" is none of a service in use`);
  }
  const caller = clientId === state.clientId ? {} : { caller: clientId };
  const who = { appid: clientId, oid: objectIdOf(clientId), tid: state.tenantId, idtyp: 'app' };
  const accessToken = state.tokens.issue({ kind: 'entra', audience, ...caller }, state.tokenLifetime, who);
  return jsonAnswer(200, {
    token_type: 'Bearer',
    expires_in: state.tokenLifetime,
    ext_expires_in: state.tokenLifetime,
    access_token: accessToken,
  });
}

/** Who can't sign in whatever he shows (docs/azure-behaviour.md#sign-in-refusals). */
function refusedClient({ directory, tenantId }: EntraState, clientId: string): ServiceAnswer | undefined {
  const application = directory.applications.get(clientId.toLowerCase());
  if (application === undefined) {
    const message = `Application with identifier '${clientId}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
    return refuse(400, 'unauthorized_client', 700016, message);
  }
  if (application.disabled) {
    return refuse(
      400,
      'unauthorized_client',
      7000112,
      `Application '${clientId}'(${application.displayName}) is disabled.`,
    );
  }
  if (application.servicePrincipal) return undefined;
  const message = `The client application ${clientId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`;
  return refuse(401, 'invalid_client', 7000229, message);
}

/** Why the assertion opens nothing; `undefined` where it does. */
function refusedToken(state: EntraState, clientId: string, token: string | null): ServiceAnswer | undefined {
  const assertion = state.tokens.use(token ?? undefined);
  if (assertion.state === 'unknown' || assertion.purpose.kind !== 'oidc') {
    throw new Violation('Entra: the client assertion is not the OIDC token of this run');
  }
  if (assertion.state === 'expired') {
    return refuse(401, 'invalid_client', 700024, 'Client assertion is not within its valid time range.');
  }
  const application = state.directory.applications.get(clientId.toLowerCase());
  if (application === undefined) return undefined;
  const { claims } = assertion.purpose;
  const refused = refusedAssertion(application, claims, state.settings.refusals === 'in general');
  return refused === undefined ? undefined : refuse(refused.status, refused.error, refused.code, refused.message);
}

/** MSAL may add these to every request. */
const IMPLIED_SCOPES: ReadonlySet<string> = new Set(['', 'openid', 'profile', 'offline_access']);

const TRACE =
  'Trace ID: 00000000-0000-0000-0000-000000000000 Correlation ID: 00000000-0000-0000-0000-000000000000 Timestamp: 2026-11-01 00:00:00Z';

/** Code and words are in the description, and the status says little (docs/azure-behaviour.md#entra-errors). */
function refuse(status: number, error: string, code: number, message: string): ServiceAnswer {
  return jsonAnswer(status, {
    error,
    error_description: `AADSTS${code}: ${message} ${TRACE}`,
    error_codes: [code],
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  });
}
