import { resolved, valueAt, type YamlAlias, type YamlEntry, type YamlMapping } from '../yaml/nodes.ts';

/** A mapping as its reader sees it, and where its merge key names what the fields come from that are not its own. */
export interface Merged {
  readonly mapping: YamlMapping;
  /** The alias by which a mapping with such a field is merged in; `undefined` for a field of its own. */
  readonly broughtBy: (key: string) => YamlAlias | undefined;
}

/** The fields of which an image is made, under all their names. */
const FIELDS = [
  'repository',
  'imageRepository',
  'repo',
  'image',
  'name',
  'registry',
  'imageRegistry',
  'hub',
  'tag',
  'imageTag',
  'version',
  'digest',
  'sha',
  'pullPolicy',
  'imagePullPolicy',
] as const;

/** Merges of merges, and mappings merged at once, that are looked at: many aliases may lead to one mapping. */
const MAX_MERGED = 16;

/**
 * The fields of an image that a mapping has by a merge key (`<<: *image`, https://yaml.org/type/merge.html), beside its own,
 * which win. @returns `undefined` where nothing is merged into it
 */
export function mergedFields(node: YamlMapping): Merged | undefined {
  const sources = sourcesOf(node);
  if (sources.length === 0) return undefined;
  const added = new Map<string, { readonly entry: YamlEntry; readonly alias: YamlAlias }>();
  for (const key of FIELDS) {
    if (valueAt(node, key) !== undefined) continue;
    for (const { mapping, alias } of sources) {
      const value = valueAt(mapping, key);
      if (value === undefined) continue;
      const scalar = resolved(value);
      if (scalar?.type === 'scalar') added.set(key, { entry: { key: { ...scalar, value: key }, value }, alias });
      break;
    }
  }
  const entries = [...node.entries, ...[...added.values()].map(({ entry }) => entry)];
  return { mapping: { ...node, entries }, broughtBy: (key) => added.get(key)?.alias };
}

interface Source {
  readonly mapping: YamlMapping;
  /** The alias that stands in the mapping itself. */
  readonly alias: YamlAlias;
}

/** What is merged into a mapping, what wins first. */
function sourcesOf(node: YamlMapping): readonly Source[] {
  const found: Source[] = [];
  const open = aliasesOf(node).map((alias) => ({ at: alias, alias }));
  for (let next = open.shift(); next !== undefined && found.length < MAX_MERGED; next = open.shift()) {
    const mapping = next.at.target;
    if (mapping?.type !== 'mapping') continue;
    const { alias } = next;
    found.push({ mapping, alias });
    open.unshift(...aliasesOf(mapping).map((at) => ({ at, alias })));
  }
  return found;
}

function aliasesOf(node: YamlMapping): readonly YamlAlias[] {
  const merge = valueAt(node, '<<');
  const items = merge?.type === 'sequence' ? merge.items.slice(0, MAX_MERGED) : [merge];
  return items.filter((item) => item?.type === 'alias');
}
