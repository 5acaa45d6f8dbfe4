import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { type RewrittenTwice, rewrittenTwice } from './command.ts';
import { type ChartServer, HELM, KUBECTL, packedCharts, serveFolder } from './served-charts.ts';

const CAN_RUN = HAS_BUNDLE && HELM !== undefined && KUBECTL !== undefined;

/** A file, and what it is once the images of its chart are moved; both by where charts are served. */
type Row = (url: string) => { readonly before: string; readonly after: string };

const repository = (url: string) =>
  `---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  url: ${url}\n`;

const deepRelease = (values: string, renderers: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n    name: web\nspec:\n    chart:\n        spec:\n            chart: web\n            version: 1.4.0\n            sourceRef:\n                kind: HelmRepository\n                name: acme\n${values}    interval: 5m # often\n${renderers}`;

const cacheRelease = (name: string, values: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: ${name}\nspec:\n  interval: 5m\n  chart:\n    spec:\n      chart: cache\n      version: 2.3.1\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n${values}`;

const application = (url: string, helm: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: cache\nspec:\n  source:\n    repoURL: ${url}\n    chart: cache\n    targetRevision: 2.3.1\n    helm:\n${helm}  project: default\n`;

const given = (repositoryName: string, more = '') =>
  cacheRelease('given', `  values:\n    image:\n      repository: ${repositoryName}\n${more}`);

const ROWS: Readonly<Record<string, readonly [string, Row]>> = {
  'web.yaml': [
    "of a HelmRelease, in the file's own style, comments kept; and what no value moves by its post-renderer",
    (url) => ({
      before: `${deepRelease('    values:\n        # The web server.\n        image:\n            tag: "3.2" # pinned\n        # Its store.\n        store:\n            image:\n                tag: "7.4"\n', '')}${repository(url)}`,
      after: `${deepRelease(
        '    values:\n        # The web server.\n        image:\n            tag: "3.2" # pinned\n            repository: contoso.azurecr.io/ghcr.io/acme/web\n        # Its store.\n        store:\n            image:\n                tag: "7.4"\n                registry: contoso.azurecr.io\n                repository: docker.io/library/redis\n        job:\n            image: contoso.azurecr.io/ghcr.io/acme/job:3.1\n',
        '    postRenderers:\n      - kustomize:\n            images:\n              - name: docker.io/library/busybox\n                newName: contoso.azurecr.io/docker.io/library/busybox\n',
      )}${repository(url)}`,
    }),
  ],
  'plain.yaml': [
    'of a HelmRelease without any',
    () => ({
      before: cacheRelease('plain', ''),
      after: cacheRelease(
        'plain',
        '  values:\n    image:\n      registry: contoso.azurecr.io\n      repository: docker.io/library/redis\n',
      ),
    }),
  ],
  'given.yaml': [
    'over what the values give of it, the registry that is the chart’s own with it',
    () => ({
      before: given('acme/valkey'),
      after: given('docker.io/acme/valkey', '      registry: contoso.azurecr.io\n'),
    }),
  ],
  'object.yaml': [
    'of an Application, as an object',
    (url) => ({
      before: application(url, '      valuesObject: {exporter: {enabled: true}}\n'),
      after: application(
        url,
        '      valuesObject: {image: {registry: contoso.azurecr.io, repository: docker.io/library/redis}, exporter: {image: contoso.azurecr.io/quay.io/acme/redis-exporter:1.5, enabled: true}}\n',
      ),
    }),
  ],
  'text.yaml': [
    'of an Application, as a text',
    (url) => ({
      before: application(url, '      values: |\n        exporter:\n          enabled: true\n'),
      after: application(
        url,
        '      values: |\n        exporter:\n          enabled: true\n          image: contoso.azurecr.io/quay.io/acme/redis-exporter:1.5\n        image:\n          registry: contoso.azurecr.io\n          repository: docker.io/library/redis\n',
      ),
    }),
  ],
  'site/values.yaml': [
    "of the parent's values.yaml",
    () => ({
      before: '# Values.\r\nname: site\r\n',
      after:
        '# Values.\r\nname: site\r\nkv:\r\n  image:\r\n    registry: contoso.azurecr.io\r\n    repository: docker.io/library/redis\r\n',
    }),
  ],
};

const others = (url: string) => ({
  'site/Chart.yaml': `apiVersion: v2\nname: site\nversion: 0.1.0\ndependencies:\n  - name: cache\n    alias: kv\n    version: 2.3.1\n    repository: ${url}\n`,
  'site/templates/pod.yaml': 'kind: Pod\n',
});

const WORDS = ['rewrite', '--registry', 'contoso', '--render', 'auto', '--chart-hosts', '127.0.0.1'];

let charts: ReturnType<typeof packedCharts>;
let server: ChartServer;
let rewritten: RewrittenTwice;

beforeAll(async () => {
  if (!CAN_RUN) return;
  charts = packedCharts();
  server = await serveFolder(charts.folder);
  const rows = Object.entries(ROWS).map(([file, [, row]]) => [file, row(server.url).before] as const);
  rewritten = await rewrittenTwice(WORDS, { ...Object.fromEntries(rows), ...others(server.url) });
}, 60_000);

afterAll(async () => {
  charts?.close();
  await server?.close();
});

describe.skipIf(!CAN_RUN)('an image of a chart is moved by values', () => {
  it.each(Object.entries(ROWS).map(([file, [name, row]]) => [name, file, row] as const))('%s', (_, file, row) => {
    expect(rewritten.texts.get(file)).toBe(row(server.url).after);
  });

  it('and left where nothing moves it', () => {
    expect(rewritten.left.map((line) => line.slice(line.indexOf(': ') + 2))).toEqual([
      'web.yaml:8: ghcr.io/acme/job-of-the-operator:3.1 of web is left: only the list of images of its chart names it',
    ]);
  });

  it('once: a second run has nothing more to do', () => {
    expect(rewritten.again).toBe('');
  });
});
