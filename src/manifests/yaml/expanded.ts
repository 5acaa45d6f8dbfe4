import type { YamlDocument, YamlEntry, YamlMapping, YamlNode } from './nodes.ts';

/** A document as a reader sees it that knows of no aliases, or as much of it as there is room for. */
export interface Expanded {
  readonly root: YamlNode;
  /** False where some aliases still stand for something: of themselves, or of more than anybody means. */
  readonly isWhole: boolean;
}

/** Nodes, and characters of texts, that aliases may stand for in one document: what a hundred thousand of them multiply is an attack. */
const MAX_EXPANDED = 200_000;
/** As deep as a document may be that is written out. */
const MAX_DEPTH = 200;
const MERGE_KEY = '<<';

/**
 * Puts what aliases stand for where they stand, and merges what merge keys name (https://yaml.org/type/merge.html): of one key
 * the mapping's own counts, then the first that is merged. Every node keeps its place in the source.
 */
export function expanded({ root, hasAliases }: YamlDocument): Expanded {
  if (hasAliases !== true) return { root, isWhole: true };
  const expansion = new Expansion();
  return { root: expansion.of(root, 0), isWhole: expansion.isWhole };
}

class Expansion {
  isWhole = true;
  #left = MAX_EXPANDED;
  /** Of the aliases that lead here. */
  readonly #open = new Set<YamlNode>();

  of(node: YamlNode, depth: number): YamlNode {
    if (this.#open.size > 0) this.#left -= node.type === 'scalar' ? 1 + node.value.length : 1;
    if (depth > MAX_DEPTH || this.#left < 0) {
      this.isWhole = false;
      return node;
    }
    switch (node.type) {
      case 'scalar':
        return node;
      case 'alias': {
        const { target } = node;
        if (target === undefined) return node;
        if (this.#open.has(target)) {
          this.isWhole = false;
          return node;
        }
        this.#open.add(target);
        const found = this.of(target, depth + 1);
        this.#open.delete(target);
        return found;
      }
      case 'sequence':
        return { ...node, items: node.items.map((item) => this.of(item, depth + 1)) };
      case 'mapping':
        return { ...node, entries: this.#entries(node, depth + 1) };
    }
  }

  #entries({ entries }: YamlMapping, depth: number): readonly YamlEntry[] {
    const own: YamlEntry[] = [];
    const merged: YamlEntry[] = [];
    for (const { key, value } of entries) {
      const found = { key, value: this.of(value, depth) };
      if (key.type === 'scalar' && key.value === MERGE_KEY) merged.unshift(...mergedBy(found.value));
      else own.push(found);
    }
    // Of one key the last counts.
    return [...merged, ...own];
  }
}

function mergedBy(node: YamlNode): readonly YamlEntry[] {
  if (node.type === 'mapping') return node.entries;
  return node.type === 'sequence' ? node.items.toReversed().flatMap(mergedBy) : [];
}
