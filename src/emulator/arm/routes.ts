import { stringField } from '../../base/json.ts';
import {
  bearerOf,
  jsonAnswer,
  jsonBody,
  onlyQuery,
  type ServiceAnswer,
  type ServiceRequest,
  Violation,
} from '../exchange.ts';
import { allows } from '../rights.ts';
import { answerCredentialSets } from './credential-sets.ts';
import { isOver } from './operations.ts';
import { overQuota } from './quotas.ts';
import { REFUSALS, refusalAnswer } from './refusals.ts';
import { patchedSet, refusalOf, type StoredRule, type WantedRule, wantedRule } from './rules.ts';
import { listLocks, listPermissions, listReplications, listSubscriptions } from './set-up.ts';
import { otherShape, registryResource, registryShape, ruleShape } from './shapes.ts';
import { type ArmState, registryId, storeRule } from './state.ts';

/** Azure Resource Manager: cache rules, credential sets, operations, and the ways to find the registry. */
export function answerArm(state: ArmState, request: ServiceRequest): ServiceAnswer {
  const refused = refusedToken(state, request);
  if (refused !== undefined) return refused;
  const limited = overQuota(state, request);
  if (limited !== undefined) return limited;
  const answer = route(state, request);
  return { ...answer, headers: { ...rateHeaders(state, request.method), ...answer.headers } };
}

/** Versions of docs/azure-behaviour.md#api-versions. */
const API_VERSIONS: ReadonlySet<string> = new Set([
  '2023-01-01-preview',
  '2023-06-01-preview',
  '2023-07-01',
  '2023-08-01-preview',
  '2023-11-01-preview',
  '2024-01-01-preview',
  '2024-11-01-preview',
  '2025-03-01-preview',
  '2025-04-01',
  '2025-05-01-preview',
  '2025-06-01-preview',
  '2025-09-01-preview',
  '2025-11-01',
  '2025-12-01-preview',
  '2026-01-01-preview',
  '2026-03-01-preview',
]);

const ACTIONS = 'Microsoft.ContainerRegistry/registries';
const CREDENTIAL_ACTIONS: Readonly<Record<string, string>> = { PUT: 'write', DELETE: 'delete' };

/** ARM takes only ARM's tokens. `undefined` where the request has one. */
export function refusedToken(state: Pick<ArmState, 'tokens'>, request: ServiceRequest): ServiceAnswer | undefined {
  const bearer = bearerOf(request);
  if (bearer === undefined) return refusalAnswer(REFUSALS.token('missing'));
  const token = state.tokens.use(bearer);
  if (token.state === 'unknown' || token.purpose.kind !== 'entra') return refusalAnswer(REFUSALS.token('invalid'));
  if (token.purpose.audience !== 'arm') return refusalAnswer(REFUSALS.token('audience'));
  return token.state === 'expired' ? refusalAnswer(REFUSALS.token('expired')) : undefined;
}

/** Client id of who sent a request, `undefined` for the emulated identity. */
export function callerOf({ tokens }: Pick<ArmState, 'tokens'>, request: ServiceRequest): string | undefined {
  const purpose = tokens.purposeOf(bearerOf(request) ?? '');
  return purpose?.kind === 'entra' ? purpose.caller : undefined;
}

/** Remaining requests of the subscription (docs/azure-behaviour.md#arm-quota). */
function rateHeaders({ remaining }: ArmState, method: string): Readonly<Record<string, string>> {
  if (method === 'GET') {
    remaining.reads -= 1;
    return { 'x-ms-ratelimit-remaining-subscription-global-reads': String(remaining.reads) };
  }
  remaining.writes -= 1;
  return { 'x-ms-ratelimit-remaining-subscription-writes': String(remaining.writes) };
}

function route(state: ArmState, request: ServiceRequest): ServiceAnswer {
  const { method } = request;
  const path = decodeURIComponent(request.path);
  const subscription = `/subscriptions/${state.subscriptionId}`;
  if (method === 'GET' && path === '/subscriptions') return listSubscriptions(state, request, callerOf(state, request));
  if (!path.toLowerCase().startsWith(`${subscription.toLowerCase()}/`)) {
    if (!path.startsWith('/subscriptions/')) throw new Violation(`ARM has no ${method} ${path}`);
    return refusedSubscription(state, path.split('/')[2] ?? '');
  }
  const tail = path.slice(subscription.length);
  if (method === 'GET' && tail === '/resources') return listResources(state, request);
  if (method === 'GET' && tail === '/providers/Microsoft.Security/pricings') return defenderPlans(state, request);
  if (method === 'GET' && tail.toLowerCase() === '/providers/microsoft.containerregistry/registries') {
    checkVersion(request);
    return jsonAnswer(200, { value: seesRegistry(state, request) ? [registryShape(state)] : [] });
  }
  if (method === 'POST' && tail.toLowerCase() === '/providers/microsoft.containerregistry/checknameavailability') {
    return nameAvailability(state, request);
  }
  const inGroup = /^\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerRegistry\/registries$/i.exec(tail);
  if (method === 'GET' && inGroup?.[1] !== undefined) return listInGroup(state, request, inGroup[1]);
  const result = /^\/providers\/Microsoft\.ContainerRegistry\/locations\/[^/]+\/operationResults\/([^/]+)$/i.exec(tail);
  if (method === 'GET' && result?.[1] !== undefined) return operationResult(state, request, result[1]);
  const registry =
    /^\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerRegistry\/registries\/([^/]+)(\/.*)?$/i.exec(tail);
  if (registry === null) throw new Violation(`ARM has no ${method} ${path}`);
  const [, group = '', name = '', rest = ''] = registry;
  return atPlace(state, request, { group, name, rest });
}

/**
 * A registry at some place. Who has no right there is not told whether it is there
 * (docs/azure-behaviour.md#authorization-before-existence).
 */
function atPlace(
  state: ArmState,
  request: ServiceRequest,
  { group, name, rest }: { readonly group: string; readonly name: string; readonly rest: string },
): ServiceAnswer {
  if (same(group, state.resourceGroup) && same(name, state.registryName)) return inRegistry(state, request, rest);
  const scope = registryId({ ...state, resourceGroup: group, registryName: name });
  const [, kind = ''] = rest.split('/');
  const action = `${ACTIONS}/${kind === '' ? '' : `${kind}/`}${request.method === 'GET' ? 'read' : 'write'}`;
  if (!allows(state.settings.roles, action, { scope, caller: callerOf(state, request) })) {
    return refusalAnswer(REFUSALS.notAuthorized(action, scope));
  }
  const other = state.settings.others.find(
    (candidate) => same(candidate.name, name) && same(candidate.resourceGroup, group),
  );
  if (other !== undefined && kind === '') return jsonAnswer(200, otherShape(state, other));
  const groups = [state, ...state.settings.others].map(({ resourceGroup }) => resourceGroup);
  if (groups.some((there) => same(there, group))) {
    return refusalAnswer(REFUSALS.registryNotFound(name, group));
  }
  const message = `Resource group '${group}' could not be found.`;
  return refusalAnswer({ status: 404, code: 'ResourceGroupNotFound', message });
}

/** A subscription that is none, that another tenant has, or that nobody has heard of (docs/azure-behaviour.md#subscription-refusals). */
function refusedSubscription({ settings }: ArmState, id: string): ServiceAnswer {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return refusalAnswer(REFUSALS.subscriptionMalformed(id));
  const tenant = settings.foreignSubscriptions[id];
  return refusalAnswer(tenant === undefined ? REFUSALS.subscriptionNotFound(id) : REFUSALS.tenantMismatch(tenant));
}

function inRegistry(state: ArmState, request: ServiceRequest, rest: string): ServiceAnswer {
  const { method } = request;
  if (method !== 'GET' && state.settings.locks.some(({ level }) => level === 'ReadOnly')) {
    return refusalAnswer(REFUSALS.locked(method, registryId(state)));
  }
  const aside = method === 'GET' ? setUpRead(state, request, rest.toLowerCase()) : undefined;
  if (aside !== undefined) return aside;
  const [, kind = '', name, below, id, ...more] = rest.split('/');
  if (more.length > 0) throw new Violation(`ARM has no ${method} ${request.path}`);
  if (same(kind, 'cacheRules')) {
    if (same(below ?? '', 'operationStatuses') && id !== undefined && method === 'GET') {
      return operationStatus(state, request, id);
    }
    if (below !== undefined) throw new Violation(`ARM has no ${method} ${request.path}`);
    return cacheRules(state, request, name);
  }
  checkVersion(request);
  if (method === 'GET' && kind === '')
    return permitted(state, request, `${ACTIONS}/read`, () =>
      jsonAnswer(200, registryShape(state, request.query.get('api-version') ?? '')),
    );
  if (same(kind, 'credentialSets') && below === undefined) {
    const action = `${ACTIONS}/credentialSets/${CREDENTIAL_ACTIONS[method] ?? 'read'}`;
    return permitted(state, request, action, () => answerCredentialSets(state, request, name));
  }
  throw new Violation(`ARM has no ${method} ${request.path}`);
}

/** What is asked about the set-up; `undefined` for everything else. */
function setUpRead(state: ArmState, request: ServiceRequest, rest: string): ServiceAnswer | undefined {
  switch (rest) {
    case '/providers/microsoft.authorization/permissions': {
      const caller = callerOf(state, request);
      return permitted(state, request, 'Microsoft.Authorization/permissions/read', () =>
        listPermissions(state, request, caller),
      );
    }
    case '/providers/microsoft.authorization/locks':
      return permitted(state, request, 'Microsoft.Authorization/locks/read', () => listLocks(state, request));
    case '':
      // A version from before cache rules, by which the Azure CLI of Debian reads the registry.
      if (request.query.get('api-version') !== '2022-02-01-preview') return undefined;
      return permitted(state, request, `${ACTIONS}/read`, () => jsonAnswer(200, registryShape(state)));
    case '/replications':
      return permitted(state, request, `${ACTIONS}/replications/read`, () => listReplications(state, request));
    default:
      return undefined;
  }
}

function cacheRules(state: ArmState, request: ServiceRequest, name: string | undefined): ServiceAnswer {
  const { method } = request;
  if (name === undefined) {
    if (method !== 'GET') throw new Violation(`ARM has no ${method} of all cache rules`);
    return permitted(state, request, `${ACTIONS}/cacheRules/read`, () => listRules(state, request));
  }
  checkVersion(request);
  switch (method) {
    case 'GET':
      return permitted(state, request, `${ACTIONS}/cacheRules/read`, () => {
        const rule = state.rules.get(name.toLowerCase());
        state.operations.stepAll();
        return rule === undefined
          ? refusalAnswer(REFUSALS.ruleNotFound(name))
          : jsonAnswer(200, ruleShape(state, rule));
      });
    case 'PUT': {
      const wanted = wantedRule(jsonBody(request));
      return permitted(state, request, `${ACTIONS}/cacheRules/write`, () => putRule(state, request, name, wanted));
    }
    case 'PATCH':
      return permitted(state, request, `${ACTIONS}/cacheRules/write`, () => patchRule(state, request, name));
    case 'DELETE':
      return permitted(state, request, `${ACTIONS}/cacheRules/delete`, () => deleteRule(state, request, name));
    default:
      throw new Violation(`ARM: ${method} of a cache rule is not played`);
  }
}

function listRules(state: ArmState, request: ServiceRequest): ServiceAnswer {
  checkVersion(request, '$skipToken');
  const { pageSize } = state.settings;
  const start = Number(request.query.get('$skipToken') ?? 0);
  const all = [...state.rules.values()];
  const value = all.slice(start, start + pageSize).map((rule) => ruleShape(state, rule));
  // Whatever was under way goes on also when those who started it are gone.
  state.operations.stepAll();
  const version = request.query.get('api-version');
  const next = `https://${request.authority}${request.path}?api-version=${version}&$skipToken=${start + pageSize}`;
  return jsonAnswer(200, { value, ...(start + pageSize < all.length ? { nextLink: next } : {}) });
}

function putRule(state: ArmState, request: ServiceRequest, name: string, wanted: WantedRule): ServiceAnswer {
  const { settings } = state;
  if (settings.policyDenies) return refusalAnswer(REFUSALS.policy(name));
  const existing = state.rules.get(name.toLowerCase());
  if (existing !== undefined && !isSame(existing, wanted) && settings.differingRule === 'refuse') {
    return refusalAnswer(REFUSALS.differingRule(name));
  }
  const refusal = refusalOf(name, wanted, {
    ...settings,
    rules: [...state.rules.values()].filter((rule) => rule !== existing),
    credentialSets: state.credentialSets,
    // What an existing rule has cached is no obstacle to writing it again.
    repositories: existing === undefined ? state.repositories() : [],
  });
  if (refusal !== undefined) return refusalAnswer(refusal);
  const kind = existing === undefined ? 'create' : 'update';
  const rule = storeRule(state, name, wanted, kind === 'create' ? 'Creating' : 'Updating');
  return startedAnswer(state, request, kind, rule);
}

/** To a write that has begun: the rule as it is now, and where its operation can be seen. */
function startedAnswer(
  state: ArmState,
  request: ServiceRequest,
  kind: 'create' | 'update',
  rule: StoredRule,
): ServiceAnswer {
  const version = request.query.get('api-version') ?? '';
  const { id, queries } = state.operations.start(kind, rule.name, version, state.settings.endOf(kind, rule.name));
  state.most.pending = Math.max(state.most.pending, state.operations.pending());
  const url = operationUrl(state, request, `${rule.name}/operationStatuses/${id}`, queries[0] ?? '');
  return jsonAnswer(201, ruleShape(state, rule), { 'azure-asyncoperation': url });
}

function operationUrl(state: ArmState, { authority }: ServiceRequest, path: string, query: string): string {
  return `https://${authority}${registryId(state)}/cacheRules/${path}?${query}`;
}

/** Only the credential set can be changed (docs/azure-behaviour.md#rule-update). */
function patchRule(state: ArmState, request: ServiceRequest, name: string): ServiceAnswer {
  const rule = state.rules.get(name.toLowerCase());
  if (rule === undefined) return refusalAnswer(REFUSALS.ruleNotFound(name));
  const credentialSetId = patchedSet(jsonBody(request), rule.credentialSetId);
  const wanted = { ...rule, credentialSetId };
  const refusal = refusalOf(name, wanted, {
    ...state.settings,
    rules: [...state.rules.values()].filter((other) => other !== rule),
    credentialSets: state.credentialSets,
    repositories: [],
  });
  if (refusal !== undefined) return refusalAnswer(refusal);
  return startedAnswer(state, request, 'update', storeRule(state, name, wanted, 'Updating'));
}

function isSame(rule: StoredRule, wanted: WantedRule): boolean {
  return rule.source === wanted.source && rule.target === wanted.target;
}

function deleteRule(state: ArmState, request: ServiceRequest, name: string): ServiceAnswer {
  const rule = state.rules.get(name.toLowerCase());
  if (rule === undefined) return { status: 204 };
  state.rules.set(name.toLowerCase(), { ...rule, state: 'Deleting' });
  const version = request.query.get('api-version') ?? '';
  const end = state.settings.endOf('delete', rule.name);
  const { id, queries } = state.operations.start('delete', rule.name, version, end);
  const base = `https://${request.authority}/subscriptions/${state.subscriptionId}/providers/Microsoft.ContainerRegistry`;
  return {
    status: 202,
    headers: { location: `${base}/locations/${state.location}/operationResults/${id}?${queries[0] ?? ''}` },
  };
}

function operationStatus(state: ArmState, request: ServiceRequest, id: string): ServiceAnswer {
  return permitted(state, request, `${ACTIONS}/cacheRules/operationStatuses/read`, () => {
    checkSignature(state, request, id);
    const operation = state.operations.step(id);
    if (operation === undefined || !isOver(operation)) {
      const status = operation?.kind === 'update' ? 'Updating' : 'Creating';
      if (operation === undefined || !state.settings.newOperationUrls) return jsonAnswer(200, { status });
      const path = `${operation.ruleName}/operationStatuses/${id}`;
      const url = operationUrl(state, request, path, state.operations.renew(id));
      return jsonAnswer(200, { status }, { 'azure-asyncoperation': url });
    }
    const { end } = operation;
    if (end.status !== 'Failed') return jsonAnswer(200, { status: 'Succeeded' });
    return jsonAnswer(200, { status: 'Failed', error: { code: end.code, message: end.message } });
  });
}

/** Not among the actions of the Cache Rule Administrator (docs/azure-behaviour.md#rule-role). */
function operationResult(state: ArmState, request: ServiceRequest, id: string): ServiceAnswer {
  return permitted(state, request, 'Microsoft.ContainerRegistry/locations/operationResults/read', () => {
    checkSignature(state, request, id);
    const operation = state.operations.step(id);
    if (operation !== undefined && isOver(operation)) return { status: 200 };
    return {
      status: 202,
      headers: { location: `https://${request.authority}${request.path}?${operation?.queries.at(-1) ?? ''}` },
    };
  });
}

/** The signed query must come back untouched (docs/azure-behaviour.md#operation-url). */
function checkSignature(state: ArmState, { query }: ServiceRequest, id: string): void {
  const operation = state.operations.find(id);
  if (operation === undefined) throw new Violation('ARM: an operation that was never started is polled');
  const sent = query.toString();
  if (!operation.queries.some((given) => new URLSearchParams(given).toString() === sent)) {
    throw new Violation("ARM: the signed query of an operation's URL was changed");
  }
}

/**
 * The way that the Azure CLI finds a registry's group (docs/azure-behaviour.md#find-group). Who sees nothing gets an
 * empty list.
 */
function listResources(state: ArmState, request: ServiceRequest): ServiceAnswer {
  onlyQuery(request, 'api-version', '$filter', '$top', '$expand');
  const filter = request.query.get('$filter') ?? '';
  if (!/^resourceType eq 'Microsoft\.ContainerRegistry\/registries'(?: and name eq '[A-Za-z0-9]+')?$/i.test(filter)) {
    throw new Violation(`ARM: the filter "${filter}" is not played`);
  }
  const name = /name eq '([A-Za-z0-9]+)'/i.exec(filter)?.[1];
  const own = { name: state.registryName, resourceGroup: state.resourceGroup };
  const seen = [own, ...state.settings.others]
    .map((registry) => ({ ...state, registryName: registry.name, resourceGroup: registry.resourceGroup }))
    .filter(({ registryName }) => name === undefined || same(name, registryName))
    .filter((there) => mayDo(there, request, `${ACTIONS}/read`));
  return jsonAnswer(200, { value: seen.map(registryResource) });
}

/** Registries of a group, as far as they can be seen. */
function listInGroup(state: ArmState, request: ServiceRequest, group: string): ServiceAnswer {
  checkVersion(request);
  const own = same(group, state.resourceGroup) && seesRegistry(state, request) ? [registryShape(state)] : [];
  const others = state.settings.others
    .filter(({ name, resourceGroup }) => {
      const there = { ...state, registryName: name, resourceGroup };
      return same(resourceGroup, group) && mayDo(there, request, `${ACTIONS}/read`);
    })
    .map((other) => otherShape(state, other));
  return jsonAnswer(200, { value: [...own, ...others] });
}

/** Whether a registry of a name could be made (ARM schemas, `RegistryNameCheckRequest`). */
function nameAvailability(state: ArmState, request: ServiceRequest): ServiceAnswer {
  checkVersion(request);
  const action = 'Microsoft.ContainerRegistry/checkNameAvailability/read';
  const scope = `/subscriptions/${state.subscriptionId}`;
  if (!allows(state.settings.roles, action, { scope, caller: callerOf(state, request) })) {
    return refusalAnswer(REFUSALS.notAuthorized(action, scope));
  }
  const name = stringField(jsonBody(request), 'name') ?? '';
  if (![state.registryName, ...state.settings.others.map((other) => other.name)].some((taken) => same(taken, name))) {
    return jsonAnswer(200, { nameAvailable: true });
  }
  const message = `The registry ${name} is already in use.`;
  return jsonAnswer(200, { nameAvailable: false, reason: 'AlreadyExists', message });
}

/** `Pricings - List` of Defender for Cloud's REST API (docs/azure-behaviour.md#defender-plan-state). */
function defenderPlans(state: ArmState, request: ServiceRequest): ServiceAnswer {
  onlyQuery(request, 'api-version');
  const version = request.query.get('api-version') ?? '';
  if (version !== '2024-01-01') throw new Violation(`ARM: api-version "${version}" of plans is not played`);
  const action = 'Microsoft.Security/pricings/read';
  const scope = `/subscriptions/${state.subscriptionId}`;
  if (!allows(state.settings.roles, action, { scope, caller: callerOf(state, request) })) {
    return refusalAnswer(REFUSALS.notAuthorized(action, scope));
  }
  const { defenderPlan } = state.settings;
  const isEnabled = defenderPlan === 'on' ? 'True' : 'False';
  const containers =
    defenderPlan === 'off'
      ? { pricingTier: 'Free' }
      : {
          pricingTier: 'Standard',
          extensions: [{ name: 'ContainerRegistriesVulnerabilityAssessments', isEnabled }],
        };
  return jsonAnswer(200, {
    value: [
      planShape(state, 'VirtualMachines', { pricingTier: 'Standard', subPlan: 'P2' }),
      planShape(state, 'Containers', containers),
      planShape(state, 'CloudPosture', { pricingTier: 'Free' }),
    ],
  });
}

function planShape({ subscriptionId }: ArmState, name: string, properties: unknown) {
  const id = `/subscriptions/${subscriptionId}/providers/Microsoft.Security/pricings/${name}`;
  return { id, name, type: 'Microsoft.Security/pricings', properties };
}

function seesRegistry(state: ArmState, request: ServiceRequest): boolean {
  return mayDo(state, request, `${ACTIONS}/read`);
}

/** Whether who sent the request may do something to the registry. */
function mayDo(state: ArmState, request: ServiceRequest, action: string): boolean {
  return allows(state.settings.roles, action, { scope: registryId(state), caller: callerOf(state, request) });
}

function permitted(
  state: ArmState,
  request: ServiceRequest,
  action: string,
  answer: () => ServiceAnswer,
): ServiceAnswer {
  if (mayDo(state, request, action)) return answer();
  return refusalAnswer(REFUSALS.notAuthorized(action, registryId(state)));
}

function checkVersion(request: ServiceRequest, ...others: readonly string[]): void {
  onlyQuery(request, 'api-version', ...others);
  const version = request.query.get('api-version') ?? '';
  if (!API_VERSIONS.has(version)) throw new Violation(`ARM: api-version "${version}" has no cache rules`);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
