import { groupBy } from '../base/grouping.ts';
import type { FactBook } from './model/fact.ts';
import type { Use } from './model/use.ts';

/** Says of uses whose text something else has, too, by an anchor, that they are not written: the other would change with them. */
export function markShared(uses: readonly Use[], book: FactBook): readonly Use[] {
  const shared = groupBy(book.of('shared-text'), ({ file }) => file);
  if (shared.size === 0) return uses;
  return uses.map((use) => {
    if (use.uneditable !== undefined) return use;
    for (const slot of use.slots) {
      const found = shared.get(slot.file)?.find(({ fact }) => fact.start <= slot.start && slot.end <= fact.end);
      if (found !== undefined)
        return { ...use, uneditable: `by its anchor the text is also that of ${found.fact.under}` };
    }
    return use;
  });
}
