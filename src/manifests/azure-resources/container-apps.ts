import type { YamlKind } from '../model/kind.ts';
import { IMAGE_WORD } from '../references/image-keys.ts';
import { scalarUse, useFacts } from '../references/scalar-use.ts';
import { itemsAt, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';

const VARIABLE = { pattern: /\$[({]|\{\{|__\w+__|#\{/, reason: 'a variable that is filled in before deployment' };

/**
 * Azure Container Apps and jobs, as `az containerapp create --yaml` takes them
 * (https://learn.microsoft.com/azure/container-apps/azure-resource-manager-api-spec).
 */
export const containerApps: YamlKind = {
  format: 'yaml',
  name: 'container-apps',
  marks: [IMAGE_WORD],
  mayHoldImages: ({ text }) => text.includes('image') && /containers/i.test(text),
  recognises: ({ root }) => scalarAt(root, 'kind') === undefined && containersOf(root).length > 0,
  extract: ({ root }: YamlDocument, file) =>
    useFacts(
      containersOf(root).map((container) =>
        scalarUse({ file, node: valueAt(container, 'image'), kind: 'container-apps', templating: VARIABLE }),
      ),
    ),
};

/** What is asked of the whole resource, and what stands alone with its `properties` left out and another sign. */
function containersOf(root: YamlNode): readonly YamlNode[] {
  const bare = /^Microsoft\.App\//i.test(scalarAt(root, 'type')?.value ?? '') ? [['template'] as const] : [];
  return [['properties', 'template'] as const, ...bare].flatMap((path) => [
    ...itemsAt(root, ...path, 'containers'),
    ...itemsAt(root, ...path, 'initContainers'),
  ]);
}
