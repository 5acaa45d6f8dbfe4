import { matcher } from '../base/globs.ts';
import type { ImageReference } from './reference.ts';
import { formatReference, nameOf } from './reference.ts';

/** Which images are left alone and which may get a rule. */
export interface ImagePolicy {
  /** Left alone: neither reported nor rewritten. */
  readonly trusts: (reference: ImageReference) => boolean;
  /** Whether a public image may get a rule. */
  readonly allows: (reference: ImageReference) => boolean;
}

/**
 * @param trusted registries (`mcr.microsoft.com`) or leading parts of names (`ghcr.io/contoso`)
 * @param allowed globs on normalised references, matched against the name and against the whole; none means all
 * @param denied likewise; wins over `allowed`
 */
export function imagePolicy(
  trusted: readonly string[],
  allowed: readonly string[],
  denied: readonly string[],
): ImagePolicy {
  const isAllowed = allowed.length === 0 ? () => true : matcher(allowed);
  const isDenied = matcher(denied);
  return {
    trusts: (reference) => trusted.some((prefix) => isWithin(nameOf(reference), prefix)),
    allows: (reference) => {
      const texts = [nameOf(reference), formatReference(reference)];
      return texts.some(isAllowed) && !texts.some(isDenied);
    },
  };
}

/** Whether a name is the prefix itself or below it; whole components only. */
function isWithin(name: string, prefix: string): boolean {
  const trimmed = prefix.replace(/\/\*{0,2}$/, '');
  return name === trimmed || name.startsWith(`${trimmed}/`);
}
