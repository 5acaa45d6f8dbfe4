import { resolved, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';

/** Merges of merges go this deep; beyond it a file is an attack. */
const MAX_DEPTH = 20;

/**
 * The services of a Compose file as Compose sees them: aliases followed and `<<` merged.
 * Every look-up is remembered, so that a file that merges the same mapping a thousand times is still read in linear time.
 */
export class Services {
  readonly #found = new Map<YamlNode, Map<string, YamlNode | undefined>>();

  /** The value of a key of a service, its own or merged into it. */
  field(node: YamlNode | undefined, key: string): YamlNode | undefined {
    return this.#lookUp(resolved(node), key, 0);
  }

  /** The scalar of a key of a service, or of another mapping. */
  scalar(node: YamlNode | undefined, key: string): YamlScalar | undefined {
    const value = resolved(this.field(node, key));
    return value?.type === 'scalar' && value.start !== -1 ? value : undefined;
  }

  #lookUp(node: Exclude<YamlNode, { type: 'alias' }> | undefined, key: string, depth: number): YamlNode | undefined {
    if (node === undefined || node.type === 'scalar' || depth > MAX_DEPTH) return undefined;
    const found = this.#found.get(node) ?? new Map<string, YamlNode | undefined>();
    this.#found.set(node, found);
    if (found.has(key)) return found.get(key);
    // Set first, so that a mapping merged into itself ends here.
    found.set(key, undefined);
    const value =
      node.type === 'sequence'
        ? this.#firstOf(node.items, key, depth)
        : (own(node, key) ??
          this.#firstOf(
            node.entries.flatMap((entry) => (isMerge(entry.key) ? [entry.value] : [])),
            key,
            depth,
          ));
    found.set(key, value);
    return value;
  }

  /** Of several merged mappings the first that has the key counts (https://yaml.org/type/merge.html). */
  #firstOf(nodes: readonly YamlNode[], key: string, depth: number): YamlNode | undefined {
    for (const node of nodes) {
      const value = this.#lookUp(resolved(node), key, depth + 1);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

function own(node: YamlMapping, key: string): YamlNode | undefined {
  return node.entries.findLast((entry) => entry.key.type === 'scalar' && entry.key.value === key)?.value;
}

function isMerge(key: YamlNode): boolean {
  return key.type === 'scalar' && key.value === '<<' && key.style === 'plain';
}
