import type { KindTraits } from '../model/kind-traits.ts';

/** What scripts are reported as. */
export const SHELL_NAMES = {
  shell: { pulledBy: 'host', isSuggested: false },
  powershell: { pulledBy: 'host', isSuggested: false },
  makefile: { pulledBy: 'host', isSuggested: false },
} as const satisfies Readonly<Record<string, KindTraits>>;
