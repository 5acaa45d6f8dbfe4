import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, smallImage } from './scene.ts';

closeScenes();

/** nginx on Docker Hub, which the service takes rules for with credentials only. */
async function nginx(services: EmulatorOptions, inputs: Readonly<Record<string, string>> = {}): Promise<Run> {
  const upstreams = { 'docker.io': { 'library/nginx': { '1': smallImage(1) } } };
  const scene = await openScene({ upstreams, ...services }, { 'web.yaml': pod('nginx:1') });
  const run = await scene.pullRequest(inputs);
  if (run.outputs['rules-created'] === '0') expect(scene.emulator.rules()).toEqual([]);
  return run;
}

const MAY_NOT_LOOK = { roles: ['Container Registry Cache Rule Administrator', 'AcrPull'] } as const;

describe.skipIf(!HAS_BUNDLE)('Docker Hub', () => {
  it('without a credential set is refused, with the commands that make one', async () => {
    const run = await nginx({});
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(`"⚠️ **1 new public image: 0 covered, 1 not**"`);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=web.yaml,line=7,col=25::No cache rule: docker.io needs a credential set, and the registry has none for it. Put a user name and a token of that registry into Key Vault and make a credential set of them.",
      ]
    `);
    expect(run.summary).toContain(
      'az acr credential-set create --registry contoso --name docker-io --login-server docker.io',
    );
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules",
        "GET arm credentialSets",
        "GET github pulls/7/files",
        "GET registry docker.io/library/nginx/tags/list",
        "POST github graphql pullRequest",
        "POST registry token repository:docker.io/library/nginx:metadata_read",
      ]
    `);
  });

  it('with credential sets that the identity may not see names the role', async () => {
    const run = await nginx(
      { credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }], arm: MAY_NOT_LOOK },
      { registry: 'contoso.azurecr.io', 'resource-group': 'rg-registry' },
    );
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(`"❌ **1 new public image: 0 covered, 1 not · 1 error**"`);
    expect(run.annotations).toHaveLength(1);
    expect(run.annotations[0]).toMatch(
      /^::warning file=web\.yaml,line=7,col=25::No cache rule: docker\.io needs a credential set, and which the registry has can't be seen \(the role "Container Registry Credential Set Reader" is missing: .*\)\. Name it with the input credential-sets \(docker\.io=<name>\), or grant the role "Container Registry Credential Set Reader"\.$/,
    );
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "GET arm /subscriptions",
        "GET arm cacheRules (2)",
        "GET arm credentialSets (2)",
        "GET arm providers/Microsoft.Authorization/locks",
        "GET arm providers/Microsoft.Authorization/permissions",
        "GET arm registry (2)",
        "GET arm replications",
        "GET github pulls/7/files",
        "GET oidc token",
        "GET registry acr-artifact-cache/doctor/tags/list",
        "GET registry docker.io/library/nginx/tags/list",
        "GET registry v2/ (2)",
        "HEAD registry acr-artifact-cache/doctor/manifests/sha256:000000000000",
        "POST entra token https://containerregistry.azure.net/.default (2)",
        "POST entra token https://management.azure.com/.default (2)",
        "POST github graphql pullRequest",
        "POST registry exchange (2)",
        "POST registry token repository:acr-artifact-cache/doctor:metadata_read",
        "POST registry token repository:acr-artifact-cache/doctor:pull",
        "POST registry token repository:docker.io/library/nginx:metadata_read",
      ]
    `);
  });

  it('takes the set that is named though it may not be seen', async () => {
    const run = await nginx(
      { credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }], arm: MAY_NOT_LOOK },
      { registry: 'contoso.azurecr.io', 'resource-group': 'rg-registry', 'credential-sets': 'docker.io=docker-hub' },
    );
    expect(run.status).toBe(0);
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '1', uncovered: '0' });
    expect(run.annotations).toEqual([]);
  });

  it('with a set that does not work tells what Azure says of it', async () => {
    const run = await nginx({ credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io', healthy: false }] });
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(`"⚠️ **1 new public image: 0 covered, 1 not**"`);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=web.yaml,line=7,col=25::No cache rule: credential set docker-hub for docker.io does not work: Forbidden: Caller is not authorized to perform action on resource. Let its identity read the secrets in Key Vault, and see that they hold a working user name and token; or name it with the input credential-sets (docker.io=docker-hub) to use it all the same. See docs/troubleshooting.md#unhealthy-set.",
      ]
    `);
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules",
        "GET arm credentialSets",
        "GET github pulls/7/files",
        "GET registry docker.io/library/nginx/tags/list",
        "POST github graphql pullRequest",
        "POST registry token repository:docker.io/library/nginx:metadata_read",
      ]
    `);
  });

  it('takes a set that is named though it does not work, with a warning, and tells of it where the pull fails', async () => {
    const run = await nginx(
      { credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io', healthy: false }] },
      { 'credential-sets': 'docker.io=docker-hub' },
    );
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '0', uncovered: '0' });
    const words =
      'Credential set docker-hub of docker.io is unhealthy (Forbidden: Caller is not authorized to perform action on resource.) and is used all the same, since credential-sets names it.';
    expect(run.log).toContain(`::warning::${words}`);
    expect(run.summary).toContain(`- ℹ️ ${words}`);
    expect(run.annotations.join()).toContain('credential set docker-hub is unhealthy');
  });

  it('is not the only upstream whose set is named: eu.gcr.io is one, too', async () => {
    const upstreams = { 'eu.gcr.io': { 'acme/app': { '1': smallImage(1) } } };
    const scene = await openScene({ upstreams }, { 'app.yaml': pod('eu.gcr.io/acme/app:1') });
    const run = await scene.push();
    expect([run.status, run.outputs['rules-created'], run.outputs.warmed]).toEqual([0, '1', '1']);
  });
});
