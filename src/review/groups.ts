import { groupBy } from '../base/grouping.ts';
/**
 * Groups of items that hang together: two are in one group when they share a key, or each shares one with a third.
 * @returns the groups in the order of their first items, each with its items in their order
 */
export function connected<T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): readonly (readonly T[])[] {
  const parents = items.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    for (let parent = parents[at]; parent !== undefined && parent !== at; parent = parents[at]) {
      // Each step also shortens the way for the next, which keeps long chains near linear.
      parents[at] = parents[parent] ?? parent;
      at = parent;
    }
    return at;
  };
  const first = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    for (const key of keysOf(item)) {
      const other = first.get(key);
      if (other === undefined) first.set(key, index);
      else {
        const [low, high] = [root(other), root(index)].toSorted((one, two) => one - two);
        if (low !== undefined && high !== undefined) parents[high] = low;
      }
    }
  }
  const groups = groupBy(items.entries(), ([index]) => root(index));
  return [...groups.values()].map((group) => group.map(([, item]) => item));
}
