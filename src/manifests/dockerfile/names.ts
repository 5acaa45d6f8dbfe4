import type { KindTraits } from '../model/kind-traits.ts';

/** What Dockerfiles are reported as. */
export const DOCKERFILE_NAMES = {
  dockerfile: { pulledBy: ({ part }) => (part === 'syntax' ? 'build-frontend' : 'build'), isSuggested: false },
} as const satisfies Readonly<Record<string, KindTraits>>;
