import { describe, expect, it } from 'vitest';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../../src/manifests/scan.ts';

function scanned(files: Readonly<Record<string, string>>): ScanResult {
  const scan = startScan();
  for (const [path, text] of Object.entries(files)) scan.add(path, text);
  return scan.finish();
}

function told(files: Readonly<Record<string, string>>): readonly string[] {
  return scanned(files).uses.map(
    ({ file, line, column, part, text, image, pulls, overriddenBy, uneditable }) =>
      `${file} ${line}:${column} ${part} ${text} -> ${image}${[
        pulls && ` pulls ${pulls}`,
        overriddenBy && ` by ${overriddenBy}`,
        uneditable && ` (${uneditable})`,
      ]
        .filter(Boolean)
        .join('')}`,
  );
}

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const POD = 'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: "nginx:1.25"}]}\n';

describe('images of a kustomization', () => {
  it.each([
    ['- name: nginx\n  newTag: "1.27"\n', '2:9 name nginx -> docker.io/library/nginx:1.27'],
    ['- name: app\n  newName: quay.io/a/b\n', '3:12 newName quay.io/a/b -> quay.io/a/b'],
    [`- name: app\n  newName: a/b\n  digest: ${DIGEST}\n`, `3:12 newName a/b -> docker.io/a/b@${DIGEST}`],
    ['- newTag: v1\n  name: "ghcr.io/a/b"\n', '3:10 name ghcr.io/a/b -> ghcr.io/a/b:v1'],
    ['- name: app\n  newName: REGISTRY_HOST/app\n', '3:12 newName REGISTRY_HOST/app -> null'],
  ])('%j', (images, expected) => {
    expect(told({ 'kustomization.yaml': `images:\n${images}` })).toEqual([`kustomization.yaml ${expected}`]);
  });

  it.each(['kustomization.yml', 'Kustomization', 'sub/kustomization.yaml'])('are read from %s', (path) => {
    expect(told({ [path]: 'images: [{name: nginx}]\n' })).toHaveLength(1);
  });

  it.each(['my-kustomization.yaml', 'Kustomization.yaml', 'kustomization.yaml.yaml'])(
    'are not read from %s',
    (path) => {
      expect(told({ [path]: 'images: [{name: nginx}]\n' })).toEqual([]);
    },
  );

  it('of ConfigMaps that it makes', () => {
    const text =
      'configMapGenerator:\n- name: c\n  literals:\n  - SIDECAR_IMAGE=a/b:1\n  - PORT=80\n  - "X=quay.io/a/c:1"\n';
    expect(told({ 'kustomization.yaml': text })).toEqual([
      'kustomization.yaml 4:19 env a/b:1 -> docker.io/a/b:1',
      'kustomization.yaml 6:8 env quay.io/a/c:1 -> quay.io/a/c:1',
    ]);
  });

  it('of the values of charts that it inflates', () => {
    const text =
      'helmCharts:\n- name: redis\n  repo: https://charts.example.com\n  version: "1"\n  valuesInline:\n    image: {registry: docker.io, repository: a/b, tag: v1}\n';
    const { uses, unseen } = scanned({ 'kustomization.yaml': text });
    expect(uses.map(({ kind, image }) => `${kind} ${image}`)).toEqual(['helm-values docker.io/a/b:v1']);
    expect(unseen).toEqual([
      {
        type: 'chart',
        file: 'kustomization.yaml',
        line: 2,
        source: 'chart https://charts.example.com redis 1',
        remedy: 'helm template redis redis --repo https://charts.example.com --version 1',
      },
    ]);
  });
});

describe('bases', () => {
  it('an entry replaces what it matches, and only that', () => {
    expect(
      told({
        'kustomization.yaml': 'resources: [p.yaml, q.yaml]\nimages: [{name: nginx, newTag: "1.27"}]\n',
        'p.yaml': POD,
        'q.yaml': POD.replace('nginx', 'docker.io/library/nginx'),
      }),
    ).toEqual([
      'kustomization.yaml 2:17 name nginx -> docker.io/library/nginx:1.27',
      'p.yaml 3:39 whole nginx:1.25 -> docker.io/library/nginx:1.25 by kustomization.yaml:2',
      'q.yaml 3:39 whole docker.io/library/nginx:1.25 -> docker.io/library/nginx:1.25',
    ]);
  });

  it('an entry without a version pulls what the base says', () => {
    expect(
      told({ 'kustomization.yaml': 'resources: [p.yaml]\nimages: [{name: nginx, newName: a/b}]\n', 'p.yaml': POD })[0],
    ).toBe('kustomization.yaml 2:33 newName a/b -> docker.io/a/b pulls docker.io/a/b:1.25');
  });

  it('elsewhere are told, without what may be secret', () => {
    const text =
      'resources:\n- https://user:token@github.com/a/b//base?ref=v1&token=x\n- github.com/a/c?ref=main\n- local.yaml\n';
    expect(scanned({ 'kustomization.yaml': text }).unseen).toEqual([
      {
        type: 'base',
        file: 'kustomization.yaml',
        line: 2,
        source: 'kustomize base https://github.com/a/b//base?ref=v1',
        remedy: "kubectl kustomize 'https://github.com/a/b//base?ref=v1'",
      },
      {
        type: 'base',
        file: 'kustomization.yaml',
        line: 3,
        source: 'kustomize base github.com/a/c?ref=main',
        remedy: "kubectl kustomize 'github.com/a/c?ref=main'",
      },
    ]);
  });

  it('a name that an entry also looks for elsewhere is changed, and the entry finds both', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [p.yaml]\n',
      'base/p.yaml': POD,
      'a/kustomization.yaml': 'resources: [../base]\n',
      'b/kustomization.yaml':
        'resources: [../base, "https://example.com/x.yaml"]\nimages: [{name: nginx, newTag: "2"}]\n',
    };
    expect(told(files)).toEqual([
      'b/kustomization.yaml 2:17 name nginx -> docker.io/library/nginx:2',
      'base/p.yaml 3:39 whole nginx:1.25 -> docker.io/library/nginx:1.25',
    ]);
    const move = { registry: 'r.azurecr.io', repository: 'docker.io/library/nginx' };
    const { edits } = rewrite(scanned(files).uses, ({ file }) => (file === 'base/p.yaml' ? move : undefined));
    expect(
      applyEdits(
        files['b/kustomization.yaml'],
        edits.filter(({ file }) => file === 'b/kustomization.yaml'),
      ),
    ).toBe(
      'resources: [../base, "https://example.com/x.yaml"]\nimages: [{name: r.azurecr.io/docker.io/library/nginx, newName: nginx}, {name: nginx, newTag: "2"}]\n',
    );
  });

  it('a name is changed with the entries that look for it; of one that stays, an entry before it gives back the old name', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [p.yaml]\n',
      'base/p.yaml': POD,
      'a/kustomization.yaml': 'resources: [../base]\n',
      'b/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newTag: "2"}]\n',
    };
    const { uses } = scanned(files);
    const move = { registry: 'r.azurecr.io', repository: 'docker.io/library/nginx' };
    const both = rewrite(uses, () => move).edits;
    expect(
      applyEdits(
        files['b/kustomization.yaml'],
        both.filter(({ file }) => file === 'b/kustomization.yaml'),
      ),
    ).toBe('resources: [../base]\nimages: [{name: r.azurecr.io/docker.io/library/nginx, newTag: "2"}]\n');
    const one = rewrite(uses, ({ file }) => (file === 'base/p.yaml' ? move : undefined));
    expect(one.unwritten).toEqual([]);
    expect(
      applyEdits(
        files['b/kustomization.yaml'],
        one.edits.filter(({ file }) => file === 'b/kustomization.yaml'),
      ),
    ).toBe(
      'resources: [../base]\nimages: [{name: r.azurecr.io/docker.io/library/nginx, newName: nginx}, {name: nginx, newTag: "2"}]\n',
    );
  });
});
