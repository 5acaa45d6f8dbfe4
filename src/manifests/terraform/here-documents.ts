import { kubernetes } from '../kubernetes/kubernetes.ts';
import type { Field } from '../languages/fields.ts';
import type { CommonFact } from '../model/fact.ts';
import type { SourceFile } from '../source/source.ts';
import { parseDocuments } from '../yaml/documents.ts';

/** The objects of Kubernetes in a here-document: of `yaml_body`, of `yamldecode`, of whatever hands them on. */
export function hereDocumentFacts(file: SourceFile, { value: [token] }: Field): readonly CommonFact[] {
  if (token?.type !== 'text' || !token.text.startsWith('<<')) return [];
  if (!token.text.includes('apiVersion') || !/image/i.test(token.text)) return [];
  const start = file.text.indexOf('\n', token.start) + 1;
  const end = file.text.lastIndexOf('\n', token.end - 1);
  if (end <= start) return [];
  return parseDocuments(file.text.slice(start, end), start).documents.flatMap((document) => {
    const yaml = { ...file, documents: [document] };
    if (!kubernetes.recognises(document, yaml)) return [];
    return kubernetes
      .extract(document, yaml)
      .flatMap((fact): readonly CommonFact[] =>
        fact.type === 'use' ? [{ type: 'use', use: { ...fact.use, kind: 'terraform' } }] : [],
      );
  });
}
