import { dump } from 'js-yaml';

/**
 * YAML documents under a comment.
 * @param header lines, without `#`
 */
export function yamlDocuments(header: readonly string[], documents: readonly object[]): string {
  const comment = header.map((line) => (line === '' ? '#\n' : `# ${line}\n`)).join('');
  return comment + documents.map((document) => dump(document, { lineWidth: -1 })).join('---\n');
}
