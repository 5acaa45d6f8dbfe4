import type { YamlKind } from '../model/kind.ts';
import { IMAGE_WORD } from '../references/image-keys.ts';
import { scalarUse, useFacts } from '../references/scalar-use.ts';
import { itemsAt, scalarAt, valueAt, type YamlDocument } from '../yaml/nodes.ts';

const VARIABLE = { pattern: /\$[({]|\{\{|__\w+__|#\{/, reason: 'a variable that is filled in before deployment' };

/**
 * Azure Container Instances, as `az container create --file` takes them
 * (https://learn.microsoft.com/azure/container-instances/container-instances-reference-yaml).
 */
export const containerInstances: YamlKind = {
  format: 'yaml',
  name: 'container-instances',
  marks: [IMAGE_WORD],
  mayHoldImages: ({ text }) => text.includes('image') && /containers/i.test(text),
  recognises: ({ root }) =>
    /^Microsoft\.ContainerInstance\/containerGroups$/i.test(scalarAt(root, 'type')?.value ?? '') ||
    (/^\d{4}-\d\d-\d\d/.test(scalarAt(root, 'apiVersion')?.value ?? '') &&
      itemsAt(root, 'properties', 'containers').some((item) => valueAt(item, 'properties', 'image') !== undefined)),
  extract: ({ root }: YamlDocument, file) => {
    const containers = ['containers', 'initContainers'].flatMap((list) => itemsAt(root, 'properties', list));
    return useFacts(
      containers.map((container) =>
        scalarUse({
          file,
          node: valueAt(container, 'properties', 'image'),
          kind: 'container-instances',
          templating: VARIABLE,
        }),
      ),
    );
  },
};
