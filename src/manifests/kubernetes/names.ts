import type { KindTraits } from '../model/kind-traits.ts';

/** What Kubernetes manifests are reported as. */
export const KUBERNETES_NAMES = {
  kubernetes: { pulledBy: 'aks', isSuggested: true },
  'custom-resource': { pulledBy: 'aks', isSuggested: true },
} as const satisfies Readonly<Record<string, KindTraits>>;
