import { endpointsOf, registryId } from '../arm/state.ts';
import {
  bearerOf,
  formBody,
  jsonAnswer,
  onlyQuery,
  type ServiceAnswer,
  type ServiceRequest,
  Violation,
} from '../exchange.ts';
import { isLoopbackHost } from '../hosts.ts';
import { allowsContent, type RepositoryAction, type RoleAssignmentMode } from '../rights.ts';
import { registryError } from './refusals.ts';
import type { RegistryState } from './state.ts';

/**
 * The registry's own tokens (docs/azure-behaviour.md#token-exchange): Entra token → refresh token → one access token
 * for each repository.
 */

/** User name that stands for a refresh token. */
const TOKEN_USER = '00000000-0000-0000-0000-000000000000';
/** Seconds: about three hours, and a short while. */
const REFRESH_LIFETIME = 3 * 60 * 60;
const ACCESS_LIFETIME = 75 * 60;

type Action = Exclude<RepositoryAction, 'catalog'>;

/** `POST /oauth2/exchange`. */
export function exchangeToken(state: RegistryState, request: ServiceRequest): ServiceAnswer {
  const form = formBody(request);
  checkService(state, request, form.get('service'));
  if (form.get('grant_type') !== 'access_token') throw new Violation('exchange: the grant type must be access_token');
  const tenant = form.get('tenant');
  if (tenant !== null && tenant !== state.tenantId) return unauthorized();
  const token = state.tokens.use(form.get('access_token') ?? undefined);
  if (token.state !== 'valid' || token.purpose.kind !== 'entra') return unauthorized();
  if (token.purpose.audience !== 'registry' && !state.settings.armTokens) return unauthorized();
  const refresh = { kind: 'refresh', mode: modeOf(state), caller: token.purpose.caller } as const;
  return jsonAnswer(200, { refresh_token: state.tokens.issue(refresh, REFRESH_LIFETIME) });
}

function modeOf({ arm }: RegistryState): RoleAssignmentMode {
  return arm.settings.roleAssignmentMode;
}

/** `POST /oauth2/token` with a refresh token or a password, `GET /oauth2/token` with Basic or anonymously. */
export function accessToken(state: RegistryState, request: ServiceRequest): ServiceAnswer {
  if (request.method === 'GET') {
    onlyQuery(request, 'service', 'scope', 'account', 'client_id', 'offline_token');
    checkService(state, request, request.query.get('service'));
    return granted(state, whoGets(state, request), request.query.getAll('scope'));
  }
  const form = formBody(request);
  checkService(state, request, form.get('service'));
  const scopes = form.getAll('scope');
  switch (form.get('grant_type')) {
    case 'refresh_token':
      return granted(state, holderOf(state, form.get('refresh_token') ?? ''), scopes);
    case 'password':
      return granted(state, userOf(state, form.get('username') ?? '', form.get('password') ?? ''), scopes);
    default:
      throw new Violation(`token: grant type ${form.get('grant_type')}`);
  }
}

/** Who asks for a token: an identity with its roles, or somebody who may pull everything. */
type Asker = { readonly caller: string | undefined } | 'scope map' | 'anonymous';

function whoGets(state: RegistryState, request: ServiceRequest): Asker | undefined {
  const basic = /^basic\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic === undefined) return state.settings.anonymousPull ? 'anonymous' : undefined;
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return userOf(state, text.slice(0, colon), text.slice(colon + 1));
}

function userOf(state: RegistryState, username: string, password: string): Asker | undefined {
  if (username === TOKEN_USER) return holderOf(state, password);
  const { basic } = state.settings;
  return basic !== undefined && basic.username === username && basic.password === password ? 'scope map' : undefined;
}

/** Whose refresh token it is. One that was issued in the other mode of roles is good for nothing (docs/azure-behaviour.md#abac-switch). */
function holderOf(state: RegistryState, token: string): Asker | undefined {
  const found = state.tokens.use(token);
  if (found.state !== 'valid' || found.purpose.kind !== 'refresh') return undefined;
  return found.purpose.mode === modeOf(state) ? { caller: found.purpose.caller } : undefined;
}

function granted(state: RegistryState, asker: Asker | undefined, scopes: readonly string[]): ServiceAnswer {
  if (asker === undefined) return unauthorized();
  const grants = new Map<string, Set<string>>();
  for (const scope of scopes.flatMap((text) => text.split(' ')).filter((text) => text !== '')) {
    const { name, actions } = scopeOf(scope);
    const allowed = grants.get(name) ?? new Set();
    const given = actions.filter((action) => mayDo(state, asker, action));
    // Of several rights those are given that there are; with none of them the endpoint may refuse.
    if (given.length === 0 && state.settings.missingRight === 'refused') return unauthorized();
    for (const action of given) allowed.add(action);
    grants.set(name, allowed);
  }
  const token = state.tokens.issue({ kind: 'access', mode: modeOf(state), grants }, ACCESS_LIFETIME);
  return jsonAnswer(200, { access_token: token, token, expires_in: ACCESS_LIFETIME });
}

/** Rights that Docker's clients and Microsoft's ask for; the last four are never given here: nothing is changed. */
const KNOWN_ACTIONS: ReadonlySet<string> = new Set([
  'pull',
  'metadata_read',
  '*',
  'push',
  'delete',
  'metadata_write',
  'deleted_read',
]);

/** The catalog's name among repositories, which none can have. */
const CATALOG = '*catalog*';

/** `repository:library/redis:pull,push`, or `registry:catalog:*` (docs/azure-behaviour.md#catalog-scope). */
function scopeOf(scope: string): { readonly name: string; readonly actions: readonly RepositoryAction[] } {
  const [type, name = '', words = ''] = scope.split(':');
  const actions = words.split(',');
  const isKnown = name !== '' && actions.every((action) => KNOWN_ACTIONS.has(action));
  if (type === 'registry' && name === 'catalog' && words === '*') return { name: CATALOG, actions: ['catalog'] };
  if (type !== 'repository' || !isKnown) throw new Violation(`token: scope "${scope}"`);
  const all = actions.includes('*') ? ['pull', 'metadata_read'] : actions;
  return { name, actions: all.filter((action) => action === 'pull' || action === 'metadata_read') };
}

function mayDo(state: RegistryState, asker: Asker, action: RepositoryAction): boolean {
  if (action === 'metadata_read' && !state.settings.metadataRead) return false;
  // A catalog is for identities: a scope map names repositories.
  if (typeof asker === 'string') return action !== 'catalog';
  const { arm } = state;
  return allowsContent(arm.settings.roles, action, modeOf(state), { scope: registryId(arm), ...asker });
}

/** The challenge where the request may not do one of these actions; `undefined` where it may. */
export function refusedAccess(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  ...anyOf: readonly Action[]
): ServiceAnswer | undefined {
  const token = state.tokens.use(bearerOf(request));
  const { purpose } = token.state === 'unknown' ? { purpose: undefined } : token;
  const access = purpose?.kind === 'access' && purpose.mode === modeOf(state) ? purpose : undefined;
  const may = access?.grants.get(repository);
  if (token.state === 'valid' && anyOf.some((action) => may?.has(action))) return undefined;
  const [action = 'pull'] = anyOf;
  const reason = token.state === 'valid' ? 'insufficient_scope' : 'invalid_token';
  const told = request.headers.has('authorization') ? `,error="${reason}"` : '';
  const challenge = `${bearer(state, request)},scope="repository:${repository}:${action}"${told}`;
  const detail = [{ Type: 'repository', Name: repository, Action: action }];
  return registryError(401, 'UNAUTHORIZED', 'authentication required', { 'www-authenticate': challenge }, detail);
}

/** The challenge where the request may not list repositories. */
export function refusedCatalog(state: RegistryState, request: ServiceRequest): ServiceAnswer | undefined {
  const token = state.tokens.use(bearerOf(request));
  const purpose = token.state === 'valid' ? token.purpose : undefined;
  if (purpose?.kind === 'access' && purpose.grants.get(CATALOG)?.has('catalog') === true) return undefined;
  const challenge = `${bearer(state, request)},scope="registry:catalog:*"`;
  const detail = [{ Type: 'registry', Name: 'catalog', Action: '*' }];
  return registryError(401, 'UNAUTHORIZED', 'authentication required', { 'www-authenticate': challenge }, detail);
}

/** `GET /v2/`: what the registry wants. */
export function baseAnswer(state: RegistryState, request: ServiceRequest): ServiceAnswer {
  const token = state.tokens.use(bearerOf(request));
  if (token.state === 'valid' && token.purpose.kind === 'access') return jsonAnswer(200, {});
  return registryError(401, 'UNAUTHORIZED', 'authentication required', { 'www-authenticate': bearer(state, request) });
}

function bearer(state: RegistryState, { host, authority }: ServiceRequest): string {
  const isElsewhere = state.settings.regionalRealm === 'login server' && endpointsOf(state.arm).includes(host);
  const server = isElsewhere ? state.loginServer : authority;
  return `Bearer realm="https://${server}/oauth2/token",service="${server}"`;
}

function checkService(state: RegistryState, request: ServiceRequest, service: string | null): void {
  const known = service === state.loginServer || (isLoopbackHost(request.host) && service === request.authority);
  if (!known && !endpointsOf(state.arm).some((host) => host === service))
    throw new Violation(`token: service "${service}"`);
}

function unauthorized(): ServiceAnswer {
  return registryError(
    401,
    'UNAUTHORIZED',
    'authentication required, visit https://aka.ms/acr/authorization for more information.',
  );
}
