import { describe, expect, it } from 'vitest';
import type { LoggedRequest } from '../../src/emulator/log.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, DISPATCH, openScene, pod, type Scene, smallImage } from './scene.ts';

closeScenes();

const IMAGES = ['a/one', 'a/two', 'a/three', 'a/four', 'a/five', 'a/six'];
const SERVICES: EmulatorOptions = {
  pace: 200,
  upstreams: { 'quay.io': Object.fromEntries(IMAGES.map((name, size) => [name, { '1': smallImage(size + 1) }])) },
};
const FILES = { 'pod.yaml': pod(...IMAGES.map((name) => `quay.io/${name}:1`)) };
const INPUTS = { 'warm-timeout': '360' };

const isWrite = ({ service, method }: LoggedRequest) => service === 'arm' && (method === 'PUT' || method === 'DELETE');

/** The place of the first request of a kind in an undisturbed run: what comes before it is the same in each. */
async function placeOf(wanted: (request: LoggedRequest) => boolean): Promise<number> {
  const scene = await openScene(SERVICES, FILES);
  const whole = await scene.run(DISPATCH, INPUTS);
  expect(whole.status).toBe(0);
  return whole.requests.findIndex(wanted) + 1;
}

function written(scene: Scene): number {
  return scene.emulator.requests.filter(isWrite).length;
}

describe.skipIf(!HAS_BUNDLE)('a run that is cancelled', () => {
  it('ends its writing at the write in flight, reports, and fails', async () => {
    const first = await placeOf(isWrite);
    const scene = await openScene(SERVICES, FILES);
    const started = performance.now();
    const run = await scene.run(DISPATCH, INPUTS, {
      signalAfterRequests: [{ signal: 'SIGINT', requests: first + 1 }],
    });
    expect(performance.now() - started).toBeLessThan(7000);
    expect(run.status).toBe(1);
    const writes = written(scene);
    expect(writes).toBeLessThanOrEqual(2);
    expect(run.requests.slice(first + 1).filter(isWrite)).toEqual([]);
    expect(run.headline).toMatch(/^❌ \*\*cancelled in ensure · 6 public images/);
    expect(run.summary).toContain('the run was cancelled (SIGINT)');
    expect(run.log).toContain('::error::');
    expect(run.stderr).toBe('');
    expect(run.reports.report).toBeDefined();
    expect(run.outputs).toMatchObject({ warmed: '0', suggestions: '0' });
    // What was begun is there, or on its way; the next run finds it and does the rest.
    expect(scene.emulator.rules()).toHaveLength(writes);
    const next = await scene.run(DISPATCH, INPUTS);
    expect(next.headline).toMatch(/^✅/);
    expect(next.requests.filter(isWrite)).toHaveLength(IMAGES.length - writes);
    expect(scene.emulator.rules()).toHaveLength(IMAGES.length);
  });

  it('bears the second signal, which the runner sends 7.5 s after the first', async () => {
    const first = await placeOf(isWrite);
    const scene = await openScene(
      { ...SERVICES, faults: [{ match: { method: 'PUT' }, nth: 1, answer: { type: 'late', milliseconds: 600 } }] },
      FILES,
    );
    const run = await scene.run(DISPATCH, INPUTS, {
      signalAfterRequests: [
        { signal: 'SIGINT', requests: first },
        { signal: 'SIGTERM', requests: first },
      ],
    });
    expect(run.status).toBe(1);
    expect(run.headline).toMatch(/^❌ \*\*cancelled in ensure/);
    expect(run.requests.filter(isWrite)).toHaveLength(1);
    // Its answer was waited for, so that what it did is told.
    expect(run.outputs['rules-total']).toBeDefined();
    expect(run.summary).toContain('Azure has accepted it and finishes it without this run');
  });

  it('before anything was written writes nothing', async () => {
    const scene = await openScene(SERVICES, FILES);
    const run = await scene.run(DISPATCH, INPUTS, { signalAfterRequests: [{ signal: 'SIGTERM', requests: 2 }] });
    expect(run.status).toBe(1);
    expect(run.headline).toMatch(/^❌ \*\*cancelled in plan · 6 public images: 0 covered/);
    expect(written(scene)).toBe(0);
    expect(run.requests.length).toBeLessThanOrEqual(3);
  });
});
