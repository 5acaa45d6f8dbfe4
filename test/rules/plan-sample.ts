import { ruleName } from '../../src/rules/names.ts';
import { makePlan } from '../../src/rules/planner.ts';
import type { Refusal } from '../../src/rules/refusal.ts';
import { planRequest, rule, want } from './plan-request.ts';

/** A plan with something under each heading. */
export const PLAN = makePlan(
  planRequest({
    wanted: [
      want('docker.io/library/nginx', 4),
      want('docker.elastic.co/elastic/search'),
      want('quay.io/a/b', 2),
      want('quay.io/a/c'),
      want('ghcr.io/used/one', 3),
    ],
    rules: [
      rule('used-one', 'ghcr.io/used/one', 'x/one'),
      rule('failed-one', 'gcr.io/x', 'gcr.io/x', { state: 'Failed' }),
      rule(ruleName('quay.io/a/c', 'quay.io/a/c'), 'quay.io/a/z', 'quay.io/a/z'),
    ],
    credentialSets: { state: 'known', sets: [] },
    cap: 4,
  }),
);

/** One of each, so that a reason that is added is missed here. */
export const REFUSALS: { readonly [Reason in Refusal['reason']]: Extract<Refusal, { reason: Reason }> } = {
  'not-allowed': { reason: 'not-allowed' },
  'unsupported-upstream': { reason: 'unsupported-upstream', host: 'h.io' },
  'credential-set-missing': { reason: 'credential-set-missing', host: 'h.io', named: 'named' },
  'credential-set-unreadable': { reason: 'credential-set-unreadable', host: 'h.io', detail: 'd' },
  'credential-set-unhealthy': { reason: 'credential-set-unhealthy', host: 'h.io', credentialSet: 'c', detail: 'd' },
  'target-invalid': { reason: 'target-invalid', target: 'T' },
  'target-taken': { reason: 'target-taken', target: 't' },
  'target-conflict': { reason: 'target-conflict', target: 't', rule: 'r' },
  'name-taken': { reason: 'name-taken', rule: 'r' },
  'cap-reached': { reason: 'cap-reached', cap: 1, present: 1, room: 0, needed: 1, wildcards: 'when-needed' },
  'refused-by-service': { reason: 'refused-by-service', code: '', detail: 'd' },
  'not-permitted': { reason: 'not-permitted', detail: 'd' },
  'write-failed': { reason: 'write-failed', detail: 'd' },
  gone: { reason: 'gone', rule: 'r' },
  'not-listed': { reason: 'not-listed', detail: 'd' },
  'gave-way': { reason: 'gave-way', rule: 'r', cap: 1 },
  unsettled: { reason: 'unsettled', rule: 'r', cap: 1 },
};
