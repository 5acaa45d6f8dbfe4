import { describe, expect, it } from 'vitest';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene } from './scene.ts';

/** `doctor`, as the committed bundle runs it. */

closeScenes();

async function shop(): Promise<Scene> {
  const credentialSets = [{ name: 'docker-hub', loginServer: 'docker.io' }];
  return openScene({ credentialSets }, { 'web.yaml': pod('nginx:1', 'quay.io/acme/app:1') });
}

async function doctor({ workspace, emulator }: Scene, ...flags: readonly string[]) {
  const folder = workspace.path;
  return type(['doctor', '--registry', 'contoso', ...flags], { folder, emulator, job: true });
}

describe.skipIf(!HAS_BUNDLE)('doctor', () => {
  it('finds nothing missing where nothing is, and only reads', async () => {
    const scene = await shop();
    const typed = await doctor(scene);
    expect(typed.stderr).toBe('');
    expect(typed.status).toBe(0);
    expect(typed.stdout).toMatchInlineSnapshot(`
      "✓ the job's OIDC token                                subject repo:contoso@501/shop@1001:ref:refs/heads/main (of the branch main, in the form with ids), issuer https://token.actions.githubusercontent.com, audience api://AzureADTokenExchange
      ✓ signing in to Azure                                 as application 22222222-2222-2222-2222-222222222222 (object aaaaaaaa-2222-2222-2222-222222222222) of tenant 11111111-1111-1111-1111-111111111111
      ✓ subscription 33333333-3333-3333-3333-333333333333   Contoso, Enabled
      ✓ registry contoso                                    contoso.azurecr.io, Standard, westeurope, permissions of the registry
      ✓ locks on the registry                               none that refuses writes
      ✓ soft delete                                         off
      ✓ the way of trusted services past the network rules  not needed: any network may come in
      ✓ the right to read cache rules                       0 rules read
      ✓ the right to create cache rules                     Microsoft.ContainerRegistry/registries/cacheRules/write, Microsoft.ContainerRegistry/registries/cacheRules/operationStatuses/read
      ✓ room for cache rules                                0 used, 50 left of 50 (max-cache-rules)
      ✓ the right to pull from contoso.azurecr.io           allowed
      ✓ the right to list tags and manifests                allowed
      ✓ the right to read credential sets                   1 read
      ✓ credentials for docker.io                           docker-hub, healthy

      Nothing that is needed is missing. Nothing was changed.
      "
    `);
    // How often the library asks for the job's token is its own business.
    expect([...new Set(typed.requests)]).toMatchInlineSnapshot(`
      [
        "GET arm /subscriptions",
        "GET arm cacheRules",
        "GET arm credentialSets",
        "GET arm providers/Microsoft.Authorization/locks",
        "GET arm providers/Microsoft.Authorization/permissions",
        "GET arm registry",
        "GET arm replications",
        "GET arm resources",
        "GET oidc token",
        "GET registry acr-artifact-cache/doctor/tags/list",
        "HEAD registry acr-artifact-cache/doctor/manifests/sha256:000000000000",
      ]
    `);
  });

  it('tells five lacks at once, each with its command, and fails', async () => {
    const scene = await shop();
    const { arm } = scene.emulator;
    arm.settings.roles = ['Reader'];
    arm.settings.defenderPlan = 'off';
    arm.settings.locks = [{ name: 'frozen', level: 'ReadOnly' }];
    arm.settings.registryProperties = { policies: { softDeletePolicy: { status: 'enabled' } } };
    arm.credentialSets.length = 0;
    const typed = await doctor(scene, '--fail-on', 'high');
    expect(typed.status).toBe(1);
    expect(typed.stdout).toMatchInlineSnapshot(`
      "✓ the job's OIDC token                                subject repo:contoso@501/shop@1001:ref:refs/heads/main (of the branch main, in the form with ids), issuer https://token.actions.githubusercontent.com, audience api://AzureADTokenExchange
      ✓ signing in to Azure                                 as application 22222222-2222-2222-2222-222222222222 (object aaaaaaaa-2222-2222-2222-222222222222) of tenant 11111111-1111-1111-1111-111111111111
      ✓ subscription 33333333-3333-3333-3333-333333333333   Contoso, Enabled
      ✓ registry contoso                                    contoso.azurecr.io, Standard, westeurope, permissions of the registry
      ✗ locks on the registry                               /subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso/providers/Microsoft.Authorization/locks/frozen makes it read-only
          Delete it, or replace it by one that forbids deletion only.
            az lock delete --ids /subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso/providers/Microsoft.Authorization/locks/frozen
      ✗ soft delete                                         on: Azure does not support it together with artifact cache
          Switch it off.
            az acr config soft-delete update --registry contoso --status disabled
      ✓ the way of trusted services past the network rules  not needed: any network may come in
      ✓ the right to read cache rules                       0 rules read
      ✗ the right to create cache rules                     without Microsoft.ContainerRegistry/registries/cacheRules/write
          Give this identity the role "Container Registry Cache Rule Administrator" (df87f177-bb12-4db1-9793-a413691eff94) on the registry contoso.
            az role assignment create --assignee-object-id aaaaaaaa-2222-2222-2222-222222222222 --assignee-principal-type ServicePrincipal --role df87f177-bb12-4db1-9793-a413691eff94 --scope /subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso
      ✓ room for cache rules                                0 used, 50 left of 50 (max-cache-rules)
      ✓ the right to pull from contoso.azurecr.io           allowed
      ✓ the right to list tags and manifests                allowed
      ✓ the right to read credential sets                   0 read
      ✗ credentials for docker.io                           no credential set for docker.io
          Make a credential set of a user name and an access token of docker.io that are in the key vault $vault, as the secrets docker-io-user and docker-io-token.
            az acr credential-set create --registry contoso --name docker-io --login-server docker.io --username-id "https://$vault.vault.azure.net/secrets/docker-io-user" --password-id "https://$vault.vault.azure.net/secrets/docker-io-token"
          Let it read them: the role "Key Vault Secrets User" (4633458b-17de-408a-b874-0445c86b69e6) on the key vault.
            az role assignment create --assignee-object-id "$(az acr credential-set show --registry contoso --name docker-io --query identity.principalId --output tsv)" --assignee-principal-type ServicePrincipal --role 4633458b-17de-408a-b874-0445c86b69e6 --scope "$(az keyvault show --name "$vault" --query id --output tsv)"
      ✗ a plan of Defender that scans registries            off, or without "Registry access": no scan will come
          Switch on Defender for Containers with "Registry access" for the subscription (it is paid for).
            az security pricing create --name Containers --tier Standard --extensions name=ContainerRegistriesVulnerabilityAssessments isEnabled=True --subscription 33333333-3333-3333-3333-333333333333
      ✓ anonymous pull                                      off
      ✓ the right to read Defender's assessments            none yet of this registry

      5 things missing. Nothing was changed.
      "
    `);
  });

  it('tells the subject that the job presents, and the credential that would take it', async () => {
    const scene = await shop();
    const application = scene.emulator.directory.applications.get(scene.emulator.names.clientId);
    if (application === undefined) throw new Error('no application');
    scene.emulator.directory.applications.set(application.clientId, { ...application, federatedCredentials: [] });
    const typed = await doctor(scene, '--json');
    expect(typed.status).toBe(1);
    const { checks } = JSON.parse(typed.stdout);
    expect(checks[0].found).toMatchInlineSnapshot(
      `"subject repo:contoso@501/shop@1001:ref:refs/heads/main (of the branch main, in the form with ids), issuer https://token.actions.githubusercontent.com, audience api://AzureADTokenExchange"`,
    );
    expect(checks[1].found).toContain('AADSTS70025');
    expect(checks[1].remedies).toMatchInlineSnapshot(`
      [
        {
          "command": "az ad app federated-credential create --id 22222222-2222-2222-2222-222222222222 --parameters '{"name":"contoso-501-shop-1001-ref-refs-heads-main-fdd665b2","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso@501/shop@1001:ref:refs/heads/main","audiences":["api://AzureADTokenExchange"]}'",
          "text": "Add a federated credential for the subject "repo:contoso@501/shop@1001:ref:refs/heads/main" to the application 22222222-2222-2222-2222-222222222222.",
        },
      ]
    `);
  });

  it('needs no credentials of Docker Hub where no image is from there', async () => {
    const scene = await openScene({}, { 'app.yaml': pod('quay.io/acme/app:1') });
    const typed = await doctor(scene);
    expect([typed.status, typed.stdout.includes('docker.io')]).toEqual([0, false]);
  });

  it('says which input is missing', async () => {
    const scene = await shop();
    const typed = await type(['doctor'], { folder: scene.workspace.path, emulator: scene.emulator });
    expect([typed.status, typed.stderr]).toEqual([
      2,
      'error: Input "registry" is needed: the registry whose set-up is looked at.\n',
    ]);
  });
});

describe.skipIf(!HAS_BUNDLE)("the action's summary", () => {
  const setUpOf = (summary: string) => summary.slice(summary.indexOf('### What the set-up lacks'));

  it('has what the set-up lacks where the sign-in failed, with the subject of this job', async () => {
    const scene = await shop();
    const { directory, names } = scene.emulator;
    const application = directory.applications.get(names.clientId);
    if (application === undefined) throw new Error('no application');
    directory.applications.set(application.clientId, { ...application, federatedCredentials: [] });
    const run = await scene.push();
    expect(run.status).toBe(1);
    const [, , , ...rows] = setUpOf(run.summary)
      .split('\n')
      .filter((line) => line !== '');
    expect(rows[0]).toContain('AADSTS70025');
    expect(rows[0]).toContain('ref:refs/heads/main');
    expect(rows.every((line) => line.startsWith('| ✗') || line.startsWith('| ?'))).toBe(true);
  });

  it('has it where rules may not be written', async () => {
    const scene = await shop();
    scene.emulator.arm.settings.roles = ['Reader'];
    const run = await scene.push();
    expect(run.status).toBe(1);
    expect(setUpOf(run.summary)).toMatchInlineSnapshot(`
      "### What the set-up lacks

      |  | asked | found | what to do |
      | --- | --- | --- | --- |
      | ✗ | the right to create cache rules | without Microsoft.ContainerRegistry/registries/cacheRules/write | Give this identity the role "Container Registry Cache Rule Administrator" (<span>df87f1</span><span>77</span>-bb12-4db1-9793-<span>a41369</span><span>1eff94</span>) on the registry contoso.<br><code>az role assignment create --assignee-object-id aaaaaaaa-2222-2222-2222-222222222222 --assignee-principal-type ServicePrincipal --role df87f177-bb12-4db1-9793-a413691eff94 --scope /subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso</code> |

      "
    `);
  });

  it('has nothing of it where the run went well, or failed at something else', async () => {
    const scene = await shop();
    const upstreams = { 'docker.io': {}, 'quay.io': {} };
    Object.assign(scene.emulator.registry.upstreams, upstreams);
    const run = await scene.push({ 'fail-when': 'unwarmed' });
    expect([run.status, run.summary.includes('set-up lacks')]).toEqual([1, false]);
    expect(run.requests.some(({ path }) => path.includes('permissions'))).toBe(false);
  });
});
