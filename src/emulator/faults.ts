import type { Service, ServiceAnswer, ServiceRequest } from './exchange.ts';

/** Troubles that a test orders: which request, and what becomes of it. */
export interface Fault {
  readonly match: FaultMatch | ((request: ServiceRequest) => boolean);
  /** The first of the matching requests that meets it, from 1; every one unless given. */
  readonly nth?: number;
  /** How many meet it from there on; with `nth` one unless given, else all. */
  readonly times?: number;
  /** Is called when it strikes, before anything is answered: to kill a process, say. */
  readonly before?: () => void;
  readonly answer: FaultAnswer;
}

export interface FaultMatch {
  readonly service?: Service;
  readonly method?: string;
  /** Tested on the path. */
  readonly path?: RegExp;
  /** The request's place among all that reach the emulator, from 1. */
  readonly number?: number;
}

export type FaultAnswer =
  /** The service doesn't see the request. */
  | ({ readonly type: 'answer' } & ServiceAnswer)
  /** The service refuses and quotes what it was sent, as careless servers do: headers, body and address, and a signed address of its own. */
  | { readonly type: 'echo'; readonly status: number }
  /** The connection ends without an answer: before the service saw the request, or after it did its work. */
  | { readonly type: 'reset'; readonly when: 'before' | 'after' }
  /** The answer's body is cut after so many bytes, or in its middle, under its true length. */
  | { readonly type: 'truncate'; readonly bytes: number | 'half' }
  /** One byte of the answer's body is another. */
  | { readonly type: 'corrupt' }
  /** The first half of the answer's body is all of it: no JSON any more, and no blob or manifest of that digest. */
  | { readonly type: 'malformed' }
  /** The answer's body is `null`, which is JSON and says nothing. */
  | { readonly type: 'null' }
  /** The credential that the request carries (token or signature) has just ended. Without one nothing happens. */
  | { readonly type: 'expired-token' }
  /** The body comes in pieces. */
  | { readonly type: 'slow'; readonly bytes: number; readonly everyMilliseconds: number }
  /** The service sees the request only then. */
  | { readonly type: 'late'; readonly milliseconds: number }
  /** No answer ever comes, and the service doesn't see the request. */
  | { readonly type: 'hang' }
  /** Served as usual: only `before` is wanted. */
  | { readonly type: 'none' };

/** The answer as a fault of its body leaves it. What has no body has none to spoil. */
export function spoiled(answer: ServiceAnswer, fault: FaultAnswer | undefined): ServiceAnswer {
  const body = Buffer.from(answer.body ?? '');
  if (body.length === 0) return answer;
  switch (fault?.type) {
    case 'corrupt':
      return { ...answer, body: corrupted(body) };
    case 'malformed':
      return withBody(answer, body.subarray(0, Math.floor(body.length / 2)));
    case 'null':
      return withBody(answer, Buffer.from('null'));
    default:
      return answer;
  }
}

/** The same length, another content. */
function corrupted(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  const at = Math.floor(copy.length / 2);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

/** Another body, under its own length. What the service does once the whole was sent does not happen. */
function withBody({ status, headers = {} }: ServiceAnswer, body: Uint8Array): ServiceAnswer {
  const { 'content-length': _, ...others } = headers;
  return { status, headers: others, body };
}

export interface Faults {
  /** The fault that a request meets, if any. Counts it. */
  readonly strike: (request: ServiceRequest) => FaultAnswer | undefined;
  readonly add: (fault: Fault) => void;
}

export function openFaults(initial: readonly Fault[]): Faults {
  const faults = initial.map((fault) => ({ fault, met: 0 }));
  return {
    add: (fault) => {
      faults.push({ fault, met: 0 });
    },
    strike: (request) => {
      let struck: Fault | undefined;
      for (const entry of faults) {
        if (!matches(entry.fault, request)) continue;
        entry.met += 1;
        if (struck === undefined && isDue(entry.fault, entry.met)) struck = entry.fault;
      }
      struck?.before?.();
      return struck?.answer;
    },
  };
}

function matches({ match }: Fault, request: ServiceRequest): boolean {
  if (typeof match === 'function') return match(request);
  return (
    (match.service === undefined || match.service === request.service) &&
    (match.method === undefined || match.method === request.method) &&
    (match.path === undefined || match.path.test(request.path)) &&
    (match.number === undefined || match.number === request.number)
  );
}

function isDue({ nth, times }: Fault, met: number): boolean {
  const first = nth ?? 1;
  const count = times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1);
  return met >= first && met < first + count;
}
