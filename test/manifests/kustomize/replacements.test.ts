import { describe, expect, it } from 'vitest';
import {
  inlineReplacing,
  isReplacements,
  isReplacementTransformer,
  replacementFacts,
} from '../../../src/manifests/kustomize/replacements.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';
import type { YamlNode } from '../../../src/manifests/yaml/nodes.ts';

function rootOf(text: string): YamlNode {
  const parsed = parseYaml(text);
  const root = parsed.ok ? parsed.documents[0]?.root : undefined;
  if (root === undefined) throw new Error('no document');
  return root;
}

const ONE = '{source: {kind: A}, targets: [{}]}';

describe('a document is what replacements name', () => {
  it.each<[string, boolean]>([
    [ONE, true],
    [`[${ONE}, ${ONE}]`, true],
    [`[${ONE}, {source: {kind: A}}]`, false],
    [`[${ONE}, x]`, false],
    ['{source: {kind: A}, targets: []}', false],
    ['{source: {kind: A}}', false],
    ['{source: a, targets: [{}]}', false],
    ['{targets: [{}]}', false],
    ['[]', false],
  ])('%s: %s', (text, expected) => {
    expect(isReplacements(rootOf(text))).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['{apiVersion: builtin, kind: ReplacementTransformer}', true],
    ['{apiVersion: v1, kind: ReplacementTransformer}', false],
    ['{apiVersion: builtin, kind: PatchTransformer}', false],
    ['{apiVersion: builtin}', false],
    ['{kind: ReplacementTransformer}', false],
  ])('%s is a transformer that replaces: %s', (text, expected) => {
    expect(isReplacementTransformer(rootOf(text))).toBe(expected);
  });
});

describe('what a replacement does to images', () => {
  const source = (path: string, delimiter = '') => `source: {fieldPath: ${path}, options: {delimiter: "${delimiter}"}}`;
  const target = (paths: string, delimiter = '') => `{fieldPaths: [${paths}], options: {delimiter: "${delimiter}"}}`;
  const CUTS = 'cuts at 1';
  const CUTS_TEXTS = 'cuts texts at 1';
  const COPIES = 'copies texts';

  it.each<[string, string, readonly string[]]>([
    [source('spec.image', '/'), target('a'), [CUTS]],
    [source('spec.baseImage', '/'), target('a'), [CUTS]],
    [source('spec.image', '.'), target('a'), [CUTS]],
    [source('spec.image', ':'), target('a'), []],
    [source('spec.image', '@'), target('a'), []],
    [source('spec.image'), target('a'), []],
    [source('spec.images', '/'), target('a'), []],
    [source('spec.imagePullPolicy', '/'), target('a'), []],
    [source('spec.containers.0.name', '/'), target('a'), []],
    [source('data.a', '/'), target('a'), [CUTS_TEXTS, COPIES]],
    [source('data.image', '/'), target('a'), [CUTS_TEXTS, COPIES]],
    [source('stringData.a'), target('a'), [COPIES]],
    [source('spec.containers.0.env.0.value'), target('a'), [COPIES]],
    [source('spec.containers.0.args.0'), target('a'), [COPIES]],
    [source('spec.containers.0.command.0'), target('a'), [COPIES]],
    [source('metadata.data.a'), target('a'), []],
    [source('spec.environment.a'), target('a'), []],
    [source('a', '/'), target('spec.image'), []],
    [source('a'), target('b, spec.image', '/'), [CUTS]],
    [source('a'), target('b, c', '/'), []],
    [source('a'), target('data.b', '/'), [CUTS_TEXTS]],
    [source('a'), target('data.b', ':'), []],
    [source('a'), `${target('spec.image')}, ${target('b', '/')}`, []],
    [source('a'), `${target('b', '/')}, ${target('spec.image', '/')}`, [CUTS]],
    ['source: {kind: A}', '{select: {kind: A}}', []],
    ['source: {kind: A, options: {delimiter: /}}', '{fieldPaths: [{}], options: {delimiter: /}}', []],
  ])('%s to %s', (from, targets, expected) => {
    const text = `{${from}, targets: [${targets}]}`;
    const facts = replacementFacts(rootOf(text), sourceFile('r.yaml', text));
    const [replacing] = facts.flatMap((fact) => (fact.type === 'replacements' ? [fact.replacing] : []));
    const line = (place: string | undefined, what: string) => (place === 'r.yaml:1' ? [what] : []);
    expect([
      ...line(replacing?.cuts, CUTS),
      ...line(replacing?.cutsTexts, CUTS_TEXTS),
      ...(replacing?.copiesTexts === true ? [COPIES] : []),
    ]).toEqual(expected);
    expect(facts).toHaveLength(expected.length === 0 ? 0 : 1);
    const list = `replacements:\n- ${text}\n`;
    const root = rootOf(list);
    const inline = root.type === 'mapping' ? inlineReplacing(root, sourceFile('kustomization.yaml', list)) : [];
    expect(inline).toHaveLength(facts.length);
  });

  it('is told of any of several', () => {
    const text = `[{${source('a')}, targets: [{}]}, {${source('data.a')}, targets: [{}]}]`;
    expect(replacementFacts(rootOf(text), sourceFile('r.yaml', text))).toMatchObject([
      { replacing: { copiesTexts: true } },
    ]);
  });
});
