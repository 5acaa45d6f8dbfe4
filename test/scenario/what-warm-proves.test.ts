import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, SCHEDULE, type Scene, smallImage } from './scene.ts';

/** What a warm image is not proven to be: in every region, for ever, the newest. */

closeScenes();

const PREMIUM = { sku: 'Premium', replicas: ['northeurope', 'uksouth', 'westeurope'] } as const;
const HASHED = 'contoso-e7ggejfuhzhgedc8.azurecr.io';
const SEE = 'See docs/warming.md#what-warm-does-not-prove';

async function open({ arm, ...services }: EmulatorOptions): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
  return openScene(
    { upstreams, arm: { sku: 'Premium', ...arm }, ...services },
    { 'app.yaml': pod('quay.io/acme/app:1') },
  );
}

describe.skipIf(!HAS_BUNDLE)('a geo-replicated registry', () => {
  it.each(['own', 'login server'] as const)(
    'whose endpoints are known is asked in every region until it agrees (tokens from: %s)',
    async (regionalRealm) => {
      const scene = await open({
        azure: { loginServer: HASHED },
        arm: { ...PREMIUM, regionalEndpoints: true },
        registry: { regionalRealm },
      });
      const run = await scene.push();
      expect([run.status, run.outputs.warmed]).toEqual([0, '1']);
      const hosts = ['northeurope', 'uksouth', 'westeurope'].map((region) => HASHED.replace('.', `.${region}.geo.`));
      expect(JSON.parse(run.reports.report ?? '').replicas).toEqual(
        hosts.map((endpoint) => ({ endpoint, stored: 1, behind: [] })),
      );
      expect(run.summary).not.toContain('ℹ️');
      const asked = run.requests.filter(
        ({ service, method, host }) => service === 'registry' && method === 'HEAD' && host === hosts[0],
      );
      // Twice it was behind.
      expect(asked).toHaveLength(3);
      const givers = run.requests.filter(({ path }) => path === '/oauth2/exchange').map(({ host }) => host);
      expect(new Set(givers).size).toBe(regionalRealm === 'own' ? 4 : 1);
    },
  );

  it('that stays behind in a region is told with the region and the images', async () => {
    const scene = await open({ arm: { ...PREMIUM, regionalEndpoints: true }, registry: { replicasLateFor: 100 } });
    const run = await scene.push();
    expect(run.status).toBe(0);
    expect(run.summary).toContain(
      '- ℹ️ The replica contoso.northeurope.geo.azurecr.io does not have 1 warm image yet (quay.io/acme/app:1): replicas agree late. See',
    );
    expect(JSON.parse(run.reports.report ?? '').replicas).toHaveLength(3);
  });

  it('whose endpoints are not known says that one replica answered', async () => {
    const run = await (await open({ arm: PREMIUM })).push();
    expect(JSON.parse(run.reports.report ?? '').notes).toEqual([
      `contoso.azurecr.io is replicated to northeurope, uksouth, westeurope, and warm is what the replica says that answered this run: the others agree later. With regional endpoints on, each is asked. ${SEE}`,
    ]);
  });

  it('is not looked for in another tier', async () => {
    const run = await (await open({ arm: { sku: 'Standard', replicas: ['northeurope', 'westeurope'] } })).push();
    expect(run.requests.filter(({ path }) => path.includes('replications'))).toEqual([]);
    expect(JSON.parse(run.reports.report ?? '').notes).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE)('what warm does not prove', () => {
  it('of pinned digests is that retention leaves them', async () => {
    const retentionPolicy = { status: 'enabled', days: 7 };
    const scene = await open({ arm: { sku: 'Premium', registryProperties: { policies: { retentionPolicy } } } });
    const words = 'The registry deletes manifests without a tag after 7 days: a digest that `pin` writes loses its tag';
    expect(JSON.parse((await scene.push({ pin: 'true' })).reports.report ?? '').notes.join()).toContain(words);
    expect(JSON.parse((await scene.push()).reports.report ?? '').notes).toEqual([]);
  });

  it('of a refresh is that the registry knows the newest', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reports-'));
    try {
      const scene = await open({});
      await scene.run(SCHEDULE, { 'report-dir': folder });
      const again = await scene.run(SCHEDULE, { 'report-dir': folder });
      expect(again.summary).toContain(
        '- ℹ️ Tags are compared with what the registry was last told by their source, which may be up to 5 minutes ago',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
