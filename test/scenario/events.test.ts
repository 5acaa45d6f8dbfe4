import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, DISPATCH, openScene, pod, pushPayload, SCHEDULE, type Scene, smallImage } from './scene.ts';

/** Trusted events other than a pull request: everything is in scope, and nobody is reviewed. */

closeScenes();

const OLD = smallImage(1);
const NEW = smallImage(2);
const SCANS = {
  [OLD.platforms['linux/amd64'] ?? '']: {
    findings: [{ cve: 'CVE-2026-0001', package: 'openssl', severity: 'Critical' }],
  },
  [NEW.platforms['linux/amd64'] ?? '']: { findings: [] },
} as const;

/** An old image that is vulnerable, and one that the last commit brings. */
async function twoImages(): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/old': { '1': OLD }, 'acme/new': { '1': NEW } } };
  const base = { 'old.yaml': pod('quay.io/acme/old:1') };
  return openScene({ upstreams, scans: SCANS }, { ...base, 'new.yaml': pod('quay.io/acme/new:1') }, base);
}

describe.skipIf(!HAS_BUNDLE)('a push', () => {
  it('covers everything, and gates what the branch did not have before', async () => {
    const scene = await twoImages();
    const run = await scene.push({ 'fail-on': 'high' });
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(
      `"✅ **2 public images: 2 covered (2 new rules), 0 not · 2 warm, 0 not · gate passed: no finding of high severity or above in 1 image**"`,
    );
    expect(run.outputs).toMatchObject({ 'rules-created': '2', warmed: '2', verdict: 'passed' });
    expect(run.sorted.filter((line) => /github|graph/.test(line))).toMatchInlineSnapshot(`
      [
        "POST resource-graph query",
      ]
    `);
  });

  it('that makes a branch gates everything', async () => {
    const scene = await twoImages();
    const run = await scene.run({ name: 'push', payload: pushPayload(undefined) }, { 'fail-on': 'high' });
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(
      `"❌ **2 public images: 2 covered (2 new rules), 0 not · 2 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 2 images**"`,
    );
  });

  it('whose `before` is gone gates everything, and says why', async () => {
    const scene = await twoImages();
    const run = await scene.run({ name: 'push', payload: pushPayload('ab'.repeat(20)) }, { 'fail-on': 'high' });
    expect(run.status).toBe(1);
    expect(run.log).toMatch(/::warning::scan: the base can't be read, so every image counts as new: /);
    expect(run.headline).toMatchInlineSnapshot(
      `"❌ **2 public images: 2 covered (2 new rules), 0 not · 2 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 2 images · 1 error**"`,
    );
  });
});

describe.skipIf(!HAS_BUNDLE)('without a commit to compare with', () => {
  it.each([SCHEDULE, DISPATCH])('$name covers and gates everything', async (event) => {
    const scene = await twoImages();
    const run = await scene.run(event, { 'fail-on': 'high' });
    expect(run.status).toBe(1);
    expect(run.headline).toBe(
      '❌ **2 public images: 2 covered (2 new rules), 0 not · 2 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 2 images**',
    );
    expect(scene.emulator.rules()).toHaveLength(2);
    expect(run.sorted.some((line) => line.includes('github'))).toBe(false);
  });
});
