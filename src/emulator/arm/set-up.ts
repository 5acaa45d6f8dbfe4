import { jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest, Violation } from '../exchange.ts';
import { permissionsOf } from '../rights.ts';
import { type ArmState, type ManagementLock, registryId } from './state.ts';

/** What is asked about a set-up: who may do what where, what is locked, where the registry is besides. */

/** `Subscriptions - List`: those in which the caller has a role (docs/azure-behaviour.md#subscriptions-seen). */
export function listSubscriptions(state: ArmState, request: ServiceRequest, caller: string | undefined): ServiceAnswer {
  onlyVersion(request, ['2019-11-01', '2022-12-01']);
  const { subscriptionId, tenantId, settings } = state;
  const id = `/subscriptions/${subscriptionId}`;
  const has = settings.roles.some((role) => typeof role === 'string' || role.principal === caller);
  const own = { id, subscriptionId, tenantId, displayName: 'Contoso', state: 'Enabled' };
  return jsonAnswer(200, { value: has ? [own] : [], count: { type: 'Total', value: has ? 1 : 0 } });
}

/** `Permissions - List For Resource`: the caller's own (docs/azure-behaviour.md#own-permissions). */
export function listPermissions(state: ArmState, request: ServiceRequest, caller: string | undefined): ServiceAnswer {
  onlyVersion(request, ['2022-04-01']);
  return jsonAnswer(200, { value: permissionsOf(state.settings.roles, { scope: registryId(state), caller }) });
}

/** `Management Locks - List At Resource Level` (docs/azure-behaviour.md#locks). */
export function listLocks(state: ArmState, request: ServiceRequest): ServiceAnswer {
  onlyVersion(request, ['2016-09-01', '2020-05-01'], '$filter');
  const filter = request.query.get('$filter');
  if (filter !== null && filter !== 'atScope()')
    throw new Violation(`ARM: the filter "${filter}" of locks is not played`);
  return jsonAnswer(200, { value: state.settings.locks.map((lock) => lockShape(state, lock)) });
}

function lockShape(state: ArmState, { name, level }: ManagementLock) {
  return { id: lockId(state, name), name, type: 'Microsoft.Authorization/locks', properties: { level } };
}

/** The ARM id of a lock on the registry. */
export function lockId(state: ArmState, name: string): string {
  return `${registryId(state)}/providers/Microsoft.Authorization/locks/${name}`;
}

/** `Replications - List`; the registry's own region is among them where it has others. */
export function listReplications(state: ArmState, request: ServiceRequest): ServiceAnswer {
  onlyVersion(request, ['2025-11-01']);
  const value = state.settings.replicas.map((location) => ({
    id: `${registryId(state)}/replications/${location}`,
    ...{ name: location, type: 'Microsoft.ContainerRegistry/registries/replications', location },
    properties: { provisioningState: 'Succeeded', status: { displayStatus: 'Ready' } },
  }));
  return jsonAnswer(200, { value });
}

function onlyVersion(request: ServiceRequest, known: readonly string[], ...others: readonly string[]): void {
  onlyQuery(request, 'api-version', ...others);
  const version = request.query.get('api-version') ?? '';
  if (!known.includes(version)) throw new Violation(`ARM: api-version "${version}" of ${request.path} is not played`);
}
