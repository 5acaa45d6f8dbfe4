import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, rewrite } from '../../src/manifests/rewrite.ts';
import { chartSources } from '../../src/render/chart-sources.ts';
import { isInstalled, type RealRegistry, startRegistry } from '../real/registry.ts';
import { HELM, helm, packedCharts } from './served-charts.ts';

/** How each tool names the chart `cache` of a registry: `$` is where it has the address, as far as that tool writes it there. */
interface Row {
  readonly text: string;
  /** Other files. */
  readonly others?: Readonly<Record<string, string>>;
  /** What stands at `$`. */
  readonly address: string;
}

const FOLDER = 'ghcr.io/acme/charts';

const ROWS: Readonly<Record<string, Row>> = {
  'flux.yaml': {
    text: 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: cache\nspec:\n  chart:\n    spec:\n      chart: cache\n      version: 2.3.1\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  type: oci\n  provider: azure\n  url: "$" # charts\n',
    address: `oci://${FOLDER}`,
  },
  'flux-oci.yaml': {
    text: 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: oci\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: oci\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: oci\nspec:\n  url: $\n  ref:\n    tag: 2.3.1\n',
    address: `oci://${FOLDER}/cache`,
  },
  'argo.yaml': {
    text: 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: cache\nspec:\n  source:\n    repoURL: $\n    chart: cache\n    targetRevision: 2.3.1\n',
    address: FOLDER,
  },
  'site/Chart.yaml': {
    text: 'apiVersion: v2\nname: site\nversion: 0.1.0\ndependencies:\n  - name: cache\n    version: 2.3.1\n    repository: $\n',
    address: `oci://${FOLDER}/`,
  },
  'helmfile.yaml': {
    text: 'repositories:\n  - name: acme\n    url: $\n    oci: true\nreleases:\n  - name: store\n    chart: acme/cache\n    version: 2.3.1\n',
    address: FOLDER,
  },
  'helmfile.d/whole.yaml': {
    text: 'releases:\n  - name: store\n    chart: $\n    version: 2.3.1\n',
    address: `oci://${FOLDER}/cache`,
  },
  'skaffold.yaml': {
    text: 'apiVersion: skaffold/v4beta11\nkind: Config\ndeploy:\n  helm:\n    releases:\n      - name: store\n        remoteChart: $\n        version: 2.3.1\n',
    address: `oci://${FOLDER}/cache`,
  },
  'fleet.yaml': { text: 'helm:\n  chart: $\n  version: 2.3.1\n', address: `oci://${FOLDER}/cache` },
  'k3s.yaml': {
    text: 'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata:\n  name: cache\nspec:\n  chart: $\n  version: 2.3.1\n',
    address: `oci://${FOLDER}/cache`,
  },
  'charts/kustomization.yaml': {
    text: 'helmCharts:\n  - name: cache\n    repo: $\n    version: 2.3.1\n',
    address: `oci://${FOLDER}`,
  },
  'main.tf': {
    text: 'resource "helm_release" "cache" {\n  repository = "$"\n  chart      = "cache"\n  version    = "2.3.1"\n}\n',
    address: `oci://${FOLDER}`,
  },
  'whole.tf': {
    text: 'resource "helm_release" "cache" {\n  chart   = "$"\n  version = "2.3.1"\n}\n',
    address: `oci://${FOLDER}/cache`,
  },
};

const ACR = 'contoso.azurecr.io';
const IMAGE = `${FOLDER}/cache:2.3.1`;

function sourcesIn(files: Readonly<Record<string, string>>) {
  const tree = {
    paths: Object.keys(files),
    read: (path: string) => {
      const text = files[path];
      return text === undefined ? undefined : Buffer.from(text);
    },
  };
  return chartSources(tree, () => true);
}

/** The files once the charts of these images are moved to where exact rules have them. */
function moved(files: Readonly<Record<string, string>>, isMoved: (image: string) => boolean = () => true) {
  const uses = sourcesIn(files);
  const { edits, unwritten } = rewrite(uses, ({ image }) => {
    const name = (image ?? '').replace(/[:@].*$/, '');
    return isMoved(name) ? { registry: ACR, repository: name } : undefined;
  });
  const texts = Object.entries(files).map(([file, text]) => {
    const own = edits.filter((edit) => edit.file === file);
    return [file, applyEdits(text, own)] as const;
  });
  return { texts: Object.fromEntries(texts), left: unwritten.map(({ reason }) => reason), uses };
}

const at = ({ text }: Row, address: string) => text.replace('$', address);
const afterwards = (address: string) => address.replace('ghcr.io', `${ACR}/ghcr.io`);

describe('a chart that is taken from a registry', () => {
  it.each(Object.entries(ROWS))('is told by %s, and only its address is edited', (file, row) => {
    const { texts, uses, left } = moved({ [file]: at(row, row.address) });
    expect(uses.map(({ image, kind, text }) => [image, kind, text])).toEqual([[IMAGE, 'chart-source', row.address]]);
    expect(left).toEqual([]);
    expect(texts[file]).toBe(at(row, afterwards(row.address)));
    // Where it is then, it is told as that.
    expect(moved(texts).uses.map(({ image }) => image)).toEqual([`${ACR}/${IMAGE}`]);
  });

  it('stays where its Chart.lock has the address, too', () => {
    const row = ROWS['site/Chart.yaml'];
    const text = row === undefined ? '' : at(row, `oci://${FOLDER}`);
    const lock = `dependencies:\n- name: cache\n  repository: oci://${FOLDER}\n  version: 2.3.1\ndigest: sha256:0\n`;
    const { texts, left } = moved({ 'site/Chart.yaml': text, 'site/Chart.lock': lock });
    expect(texts['site/Chart.yaml']).toBe(text);
    expect(left).toEqual([
      'its Chart.lock holds the address too: change it in Chart.yaml by hand, and run `helm dependency update`',
    ]);
  });

  it('stays where another chart of the same repository does', () => {
    const row = ROWS['flux.yaml'];
    const first = row === undefined ? '' : at(row, row.address);
    const second = (first.split('---')[0] ?? '').replaceAll('cache', 'web');
    const files = { 'flux.yaml': first, 'web.yaml': second };
    expect(moved(files).texts['flux.yaml']).toContain(`url: "oci://${ACR}/${FOLDER}" # charts`);
    const { texts, left } = moved(files, (image) => image.endsWith('/cache'));
    expect(texts['flux.yaml']).toBe(first);
    expect(left).toEqual([`the same text also makes ${FOLDER}/web:2.3.1, which stays where it is`]);
  });

  it('of a range has a rule and no version to be pulled', () => {
    const row = ROWS['argo.yaml'];
    const text = row === undefined ? '' : at(row, FOLDER).replace('2.3.1', '2.x');
    expect(sourcesIn({ 'argo.yaml': text })).toMatchObject([
      { image: `${FOLDER}/cache`, unknownTag: true, reason: 'its version is a range, or not said' },
    ]);
  });

  it('of a repository by HTTP is none of them, nor one that only tests name', () => {
    const row = ROWS['flux.yaml'];
    const text = row === undefined ? '' : at(row, row.address);
    expect(sourcesIn({ 'a.yaml': text.replace('oci://', 'https://'), 'testdata/b.yaml': text })).toEqual([]);
  });
});

describe.skipIf(HELM === undefined || !isInstalled('docker-registry'))('the new address of a chart', () => {
  let registry: RealRegistry;
  let charts: ReturnType<typeof packedCharts>;

  beforeAll(async () => {
    charts = packedCharts();
    registry = await startRegistry();
    const to = `oci://${registry.host}/${FOLDER}`;
    helm(['push', join(charts.folder, 'cache-2.3.1.tgz'), to, '--plain-http'], charts.folder);
  });

  afterAll(async () => {
    charts?.close();
    await registry?.stop();
  });

  // A registry that has it under the path of its rule, and the real helm, which knows of no rule.
  it('is where the real helm gets the same bytes from', () => {
    const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    const addresses = new Set(
      Object.entries(ROWS).map(([file, row]) => {
        const [text = '', before = ''] = [moved({ [file]: at(row, row.address) }).texts[file], row.text.split('$')[0]];
        const address = /^[^"\s]*/.exec(text.slice(before.length))?.[0] ?? '';
        const whole = address.startsWith('oci://') ? address : `oci://${address}`;
        return whole.endsWith('/cache') ? whole : `${whole.replace(/\/$/, '')}/cache`;
      }),
    );
    expect([...addresses]).toEqual([`oci://${ACR}/${FOLDER}/cache`]);
    const folder = mkdtempSync(join(tmpdir(), 'pulled-'));
    try {
      for (const address of addresses) {
        const words = ['pull', address.replace(ACR, registry.host), '--version', '2.3.1', '--plain-http', '-d', folder];
        execFileSync(HELM ?? 'helm', words, { env: { PATH: '', HOME: folder }, stdio: 'pipe' });
      }
      expect(digest(join(folder, 'cache-2.3.1.tgz'))).toBe(digest(join(charts.folder, 'cache-2.3.1.tgz')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
