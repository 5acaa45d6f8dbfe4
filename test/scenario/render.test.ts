import { delimiter, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChartServer, HELM, packedCharts, serveFolder } from '../render/served-charts.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, type Scene, smallImage } from './scene.ts';

/** Images of a chart that the repository only names, through the whole job. */

closeScenes();

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

const INPUTS = { render: 'auto', 'chart-hosts': '127.0.0.1', 'denied-images': 'docker.io/**' };
const ENV = { PATH: [dirname(HELM ?? '/'), process.env.PATH].join(delimiter) };

function release(values = ''): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\nspec:\n  chart:\n    spec:\n      chart: web\n      version: 1.4.0\n      sourceRef:\n        kind: HelmRepository\n        name: acme\n  values:\n    store: {enabled: false}\n${values}---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: acme\nspec:\n  url: ${server.url}\n`;
}

async function scene(): Promise<Scene> {
  const repositories = ['acme/web', 'acme/job', 'acme/job-of-the-operator'];
  const upstreams = {
    'ghcr.io': Object.fromEntries(repositories.map((name, index) => [name, { '3.1': smallImage(index + 1) }])),
  };
  return openScene({ upstreams }, { 'web.yaml': release() });
}

describe.skipIf(!CAN_RUN)('the images of a chart that is only named', () => {
  it('get rules, are stored, and are moved by the values of the repository', async () => {
    const { push, emulator } = await scene();
    const run = await push(INPUTS, { env: ENV });
    expect(run.status).toBe(0);
    expect(run.headline).not.toContain('unseen');
    expect(run.log).toContain('charts are rendered with helm v');
    expect(emulator.rules().map(({ source }) => source)).toEqual([
      'ghcr.io/acme/job',
      'ghcr.io/acme/job-of-the-operator',
      'ghcr.io/acme/web',
    ]);
    expect(run.outputs.warmed).toBe('3');
    expect(run.reports.patch?.split('\n').filter((line) => /^[+-] /.test(line))).toEqual([
      '+    job:',
      '+      image: contoso.azurecr.io/ghcr.io/acme/job:3.1',
      '+    image:',
      '+      repository: contoso.azurecr.io/ghcr.io/acme/web',
    ]);
  });

  it('are new on a pull request only where its base does not bring them', async () => {
    const upstreams = { 'ghcr.io': { 'acme/job': { '9': smallImage(1) } } };
    const head = { 'web.yaml': release('    job: {image: "ghcr.io/acme/job:9"}\n') };
    const { pullRequest } = await openScene({ upstreams }, head, { 'web.yaml': release() });
    const run = await pullRequest({ ...INPUTS, apply: 'never' }, { env: ENV });
    expect(run.headline).toContain('1 new public image');
  });

  it('are not looked for by default, nor for a stranger', async () => {
    const { push, pullRequest } = await scene();
    const before = server.requests.length;
    const asked = await push({ 'chart-hosts': '127.0.0.1' }, { env: ENV });
    const stranger = await pullRequest(INPUTS, { env: ENV, of: { headRepository: 'stranger/shop' }, idToken: false });
    expect(server.requests.length).toBe(before);
    for (const run of [asked, stranger]) expect(run.reports.inventory).toContain('chart @acme web 1.4.0');
    expect(asked.headline).toContain(' · 1 chart unseen: render: auto would look into it');
    expect(stranger.headline).toContain(' · 1 chart unseen: nothing is fetched here');
  });
});
