import { isPossibleImage } from '../references/certainty.ts';
import type { YamlMapping, YamlScalar } from '../yaml/nodes.ts';
import { fieldsOf, mappingAt } from './fields.ts';
import type { UseCollector } from './use-collector.ts';

/** The group of what an operator's bundle is made of (https://olm.operatorframework.io/docs/tasks/creating-operator-manifests/). */
export const OPERATORS = 'operators.coreos.com';

/** An image that the operator starts, by whatever name follows. */
const RELATED = /^olm\.(?:tag\.)?relatedImage\./;
/** Objects in JSON that a console offers to create, and one that it asks for. */
const EXAMPLES = /^(?:alm-examples|operatorframework\.io\/initialization-resource)$/;

/** The images that annotations of an operator's pods name, those of the object with these fields or of its pod's template. */
export function relatedImages(node: YamlMapping, collector: UseCollector): void {
  const annotations = mappingAt(node, 'metadata', 'annotations');
  if (annotations === undefined) return;
  for (const [key, value] of fieldsOf(annotations)) {
    if (value.type === 'scalar' && RELATED.test(key.slice(0, 32)) && isPossibleImage(value.value.trim(), 'image'))
      collector.literal(value, 'whole');
  }
}

/**
 * What the annotations of a bundle's description tell: the operator's own image, and texts that hold objects.
 * @param onText called with a text that is JSON: one object, or a list of them
 */
export function bundleAnnotations(
  root: YamlMapping,
  collector: UseCollector,
  onText: (scalar: YamlScalar) => void,
): void {
  const annotations = mappingAt(root, 'metadata', 'annotations');
  if (annotations === undefined) return;
  for (const [key, value] of fieldsOf(annotations)) {
    if (value.type !== 'scalar') continue;
    if (EXAMPLES.test(key)) onText(value);
    else if (key === 'containerImage' && isPossibleImage(value.value.trim(), key)) collector.literal(value, 'whole');
  }
}
