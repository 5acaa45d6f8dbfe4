import type { KindTraits } from '../model/kind-traits.ts';

/** What pipelines and workflows are reported as. */
export const PIPELINES_NAMES = {
  'github-workflow': {
    pulledBy: ({ text }) => (text.startsWith('docker://') ? 'docker-action' : 'workflow-container'),
    isSuggested: false,
    variables: 'file',
  },
  'gitlab-ci': { pulledBy: 'other-ci', isSuggested: false },
  'azure-pipelines': { pulledBy: 'other-ci', isSuggested: false, variables: 'file' },
  'acr-task': { pulledBy: 'other-ci', isSuggested: false, variables: 'file' },
  cloudbuild: { pulledBy: 'other-ci', isSuggested: false, variables: 'file' },
  circleci: { pulledBy: 'other-ci', isSuggested: false, variables: 'file' },
  'bitbucket-pipelines': { pulledBy: 'other-ci', isSuggested: false, variables: 'file' },
  drone: { pulledBy: 'other-ci', isSuggested: false, variables: 'file' },
} as const satisfies Readonly<Record<string, KindTraits>>;
