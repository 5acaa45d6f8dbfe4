import type { KindTraits } from '../model/kind-traits.ts';

/** What files of charts are reported as. */
export const HELM_NAMES = {
  'helm-values': { pulledBy: 'aks', isSuggested: true },
  'helm-template': { pulledBy: 'aks', isSuggested: true },
  'helm-chart-annotation': { pulledBy: undefined, isSuggested: false },
  'remote-chart': { pulledBy: 'aks', isSuggested: true },
  'remote-base': { pulledBy: 'aks', isSuggested: true },
  // Who fetches charts has to sign in first, and most do not by themselves.
  'chart-source': { pulledBy: 'charts', isSuggested: false },
} as const satisfies Readonly<Record<string, KindTraits>>;
