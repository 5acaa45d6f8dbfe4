import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { folderWith, typed } from './command.ts';
import { type ChartServer, HELM, HELM_3, KUBECTL, packedCharts, serveFolder } from './served-charts.ts';

/** Helm 3 beside Helm 4: `npm run meaning -- --unpack --helm-3` fetches it, and nothing else does. */

const CAN_RUN = HAS_BUNDLE && HELM !== undefined && HELM_3 !== undefined && KUBECTL !== undefined;

const release = (chart: string, version: string, rest = '') =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: ${chart}\nspec:\n  chart:\n    spec:\n      chart: ${chart}\n      version: ${version}\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n${rest}`;

const files = (url: string) => ({
  'acme.yaml': `apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  url: ${url}\n`,
  'web.yaml': release('web', '1.4.0', '  values:\n    store:\n      exporter: {enabled: true}\n'),
  'fixed.yaml': release('fixed', '0.3.0'),
  'broken.yaml': release('cache', '2.3.1', '  values:\n    image: not a mapping\n'),
  'kustomization.yaml': `helmCharts:\n  - name: fixed\n    repo: ${url}\n    version: 0.3.0\n`,
});

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

describe.skipIf(!CAN_RUN)('Helm 3', () => {
  it('finds, moves and renames what Helm 4 does, and leaves the same unseen', async () => {
    const folder = folderWith(files(server.url));
    const words = ['--render', 'auto', '--chart-hosts', '127.0.0.1'];
    const by = async (helm: string | undefined) => {
      const scan = await typed(['scan', '--json', ...words], folder.path, helm);
      const patch = await typed(['rewrite', '--registry', 'contoso', ...words], folder.path, helm);
      const left = patch.stderr.split('\n').filter((line) => line.includes(' is left: '));
      // Each says in its own words why it does not render something.
      const plain = (text: string) => text.replace(/helm v\S+ does not render it: .*/s, 'helm does not render it');
      const told = parseJson(scan.stdout);
      return {
        uses: listField(told, 'uses'),
        unseen: listField(told, 'unseen').map(
          (each) => `${stringField(each, 'source')}: ${plain(stringField(each, 'because') ?? '')}`,
        ),
        patch: patch.stdout,
        left: left.map(plain),
        engine: /helm v\d/.exec(scan.stderr)?.[0],
      };
    };
    try {
      const [three, four] = await Promise.all([by(HELM_3), by(HELM)]);
      expect([three.engine, four.engine]).toEqual(['helm v3', 'helm v4']);
      expect({ ...three, engine: '' }).toEqual({ ...four, engine: '' });
      expect(four.uses.length).toBeGreaterThan(10);
      expect(four.unseen).toEqual(['chart @acme cache 2.3.1: helm does not render it']);
      expect(four.patch).toContain('newName');
    } finally {
      folder.close();
    }
  }, 60_000);
});
