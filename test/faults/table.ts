import type { FaultAnswer } from '../../src/emulator/faults.ts';

/** What can become of a request, by name; and what it can't become of. */

export const FAULTS = {
  'throttled, says when': throttled({ 'retry-after': '7' }),
  throttled: throttled({}),
  'error 500': failing(500, 'Internal Server Error'),
  'error 503': failing(503, 'Service Unavailable'),
  'reset before': { type: 'reset', when: 'before' },
  'reset after': { type: 'reset', when: 'after' },
  hang: { type: 'hang' },
  truncated: { type: 'truncate', bytes: 'half' },
  malformed: { type: 'malformed' },
  null: { type: 'null' },
  'expired token': { type: 'expired-token' },
} as const satisfies Readonly<Record<string, FaultAnswer>>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES: readonly FaultName[] = [
  'throttled, says when',
  'throttled',
  'error 500',
  'error 503',
  'reset before',
  'reset after',
  'hang',
  'truncated',
  'malformed',
  'null',
  'expired token',
];

/** How many requests of the class meet it: one, or every one. */
export type Times = 'once' | 'always';
export const TIMES: readonly Times[] = ['once', 'always'];

export interface Cell {
  readonly request: string;
  readonly fault: FaultName;
  readonly times: Times;
}

export function nameOfCell({ request, fault, times }: Cell): string {
  return `${request} × ${fault} × ${times}`;
}

/** Whether the fault can meet such a request: what is answered without a body has none to spoil, and who sends no token has none to lose. */
export function applies({ request, fault }: Cell): boolean {
  switch (fault) {
    case 'truncated':
    case 'malformed':
    case 'null':
      return !/^(?:HEAD|DELETE) |^GET registry blobs\//.test(request);
    case 'expired token':
      return request !== 'GET registry v2/';
    default:
      return true;
  }
}

/** Every cell, in the order of the classes. */
export function cellsOf(requests: readonly string[]): readonly Cell[] {
  return requests
    .flatMap((request) => FAULT_NAMES.flatMap((fault) => TIMES.map((times) => ({ request, fault, times }))))
    .filter(applies);
}

function throttled(headers: Readonly<Record<string, string>>) {
  return problem(429, 'TooManyRequests', 'Too many requests.', headers);
}

function failing(status: number, message: string) {
  return problem(status, message.replaceAll(' ', ''), message, {});
}

/** One body that each of the services' clients can read: Azure's `error`, the registry's `errors`, GitHub's `message`. */
function problem(status: number, code: string, message: string, headers: Readonly<Record<string, string>>) {
  const body = JSON.stringify({ error: { code, message }, errors: [{ code, message }], message });
  return { type: 'answer', status, headers: { 'content-type': 'application/json', ...headers }, body } as const;
}
