import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../../src/manifests/scan.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';
import type { YamlNode } from '../../../src/manifests/yaml/nodes.ts';

const REGISTRY = 'contoso.azurecr.io';
const PATHS = [
  'c/Chart.yaml',
  'c/values.yaml',
  'c/templates/x.yaml',
  'c/templates/_h.tpl',
  'kustomization.yaml',
  'ops.yaml',
];

function scanned(path: string, text: string): ScanResult {
  const scan = startScan();
  scan.add(path, text);
  return scan.finish();
}

function moved(path: string, text: string) {
  return rewrite(scanned(path, text).uses, ({ image }) => {
    const name = image?.replace(/@.*$/, '').replace(/:[^/]*$/, '');
    return name === undefined || name.startsWith(REGISTRY) ? undefined : { registry: REGISTRY, repository: name };
  });
}

/** The scalars of a document, in order; entries that were added are left out. */
function scalars(node: YamlNode, added: (key: string) => boolean): readonly string[] {
  switch (node.type) {
    case 'scalar':
      return [node.value];
    case 'sequence':
      return node.items.flatMap((item) => scalars(item, added));
    case 'mapping':
      return node.entries.flatMap(({ key, value }) =>
        key.type === 'scalar' && added(key.value) ? [] : [...scalars(key, added), ...scalars(value, added)],
      );
    case 'alias':
      return [node.anchor];
  }
}

const pieces = fc.constantFrom(
  'image:',
  'repository:',
  'registry:',
  'tag:',
  'name:',
  'value:',
  '- ',
  '  ',
  '\n',
  '\r\n',
  '{{',
  '}}',
  '{{/*',
  '*/}}',
  '"',
  "'",
  '#',
  '{{ .Values.a.b }}',
  '{{- define "x" }}',
  '{{ end }}',
  '{{ include "x" . }}',
  'nginx:1.27',
  'quay.io/a/b',
  ' ',
  ': ',
  '|',
  '>-',
  '[',
  ']',
  '{',
  '}',
  '---\n',
  '&a ',
  '*a',
  'images:',
  'newName:',
  'newTag:',
  '\uFEFF',
  '😀',
  '\u0000',
  'op: add',
  'path: /image',
  'global:',
  'hub:',
  'resources:',
);
const soup = fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 60 }).map((parts) => parts.join(''));

const name = fc.constantFrom('nginx', 'quay.io/a/b', 'docker.io/library/redis', 'ghcr.io/x/y/z', 'localhost/a');
const tag = fc.constantFrom('""', '1.27', '"v1"', "'latest'", '');
const quote = fc.constantFrom('', '"', "'");
const comment = fc.constantFrom('', ' # keep 😀');
const block = fc.record({ name, tag, quote, comment, digest: fc.boolean() });
const ends = fc.constantFrom('\n', '\r\n');

const values = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 6 }), ends, fc.boolean())
  .map(([blocks, end, bom]) => {
    const lines = blocks.flatMap((one, index) => [
      `part${index}:${one.comment}`,
      '  image:',
      `    repository: ${one.quote}${one.name}${one.quote}${one.comment}`,
      `    tag: ${one.tag}${one.comment}`,
      ...(one.digest ? ['    digest: ""'] : []),
    ]);
    return (bom ? '\uFEFF' : '') + lines.join(end);
  });

const kustomization = fc.tuple(fc.array(block, { minLength: 1, maxLength: 6 }), ends).map(([blocks, end]) => {
  const lines = blocks.flatMap((one, index) =>
    one.digest
      ? [`- {name: ${one.quote}${one.name}${one.quote}, newTag: v${index}}${one.comment}`]
      : [`-   name: ${one.quote}${one.name}${one.quote}${one.comment}`, `    newTag: "${index}"${one.comment}`],
  );
  return ['resources: [a.yaml]', 'images:', ...lines].join(end);
});

describe('laws', () => {
  it('no text makes a scan throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), soup, (path, text) => {
        const { uses } = scanned(path, text);
        for (const use of uses) expect(text).toContain(use.text);
      }),
      { numRuns: 700 },
    );
  });

  it('a place is where its text stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), soup, (path, text) => {
        const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
        for (const use of scanned(path, text).uses) {
          const [first = ''] = use.text.split(/\r\n|\n|\r/);
          expect(lines[use.line - 1]?.slice(use.column - 1).startsWith(first)).toBe(true);
        }
      }),
      { numRuns: 700 },
    );
  });

  it.each([
    ['c/values.yaml', values],
    ['kustomization.yaml', kustomization],
  ])('%s: only images change, all of them, once', (path, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { edits, unwritten } = moved(path, text);
        expect(unwritten).toEqual([]);
        const after = applyEdits(text, edits);
        expect(scanned(path, after).uses.filter(({ image }) => image?.startsWith(REGISTRY) !== true)).toEqual([]);
        expect(moved(path, after).edits).toEqual([]);
        const [before, now] = [parseYaml(text), parseYaml(after)];
        if (!before.ok || !now.ok) throw new Error('the generated text is no YAML');
        const kept = (node: YamlNode | undefined) =>
          node === undefined ? [] : scalars(node, (key) => key === 'newName');
        const shown = (scalar: string) => scalar.replace(`${REGISTRY}/`, '').replace(/^docker\.io\/library\//, '');
        expect(kept(now.documents[0]?.root).map(shown)).toEqual(kept(before.documents[0]?.root).map(shown));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['directives', '{{ '.repeat(400_000)],
    ['one line of directives', `image: ${'{{ $a }}'.repeat(100_000)}`],
    ['white space', `image:${' '.repeat(1_000_000)}x`],
    ['dashes', '- '.repeat(500_000)],
    ['keys', 'imageImage: a/b:1\n'.repeat(10_000)],
    ['different keys', Array.from({ length: 10_000 }, (_, index) => `a${index}Image: a/b:1\n`).join('')],
    ['defines', '{{ define "a" }}{{ include "a" . }}\n'.repeat(10_000)],
    ['assignments', `{{ $a := .Values.x }}\n`.repeat(5_000) + 'image: {{ $a }}\n'.repeat(5_000)],
    ['images', `images:\n${'- name: a\n  newTag: b\n'.repeat(5_000)}`],
    ['a long name', `image: ${'a.'.repeat(400_000)}`],
  ])('%s without end come to an end', (_, text) => {
    for (const path of PATHS) scanned(path, text);
  });
});

describe('the build of kustomizations', () => {
  it('ends with cycles, diamonds, chains, and paths that leave the tree', () => {
    const scan = startScan();
    const pod = 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: nginx}]}\n';
    for (let index = 0; index < 1000; index++) {
      const next = (index + 1) % 1000;
      scan.add(
        `k${index}/kustomization.yaml`,
        `resources: [../k${next}, ../k${(index + 2) % 1000}, p.yaml, ../../x]\ncomponents: [../k${next}]\nimages: [{name: nginx, newTag: "${index}"}]\n`,
      );
      scan.add(`k${index}/p.yaml`, pod);
    }
    expect(scan.finish().uses).toHaveLength(2000);
  });
});
