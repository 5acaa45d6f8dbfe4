import { describe, expect, it } from 'vitest';
import type { PatchImages } from '../../../src/manifests/kustomize/facts.ts';
import {
  inlinePatchImages,
  isJsonPatch,
  isPatchTransformer,
  jsonPatchImages,
  literalUses,
  patchFacts,
  transformerPatchImages,
  transformerPaths,
} from '../../../src/manifests/kustomize/patches.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';
import type { YamlMapping, YamlNode } from '../../../src/manifests/yaml/nodes.ts';

function rootOf(text: string): YamlNode {
  const parsed = parseYaml(text);
  const root = parsed.ok ? parsed.documents[0]?.root : undefined;
  if (root === undefined) throw new Error('no document');
  return root;
}

function mappingOf(text: string): YamlMapping {
  const root = rootOf(text);
  if (root.type !== 'mapping') throw new Error('no mapping');
  return root;
}

/** `put` or `test` with the place and the text of each. */
function told({ puts, tests }: PatchImages): readonly string[] {
  const place = (what: string) => (use: PatchImages['puts'][number]) => `${what} ${use.line}:${use.column} ${use.text}`;
  return [...puts.map(place('put')), ...tests.map(place('test'))];
}

describe('a document is a JSON patch', () => {
  it.each<[string, boolean]>([
    ['[{op: add, path: /a}]', true],
    ['[{op: add, path: /a}, {op: remove, path: ""}]', false],
    ['[{op: add, path: /a}, {path: /b}]', false],
    ['[{op: add}]', false],
    ['[{op: add, path: a/b}]', false],
    ['[]', false],
    ['{op: add, path: /a}', false],
  ])('%s: %s', (text, expected) => {
    expect(isJsonPatch(rootOf(text))).toBe(expected);
  });
});

describe('a JSON patch', () => {
  const at = (op: string, path: string, value: string) => `[{op: ${op}, path: ${path}, value: ${value}}]`;
  const long = `/${'x'.repeat(300)}Image`;

  it.each<[string, readonly string[]]>([
    [at('replace', '/spec/image', 'a/b:1'), ['put 1:42 a/b:1']],
    [at('add', '/spec/baseImage', 'a/b:1'), ['put 1:42 a/b:1']],
    [at('test', '/spec/image', 'a/b:1'), ['test 1:39 a/b:1']],
    [at('add', '/spec/images', 'a/b:1'), []],
    [at('add', '/spec/image/x', 'a/b:1'), []],
    [at('add', 'image', 'a/b:1'), []],
    [at('remove', '/spec/image', 'a/b:1'), []],
    [at('add', '/spec/image', '"a/\\x62:1"'), ['put 1:39 a/\\x62:1']],
    [at('add', '/spec/image', '"A B"'), []],
    [at('add', '/spec/containers/-', '{name: a, image: "a/b:1"}'), ['put 1:63 a/b:1']],
    [at('test', '/spec/containers', '[{image: a/b:1}, {image: c/d:1}]'), ['test 1:69 c/d:1', 'test 1:53 a/b:1']],
    ['[{op: add, path: /spec/image}]', []],
    // Of a path only so much is looked at as the key of an image may have.
    [at('add', long, 'a/b:1'), []],
  ])('%s', (text, expected) => {
    expect(told(jsonPatchImages(rootOf(text), sourceFile('p.yaml', text)))).toEqual(expected);
  });
});

describe('patches in a kustomization', () => {
  it.each<[string, string, readonly string[]]>([
    ['as text', 'patches:\n- patch: |\n    spec: {image: a/b:1}\n', ['put 3:19 a/b:1']],
    ['as JSON in a text', 'patches:\n- patch: |\n    - {op: test, path: /a/image, value: b:1}\n', ['test 3:41 b:1']],
    ['as YAML', 'patchesJson6902: [{patch: [{op: add, path: /a/image, value: b:1}]}]\n', ['put 1:61 b:1']],
    [
      'as one text of several',
      'patchesStrategicMerge:\n- |\n  image: a:1\n  ---\n  image: b:1\n',
      ['put 3:10 a:1', 'put 5:10 b:1'],
    ],
    ['within what is called so, too', 'patches:\n- patch: |\n    image: {image: a:1}\n', ['put 3:20 a:1']],
    ['as a path', 'patches: [{path: image.yaml}]\npatchesStrategicMerge: [image.yaml]\n', []],
    ['that one alias stands for twice', 'patches: [{patch: &p {image: a:1}}, {patch: *p}]\n', ['put 1:30 a:1']],
    ['without a text', 'patches: [{target: {kind: Pod}}, x]\n', []],
  ])('%s', (_, text, expected) => {
    expect(told(inlinePatchImages(mappingOf(text), sourceFile('kustomization.yaml', text)))).toEqual(expected);
  });
});

describe('a transformer that patches', () => {
  const transformer = (kind: string, rest: string) => `apiVersion: builtin\nkind: ${kind}\n${rest}\n`;

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['PatchTransformer', 'patch: "image: a:1"', ['put 3:16 a:1'], []],
    ['PatchTransformer', 'path: p.yaml', [], ['p.yaml']],
    ['PatchStrategicMergeTransformer', 'patches: "image: a:1"', ['put 3:18 a:1'], []],
    ['PatchStrategicMergeTransformer', 'paths: [p.yaml, [q], r.yaml]', [], ['p.yaml', 'r.yaml']],
    ['PatchJson6902Transformer', 'jsonOp: "[{op: add, path: /image, value: a:1}]"', ['put 3:42 a:1'], []],
    ['PatchTransformer', 'jsonOp: "image: a:1"', [], []],
  ])('%s with %s', (kind, rest, images, paths) => {
    const text = transformer(kind, rest);
    const root = mappingOf(text);
    expect(isPatchTransformer(root)).toBe(true);
    expect(told(transformerPatchImages(root, sourceFile('t.yaml', text)))).toEqual(images);
    expect(transformerPaths(root)).toEqual(paths);
  });

  it.each([
    transformer('LabelTransformer', ''),
    transformer('PatchTransformer', '').replace('builtin', 'v1'),
    'apiVersion: builtin\n',
    'a: b\n',
  ])('is none: %j', (text) => {
    expect(isPatchTransformer(rootOf(text))).toBe(false);
  });
});

describe('literals of a ConfigMap', () => {
  it.each<[string, readonly string[]]>([
    ['"WEB_IMAGE=a/b:1"', ['1:43 a/b:1']],
    ['"WEB=quay.io/a/b:1"', ['1:37 quay.io/a/b:1']],
    ['"WEB=a/b"', []],
    ['"WEB_IMAGE=80"', []],
    ['"WEB_IMAGE"', []],
    ['"WEB_IMAGE=a/\\x62:1"', []],
    ['quay.io/a/b:1', []],
    ['"X=quay.io/a/\\x62:1"', []],
    ['[WEB_IMAGE=a/b:1]', []],
  ])('%s', (literal, expected) => {
    const text = `configMapGenerator: [{literals: [${literal}]}]\n`;
    const uses = literalUses(mappingOf(text), sourceFile('kustomization.yaml', text));
    expect(uses.map(({ line, column, text: image }) => `${line}:${column} ${image}`)).toEqual(
      expected.map((place) => place.replace(/^1:\d+/, `1:${text.indexOf('=') + 2}`)),
    );
  });
});

it('what is tested is a use and told as such', () => {
  const text = '[{op: test, path: /image, value: a:1}, {op: add, path: /image, value: b:1}]';
  const facts = patchFacts(jsonPatchImages(rootOf(text), sourceFile('p.yaml', text)));
  expect(
    facts.map((fact) => (fact.type === 'use' || fact.type === 'tested-image' ? `${fact.type} ${fact.use.text}` : '')),
  ).toEqual(['use b:1', 'use a:1', 'tested-image a:1']);
});
