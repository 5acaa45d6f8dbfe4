import { describe, expect, it } from 'vitest';
import { scanText } from '../../../src/manifests/tree.ts';
import { found, imagesOf } from '../found.ts';

const POD = 'containers: [{name: a, image: "nginx:1.27"}]';

/** Every workload with its pod in its place. */
const WORKLOADS: readonly (readonly [string, string])[] = [
  ['Pod', `apiVersion: v1\nkind: Pod\nspec: {${POD}}`],
  ['PodTemplate', `apiVersion: v1\nkind: PodTemplate\ntemplate: {spec: {${POD}}}`],
  ['ReplicationController', `apiVersion: v1\nkind: ReplicationController\nspec: {template: {spec: {${POD}}}}`],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(
    (kind) => [kind, `apiVersion: apps/v1\nkind: ${kind}\nspec: {template: {spec: {${POD}}}}`] as const,
  ),
  ['Job', `apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {${POD}}}}`],
  ['CronJob', `apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {${POD}}}}}}`],
];

describe('workloads', () => {
  it.each(WORKLOADS)('%s', (_kind, text) => {
    expect(imagesOf(text)).toEqual(['docker.io/library/nginx:1.27']);
  });

  it.each([
    ['a reference', 'metadata: {labels: {x: &i "nginx:1.27"}}\nspec: {containers: [{name: a, image: *i}]}'],
    ['containers', 'x: &c [{name: a, image: "nginx:1.27"}]\nspec: {containers: *c}'],
    ['a container', 'x: &c {name: a, image: "nginx:1.27"}\nspec: {containers: [*c]}'],
    ['a specification', `x: &s {${POD}}\nspec: *s`],
    ['what a container merges', 'x: &c {image: "nginx:1.27"}\nspec: {containers: [{<<: *c, name: a}]}'],
    ['one of what it merges', 'x: &c {image: "nginx:1.27"}\ny: &d {a: 1}\nspec: {containers: [{<<: [*d, *c]}]}'],
    [
      'the first of what it merges',
      'x: &c {image: "nginx:1.27"}\ny: &d {image: "redis:7"}\nspec: {containers: [{<<: [*c, *d]}]}',
    ],
    ['an anchor that it overrides', 'x: &c {image: "redis:7"}\nspec: {containers: [{image: "nginx:1.27", <<: *c}]}'],
    ['text in base64', `spec: {containers: [{image: !!binary ${btoa('nginx:1.27')}}]}`],
    ['a block in base64', `spec:\n  containers:\n    - image: !!binary |\n        ${btoa('nginx:1.27')}\n`],
  ])('takes %s for what it stands for', (_, text) => {
    expect(imagesOf(`apiVersion: v1\nkind: Pod\n${text}\n`)).toEqual(['docker.io/library/nginx:1.27']);
  });

  it('tells of aliases that stand for more than it follows', () => {
    const warnings = (text: string) => scanText(`apiVersion: v1\nkind: Pod\n${text}`, 'a.yaml').warnings;
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]\n`).join('');
    for (const text of ['a: &a [*a]\nimage: x', `l0: &l0 [image]\n${levels}`]) {
      expect(warnings(text)).toEqual([{ file: 'a.yaml', line: 1, reason: expect.stringContaining('aliases') }]);
    }
    expect(warnings(`a: &a image\nb: [*a, *a, {<<: *a}]`)).toEqual([]);
  });

  it('tells place, text and image of every container, environment, argument and image volume', () => {
    const text = `apiVersion: v1
kind: Pod
metadata:
  annotations: {example.com/image: nginx:9}
spec:
  initContainers:
    - name: init
      image: 'quay.io/a/init:1' # not redis:7
      command: [tool, --image, ghcr.io/a/b:2, --destination, ghcr.io/a/built:3]
      args: ["--reloader=quay.io/a/reloader:4", "--output=quay.io/a/made:5", "--listen=example.com:80"]
  containers:
    - name: redis
      image: >-
        redis:alpine
      env:
        - {name: RELATED_IMAGE_PROXY, value: envoyproxy/envoy:v1}
        - {name: MODEL, value: google/gemma-3-1b-it}
        - {name: ANYTHING, value: "registry.k8s.io/pause:3.10"}
        - {name: IMAGE_PULL_POLICY, value: registry/always}
  ephemeralContainers:
    - {name: debug, image: busybox}
  volumes:
    - {name: m, image: {reference: "ghcr.io/a/model@sha256:${'a'.repeat(64)}"}}
    - {name: r, rbd: {image: foo, monitors: [a]}}
status:
  containerStatuses: [{image: nginx:old}]
`;
    expect(found(text)).toEqual([
      '8:15 quay.io/a/init:1 → quay.io/a/init:1 (kubernetes, whole)',
      '9:32 ghcr.io/a/b:2 → ghcr.io/a/b:2 (kubernetes, arg)',
      '10:26 quay.io/a/reloader:4 → quay.io/a/reloader:4 (kubernetes, arg)',
      '14:9 redis:alpine → docker.io/library/redis:alpine (kubernetes, whole)',
      '16:46 envoyproxy/envoy:v1 → docker.io/envoyproxy/envoy:v1 (kubernetes, env)',
      '18:36 registry.k8s.io/pause:3.10 → registry.k8s.io/pause:3.10 (kubernetes, env)',
      '21:28 busybox → docker.io/library/busybox (kubernetes, whole)',
      `23:37 ghcr.io/a/model@sha256:${'a'.repeat(64)} → ghcr.io/a/model@sha256:${'a'.repeat(64)} (kubernetes, whole)`,
    ]);
  });

  it('reports what a template makes, and nothing that is built by ko, a placeholder or left to an injector', () => {
    const text = ['$(params.image)', "'{{ .Image }}'", '$IMAGE', 'ko://example.com/cmd', '<your-image>', 'auto']
      .map((image) => `apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: ${image}}]}`)
      .join('\n---\n');
    expect(imagesOf(text)).toEqual([null, null, null]);
  });

  it('reads lists, many documents, JSON, and files with BOM and CRLF', () => {
    const list = `{"apiVersion": "v1", "kind": "List", "items": [\n\t{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "a/b:1"}]}}]}`;
    expect(found(list, 'list.json')).toEqual(['2:73 a/b:1 → docker.io/a/b:1 (kubernetes, whole)']);
    const pod = 'apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  containers:\r\n  - image: a/b:1\r\n';
    expect(found(`\uFEFF${pod}---\r\n${pod}`)).toEqual([
      '5:12 a/b:1 → docker.io/a/b:1 (kubernetes, whole)',
      '11:12 a/b:1 → docker.io/a/b:1 (kubernetes, whole)',
    ]);
  });

  it('takes JSON with comments and duplicate keys', () => {
    const text =
      '{ // one\n"apiVersion": "v1", "kind": "Pod", /* two "x": { */ "spec": {"x": 1, "x": 2, "containers": [{"image": "a/b"}]}}';
    expect(imagesOf(text, 'pod.json')).toEqual(['docker.io/a/b']);
  });

  it('takes brackets and quotes that close at the margin, as kubectl does', () => {
    const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers: [\n{image: a/b:1, command: ["sh", "\nx"\n]},\n]\n';
    expect(found(text)).toEqual(['5:9 a/b:1 → docker.io/a/b:1 (kubernetes, whole)']);
  });

  it('stands where the anchor is, once', () => {
    const text = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - &c {image: &i a/b:1}\n  - *c\n  - {image: *i}\n';
    expect(found(text)).toEqual(['5:19 a/b:1 → docker.io/a/b:1 (kubernetes, whole)']);
  });
});

describe('variables and settings that name several images', () => {
  function container(env: string): string {
    return `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      env:\n${env.replace(/^/gm, '        ')}\n`;
  }

  it('reads the lines of a list of images', () => {
    const text = container(
      '- name: TOOL_IMAGES\n  value: |\n    1.0=quay.io/a/b:1\n    note=none\n    2.0=quay.io/a/b:2',
    );
    expect(found(text)).toEqual([
      '9:17 quay.io/a/b:1 → quay.io/a/b:1 (kubernetes, env)',
      '11:17 quay.io/a/b:2 → quay.io/a/b:2 (kubernetes, env)',
    ]);
    expect(imagesOf(text.replace('TOOL_IMAGES', 'PUSH_IMAGES'))).toEqual([]);
    expect(imagesOf(text.replace('TOOL_IMAGES', 'TOOLS'))).toEqual([]);
  });

  it('takes exporters and publishers for programs, and outputs for what is made', () => {
    const names = [
      'X_EXPORTER_IMAGE',
      'PUBLISHER_IMAGE',
      'TARGET_ALLOCATOR_IMAGE',
      'EXPORT_IMAGE',
      'PUBLISH_IMAGE',
      'TARGET_IMAGE',
    ];
    const text = container(names.map((name) => `- {name: ${name}, value: "a/b:${name}"}`).join('\n'));
    expect(imagesOf(text)).toEqual(names.slice(0, 3).map((name) => `docker.io/a/b:${name}`));
  });

  it('finds what is beyond doubt in a ConfigMap', () => {
    const data =
      'plugin: quay.io/a/b:1\n  cacheImage: ghcr.io/a/c\n  someImage: a\n  address: example.com:80\n  url: https://quay.io/a/b:1';
    expect(imagesOf(`apiVersion: v1\nkind: ConfigMap\ndata:\n  ${data}\n`)).toEqual(['quay.io/a/b:1', 'ghcr.io/a/c']);
  });
});
