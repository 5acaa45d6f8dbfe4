import type { Slot } from './use.ts';

/** Where an image goes: `registry` is the login server, `repository` the rule's target, `digest` only when pinning. */
export interface Move {
  readonly registry: string;
  readonly repository: string;
  readonly digest?: string;
}

/** What a slot stands for once its image moves; `undefined` where nothing is written. */
export function valueFor({ writes }: Slot, { registry, repository, digest }: Move): string | undefined {
  switch (writes) {
    case 'name':
      return `${registry}/${repository}`;
    case 'registry':
      return registry;
    case 'repository':
      return repository;
    case 'digest':
      return digest;
  }
}

/** What is written over a slot, so that it stands for a value that ends with what follows the slot. */
export function textOver({ before, after, tail }: Slot, value: string): string {
  return before + value.slice(0, value.length - tail.length) + after;
}
