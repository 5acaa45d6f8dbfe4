import { expect, it } from 'vitest';
import { usesOf } from '../found.ts';
import { ACR, chart, type Files, moved } from './moved-charts.ts';

/** What generated charts showed (`npm run chart-law`): as Helm renders it before and after, each is right. */

/** A chart `i` below another, `c`. */
function inner(files: Files): Files {
  return Object.fromEntries([
    ['c/charts/i/Chart.yaml', 'apiVersion: v2\nname: i\nversion: 1.0.0\n'],
    ...Object.entries(files).map(([path, text]) => [`c/charts/i/${path}`, text] as const),
  ]);
}

it('leaves a registry that a template splits where the whole name would be written before it', () => {
  const own = 'image: {repository: docker.io, image: library/nginx, tag: v1}\n';
  const files = chart({
    'c/values.yaml': 'i: {image: {repository: quay.io/}}\n',
    ...inner({
      'values.yaml': own,
      'templates/p.yaml':
        'image: "{{ index (splitList "/" .Values.image.repository) 0 }}/{{ .Values.image.image }}:{{ .Values.image.tag }}"\n',
    }),
  });
  expect(moved(files)['c/charts/i/values.yaml']).toBe(own);
  const alone = { ...files, 'c/values.yaml': '' };
  expect(moved(alone)['c/charts/i/values.yaml']).toContain(`repository: ${ACR}, image: docker.io/library/nginx`);
});

it('knows the values of a sub-chart that the chart above makes images of', () => {
  const own = 'image: {repository: quay.io/a/web, tag: v1}\n';
  const files = (outer: string) =>
    chart({
      'c/values.yaml': '',
      'c/templates/p.yaml': `image: ${outer}\n`,
      ...inner({
        'values.yaml': own,
        'templates/p.yaml': 'image: {{ .Values.image.repository }}:{{ .Values.image.tag }}\n',
      }),
    });
  const after = moved(files('{{ .Values.i.image.repository }}:{{ .Values.i.image.tag }}'));
  expect(after['c/charts/i/values.yaml']).toBe(own.replace('quay.io', `${ACR}/quay.io`));
  expect(moved(files('docker.io/{{ .Values.i.image.repository }}:v1'))['c/charts/i/values.yaml']).toBe(own);
});

it.each<[string, string, string, string]>([
  ['what it names', '{child: image, parent: taken}', 'image: {registry: quay.io, name: a/web}\n', ''],
  ['what is exported', 'data', 'exports: {data: {taken: {registry: quay.io, name: a/web}}}\n', ''],
  [
    'less than it says itself',
    '{child: image, parent: taken}',
    'image: {registry: ghcr.io, name: a/web}\n',
    'taken: {registry: quay.io}\n',
  ],
])('imports of a sub-chart %s', (_, imports, own, outer) => {
  const files = chart(
    {
      'c/values.yaml': outer,
      'c/templates/p.yaml': 'image: {{ .Values.taken.registry | default "docker.io" }}/{{ .Values.taken.name }}:v1\n',
      ...inner({ 'values.yaml': own }),
    },
    `dependencies: [{name: i, version: 1.0.0, repository: "", import-values: [${imports}]}]\n`,
  );
  const after = moved(files);
  expect(after['c/values.yaml']).toBe(outer.replace('quay.io', ACR));
  expect(after['c/charts/i/values.yaml']).toBe(
    own.replace(outer === '' ? 'quay.io' : '\0', ACR).replace('a/web', 'quay.io/a/web'),
  );
});

it.each<[string, string]>([
  ['is read as YAML', '{{- $i := .Values.image | toYaml | fromYaml }}\n'],
  ['is rendered before it is read', '{{- $i := tpl (toYaml .Values.image) . | fromYaml }}\n'],
  ['is read as JSON by a named template', '{{- $i := include "c.image" . | fromJson }}\n'],
])('knows a mapping that is printed and %s', (_, before) => {
  const values = 'base: quay.io/a\nimage: {repository: "{{ .Values.base }}/b", name: quay.io/a/web, tag: v1}\n';
  const files = (prints: string) =>
    chart({
      'c/values.yaml': values,
      'c/templates/_image.tpl': '{{- define "c.image" -}}\n{{ .Values.image | toJson }}\n{{- end -}}\n',
      'c/templates/p.yaml': `${before}image: ${prints}:{{ $i.tag }}\n`,
    });
  expect(moved(files('{{ $i.name }}'))['c/values.yaml']).toBe(values.replace('quay.io/a/web', `${ACR}/quay.io/a/web`));
  const behind = moved(files('docker.io/{{ $i.name }}'));
  expect(behind['c/values.yaml']).toBe(values.replace('quay.io/a/web', 'docker.io/quay.io/a/web'));
  expect(behind['c/templates/p.yaml']).toContain(`image: ${ACR}/{{`);
});

it('leaves what may be in a mapping that is read by what is not followed', () => {
  const values = 'image: {repository: quay.io/a/web, tag: v1}\n';
  const files = chart({
    'c/values.yaml': values,
    'c/templates/p.yaml':
      '{{- $i := .Values.image | toYaml | replace "a: b" "" | fromYaml }}\nimage: docker.io/{{ $i.repository }}:{{ $i.tag }}\n',
  });
  expect(moved(files)['c/values.yaml']).toBe(values);
});

it('leaves what something else is made of where a global registry turns out not to come before it', () => {
  const values = 'global: {imageRegistry: private.example}\nimage: {repository: quay.io/a/web, tag: v1}\n';
  const files = (other: string) =>
    chart({
      'c/values.yaml': values,
      'c/templates/p.yaml': `config.json: '{"image": "{{ .Values.image.repository }}:{{ .Values.image.tag }}"}'\n${other}`,
      'c/templates/q.yaml':
        'image: {{ with .Values.global.imageRegistry }}{{ . }}/{{ end }}{{ .Values.job.repository }}:{{ .Values.job.tag }}\n',
    });
  expect(moved(files(''))['c/values.yaml']).toContain(`repository: ${ACR}/quay.io/a/web`);
  expect(moved(files('length: {{ len .Values.image.repository | quote }}\n'))['c/values.yaml']).toBe(values);
});

it('reads a name behind a registry that has moved by itself as it read it before', () => {
  const values = 'global: {imageRegistry: private.example}\nimage: {repository: quay.io, image: a/web, version: v1}\n';
  const line = (registry: string) =>
    `args: ["--worker-image", "{{ ${registry} }}/{{ .Values.image.image }}:{{ .Values.image.version }}"]\n`;
  const files = chart({
    'c/values.yaml': values,
    'c/templates/p.yaml': line('.Values.image.repository'),
    'c/templates/q.yaml': line('default .Values.image.repository .Values.global.imageRegistry'),
  });
  const after = moved(files);
  expect(after['c/values.yaml']).toBe(values.replace('quay.io', `${ACR}/quay.io`));
  const images = usesOf(after).map(({ image }) => image);
  expect(images).toContain(`${ACR}/quay.io/a/web:v1`);
  expect(images).not.toContain('docker.io/a/web');
});

it('knows what stands in settings that a template renders', () => {
  const values = 'global: {imageRegistry: docker.io}\nrunner: {registry: quay.io, image: a/web, tag: v1}\n';
  const files = chart({
    'c/values.yaml': values,
    'c/files/app.conf': 'runner = {{ .Values.runner.registry }}/{{ .Values.runner.image }}:{{ .Values.runner.tag }}\n',
    'c/templates/p.yaml':
      'kind: ConfigMap\ndata:\n  app.conf: |\n    {{- tpl (.Files.Get "files/app.conf") . | nindent 4 }}\n',
  });
  expect(moved(files)['c/values.yaml']).not.toContain('docker.io/a/web');
});
