import { describe, expect, it } from 'vitest';
import type { Use } from '../../../src/manifests/model/use.ts';
import { usesOf } from '../found.ts';
import { ACR, chart, type Files, moved } from './moved-charts.ts';

function told({ file, text, image, reason, uneditable }: Use): string {
  return `${file} ${text} → ${image ?? `? ${reason}`}${uneditable === undefined ? '' : ` ! ${uneditable}`}`;
}

function inValues(files: Files): readonly string[] {
  return usesOf(files)
    .filter(({ kind }) => kind === 'helm-values')
    .map(told);
}

/** What the place of an image in a template is, or what the values that feed it are. */
function inTemplate(files: Files): readonly (string | null)[] {
  return usesOf(files).flatMap(({ image }) => image ?? []);
}

/** A chart with one image, made as the template says. */
function one(image: string, values: string, before = ''): Files {
  return chart({ 'c/values.yaml': values, 'c/templates/p.yaml': `${before}image: ${image}\n` });
}

describe('what the template joins is what moves', () => {
  it('in each turn of a long range', () => {
    const repositories = Array.from({ length: 200 }, (_, at) => `- {repository: a/b${at}, tag: v1}\n`).join('');
    const image =
      '{{ range .Values.images }}\nimage: "{{ $.Values.registry }}/{{ .repository }}:{{ .tag }}"\n{{ end }}\n';
    const files = chart({
      'c/values.yaml': `registry: quay.io\nimages:\n${repositories}`,
      'c/templates/p.yaml': image,
    });
    expect(inValues(files).at(-1)).toBe('c/values.yaml a/b199 → quay.io/a/b199:v1');
  });

  it('in a named template that a file without an image of its own includes', () => {
    const pod =
      '{{ define "c.pod" }}containers:\n  - image: "{{ .Values.repository }}/{{ .Values.name }}:{{ .Values.tag }}"\n{{ end }}';
    const files = chart({
      'c/values.yaml': 'name: agent\ntag: v1\nrepository: quay.io/a\n',
      'c/templates/_pod.tpl': pod,
      'c/templates/set.yaml': 'spec: {{ include "c.pod" . | nindent 2 }}\n',
    });
    expect(inValues(files)).toContain('c/values.yaml agent → quay.io/a/agent:v1');
    expect(moved(files)['c/values.yaml']).toBe(`name: agent\ntag: v1\nrepository: ${ACR}/quay.io/a\n`);
  });

  it('where the same values make another image in a block that they turn off', () => {
    const image = '.Values.image';
    const template = `{{ if contains "/" ${image} }}\nimage: "{{ ${image} }}"\n{{ else }}\nimage: "{{ .Values.hub }}/{{ ${image} }}:v1"\n{{ end }}`;
    const files = (values: string) => chart({ 'c/values.yaml': values, 'c/templates/p.yaml': `${template}\n` });
    const part = files('hub: quay.io/a\nimage: proxy\n');
    expect(inValues(part)).toEqual(['c/values.yaml proxy → quay.io/a/proxy']);
    expect(moved(part)['c/values.yaml']).toBe(`hub: ${ACR}/quay.io/a\nimage: proxy\n`);
    const whole = files('hub: quay.io/a\nimage: ghcr.io/b/proxy:v2\n');
    expect(moved(whole)['c/values.yaml']).toBe(`hub: quay.io/a\nimage: ${ACR}/ghcr.io/b/proxy:v2\n`);
  });

  it('and nothing where one text is a whole image and the end of another', () => {
    const template = 'image: "{{ .Values.image }}"\n---\nimage: "{{ .Values.hub }}/{{ .Values.image }}:v1"\n';
    const values = 'hub: quay.io/a\nimage: proxy\n';
    const files = chart({ 'c/values.yaml': values, 'c/templates/p.yaml': template });
    expect(moved(files)['c/values.yaml']).toBe(`hub: ${ACR}/quay.io/a\nimage: proxy\n`);
  });

  it('and not what a chart is given that requirements.yaml names', () => {
    const files = chart({
      'c/requirements.yaml': 'dependencies: [{name: etcd, version: 6.3.3, repository: "https://charts.example"}]\n',
      'c/values.yaml': 'etcd: {image: {repository: a/etcd, tag: v1}}\n',
    });
    expect(inValues(files)).toEqual([
      'c/values.yaml a/etcd → ? the registry comes from chart etcd 6.3.3 of https://charts.example',
    ]);
  });

  it('in a chart below charts/ that nobody lists', () => {
    const files = chart({
      'c/values.yaml': 'etcd: {image: {repository: a/etcd, tag: v1}}\n',
      'c/charts/etcd/Chart.yaml': 'apiVersion: v2\nname: etcd\nversion: 1.0.0\n',
      'c/charts/etcd/values.yaml': 'image: {registry: quay.io, repository: b/etcd, tag: v2}\n',
      'c/charts/etcd/templates/p.yaml':
        'image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
    });
    expect(inValues(files)).toContain('c/values.yaml a/etcd → quay.io/a/etcd:v1');
    expect(moved(files)['c/values.yaml']).toBe('etcd: {image: {repository: quay.io/a/etcd, tag: v1}}\n');
  });

  it.each([
    ['the top folder', '', ''],
    ['a folder of a folder', 'deploy/app/', 'deploy/app/'],
  ])('in a chart below charts/ of %s', (_, folder, path) => {
    const files = {
      [`${folder}Chart.yaml`]: 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
      [`${folder}values.yaml`]: 'etcd: {image: {repository: a/etcd, tag: v1}}\n',
      [`${folder}charts/etcd/Chart.yaml`]: 'apiVersion: v2\nname: etcd\nversion: 1.0.0\n',
      [`${folder}charts/etcd/values.yaml`]: 'image: {registry: quay.io}\n',
      [`${folder}charts/etcd/templates/p.yaml`]:
        'image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
    };
    expect(inValues(files)).toEqual([`${path}values.yaml a/etcd → quay.io/a/etcd:v1`]);
  });

  it('and not what stands under the name of a chart that has another by an alias, or lies elsewhere', () => {
    const inner = (folder: string) => ({
      [`${folder}/Chart.yaml`]: 'apiVersion: v2\nname: etcd\nversion: 1.0.0\n',
      [`${folder}/values.yaml`]: 'image: {registry: quay.io, repository: b/etcd, tag: v2}\n',
      [`${folder}/templates/p.yaml`]:
        'image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
    });
    const values = { 'c/values.yaml': 'etcd: {image: {repository: a/etcd, tag: v1}}\n' };
    const alias = 'dependencies: [{name: etcd, alias: mine, version: 1.x, repository: "https://charts.example"}]\n';
    const told = 'c/values.yaml a/etcd → docker.io/a/etcd:v1';
    expect(inValues(chart({ ...values, ...inner('c/charts/etcd') }, alias))).toContain(told);
    expect(inValues(chart({ ...values, ...inner('c/subcharts/etcd') }))).toContain(told);
    expect(inValues(chart({ ...values, ...inner('c/charts/more/etcd') }))).toContain(told);
  });

  it('and not what says of images whether, when or which of them', () => {
    const env = (name: string, value: string) => `- name: ${name}\n  value: {{ ${value} }}\n`;
    const files = chart({
      'c/values.yaml': 'always: false\nwhich: os\nimage: quay.io/a/b:v1\n',
      'c/templates/_on.tpl': '{{ define "c.on" }}true{{ end }}',
      'c/templates/p.yaml': `image: {{ .Values.image }}\nalwaysPullImage: {{ .Values.always }}\nenv:\n${env('IMAGE_ENABLED', 'include "c.on" . | quote')}${env('SBOM_CONTAINER_IMAGE', '.Values.which')}`,
    });
    expect(usesOf(files).flatMap(({ image }) => image ?? [])).toEqual(['quay.io/a/b:v1']);
  });

  it.each([
    [
      'a registry of another key',
      '{{ .Values.hub }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}',
      'hub: quay.io\nimage: {repository: a/b, tag: v1}\n',
      `hub: ${ACR}\nimage: {repository: quay.io/a/b, tag: v1}\n`,
    ],
    [
      'a registry that is empty',
      '{{ with .Values.registry }}{{ . }}/{{ end }}{{ .Values.image.repository }}:v1',
      'registry: ""\nimage: {repository: a/b, tag: v1}\n',
      `registry: ""\nimage: {repository: ${ACR}/docker.io/a/b, tag: v1}\n`,
    ],
    [
      'printf',
      '{{ printf "%s/%s:%s" .Values.hub .Values.image.repository (.Values.image.tag | toString) | quote }}',
      'hub: quay.io\nimage: {repository: a/b, tag: 1.10}\n',
      `hub: ${ACR}\nimage: {repository: quay.io/a/b, tag: 1.10}\n`,
    ],
    [
      'coalesce',
      '{{ coalesce .Values.image.registry .Values.global.registry "docker.io" }}/{{ .Values.image.repository }}',
      'global: {registry: ghcr.io}\nimage: {registry: "", repository: a/b, tag: v1}\n',
      `global: {registry: ${ACR}}\nimage: {registry: "", repository: ghcr.io/a/b, tag: v1}\n`,
    ],
    [
      'ternary',
      '{{ ternary .Values.one .Values.two .Values.on }}/{{ .Values.image.repository }}:v1',
      'on: false\none: quay.io\ntwo: ghcr.io\nimage: {repository: a/b, tag: v1}\n',
      `on: false\none: quay.io\ntwo: ${ACR}\nimage: {repository: ghcr.io/a/b, tag: v1}\n`,
    ],
    [
      'tpl',
      '{{ tpl .Values.image.whole . }}',
      'hub: quay.io\nimage: {whole: "{{ .Values.hub }}/a/b:v1"}\n',
      `hub: ${ACR}\nimage: {whole: "{{ .Values.hub }}/quay.io/a/b:v1"}\n`,
    ],
    [
      'join and split',
      '{{ join "/" (list (splitList "," .Values.hubs | last) .Values.image.repository) }}:v1',
      'hubs: docker.io,quay.io\nimage: {repository: a/b, tag: v1}\n',
      `hubs: docker.io,${ACR}\nimage: {repository: quay.io/a/b, tag: v1}\n`,
    ],
    [
      'a registry that ends with a slash, cut off',
      '{{ trimSuffix "/" .Values.hub }}/{{ .Values.image.repository }}:v1',
      'hub: quay.io/\nimage: {repository: a/b, tag: v1}\n',
      `hub: ${ACR}/\nimage: {repository: quay.io/a/b, tag: v1}\n`,
    ],
    [
      'a tag that nobody knows',
      '{{ .Values.hub }}/{{ .Values.image.repository }}:{{ .Release.Name }}',
      'hub: quay.io\nimage: {repository: a/b, tag: v1}\n',
      `hub: ${ACR}\nimage: {repository: quay.io/a/b, tag: v1}\n`,
    ],
    [
      'a suffix of the template',
      '{{ .Values.image.repository }}-slim:v1',
      'image: {repository: quay.io/a/b, tag: v1}\n',
      `image: {repository: ${ACR}/quay.io/a/b, tag: v1}\n`,
    ],
    [
      'a library that is not in the tree',
      '{{ include "common.images.image" (dict "imageRoot" .Values.image "global" .Values.global) }}',
      'global: {imageRegistry: quay.io}\nimage: {registry: docker.io, repository: a/b, tag: v1}\n',
      `global: {imageRegistry: ${ACR}}\nimage: {registry: docker.io, repository: quay.io/a/b, tag: v1}\n`,
    ],
  ])('%s', (_what, image, values, expected) => {
    expect(moved(one(image, values))['c/values.yaml']).toBe(expected);
  });

  it.each([
    [
      'variables that blocks change',
      '{{- $hub := .Values.hub }}\n{{- if .Values.mirror }}\n{{- $hub = .Values.mirror }}\n{{- end }}\n',
      '"{{ $hub }}/{{ .Values.image.repository }}:v1"',
      'hub: quay.io\nmirror: ghcr.io\nimage: {repository: a/b, tag: v1}\n',
      `hub: quay.io\nmirror: ${ACR}\nimage: {repository: ghcr.io/a/b, tag: v1}\n`,
    ],
    [
      'merge',
      '{{- $image := merge .Values.api.image .Values.image }}\n',
      '"{{ $image.registry }}/{{ $image.repository }}:{{ $image.tag }}"',
      'image: {registry: quay.io, tag: v1}\napi: {image: {repository: a/api}}\n',
      `image: {registry: ${ACR}, tag: v1}\napi: {image: {repository: quay.io/a/api}}\n`,
    ],
  ])('%s', (_what, before, image, values, expected) => {
    expect(moved(one(image, values, before))['c/values.yaml']).toBe(expected);
  });

  it('moves one registry of many images where all of them move, in a loop as well', () => {
    const files = chart({
      'c/values.yaml':
        'hub: quay.io\nimages:\n  one: {repository: a/one, tag: v1}\n  two: {repository: a/two, tag: v1}\n',
      'c/templates/p.yaml':
        '{{- range $name, $image := .Values.images }}\n- image: "{{ $.Values.hub }}/{{ $image.repository }}:v1"\n{{- end }}\n- image: {{ .Values.hub }}/a/three:v1\n',
    });
    const after = moved(files);
    expect(after['c/values.yaml']).toBe(
      `hub: ${ACR}\nimages:\n  one: {repository: quay.io/a/one, tag: v1}\n  two: {repository: quay.io/a/two, tag: v1}\n`,
    );
    expect(after['c/templates/p.yaml']).toContain('{{ .Values.hub }}/quay.io/a/three:v1');
  });

  it('leaves a registry of many images where one of them stays or is not known', () => {
    const values = 'hub: quay.io\none: {image: {repository: a/one, tag: v1}}\n';
    const template = 'image: "{{ .Values.hub }}/{{ .Values.one.image.repository }}:v1"\n';
    const stays = { 'c/ci/x-values.yaml': 'hub: private.example\n' };
    const unknown = { 'c/templates/q.yaml': 'image: {{ .Values.hub }}/{{ .Release.Name }}\n' };
    const files = (more: Files) => chart({ 'c/values.yaml': values, 'c/templates/p.yaml': template, ...more });
    expect(moved(files(unknown))['c/values.yaml']).toBe(values);
    // Behind a registry that stays the repository is what it was: all that moves it stands before it.
    expect(moved(files(stays))['c/values.yaml']).toBe(values.replace('hub: quay.io', `hub: ${ACR}/quay.io`));
    expect(moved(moved(files(stays)))).toEqual(moved(files(stays)));
  });

  it('moves by its registry alone what values that the chart is tried with put behind another', () => {
    const values = 'mirror: ""\nimage: {registry: quay.io, repository: a/b, tag: v1}\n';
    const template =
      'image: "{{ default .Values.image.registry .Values.mirror }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n';
    const files = (ci: string) =>
      chart({ 'c/values.yaml': values, 'c/templates/p.yaml': template, 'c/ci/mirror.yaml': ci });
    expect(moved(files('other: 1\n'))['c/values.yaml']).toContain(ACR);
    const after = moved(files('mirror: docker.io\n'));
    expect(after).toEqual({
      ...files(`mirror: ${ACR}/docker.io\n`),
      'c/values.yaml': values.replace('quay.io', `${ACR}/quay.io`),
    });
    expect(moved(after)).toEqual(after);
  });

  it('counts what stands in one document of a file that a template renders', () => {
    const values = 'mirror: docker.io\nimage: {registry: quay.io, repository: a/b, tag: v1}\n';
    const file =
      'kind: ServiceAccount\n---\n{{ with .Values.image }}\nimage: "{{ default .registry $.Values.mirror }}/{{ .repository }}:{{ .tag }}"\n{{ end }}\n';
    const files = chart({ 'c/values.yaml': values, 'c/manifests/p.yaml': file });
    expect(inValues(files)).toEqual(['c/values.yaml a/b → docker.io/a/b:v1']);
  });

  it('knows images that are turned off, and images made for each of nothing, behind the registry of others', () => {
    const image = (name: string) => `image: "{{ $.Values.hub }}/{{ $.Values.${name}.image.repository }}:v1"\n`;
    const values =
      'hub: quay.io\noff: false\njobs: []\none: {image: {repository: a/one}}\ntwo: {image: {repository: a/two}}\nthree: {image: {repository: a/three}}\n';
    const template = `${image('one')}{{ if .Values.off }}\n${image('two')}{{ end }}\n{{ range .Values.jobs }}\nname: {{ .name }}\n${image('three')}image: {{ .image }}\n{{ end }}\n`;
    const after = moved(chart({ 'c/values.yaml': values, 'c/templates/p.yaml': template }));
    expect(after['c/values.yaml']).toBe(
      values.replace('hub: quay.io', `hub: ${ACR}`).replaceAll(': a/', ': quay.io/a/'),
    );
    expect(moved(after)).toEqual(after);
  });

  it('does not know a whole name that a global registry may come before', () => {
    const values = 'global: {imageRegistry: quay.io}\nimage: {repository: ghcr.io/a/b, tag: v1}\n';
    const files = (image: string) => chart({ 'c/values.yaml': values, 'c/templates/p.yaml': `image: ${image}\n` });
    const version = '{{ .Values.image.repository }}:{{ .Values.image.tag }}';
    expect(inValues(files(version))).toEqual(['c/values.yaml ghcr.io/a/b → ghcr.io/a/b:v1']);
    expect(inValues(files(`{{ .Values.global.imageRegistry }}/${version}`))).toContain(
      'c/values.yaml ghcr.io/a/b → quay.io/ghcr.io/a/b:v1',
    );
    expect(inValues({ 'c/values.yaml': values })).toEqual([
      'c/values.yaml ghcr.io/a/b → ? nobody tells whether global.imageRegistry comes before it',
    ]);
  });

  it('knows the values of a file in which no word speaks of images', () => {
    const image = (values: string, text: string) => inTemplate(one(text, values));
    expect(image('src: ghcr.io/x\n', '{{ with .Values.src }}{{ . }}/{{ end }}web:1')).toEqual(['ghcr.io/x/web:1']);
    expect(image('src: ghcr.io\n', '{{ .Values.src | default "docker.io" }}/a/web:1')).toEqual(['ghcr.io/a/web:1']);
    expect(moved(one('{{ .Values.src }}:1', 'src: quay.io/a/b\n'))['c/values.yaml']).toBe(`src: ${ACR}/quay.io/a/b\n`);
  });

  it('leaves a registry that a program is told by itself', () => {
    const values =
      'hub: quay.io/team\nimage: {repository: b, tag: v1}\nother: {image: {repository: quay.io/a/c, tag: v1}}\n';
    const images =
      'image: "{{ .Values.hub }}/{{ .Values.image.repository }}:v1"\n---\nimage: {{ .Values.other.image.repository }}:v1\n';
    for (const line of [
      '- --docker-registry={{ .Values.hub }}\n',
      'args: ["serve", "--docker-registry={{ .Values.hub }}"]\n',
      'args: [--docker-registry, "{{ .Values.hub }}"]\n',
      'args: ["--docker-registry", "{{ .Values.hub }}"]\n',
      'command: registry serve --name a --image-repo {{ .Values.hub }}\n',
      '- name: WATCHED_REGISTRY\n  value: "{{ .Values.hub }}"\n',
      'hub: {{ .Values.hub }}\n',
    ]) {
      const files = chart({ 'c/values.yaml': values, 'c/templates/p.yaml': `${images}${line}` });
      expect(moved(files)['c/values.yaml']).toBe(values.replace('quay.io/a/c', `${ACR}/quay.io/a/c`));
    }
  });

  it('reads what `tpl (.Files.Get …)` renders', () => {
    const files = chart({
      'c/values.yaml': 'image: {registry: docker.io, repository: a/b, tag: "8"}\n',
      'c/files/job.tpl': 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
    });
    expect(moved(files)['c/values.yaml']).toBe(
      `image: {registry: docker.io, repository: ${ACR}/docker.io/a/b, tag: "8"}\n`,
    );
  });

  it('a second rewrite changes nothing', () => {
    const files = one(
      '{{ .Values.hub }}/{{ .Values.image.repository }}:v1',
      'hub: quay.io\nimage: {repository: a/b, tag: v1}\n',
    );
    expect(moved(moved(files))).toEqual(moved(files));
  });
});

describe('where the truth is not in the repository', () => {
  it('a registry of a directive is told and left', () => {
    const files = one(
      '{{ .Values.image.registry | default "quay.io" }}/{{ .Values.image.repository }}:v1',
      'image: {repository: a/b, tag: v1}\n',
    );
    expect(inValues(files)).toEqual([
      'c/values.yaml a/b → quay.io/a/b:v1 ! "quay.io" is written in a directive of c/templates/p.yaml',
    ]);
    expect(moved(files)).toEqual(files);
  });

  it.each([
    [
      'a template that is nowhere',
      '{{ include "x.image" .Values.image }}',
      'the template "x.image" is not in the repository',
    ],
    [
      'a function that is not followed',
      '{{ .Values.image.repository | sha256sum }}',
      'the function sha256sum is not followed',
    ],
    [
      'the cluster',
      '{{ .Release.Namespace }}/{{ .Values.image.repository }}:v1',
      '.Release.Namespace is known to the cluster only',
    ],
  ])('%s is no reason to guess Docker Hub', (_what, image, why) => {
    const files = one(image, 'image: {repository: a/b, tag: v1}\n');
    expect(inValues(files)).toEqual([`c/values.yaml a/b → ? it is joined at c/templates/p.yaml: ${why}`]);
    expect(moved(files)).toEqual(files);
  });

  it('a chart that is not in the tree has a registry that nobody knows', () => {
    const dependency = 'dependencies:\n- {name: kafka, version: 1.2.3, repository: "https://example.com"}\n';
    const values =
      'kafka:\n  image: {repository: team/kafka, tag: v1}\n  whole: {image: {repository: quay.io/team/x, tag: v1}}\n';
    expect(inValues(chart({ 'c/values.yaml': values }, dependency))).toEqual([
      'c/values.yaml team/kafka → ? the registry comes from chart kafka 1.2.3 of https://example.com',
      'c/values.yaml quay.io/team/x → quay.io/team/x:v1',
    ]);
  });

  it('a sub-chart of the tree tells, wherever it lies', () => {
    const inner = {
      'Chart.yaml': 'name: kafka\nversion: 1.0.0\n',
      'values.yaml': 'image: {registry: quay.io, repository: a/kafka, tag: v1}\n',
      'templates/p.yaml':
        'image: {{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}\n',
    };
    for (const [folder, repository] of [
      ['c/charts/kafka', 'https://example.com'],
      ['sub', 'file://../sub'],
      ['kafka', 'https://example.com'],
    ] as const) {
      const files = chart(
        {
          'c/values.yaml': 'mine:\n  image: {repository: team/kafka, tag: v2}\n',
          ...Object.fromEntries(Object.entries(inner).map(([name, text]) => [`${folder}/${name}`, text])),
        },
        `dependencies:\n- {name: kafka, alias: mine, version: 1.x, repository: "${repository}"}\n`,
      );
      const after = moved(files);
      expect(after['c/values.yaml']).toBe('mine:\n  image: {repository: quay.io/team/kafka, tag: v2}\n');
      expect(after[`${folder}/values.yaml`]).toBe(`image: {registry: ${ACR}, repository: quay.io/a/kafka, tag: v1}\n`);
    }
  });
});

describe('a template that changes values', () => {
  const HELPER = '{{ define "c.image" }}{{ .Values.image.repository }}:v1{{ end }}\n';
  const values = 'image: {repository: a/b}\nnext: {repository: quay.io/c/d}\n';

  it.each([
    ['set', '{{- $_ := set .Values "image" .Values.next }}'],
    ['mustMergeOverwrite', '{{- $_ := mustMergeOverwrite .Values.image .Values.next }}'],
    ['unset', '{{- $_ := unset .Values.image "repository" }}{{- $_ := merge .Values.image .Values.next }}'],
  ])('makes another image afterwards: %s', (_name, change) => {
    const files = chart({
      'c/values.yaml': values,
      'c/templates/_helpers.tpl': HELPER,
      'c/templates/p.yaml': `image: {{ include "c.image" . }}\n${change}\nimage: {{ include "c.image" . }}\n`,
    });
    expect(inValues(files)).toEqual([
      'c/values.yaml a/b → docker.io/a/b',
      'c/values.yaml quay.io/c/d → quay.io/c/d:v1',
    ]);
  });

  it('changes them for what Helm renders after it: files of one folder from the last to the first', () => {
    const image = '{{ .Values.image.registry }}/{{ .Values.image.repository }}:v1\n';
    const files = chart({
      'c/values.yaml': 'image: {registry: quay.io, repository: a/b}\n',
      'c/templates/a.yaml': `kind: A\nimage: ${image}`,
      'c/templates/m.yaml': '{{- $_ := set .Values.image "registry" "ghcr.io" }}\nkind: M\n',
      'c/templates/z.yaml': `kind: Z\nimage: ${image}`,
    });
    expect(inValues(files)).toEqual([
      'c/values.yaml a/b → quay.io/a/b',
      'c/values.yaml a/b → ghcr.io/a/b:v1 ! "ghcr.io" is written in a directive of c/templates/m.yaml',
    ]);
    // By its registry alone: the repository is also behind the other one.
    expect(moved(files)).toEqual({
      ...files,
      'c/values.yaml': `image: {registry: ${ACR}/quay.io, repository: a/b}\n`,
    });
  });

  it('changes them for itself: another file, and other values of the chart, are made with those that are written', () => {
    const files = chart({
      'c/values.yaml': values,
      'c/values-prod.yaml': 'other: 1\n',
      'c/templates/_helpers.tpl': HELPER,
      'c/templates/a.yaml': '{{- $_ := set .Values "image" (dict "repository" "quay.io/x/y") }}\nkind: x\n',
      'c/templates/b.yaml': 'image: {{ include "c.image" . }}\n',
    });
    expect(inValues(files)).toContain('c/values.yaml a/b → docker.io/a/b');
  });
});
