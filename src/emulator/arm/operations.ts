import { randomBytes, randomUUID } from 'node:crypto';

/**
 * Asynchronous operations of ARM: a signed URL that is polled until it is over (docs/azure-behaviour.md#operations,
 * docs/azure-behaviour.md#operation-url).
 */

export type OperationEnd =
  | { readonly status: 'Succeeded' }
  | { readonly status: 'Failed'; readonly code: string; readonly message: string }
  /** Goes on for ever. */
  | { readonly status: 'never' };

export interface Operation {
  readonly id: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly ruleName: string;
  /** The queries that were given, the newest last: one of them must come back as it was. */
  readonly queries: readonly string[];
  readonly pollsLeft: number;
  readonly end: OperationEnd;
}

export interface Operations {
  readonly start: (kind: Operation['kind'], ruleName: string, apiVersion: string, end: OperationEnd) => Operation;
  readonly find: (id: string) => Operation | undefined;
  /** One step on: an operation whose steps are used up ends, and `finish` is told. */
  readonly step: (id: string) => Operation | undefined;
  /** Another signed query for an operation, good beside the earlier ones: an answer may be lost. */
  readonly renew: (id: string) => string;
  /** One step on for all: they end also when nobody polls. */
  readonly stepAll: () => void;
  readonly pending: () => number;
}

/**
 * @param polls how many polls an operation needs; the last of them tells the end
 * @param finish makes the end true
 */
export function openOperations(polls: () => number, finish: (operation: Operation) => void): Operations {
  const operations = new Map<string, Operation>();
  const finished = new Set<string>();
  const step = (id: string): Operation | undefined => {
    const operation = operations.get(id);
    if (operation === undefined || finished.has(id)) return operation;
    const next = { ...operation, pollsLeft: Math.max(0, operation.pollsLeft - 1) };
    operations.set(id, next);
    if (next.pollsLeft === 0 && next.end.status !== 'never') {
      finished.add(id);
      finish(next);
    }
    return next;
  };
  return {
    start: (kind, ruleName, apiVersion, end) => {
      const id = `cacherules-${randomUUID()}`;
      const queries = [signedQuery(apiVersion)];
      const operation: Operation = { id, kind, ruleName, queries, pollsLeft: Math.max(1, polls()), end };
      operations.set(id, operation);
      return operation;
    },
    renew: (id) => {
      const operation = operations.get(id);
      const version = new URLSearchParams(operation?.queries[0]).get('api-version') ?? '';
      const query = signedQuery(version);
      if (operation !== undefined) operations.set(id, { ...operation, queries: [...operation.queries, query] });
      return query;
    },
    find: (id) => operations.get(id),
    step,
    stepAll: () => {
      for (const id of operations.keys()) step(id);
    },
    pending: () => operations.size - finished.size,
  };
}

/** Bytes of a recorded one's certificate chain and signature (docs/azure-behaviour.md#operation-url). */
const SIGNATURE_BYTES = { t: 14, c: 2200, s: 256, h: 32 } as const;

function signedQuery(apiVersion: string): string {
  const parts = Object.entries(SIGNATURE_BYTES).map(
    ([name, bytes]) => `${name}=${randomBytes(bytes).toString('base64url')}`,
  );
  return [`api-version=${apiVersion}`, ...parts].join('&');
}

/** Whether an operation is over: its polls are used up. */
export function isOver({ pollsLeft, end }: Operation): boolean {
  return pollsLeft === 0 && end.status !== 'never';
}
