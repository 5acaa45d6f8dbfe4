import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, DISPATCH, openScene, pod, type Scene, smallImage } from './scene.ts';

closeScenes();

/** Five rules that others have made, and three images without one. */
const SERVICES: EmulatorOptions = {
  rules: Array.from({ length: 5 }, (_, index) => ({ source: `ghcr.io/other/${index}`, target: `other/${index}` })),
  upstreams: {
    'quay.io': { 'a/one': { '1': smallImage(1) }, 'a/two': { '1': smallImage(2) }, 'a/three': { '1': smallImage(3) } },
  },
};
const LOOK_UPS = ['GET arm resources', 'GET arm registry', 'GET arm cacheRules'];
const FILES = { 'pod.yaml': pod('quay.io/a/one:1', 'quay.io/a/two:1', 'quay.io/a/three:1') };

/** What Azure Resource Manager is asked in one run, in order. */
async function asked({ emulator, run }: Scene, inputs: Readonly<Record<string, string>> = {}) {
  emulator.forgetRequests();
  const result = await run(DISPATCH, inputs);
  expect(result).toMatchObject({ status: 0, stderr: '' });
  return emulator.normalisedRequests().filter((request) => request.includes(' arm '));
}

function isWrite(request: string): boolean {
  return !request.startsWith('GET ');
}

describe.skipIf(!HAS_BUNDLE)('requests to Azure Resource Manager', () => {
  it('of a first run for one rule: look-ups, one PUT with its polls and read, one list after; of a second: no write', async () => {
    const scene = await openScene({ ...SERVICES, arm: { polls: 3 } }, { 'pod.yaml': pod('quay.io/a/one:1') });
    const first = await asked(scene);
    const [name] = scene.emulator
      .rules()
      .map((rule) => rule.name)
      .slice(-1);
    const operation = `GET arm cacheRules/${name}/operationStatuses`;
    expect(first).toEqual([
      ...LOOK_UPS,
      'GET arm credentialSets',
      `PUT arm cacheRules/${name}`,
      operation,
      operation,
      operation,
      `GET arm cacheRules/${name}`,
      'GET arm cacheRules',
    ]);
    expect(await asked(scene)).toEqual(LOOK_UPS);
  });

  it('are as many for each rule when there are several', async () => {
    // An operation that others may have moved on takes its one poll all the same.
    const scene = await openScene({ ...SERVICES, arm: { polls: 1 } }, FILES);
    const first = await asked(scene);
    const names = scene.emulator
      .rules()
      .map((rule) => rule.name)
      .slice(-3);
    expect(first.filter(isWrite).sort()).toEqual(names.map((name) => `PUT arm cacheRules/${name}`).sort());
    expect([...first].sort()).toEqual(
      [
        ...LOOK_UPS,
        'GET arm credentialSets',
        ...names.flatMap((name) => [
          `PUT arm cacheRules/${name}`,
          `GET arm cacheRules/${name}/operationStatuses`,
          `GET arm cacheRules/${name}`,
        ]),
        'GET arm cacheRules',
      ].sort(),
    );
    expect(await asked(scene)).toEqual(LOOK_UPS);
  });

  it('list page by page, each page once', async () => {
    const scene = await openScene({ ...SERVICES, arm: { polls: 1, pageSize: 2 } }, FILES);
    const lists = (requests: readonly string[]) =>
      requests.filter((each) => / cacheRules(?: \(next page\))?$/.test(each));
    const [list, next] = ['GET arm cacheRules', 'GET arm cacheRules (next page)'];
    // Five rules before, eight after.
    expect(lists(await asked(scene))).toEqual([list, next, next, list, next, next, next]);
    const second = await asked(scene);
    expect(second).toEqual(['GET arm resources', 'GET arm registry', list, next, next, next]);
  });

  it('do not look for the group that is named', async () => {
    const scene = await openScene(SERVICES, { 'pod.yaml': pod('quay.io/a/one:1') });
    const named = { 'resource-group': scene.emulator.names.resourceGroup, apply: 'never' };
    const requests = await asked(scene, named);
    expect(requests).toEqual(['GET arm registry', 'GET arm cacheRules', 'GET arm credentialSets']);
  });
});
