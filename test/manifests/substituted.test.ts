import { describe, expect, it } from 'vitest';
import { lines, pod } from './cases/manifests.ts';
import { expectSettled, move, type Tree, told } from './cases/move.ts';
import { usesOf } from './found.ts';

/** A workflow that deploys manifests with images in place of those in them. */
function workflow(...images: readonly string[]): string {
  return lines(
    'on: push',
    'jobs:',
    '  a:',
    '    runs-on: x',
    '    steps:',
    '    - uses: Azure/k8s-deploy@v5',
    '      with:',
    '        manifests: pod.yaml',
    '        images: |',
    ...images.map((image) => `          ${image}`),
  );
}

const PIPELINE = lines('steps:', '- task: KubernetesManifest@1', '  inputs:', '    containers: ghcr.io/acme/web:2');
const CI = '.github/workflows/a.yml';

describe('an image that a step puts in place of others', () => {
  const rows: readonly (readonly [string, Tree, readonly string[], readonly string[]])[] = [
    [
      'moves with them',
      { [CI]: workflow('ghcr.io/acme/web:2', 'nginx:1'), 'pod.yaml': pod('ghcr.io/acme/web:1') },
      [`${CI}:10 ghcr.io/acme/web:2`, `${CI}:11 docker.io/library/nginx:1`, 'pod.yaml:6 ghcr.io/acme/web:1'],
      [],
    ],
    [
      'of Azure Pipelines, too',
      { 'azure-pipelines.yml': PIPELINE, 'pod.yaml': pod('ghcr.io/acme/web:1') },
      ['azure-pipelines.yml:4 ghcr.io/acme/web:2', 'pod.yaml:6 ghcr.io/acme/web:1'],
      [],
    ],
    [
      'stays where it is spelled otherwise: they would be found by one name',
      { [CI]: workflow('docker.io/library/nginx:2'), 'pod.yaml': pod('nginx:1') },
      [],
      [
        `${CI}:10 docker.io/library/nginx:2 (${CI}:10 puts an image in place of others by its name, which is spelled in several ways)`,
        `pod.yaml:6 docker.io/library/nginx:1 (${CI}:10 puts an image in place of others by its name, which is spelled in several ways)`,
      ],
    ],
    [
      'stays where one of them does',
      {
        [CI]: workflow('ghcr.io/acme/web:2'),
        'pod.yaml': pod('ghcr.io/acme/web:1').replace('"}', '"} # {"$imagepolicy": "a:web"}'),
        'values.yaml': lines('image:', '  repository: ghcr.io/acme/web # {"$imagepolicy": "a:web:name"}', '  tag: "1"'),
      },
      [],
      [
        `${CI}:10 ghcr.io/acme/web:2 (${CI}:10 puts an image in its place by this name, which values.yaml:2 keeps)`,
        `pod.yaml:6 ghcr.io/acme/web:1 (${CI}:10 puts an image in its place by this name, which values.yaml:2 keeps)`,
        "values.yaml:2 ghcr.io/acme/web:1 (Flux's image policy a:web writes the name anew, too; let it write the tag alone (:tag))",
      ],
    ],
  ];
  it.each(rows)('%s', (_name, tree, moved, stays) => {
    const result = move(tree);
    expect(told(result)).toEqual({ moved, stays });
    expectSettled(result);
  });

  it('is written with all of them, or none is', () => {
    const uses = usesOf({ [CI]: workflow('ghcr.io/acme/web:2'), 'pod.yaml': pod('ghcr.io/acme/web:1') });
    const files = uses.map(({ slots }) => [...new Set(slots.map(({ file }) => file))].toSorted());
    expect(files).toEqual([
      [CI, 'pod.yaml'],
      [CI, 'pod.yaml'],
    ]);
  });
});
