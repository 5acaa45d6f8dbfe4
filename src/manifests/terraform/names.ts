import type { KindTraits } from '../model/kind-traits.ts';

/** What Terraform is reported as; Nomad is `other`. */
export const TERRAFORM_NAMES = {
  terraform: { pulledBy: undefined, isSuggested: false, variables: 'folder' },
} as const satisfies Readonly<Record<string, KindTraits>>;
