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
    path: 'MODULE.bazel',
    kind: 'other',
    uses: [
      `8:14 gcr.io/distroless/base → gcr.io/distroless/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
      '11:36 busybox → docker.io/library/busybox:1.36',
      '13:35 quay.io/a/b:1 → quay.io/a/b:1',
    ],
  },
  {
    path: 'WORKSPACE',
    kind: 'other',
    uses: ['6:19 distroless/java → gcr.io/distroless/java:11', '10:74 library/alpine → docker.io/library/alpine'],
  },
  {
    path: 'web.nomad.hcl',
    kind: 'other',
    uses: [
      '6:14 traefik:v3 → docker.io/library/traefik:v3',
      '14:18 grafana/loki:${var.version} → docker.io/grafana/loki:3.7.2',
      '31:25 quay.io/${NOMAD_META_name}:1 → null',
      '40:29 envoyproxy/envoy:v1.30 → docker.io/envoyproxy/envoy:v1.30',
    ],
  },
  {
    path: '.devcontainer/devcontainer.json',
    kind: 'devcontainer',
    uses: ['3:13 mcr.microsoft.com/devcontainers/base:ubuntu → mcr.microsoft.com/devcontainers/base:ubuntu'],
  },
  {
    path: '.ko.yaml',
    kind: 'other',
    uses: [
      '1:19 cgr.dev/chainguard/static:latest → cgr.dev/chainguard/static:latest',
      '3:35 gcr.io/distroless/base:nonroot → gcr.io/distroless/base:nonroot',
    ],
  },
  {
    path: 'Tiltfile',
    uses: [],
    built: ['docker.io/contoso/tilt', 'docker.io/contoso/restart'],
  },
  {
    path: 'app.yaml',
    kind: 'container-apps',
    uses: [
      '7:16 docker.io/library/nginx:1.27 → docker.io/library/nginx:1.27',
      '8:17 contoso.azurecr.io/app:$(Build.BuildId) → contoso.azurecr.io/app',
      '10:16 busybox → docker.io/library/busybox',
    ],
  },
  {
    path: 'azuredeploy.json',
    kind: 'arm-template',
    uses: [
      '6:51 mcr.microsoft.com/azuredocs/aci-helloworld:latest → mcr.microsoft.com/azuredocs/aci-helloworld:latest',
      '9:30 redis:7 → docker.io/library/redis:7',
      "18:52 [concat(parameters('registry'), '/x')] → null",
      '19:52 nginx:1.27 → docker.io/library/nginx:1.27',
      '23:96 contoso/site:2 → docker.io/contoso/site:2',
    ],
  },
  {
    path: 'docker-bake.hcl',
    kind: 'other',
    uses: ['5:28 alpine:3.20 → docker.io/library/alpine:3.20'],
    built: ['ghcr.io/contoso/baked', 'docker.io/contoso/baked'],
  },
  {
    path: 'docker-bake.json',
    kind: 'other',
    uses: ['1:90 debian:12 → docker.io/library/debian:12'],
    built: ['docker.io/contoso/json'],
  },
  {
    path: 'group.yaml',
    kind: 'container-instances',
    uses: [
      '8:16 mcr.microsoft.com/azuredocs/aci-helloworld:latest → mcr.microsoft.com/azuredocs/aci-helloworld:latest',
      '10:28 redis → docker.io/library/redis',
    ],
  },
  {
    path: 'main.bicep',
    kind: 'bicep',
    uses: [
      '3:26 docker.io/library/nginx:1.27 → docker.io/library/nginx:1.27',
      '4:29 ghcr.io/contoso/worker:2 → ghcr.io/contoso/worker:2',
      '7:17 busybox:1.36 → docker.io/library/busybox:1.36',
      '23:19 mcr.microsoft.com/k8se/quickstart:${tag} → mcr.microsoft.com/k8se/quickstart',
      '26:64 mcr.microsoft.com/azuredocs/containerapps-helloworld:latest → mcr.microsoft.com/azuredocs/containerapps-helloworld:latest',
      '29:55 registry.name → null',
      '39:31 mcr.microsoft.com/azuredocs/aci-helloworld → mcr.microsoft.com/azuredocs/aci-helloworld',
      '48:31 contoso/site:1 → docker.io/contoso/site:1',
      '57:25 otel/opentelemetry-collector:0.100.0 → docker.io/otel/opentelemetry-collector:0.100.0',
      '70:13 ghcr.io/contoso/module:3 → ghcr.io/contoso/module:3',
    ],
  },
  {
    path: 'main.parameters.json',
    kind: 'arm-template',
    uses: ['4:35 docker.io/library/httpd:2.4 → docker.io/library/httpd:2.4'],
  },
  {
    path: 'main.tf',
    kind: 'terraform',
    uses: [
      '4:18 nginx:1.27 → docker.io/library/nginx:1.27',
      '8:18 redis:7 → docker.io/library/redis:7',
      '17:20 busybox:1.36 → docker.io/library/busybox:1.36',
      '25:20 ${var.registry}/app:1 → null',
      '34:73 python:3.12 → docker.io/library/python:3.12',
      '39:11 ubuntu:22.04 → docker.io/library/ubuntu:22.04',
      '55:12 alpine:3.20 → docker.io/library/alpine:3.20',
      '62:16 mcr.microsoft.com/azuredocs/containerapps-helloworld:latest → mcr.microsoft.com/azuredocs/containerapps-helloworld:latest',
      '69:14 mcr.microsoft.com/azuredocs/aci-helloworld:latest → mcr.microsoft.com/azuredocs/aci-helloworld:latest',
      '76:30 contoso/web:1 → ghcr.io/contoso/web:1',
      '85:30 library/httpd:2.4 → docker.io/library/httpd:2.4',
      '93:32 contoso/site:3 → docker.io/contoso/site:3',
      '112:28 public.ecr.aws/nginx/nginx:1.27 → public.ecr.aws/nginx/nginx:1.27',
      '117:22 traefik/whoami:v1.10 → docker.io/traefik/whoami:v1.10',
      '132:48 hashicorp/http-echo:1.0 → docker.io/hashicorp/http-echo:1.0',
    ],
    built: ['docker.io/contoso/own'],
  },
  {
    path: 'playbook.yml',
    kind: 'ansible',
    uses: [
      '6:16 nginx:1.27 → docker.io/library/nginx:1.27',
      '9:19 redis → docker.io/library/redis:7',
      '14:21 {{ image }} → null',
    ],
    built: ['docker.io/contoso/built'],
  },
  {
    path: 'prometheus.jsonnet',
    kind: 'jsonnet',
    uses: [
      '6:15 quay.io/brancz/kube-rbac-proxy:v0.18.0 → quay.io/brancz/kube-rbac-proxy:v0.18.0',
      '12:39 busybox → docker.io/library/busybox',
      '15:19 ghcr.io/contoso/sidecar:1 → ghcr.io/contoso/sidecar:1',
      '20:30 a/web:1 → docker.io/a/web:1',
      '21:55 redis → docker.io/library/redis',
      '22:40 quay.io/a/init:1 → quay.io/a/init:1',
    ],
  },
  {
    path: 'skaffold.yaml',
    kind: 'skaffold',
    uses: [
      '8:18 gcr.io/buildpacks/builder:v1 → gcr.io/buildpacks/builder:v1',
      '19:16 gcr.io/distroless/base:debug → gcr.io/distroless/base:debug',
      '20:77 {{ .BUILDER }} → null',
      '24:37 curlimages/curl:8.8.0 → docker.io/curlimages/curl:8.8.0',
    ],
    built: [
      'docker.io/library/frontend',
      'ghcr.io/contoso/api',
      'docker.io/library/debugger',
      'docker.io/contoso/patched',
    ],
  },
];

describe.each(ROWS)('$path', ({ path, kind, uses, built = [] }) => {
  const text = fixture(`infrastructure/${path}`);

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
