import type { KindTraits } from '../model/kind-traits.ts';

/** What units of Quadlet are reported as. */
export const QUADLET_NAMES = {
  quadlet: { pulledBy: 'host', isSuggested: false },
} as const satisfies Readonly<Record<string, KindTraits>>;
