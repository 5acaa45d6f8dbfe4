import { messageOf, UserError } from '../base/errors.ts';
import { field, isObject, listField, numberField, stringField } from '../base/json.ts';
import type { Cloud } from '../clouds.ts';
import { HttpFailure, type HttpResponse } from '../io/http.ts';
import type { ArmSend } from './arm-sender.ts';

/** Reads about a set-up, each with an answer of its own: what one right does not let be read costs nothing but that answer. */

export type Reading<T> =
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'refused' | 'not-found' | 'failed'; readonly reason: string };

export interface SetupReads {
  readonly subscriptions: () => Promise<Reading<readonly unknown[]>>;
  readonly registry: (registryId: string) => Promise<Reading<Readonly<Record<string, unknown>>>>;
  /** What this identity may do with a resource (docs/azure-behaviour.md#own-permissions). */
  readonly permissions: (resourceId: string) => Promise<Reading<readonly unknown[]>>;
  /** Locks on a resource and on what it is in (docs/azure-behaviour.md#locks). */
  readonly locks: (resourceId: string) => Promise<Reading<readonly unknown[]>>;
  readonly replications: (registryId: string) => Promise<Reading<readonly unknown[]>>;
  readonly credentialSets: (registryId: string) => Promise<Reading<readonly unknown[]>>;
}

const SUBSCRIPTIONS_VERSION = '2022-12-01';
const REGISTRY_VERSION = '2025-11-01';
const PERMISSIONS_VERSION = '2022-04-01';
const LOCKS_VERSION = '2016-09-01';

/** @param send takes answers of any shape */
export function setupReads(send: ArmSend, cloud: Cloud): SetupReads {
  const list = (path: string, version: string, filter = '') =>
    readList(send, `${cloud.armEndpoint}${path}?api-version=${version}${filter}`);
  const authorization = (id: string) => `${id}/providers/Microsoft.Authorization`;
  return {
    subscriptions: () => list('/subscriptions', SUBSCRIPTIONS_VERSION),
    registry: (id) => readResource(send, `${cloud.armEndpoint}${id}?api-version=${REGISTRY_VERSION}`),
    permissions: (id) => list(`${authorization(id)}/permissions`, PERMISSIONS_VERSION),
    locks: (id) => list(`${authorization(id)}/locks`, LOCKS_VERSION, '&$filter=atScope()'),
    replications: (id) => list(`${id}/replications`, REGISTRY_VERSION),
    credentialSets: (id) => list(`${id}/credentialSets`, REGISTRY_VERSION),
  };
}

/** A bound against a list that never ends. */
const MAX_PAGES = 20;

async function readList(send: ArmSend, first: string): Promise<Reading<readonly unknown[]>> {
  const items: unknown[] = [];
  let url: string | undefined = first;
  for (let page = 0; url !== undefined; page++) {
    if (page === MAX_PAGES) return { state: 'failed', reason: `the list goes on after ${MAX_PAGES} pages` };
    const answer = await read(send, url);
    if (answer.state !== 'answered') return answer;
    if (!Array.isArray(field(answer.value, 'value'))) return { state: 'failed', reason: 'the answer holds no list' };
    for (const item of listField(answer.value, 'value')) items.push(item);
    url = stringField(answer.value, 'nextLink') || undefined;
  }
  return { state: 'answered', value: items };
}

async function readResource(send: ArmSend, url: string): Promise<Reading<Readonly<Record<string, unknown>>>> {
  const answer = await read(send, url);
  if (answer.state !== 'answered') return answer;
  return isObject(answer.value)
    ? { state: 'answered', value: answer.value }
    : { state: 'failed', reason: 'the answer is no resource' };
}

async function read(send: ArmSend, url: string): Promise<Reading<unknown>> {
  try {
    const response = await send({ method: 'GET', url, headers: { accept: 'application/json' } });
    if (response.status === 200) return { state: 'answered', value: await response.json() };
    return await refusal(response);
  } catch (error) {
    if (error instanceof HttpFailure || error instanceof UserError)
      return { state: 'failed', reason: messageOf(error) };
    throw error;
  }
}

/** Azure's own words; they end where the advice begins that does not fit here. */
const MAX_REASON_CHARACTERS = 400;

async function refusal(response: HttpResponse): Promise<Reading<never>> {
  const body = await response.json().catch(() => undefined);
  const code = stringField(body, 'error', 'code') ?? `HTTP ${response.status}`;
  const said = (stringField(body, 'error', 'message') ?? '').replaceAll(/\s+/g, ' ').slice(0, MAX_REASON_CHARACTERS);
  // The action is all that matters of a long sentence.
  const action = code === 'AuthorizationFailed' ? /to perform action '([^']+)'/.exec(said)?.[1] : undefined;
  const reason =
    said === '' ? `Azure answered ${code}` : `${code}: ${action === undefined ? said : `no right to ${action}`}`;
  if (response.status === 403) return { state: 'refused', reason };
  return { state: response.status === 404 ? 'not-found' : 'failed', reason };
}

/** Days that a policy leaves; `undefined` where it is off. */
export function retentionDays(registry: unknown): number | undefined {
  const policy = ['properties', 'policies', 'retentionPolicy'];
  return stringField(registry, ...policy, 'status') === 'enabled'
    ? numberField(registry, ...policy, 'days')
    : undefined;
}
