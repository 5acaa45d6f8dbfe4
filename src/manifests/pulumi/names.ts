import type { KindTraits } from '../model/kind-traits.ts';

/** What programs of Pulumi are reported as. */
export const PULUMI_NAMES = {
  pulumi: { pulledBy: undefined, isSuggested: false, variables: 'file' },
} as const satisfies Readonly<Record<string, KindTraits>>;
