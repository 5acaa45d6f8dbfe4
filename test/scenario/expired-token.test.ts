import { describe, expect, it } from 'vitest';
import type { FaultMatch } from '../../src/emulator/faults.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, smallImage } from './scene.ts';

/** A token that a service does not take any more, however often it is renewed, is no right that is missing. */

closeScenes();

async function runWith(match: FaultMatch): Promise<Run> {
  const scene = await openScene(
    {
      upstreams: { 'quay.io': { 'acme/app': { '1': smallImage(1) } } },
      faults: [{ match, answer: { type: 'expired-token' } }],
    },
    { 'app.yaml': pod('quay.io/acme/app:1') },
  );
  return scene.pullRequest({ 'fail-when': 'error' });
}

describe.skipIf(!HAS_BUNDLE)('where Resource Manager ends every token', () => {
  it.each([
    ['registries are looked for', { service: 'arm', path: /\/resources$/ }],
    ['rules are listed', { service: 'arm', path: /\/cacheRules$/, method: 'GET' }],
    ['a rule is written', { service: 'arm', method: 'PUT' }],
  ] as const)('when %s no role is said to be missing', async (_, match) => {
    const run = await runWith(match);
    const shown = [run.log, run.summary].join('\n');
    expect(shown).toContain("Azure does not take this identity's token");
    expect(shown).not.toMatch(/the role .* is missing|Grant it the role/);
    expect(run.headline).not.toContain('✅');
  });
});

describe.skipIf(!HAS_BUNDLE)('a token that ends while the gate asks', () => {
  it('is renewed, and the gate decides', async () => {
    const image = smallImage(1);
    const scannedAt = new Date(Date.now() - 3_600_000).toISOString();
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': image } } },
        scans: { [image.platforms['linux/amd64'] ?? '']: { scannedAt, findings: [] } },
        faults: [{ match: { service: 'resource-graph' }, nth: 1, answer: { type: 'expired-token' } }],
      },
      { 'app.yaml': pod('quay.io/acme/app:1') },
    );
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    expect(run.outputs.verdict).toBe('passed');
    const statuses = run.requests.filter(({ service }) => service === 'resource-graph').map(({ status }) => status);
    expect(statuses).toEqual([401, 200]);
  });
});

describe.skipIf(!HAS_BUNDLE)("a job's token that GitHub does not take any more", () => {
  it('is named, and no permission is said to be missing', async () => {
    const run = await runWith({ service: 'github' });
    expect(run.status).toBe(0);
    expect(run.headline).toContain('1 warning');
    expect(run.log).toContain('HTTP 401: Bad credentials; check the input github-token');
    expect(run.log).not.toContain('needs the permission');
  });
});

describe.skipIf(!HAS_BUNDLE)('a token that has ended once', () => {
  it.each([
    ["the job's at Entra", { service: 'entra' }],
    ["Entra's at the registry's exchange", { service: 'registry', path: /\/exchange$/ }],
    ['the signature of a blob in storage', { service: 'storage' }],
  ] as const)('is asked for anew: %s', async (_, match) => {
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': smallImage(1) } } },
        faults: [{ match, nth: 1, answer: { type: 'expired-token' } }],
      },
      { 'app.yaml': pod('quay.io/acme/app:1') },
    );
    const run = await scene.pullRequest({ 'fail-when': 'error' });
    expect(run.status).toBe(0);
    expect(run.headline).toContain('1 warm, 0 not');
  });
});
