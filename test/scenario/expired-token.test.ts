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
