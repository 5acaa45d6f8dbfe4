import type { ServiceAnswer, ServiceRequest } from '../exchange.ts';
import { REFUSALS, refusalAnswer } from './refusals.ts';
import type { ArmState, QuotaKind } from './state.ts';

/** Requests that a subscription may send in a while, by kind (docs/azure-behaviour.md#arm-quota). */

/** How long a window is. Milliseconds, divided by the pace as the product's waits are. */
const WINDOW_MS = 10_000;

const OPERATIONS = { reads: 'Read', writes: 'Write', deletes: 'Delete' } as const;

function kindOf({ method }: ServiceRequest): QuotaKind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

/** Counts a request. @returns the refusal where its quota is used up, with how long to wait */
export function overQuota(state: ArmState, request: ServiceRequest): ServiceAnswer | undefined {
  const kind = kindOf(request);
  const quota = state.settings.quotas[kind];
  if (quota === undefined) return undefined;
  const now = state.clock.now();
  const before = state.windows.get(kind);
  const window = before !== undefined && before.until > now ? before : { until: now + WINDOW_MS / state.pace, used: 0 };
  if (window.used >= quota) {
    return refusalAnswer(REFUSALS.throttled(OPERATIONS[kind]), {
      'retry-after': String(WINDOW_MS / 1000),
      [`x-ms-ratelimit-remaining-subscription-${kind}`]: '0',
    });
  }
  state.windows.set(kind, { ...window, used: window.used + 1 });
  return undefined;
}
