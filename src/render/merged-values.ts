import { parseDocuments } from '../manifests/yaml/documents.ts';
import { entriesAt, resolved, type YamlNode } from '../manifests/yaml/nodes.ts';
import { flowYaml } from './flow-yaml.ts';

/** A mapping, or anything else as text in flow style. */
type Tree = Map<string, Tree> | string;

/** Layers of values as one document: mappings are merged, whatever else is later wins (https://helm.sh/docs/chart_template_guide/values_files/). */
export function mergedValues(layers: readonly string[]): string {
  if (layers.length === 1) return layers[0] ?? '';
  const merged = new Map<string, Tree>();
  for (const text of layers) {
    const root = parseDocuments(text).documents[0]?.root;
    const tree = root === undefined ? undefined : treeOf(root);
    if (tree instanceof Map) mergeInto(merged, tree);
  }
  return textOf(merged);
}

function treeOf(written: YamlNode): Tree {
  const node = resolved(written);
  // Merge keys are few in values that have several layers: what they bring is written out as a whole.
  if (node?.type !== 'mapping' || node.entries.some(({ key }) => key.type === 'scalar' && key.value === '<<')) {
    return flowYaml(written) ?? 'null';
  }
  return new Map(entriesAt(node).map(([key, value]) => [key, treeOf(value)]));
}

function mergeInto(into: Map<string, Tree>, from: ReadonlyMap<string, Tree>): void {
  for (const [key, value] of from) {
    const before = into.get(key);
    if (before instanceof Map && value instanceof Map) mergeInto(before, value);
    else into.set(key, value);
  }
}

function textOf(tree: Tree): string {
  if (typeof tree === 'string') return tree;
  return `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}: ${textOf(value)}`).join(', ')}}`;
}
