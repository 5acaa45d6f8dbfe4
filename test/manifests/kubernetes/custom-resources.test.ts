import { describe, expect, it } from 'vitest';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { found, imagesOf, usesOf } from '../found.ts';

function custom(spec: string, type = 'apiVersion: example.com/v1\nkind: Thing'): string {
  return `${type}\nspec:\n${spec.replace(/^/gm, '  ')}\n`;
}

describe('images in custom resources', () => {
  it.each([
    ['image', 'image: quay.io/a/b:1', ['quay.io/a/b:1']],
    ['a short name in a container', 'sidecars: [{image: redis}]', ['docker.io/library/redis']],
    [
      'other keys',
      'baseImage: quay.io/a/b\nimageName: ghcr.io/c/d:1\nproxy_image: e/f:2',
      ['quay.io/a/b', 'ghcr.io/c/d:1', 'docker.io/e/f:2'],
    ],
    ['several fields', 'image: {registry: quay.io, repository: a/b, tag: "1"}', ['quay.io/a/b:1']],
    [
      'repository, image, version',
      'driver: {repository: nvcr.io/nvidia, image: driver, version: "550"}',
      ['nvcr.io/nvidia/driver:550'],
    ],
    ['a whole image beside a repository of sources', 'image: ghcr.io/a/b:1\nrepository: A/web', ['ghcr.io/a/b:1']],
    ['a list', 'images: [quay.io/a/b:1, some words]', ['quay.io/a/b:1']],
    [
      'OpenShift',
      'tags: [{from: {kind: DockerImage, name: "quay.io/a/b:1"}}]\noutput: {to: {kind: DockerImage, name: quay.io/a/c}}',
      ['quay.io/a/b:1'],
    ],
  ])('%s', (_name, spec, images) => {
    expect(imagesOf(custom(spec))).toEqual(images);
  });

  it.each([
    ['a word that may mean anything', 'image: standard'],
    ['an image of a cloud', 'image: projects/debian-cloud/global/images/debian-11'],
    ['a family of machines', 'image: family/debian-12'],
    ['a picture', 'image: static/logo.png\nbackgroundImage: images/a'],
    ['a disk of a machine', 'osImage: ubuntu:22.04\nvolumes: [{rbd: {image: a/b:1}}]'],
    ['a schema', 'validation: {openAPIV3Schema: {type: object, properties: {image: {default: "nginx:1"}}}}'],
    ['a nested schema', 'schema: {type: object, properties: {image: nginx:1}}'],
    ['prose', 'description: nginx:1'],
    ['a switch', 'image: true\nimageTag: "1"\nimagePullSecrets: [{name: a/b:1}]'],
    ['ko', 'image: ko://example.com/cmd/a'],
    ['a pattern', 'image: "*/nginx:*"'],
  ])('%s is none', (_name, spec) => {
    expect(imagesOf(custom(spec))).toEqual([]);
  });

  it.each([
    ['definitions', 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition'],
    ['what is watched for new tags', 'apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImageRepository'],
    ['other built-in objects', 'apiVersion: v1\nkind: Service'],
  ])('%s have none', (_name, type) => {
    expect(imagesOf(custom('image: ghcr.io/a/b:1', type))).toEqual([]);
  });

  it('leaves the patterns of policies out', () => {
    const policy = custom(
      'rules:\n- validate: {pattern: {image: "quay.io/a/b:1"}}\n- mutate: {containers: [{image: "{{ x }}"}, {image: "quay.io/a/side:1"}]}',
      'apiVersion: kyverno.io/v1\nkind: ClusterPolicy',
    );
    expect(imagesOf(policy)).toEqual(['quay.io/a/side:1']);
  });

  it('leaves status and metadata out', () => {
    const text =
      'apiVersion: a.io/v1\nkind: A\nmetadata: {image: a/b:1}\nstatus: {image: a/c:1}\nspec: {image: a/d:1}\n';
    expect(imagesOf(text)).toEqual(['docker.io/a/d:1']);
  });
});

describe('parameters', () => {
  const task = 'apiVersion: tekton.dev/v1\nkind: Task';
  it('are images where a step is made of them, or where their name says so', () => {
    const text = custom(
      `params:
- {name: tool, default: "alpine:3"}
- {name: BUILDER_IMAGE, default: "quay.io/a/builder@sha256:${'b'.repeat(64)}"}
- {name: IMAGE, default: "ghcr.io/me/built:1"}
- {name: APP_IMAGE, default: "ghcr.io/me/app:1"}
- {name: gitInitImage, value: >-
    gcr.io/a/git-init:v1}
- {name: version, default: "3.1"}
steps:
- image: $(params.tool)
- image: "$(params.tool):$(params.version)"`.replace('>-\n    gcr.io/a/git-init:v1', 'gcr.io/a/git-init:v1'),
      task,
    );
    expect(found(text).map((line) => line.replace(/@sha256:b+/g, '@…'))).toEqual([
      '5:28 alpine:3 → docker.io/library/alpine:3 (custom-resource, arg)',
      '6:37 quay.io/a/builder@… → quay.io/a/builder@… (custom-resource, arg)',
      '9:33 gcr.io/a/git-init:v1 → gcr.io/a/git-init:v1 (custom-resource, arg)',
      '12:12 $(params.tool) → ? the value is a template (custom-resource, whole)',
      '13:13 $(params.tool):$(params.version) → ? the value is a template (custom-resource, whole)',
    ]);
  });

  it('of workflows', () => {
    const text = custom(
      'arguments: {parameters: [{name: os, value: "debian:12"}, {name: image, value: "me/built:1"}]}\ntemplates: [{container: {image: "{{workflow.parameters.os}}"}}]',
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow',
    );
    expect(imagesOf(text)).toEqual(['docker.io/library/debian:12', null]);
  });
});

describe('texts inside objects', () => {
  it('of a ConfigMap: objects, settings, JSON, a reference alone', () => {
    const text = `apiVersion: v1
kind: ConfigMap
data:
  queue-sidecar-image: quay.io/a/queue:1
  other: quay.io/a/other@sha256:${'c'.repeat(64)}
  word: nginx
  pod.yaml: |
    apiVersion: v1
    kind: Pod
    spec: {containers: [{image: nginx}]}
    ---
    apiVersion: v1
    kind: Pod
    spec:
      containers:
        - image: redis:7
  sidecar: |
    image: a/b:2
    resources: {}
  config.json: "{\\n  \\"image\\" : \\"a/c:3\\"\\n}"
  template: |
    apiVersion: v1
    kind: Pod
    spec:
      {{ if x }}
      image: a/d:4
      image: "{{ y }}"
  dashboard.json: |
    {"panels": [{"expr": "container_memory{image!=\\"\\"}"}]}
`;
    expect(found(text).map((line) => line.replace(/sha256:c+/g, 'sha256:…'))).toEqual([
      '4:24 quay.io/a/queue:1 → quay.io/a/queue:1 (other, whole)',
      '5:10 quay.io/a/other@sha256:… → quay.io/a/other@sha256:… (other, whole)',
      '10:33 nginx → docker.io/library/nginx (other, whole)',
      '16:18 redis:7 → docker.io/library/redis:7 (other, whole)',
      '18:12 a/b:2 → docker.io/a/b:2 (other, whole)',
      '20:36 a/c:3 → docker.io/a/c:3 (other, whole)',
      '26:14 a/d:4 → docker.io/a/d:4 (other, whole)',
    ]);
  });

  it('of a ConfigMap that keeps the values of a chart: the registry of all stands in one place', () => {
    const text = `apiVersion: v1
kind: ConfigMap
data:
  values: |
    {"global": {"hub": "gcr.io/istio-release", "tag": "1.29.1", "proxy": {"image": "proxyv2"}}, "mode": {"image": "auto"}}
  settings: |
    global: {level: info}
    proxy: {image: standard}
`;
    expect(found(text)).toEqual(['5:85 proxyv2 → gcr.io/istio-release/proxyv2:1.29.1 (helm-values, repository)']);
  });

  it('of a Workflow', () => {
    const text = custom(
      'templates:\n- resource:\n    manifest: |\n      apiVersion: batch/v1\n      kind: Job\n      spec: {template: {spec: {containers: [{image: python:3}]}}}',
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow',
    );
    expect(found(text)).toEqual(['9:55 python:3 → docker.io/library/python:3 (custom-resource, whole)']);
  });
});

describe('scripts inside objects', () => {
  it('of a step: what its commands pull, and what a manifest in it runs', () => {
    const text = custom(
      `steps:
- image: docker:27
  script: |
    #!/bin/sh
    docker build -t hello .
    docker run --rm busybox:1.36 echo hello
    kubectl apply -f - <<END
    apiVersion: v1
    kind: Pod
    spec: {containers: [{name: a,
      image: quay.io/a/b:1
    }]}
    END`,
      'apiVersion: tekton.dev/v1\nkind: Task',
    );
    expect(found(text)).toEqual([
      '5:12 docker:27 → docker.io/library/docker:27 (custom-resource, whole)',
      '9:23 busybox:1.36 → docker.io/library/busybox:1.36 (custom-resource, arg)',
      '14:16 quay.io/a/b:1 → quay.io/a/b:1 (custom-resource, arg)',
    ]);
  });

  it('of a container’s command line, and the items of a parameter that is one', () => {
    const text = custom(
      'containers: [{image: docker, command: [sh, -ec, "docker pull redis:7"], args: [redis:6]}]\nparams: [{name: ARGS, value: [update, --image=gcr.io/a/hello, --dest-image=gcr.io/me/b:1]}]',
    );
    expect(imagesOf(text)).toEqual(['docker.io/library/docker', 'docker.io/library/redis:7', 'gcr.io/a/hello']);
  });
});

describe('Argo CD and Flux', () => {
  it('reads values and overrides of an Application, and tells its chart', () => {
    const text = custom(
      `source:
  repoURL: https://charts.example.com
  chart: redis
  targetRevision: 1.2.3
  helm:
    values: |
      image: {registry: docker.io, repository: a/b, tag: "1"}
    valuesObject: {image: {registry: docker.io, repository: a/c, tag: "2"}}
    parameters: [{name: x.image, value: "quay.io/a/d:3"}]
  kustomize: {images: ["a/e=quay.io/a/f:4", "a/g:5"]}`,
      'apiVersion: argoproj.io/v1alpha1\nkind: Application',
    );
    expect(imagesOf(text)).toEqual([
      'docker.io/a/b:1',
      'docker.io/a/c:2',
      'quay.io/a/d:3',
      'quay.io/a/f:4',
      'docker.io/a/g:5',
    ]);
  });

  it('moves an override of a version so that it goes on matching, and sees where it went', () => {
    const application = custom(
      'source:\n  repoURL: https://example.com/a.git\n  path: b\n  kustomize: {images: ["quay.io/a/g:5", "placeholder:6"]}',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application',
    );
    const kustomization = custom(
      'images:\n- name: quay.io/a/g\n  newTag: "5"\n- {name: placeholder, newTag: "6"}',
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization',
    );
    const files = { 'a.yaml': application, 'b.yaml': kustomization };
    expect(usesOf(files).map(({ file, text, part, image }) => [file, text, part, image])).toEqual([
      ['a.yaml', 'quay.io/a/g:5', 'name', 'quay.io/a/g:5'],
      ['b.yaml', 'quay.io/a/g', 'name', 'quay.io/a/g:5'],
    ]);
    const { edits } = rewrite(usesOf(files), () => ({ registry: 'contoso.azurecr.io', repository: 'quay.io/a/g' }));
    expect(edits.map(({ file, start, end, text }) => [file, end - start, text])).toEqual([
      ['a.yaml', 0, '=contoso.azurecr.io/quay.io/a/g'],
      ['b.yaml', 0, '\n    newName: contoso.azurecr.io/quay.io/a/g'],
    ]);
    const moved = applyEdits(
      application,
      edits.filter(({ file }) => file === 'a.yaml'),
    );
    expect(moved).toContain('images: ["quay.io/a/g=contoso.azurecr.io/quay.io/a/g:5", "placeholder:6"]');
    expect(imagesOf(moved)).toEqual(['contoso.azurecr.io/quay.io/a/g:5']);
  });

  it('reads values of a HelmRelease and images of a Kustomization', () => {
    const release = custom(
      'values: {image: {repository: quay.io/a/b, tag: "1"}}',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease',
    );
    const kustomization = custom(
      'images: [{name: a, newName: quay.io/a/c, newTag: "2"}, {name: b, newTag: "3"}]',
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization',
    );
    expect(usesOf({ 'a.yaml': release, 'b.yaml': kustomization }).map(({ image, part }) => [image, part])).toEqual([
      ['quay.io/a/b:1', 'repository'],
      ['quay.io/a/c:2', 'newName'],
    ]);
  });
});

describe('objects that only look like Kubernetes', () => {
  it('finds the image of a function that kustomize runs', () => {
    const text =
      'apiVersion: example.com/v1\nkind: Make\nmetadata:\n  annotations:\n    note: ghcr.io/a/c:1\n    config.kubernetes.io/function: |\n      container:\n        image: ghcr.io/a/b:1\n';
    expect(found(text)).toEqual(['8:16 ghcr.io/a/b:1 → ghcr.io/a/b:1 (other, whole)']);
  });

  it('reads objects whose group has no name', () => {
    expect(imagesOf('apiVersion: v1alpha1\nkind: NodeConfig\nimage: ghcr.io/a/b:1\n')).toEqual(['ghcr.io/a/b:1']);
    expect(imagesOf('apiVersion: v1\nkind: Service\nimage: ghcr.io/a/b:1\n')).toEqual([]);
  });
});
