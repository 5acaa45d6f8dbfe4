import { describe, expect, it } from 'vitest';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../../src/manifests/scan.ts';

function scanned(files: Readonly<Record<string, string>>): ScanResult {
  const scan = startScan();
  for (const [path, text] of Object.entries(files)) scan.add(path, text);
  return scan.finish();
}

function inTemplate(text: string): readonly string[] {
  // A directive on the first line makes any text a template.
  const { uses, warnings } = scanned({ 'chart/templates/x.yaml': `{{- if .Values.on }}\n${text}{{- end }}\n` });
  expect(warnings).toEqual([]);
  return uses.map(({ line, column, part, text: found, image }) => `${line}:${column} ${part} ${found} -> ${image}`);
}

describe('images in templates', () => {
  it.each([
    ['image: nginx:1.27\n', ['2:8 whole nginx:1.27 -> docker.io/library/nginx:1.27']],
    ['  - image: "nginx:1.27" # why\n', ['2:13 whole nginx:1.27 -> docker.io/library/nginx:1.27']],
    ["- {{ toYaml . }}\n  image: 'busybox'\r\n", ['3:11 whole busybox -> docker.io/library/busybox']],
    [
      'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
      ['2:9 whole {{ .Values.image.repository }}:{{ .Values.image.tag }} -> null'],
    ],
    [
      'image: {{ include "x.image" (dict "a" "b # c") }} # d\n',
      ['2:8 whole {{ include "x.image" (dict "a" "b # c") }} -> null'],
    ],
    [
      'image: {{ .Values.images.repository }}/redis:alpine\n',
      ['2:8 whole {{ .Values.images.repository }}/redis:alpine -> null'],
    ],
    ['- name: RELATED_IMAGE_DB\n  value: {{ include "x" . }}\n', ['3:10 env {{ include "x" . }} -> null']],
    ['- name: RELATED_IMAGE_DB\n  value: "quay.io/a/b:1"\n', ['3:11 env quay.io/a/b:1 -> quay.io/a/b:1']],
    [
      '- --reloader=quay.io/a/b:1\n- --x-image\n- a/b:2\n',
      ['2:14 arg quay.io/a/b:1 -> quay.io/a/b:1', '4:3 arg a/b:2 -> docker.io/a/b:2'],
    ],
  ])('%j', (text, expected) => {
    expect(inTemplate(text)).toEqual(expected);
  });

  it.each([
    '# image: nginx\n',
    '{{/* image: nginx\nimage: nginx */}}\n',
    'imagePullPolicy: Always\n',
    'image: {{- toYaml .Values.image | nindent 2 }}\n',
    'image:\n  repository: x\n',
    '- name: DEFAULT_IMAGE_PULL_SECRETS\n  value: {{ include "x" . }}\n',
    '- name: PORT\n  value: nginx\n',
    'image: |\n',
    '---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  image: nginx\n',
  ])('%j holds none', (text) => {
    expect(inTemplate(text)).toEqual([]);
  });

  it('tells the value that feeds an image, through helpers and variables', () => {
    const { uses } = scanned({
      'c/values.yaml': 'image: {repository: a/b, tag: v1}\nside: {image: {repository: a/c, tag: v1}}\n',
      'c/templates/_helpers.tpl':
        '{{- define "c.image" -}}{{ .Values.image.repository }}:{{ .Values.image.tag }}{{- end -}}\n',
      'c/templates/a.yaml': 'image: {{ include "c.image" . }}\n',
      'c/templates/b.yaml':
        '{{- $name := .Values.side.image.repository }}\nimage: "{{ $name }}:{{ .Values.side.image.tag }}"\n',
      'c/templates/c.yaml': 'image: {{ include "library.image" . }}\n',
    });
    expect(uses.filter(({ kind }) => kind === 'helm-template').map(({ file, reason }) => `${file} ${reason}`)).toEqual([
      'c/templates/a.yaml made from .Values.image.repository, set at c/values.yaml:1',
      'c/templates/b.yaml made from .Values.side.image.repository, set at c/values.yaml:2',
      'c/templates/c.yaml made by the template "library.image"',
    ]);
  });

  it('moves literal images in place and nothing else', () => {
    const text = '\uFEFF{{- if .Values.x }}\r\nimage: "nginx:1.27"   # keep\r\nother: {{ .Values.y }}\r\n{{- end }}';
    const path = 'c/templates/x.yaml';
    const { uses } = scanned({ [path]: text });
    const { edits } = rewrite(uses, () => ({ registry: 'r.azurecr.io', repository: 'docker.io/library/nginx' }));
    expect(applyEdits(text, edits)).toBe(text.replace('nginx', 'r.azurecr.io/docker.io/library/nginx'));
  });

  it('leaves pipelines and manifests in folders of that name to their kinds', () => {
    const { uses } = scanned({
      'templates/pipeline.yaml': `image: \${{ parameters.image }}\n`,
      'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: nginx}]}\n',
    });
    expect(uses.map(({ file, kind }) => `${file} ${kind}`)).toEqual(['templates/pod.yaml kubernetes']);
  });

  it('tells manifests without directives as templates where a chart is above', () => {
    const { uses } = scanned({
      'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'c/templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: nginx}]}\n',
    });
    expect(uses.map(({ kind }) => kind)).toEqual(['helm-template']);
  });

  it('reads templates anywhere that no YAML parser takes', () => {
    const { uses, warnings } = scanned({ 'files/inject.yaml': '{{ if .x }}\nimage: nginx:1\n{{ end }}:\n  - ]\n' });
    expect(warnings).toEqual([]);
    expect(uses.map(({ image }) => image)).toEqual(['docker.io/library/nginx:1']);
  });
});

describe('Chart.yaml', () => {
  it('tells the images of its annotations', () => {
    const { uses } = scanned({
      'Chart.yaml':
        'apiVersion: v2\nname: x\nversion: 1.0.0\nannotations:\n  images: |\n    - name: a\n      image: quay.io/a/b:1\n  artifacthub.io/images: |\n    - name: c\n      image: "a/c:2"\n',
    });
    expect(uses.map(({ line, column, kind, image }) => `${line}:${column} ${kind} ${image}`)).toEqual([
      '7:14 helm-chart-annotation quay.io/a/b:1',
      '10:15 helm-chart-annotation docker.io/a/c:2',
    ]);
  });

  it('tells the charts it brings along, with a command that is safe to paste', () => {
    const { unseen } = scanned({
      'Chart.yaml':
        'apiVersion: v2\nname: x\nversion: 1.0.0\ndependencies:\n- {name: redis, version: 19.x, repository: "oci://registry-1.docker.io/bitnamicharts"}\n- {name: "a b; rm", version: ">=1", repository: "https://user:secret@charts.example.com?token=secret"}\n- {name: local, version: 1.0.0, repository: "file://../local"}\n- {name: sub, version: 1.0.0}\n',
    });
    expect(unseen).toEqual([
      {
        type: 'chart',
        file: 'Chart.yaml',
        line: 5,
        source: 'chart oci://registry-1.docker.io/bitnamicharts/redis 19.x',
        remedy: 'helm template redis oci://registry-1.docker.io/bitnamicharts/redis --version 19.x',
      },
      {
        type: 'chart',
        file: 'Chart.yaml',
        line: 6,
        source: 'chart https://charts.example.com a b; rm >=1',
        remedy: "helm template 'a b; rm' 'a b; rm' --repo https://charts.example.com --version '>=1'",
      },
    ]);
  });
});
