import type { KindTraits } from '../model/kind-traits.ts';

/** What pipelines and workflows are reported as. */
export const PIPELINES_NAMES = {
  'github-workflow': {
    pulledBy: ({ text }) => (text.startsWith('docker://') ? 'docker-action' : 'workflow-container'),
    isSuggested: false,
  },
  'gitlab-ci': { pulledBy: 'other-ci', isSuggested: false },
  'azure-pipelines': { pulledBy: 'other-ci', isSuggested: false },
  'acr-task': { pulledBy: 'other-ci', isSuggested: false },
  cloudbuild: { pulledBy: 'other-ci', isSuggested: false },
  circleci: { pulledBy: 'other-ci', isSuggested: false },
  'bitbucket-pipelines': { pulledBy: 'other-ci', isSuggested: false },
  drone: { pulledBy: 'other-ci', isSuggested: false },
} as const satisfies Readonly<Record<string, KindTraits>>;
