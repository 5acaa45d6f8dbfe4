import type { KindTraits } from '../model/kind-traits.ts';

/** What Compose files are reported as. */
export const COMPOSE_NAMES = {
  compose: { pulledBy: 'compose', isSuggested: true },
} as const satisfies Readonly<Record<string, KindTraits>>;
