import { describe, expect, it } from 'vitest';
import type { Use } from '../../../src/manifests/model/use.ts';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { startScan } from '../../../src/manifests/scan.ts';

function uses(files: Readonly<Record<string, string>>): readonly Use[] {
  const scan = startScan();
  for (const [path, text] of Object.entries(files)) scan.add(path, text);
  return scan.finish().uses;
}

/** `line:column text image` with what else is told. */
function told({ line, column, text, image, pulls, also, uneditable, reason }: Use): string {
  const fields = also.map(({ role, text: field }) => ` ${role}=${field}`).join('');
  const more = [pulls && `pulls ${pulls}`, uneditable, reason].filter(Boolean).map((part) => ` (${part})`);
  return `${line}:${column} ${text} -> ${image}${fields}${more.join('')}`;
}

function inValues(values: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  return uses({ ...others, 'chart/values.yaml': values })
    .filter(({ file }) => file === 'chart/values.yaml')
    .map(told);
}

/** The values after everything has moved to the team's registry. */
function movedValues(values: string, others: Readonly<Record<string, string>> = {}, digest?: string): string {
  const { edits, unwritten } = rewrite(uses({ ...others, 'chart/values.yaml': values }), (use) => {
    const [registry, ...rest] = use.image?.replace(/(?:@.*|:[^/]*)$/, '').split('/') ?? [];
    if (registry === undefined || use.file !== 'chart/values.yaml') return undefined;
    const repository = `${registry}/${rest.join('/')}`;
    return { registry: 'contoso.azurecr.io', repository, ...(digest === undefined ? {} : { digest }) };
  });
  expect(unwritten).toEqual([]);
  return applyEdits(values, edits);
}

const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "1.27"\n';

describe('images in values', () => {
  it.each([
    ['image: nginx:1.27\n', ['1:8 nginx:1.27 -> docker.io/library/nginx:1.27']],
    ['image: "nginx"\n', ['1:9 nginx -> docker.io/library/nginx']],
    [
      'image:\n  registry: quay.io\n  repository: a/b\n  tag: v1\n',
      ['3:15 a/b -> quay.io/a/b:v1 registry=quay.io tag=v1'],
    ],
    ['image: {repository: ghcr.io/a/b, tag: 1.10}\n', ['1:21 ghcr.io/a/b -> ghcr.io/a/b:1.10 tag=1.10']],
    ['web: {repository: a/b, pullPolicy: Always}\n', ['1:19 a/b -> docker.io/a/b']],
    ['sidecar:\n  repository: a/b\n  tag: "2"\n', ['2:15 a/b -> docker.io/a/b:2 tag=2']],
    ['fooImage: {name: a/b, tag: "2"}\n', ['1:18 a/b -> docker.io/a/b:2 tag=2']],
    ['image: a/b\nimageTag: v3\n', ['1:8 a/b -> docker.io/a/b:v3 imageTag=v3']],
    [
      'git: {registry: docker.io, repository: a/git, tag: v1}\n',
      ['1:40 a/git -> docker.io/a/git:v1 registry=docker.io tag=v1'],
    ],
    ['v: &t "2"\nimage: {repository: a/b, tag: *t}\n', ['2:21 a/b -> docker.io/a/b:2 tag=2']],
    ['v: &t "2"\nimage: a/b\nimageTag: *t\n', ['2:8 a/b -> docker.io/a/b:2 imageTag=2']],
    ['v: &t "2"\nweb: {repository: a/b, tag: *t}\n', ['2:19 a/b -> docker.io/a/b:2 tag=2']],
    [
      'imageRegistry: &r quay.io\nimage: {registry: *r, repository: a/b, tag: v1}\n',
      ['2:35 a/b -> quay.io/a/b:v1 registry=quay.io tag=v1'],
    ],
    [
      'repository: &r quay.io/a\ndriver: {repository: *r, image: b, version: v1}\n',
      ['2:33 b -> quay.io/a/b:v1 repository=quay.io/a version=v1'],
    ],
    ['proxyImage: envoy\nproxyImageTag: v3\n', ['1:13 envoy -> docker.io/library/envoy:v3 proxyImageTag=v3']],
    ['proxyImage: a/b:1\n', ['1:13 a/b:1 -> docker.io/a/b:1']],
    [
      'global:\n  hub: docker.io/istio\n  tag: 1.2\npilot:\n  hub: ""\n  tag: ""\n  image: pilot\n',
      ['7:10 pilot -> docker.io/istio/pilot:1.2 global.hub=docker.io/istio global.tag=1.2'],
    ],
    [
      'global: {imageRegistry: ghcr.io}\nimage: {registry: docker.io, repository: a/b, tag: v1}\n',
      ['2:42 a/b -> ghcr.io/a/b:v1 global.imageRegistry=ghcr.io tag=v1'],
    ],
    [
      'driver: {repository: nvcr.io/nvidia, image: driver, version: "550"}\n',
      ['1:45 driver -> nvcr.io/nvidia/driver:550 repository=nvcr.io/nvidia version=550'],
    ],
    [
      'validator: {repository: nvcr.io/nvidia, image: gpu-operator, imagePullPolicy: Always}\n',
      ['1:48 gpu-operator -> nvcr.io/nvidia/gpu-operator repository=nvcr.io/nvidia'],
    ],
    [
      'defaultRegistry: cr.l5d.io/linkerd\nimage: {registry: "", name: tap, tag: ""}\n',
      ['2:29 tap -> cr.l5d.io/linkerd/tap defaultRegistry=cr.l5d.io/linkerd'],
    ],
    [
      'defaultImageRegistry: quay.io\ndefaultImageRepository: strimzi\ndefaultImageTag: "1.2"\nimage: {registry: "", repository: "", name: operator, tag: ""}\nkafka: {image: {registry: ghcr.io, repository: a, name: kafka}}\n',
      [
        '4:45 operator -> quay.io/strimzi/operator:1.2 defaultImageRegistry=quay.io defaultImageRepository=strimzi defaultImageTag=1.2',
        '5:57 kafka -> ghcr.io/a/kafka registry=ghcr.io repository=a',
      ],
    ],
    [
      'image: {repository: "", image: manager, version: ""}\n',
      ['1:32 manager -> null (its repository is left empty here)'],
    ],
    ['image: {name: a/b, version: v1}\n', ['1:15 a/b -> docker.io/a/b:v1 version=v1']],
    ['cniImage: {repository: a/b, version: v1}\n', ['1:24 a/b -> docker.io/a/b:v1 version=v1']],
    [
      `image: {repository: a/b, sha: ${'ab'.repeat(32)}}\n`,
      [`1:21 a/b -> docker.io/a/b@sha256:${'ab'.repeat(32)} sha=${'ab'.repeat(32)}`],
    ],
    ['env:\n- name: RELATED_IMAGE_DB\n  value: quay.io/a/db:1\n', ['3:10 quay.io/a/db:1 -> quay.io/a/db:1']],
    [
      'extraContainers: |\n  - name: x\n    image: busybox:1.36\n',
      ['3:12 busybox:1.36 -> docker.io/library/busybox:1.36'],
    ],
    ['args: ["--config-reloader-image=quay.io/a/r:1", --verbose]\n', ['1:33 quay.io/a/r:1 -> quay.io/a/r:1']],
  ])('%j', (values, expected) => {
    expect(inValues(values)).toEqual(expected);
  });

  it.each([
    'global: {imageRegistry: ""}\n',
    'image: true\n',
    'image: ""\n',
    'image: {}\n',
    'imagePullPolicy: IfNotPresent\nimagePullSecrets: [regcred]\n',
    'git: {repository: owner/name, tag: v1}\n',
    'sync: {repository: owner/name, branch: main, tag: v1}\n',
    'backup: {repository: s3/bucket}\n',
    'app: {repository: "https://github.com/a/b", tag: v1}\n',
    'logoImage: /static/logo.png\n',
    'image: {registry: "", repository: "", name: operator, tag: ""}\n',
    '# image: nginx\n',
    'image: auto\n',
  ])('%j holds none', (values) => {
    expect(inValues(values)).toEqual([]);
  });

  it('gives an empty tag the appVersion for pulling, and writes no tag', () => {
    const values = 'image:\n  repository: a/b\n  tag: ""\n';
    expect(inValues(values, { 'chart/Chart.yaml': CHART })).toEqual([
      '2:15 a/b -> docker.io/a/b (pulls docker.io/a/b:1.27)',
    ]);
    expect(movedValues(values, { 'chart/Chart.yaml': CHART })).toBe(
      'image:\n  repository: contoso.azurecr.io/docker.io/a/b\n  tag: ""\n',
    );
  });

  it('gives no appVersion to an image that is whole', () => {
    expect(inValues('image: busybox\n', { 'chart/Chart.yaml': CHART })).toEqual([
      '1:8 busybox -> docker.io/library/busybox',
    ]);
  });

  it('takes the v before the appVersion from the template, through its helpers', () => {
    const others = {
      'chart/Chart.yaml': CHART,
      'chart/templates/_helpers.tpl':
        '{{- define "web.image" -}}\n{{ .Values.image.repository }}:{{ .Values.image.tag | default (printf "v%s" .Chart.AppVersion) }}\n{{- end }}\n',
      'chart/templates/web.yaml': 'spec:\n  image: {{ include "web.image" . }}\n',
    };
    expect(inValues('image:\n  repository: a/b\n  tag: ""\n', others)).toEqual([
      '2:15 a/b -> docker.io/a/b (pulls docker.io/a/b:v1.27)',
    ]);
  });

  it('does not give a chart’s appVersion to the values of its dependencies', () => {
    const chart = `${CHART}dependencies: [{name: redis, version: 1.0.0, repository: "https://charts.example.com"}]\n`;
    expect(inValues('redis: {image: {repository: a/b, tag: ""}}\n', { 'chart/Chart.yaml': chart })).toEqual([
      '1:29 a/b -> null (the registry comes from chart redis 1.0.0 of https://charts.example.com)',
    ]);
  });

  it('knows a prefix by the template that adds to it', () => {
    const others = {
      'chart/templates/web.yaml': 'image: {{ .Values.images.repository }}/redis:{{ .Values.images.tag }}\n',
    };
    expect(inValues('images:\n  repository: example.com/shop\n  tag: v1\n', others)).toEqual([
      '2:15 example.com/shop -> null tag=v1 (only the start of an image: chart/templates/web.yaml:1 adds "/redis:")',
    ]);
  });

  it('leaves alone a repository before which the template puts a registry', () => {
    const others = {
      'chart/templates/web.yaml': 'image: quay.io/{{ .Values.image.repository }}:{{ .Values.image.tag }}\n',
    };
    expect(inValues('image:\n  repository: a/b\n  tag: v1\n', others)).toEqual([
      '2:15 a/b -> quay.io/a/b:v1 tag=v1 (chart/templates/web.yaml:1 puts "quay.io/" before it)',
    ]);
  });

  it('puts the chart’s registry before what other values name', () => {
    const found = uses({
      'chart/Chart.yaml': CHART,
      'chart/values.yaml': 'image: {registry: quay.io, repository: a/b, tag: v1}\n',
      'chart/ci/test-values.yaml': 'image: {repository: a/c, tag: v2}\n',
    });
    expect(found.map(told)).toEqual([
      '1:21 a/c -> quay.io/a/c:v2 tag=v2 (its registry is set at chart/values.yaml:1)',
      '1:40 a/b -> quay.io/a/b:v1 registry=quay.io tag=v1',
    ]);
  });
});

describe('which files hold values', () => {
  const block = 'image: {repository: a/b, tag: v1}\n';
  it.each([
    ['values.yaml', 1],
    ['values-prod.yaml', 1],
    ['prod.values.yml', 1],
    ['values/prod.yaml', 1],
    ['chart/ci/x-values.yaml', 1],
    ['settings.yaml', 1],
    ['values.schema.json', 0],
  ])('%s', (path, count) => {
    expect(uses({ [path]: block })).toHaveLength(count);
  });

  it.each([
    [
      '{{- if .Values.x }}\nimage:\n  repository: a/b\n{{- end }}\n  tag: "{{ .Values.tag }}"\n',
      ['3:15 a/b -> docker.io/a/b tag={{ .Values.tag }} (tag is a template)'],
    ],
    [
      'image:\r\n  repository: a/b # {{ x }}\r\n  {{ if x }}\r\n  tag: v1\r\n  {{ end }}\r\n',
      ['2:15 a/b -> docker.io/a/b:v1 tag=v1'],
    ],
    [
      'image: {{ .Values.image }}\nsidecar: {image: redis:7}\nname: {{ x }}-a\n',
      ['1:8 {{ .Values.image }} -> null (the value is a template)', '2:18 redis:7 -> docker.io/library/redis:7'],
    ],
  ])('values that are a template themselves: %j', (values, expected) => {
    expect(uses({ 'values.yaml.gotmpl': values }).map(told)).toEqual(expected);
  });

  it('a manifest or a schema is none', () => {
    expect(uses({ 'values.yaml': `$schema: https://json-schema.org/schema\n${block}` })).toEqual([]);
  });
});

describe('moving values', () => {
  it.each([
    [
      'image:\n  registry: docker.io # hub\n  repository: "nginx"\n  tag: 1.27\n',
      'image:\n  registry: contoso.azurecr.io # hub\n  repository: "docker.io/library/nginx"\n  tag: 1.27\n',
    ],
    [
      '\uFEFFimage:\r\n  repository: quay.io/a/b\r\n  tag: v1\r\n',
      '\uFEFFimage:\r\n  repository: contoso.azurecr.io/quay.io/a/b\r\n  tag: v1\r\n',
    ],
    [
      'global: {hub: docker.io/istio, tag: "1.2"}\npilot: {image: pilot}\nproxy: {image: proxyv2}\n',
      'global: {hub: contoso.azurecr.io/docker.io/istio, tag: "1.2"}\npilot: {image: pilot}\nproxy: {image: proxyv2}\n',
    ],
    [
      'global: {imageRegistry: quay.io}\na: {image: {registry: docker.io, repository: a/b, tag: v1}}\nb: {image: {registry: x.io, repository: a/c, tag: v1}}\n',
      'global: {imageRegistry: contoso.azurecr.io}\na: {image: {registry: docker.io, repository: quay.io/a/b, tag: v1}}\nb: {image: {registry: x.io, repository: quay.io/a/c, tag: v1}}\n',
    ],
    [
      'defaultImageRegistry: quay.io\ndefaultImageRepository: strimzi\na: {image: {registry: "", repository: "", name: kafka}}\nb: {image: {registry: "", repository: "", name: operator}}\n',
      'defaultImageRegistry: contoso.azurecr.io\ndefaultImageRepository: quay.io/strimzi\na: {image: {registry: "", repository: "", name: kafka}}\nb: {image: {registry: "", repository: "", name: operator}}\n',
    ],
    ['image: nginx', 'image: contoso.azurecr.io/docker.io/library/nginx'],
  ])('%j', (before, after) => {
    expect(movedValues(before)).toBe(after);
  });

  it('pins nothing where only the chart knows the tag', () => {
    expect(movedValues('image: {repository: a/b, tag: ""}\n', {}, `sha256:${'ab'.repeat(32)}`)).toBe(
      'image: {repository: contoso.azurecr.io/docker.io/a/b, tag: ""}\n',
    );
  });

  it('pins into the digest field, else behind the tag', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    expect(
      movedValues(
        'a: {image: {repository: a/b, tag: v1, digest: ""}}\nb: {image: {repository: a/c, tag: "v1"}}\n',
        {},
        digest,
      ),
    ).toBe(
      `a: {image: {repository: contoso.azurecr.io/docker.io/a/b, tag: v1, digest: "${digest}"}}\nb: {image: {repository: contoso.azurecr.io/docker.io/a/c, tag: "v1@${digest}"}}\n`,
    );
  });
});
