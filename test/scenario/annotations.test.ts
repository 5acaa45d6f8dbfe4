import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod } from './scene.ts';

/** More to say than GitHub shows: ten of a kind a step, in the order of printing, and nothing said of the rest. */

closeScenes();

describe.skipIf(!HAS_BUNDLE)('more annotations than GitHub shows', () => {
  it('leave room for what blocks and what went wrong, and are counted', async () => {
    const images = Array.from({ length: 30 }, (_, index) => `docker.elastic.co/acme/app${index}:1`);
    const scene = await openScene({}, { 'app.yaml': pod(...images) });
    scene.emulator.github.rights.pullRequests = 'none';
    const run = await scene.pullRequest({ 'fail-when': 'uncovered', 'gate-scope': 'all' });
    expect(run.status).toBe(1);
    const shown = run.log.split('\n').filter((line) => /^::(?:error|warning|notice)\b/.test(line));
    const of = (level: string) => shown.filter((line) => line.startsWith(`::${level}`));
    expect(of('error')).toEqual(['::error::fail-when uncovered: 30 images without a rule']);
    expect(of('warning')).toHaveLength(10);
    expect(of('warning').filter((line) => line.includes(' file=app.yaml'))).toHaveLength(8);
    expect(of('warning').filter((line) => line.startsWith('::warning::'))).toEqual([
      '::warning::22 more warnings do not fit here (22 uncovered-image); the summary and the file that the output sarif names have them',
      expect.stringContaining('::warning::review: '),
    ]);
  });
});
