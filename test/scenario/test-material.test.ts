import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, smallImage } from './scene.ts';
import type { Files } from './workspace.ts';

closeScenes();

const IMAGE = smallImage(1);
const DIGEST = IMAGE.platforms['linux/amd64'] ?? '';
const SERVICES: EmulatorOptions = {
  upstreams: { 'quay.io': { 'acme/web': { '1': IMAGE } } },
  rules: [{ source: 'quay.io/acme/web', target: 'quay.io/acme/web' }],
  scans: {
    [DIGEST]: {
      scannedAt: new Date(Date.now() - 3_600_000).toISOString(),
      findings: [{ cve: 'CVE-2026-0001', package: 'openssl', severity: 'High', installed: '1' }],
    },
  },
};
const TEST: Files = { 'pkg/testdata/pod.yaml': pod('quay.io/acme/web:1') };
const DEPLOYED: Files = { 'deploy/pod.yaml': pod('quay.io/acme/web:1') };

describe.skipIf(!HAS_BUNDLE)('an image that only tests read', () => {
  it('gets no rule, no warming and no suggestion; the summary tells so, and include-tests includes it', async () => {
    const scene = await openScene(SERVICES, TEST);
    const left = await scene.pullRequest();
    expect(left.outputs).toMatchObject({ warmed: '0', suggestions: '0' });
    expect(left.summary).toContain('1 use in tests left aside; include-tests: true includes them');
    expect(JSON.parse(left.reports.inventory ?? '{}').uses).toMatchObject([
      { class: 'public', testMaterial: 'it lies in testdata/, which holds what tests read' },
    ]);
    expect(left.reports.patch ?? '').toBe('');
    const included = await scene.pullRequest({ 'include-tests': 'true' });
    expect(included.outputs).toMatchObject({ warmed: '1' });
    expect(included.summary).not.toContain('left aside');
    expect(included.reports.patch).toContain('pkg/testdata/pod.yaml');
  });

  it('is judged like any other where a pull request brings it and the gate is on', async () => {
    const scene = await openScene(SERVICES, TEST);
    for (const run of [
      await scene.pullRequest({ 'fail-on': 'high' }),
      await scene.pullRequest({ 'fail-on': 'high', 'gate-scope': 'all' }),
    ]) {
      expect(run.status).toBe(1);
      expect(run.outputs).toMatchObject({ verdict: 'failed', findings: '1' });
      expect(run.annotations[0]).toContain('::error file=pkg/testdata/pod.yaml,line=7');
    }
  });

  it('is not judged where the base has it in tests already', async () => {
    const scene = await openScene(SERVICES, { ...TEST, 'a.yaml': 'b: c\n' }, TEST);
    const run = await scene.pullRequest({ 'fail-on': 'high', 'gate-scope': 'all' });
    expect(run.status).toBe(0);
    expect(run.outputs.findings).toBe('0');
  });

  it('is new where the base has it in tests and the pull request deploys it', async () => {
    const scene = await openScene(SERVICES, { ...TEST, ...DEPLOYED }, TEST);
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    expect(run.status).toBe(1);
    expect(run.annotations.some((line) => line.startsWith('::error file=deploy/pod.yaml'))).toBe(true);
  });
});
