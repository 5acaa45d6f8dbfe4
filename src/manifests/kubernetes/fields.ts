import type { YamlMapping, YamlNode, YamlScalar } from '../yaml/nodes.ts';

/** The fields of a mapping by key, read once; aliases are not followed, and of duplicate keys the last counts. */
export type Fields = ReadonlyMap<string, YamlNode>;

export function fieldsOf(node: YamlMapping): Fields {
  const fields = new Map<string, YamlNode>();
  for (const { key, value } of node.entries) if (key.type === 'scalar') fields.set(key.value, value);
  return fields;
}

/** The scalar of a key, if something is written there. */
export function textField(fields: Fields, key: string): YamlScalar | undefined {
  const node = fields.get(key);
  return node?.type === 'scalar' && node.start >= 0 && node.value.trim() !== '' ? node : undefined;
}

/** The mapping at a path of keys, aliases not followed. */
export function mappingAt(node: YamlNode, ...path: readonly string[]): YamlMapping | undefined {
  let at: YamlNode | undefined = node;
  for (const key of path) {
    if (at?.type !== 'mapping') return undefined;
    at = at.entries.findLast((entry) => entry.key.type === 'scalar' && entry.key.value === key)?.value;
  }
  return at?.type === 'mapping' ? at : undefined;
}

/** The items of a key's sequence, aliases not followed. */
export function itemsField(fields: Fields, key: string): readonly YamlNode[] {
  const node = fields.get(key);
  return node?.type === 'sequence' ? node.items : [];
}
