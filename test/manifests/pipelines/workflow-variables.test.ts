// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of workflows are texts here
import { describe, expect, it } from 'vitest';
import { found } from '../found.ts';
import { expectRewritable, scanTexts } from '../manifest-table.ts';

const PATH = '.github/workflows/ci.yml';

describe('variables and inputs of workflows', () => {
  it('finds images in env, at every level', () => {
    const text = [
      'env: {TOOL_IMAGE: "ghcr.io/a/b:1", PUSH_IMAGE: "ghcr.io/a/b:2", IMAGE_NAME: ghcr.io/a/b, OTHER: "ghcr.io/a/b:3"}',
      'jobs:',
      '  test:',
      '    env: {NEXT_IMAGE: "ghcr.io/a/c:1"}',
      '    steps:',
      '      - env: {LAST_IMAGE: "ghcr.io/a/d:${{ github.sha }}", BASE_IMAGE: "ghcr.io/a/e:1"}',
      '        run: echo',
    ].join('\n');
    expect(found(text, PATH)).toEqual([
      '1:20 ghcr.io/a/b:1 → ghcr.io/a/b:1 (github-workflow, env)',
      '4:24 ghcr.io/a/c:1 → ghcr.io/a/c:1 (github-workflow, env)',
      '6:73 ghcr.io/a/e:1 → ghcr.io/a/e:1 (github-workflow, env)',
    ]);
  });

  it('finds the image that something is built with, whatever the action does', () => {
    const job = (name: string) =>
      `jobs:\n  a:\n    uses: a/release/.github/workflows/x.yml@v1\n    with: {${name}: "golang:1.22"}\n`;
    expect(found(job('build_image'), PATH)).toEqual([
      '4:26 golang:1.22 → docker.io/library/golang:1.22 (github-workflow, whole)',
    ]);
    expect(found(job('kindBaseImage'), PATH)).toEqual([]);
    expect(found(job('kindBaseImage').replace('release', 'cluster'), PATH)).toEqual([
      '4:28 golang:1.22 → docker.io/library/golang:1.22 (github-workflow, whole)',
    ]);
    expect(found(job('app_image'), PATH)).toEqual([]);
  });

  it('takes a short name with a namespace for an image, unless it is built or pushed', () => {
    const text = [
      'env: {A_IMAGE: "x/a:1", IMAGE: x/b, B_IMAGE: "b:1", OUTPUT_IMAGE: "x/c:1", OWN_IMAGE: "x/own:1"}',
      'jobs:',
      '  a:',
      '    steps:',
      '      - run: docker build -t $OWN_IMAGE .',
    ].join('\n');
    expect(found(text, PATH)).toEqual([
      '1:17 x/a:1 → docker.io/x/a:1 (github-workflow, env)',
      '1:88 x/own:1 → docker.io/x/own:1 (github-workflow, env) ! what is built is named after it',
    ]);
    expect([...scanTexts({ [PATH]: text }).builtHere]).toEqual(['docker.io/x/own']);
  });
});

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('matrices of workflows', () => {
  it('finds images by their key and beyond doubt', () => {
    const text = [
      'jobs:',
      '  a:',
      '    strategy:',
      '      matrix:',
      '        node_image: ["kindest/node:v1", plain, "${{ inputs.x }}"]',
      '        k3s: [ghcr.io/a/k3s:v1, "v1:2", ghcr.io/a/k3s]',
      '        os: ["ubuntu:22.04", ubuntu-22.04]',
      `        sha-image: ["${DIGEST}"]`,
      '        include:',
      '          - {name: x/y:1, image: "x/z:1", tags: "quay.io/a/b:1"}',
      `          - {db: {image: "postgres:16", with: x/db@${DIGEST}}}`,
      '        exclude:',
      '          - {node_image: "kindest/node:v1"}',
      '    steps: [{run: make}]',
    ].join('\n');
    expect(found(text, PATH)).toEqual([
      '5:23 kindest/node:v1 → docker.io/kindest/node:v1 (github-workflow, arg)',
      '6:15 ghcr.io/a/k3s:v1 → ghcr.io/a/k3s:v1 (github-workflow, arg)',
      '10:35 x/z:1 → docker.io/x/z:1 (github-workflow, arg)',
      '11:27 postgres:16 → docker.io/library/postgres:16 (github-workflow, arg)',
      `11:47 x/db@${DIGEST} → docker.io/x/db@${DIGEST} (github-workflow, arg)`,
    ]);
  });

  it('leaves a key alone of which something is built', () => {
    const text = [
      'jobs:',
      '  a:',
      '    strategy: {matrix: {include: [{image: "ghcr.io/a/b:1", base_image: "debian:12"}]}}',
      '    steps:',
      '      - uses: docker/build-push-action@v6',
      '        with: {tags: "${{ matrix.image }}"}',
    ].join('\n');
    expect(found(text, PATH)).toEqual(['3:73 debian:12 → docker.io/library/debian:12 (github-workflow, arg)']);
  });

  it('reads JSON in texts under a name that says image', () => {
    const text = [
      'on:',
      '  workflow_call:',
      '    inputs:',
      '      images: {default: "[\\"x/y:1\\", \\"nothing\\"]"}',
      '      versions: {default: \'["v1.36.1", "x/y:2"]\'}',
      'jobs:',
      '  a:',
      '    uses: ./.github/workflows/b.yml',
      '    with:',
      '      ceph_images: \'["quay.io/c/d:1", "e/f:2"]\'',
      '      images: \'[{"name": "x/y:1", "image": "x/z:1"}, \'',
      '      config: \'{"image": "x/y:1"}\'',
    ].join('\n');
    expect(found(text, PATH)).toEqual([
      '4:29 x/y:1 → docker.io/x/y:1 (github-workflow, arg)',
      '10:23 quay.io/c/d:1 → quay.io/c/d:1 (github-workflow, arg)',
      '10:40 e/f:2 → docker.io/e/f:2 (github-workflow, arg)',
    ]);
    expectRewritable({ [PATH]: text });
  });
});

describe('containers of workflows', () => {
  it('takes docker:// before an image', () => {
    const text = [
      'jobs:',
      '  a: {container: "docker://x/a:1", services: {s: {image: "docker://redis"}}}',
      '  b: {container: {image: "docker://${{ matrix.i }}"}, strategy: {matrix: {i: ["docker://x/b:1"]}}}',
    ].join('\n');
    expect(found(text, PATH)).toEqual([
      '2:28 x/a:1 → docker.io/x/a:1 (github-workflow, whole)',
      '2:68 redis → docker.io/library/redis (github-workflow, whole)',
      '3:89 x/b:1 → docker.io/x/b:1 (github-workflow, arg)',
    ]);
    expectRewritable({ [PATH]: text });
  });
});

describe('inputs of actions that pull', () => {
  const step = (uses: string, inputs: string) =>
    `jobs:\n  a:\n    steps:\n      - uses: ${uses}\n        with: ${inputs}\n`;
  it.each<[string, string, readonly string[]]>([
    [
      'docker/setup-buildx-action@v3',
      '{driver-opts: "image=moby/buildkit:v1,network=host"}',
      ['5:36 moby/buildkit:v1 → docker.io/moby/buildkit:v1 (github-workflow, arg)'],
    ],
    [
      'docker/setup-buildx-action@v3',
      '\n          driver-opts: |\n            env.image=x/y:1\n            image=moby/buildkit:v1\n\n            network=host',
      ['8:19 moby/buildkit:v1 → docker.io/moby/buildkit:v1 (github-workflow, arg)'],
    ],
    [
      'docker/setup-buildx-action@v3',
      '{driver-opts: "image=x/y:${{ matrix.v }}"}',
      ['5:36 x/y:${{ matrix.v }} → docker.io/x/y, tag unknown (github-workflow, arg)'],
    ],
    [
      'docker/build-push-action@v6',
      '\n          tags: x/own:1\n          build-args: |\n            VERSION=x/y:1\n            BASE_IMAGE=x/base:1\n          build-contexts: |\n            src=../src\n            a=docker-image://x/a:1',
      [
        '9:24 x/base:1 → docker.io/x/base:1 (github-workflow, arg)',
        '12:30 x/a:1 → docker.io/x/a:1 (github-workflow, arg)',
      ],
    ],
    [
      'renovatebot/github-action@v43',
      '{renovate-image: ghcr.io/r/r, renovate-version: "43@sha256:0000000000000000000000000000000000000000000000000000000000000000"}',
      [
        '5:32 ghcr.io/r/r → ghcr.io/r/r:43@sha256:0000000000000000000000000000000000000000000000000000000000000000 (github-workflow, repository)',
      ],
    ],
    [
      'akhilerm/tag-push-action@v2',
      '{src: "redis:6", dst: "ghcr.io/a/redis:6"}',
      ['5:22 redis:6 → docker.io/library/redis:6 (github-workflow, whole)'],
    ],
    ['PyO3/maturin-action@v1', '{container: off, manylinux: "2014"}', []],
    ['PyO3/maturin-action@v1', '{container: x/y}', ['5:27 x/y → docker.io/x/y (github-workflow, whole)']],
  ])('%s %s', (uses, inputs, expected) => {
    const text = step(uses, inputs);
    expect(found(text, PATH)).toEqual(expected);
    expectRewritable({ [PATH]: text });
    expect(found(text.replaceAll('\n', '\r\n'), PATH)).toEqual(expected);
  });
});

describe('scripts of workflows', () => {
  it('does not grow without bound where a script is made of variables', () => {
    const text = `env: {A: ${'x'.repeat(500)}}\njobs:\n  a:\n    steps:\n      - run: docker ${'$A'.repeat(2_000_000)} \${{ env.A }}\n`;
    expect(found(text, PATH)).toEqual([]);
  });

  it('reads here-documents, whose end is indented as the script is, and goes on behind them', () => {
    const text = [
      'jobs:',
      '  a:',
      '    steps:',
      '      - run: |',
      '          cat > kind.yaml <<EOF',
      '          kind: Cluster',
      '          apiVersion: kind.x-k8s.io/v1alpha4',
      '          nodes:',
      '            - image: kindest/node:v1',
      '          EOF',
      '          export K3S="docker.io/x/k3s:v1"',
      '          helm install a c --set image.repository=x/y',
      '          docker run x/z:1',
    ].join('\n');
    const expected = [
      '9:22 kindest/node:v1 → docker.io/kindest/node:v1 (github-workflow, arg)',
      '11:23 docker.io/x/k3s:v1 → docker.io/x/k3s:v1 (github-workflow, arg)',
      '12:51 x/y → docker.io/x/y (github-workflow, arg)',
      '13:22 x/z:1 → docker.io/x/z:1 (github-workflow, arg)',
    ];
    expect(found(text, PATH)).toEqual(expected);
    expect(found(text.replaceAll('\n', '\r\n'), PATH)).toEqual(expected);
    expectRewritable({ [PATH]: text });
  });
});
