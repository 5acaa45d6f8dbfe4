import { kubernetes } from '../kubernetes/kubernetes.ts';
import { podFacts } from '../kubernetes/pod.ts';
import { literalLines } from '../kubernetes/unparsable.ts';
import { UseCollector } from '../kubernetes/use-collector.ts';
import type { Text } from '../languages/tokens.ts';
import type { CommonFact, Fact } from '../model/fact.ts';
import type { SourceFile } from '../source/source.ts';
import { embedded } from '../yaml/embedded.ts';
import { resolved, valueAt, type YamlNode } from '../yaml/nodes.ts';

/**
 * The images of a pod that stands as YAML in a text, which a cluster pulls.
 * @param isPod whether the text is given as that of a pod, so that it need not say its kind
 */
export function podTextFacts(file: SourceFile, { start, end, text }: Text, isPod: boolean): readonly CommonFact[] {
  if (!/image/.test(text) || !(isPod || text.includes('apiVersion'))) return [];
  const scalar = {
    type: 'scalar',
    start,
    end,
    style: 'literal',
    anchor: undefined,
    tag: undefined,
    value: text,
    verbatim: false,
  } as const;
  const { documents, unparsable } = embedded(file, scalar);
  const found = [
    ...documents.flatMap(({ root }) => documentFacts(root, file, isPod)),
    ...(isPod ? unparsable.flatMap((range) => literalLines(range, file, 'jenkins')) : []),
  ];
  return found.flatMap((fact): readonly CommonFact[] =>
    fact.type === 'use' ? [{ type: 'use', use: { ...fact.use, kind: 'jenkins', pulledBy: 'aks' } }] : [],
  );
}

function documentFacts(root: YamlNode, file: SourceFile, isPod: boolean): readonly Fact[] {
  const document = { root };
  const yaml = { ...file, documents: [document] };
  if (kubernetes.recognises(document, yaml)) return kubernetes.extract(document, yaml);
  const spec = resolved(valueAt(root, 'spec'));
  return isPod && spec?.type === 'mapping' ? podFacts(spec, new UseCollector(file, 'jenkins')) : [];
}
