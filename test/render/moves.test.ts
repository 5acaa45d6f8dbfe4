import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { folderWith, typed } from './command.ts';
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

const WORDS = ['rewrite', '--registry', 'contoso', '--render', 'auto', '--chart-hosts', '127.0.0.1'];

/** The file after `rewrite --write`, what is left, and whether a second run has nothing more to do. */
async function moved(files: Readonly<Record<string, string>>, file: string) {
  const folder = folderWith(files);
  try {
    const first = await typed([...WORDS, '--write'], folder.path);
    const text = readFileSync(join(folder.path, file), 'utf8');
    const second = await typed(WORDS, folder.path);
    const left = first.stderr.split('\n').filter((line) => line.includes(' is left: '));
    return { text, left, again: second.stdout, status: first.status };
  } finally {
    folder.close();
  }
}

describe.skipIf(!CAN_RUN)('an image of a chart is moved by values', () => {
  it("of a HelmRelease, in the file's own style, comments kept", async () => {
    const release = (values: string) =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n    name: web\nspec:\n    chart:\n        spec:\n            chart: web\n            version: 1.4.0\n            sourceRef:\n                kind: HelmRepository\n                name: acme\n${values}    interval: 5m # often\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n    name: acme\nspec:\n    url: ${server.url}\n`;
    const before =
      '    values:\n        # The web server.\n        image:\n            tag: "3.2" # pinned\n        # Its store.\n        store:\n            image:\n                tag: "7.4"\n';
    const { text, left, again } = await moved({ 'web.yaml': release(before) }, 'web.yaml');
    expect(text).toBe(
      release(
        '    values:\n        # The web server.\n        image:\n            tag: "3.2" # pinned\n            repository: contoso.azurecr.io/ghcr.io/acme/web\n        # Its store.\n        store:\n            image:\n                tag: "7.4"\n                registry: contoso.azurecr.io\n                repository: docker.io/library/redis\n        job:\n            image: contoso.azurecr.io/ghcr.io/acme/job:3.1\n',
      ),
    );
    expect(left.map((line) => line.slice(line.indexOf(': ') + 2)).sort()).toEqual([
      'web.yaml:8: docker.io/library/busybox:1.36 of web is left: the image is written in the chart, and no value moves it',
      'web.yaml:8: ghcr.io/acme/job-of-the-operator:3.1 of web is left: only the list of images of its chart names it',
    ]);
    expect(again).toBe('');
  });

  it('of a HelmRelease without any', async () => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: cache\nspec:\n  interval: 5m\n  chart:\n    spec:\n      chart: cache\n      version: 2.3.1\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  url: ${server.url}\n`;
    const { text, again } = await moved({ 'cache.yaml': release }, 'cache.yaml');
    expect(text).toBe(
      release.replace(
        '        name: acme\n---',
        '        name: acme\n  values:\n    image:\n      registry: contoso.azurecr.io\n      repository: docker.io/library/redis\n---',
      ),
    );
    expect(again).toBe('');
  });

  it('of an Application, as an object or as a text', async () => {
    const application = (helm: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: cache\nspec:\n  source:\n    repoURL: ${server.url}\n    chart: cache\n    targetRevision: 2.3.1\n    helm:\n${helm}  project: default\n`;
    const files = {
      'object.yaml': application('      valuesObject: {exporter: {enabled: true}}\n'),
      'text.yaml': application('      values: |\n        exporter:\n          enabled: true\n'),
    };
    const folder = folderWith(files);
    try {
      const { stderr } = await typed([...WORDS, '--write'], folder.path);
      expect(stderr).not.toContain(' is left: ');
      expect(readFileSync(join(folder.path, 'object.yaml'), 'utf8')).toBe(
        application(
          '      valuesObject: {image: {registry: contoso.azurecr.io, repository: docker.io/library/redis}, exporter: {image: contoso.azurecr.io/quay.io/acme/redis-exporter:1.5, enabled: true}}\n',
        ),
      );
      expect(readFileSync(join(folder.path, 'text.yaml'), 'utf8')).toBe(
        application(
          '      values: |\n        exporter:\n          enabled: true\n          image: contoso.azurecr.io/quay.io/acme/redis-exporter:1.5\n        image:\n          registry: contoso.azurecr.io\n          repository: docker.io/library/redis\n',
        ),
      );
    } finally {
      folder.close();
    }
  });

  it("of the parent's values.yaml", async () => {
    const files = {
      'site/Chart.yaml': `apiVersion: v2\nname: site\nversion: 0.1.0\ndependencies:\n  - name: cache\n    alias: kv\n    version: 2.3.1\n    repository: ${server.url}\n`,
      'site/values.yaml': '# Values.\r\nname: site\r\n',
      'site/templates/pod.yaml': 'kind: Pod\n',
    };
    const { text } = await moved(files, 'site/values.yaml');
    expect(text).toBe(
      '# Values.\r\nname: site\r\nkv:\r\n  image:\r\n    registry: contoso.azurecr.io\r\n    repository: docker.io/library/redis\r\n',
    );
  });

  it('over what the values give of it, the registry that is the chart’s own with it', async () => {
    const release = (repository: string, more = '') =>
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: cache\nspec:\n  chart:\n    spec:\n      chart: cache\n      version: 2.3.1\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n  values:\n    image:\n      repository: ${repository}\n${more}---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  url: ${server.url}\n`;
    const { text, again } = await moved({ 'cache.yaml': release('acme/valkey') }, 'cache.yaml');
    expect(text).toBe(release('docker.io/acme/valkey', '      registry: contoso.azurecr.io\n'));
    expect(again).toBe('');
  });
});
