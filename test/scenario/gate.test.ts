import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';

closeScenes();

const IMAGES = { vulnerable: smallImage(1), clean: smallImage(2), fresh: smallImage(3) };
type Name = keyof typeof IMAGES;

const scannedAt = new Date(Date.now() - 3_600_000).toISOString();
const SCANS = {
  [IMAGES.vulnerable.platforms['linux/amd64'] ?? '']: {
    scannedAt,
    findings: [
      { cve: 'CVE-2026-0001', package: 'openssl', severity: 'High', installed: '3.0.11', fixedIn: '3.0.15' },
      { cve: 'CVE-2026-0002', package: 'zlib', severity: 'Low', installed: '1.2.13' },
    ],
  },
  [IMAGES.clean.platforms['linux/amd64'] ?? '']: { scannedAt, findings: [] },
} as const;

/** The rules are there, so that the requests are those of the gate. */
async function using(names: readonly Name[], services: EmulatorOptions = {}): Promise<Scene> {
  const upstreams = {
    'quay.io': Object.fromEntries(Object.entries(IMAGES).map(([name, image]) => [`acme/${name}`, { '1': image }])),
  };
  const rules = names.map((name) => ({ source: `quay.io/acme/${name}`, target: `quay.io/acme/${name}` }));
  const head = { 'app.yaml': pod(...names.map((name) => `quay.io/acme/${name}:1`)) };
  return openScene({ upstreams, rules, scans: SCANS, ...services }, head);
}

const asksDefender = (line: string) => /resource-graph|referrers/.test(line);

describe.skipIf(!HAS_BUNDLE)('with fail-on: high', () => {
  it('a vulnerable image fails the step', async () => {
    const scene = await using(['vulnerable', 'clean']);
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(
      `"❌ **2 new public images: 2 covered, 0 not · 2 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 2 images**"`,
    );
    expect(run.outputs).toMatchObject({ verdict: 'failed', findings: '1' });
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::error file=app.yaml,line=7,col=25::quay.io/acme/vulnerable:1: linux/amd64: 1 high, 1 that the gate does not count: CVE-2026-0001 in openssl 3.0.11 (high, fixed in 3.0.15). Take a version without these findings, or accept them with accept-findings.",
      ]
    `);
    expect(run.log).toContain('\n::error::the gate failed: 1 finding of high severity or above in 1 of 2 images');
    expect(run.summary).toContain('CVE-2026-0001');
    expect(run.summary).toContain(
      'If clusters had gated deployment: a rule for high severity or above would stop 1 of 2 images that the gate asked about.',
    );
    expect(run.sorted.filter(asksDefender)).toMatchInlineSnapshot(`
      [
        "GET registry quay.io/acme/clean/referrers/sha256:f9e84c9fd365",
        "GET registry quay.io/acme/vulnerable/referrers/sha256:5cde3d19c861",
        "POST resource-graph query",
      ]
    `);
  });

  it('a clean image with evidence passes', async () => {
    const scene = await using(['clean']);
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(
      `"✅ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image**"`,
    );
    expect(run.outputs).toMatchObject({ verdict: 'passed', findings: '0' });
    expect(run.annotations).toEqual([]);
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules",
        "GET arm providers/Microsoft.Security/pricings",
        "GET github pulls/7/files",
        "GET registry acr/v1/quay.io/acme/clean/_manifests/findings of sha256:f9e84c9fd365",
        "GET registry acr/v1/quay.io/acme/clean/_manifests/sha256:3c317dbbe914",
        "GET registry acr/v1/quay.io/acme/clean/_manifests/sha256:f9e84c9fd365",
        "GET registry quay.io/acme/clean/blobs/sha256:46a04e50abdd",
        "GET registry quay.io/acme/clean/blobs/sha256:a82964918c2d",
        "GET registry quay.io/acme/clean/blobs/sha256:cf41d2130d08",
        "GET registry quay.io/acme/clean/manifests/1",
        "GET registry quay.io/acme/clean/manifests/findings of sha256:f9e84c9fd365",
        "GET registry quay.io/acme/clean/manifests/sha256:f9e84c9fd365",
        "GET registry quay.io/acme/clean/referrers/sha256:f9e84c9fd365",
        "GET storage sha256:46a04e50abdd",
        "GET storage sha256:a82964918c2d",
        "GET storage sha256:cf41d2130d08",
        "HEAD registry quay.io/acme/clean/manifests/1 (2)",
        "HEAD registry quay.io/acme/clean/manifests/sha256:f9e84c9fd365 (2)",
        "POST github graphql pullRequest (2)",
        "POST github pulls/7/reviews",
        "POST registry token repository:quay.io/acme/clean:metadata_read",
        "POST registry token repository:quay.io/acme/clean:pull",
        "POST resource-graph query",
      ]
    `);
  });

  it('an image that nobody has scanned decides nothing, and is never said to have passed', async () => {
    const scene = await using(['clean', 'fresh']);
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(
      `"⚠️ **2 new public images: 2 covered, 0 not · 2 warm, 0 not · gate not decided: 1 pending, of 2 images**"`,
    );
    expect(run.headline).not.toContain('passed');
    expect(run.outputs).toMatchObject({ verdict: 'not decided: 1 pending', findings: '0' });
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=8,col=25::quay.io/acme/fresh:1 is not judged: linux/amd64: Defender has not scanned it yet: a new image takes up to a few hours. Run again later, or wait for the scan with scan-timeout.",
      ]
    `);
    const strict = await scene.pullRequest({ 'fail-on': 'high', 'fail-when': 'unscanned' });
    expect(strict.status).toBe(1);
    expect(strict.log).toContain('::error::fail-when unscanned: 1 image not scanned');
  });

  it('an image of unknown tag gets a rule and an edit, is not pulled, and counts as not checked', async () => {
    const deployment = pod('quay.io/acme/clean:1', 'quay.io/acme/fresh:$TAG');
    const upstreams = { 'quay.io': { 'acme/clean': { '1': IMAGES.clean }, 'acme/fresh': { latest: IMAGES.fresh } } };
    const scene = await openScene({ upstreams, scans: SCANS }, { 'app.yaml': deployment });
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(
      `"⚠️ **2 new public images: 2 covered (2 new rules), 0 not · 1 warm, 0 not · gate not decided: 1 not checked, since its tag is not known, of 2 images**"`,
    );
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=8,col=25::quay.io/acme/fresh (tag unknown) is not judged: its tag is not known (its tag is filled in by something that is not in this file). Write the tag where it stands, or exempt its files with exempt-paths.",
        "::notice file=app.yaml,line=8,col=25::quay.io/acme/fresh:$TAG can be pulled from contoso.azurecr.io/quay.io/acme/fresh. Its tag is not known, so that nothing was pulled or checked: its tag is filled in by something that is not in this file.",
      ]
    `);
    expect(run.outputs).toMatchObject({ 'rules-created': '2', warmed: '1', suggestions: '1' });
    expect(run.sorted.filter((line) => /fresh.(?:manifests|blobs)/.test(line))).toEqual([]);
    expect(run.summary).toContain('Of unknown tag: neither pulled nor checked');
    expect(run.reports.patch).toContain('{name: c1, image: contoso.azurecr.io/quay.io/acme/fresh:$TAG}');
  });

  it('Resource Graph that refuses decides nothing, and names the role', async () => {
    const roles = ['Container Registry Cache Rule Administrator', 'AcrPull'] as const;
    const scene = await using(['vulnerable'], { graph: { withoutRights: 'refused' }, arm: { roles } });
    const run = await scene.pullRequest({
      'fail-on': 'high',
      registry: 'contoso.azurecr.io',
      'resource-group': 'rg-registry',
    });
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(
      `"❌ **1 new public image: 1 covered, 0 not · 1 warm, 0 not · gate not decided: 1 could not be asked, of 1 image · 1 error**"`,
    );
    expect(run.outputs.verdict).toBe('not decided: 1 could not be asked');
    expect(run.annotations.join()).toContain('The identity needs the role "Security Reader"');
    expect(run.sorted.filter(asksDefender)).toEqual(['POST resource-graph query']);
  });

  it('Resource Graph that shows nothing to who has no rights decides nothing either', async () => {
    const roles = ['Container Registry Cache Rule Administrator', 'AcrPull'] as const;
    const scene = await using(['vulnerable'], { arm: { roles } });
    const run = await scene.pullRequest({
      'fail-on': 'high',
      registry: 'contoso.azurecr.io',
      'resource-group': 'rg-registry',
    });
    expect(run.status).toBe(1);
    expect(run.outputs.verdict).toBe('not decided: 1 could not be asked');
    expect(run.annotations.join()).toContain('The identity needs the role "Security Reader"');
  });
});

describe.skipIf(!HAS_BUNDLE)('without a gate', () => {
  it('fail-when: unscanned asks all the same, and the headline tells', async () => {
    const scene = await using(['clean', 'fresh']);
    const run = await scene.pullRequest({ 'fail-when': 'unscanned' });
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(
      `"❌ **2 new public images: 2 covered, 0 not · 2 warm, 0 not · 1 image not scanned**"`,
    );
    expect(run.annotations).toEqual([
      expect.stringMatching(/^::error file=app\.yaml,line=8,col=25::quay\.io\/acme\/fresh:1 is not judged: /),
    ]);
    expect(run.outputs.verdict).toBe('no gate');
  });

  it('nobody is asked', async () => {
    const scene = await using(['vulnerable']);
    const run = await scene.pullRequest();
    expect(run.status).toBe(0);
    expect(run.sorted.filter(asksDefender)).toEqual([]);
    expect(run.summary).not.toContain('Defender');
  });
});
