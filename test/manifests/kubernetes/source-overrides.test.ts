import { describe, expect, it } from 'vitest';
import { lines, pod } from '../cases/manifests.ts';
import { expectSettled, move, type Tree, told } from '../cases/move.ts';

/** A file of Argo CD's that overrides images. */
function images(...items: readonly string[]): string {
  return lines('kustomize:', '  images:', ...items.map((item) => `  - ${item}`));
}

const PARAMETERS = lines(
  'helm:',
  '  parameters:',
  '  - {name: image.repository, value: ghcr.io/acme/web, forcestring: true}',
  '  - {name: image.tag, value: "2", forcestring: true}',
);
const WRITTEN = 'Argo CD Image Updater writes this file anew';

describe('what Argo CD is told of a source by files in its folder', () => {
  const rows: readonly (readonly [string, Tree, readonly string[], readonly string[]])[] = [
    [
      'a tag, that goes on being found',
      {
        'apps/.argocd-source.yaml': images('ghcr.io/acme/web:2'),
        'apps/kustomization.yaml': 'resources: [pod.yaml]\n',
        'apps/pod.yaml': pod('ghcr.io/acme/web:1'),
      },
      ['apps/.argocd-source.yaml:3 ghcr.io/acme/web:2'],
      ['apps/pod.yaml:6 ghcr.io/acme/web:1 (apps/.argocd-source.yaml:3)'],
    ],
    [
      'another name, at the top',
      { '.argocd-source.yaml': images('web=quay.io/acme/web:2'), 'pod.yaml': pod('web') },
      ['.argocd-source.yaml:3 quay.io/acme/web:2'],
      ['pod.yaml:6 docker.io/library/web (.argocd-source.yaml:3)'],
    ],
    [
      'a tag, by what another program writes',
      {
        'apps/.argocd-source-prod.yaml': images('ghcr.io/acme/web:2', 'api=quay.io/acme/api:2', 'app:2'),
        'apps/kustomization.yaml': 'resources: [pod.yaml]\n',
        'apps/pod.yaml': pod('ghcr.io/acme/web:1', 'api:1', 'app:1', 'nginx:1'),
      },
      ['apps/pod.yaml:9 docker.io/library/nginx:1'],
      [
        `apps/.argocd-source-prod.yaml:3 ghcr.io/acme/web:2 (${WRITTEN})`,
        `apps/.argocd-source-prod.yaml:4 quay.io/acme/api:2 (${WRITTEN})`,
        'apps/pod.yaml:6 ghcr.io/acme/web:1 (Argo CD finds it by this name (apps/.argocd-source-prod.yaml:3))',
        'apps/pod.yaml:7 docker.io/library/api:1 (Argo CD finds it by this name (apps/.argocd-source-prod.yaml:4))',
        'apps/pod.yaml:8 docker.io/library/app:1 (Argo CD finds it by this name (apps/.argocd-source-prod.yaml:5))',
      ],
    ],
    [
      'parameters of a chart',
      { 'chart/.argocd-source.yaml': PARAMETERS },
      ['chart/.argocd-source.yaml:3 ghcr.io/acme/web:2'],
      [],
    ],
    [
      'parameters of a chart that another program writes',
      {
        'chart/.argocd-source-a.yaml': PARAMETERS,
        'chart/values.yaml': 'image: {repository: ghcr.io/acme/web, tag: "1"}\n',
      },
      [],
      [
        `chart/.argocd-source-a.yaml:3 ghcr.io/acme/web:2 (${WRITTEN})`,
        'chart/values.yaml:1 ghcr.io/acme/web:1 (Argo CD finds it by this name (chart/.argocd-source-a.yaml:3))',
      ],
    ],
    [
      'values',
      {
        'a/.argocd-source.yaml': 'helm: {valuesObject: {image: {repository: ghcr.io/acme/web, tag: "2"}}}\n',
        'b/.argocd-source-x.yaml': 'helm: {valuesObject: {image: {repository: acme/api, tag: "2"}}}\n',
      },
      ['a/.argocd-source.yaml:1 ghcr.io/acme/web:2'],
      ['b/.argocd-source-x.yaml:1 acme/api (the registry comes from chart b)'],
    ],
    ['nothing by another name', { 'a/.argocd-source.yml': images('web=ghcr.io/acme/web:2') }, [], []],
  ];
  it.each(rows)('%s', (_name, tree, moved, stays) => {
    const result = move(tree);
    expect(told(result)).toEqual({ moved, stays });
    expectSettled(result);
  });

  it('writes the name that is looked for before the new one', () => {
    const { after } = move({
      'a/.argocd-source.yaml': images('ghcr.io/acme/web:2'),
      'a/pod.yaml': pod('ghcr.io/acme/web:1'),
    });
    expect(after['a/.argocd-source.yaml']).toBe(images('ghcr.io/acme/web=contoso.azurecr.io/ghcr.io/acme/web:2'));
  });
});
