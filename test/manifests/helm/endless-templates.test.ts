import { describe, expect, it } from 'vitest';
import { usesOf } from '../found.ts';
import { ACR, chart, moved } from './moved-charts.ts';

describe('templates that are made to compute for ever', () => {
  it.each([
    [
      'includes of itself',
      false,
      '{{ define "x" }}{{ include "x" . }}{{ include "x" . }}{{ end }}image: {{ include "x" . }}\n',
      'a: 1\n',
    ],
    [
      'aliases of aliases',
      true,
      'image: {{ (merge (deepCopy .Values.i30) .Values.i29).x }}\n',
      `image: &i0 {x: &x0 [1]}\n${Array.from({ length: 30 }, (_, n) => `i${n + 1}: &i${n + 1} {a: *i${n}, b: *i${n}}\n`).join('')}`,
    ],
    [
      'tpl of itself',
      true,
      'image: {{ tpl .Values.image . }}\n',
      'image: "{{ tpl .Values.image . }}{{ tpl .Values.image . }}"\n',
    ],
    ['blocks within blocks', false, `${'{{ if .x }}'.repeat(50_000)}image: {{ .Values.image }}\n`, 'image: a/b\n'],
    ['many parentheses', false, `image: {{ ${'('.repeat(50_000)}.Values.image }}\n`, 'image: a/b\n'],
  ])('%s end, and take all the steps of the tree: %s', (_what, isSpent, template, values) => {
    const uses = usesOf({
      ...chart({ 'c/values.yaml': values, 'c/templates/p.yaml': template, 'c/ci/a-values.yaml': values }),
      'b/Chart.yaml': 'apiVersion: v2\nname: b\nversion: 1.0.0\n',
      'b/values.yaml': 'web: quay.io/a/b:1\n',
      'b/templates/p.yaml': 'image: {{ .Values.web }}\n',
    });
    const other = uses.filter(({ file }) => file === 'b/values.yaml');
    expect(other.map(({ text, uneditable }) => [text, uneditable !== undefined])).toEqual([['quay.io/a/b', isSpent]]);
  });
});

it('leaves all values of a tree whose charts compute more than is followed', () => {
  const loops = `${'{{ range $.Values.all }}'.repeat(8)}\nimage: {{ . }}\n${'{{ end }}'.repeat(8)}`;
  const files = chart({
    'c/values.yaml': 'registry: quay.io\nwhole: {image: "ghcr.io/a/b:1"}\nhalf: {repository: a/c, tag: v1}\n',
    'c/templates/p.yaml':
      'image: "{{ .Values.registry }}/{{ .Values.half.repository }}:v1"\n---\nimage: {{ .Values.whole.image }}\n',
    'b/Chart.yaml': 'apiVersion: v2\nname: b\nversion: 1.0.0\n',
    'b/values.yaml': `all: [${'a, '.repeat(20)}a]\n`,
    'b/templates/p.yaml': loops,
  });
  expect(moved(files)).toEqual(files);
  expect(moved({ ...files, 'b/templates/p.yaml': '' })['c/values.yaml']).toContain(ACR);
});
