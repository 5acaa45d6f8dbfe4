import type { KindTraits } from '../model/kind-traits.ts';

/** What Jsonnet is reported as. */
export const JSONNET_NAMES = {
  jsonnet: { pulledBy: undefined, isSuggested: false, variables: 'file' },
} as const satisfies Readonly<Record<string, KindTraits>>;
