// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of manifests are texts here
import { describe, expect, it } from 'vitest';
import { expectRewritable, fixture, placesOf, scanTexts } from '../manifest-table.ts';

interface Row {
  readonly path: string;
  readonly kind?: string;
  readonly uses: readonly string[];
  readonly built?: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    path: '.circleci/config.yml',
    kind: 'circleci',
    uses: [
      '3:35 cimg/base:2024.01 → docker.io/cimg/base:2024.01',
      '7:16 cimg/go:1.22 → docker.io/cimg/go:1.22',
      '12:12 cimg/postgres:16.2 → docker.io/cimg/postgres:16.2',
      '19:16 cimg/node:<< parameters.tag >> → docker.io/cimg/node',
    ],
    built: ['docker.io/contoso/circle'],
  },
  {
    path: '.drone.yml',
    kind: 'drone',
    uses: [
      '8:12 golang:1.22 → docker.io/library/golang:1.22',
      '11:12 plugins/docker → docker.io/plugins/docker',
      '15:12 redis:6 → docker.io/library/redis:6',
    ],
    built: ['docker.io/contoso/drone-app'],
  },
  {
    path: '.github/workflows/ci.yml',
    kind: 'github-workflow',
    uses: [
      '6:19 postgres:16 → docker.io/library/postgres:16',
      '13:16 node:20-bookworm → docker.io/library/node:20-bookworm',
      '16:17 redis:7@sha256:0000000000000000000000000000000000000000000000000000000000000000 → docker.io/library/redis:7@sha256:0000000000000000000000000000000000000000000000000000000000000000',
      '22:24 alpine:3.20 → docker.io/library/alpine:3.20',
      '39:17 debian:12 → docker.io/library/debian:12',
      '39:29 quay.io/centos/centos:stream9 → quay.io/centos/centos:stream9',
      '42:20 fedora:40 → docker.io/library/fedora:40',
      '48:18 tonistiigi/binfmt:latest → docker.io/tonistiigi/binfmt:latest',
      '55:16 node:${{ matrix.node }} → docker.io/library/node',
      '59:27 curlimages/curl:8.8.0 → docker.io/curlimages/curl:8.8.0',
      '59:75 ghcr.io/contoso/web:${{ github.sha }} → ghcr.io/contoso/web',
    ],
    built: [
      'ghcr.io/contoso/web',
      'docker.io/contoso/worker',
      'ghcr.io/contoso/api',
      'docker.io/contoso/tool',
      'ghcr.io/contoso/shop',
    ],
  },
  {
    path: '.gitlab-ci.yml',
    kind: 'gitlab-ci',
    uses: [
      '9:10 ruby:3.3 → docker.io/library/ruby:3.3',
      '15:18 python:3.12 → docker.io/library/python:3.12',
      '17:7 postgres:16 → docker.io/library/postgres:16',
      '18:13 docker:27-dind → docker.io/library/docker:27-dind',
      '22:10 $NODE_IMAGE → docker.io/library/node:20-alpine',
      '25:15 nginx:${VERSION} → docker.io/library/nginx:1.27',
      '29:18 aquasec/trivy:0.52.0 → docker.io/aquasec/trivy:0.52.0',
      '33:12 $CI_REGISTRY_IMAGE/app:latest → null',
      '44:10 ${TOOLS} → registry.gitlab.com/contoso/tools:1',
    ],
    built: ['docker.io/contoso/site'],
  },
  {
    path: 'ci/included.yml',
    kind: 'gitlab-ci',
    uses: [
      '3:10 docker:27 → docker.io/library/docker:27',
      '5:7 docker:27-dind → docker.io/library/docker:27-dind',
      '13:10 golang:1.22 → docker.io/library/golang:1.22',
      '21:18 curlimages/curl:8.8.0 → docker.io/curlimages/curl:8.8.0',
    ],
    built: ['docker.io/contoso/included'],
  },
  {
    path: '.woodpecker/build.yaml',
    kind: 'drone',
    uses: [
      '2:10 golang:1.23 → docker.io/library/golang:1.23',
      '7:12 golangci/golangci-lint:${LINT} → docker.io/golangci/golangci-lint',
      '9:22 mariadb:11 → docker.io/library/mariadb:11',
    ],
  },
  {
    path: 'actions/lint/action.yml',
    kind: 'github-workflow',
    uses: ['4:19 ghcr.io/github/super-linter:v5 → ghcr.io/github/super-linter:v5'],
  },
  {
    path: 'actions/own/action.yaml',
    uses: [],
  },
  {
    path: 'azure-pipelines.yml',
    kind: 'azure-pipelines',
    uses: [
      '5:15 hadolint/hadolint:2.12.0 → docker.io/hadolint/hadolint:2.12.0',
      '9:14 mcr.microsoft.com/dotnet/sdk:8.0 → mcr.microsoft.com/dotnet/sdk:8.0',
      '11:14 redis:7 → docker.io/library/redis:7',
      '26:20 ubuntu:22.04 → docker.io/library/ubuntu:22.04',
      '29:18 python:3.12-slim → docker.io/library/python:3.12-slim',
      "34:20 $[ variables['image'] ] → null",
    ],
    built: ['docker.io/contoso/portal'],
  },
  {
    path: 'bitbucket-pipelines.yml',
    kind: 'bitbucket-pipelines',
    uses: [
      '1:8 atlassian/default-image:4 → docker.io/atlassian/default-image:4',
      '6:14 redis:7-alpine → docker.io/library/redis:7-alpine',
      '11:17 node:22 → docker.io/library/node:22',
      '17:28 contoso/pipe:1.2 → docker.io/contoso/pipe:1.2',
      '19:16 $IMAGE → null',
    ],
  },
  {
    path: 'cloudbuild.yaml',
    kind: 'cloudbuild',
    uses: [
      '2:11 gcr.io/cloud-builders/docker → gcr.io/cloud-builders/docker',
      '4:12 gcr.io/$PROJECT_ID/tool → null',
      '5:11 ubuntu → docker.io/library/ubuntu',
      '7:11 $_BUILDER → null',
      '8:11 ${_BUILDER} → null',
      '9:11 ${_HOST}/tool → null',
      '11:13 gcr.io/contoso/builder:1 → gcr.io/contoso/builder:1',
    ],
    built: ['docker.io/contoso/pushed', 'docker.io/contoso/cloud'],
  },
  {
    path: 'gitpod/.gitpod.yml',
    kind: 'other',
    uses: ['1:8 gitpod/workspace-full:latest → docker.io/gitpod/workspace-full:latest'],
  },
  {
    path: 'gitpod-file/.gitpod.yml',
    uses: [],
  },
  {
    path: 'steps.yaml',
    uses: [],
  },
];

describe.each(ROWS)('$path', ({ path, kind, uses, built = [] }) => {
  const text = fixture(`ci/${path}`);

  it('tells each image at its place, and nothing else', () => {
    const result = scanTexts({ [path]: text });
    expect(placesOf(result, { [path]: text })).toEqual(uses);
    expect(result.uses.every((use) => use.kind === kind)).toBe(true);
    expect([...result.builtHere]).toEqual(built);
    expect(result.warnings).toEqual([]);
  });

  it('finds the same in CRLF and behind a byte order mark', () => {
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(placesOf(scanTexts({ [path]: windows }), { [path]: windows })).toEqual(uses);
  });

  it('moves every literal image', () => {
    expectRewritable({ [path]: text });
  });
});
