import type { KindTraits } from '../model/kind-traits.ts';

/** What files of Ansible are reported as. */
export const ANSIBLE_NAMES = {
  ansible: { pulledBy: 'host', isSuggested: false, variables: 'tree' },
} as const satisfies Readonly<Record<string, KindTraits>>;
