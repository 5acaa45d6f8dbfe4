/** Does some work on each item, so many at once, and gives what came of it in the order of the items. */
export async function inPool<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results.set(index, await work(item, index));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
