import type { KindTraits } from '../model/kind-traits.ts';

/** What kustomizations are reported as. */
export const KUSTOMIZE_NAMES = {
  kustomize: { pulledBy: 'aks', isSuggested: true },
} as const satisfies Readonly<Record<string, KindTraits>>;
