import type { KindTraits } from '../model/kind-traits.ts';

/** What pipelines of Jenkins are reported as; their pods are pulled by a cluster, which their uses say. */
export const JENKINS_NAMES = {
  jenkins: { pulledBy: 'other-ci', isSuggested: false, variables: 'file' },
} as const satisfies Readonly<Record<string, KindTraits>>;
