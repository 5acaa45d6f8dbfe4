import type { KindTraits } from '../model/kind-traits.ts';

/** What files of build tools are reported as; those without a name of their own are `other`. */
export const BUILD_TOOLS_NAMES = {
  skaffold: { pulledBy: 'build', isSuggested: false },
  devcontainer: { pulledBy: 'devcontainer', isSuggested: false },
} as const satisfies Readonly<Record<string, KindTraits>>;
