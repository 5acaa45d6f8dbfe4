import { type Rewrite, rewrite } from '../manifests/rewrite.ts';
import type { ClassifiedUse } from '../uses/classes.ts';

/** What moves images back to their sources, and the uses of the registry that stay, each with its reason. */
export interface Restored {
  readonly rewrite: Rewrite<ClassifiedUse>;
  readonly left: readonly { readonly use: ClassifiedUse; readonly reason: string }[];
}

/**
 * The inverse of a rewrite: every use that is served through a cache rule goes back to the rule's source, with its tag and digest.
 * @param uses every use of the tree, with classes by the registry's rules or, where nobody was asked, by the templates of targets
 */
export function restoreUses(uses: readonly ClassifiedUse[], includeTests: boolean): Restored {
  const reasonOf = (use: ClassifiedUse) => whyKept(use, includeTests);
  const back = rewrite(uses, (use) => {
    if (use.class !== 'cached' || use.source === undefined || reasonOf(use) !== undefined) return undefined;
    const { registry, repository } = use.source;
    return { registry, repository };
  });
  const kept = uses.flatMap((use) => {
    const reason = reasonOf(use);
    return reason === undefined ? [] : [{ use, reason }];
  });
  return { rewrite: back, left: [...back.unwritten, ...kept] };
}

/** Why a use of the registry stays as it is; `undefined` for one that goes back, and for one that is elsewhere. */
function whyKept(use: ClassifiedUse, includeTests: boolean): string | undefined {
  switch (use.class) {
    case 'own':
    case 'dangling':
      return 'no cache rule is known for it';
    case 'half-moved':
      return use.because ?? 'only half of it is moved';
    case 'cached':
      if (use.ignored !== undefined) return `it is ignored: ${use.ignored}`;
      if (use.overriddenBy !== undefined) return `it is replaced by ${use.overriddenBy}`;
      if (use.testMaterial !== undefined && !includeTests) return `${use.testMaterial}; --include-tests moves it too`;
      return undefined;
    case 'public':
    case 'trusted':
    case 'built-here':
    case 'foreign':
    case 'templated':
      return undefined;
  }
}
