import { describe, expect, it } from 'vitest';
import { found } from '../found.ts';
import { expectRewritable, fixture, placesOf, scanTexts } from '../manifest-table.ts';

describe('what the bundle of an operator names', () => {
  const files = { 'csv.yaml': fixture('operators/clusterserviceversion.yaml') };

  it('is told where it stands: annotations, examples in JSON, related images, variables', () => {
    expect(placesOf(scanTexts(files), files)).toEqual([
      '8:21 quay.io/acme/web-operator:1.2.0 → quay.io/acme/web-operator:1.2.0',
      '17:41 ghcr.io/acme/web:2.0 → ghcr.io/acme/web:2.0',
      '19:97 redis → docker.io/library/redis:7',
      `21:127 quay.io/acme/base@${DIGEST} → quay.io/acme/base@${DIGEST}`,
      '26:14 envoyproxy/envoy:v1.31.0 → docker.io/envoyproxy/envoy:v1.31.0',
      '27:28 busybox → docker.io/library/busybox',
      '38:47 quay.io/acme/web:2.0 → quay.io/acme/web:2.0',
      '39:47 busybox → docker.io/library/busybox',
      '43:28 quay.io/acme/web-operator:1.2.0 → quay.io/acme/web-operator:1.2.0',
      '46:32 redis:7 → docker.io/library/redis:7',
      '48:32 busybox → docker.io/library/busybox',
    ]);
    expect(new Set(scanTexts(files).uses.map(({ kind }) => kind))).toEqual(new Set(['custom-resource']));
  });

  it('is written there, and nothing else', () => {
    expectRewritable(files);
  });

  it('is not taken from other annotations or other objects', () => {
    const other = (kind: string) =>
      `${kind}\nmetadata:\n  annotations:\n    containerImage: x/y:1\n    alm-examples: '[{"apiVersion": "a.b/v1", "kind": "A", "spec": {"image": "x/y:1"}}]'\n`;
    expect(found(other('apiVersion: example.com/v1\nkind: Thing'))).toEqual([]);
    expect(found(other('apiVersion: v1\nkind: ConfigMap'))).toEqual([]);
  });

  it('is told of a deployment and of its pods, too', () => {
    const annotations = (image: string) => `annotations: {olm.relatedImage.a: ${image}, olm.relatedImage: x/n:1}`;
    const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  ${annotations('x/a:1')}\nspec:\n  template:\n    metadata:\n      ${annotations('x/b:1')}\n    spec:\n      containers: [{image: x/c:1}]\n`;
    expect(found(text)).toEqual([
      '4:37 x/a:1 → docker.io/x/a:1 (kubernetes, whole)',
      '8:41 x/b:1 → docker.io/x/b:1 (kubernetes, whole)',
      '10:28 x/c:1 → docker.io/x/c:1 (kubernetes, whole)',
    ]);
  });

  it('is nothing where the examples are no JSON, or nest without end', () => {
    const csv = (examples: string) =>
      `apiVersion: operators.coreos.com/v1alpha1\nkind: ClusterServiceVersion\nmetadata:\n  annotations:\n    alm-examples: |-\n      ${examples}\nspec: {}\n`;
    expect(found(csv('[{"apiVersion": "a.b/v1", "kind": "A", "image": }'))).toEqual([]);
    expect(found(csv(`"apiVersion image" ${'['.repeat(100_000)}`))).toEqual([]);
    expect(found(csv(`[{"apiVersion": "image/v1", "kind": "${'A'.repeat(10_000_000)}"`))).toEqual([]);
  });
});

const DIGEST = 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
