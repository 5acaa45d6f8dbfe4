import type { KindTraits } from '../model/kind-traits.ts';

/** What has no name of its own: lists of images, settings, and files of tools that few use. */
export const SETTINGS_NAMES = {
  other: { pulledBy: undefined, isSuggested: false, variables: 'file' },
} as const satisfies Readonly<Record<string, KindTraits>>;
