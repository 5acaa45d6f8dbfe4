import { describe, expect, it } from 'vitest';
import { documentRanges, parseDocuments } from '../../../src/manifests/yaml/documents.ts';
import { itemsAt, resolved, scalarAt } from '../../../src/manifests/yaml/nodes.ts';

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
    ['%TAG ! tag:x,\n # b\n---\na: 1\n', ['%TAG ! tag:x,\n # b\n---\na: 1\n']],
    ['a: 1\u2028---\u0085b: 2\n', ['a: 1\u2028', '---\u0085b: 2\n']],
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
    const folded = parseDocuments('a: ["b\n\n   c", d\n  e,\n"f\\\n  g"\n]\n').documents[0]?.root;
    expect(itemsAt(folded, 'a').map((item) => item.type === 'scalar' && [item.value, item.verbatim])).toEqual([
      ['b\nc', false],
      ['d e', false],
      ['fg', false],
    ]);
    const { documents } = parseDocuments("a: 'b\nc'\nd: e");
    expect(scalarAt(documents[0]?.root, 'a')).toMatchObject({ value: 'b c', verbatim: false });
    expect(scalarAt(documents[0]?.root, 'd')).toMatchObject({ value: 'e', verbatim: true });
  });
});

describe('what libyaml reads and YAML does not allow', () => {
  it.each([
    ['a closing bracket at the margin', 'a: [\n  1\n]\nb: 2\n'],
    ['one at the column of its key', 'x:\n  a: [\n    1\n  ]\n  b: 2\n'],
    ['a comment before it', 'x:\n  a: [\n    1, # why\n  ]\n  b: 2\n'],
    ['a comment on a line of its own', 'x:\n  a: [\n    1,\n    # why\n  ]\n  b: 2\n'],
    ['comments at the margin', 'x:\n  a: [\n    1,\n# why\n\n# and\n  ]\n  b: 2\n'],
    ['a hash between quotes', 'x:\n  a: [\n    "1 # 2",\n  ]\n  b: 2\n'],
    ['a hash between quotes, and a comment', "x:\n  a: [\n    '1 # 2', # it's\n  ]\n  b: 2\n"],
    ['an apostrophe in a word', "x:\n  a: [\n    it's, # why\n  ]\n  b: 2\n"],
    ['braces', 'x:\n  a: {\n    c: 1, # why\n  }\n  b: 2\n'],
    ['carriage returns', 'x:\r\n  a: [\r\n    1, # why\r\n  ]\r\n  b: 2\r\n'],
    ['an item at the margin', 'x:\n  a: [\n  1,\n2 ]\n  b: 2\n'],
    ['a text over lines', 'x:\n  a: "1\n2"\n  b: 2\n'],
    ['one over lines of which one is escaped', 'x:\n  a: "1\\\n2"\n  b: 2\n'],
    ['a comment right behind a comma', 'x:\n  a: [1,#why\n  2]\n  b: 2\n'],
    ['a comment right behind a quote', 'x:\n  a: ["1"#why\n  , 2]\n  b: 2\n'],
    ['a quote behind a tag', "x:\n  a: [!t '#]',\n  2]\n  b: 2\n"],
    ['lines that begin with tabs', 'x:\n  a: [\n\t1,\n\t{ c: d }\n\t]\n  b: 2\n'],
    ['lines that end in carriage returns alone', 'x:\r  a: [\r    1, # why\r  ]\r  b: 2\r'],
    ['an item over lines', 'x:\n  a: [1\n  and, 2\n  ]\n  b: 2\n'],
    ['a byte order mark before it', '\uFEFF---\nx:\n  a: [\n  ]\n  b: 2\n'],
    ['brackets in a block before it', 'x:\n  c: |-\n\n    [\n     "\n   # [\n  a: [\n  1]\n  b: 2\n'],
    ['brackets in a block with its indentation before it', 'x:\n  c: >2-\n      [\n    [\n  a: [\n  1]\n  b: 2\n'],
    ['brackets in the lines of a text before it', 'x:\n  c:\n    a\n    [ "\n  a: [\n  1]\n  b: 2\n'],
    ['brackets in a key and in comments', 'x:\n  "a[": # [\n    [ # ]\n  1]\n  b: 2\n'],
    ['an old break of lines behind a comment', 'x:\n  a: 1 # why\u2028  b: 2\n'],
    ['another', 'x:\n  a: 1 # why\u0085  b: 2\u2029'],
    ['a byte order mark before a line', 'x:\n  a: 1\n\uFEFF b: 2\n'],
    ['very many', `${Array.from({ length: 400 }, (_, n) => `k${n}: [\n  1, # why\n]\n`).join('')}b: 2\n`],
    [
      'very many after comments',
      `${Array.from({ length: 400 }, (_, n) => `k${n}: {\n  a: 1\n# b\n}\n`).join('')}b: 2\n`,
    ],
  ])('%s is read, and everything stands where it did', (_name, text) => {
    const { documents, failures } = parseDocuments(text);
    expect(failures).toEqual([]);
    const [document] = documents;
    const scalar = scalarAt(document?.root, 'b') ?? scalarAt(document?.root, 'x', 'b');
    expect(scalar?.value).toBe('2');
    expect(text.slice(scalar?.start, scalar?.end)).toBe('2');
    expect(text.slice(0, scalar?.start).endsWith('b: ')).toBe(true);
  });
});

describe('scalars', () => {
  it.each([
    ['a: >-\n  x/y:1\n'],
    ['a: |\n  x/y:1\n'],
    ['a: |+\n\n  x/y:1\n\n'],
    ['a: |2\n    x/y:1\n'],
    ['a: >\r\n  x/y:1\r\n'],
  ])('of a block with one line are that line: %j', (text) => {
    const scalar = scalarAt(parseDocuments(text).documents[0]?.root, 'a');
    expect(scalar).toMatchObject({ value: 'x/y:1', verbatim: true });
    expect(text.slice(scalar?.start, scalar?.end)).toBe('x/y:1');
  });

  it('of a block with several lines are not one of them', () => {
    const scalar = scalarAt(parseDocuments('a: >-\n  x\n  y\n').documents[0]?.root, 'a');
    expect(scalar).toMatchObject({ value: 'x y', verbatim: false });
  });

  it('in a list that a tag gives another meaning are not seen', () => {
    const text = 'a: !reference [.b, image]\nc: [!reference [.b, image], d]\ne: !!seq [f]\n';
    const root = parseDocuments(text).documents[0]?.root;
    expect(itemsAt(root, 'a')).toEqual([]);
    expect(itemsAt(root, 'c').map((item) => resolved(item)?.type)).toEqual([undefined, 'scalar']);
    expect(itemsAt(root, 'e')).toHaveLength(1);
  });
});
