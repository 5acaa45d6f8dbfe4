import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { folderWith, typed } from './command.ts';

/** A host that is asked by nobody: the reason that every tool's charts must keep. */
const REPOSITORY = 'https://charts.example.com';
const NOT_ALLOWED = 'charts.example.com is not among the hosts that charts are fetched from; add it to chart-hosts';

interface Row {
  readonly file: string;
  readonly text: string;
  /** What is told of it, and why. */
  readonly source: string;
  readonly because: string;
  /** Whether the scan alone, which sees one file at a time, can't know of it. */
  readonly isToldByRenderingOnly?: true;
}

const chart = (file: string, text: string, more: Partial<Row> = {}): Row => ({
  ...{ file, text, source: `chart ${REPOSITORY} cache 2.3.1`, because: NOT_ALLOWED },
  ...more,
});

const TOOLS: readonly (readonly [string, Row])[] = [
  [
    'helmfile',
    chart(
      'helmfile/helmfile.yaml',
      `repositories:\n  - name: acme\n    url: ${REPOSITORY}\nreleases:\n  - name: store\n    chart: acme/cache\n    version: 2.3.1\n`,
    ),
  ],
  [
    'helmfile, of a repository that it does not define',
    chart('helmfile.d/store.yaml', 'releases:\n  - name: store\n    chart: acme/cache\n    version: 2.3.1\n', {
      source: 'chart acme/cache',
      because: 'no repository acme is in its helmfile',
      isToldByRenderingOnly: true,
    }),
  ],
  [
    'Skaffold',
    chart(
      'skaffold.yaml',
      `apiVersion: skaffold/v4beta11\nkind: Config\ndeploy:\n  helm:\n    releases:\n      - name: store\n        remoteChart: cache\n        repo: ${REPOSITORY}\n        version: 2.3.1\n`,
    ),
  ],
  [
    'a profile of Skaffold',
    chart(
      'profiles/skaffold.yaml',
      `apiVersion: skaffold/v4beta11\nkind: Config\nprofiles:\n  - name: dev\n    manifests:\n      helm:\n        releases:\n          - name: store\n            remoteChart: cache\n            repo: ${REPOSITORY}\n            version: 2.3.1\n`,
    ),
  ],
  ['Fleet', chart('fleet.yaml', `helm:\n  chart: cache\n  repo: ${REPOSITORY}\n  version: 2.3.1\n`)],
  [
    "Terraform's helm_release",
    chart(
      'main.tf',
      `resource "helm_release" "cache" {\n  repository = "${REPOSITORY}"\n  chart      = "cache"\n  version    = "2.3.1"\n}\n`,
    ),
  ],
  [
    "Terraform's helm_release, with variables",
    chart('variables.tf', 'resource "helm_release" "cache" {\n  repository = var.charts\n  chart      = "cache"\n}\n', {
      source: 'chart cache',
      because: 'variables of Terraform fill it in',
    }),
  ],
  [
    "K3s' HelmChart",
    chart(
      'k3s.yaml',
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: cache\nspec:\n  repo: ${REPOSITORY}\n  chart: cache\n  version: 2.3.1\n`,
    ),
  ],
  [
    "K3s' HelmChart, by the address of an archive",
    chart(
      'k3s-archive.yaml',
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: archive\nspec:\n  chart: ${REPOSITORY}/cache.tgz\n`,
      {
        source: `chart ${REPOSITORY}/cache.tgz`,
        because: 'archives of charts are not fetched by their own address',
      },
    ),
  ],
  [
    "kustomize's helmCharts",
    chart('charts/kustomization.yaml', `helmCharts:\n  - name: cache\n    repo: ${REPOSITORY}\n    version: 2.3.1\n`),
  ],
  [
    'a base of kustomize',
    chart('bases/kustomization.yaml', 'resources:\n  - https://charts.example.com/install.yaml\n', {
      source: 'kustomize base https://charts.example.com/install.yaml',
    }),
  ],
  [
    'Chart.yaml',
    chart(
      'site/Chart.yaml',
      `apiVersion: v2\nname: site\nversion: 0.1.0\ndependencies:\n  - name: cache\n    version: 2.3.1\n    repository: ${REPOSITORY}\n`,
    ),
  ],
  [
    "Flux's HelmRelease",
    chart(
      'flux.yaml',
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: cache\nspec:\n  chart:\n    spec:\n      chart: cache\n      version: 2.3.1\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  url: ${REPOSITORY}\n`,
      { source: 'chart @acme cache 2.3.1' },
    ),
  ],
  [
    "Flux's HelmRelease of an OCIRepository",
    chart(
      'oci.yaml',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: oci\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: oci\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: oci\nspec:\n  url: oci://charts.example.com/cache\n  ref:\n    tag: 2.3.1\n  layerSelector:\n    mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip\n',
      { source: 'chart oci://charts.example.com/cache 2.3.1' },
    ),
  ],
  [
    "Flux's HelmRelease of a source that the repository does not define",
    chart(
      'nowhere.yaml',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: nowhere\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: nowhere\n',
      {
        source: 'chart nowhere',
        because: 'no OCIRepository nowhere is in the repository',
        isToldByRenderingOnly: true,
      },
    ),
  ],
  [
    "Argo CD's Application",
    chart(
      'argo.yaml',
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: cache\nspec:\n  source:\n    repoURL: ${REPOSITORY}\n    chart: cache\n    targetRevision: 2.3.1\n`,
    ),
  ],
  [
    'an Application of manifests in another repository',
    chart(
      'argo-git.yaml',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: other\nspec:\n  source:\n    repoURL: https://git.example.com/acme/other\n    path: deploy\n',
      {
        source: 'git https://git.example.com/acme/other deploy',
        because: 'manifests of a Git repository are not fetched, unless they are a chart or a base',
      },
    ),
  ],
];

let folder: ReturnType<typeof folderWith>;
let told: readonly { readonly file: string; readonly source: string; readonly because: string | undefined }[];
let untried: ReadonlySet<string>;
const last: Record<'auto' | 'never', string> = { auto: '', never: '' };

beforeAll(async () => {
  if (!HAS_BUNDLE) return;
  folder = folderWith(Object.fromEntries(TOOLS.map(([, { file, text }]) => [file, text])));
  const scan = async (words: readonly string[]) => typed(['scan', ...words], folder.path);
  const [tried, plain, auto, never] = await Promise.all([
    scan(['--json', '--render', 'auto']),
    scan(['--json']),
    scan(['--render', 'auto']),
    scan([]),
  ]);
  told = listField(parseJson(tried.stdout), 'unseen').map((each) => ({
    file: stringField(each, 'file') ?? '',
    source: stringField(each, 'source') ?? '',
    because: stringField(each, 'because'),
  }));
  untried = new Set(listField(parseJson(plain.stdout), 'unseen').map((each) => stringField(each, 'file') ?? ''));
  last.auto = auto.stdout.trimEnd().split('\n').at(-1) ?? '';
  last.never = never.stdout.trimEnd().split('\n').at(-1) ?? '';
});

afterAll(() => folder?.close());

describe.skipIf(!HAS_BUNDLE)('a source that stays unseen keeps its reason where it is named by', () => {
  it.each(TOOLS)('%s', (_, { file, source, because, isToldByRenderingOnly }) => {
    expect(told.filter((each) => each.file === file)).toEqual([{ file, source, because }]);
    expect(untried.has(file)).toBe(isToldByRenderingOnly !== true);
  });
});

describe.skipIf(!HAS_BUNDLE)('the last line of a scan', () => {
  it('says how many charts and bases stay unseen, and how they would be looked into', () => {
    expect(last.never).toBe(
      '0 uses of 0 images: nothing found · 14 charts and bases unseen: --render auto would look into them · 1 other source unseen',
    );
  });

  it('says why, where that was tried', () => {
    expect(last.auto).toBe(
      `0 uses of 0 images: nothing found · 16 charts and bases unseen, 12 because ${NOT_ALLOWED} · 1 other source unseen`,
    );
  });
});
