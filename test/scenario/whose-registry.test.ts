import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';

/** Which registry is meant, and what becomes of a run that can't be sure. */

closeScenes();

const HASHED = 'contoso-e7ggejfuhzhgedc8.azurecr.io';
const LABELLED = { azure: { loginServer: HASHED } };
const GROUP_PATH = '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-registry';
const ID = `${GROUP_PATH}/providers/Microsoft.ContainerRegistry/registries/contoso`;
const LEAST = { arm: { roles: ['Container Registry Cache Rule Administrator', 'AcrPull'] } } as const;
const IN_GROUP = { 'resource-group': 'rg-registry' };

async function open(services: EmulatorOptions, ...images: readonly string[]): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
  return openScene({ upstreams, ...services }, { 'app.yaml': pod('quay.io/acme/app:1', ...images) });
}

function hostsOf(run: Run, service: string): readonly string[] {
  return [...new Set(run.requests.filter((request) => request.service === service).map(({ host }) => host))];
}

const wrote = (run: Run) => run.requests.filter(({ method }) => method === 'PUT');

describe.skipIf(!HAS_BUNDLE)('a registry with a domain name label', () => {
  it.each([
    ['its name', 'contoso'],
    ['its login server', HASHED],
    ['its resource id', ID],
  ])('given by %s is pulled from where Azure says', async (_, registry) => {
    const cached = `${HASHED}/quay.io/acme/other:1`;
    const rules = [{ source: 'quay.io/acme/other', target: 'quay.io/acme/other' }];
    const scene = await open({ ...LABELLED, rules }, cached, 'contoso.azurecr.io/quay.io/acme/app:1');
    const run = await scene.pullRequest({ registry, warm: 'true' });
    // A host that the stand-in does not play would be a violation.
    expect(hostsOf(run, 'registry')).toEqual([HASHED]);
    expect(run.reports.patch).toContain(`${HASHED}/quay.io/acme/app:1`);
    expect(run.reports.inventory).toContain(
      `contoso.azurecr.io is another registry than yours, whose login server is ${HASHED}`,
    );
    const inventory: { readonly uses: readonly { readonly text: string; readonly class: string }[] } = JSON.parse(
      run.reports.inventory ?? '',
    );
    expect(inventory.uses.map((use) => use.class)).toEqual(['public', 'cached', 'foreign']);
    expect(run.summary).toContain(`ACR Artifact Cache · [${HASHED}]`);
    expect(run.summary).not.toContain('ℹ️');
    // The id says the group.
    const looked = run.requests.some(({ path }) => path.endsWith('/resources'));
    expect(looked).toBe(registry !== ID);
  });

  it('given by the name of somebody else’s registry ends the run before any write, naming both', async () => {
    const scene = await open(LABELLED);
    const run = await scene.pullRequest({ registry: 'contoso.azurecr.io' });
    expect(run.status).toBe(1);
    expect(run.log).toContain(
      `\`registry\` is contoso.azurecr.io, and Azure says that the login server of ${ID} is ${HASHED}: nothing was changed`,
    );
    expect([wrote(run), hostsOf(run, 'registry')]).toEqual([[], []]);
  });

  it('whose resource id and other inputs disagree is told so', async () => {
    const scene = await open(LABELLED);
    const run = await scene.push({ registry: ID, 'resource-group': 'rg-other' });
    expect(run.status).toBe(1);
    expect(run.log).toContain(
      'Input "resource-group": "rg-other" is not allowed. Allowed: what the resource id in `registry` says (rg-registry), or nothing.',
    );
  });

  it('is told from another of its name by the login server', async () => {
    const others = [{ name: 'contoso', resourceGroup: 'rg-old', loginServer: 'contoso-aaaaaaaaaaaaaaaa.azurecr.io' }];
    const scene = await open({ ...LABELLED, arm: { others } });
    const unsure = await scene.push();
    expect(unsure.status).toBe(1);
    expect(unsure.log).toContain('has several registries contoso, in the groups rg-registry, rg-old.');
    expect(wrote(unsure)).toEqual([]);
    const sure = await scene.push({ registry: HASHED });
    expect([sure.status, sure.outputs.warmed]).toEqual([0, '1']);
  });
});

describe.skipIf(!HAS_BUNDLE)('with the least rights', () => {
  it('a name only plans, and asks for the login server or for Reader', async () => {
    const rules = [{ name: 'quay-io-acme-app', source: 'quay.io/acme/app', target: 'kept/app' }];
    const scene = await open({ ...LABELLED, ...LEAST, rules }, 'quay.io/acme/new:1');
    const run = await scene.pullRequest(IN_GROUP);
    expect(run.status).toBe(1);
    expect([wrote(run), hostsOf(run, 'registry')]).toEqual([[], []]);
    expect(run.summary).toContain('Nothing was changed in the registry: its login server is not known.');
    expect(run.log).toContain(
      'give the full login server as `registry` (az acr show --name contoso --query loginServer), or the role "Reader" on the registry',
    );
    expect(JSON.parse(run.reports.plan ?? '')).toMatchObject({
      covered: [{ source: 'quay.io/acme/app', repository: 'kept/app', by: 'existing' }, { by: 'new' }],
    });
    const planned = await scene.pullRequest({ ...IN_GROUP, apply: 'never' });
    expect(planned.status).toBe(0);
    expect(planned.summary).toContain('contoso.azurecr.io is a guess, made of the name contoso');
  });

  it('a login server is used as given, and said not to be confirmed', async () => {
    const scene = await open({ ...LABELLED, ...LEAST });
    const run = await scene.pullRequest({ registry: HASHED, ...IN_GROUP });
    expect([run.status, run.outputs['rules-created'], run.outputs.warmed]).toEqual([0, '1', '1']);
    expect(run.summary).toContain(`- ℹ️ ${HASHED} is used as given and not confirmed by Azure: the role`);
    expect(JSON.parse(run.reports.report ?? '').notes).toHaveLength(1);
  });
});

describe.skipIf(!HAS_BUNDLE)('endpoints of one region', () => {
  const rules = [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }];

  it.each(['contoso.azurecr.io', HASHED])('are the registry itself (%s)', async (loginServer) => {
    const label = loginServer.replace('.azurecr.io', '');
    const geo = `${label}.westeurope.geo.azurecr.io/quay.io/acme/app:1`;
    const scene = await open(
      { azure: { loginServer }, rules },
      geo,
      `${label}.westeurope.data.azurecr.io/quay.io/acme/app:1`,
    );
    const run = await scene.pullRequest({ 'fail-on': 'high', 'fail-when': 'none' });
    const inventory: { readonly uses: readonly { readonly class: string }[] } = JSON.parse(run.reports.inventory ?? '');
    expect(inventory.uses.map((use) => use.class)).toEqual(['public', 'cached', 'cached']);
    expect(run.outputs.warmed).toBe('1');
    // Judged, and left where they are.
    expect(run.annotations.filter((line) => line.includes('is not judged')).length).toBe(3);
    expect(run.reports.patch).not.toContain('-    - {name: c1');
    const moved = await scene.pullRequest({ 'regional-endpoints': 'rewrite' });
    expect(moved.reports.patch).toContain(`-    - {name: c1, image: ${geo}}`);
    expect(moved.reports.patch?.split(`+    - {name: c1, image: ${loginServer}/quay.io/acme/app:1}`)).toHaveLength(2);
  });

  it('are no name for `registry`', async () => {
    const scene = await open({});
    const run = await scene.push({ registry: 'contoso.westeurope.geo.azurecr.io' });
    expect(run.log).toContain('Allowed: the login server (contoso.azurecr.io), not an endpoint of one region.');
  });
});

describe.skipIf(!HAS_BUNDLE)('a plan without sign-in', () => {
  it('says that it guessed the name', async () => {
    const scene = await open({});
    const folder = scene.workspace.path;
    const guess = 'contoso.azurecr.io is a guess, made of the name contoso: Azure was not asked';
    expect((await type(['run', '--registry', 'contoso'], { folder })).stdout).toContain(guess);
    expect((await type(['run', '--registry', 'contoso.azurecr.io'], { folder })).stdout).not.toContain('guess');
    const rewritten = await type(['rewrite', '--registry', 'contoso'], { folder });
    expect([rewritten.status, rewritten.stdout.includes('guess')]).toEqual([0, false]);
    expect(rewritten.stderr).toContain(guess);
  });
});
