import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage } from '../../src/emulator/images.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, DISPATCH, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';
import { pullRequestPayload } from './workspace.ts';

closeScenes(afterAll);

/** Stored unless said otherwise; of those with two platforms the registry has one. */
const IMAGES = {
  clean: smallImage(1),
  vulnerable: smallImage(2),
  own: smallImage(3),
  absent: smallImage(4),
  multi: buildImage({ name: 'multi', platforms: ['linux/amd64', 'linux/arm64/v8'] }),
  found: buildImage({ name: 'found', platforms: ['linux/amd64', 'linux/arm64/v8'] }),
  pending: buildImage({ name: 'pending', platforms: ['linux/amd64', 'linux/arm64/v8'] }),
};
const AMD = 'linux/amd64';
const scannedAt = new Date(Date.now() - 3_600_000).toISOString();
const finding = { cve: 'CVE-2026-0001', package: 'openssl', severity: 'High', installed: '3.0.11' } as const;
const SCANS = {
  [IMAGES.clean.platforms[AMD] ?? '']: { scannedAt, findings: [] },
  [IMAGES.multi.platforms[AMD] ?? '']: { scannedAt, findings: [] },
  [IMAGES.vulnerable.platforms[AMD] ?? '']: { scannedAt, findings: [finding] },
  [IMAGES.found.platforms[AMD] ?? '']: { scannedAt, findings: [finding] },
  [IMAGES.own.platforms[AMD] ?? '']: { scannedAt, findings: [finding] },
  [IMAGES.absent.platforms[AMD] ?? '']: { scannedAt, findings: [] },
};
function half(image: ReturnType<typeof buildImage>) {
  const manifests = [...image.manifests].filter(([digest]) => digest !== image.platforms['linux/arm64/v8']);
  return { '1': { ...image, manifests: new Map(manifests) } };
}
const SOURCES = ['clean', 'vulnerable', 'absent', 'multi', 'found', 'pending'] as const;

/** The head has one file for each case; the base has `old/`, so that nothing in it is new. */
const FILES = {
  'clean/app.yaml': pod('quay.io/acme/clean:1'),
  'absent/app.yaml': pod('quay.io/acme/absent:1'),
  'mixed/app.yaml': pod(
    'contoso.azurecr.io/quay.io/acme/clean:1',
    'contoso.azurecr.io/quay.io/acme/vulnerable:1',
    'quay.io/acme/absent:1',
    `quay.io/acme/vulnerable@${IMAGES.vulnerable.digest}`,
    'quay.io/acme/unruled:1',
  ),
  'own/app.yaml': pod('contoso.azurecr.io/team/app:1'),
  'multi/app.yaml': pod('quay.io/acme/multi:1'),
  'found/app.yaml': pod('quay.io/acme/found:1'),
  'pending/app.yaml': pod('quay.io/acme/pending:1'),
  'old/app.yaml': pod('contoso.azurecr.io/quay.io/acme/vulnerable:1'),
};

describe.skipIf(!HAS_BUNDLE)('what the gate is asked to see', () => {
  let scene: Scene;
  beforeAll(async () => {
    const stored = (name: keyof typeof IMAGES) => ({ [`quay.io/acme/${name}`]: { '1': IMAGES[name] } });
    scene = await openScene(
      {
        upstreams: { 'quay.io': Object.fromEntries(SOURCES.map((name) => [`acme/${name}`, { '1': IMAGES[name] }])) },
        rules: SOURCES.map((name) => ({ source: `quay.io/acme/${name}`, target: `quay.io/acme/${name}` })),
        images: {
          ...stored('clean'),
          ...stored('vulnerable'),
          'quay.io/acme/multi': half(IMAGES.multi),
          'quay.io/acme/found': half(IMAGES.found),
          'quay.io/acme/pending': half(IMAGES.pending),
          'team/app': { '1': IMAGES.own },
        },
        scans: SCANS,
      },
      FILES,
      { 'old/app.yaml': FILES['old/app.yaml'] },
    );
  });

  const gated = { 'fail-on': 'high', 'gate-scope': 'all', review: 'annotations' };
  const told = ({ status, outputs, headline }: Run) => [status, outputs.verdict, /gate [^*]*/.exec(headline)?.[0]];
  /** Manifests asked for, which might be pulled in; and the lists that were read instead. */
  const pulls = ({ sorted }: Run) =>
    sorted.filter((line) => /^(?:GET|HEAD) registry [^ ]*(?<!_)(?:manifests|blobs)\/(?!findings of )/.test(line));
  const FAILED = [1, 'failed', 'gate failed: 1 finding of high severity or above in 1 of 1 image'];
  const PASSED = [0, 'passed', 'gate passed: no finding of high severity or above in 1 image'];
  const identity = {
    'client-id': '22222222-2222-2222-2222-222222222222',
    'tenant-id': '11111111-1111-1111-1111-111111111111',
  };
  const queue = {
    name: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: {},
      repository: { id: 1001, full_name: 'contoso/shop', fork: false, owner: { login: 'contoso' } },
    },
  };
  const runs = {
    merge_group: (path: string, inputs = {}) => scene.run(queue, { ...gated, ...identity, path, ...inputs }),
    pull_request_target: (path: string, inputs = {}) =>
      scene.run(
        { name: 'pull_request_target', payload: pullRequestPayload(scene.workspace) },
        { ...gated, ...identity, path, ...inputs },
      ),
    'warm: false': (path: string, inputs = {}) => scene.run(DISPATCH, { ...gated, path, warm: 'false', ...inputs }),
    'apply: never': (path: string, inputs = {}) => scene.run(DISPATCH, { ...gated, path, apply: 'never', ...inputs }),
  };
  const WAYS = ['merge_group', 'pull_request_target', 'warm: false', 'apply: never'] as const;

  it.each(WAYS)('on %s an image is judged by what the registry lists, and nothing is pulled', async (way) => {
    const run = await runs[way]('clean');
    expect(told(run)).toEqual(PASSED);
    expect(pulls(run)).toEqual([]);
    const lists = run.sorted.filter((line) => line.includes('acr/v1'));
    expect(lists.map((line) => line.replace(/sha256:[0-9a-f]+/, '…'))).toEqual([
      'GET registry acr/v1/quay.io/acme/clean/_manifests/findings of …',
      'GET registry acr/v1/quay.io/acme/clean/_manifests/…',
      'GET registry acr/v1/quay.io/acme/clean/_manifests/…',
      'GET registry acr/v1/quay.io/acme/clean/_tags/1',
    ]);
  });

  it.each(WAYS)(
    'on %s each image has its state by its tag or digest, and what is not listed is not pulled in',
    async (way) => {
      const run = await runs[way]('mixed');
      const [status, verdict, headline] = told(run);
      expect([status, verdict]).toEqual([1, 'failed']);
      expect(headline).toBe(
        'gate failed: 1 finding of high severity or above in 2 of 5 images; not decided: 2 not checked',
      );
      const { gate } = JSON.parse(run.reports.report ?? '');
      expect(gate.images.map(({ image, state }: { image: string; state: string }) => [image, state])).toEqual([
        ['quay.io/acme/absent:1', 'not-checked'],
        ['quay.io/acme/clean:1', 'passed'],
        ['quay.io/acme/unruled:1', 'not-checked'],
        ['quay.io/acme/vulnerable:1', 'failed'],
        [`quay.io/acme/vulnerable@${IMAGES.vulnerable.digest}`, 'failed'],
      ]);
      expect(pulls(run)).toEqual([]);
      expect(scene.emulator.registry.store.find('quay.io/acme/absent')).toBeUndefined();
    },
  );

  it('what is not listed is not checked, and fails a merge queue with fail-on', async () => {
    const run = await runs.merge_group('absent');
    expect(told(run)).toEqual([1, 'nothing judged: 1 not checked', 'gate nothing judged: 1 not checked, of 1 image']);
    expect(run.annotations.join()).toContain('the registry does not have quay.io/acme/absent:1');
    const target = await runs.pull_request_target('absent');
    expect(told(target).slice(0, 2)).toEqual([0, 'nothing judged: 1 not checked']);
    expect([pulls(run), pulls(target)]).toEqual([[], []]);
  });

  it('an image of the registry that no rule made is judged: its own, and imported copies', async () => {
    const run = await runs['warm: false']('own');
    expect(told(run)).toEqual(FAILED);
    expect(run.annotations.join()).toContain('::error file=own/app.yaml,');
    const pull = await scene.pullRequest({ 'fail-on': 'high', review: 'annotations', path: 'own' });
    expect(told(pull)).toEqual(FAILED);
    expect([pulls(run), pulls(pull)]).toEqual([[], []]);
  });

  it('a platform that is not stored is named, and decides where it is asked for', async () => {
    const run = await runs.merge_group('multi');
    expect(told(run)).toEqual(PASSED);
    expect(run.summary).toContain('linux/arm64: not checked');
    const both = await runs.merge_group('multi', { platforms: 'linux/amd64, linux/arm64/v8' });
    expect(told(both).slice(0, 2)).toEqual([1, 'nothing judged: 1 not checked']);
    expect(both.summary).toContain('linux/arm64: not checked: the registry does not have its manifest sha256:');
    const pulled = await scene.pullRequest({ 'fail-on': 'high', review: 'annotations', path: 'multi' });
    expect(told(pulled)).toEqual(PASSED);
    expect(pulled.summary).toContain('linux/arm64/v8: not checked');
  });

  const both = { platforms: 'linux/amd64, linux/arm64/v8' };
  it.each(['multi', 'pending'])(
    'a platform that is not checked fails a merge queue, whatever the other is (%s)',
    async (path) => {
      const run = await runs.merge_group(path, { ...both, 'fail-when': 'none' });
      expect(run.status).toBe(1);
      expect(run.summary).toContain('Held back from the merge: 1 image not checked');
    },
  );

  it.each(['multi', 'found'])(
    'a platform that is not checked is not scanned, without a gate, whatever the other is (%s)',
    async (path) => {
      const run = await runs['warm: false'](path, { ...both, 'fail-on': 'none', 'fail-when': 'unscanned' });
      expect([run.status, run.outputs.verdict]).toEqual([1, 'no gate']);
      expect(run.headline).toContain('1 image not scanned');
    },
  );

  it('gate-scope: all judges on a pull request what it does not change, without pulling it', async () => {
    const run = await scene.pullRequest({ ...gated, path: 'old' });
    expect(told(run)).toEqual(FAILED);
    expect(pulls(run)).toEqual([]);
    expect(run.annotations.join()).toContain('::error file=old/app.yaml,');
    expect(JSON.parse(run.reports.sarif ?? '').runs[0].results[0].ruleId).toBe('CVE-2026-0001');
    const changed = await scene.pullRequest({ ...gated, 'gate-scope': 'new', path: 'old' });
    expect(told(changed).slice(0, 2)).toEqual([0, 'passed']);
  });

  it('a list that may not be read is no answer', async () => {
    scene.emulator.registry.settings.metadataRead = false;
    const run = await runs.merge_group('clean');
    scene.emulator.registry.settings.metadataRead = true;
    expect(told(run).slice(0, 2)).toEqual([1, 'not decided: 1 could not be asked']);
    expect(run.annotations.join()).toContain("the identity may not read the registry's list");
  });
});
