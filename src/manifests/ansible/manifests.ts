import { kubernetes } from '../kubernetes/kubernetes.ts';
import { literalLines } from '../kubernetes/unparsable.ts';
import type { Fact } from '../model/fact.ts';
import type { SourceFile } from '../source/source.ts';
import { embedded } from '../yaml/embedded.ts';
import type { YamlDocument, YamlNode, YamlScalar } from '../yaml/nodes.ts';

/**
 * The images of Kubernetes objects that a task is given: as a mapping (`definition` of `kubernetes.core.k8s`) or as a text
 * (`stdin` of `kubectl`, `content` of a file).
 * @param node what stands in the task; recursion is bounded by the parser's limit on depth, aliases are not followed
 */
export function manifestFacts(node: YamlNode, file: SourceFile): readonly Fact[] {
  switch (node.type) {
    case 'alias':
      return [];
    case 'scalar':
      return textFacts(node, file);
    case 'sequence':
      return node.items.flatMap((item) => manifestFacts(item, file));
    case 'mapping': {
      const objects = objectFacts({ root: node }, file);
      if (objects !== undefined) return objects;
      return node.entries.flatMap(({ value }) => manifestFacts(value, file));
    }
  }
}

function textFacts(scalar: YamlScalar, file: SourceFile): readonly Fact[] {
  if (scalar.style !== 'literal' || !/image/i.test(scalar.value) || !scalar.value.includes('apiVersion')) return [];
  const { documents, unparsable } = embedded(file, scalar);
  return [
    ...documents.flatMap((document) => objectFacts(document, file) ?? []),
    ...unparsable.flatMap((range) => literalLines(range, file, 'ansible')),
  ];
}

/** The facts of an object of Kubernetes, as ones of this file; `undefined` for anything else. */
function objectFacts(document: YamlDocument, file: SourceFile): readonly Fact[] | undefined {
  const yaml = { ...file, documents: [document] };
  if (!kubernetes.recognises(document, yaml)) return undefined;
  return kubernetes
    .extract(document, yaml)
    .map((fact) => (fact.type === 'use' ? { ...fact, use: { ...fact.use, kind: 'ansible' } } : fact));
}
