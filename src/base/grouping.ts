/** Items by key, each group and the items in it in the order given. `Map.groupBy` is not there on Node 20. */
export function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The set at a key; where there was none, it is put there. */
export function setAt<Key, Item>(sets: Map<Key, Set<Item>>, key: Key): Set<Item> {
  const known = sets.get(key);
  if (known !== undefined) return known;
  const made = new Set<Item>();
  sets.set(key, made);
  return made;
}
