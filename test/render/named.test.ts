import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInstalled, type RealRegistry, startRegistry } from '../real/registry.ts';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { folderWith, scanned, typed } from './command.ts';
import { type ChartServer, HELM, helm, packedCharts, serveFolder } from './served-charts.ts';

const CAN_RUN = HAS_BUNDLE && HELM !== undefined;

let charts: ReturnType<typeof packedCharts>;
let server: ChartServer;
let registry: RealRegistry | undefined;

beforeAll(async () => {
  if (!CAN_RUN) return;
  charts = packedCharts();
  server = await serveFolder(charts.folder);
  if (!isInstalled('docker-registry')) return;
  registry = await startRegistry();
  helm(['push', `${charts.folder}/web-1.4.0.tgz`, `oci://${registry.host}/charts`, '--plain-http'], charts.folder);
});

afterAll(async () => {
  charts?.close();
  await server?.close();
  await registry?.stop();
});

/** What the chart `web` brings, wherever it is named. */
const webUses = (file: string) =>
  [
    `${file} docker.io/library/busybox:1.36: web 1.4.0`,
    `${file} docker.io/library/redis:7.2: web 1.4.0 › store › \`store.image.repository\``,
    `${file} ghcr.io/acme/job-of-the-operator:3.1: web 1.4.0`,
    `${file} ghcr.io/acme/job:3.1: web 1.4.0 › \`job.image\``,
    `${file} ghcr.io/acme/web:3.1: web 1.4.0 › \`image.repository\``,
    `${file} quay.io/acme/redis-exporter:1.5 if enabled: web 1.4.0 › store › \`store.exporter.image\``,
  ].sort();

async function scanOf(files: Readonly<Record<string, string>>, hosts = '127.0.0.1') {
  const folder = folderWith(files);
  try {
    const { uses, unseen, text } = await scanned(folder.path, hosts);
    return { uses: [...uses].sort(), unseen, text };
  } finally {
    folder.close();
  }
}

const helmRepository = (url: string) =>
  `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\n  namespace: flux-system\nspec:\n  url: ${url}\n`;

const helmRelease = (rest = '', version = '1.4.0') =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec:\n  chart:\n    spec:\n      chart: web\n      version: "${version}"\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n        namespace: flux-system\n${rest}`;

describe.skipIf(!CAN_RUN)('a chart that is named', () => {
  it("by Flux's HelmRelease, its repository elsewhere in the tree, is what helm renders of it", async () => {
    const files = { 'apps/web.yaml': helmRelease(), 'sources/acme.yaml': helmRepository(server.url) };
    const { uses, unseen } = await scanOf(files);
    expect(unseen).toEqual([]);
    expect(uses).toEqual(webUses('apps/web.yaml'));
  });

  it('is shown by `why` with its path through the chart and its values', async () => {
    const folder = folderWith({ 'web.yaml': helmRelease(), 'acme.yaml': helmRepository(server.url) });
    try {
      const { stdout } = await typed(
        ['why', 'redis:7.2', '--render', 'auto', '--chart-hosts', '127.0.0.1'],
        folder.path,
      );
      expect(stdout).toContain('web.yaml:8:14  remote-chart  web 1.4.0 › store › `store.image.repository`');
    } finally {
      folder.close();
    }
  });

  it('is fetched once where cache-dir keeps it, and again where what is kept is something else', async () => {
    const folder = folderWith({ 'web.yaml': helmRelease(), 'acme.yaml': helmRepository(server.url) });
    const kept = folderWith({});
    const words = ['scan', '--json', '--render', 'auto', '--chart-hosts', '127.0.0.1', '--cache-dir', kept.path];
    const archives = async () => {
      const before = server.requests.length;
      const { stdout } = await typed(words, folder.path);
      expect(stdout).toContain('"image": "ghcr.io/acme/web:3.1"');
      return server.requests.slice(before).filter((request) => request.endsWith('.tgz'));
    };
    try {
      expect(await archives()).toEqual(['GET /web-1.4.0.tgz']);
      expect(await archives()).toEqual([]);
      const [name = ''] = readdirSync(join(kept.path, 'charts'));
      writeFileSync(join(kept.path, 'charts', name), 'something else');
      expect(await archives()).toEqual(['GET /web-1.4.0.tgz']);
    } finally {
      folder.close();
      kept.close();
    }
  });

  it('gets its images if enabled taken in where include-disabled asks for that', async () => {
    const folder = folderWith({ 'web.yaml': helmRelease(), 'acme.yaml': helmRepository(server.url) });
    const words = ['rewrite', '--registry', 'contoso', '--render', 'auto', '--chart-hosts', '127.0.0.1'];
    try {
      const plain = await typed(words, folder.path);
      const asked = await typed([...words, '--include-disabled', 'true'], folder.path);
      expect(plain.stderr).not.toContain('redis-exporter');
      expect(asked.stderr).toContain('redis-exporter:1.5 of web is left');
    } finally {
      folder.close();
    }
  });

  it('by a HelmRelease has its values: of ConfigMaps in order, then its own', async () => {
    const values = `  valuesFrom:\n    - kind: ConfigMap\n      name: web\n    - kind: Secret\n      name: secrets\n  values:\n    store: {enabled: false}\n    image:\n      tag: "3.3"\n`;
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  values.yaml: |\n    image:\n      tag: "3.2"\n    job:\n      image: ghcr.io/acme/job:4\n`;
    const { uses } = await scanOf({
      'web.yaml': helmRelease(values),
      'acme.yaml': helmRepository(server.url),
      'map.yaml': map,
    });
    const shown = uses
      .filter((use) => use.startsWith('web.yaml') && !use.includes('if enabled'))
      .map((use) => use.split(' ')[1]);
    expect(shown).toEqual([
      'docker.io/library/busybox:1.36:',
      'ghcr.io/acme/job-of-the-operator:3.1:',
      'ghcr.io/acme/job:4:',
      'ghcr.io/acme/web:3.3:',
    ]);
    expect(uses.at(-1)).toContain('rendered without the values in Secret secrets');
  });

  it('at a range is the newest that fits, and says so', async () => {
    const files = { 'web.yaml': helmRelease('', '^1.2'), 'acme.yaml': helmRepository(server.url) };
    const { uses } = await scanOf(files);
    expect(uses).toHaveLength(6);
    expect(uses[0]).toContain('^1.2 is 1.4.0 today');
  });

  it("by Argo CD's Application is rendered with its values, files of this repository and parameters", async () => {
    const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  sources:\n    - repoURL: ${server.url}\n      chart: web\n      targetRevision: 1.4.0\n      helm:\n        valueFiles: [$here/values/web.yaml]\n        valuesObject:\n          store:\n            exporter: {enabled: true}\n        parameters:\n          - name: image.tag\n            value: "3.9"\n    - repoURL: https://github.com/acme/cluster\n      ref: here\n`;
    const { uses, unseen } = await scanOf({
      'app.yaml': application,
      'values/web.yaml': 'job:\n  image: quay.io/acme/job:9\n',
    });
    expect(unseen).toEqual([]);
    expect(uses.filter((use) => use.startsWith('app.yaml')).map((use) => use.split(' ')[1])).toEqual([
      'docker.io/library/busybox:1.36:',
      'docker.io/library/redis:7.2:',
      'ghcr.io/acme/job-of-the-operator:3.1:',
      'ghcr.io/acme/web:3.9:',
      'quay.io/acme/job:9:',
      'quay.io/acme/redis-exporter:1.5:',
    ]);
  });

  it("by Chart.yaml at the version of Chart.lock is rendered with its parent's values", async () => {
    const chart = `apiVersion: v2\nname: site\nversion: 0.1.0\ndependencies:\n  - name: cache\n    alias: kv\n    version: ^2\n    repository: ${server.url}\n`;
    const lock = `dependencies:\n- name: cache\n  repository: ${server.url}\n  version: 2.3.1\ndigest: sha256:0\ngenerated: "2026-01-01T00:00:00Z"\n`;
    const values = 'kv:\n  image:\n    tag: "7.4"\n';
    const template =
      'kind: Pod\nspec:\n  containers:\n    - image: quay.io/acme/site:1\n      name: {{ required "name it" .Values.name }}\n';
    const files = {
      'site/Chart.yaml': chart,
      'site/Chart.lock': lock,
      'site/values.yaml': values,
      'site/templates/pod.yaml': template,
    };
    const { uses, unseen } = await scanOf(files);
    expect(unseen).toEqual([]);
    expect(uses).toEqual([
      'site/Chart.yaml docker.io/library/redis:7.4: site › kv › `kv.image.repository`',
      'site/Chart.yaml quay.io/acme/redis-exporter:1.5 if enabled: site › kv › `kv.exporter.image`',
      'site/templates/pod.yaml quay.io/acme/site:1: ',
    ]);
  });

  it.skipIf(!isInstalled('docker-registry'))('in a registry is fetched from there', async () => {
    const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  source:\n    repoURL: ${registry?.host}/charts\n    chart: web\n    targetRevision: 1.x\n`;
    const { uses, unseen } = await scanOf({ 'app.yaml': application });
    expect(unseen).toEqual([]);
    expect(uses.map((use) => use.replace(' (1.x is 1.4.0 today)', ''))).toEqual(webUses('app.yaml'));
  });

  it.skipIf(!isInstalled('docker-registry'))('in the own registry is fetched from its source', async () => {
    const application =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  source:\n    repoURL: contoso.azurecr.io/mirrored\n    chart: web\n    targetRevision: 1.4.0\n';
    const folder = folderWith({ 'app.yaml': application });
    const words = ['scan', '--json', '--render', 'auto', '--chart-hosts', '127.0.0.1', '--registry', 'contoso'];
    try {
      const told = await typed([...words, '--targets', `${registry?.host}/charts/web=mirrored/web`], folder.path);
      expect(told.stdout).toContain('"image": "ghcr.io/acme/web:3.1"');
      const unknown = await typed(words, folder.path);
      expect(unknown.stdout).toContain('contoso.azurecr.io is not among the hosts');
    } finally {
      folder.close();
    }
  });
});

describe.skipIf(!CAN_RUN)('a chart that can not be had', () => {
  it('from a host that is not allowed stays unseen, and nothing is asked', async () => {
    const before = server.requests.length;
    const files = { 'web.yaml': helmRelease(), 'acme.yaml': helmRepository(server.url) };
    const { uses, unseen } = await scanOf(files, 'charts.example.com');
    expect(uses).toEqual([]);
    expect(unseen).toEqual([`chart @acme web 1.4.0: ${server.host} is not asked over http: only https is taken`]);
    expect(server.requests.length).toBe(before);
  });

  it('since its repository is defined nowhere stays unseen', async () => {
    const { unseen } = await scanOf({ 'web.yaml': helmRelease() });
    expect(unseen).toEqual(['chart @acme web 1.4.0: no HelmRepository acme is in the repository']);
  });
});
