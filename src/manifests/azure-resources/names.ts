import type { KindTraits } from '../model/kind-traits.ts';

/** What templates and files of Azure resources are reported as. */
export const AZURE_RESOURCES_NAMES = {
  bicep: { pulledBy: undefined, isSuggested: false, variables: 'file' },
  'arm-template': { pulledBy: undefined, isSuggested: false, variables: 'file' },
  'container-apps': { pulledBy: 'container-apps', isSuggested: false },
  'container-instances': { pulledBy: 'container-instances', isSuggested: false },
} as const satisfies Readonly<Record<string, KindTraits>>;
