// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of manifests are texts here
import { describe, expect, it } from 'vitest';
import { expectRewritable, fixture, placesOf, scanTexts } from '../manifest-table.ts';

const FILES = { 'Pulumi.yaml': fixture('pulumi/Pulumi.yaml') };

describe('a program of Pulumi in YAML', () => {
  const result = scanTexts(FILES);

  it('tells the images of its resources, and those of no others', () => {
    expect(placesOf(result, FILES)).toEqual([
      '9:13 redis:7.4 → docker.io/library/redis:7.4',
      '13:14 ${cacheImage.repoDigest} → null',
      '22:25 busybox:1.36 → docker.io/library/busybox:1.36',
      '25:24 nginx:${tag} → docker.io/library/nginx',
      '27:24 quay.io/acme/proxy:2 → quay.io/acme/proxy:2',
      '37:45 ghcr.io/acme/migrate:1 → ghcr.io/acme/migrate:1',
      '44:20 mcr.microsoft.com/k8se/quickstart:latest → mcr.microsoft.com/k8se/quickstart:latest',
      '50:18 docker.io/library/memcached:1.6 → docker.io/library/memcached:1.6',
      '55:32 wordpress:6 → docker.io/library/wordpress:6',
      // The chart has the registry, as it happens.
      '70:25 grafana/grafana → null',
    ]);
  });

  it('tells what it builds, and the chart that it does not contain', () => {
    expect([...result.builtHere]).toEqual(['docker.io/acme/own']);
    expect(result.unseen.map(({ line, source }) => [line, source])).toEqual([
      [61, 'chart https://prometheus-community.github.io/helm-charts kube-prometheus-stack 61.3.1'],
    ]);
  });

  it('can be moved, and nothing else changes', () => {
    expectRewritable(FILES);
  });

  it('is told from other files with resources', () => {
    const texts = {
      'kustomization.yaml': 'resources: [a.yaml]\nimages: [{name: nginx, newTag: "1"}]\n',
      'other.yaml': 'resources:\n  web:\n    type: docker\n    properties: {image: redis:7}\n',
      'Main.yaml': 'resources:\n  web:\n    type: docker:Container\n    properties: {image: redis:7}\n',
    };
    expect(scanTexts(texts).uses.map(({ file, kind }) => [file, kind])).toEqual([
      ['Main.yaml', 'pulumi'],
      ['kustomization.yaml', 'kustomize'],
    ]);
  });
});
