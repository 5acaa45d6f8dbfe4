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
  /** The query that must come back as it was given. */
  readonly query: string;
  readonly pollsLeft: number;
  readonly end: OperationEnd;
}

export interface Operations {
  readonly start: (kind: Operation['kind'], ruleName: string, apiVersion: string, end: OperationEnd) => Operation;
  readonly find: (id: string) => Operation | undefined;
  /** One step on: an operation whose steps are used up ends, and `finish` is told. */
  readonly step: (id: string) => Operation | undefined;
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
      const signature = (name: string) => `${name}=${randomBytes(24).toString('base64url')}`;
      const query = [`api-version=${apiVersion}`, ...['t', 'c', 's', 'h'].map(signature)].join('&');
      const operation: Operation = { id, kind, ruleName, query, pollsLeft: Math.max(1, polls()), end };
      operations.set(id, operation);
      return operation;
    },
    find: (id) => operations.get(id),
    step,
    stepAll: () => {
      for (const id of operations.keys()) step(id);
    },
    pending: () => operations.size - finished.size,
  };
}

/** Whether an operation is over: its polls are used up. */
export function isOver({ pollsLeft, end }: Operation): boolean {
  return pollsLeft === 0 && end.status !== 'never';
}
