import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { folderWith, scanned } from './command.ts';
import { type ChartServer, HELM, packedCharts, serveFolder } from './served-charts.ts';

const CAN_RUN = HAS_BUNDLE && HELM !== undefined;

let charts: ReturnType<typeof packedCharts>;
let server: ChartServer;

beforeAll(async () => {
  if (!CAN_RUN) return;
  charts = packedCharts();
  server = await serveFolder(charts.folder);
});

afterAll(async () => {
  charts?.close();
  await server?.close();
});

/** Images of the chart `cache` that are told at a file, without what is if enabled. */
async function imagesAt(files: Readonly<Record<string, string>>, file: string): Promise<readonly string[]> {
  const folder = folderWith(files);
  try {
    const { uses, unseen } = await scanned(folder.path, '127.0.0.1');
    expect(unseen).toEqual([]);
    const here = uses.filter((use) => use.startsWith(`${file} `) && use.includes(': cache 2.3.1'));
    return here
      .filter((use) => !use.includes('if enabled'))
      .map((use) => use.slice(file.length + 1, use.indexOf(': ')));
  } finally {
    folder.close();
  }
}

const VALUES = { 'values/cache.yaml': 'image:\n  tag: "7.4"\n' };

describe.skipIf(!CAN_RUN)('a chart is rendered with its values where it is named by', () => {
  it("K3s' HelmChart and HelmChartConfig", async () => {
    const chart = `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: cache\n  namespace: kube-system\nspec:\n  repo: ${server.url}\n  chart: cache\n  version: 2.3.1\n  set:\n    image.tag: "7.3"\n---\napiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata:\n  name: cache\n  namespace: kube-system\nspec:\n  valuesContent: |-\n    exporter:\n      enabled: true\n`;
    expect(await imagesAt({ 'cache.yaml': chart }, 'cache.yaml')).toEqual([
      'docker.io/library/redis:7.3',
      'quay.io/acme/redis-exporter:1.5',
    ]);
  });

  it("kustomize's helmCharts", async () => {
    const text = `helmCharts:\n  - name: cache\n    repo: ${server.url}\n    version: 2.3.1\n    valuesFile: values/cache.yaml\n    valuesInline:\n      exporter: {enabled: true}\n`;
    expect(await imagesAt({ ...VALUES, 'kustomization.yaml': text }, 'kustomization.yaml')).toEqual([
      'docker.io/library/redis:7.4',
      'quay.io/acme/redis-exporter:1.5',
    ]);
  });

  it('helmfile', async () => {
    const text = `repositories:\n  - name: acme\n    url: ${server.url}\nreleases:\n  - name: store\n    chart: acme/cache\n    version: ~2.3\n    values:\n      - values/cache.yaml\n`;
    expect(await imagesAt({ ...VALUES, 'helmfile.yaml': text }, 'helmfile.yaml')).toEqual([
      'docker.io/library/redis:7.4',
    ]);
  });

  it('Skaffold', async () => {
    const text = `apiVersion: skaffold/v4beta11\nkind: Config\ndeploy:\n  helm:\n    releases:\n      - name: store\n        remoteChart: cache\n        repo: ${server.url}\n        version: 2.3.1\n        valuesFiles: [values/cache.yaml]\n`;
    expect(await imagesAt({ ...VALUES, 'skaffold.yaml': text }, 'skaffold.yaml')).toEqual([
      'docker.io/library/redis:7.4',
    ]);
  });

  it('Fleet', async () => {
    const text = `namespace: store\nhelm:\n  chart: cache\n  repo: ${server.url}\n  version: 2.3.1\n  values:\n    image: {tag: "7.5"}\n`;
    expect(await imagesAt({ 'fleet.yaml': text }, 'fleet.yaml')).toEqual(['docker.io/library/redis:7.5']);
  });

  it("Terraform's helm_release", async () => {
    const text = `resource "helm_release" "cache" {\n  name       = "cache"\n  repository = "${server.url}"\n  chart      = "cache"\n  version    = "2.3.1"\n  values = [\n    file("\${path.module}/values/cache.yaml"),\n    <<-EOT\n      exporter:\n        enabled: true\n    EOT\n  ]\n  set {\n    name  = "exporter.image"\n    value = "quay.io/acme/other:2"\n  }\n}\n`;
    expect(await imagesAt({ ...VALUES, 'main.tf': text }, 'main.tf')).toEqual([
      'docker.io/library/redis:7.4',
      'quay.io/acme/other:2',
    ]);
  });

  it("Argo CD's ApplicationSet, by generators that need nothing but the repository", async () => {
    const text = `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: caches\nspec:\n  generators:\n    - matrix:\n        generators:\n          - list:\n              elements: [{tag: "7.6"}, {tag: "7.7"}]\n          - git:\n              repoURL: https://github.com/acme/cluster\n              files: [{path: "teams/*.yaml"}]\n  template:\n    metadata:\n      name: '{{name}}'\n    spec:\n      source:\n        repoURL: ${server.url}\n        chart: cache\n        targetRevision: '{{chart.version}}'\n        helm:\n          valuesObject:\n            image:\n              tag: '{{tag}}'\n`;
    const team = 'name: one\nchart:\n  version: 2.3.1\n';
    expect(await imagesAt({ 'set.yaml': text, 'teams/one.yaml': team }, 'set.yaml')).toEqual([
      'docker.io/library/redis:7.6',
      'docker.io/library/redis:7.7',
    ]);
  });
});
