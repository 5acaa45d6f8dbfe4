import { entriesAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { flowYaml } from './flow-yaml.ts';

/** What may be done to rendered objects: nothing that reads other files, generates, or starts a program. */
const TAKEN = new Set(['images', 'patches', 'patchesStrategicMerge', 'patchesJson6902']);

/** The parts of a kustomization that change rendered objects, as YAML. */
export function kustomizationOf(
  node: YamlNode | undefined,
  fill: (text: string) => string = (text) => text,
  taken: ReadonlySet<string> = TAKEN,
): string {
  const parts = entriesAt(node).filter(([key]) => taken.has(key));
  return parts.map(([key, value]) => `${key}: ${flowYaml(value, fill) ?? '[]'}\n`).join('');
}
