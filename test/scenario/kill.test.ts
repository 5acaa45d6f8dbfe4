import { describe, expect, it } from 'vitest';
import { listField, numberField, parseJson, stringField } from '../../src/base/json.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, DISPATCH, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';

closeScenes();

const SERVICES: EmulatorOptions = {
  pace: 200,
  rules: [{ name: 'other', source: 'ghcr.io/other/image', target: 'other/image' }],
  upstreams: { 'quay.io': { 'a/one': { '1': smallImage(1) }, 'a/two': { '1': smallImage(2) } } },
};
const FILES = { 'pod.yaml': pod('quay.io/a/one:1', 'quay.io/a/two:1') };
/** More than the pace of this test makes of five minutes. */
const INPUTS = { 'warm-timeout': '360' };
/** Of the requests before and after the writes every so manieth; around the writes a run is killed at each. */
const EVERY = Number(process.env.KILL_EVERY ?? 20);
const MAX_RUN_MS = 300_000;

/** What the runs of an interrupted and of an uninterrupted job have in common at their ends. */
function endOf({ emulator }: Scene, run: Run) {
  const report = parseJson(run.reports.report ?? '');
  return {
    status: run.status,
    stderr: run.stderr,
    headline: run.headline.replace(/ \(\d+ new rules?\)/, ''),
    rules: emulator.rules().map(({ name, source, target, state }) => ({ name, source, target, state })),
    covered: listField(report, 'plan', 'covered').map((each) => [
      stringField(each, 'source'),
      stringField(each, 'rule'),
      stringField(each, 'repository'),
    ]),
    warmed: listField(report, 'warmed').map((each) => [
      stringField(each, 'request', 'image'),
      stringField(each, 'status'),
    ]),
    excess: listField(report, 'rules', 'excess'),
  };
}

function writes(run: Run): readonly string[] {
  return run.requests
    .filter(({ service, method }) => service === 'arm' && method !== 'GET')
    .map(({ path }) => nameIn(path));
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

describe.skipIf(!HAS_BUNDLE)('a run that is killed', () => {
  it('leaves at most its write in flight, and the next one ends as if nothing had been', {
    timeout: MAX_RUN_MS,
  }, async () => {
    const undisturbed = await openScene(SERVICES, FILES);
    const whole = await undisturbed.run(DISPATCH, INPUTS);
    const end = endOf(undisturbed, whole);
    expect(end).toMatchObject({ status: 0, excess: [] });
    expect(end.rules).toHaveLength(3);
    const isAboutRules = whole.requests.map(({ path }) => path.includes('/cacheRules'));
    const firstWrite = whole.requests.findIndex(({ method }) => method === 'PUT') + 1;
    const lastList = isAboutRules.lastIndexOf(true) + 1;
    let [killed, unfinished] = [0, 0];
    for (let request = 1; request < whole.requests.length; request++) {
      if ((request < firstWrite || request > lastList) && request % EVERY !== 0) continue;
      const where = `killed at request ${request}`;
      const scene = await openScene(SERVICES, FILES);
      const first = await scene.run(DISPATCH, INPUTS, {
        signalAfterRequests: [{ signal: 'SIGKILL', requests: request }],
      });
      expect(first.status, where).toBe(null);
      expect(
        first.requests.slice(request - 1).filter(({ method }) => method === 'PUT').length,
        where,
      ).toBeLessThanOrEqual(1);
      const left = scene.emulator.rules().map(({ name, state }) => ({ name, state }));
      const next = await scene.run(DISPATCH, INPUTS);
      expect(sorted(endOf(scene, next)), where).toEqual(sorted(end));
      // What is there is not written again, and told as found: also what was still under way.
      const missing = end.rules.map(({ name }) => name).filter((name) => left.every((rule) => rule.name !== name));
      expect([...writes(next)].sort(), where).toEqual([...missing].sort());
      const report = parseJson(next.reports.report ?? '');
      expect(numberField(report, 'rules', 'before'), where).toBe(left.length);
      expect(
        listField(report, 'rules', 'created')
          .map((rule) => stringField(rule, 'name'))
          .sort(),
        where,
      ).toEqual([...missing].sort());
      expect(next.summary, where).toContain(` ${left.length} before, ${missing.length} created, `);
      killed++;
      if (left.some(({ state }) => state === 'Creating')) unfinished++;
      await scene.emulator.close();
    }
    console.log(
      `killed at ${killed} of ${whole.requests.length} requests, ${unfinished} times with an operation under way`,
    );
    expect(unfinished).toBeGreaterThan(0);
  });
});

function sorted(end: ReturnType<typeof endOf>) {
  return { ...end, rules: end.rules.toSorted((one, other) => (one.name < other.name ? -1 : 1)) };
}
