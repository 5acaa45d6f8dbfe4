import { expect, it } from 'vitest';
import type { Use } from '../../src/manifests/model/use.ts';
import { scanFiles } from '../../src/manifests/tree.ts';
import { mergedScan } from '../../src/render/merged-scan.ts';

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: a}
spec:
  chart: {spec: {chart: web, sourceRef: {kind: HelmRepository, name: acme}}}
  values:
    image:
      repository: ghcr.io/acme/web # {"$imagepolicy": "flux-system:web:name"}
`;
const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  annotations: {argocd-image-updater.argoproj.io/image-list: "quay.io/acme/api"}
spec: {source: {repoURL: https://example.org/charts, chart: api, targetRevision: 1.0.0}}
`;

/** A use that a chart brings, which would be written over some text. */
function brought(file: string, start: number, end: number, image: string): Use {
  const slot = { file, start, end, writes: 'name', before: '', after: '', tail: '' } as const;
  return { file, line: 5, column: 1, text: 'x', image, kind: 'remote-chart', part: 'chart', also: [], slots: [slot] };
}

it('what a chart brings keeps its name, too, where a program writes or finds that', () => {
  const texts = { 'release.yaml': RELEASE, 'application.yaml': APPLICATION };
  const scan = scanFiles(Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) })));
  const start = RELEASE.indexOf('ghcr.io');
  const uses = [
    brought('release.yaml', start, start + 'ghcr.io/acme/web'.length, 'ghcr.io/acme/web:1'),
    brought('application.yaml', 0, 0, 'quay.io/acme/api:1'),
    brought('application.yaml', 0, 0, 'quay.io/acme/other:1'),
  ];
  const rendered = { uses, seen: [], unseen: [], engine: undefined };
  const merged = mergedScan(scan, rendered, { paths: [], read: () => undefined });
  expect(merged.uses.map(({ file, image, uneditable }) => `${file} ${image} ${uneditable ?? 'moves'}`)).toEqual([
    'application.yaml quay.io/acme/api:1 Argo CD Image Updater finds it by this name (application.yaml:4)',
    'application.yaml quay.io/acme/other:1 moves',
    expect.stringMatching(/^release.yaml ghcr.io\/acme\/web:1 Flux's image policy flux-system:web writes the name/),
    expect.stringMatching(/^release.yaml ghcr.io\/acme\/web:1 Flux's image policy flux-system:web writes the name/),
  ]);
});
