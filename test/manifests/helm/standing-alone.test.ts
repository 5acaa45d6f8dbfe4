import { expect, it } from 'vitest';
import type { TemplateFile } from '../../../src/manifests/helm/chart-files.ts';
import { Budget } from '../../../src/manifests/helm/go-template/budget.ts';
import { parseTemplate } from '../../../src/manifests/helm/go-template/parse.ts';
import { PrintedTemplates } from '../../../src/manifests/helm/go-template/printed.ts';
import { mapValue, textOf } from '../../../src/manifests/helm/go-template/traced-value.ts';
import { renderAlone } from '../../../src/manifests/helm/standing-alone.ts';
import { valueOfNode } from '../../../src/manifests/helm/values-value.ts';
import type { MadeImage } from '../../../src/manifests/helm/walk.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';

/** What `include "x" .` prints. */
const HUB = { file: 't.tpl', places: [], nodes: parseTemplate('{{ .Values.hub }}')?.nodes ?? [], pieces: () => [] };

const VALUES = 'hub: quay.io\none: a/b\ntwo: c/d\nlist: [e]\nset: {g: h}\n';

function templateOf(text: string, more: Partial<TemplateFile>): TemplateFile {
  const places = Array.from(text.matchAll(/image: (.*)/g), ({ 0: all, 1: made = '', index }) => {
    const end = index + all.length;
    return { start: end - made.length, end, makesImage: true, key: 'image' };
  });
  const template = { source: sourceFile('t.yaml', text), places };
  const parsed = () => ({ whole: undefined, defines: new Map() });
  return { file: 't.yaml', template, names: [], includes: () => new Set(), parsed, ...more };
}

/** The images that the places of a file make for themselves, and where what they are made of stands in it; or that they do not. */
function alone(text: string, more: Partial<TemplateFile> = {}): readonly string[] | 'needs what is around it' {
  const parsed = parseYaml(VALUES);
  const root = parsed.ok ? parsed.documents[0]?.root : undefined;
  if (root === undefined) throw new Error('no values');
  const made: MadeImage[] = [];
  const run = {
    define: (name: string) => (name === 'x' ? HUB : undefined),
    making: new Set(['c.image']),
    budget: new Budget(10_000),
    found: (image: MadeImage) => made.push(image),
    printed: new PrintedTemplates(),
  };
  const top = mapValue([
    ['Values', valueOfNode(root, 'values.yaml')],
    ['Chart', mapValue([])],
  ]);
  const file = templateOf(text, more);
  const results = [renderAlone(file, top, run), renderAlone(file, top, run)];
  const texts = made.map(({ output, live }) => {
    expect(live()).toBe(true);
    for (const { text: piece, from } of output)
      if (from?.in === 'template') expect(text.startsWith(piece, from.start)).toBe(true);
    return textOf(output);
  });
  // What is known of a file from the first time is as it was.
  expect(texts.slice(0, texts.length / 2)).toEqual(texts.slice(texts.length / 2));
  if (results.every((isAlone) => isAlone)) return texts.slice(texts.length / 2);
  expect([...results, ...texts]).toEqual([false, false]);
  return 'needs what is around it';
}

it.each<[string, string, readonly string[]]>([
  ['a value', 'image: {{ .Values.one }}\n', ['a/b']],
  ['values of the top', 'kind: x\nimage: {{ $.Values.hub }}/{{- .Values.one }}:1\n', ['quay.io/a/b:1']],
  ['two images', 'image: {{ .Values.one }}\nimage: {{ .Values.two }}\n', ['a/b', 'c/d']],
  ['two of one registry', 'image: {{ .Values.hub }}/x\nimage: {{ .Values.hub }}/y\n', ['quay.io/x', 'quay.io/y']],
  ['one image twice', 'image: {{ .Values.one }}:1\nimage: {{ .Values.one }}:2\n', ['a/b:1', 'a/b:2']],
  ['a text with dots and signs', 'image: {{ .Values.one }}{{ replace "$x.y" "" "$x.y" }}{{ `.v` }}\n', ['a/b.v']],
  ['a text with quotes', 'image: {{ .Values.one | replace "\\".a" "$b" }}\n', ['a/b']],
  ['what a template is given', 'image: {{ include "x" . }}/{{ .Values.one }}\n', ['quay.io/a/b']],
  ['blocks around it', '{{ if .Values.on }}\nimage: {{ .Values.one }}\n{{ end }}\n', ['a/b']],
  ['a merge of another text', '# merge it\nimage: {{ .Values.one }}\n', ['a/b']],
])('an image stands alone: %s', (_, text, expected) => {
  expect(alone(text)).toEqual(expected);
});

it.each<[string, string, Partial<TemplateFile>?]>([
  ['a variable', 'image: {{ $x }}\n'],
  ['a field of what is around it', 'image: {{ .one }}\n'],
  ['what is around it', 'image: {{ . }}\n'],
  ['what is around it, beside a value', 'image: {{ default . .Values.one }}\n'],
  ['a field of what is around it that a template is given', 'image: {{ include "x" .one }}\n'],
  ['a field with a name like that of values', 'image: {{ .ValuesOf }}\n'],
  ['a condition', 'image: {{ if .Values.on }}x{{ else }}y{{ end }}\n'],
  ['a condition without blanks', 'image: {{if .Values.on}}x{{end}}\n'],
  ['a condition that trims', 'image: {{-  with .Values.one }}x{{ end }}\n'],
  ['a variable beside what stands alone', 'image: {{ .Values.one }}\nimage: {{ $x }}\n'],
  ['a directive that has no end', 'image: {{ .Values.one \n'],
  ['values that it changes', '{{ $_ := set .Values "one" "x" }}\nimage: {{ .Values.one }}\n'],
  ['values that it merges', '{{ $_ := mustMergeOverwrite  $.Values.set (dict) }}\nimage: {{ .Values.one }}\n'],
  ['a name that is a part of another', 'image: {{ .Values.one }}\nimage: {{ .Values.hub }}/{{ .Values.one }}\n'],
  ['a name with which another begins', 'image: {{ .Values.hub }}\nimage: {{ .Values.hub }}/{{ .Values.one }}\n'],
  ['values that it merges in brackets', '{{ $_ := merge (.Values.set) (dict) }}\nimage: {{ .Values.one }}\n'],
  ['values that it merges over others', '{{ $_ := mergeOverwrite $.Values (dict) }}\nimage: {{ .Values.one }}\n'],
  ['a part that is the name of another', 'image: {{ .Values.hub }}/{{ .Values.one }}\nimage: {{ .Values.hub }}\n'],
  ['what nobody knows', 'image: {{ .Values.one | sha256sum }}\n'],
  ['named templates in its file', 'image: {{ .Values.one }}\n', { names: ['c.name'] }],
  ['templates that make images', 'image: {{ .Values.one }}\n', { includes: () => new Set(['c.image']) }],
])('an image needs what is around it: %s', (_, text, more) => {
  expect(alone(text, more)).toBe('needs what is around it');
});
