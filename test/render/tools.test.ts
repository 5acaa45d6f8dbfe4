import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { folderWith, scanned } from './command.ts';
import { type ChartServer, HELM, packedCharts, serveFolder } from './served-charts.ts';

const CAN_RUN = HAS_BUNDLE && HELM !== undefined;

/** A file that names the chart `cache`, others that it takes, and the images that helm renders of it, without what is if enabled. */
interface Row {
  readonly file: string;
  readonly text: (url: string) => string;
  readonly images: readonly string[];
}

const ROWS: readonly (readonly [string, Row])[] = [
  [
    "K3s' HelmChart and HelmChartConfig",
    {
      file: 'cache.yaml',
      text: (url) =>
        `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: cache\n  namespace: kube-system\nspec:\n  repo: ${url}\n  chart: cache\n  version: 2.3.1\n  set:\n    image.tag: "7.3"\n---\napiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata:\n  name: cache\n  namespace: kube-system\nspec:\n  valuesContent: |-\n    exporter:\n      enabled: true\n`,
      images: ['docker.io/library/redis:7.3', 'quay.io/acme/redis-exporter:1.5'],
    },
  ],
  [
    "kustomize's helmCharts",
    {
      file: 'kustomization.yaml',
      text: (url) =>
        `helmCharts:\n  - name: cache\n    repo: ${url}\n    version: 2.3.1\n    valuesFile: values/cache.yaml\n    valuesInline:\n      exporter: {enabled: true}\n`,
      images: ['docker.io/library/redis:7.4', 'quay.io/acme/redis-exporter:1.5'],
    },
  ],
  [
    'helmfile',
    {
      file: 'helmfile.yaml',
      text: (url) =>
        `repositories:\n  - name: acme\n    url: ${url}\nreleases:\n  - name: store\n    chart: acme/cache\n    version: ~2.3\n    values:\n      - values/cache.yaml\n`,
      images: ['docker.io/library/redis:7.4'],
    },
  ],
  [
    'Skaffold',
    {
      file: 'skaffold.yaml',
      text: (url) =>
        `apiVersion: skaffold/v4beta11\nkind: Config\ndeploy:\n  helm:\n    releases:\n      - name: store\n        remoteChart: cache\n        repo: ${url}\n        version: 2.3.1\n        valuesFiles: [values/cache.yaml]\n`,
      images: ['docker.io/library/redis:7.4'],
    },
  ],
  [
    'Fleet',
    {
      file: 'fleet.yaml',
      text: (url) =>
        `namespace: store\nhelm:\n  chart: cache\n  repo: ${url}\n  version: 2.3.1\n  values:\n    image: {tag: "7.5"}\n`,
      images: ['docker.io/library/redis:7.5'],
    },
  ],
  [
    "Terraform's helm_release",
    {
      file: 'main.tf',
      text: (url) =>
        `resource "helm_release" "cache" {\n  name       = "cache"\n  repository = "${url}"\n  chart      = "cache"\n  version    = "2.3.1"\n  values = [\n    file("\${path.module}/values/cache.yaml"),\n    <<-EOT\n      exporter:\n        enabled: true\n    EOT\n  ]\n  set {\n    name  = "exporter.image"\n    value = "quay.io/acme/other:2"\n  }\n}\n`,
      images: ['docker.io/library/redis:7.4', 'quay.io/acme/other:2'],
    },
  ],
  [
    "Argo CD's ApplicationSet, by generators that need nothing but the repository",
    {
      file: 'set.yaml',
      text: (url) =>
        `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: caches\nspec:\n  generators:\n    - matrix:\n        generators:\n          - list:\n              elements: [{tag: "7.6"}, {tag: "7.7"}]\n          - git:\n              repoURL: https://github.com/acme/cluster\n              files: [{path: "teams/*.yaml"}]\n  template:\n    metadata:\n      name: '{{name}}'\n    spec:\n      source:\n        repoURL: ${url}\n        chart: cache\n        targetRevision: '{{chart.version}}'\n        helm:\n          valuesObject:\n            image:\n              tag: '{{tag}}'\n`,
      images: ['docker.io/library/redis:7.6', 'docker.io/library/redis:7.7'],
    },
  ],
];

const OTHERS = {
  'values/cache.yaml': 'image:\n  tag: "7.4"\n',
  'teams/one.yaml': 'name: one\nchart:\n  version: 2.3.1\n',
};

let charts: ReturnType<typeof packedCharts>;
let server: ChartServer;
let told: Awaited<ReturnType<typeof scanned>>;

beforeAll(async () => {
  if (!CAN_RUN) return;
  charts = packedCharts();
  server = await serveFolder(charts.folder);
  const files = Object.fromEntries(ROWS.map(([, { file, text }]) => [file, text(server.url)]));
  const folder = folderWith({ ...files, ...OTHERS });
  told = await scanned(folder.path, '127.0.0.1').finally(folder.close);
}, 60_000);

afterAll(async () => {
  charts?.close();
  await server?.close();
});

describe.skipIf(!CAN_RUN)('a chart is rendered with its values where it is named by', () => {
  it.each(ROWS)('%s', (_, { file, images }) => {
    const here = told.uses.filter((use) => use.startsWith(`${file} `) && use.includes(': cache 2.3.1'));
    const deployed = here.filter((use) => !use.includes('if enabled'));
    expect(deployed.map((use) => use.slice(file.length + 1, use.indexOf(': ')))).toEqual(images);
  });

  it('and nothing stays unseen', () => {
    expect(told.unseen).toEqual([]);
  });
});
