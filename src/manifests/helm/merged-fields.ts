import type { YamlAlias, YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../yaml/nodes.ts';
import { field } from './image-blocks.ts';

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
    if (field(node, key) !== undefined) continue;
    for (const { mapping, alias } of sources) {
      const value = field(mapping, key);
      if (value === undefined) continue;
      added.set(key, { entry: { key: nameOf(key), value }, alias });
      break;
    }
  }
  if (added.size === 0) return undefined;
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

/** What mappings merge in, so that one that many merge is looked through once. */
const ALIASES = new WeakMap<YamlMapping, readonly YamlAlias[]>();

function aliasesOf(node: YamlMapping): readonly YamlAlias[] {
  const known = ALIASES.get(node);
  if (known !== undefined) return known;
  const merge = node.entries.findLast(({ key }) => key.type === 'scalar' && key.value === '<<')?.value;
  const aliases = merge === undefined ? [] : listed(merge).filter((item) => item.type === 'alias');
  ALIASES.set(node, aliases);
  return aliases;
}

/** A key that stands in another mapping. */
function nameOf(value: string): YamlScalar {
  return {
    type: 'scalar',
    start: -1,
    end: -1,
    style: 'plain',
    anchor: undefined,
    tag: undefined,
    value,
    verbatim: false,
  };
}

function listed(node: YamlNode): readonly YamlNode[] {
  return node.type === 'sequence' ? node.items.slice(0, MAX_MERGED) : [node];
}
