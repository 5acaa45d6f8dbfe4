import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';
import { pullRequestPayload } from './workspace.ts';

/** Events that people can cause who may not write to the repository: they plan and annotate, and change nothing. */

closeScenes();

async function oneImage(): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
  return openScene({ upstreams }, { 'app.yaml': pod('quay.io/acme/app:1') });
}

/** One line for all that could be moved: whoever reads it can't make the rules. */
function expectOneLine(run: Run): void {
  expect(run.annotations).toEqual([]);
  expect(run.summary).toMatch(
    /\nNothing was suggested, since .*: quay\.io\/acme\/app:1 \(app\.yaml:7\) could be pulled from contoso\.azurecr\.io once the rules are there; the patch moves them\.\n/,
  );
}

/** Nothing was written or pulled, nobody was told on the pull request, and no report claims anything else. */
function expectOnlyPlanned(run: Run, scene: Scene, because: string, mayWrite = false): void {
  if (!mayWrite) expectOneLine(run);
  expect(run.status).toBe(0);
  expect(run.headline).toMatch(
    /^⚠️ \*\*1 (?:new )?public image: 0 covered, 1 would be \(1 rule to create\), 0 not\*\*$/,
  );
  expect(run.summary).toContain(`Nothing was changed in the registry: ${because}`);
  expect(run.summary).toMatch(/<summary>Not covered yet: \d+ images?<\/summary>/);
  expect(run.summary).not.toContain('<summary>Covered: ');
  expect(run.outputs).toMatchObject({ 'rules-created': '0', warmed: '0', suggestions: '0', verdict: 'no gate' });
  expect(run.reports.patch).toContain('+    - {name: c0, image: contoso.azurecr.io/quay.io/acme/app:1}');
  expect(scene.emulator.rules()).toEqual([]);
  expect(scene.emulator.store.names()).toEqual([]);
  expect(scene.emulator.github.reviews).toEqual([]);
}

const FORK = { headRepository: 'stranger/shop' } as const;
const NO_AZURE = { AZURE_CLIENT_ID: undefined, AZURE_TENANT_ID: undefined, AZURE_SUBSCRIPTION_ID: undefined } as const;

describe.skipIf(!HAS_BUNDLE)("a fork's pull request", () => {
  it('makes no request at all', async () => {
    const scene = await oneImage();
    const run = await scene.pullRequest({}, { of: FORK, idToken: false, env: NO_AZURE });
    expectOnlyPlanned(run, scene, 'the pull request comes from another repository (a fork).');
    expect(run.sorted).toEqual([]);
  });

  it('has in its base what scripts without an extension had there', async () => {
    const base = { 'bin/start': '#!/usr/bin/env bash\ndocker run quay.io/acme/old:1\n' };
    const scene = await openScene({}, { ...base, 'app.yaml': pod('quay.io/acme/app:1') }, base);
    const run = await scene.pullRequest({}, { of: FORK, idToken: false, env: NO_AZURE });
    expect(run.headline).toContain('1 new public image:');
    expect(run.reports.inventory).toContain('"file": "bin/start"');
  });

  it('only reads where its job was given an identity', async () => {
    const scene = await oneImage();
    const run = await scene.pullRequest({}, { of: FORK });
    expectOnlyPlanned(run, scene, 'the pull request comes from another repository (a fork).');
    expect(run.sorted).toEqual([
      'finds the registry',
      'signs in to the registry',
      'GET arm cacheRules',
      'GET arm credentialSets',
      'GET registry quay.io/acme/app/tags/list',
      'POST registry token repository:quay.io/acme/app:metadata_read',
    ]);
  });

  it('is not lifted by an input', async () => {
    const scene = await oneImage();
    const run = await scene.pullRequest({ apply: 'auto', warm: 'true', scope: 'all' }, { of: FORK, idToken: false });
    expectOnlyPlanned(run, scene, 'the pull request comes from another repository (a fork).');
    expect(run.sorted).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE)("Dependabot's pull request", () => {
  it('of this repository plans where it was given no means to sign in', async () => {
    const scene = await oneImage();
    scene.emulator.github.rights.pullRequests = 'read';
    const env = { ...NO_AZURE, GITHUB_ACTOR: 'dependabot[bot]' };
    const run = await scene.pullRequest({}, { idToken: false, env });
    expectOnlyPlanned(run, scene, "Dependabot's pull request of this repository", true);
    expect(run.annotations).toEqual([
      '::notice file=app.yaml,line=7,col=25::quay.io/acme/app:1 could be pulled from contoso.azurecr.io/quay.io/acme/app once cache rule quay-io-acme-app-45f5632c24 is created',
    ]);
    expect(run.sorted).toEqual(['GET github pulls/7/files', 'POST github graphql pullRequest']);
  });
});

describe.skipIf(!HAS_BUNDLE)('an event of strangers', () => {
  it.each(['pull_request_target', 'issue_comment', 'workflow_run', 'a new event'])('%s', async (name) => {
    const scene = await oneImage();
    const run = await scene.run({ name, payload: pullRequestPayload(scene.workspace) }, {}, { idToken: false });
    const shown = (/^[a-z_]+$/.test(name) ? name : '(unnamed)').replaceAll('_', '&#95;');
    expectOnlyPlanned(run, scene, `the event ${shown} can be caused by people who may not write to this repository.`);
    expect(run.sorted).toEqual([]);
  });
});
