import { describe, expect, it } from 'vitest';
import { documentRanges, parseDocuments } from '../../../src/manifests/yaml/documents.ts';
import { scalarAt } from '../../../src/manifests/yaml/nodes.ts';

/** The texts of the documents by their ranges. */
function parts(text: string): readonly string[] {
  return documentRanges(text).map(({ start, end }) => text.slice(start, end));
}

describe('the documents of a stream', () => {
  it.each([
    ['a: 1\n', ['a: 1\n']],
    ['a: 1\n---\nb: 2\n--- c\n', ['a: 1\n', '---\nb: 2\n', '--- c\n']],
    ['a: |\n  ---\n---x: 1\n', ['a: |\n  ---\n---x: 1\n']],
    ['%YAML 1.2\n---\na: 1\n', ['%YAML 1.2\n---\na: 1\n']],
    ['# a\n%TAG ! tag:x,\n# b\n\n---\na: 1\n', ['# a\n', '%TAG ! tag:x,\n# b\n\n---\na: 1\n']],
    ['a: 1\n...\n%YAML 1.2\n---\nb: 2\n', ['a: 1\n...\n', '%YAML 1.2\n---\nb: 2\n']],
    ['\n---\na: 1\n', ['\n', '---\na: 1\n']],
    ['a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
  ])('%j', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('are each parsed on their own: one that is broken takes no other with it', () => {
    const text = 'a: 1\n---\nbroken: [\n---\na: "ü"\n...\n%TAG !x! tag:x,\n---\na: !x!y 3\n';
    const { documents, failures } = parseDocuments(text, 100);
    expect(documents.map(({ root }) => scalarAt(root, 'a')?.value)).toEqual(['1', 'ü', '3']);
    expect(failures.map(({ start, end }) => text.slice(start - 100, end - 100))).toEqual(['---\nbroken: [\n']);
    const [, second] = documents;
    const scalar = scalarAt(second?.root, 'a');
    expect(text.slice((scalar?.start ?? 0) - 100, (scalar?.end ?? 0) - 100)).toBe('ü');
  });

  it('a text over lines at the margin does not stand in the file as it is parsed', () => {
    const { documents } = parseDocuments("a: 'b\nc'\nd: e");
    expect(scalarAt(documents[0]?.root, 'a')).toMatchObject({ value: 'b c', verbatim: false });
    expect(scalarAt(documents[0]?.root, 'd')).toMatchObject({ value: 'e', verbatim: true });
  });
});
