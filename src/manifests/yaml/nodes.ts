/**
 * YAML (and JSON, which YAML contains) as a tree whose every node knows where it stands.
 * Built on js-yaml's event stream: decoded values come from the library, offsets from its events.
 */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping | YamlAlias;

export interface YamlScalar {
  readonly type: 'scalar';
  /** Offsets of the content, quotes excluded; both -1 for a value that is not written (`key:`). */
  readonly start: number;
  readonly end: number;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  /** The decoded value. */
  readonly value: string;
  /** Whether the source between `start` and `end` is the value itself, so that an offset into one is an offset into the other. */
  readonly verbatim: boolean;
}

export interface YamlSequence {
  readonly type: 'sequence';
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string | undefined;
  readonly items: readonly YamlNode[];
}

export interface YamlMapping {
  readonly type: 'mapping';
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string | undefined;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlAlias {
  readonly type: 'alias';
  readonly start: number;
  readonly anchor: string;
  /** The node it stands for, where that was seen before; none for a list with a tag that gives it another meaning. */
  readonly target: YamlNode | undefined;
}

export interface YamlDocument {
  readonly root: YamlNode;
  /** Present where an alias stands somewhere in it. */
  readonly hasAliases?: true;
}

/** The node itself, or what an alias stands for. */
export function resolved(node: YamlNode | undefined): Exclude<YamlNode, YamlAlias> | undefined {
  return node?.type === 'alias' ? resolved(node.target) : node;
}

/** The value of a key of a mapping; `undefined` for anything else. Of duplicate keys the last counts, as it does for most readers. */
export function valueAt(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of path) {
    const mapping = resolved(at);
    if (mapping?.type !== 'mapping') return undefined;
    at = fieldOf(mapping, key);
  }
  return at;
}

/** Indexes of large mappings, so that asking for many of their keys takes linear time. */
const INDEXES = new WeakMap<YamlMapping, ReadonlyMap<string, YamlNode>>();
const LARGE = 32;

function fieldOf(mapping: YamlMapping, key: string): YamlNode | undefined {
  if (mapping.entries.length < LARGE) {
    return mapping.entries.findLast((entry) => entry.key.type === 'scalar' && entry.key.value === key)?.value;
  }
  const index = INDEXES.get(mapping) ?? new Map(entriesAt(mapping));
  INDEXES.set(mapping, index);
  return index.get(key);
}

/** The scalar at a path of keys. */
export function scalarAt(node: YamlNode | undefined, ...path: readonly string[]): YamlScalar | undefined {
  const at = resolved(valueAt(node, ...path));
  return at?.type === 'scalar' ? at : undefined;
}

/** The items of the sequence at a path of keys; none where there is no sequence. */
export function itemsAt(node: YamlNode | undefined, ...path: readonly string[]): readonly YamlNode[] {
  const at = resolved(valueAt(node, ...path));
  return at?.type === 'sequence' ? at.items : [];
}

/**
 * The items of the lists at a path of keys of several nodes, aliases followed, each list and each item once:
 * a hundred thousand aliases may lead to a list of as many.
 */
export function distinctItemsAt(
  nodes: readonly (YamlNode | undefined)[],
  ...path: readonly string[]
): readonly YamlNode[] {
  const lists = new Set(nodes.map((node) => resolved(valueAt(node, ...path))));
  const items = new Set([...lists].flatMap((list) => itemsAt(list)).map(resolved));
  return [...items].filter((item) => item !== undefined);
}

/** The entries of the mapping at a path of keys, keys as text; none where there is no mapping. */
export function entriesAt(
  node: YamlNode | undefined,
  ...path: readonly string[]
): readonly (readonly [string, YamlNode])[] {
  const at = resolved(valueAt(node, ...path));
  if (at?.type !== 'mapping') return [];
  return at.entries.flatMap(({ key, value }) => (key.type === 'scalar' ? [[key.value, value] as const] : []));
}
