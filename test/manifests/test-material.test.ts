import { describe, expect, it } from 'vitest';
import { usesOf } from './found.ts';

const POD = 'apiVersion: v1\nkind: Pod\nspec: {containers: [{image: a/b:1}]}\n';
const CHART = 'apiVersion: v2\nname: a\nversion: 1.0.0\n';
const ARGO =
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    repoURL: https://x.example/y\n';
const FLUX = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec:\n';
const WORKFLOW = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n';

/** The files whose uses only tests read. */
function testFiles(files: Readonly<Record<string, string>>): readonly string[] {
  return usesOf(files).flatMap(({ file, testMaterial }) => (testMaterial === undefined ? [] : [file]));
}

describe('only tests read', () => {
  it.each([
    'testdata/pod.yaml',
    'pkg/render/testdata/a/pod.yaml',
    'src/__snapshots__/pod.yaml',
    'pkg/web.golden.yaml',
    'chart/tests/web_test.yaml',
  ])('%s, and its class stays', (path) => {
    const uses = usesOf({ [path]: POD, 'chart/Chart.yaml': CHART });
    expect(uses).toEqual([expect.objectContaining({ image: 'docker.io/a/b:1', testMaterial: expect.any(String) })]);
  });

  it.each([
    'deploy/pod.yaml',
    'testdata.yaml',
    'deploy/golden/pod.yaml',
    'tests/web_test.yaml',
    'test/pod.yaml',
    'chart/templates/testdata/pod.yaml',
    'chart/templates/web.golden.yaml',
  ])('not %s', (path) => {
    expect(testFiles({ [path]: POD, 'chart/Chart.yaml': CHART })).toEqual([]);
  });
});

describe('what is deployed is none, whatever its folder is called', () => {
  const path = 'deploy/testdata/web/pod.yaml';
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a kustomization names it', { 'deploy/kustomization.yaml': 'resources: [testdata/web/pod.yaml]\n' }],
    [
      'a kustomization builds its folder',
      {
        'prod/kustomization.yaml': 'resources:\n- ../deploy/testdata/web\n',
        'deploy/testdata/web/kustomization.yaml': 'resources: [pod.yaml]\n',
      },
    ],
    [
      'a kustomization builds another one in tests, and that one builds it',
      {
        'prod/kustomization.yaml': 'bases: [../deploy/testdata/all]\n',
        'deploy/testdata/all/kustomization.yaml': 'components: [../web]\n',
        'deploy/testdata/web/kustomization.yaml': 'resources: [pod.yaml]\n',
      },
    ],
    ['Argo CD is given its folder', { 'argo.yaml': `${ARGO}    path: deploy/testdata/web\n` }],
    ['Argo CD is given a folder above it', { 'argo.yaml': `${ARGO}    path: ./deploy\n` }],
    [
      'Argo CD is given it by a path from above the tree',
      { 'argo.yaml': `${ARGO}    path: team/deploy/testdata/web\n` },
    ],
    ['Flux is given a folder above it', { 'flux.yaml': `${FLUX}  path: "./deploy/"\n` }],
    ['Flux is given all', { 'flux.yaml': `${FLUX}  path: ./\n` }],
    [
      'a workflow applies it',
      { '.github/workflows/a.yml': `${WORKFLOW}    - run: kubectl apply -f deploy/testdata/web/*.yaml\n` },
    ],
    [
      'a workflow applies a folder above it',
      { '.github/workflows/a.yml': `${WORKFLOW}    - run: kubectl apply -R -f deploy\n` },
    ],
    [
      'a workflow names it behind a variable',
      { '.github/workflows/a.yml': `${WORKFLOW}    - run: x "$HOME/deploy/testdata/web"\n` },
    ],
    ['a script names it', { 'hack/up.sh': 'kubectl apply -f ../deploy/testdata/web/pod.yaml\n' }],
  ])('%s', (_name, files) => {
    expect(testFiles({ [path]: POD })).toEqual([path]);
    expect(testFiles({ [path]: POD, ...files })).toEqual([]);
  });

  it('a chart in tests that a chart outside brings along', () => {
    const chart = {
      'testdata/sub/Chart.yaml': CHART,
      'testdata/sub/values.yaml': 'image: {repository: a/b, tag: "1"}\n',
    };
    expect(testFiles(chart)).toEqual(['testdata/sub/values.yaml']);
    const parent = `${CHART}dependencies:\n- {name: a, version: 1.0.0, repository: "file://../testdata/sub"}\n`;
    expect(testFiles({ ...chart, 'web/Chart.yaml': parent })).toEqual([]);
  });
});

describe('it stays what only tests read', () => {
  const path = 'deploy/testdata/web/pod.yaml';
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a kustomization in tests builds it', { 'deploy/testdata/web/kustomization.yaml': 'resources: [pod.yaml]\n' }],
    [
      'a workflow says that it leaves it out',
      { '.github/workflows/a.yml': `${WORKFLOW}    - run: x '**/testdata/**'\n` },
    ],
    ['another folder of that name is built', { 'prod/kustomization.yaml': 'resources: [testdata]\n' }],
    [
      'Argo CD is given a folder above it of which a kustomization says what is built',
      { 'argo.yaml': `${ARGO}    path: deploy\n`, 'deploy/kustomization.yaml': 'resources: [web.yaml]\n' },
    ],
  ])('where %s', (_name, files) => {
    expect(testFiles({ [path]: POD, ...files })).toEqual([path]);
  });
});

it('of many tests, and many that name others, none is taken for deployed', () => {
  const files = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [
      [`a/testdata/${index}/pod.yaml`, POD],
      [`b/${index}/kustomization.yaml`, `resources: [../../a/testdata/x${index}/pod.yaml]\n`],
    ]).flat(),
  );
  expect(testFiles(files)).toHaveLength(2000);
});
