import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { type RewrittenTwice, rewrittenTwice } from './command.ts';
import { type ChartServer, HELM, KUBECTL, packedCharts, serveFolder } from './served-charts.ts';

/** Images that no value moves, and that kustomize's `images` renames in what is rendered: by the real helm and the real kustomize. */

const CAN_RUN = HAS_BUNDLE && HELM !== undefined && KUBECTL !== undefined;

const MOVED = 'contoso.azurecr.io/docker.io/library/busybox';

/** A HelmRelease with lists in one style or the other. */
const release = (name: string, renderers: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: ${name}\nspec:\n  interval: 5m\n  chart:\n    spec:\n      chart: fixed\n      version: 0.3.0\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n${renderers}`;

const kustomization = (url: string, images: string, resources = '') =>
  `helmCharts:\n  - name: fixed\n    repo: ${url}\n    version: 0.3.0\n${resources}${images}`;

interface Row {
  readonly before: (url: string) => string;
  readonly after: (url: string) => string;
}

const flux = (name: string, before: string, after: string): Row => ({
  before: () => release(name, before),
  after: () => release(name, after),
});

const ROWS: Readonly<Record<string, Row>> = {
  'new.yaml': flux(
    'new',
    '',
    `  postRenderers:\n    - kustomize:\n        images:\n          - name: busybox\n            newName: ${MOVED}\n`,
  ),
  // Joined to a list that is there, in its own style; what it does already is done before.
  'joined.yaml': flux(
    'joined',
    '  postRenderers:\n  - kustomize:\n      images:\n      - name: ghcr.io/acme/other\n        newName: contoso.azurecr.io/ghcr.io/acme/other # done\n      # The end.\n  timeout: 1m\n',
    `  postRenderers:\n  - kustomize:\n      images:\n      - name: ghcr.io/acme/other\n        newName: contoso.azurecr.io/ghcr.io/acme/other # done\n      - name: busybox\n        newName: ${MOVED}\n      # The end.\n  timeout: 1m\n`,
  ),
  // Of an entry that is there, the scan writes the new name.
  'entry.yaml': flux(
    'entry',
    '  postRenderers:\n    - kustomize:\n        images:\n          - name: busybox\n            newTag: "1.37"\n',
    `  postRenderers:\n    - kustomize:\n        images:\n          - name: busybox\n            newName: ${MOVED}\n            newTag: "1.37"\n`,
  ),
  // Beside what else a post-renderer does, which what is rendered keeps.
  'patched.yaml': flux(
    'patched',
    '  postRenderers:\n    - kustomize:\n        patches:\n          - target: {kind: Deployment}\n            patch: |\n              - op: add\n                path: /spec/replicas\n                value: 2\n',
    `  postRenderers:\n    - kustomize:\n        patches:\n          - target: {kind: Deployment}\n            patch: |\n              - op: add\n                path: /spec/replicas\n                value: 2\n        images:\n          - name: busybox\n            newName: ${MOVED}\n`,
  ),
  'kustomized/kustomization.yaml': {
    before: (url) => kustomization(url, ''),
    after: (url) =>
      kustomization(
        url,
        `images:\n  - name: busybox\n    newName: ${MOVED}\n  - name: ghcr.io/acme/migrate\n    newName: contoso.azurecr.io/ghcr.io/acme/migrate\n`,
      ),
  },
  // An entry would rename another object's image that somebody wants left.
  'shared/kustomization.yaml': {
    before: (url) => kustomization(url, '', 'resources:\n  - pod.yaml\n'),
    after: (url) =>
      kustomization(
        url,
        'images:\n  - name: ghcr.io/acme/migrate\n    newName: contoso.azurecr.io/ghcr.io/acme/migrate\n',
        'resources:\n  - pod.yaml\n',
      ),
  },
  'argo.yaml': {
    before: (url) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: fixed\nspec:\n  source:\n    repoURL: ${url}\n    chart: fixed\n    targetRevision: 0.3.0\n`,
    after: (url) => ROWS['argo.yaml']?.before(url) ?? '',
  },
};

const OTHERS = (url: string) => ({
  'acme.yaml': `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  url: ${url}\n`,
  'shared/pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: busybox:1 # acr-artifact-cache: ignore it stays\n',
});

const WORDS = ['rewrite', '--registry', 'contoso', '--render', 'auto', '--chart-hosts', '127.0.0.1'];

let charts: ReturnType<typeof packedCharts>;
let server: ChartServer;
let rewritten: RewrittenTwice;

beforeAll(async () => {
  if (!CAN_RUN) return;
  charts = packedCharts();
  server = await serveFolder(charts.folder);
  const rows = Object.entries(ROWS).map(([file, { before }]) => [file, before(server.url)] as const);
  rewritten = await rewrittenTwice(WORDS, { ...Object.fromEntries(rows), ...OTHERS(server.url) });
}, 60_000);

afterAll(async () => {
  charts?.close();
  await server?.close();
});

describe.skipIf(!CAN_RUN)('an image that no value moves is renamed in what is rendered', () => {
  it.each(Object.entries(ROWS))('%s', (file, { after }) => {
    expect(rewritten.texts.get(file)).toBe(after(server.url));
  });

  it('and left where that would change more, or would not reach it', () => {
    const reasonOf = (file: string, image: string) =>
      rewritten.left.find((line) => line.includes(`${file}:`) && line.includes(image))?.split(' is left: ')[1];
    const written = 'the image is written in the chart, and no value moves it';
    const unreached =
      'also stands where entries of images do not reach: in a hook, an argument, an environment, a custom resource';
    expect(reasonOf('new.yaml', 'helper')).toBe(`${written}; nor is it renamed: quay.io/acme/helper ${unreached}`);
    expect(reasonOf('new.yaml', 'migrate')).toBe(`${written}; nor is it renamed: ghcr.io/acme/migrate ${unreached}`);
    expect(reasonOf('shared/kustomization.yaml', 'busybox')).toBe(
      `${written}; nor is it renamed: another object that its kustomization builds has the image too`,
    );
    expect(reasonOf('argo.yaml', 'busybox')).toBe(
      `${written}; nor is it renamed: Argo CD gives no Helm chart to kustomize; a source with a kustomization that has it in \`helmCharts\` would have \`images\``,
    );
  });

  it('once: a second run has nothing more to do', () => {
    expect(rewritten.again).toBe('');
  });
});
