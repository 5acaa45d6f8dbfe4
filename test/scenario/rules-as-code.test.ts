import { readFileSync } from 'node:fs';
import { parse } from '@cdktf/hcl2json';
import { afterEach, describe, expect, it } from 'vitest';
import { field, isObject, listField, stringField } from '../../src/base/json.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { openAzure, play } from '../az/az.ts';
import { openShell, type Shell } from '../az/shell.ts';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene } from './scene.ts';

/** `plan --format`: the rules that a run would create, as code for those who let no action write. */

closeScenes();
const shells: Shell[] = [];
afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.close();
});

const SERVICES: EmulatorOptions = {
  credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }],
  rules: [{ name: 'there', source: 'quay.io/acme/there', target: 'there' }],
};

async function shop(services: EmulatorOptions = SERVICES): Promise<Scene> {
  return openScene(services, { 'web.yaml': pod('nginx:1', 'quay.io/acme/app:1', 'quay.io/acme/there:1') });
}

async function planAs({ workspace, emulator }: Scene, ...flags: readonly string[]): Promise<string> {
  const words = ['plan', '--registry', 'contoso', ...flags];
  const typed = await type(words, { folder: workspace.path, emulator });
  expect([typed.status, typed.stderr]).toEqual([0, '']);
  expect(typed.requests.filter((line) => /^(?:PUT|DELETE|PATCH)/.test(line))).toEqual([]);
  return typed.stdout;
}

/** What a run creates, by name. */
async function created(services: EmulatorOptions = SERVICES) {
  const scene = await shop(services);
  const typed = await type(['run', '--apply', '--no-warm', '--registry', 'contoso'], {
    folder: scene.workspace.path,
    emulator: scene.emulator,
  });
  expect(typed.status).toBe(0);
  return rulesOf(scene);
}

function rulesOf({ emulator }: Scene) {
  return emulator
    .rules()
    .map(({ name, source, target, credentialSetId }) => ({ name, source, target, set: credentialSetId }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

describe.skipIf(!HAS_BUNDLE)('plan --format', () => {
  it('az prints commands that create what a run would, after which nothing is left to create', async () => {
    const scene = await shop();
    const script = await planAs(scene, '--format', 'az');
    expect(script).toMatchInlineSnapshot(`
      "az acr cache create --subscription 33333333-3333-3333-3333-333333333333 --registry contoso --name docker-io-library-nginx-e8f2b783df --source-repo docker.io/library/nginx --target-repo docker.io/library/nginx --cred-set docker-hub
      az acr cache create --subscription 33333333-3333-3333-3333-333333333333 --registry contoso --name quay-io-acme-app-45f5632c24 --source-repo quay.io/acme/app --target-repo quay.io/acme/app
      "
    `);
    const azure = openAzure(scene.emulator);
    const shell = await openShell((words) => play(azure, words));
    shells.push(shell);
    expect(await shell.run(script)).toMatchObject({ status: 0, stderr: '' });
    expect(rulesOf(scene)).toEqual(await created());
    expect(await planAs(scene, '--format', 'az')).toBe('');
  });

  it("terraform prints what HashiCorp's own parser reads as the same rules", async () => {
    const code = await planAs(await shop(), '--format', 'terraform');
    expect(code).toMatchInlineSnapshot(`
      "data "azurerm_container_registry" "registry" {
        name                = "contoso"
        resource_group_name = "rg-registry"
      }

      resource "azurerm_container_registry_cache_rule" "rule_docker_io_library_nginx_e8f2b783df" {
        name                  = "docker-io-library-nginx-e8f2b783df"
        container_registry_id = data.azurerm_container_registry.registry.id
        source_repo           = "docker.io/library/nginx"
        target_repo           = "docker.io/library/nginx"
        credential_set_id     = "\${data.azurerm_container_registry.registry.id}/credentialSets/docker-hub"
      }

      resource "azurerm_container_registry_cache_rule" "rule_quay_io_acme_app_45f5632c24" {
        name                  = "quay-io-acme-app-45f5632c24"
        container_registry_id = data.azurerm_container_registry.registry.id
        source_repo           = "quay.io/acme/app"
        target_repo           = "quay.io/acme/app"
      }
      "
    `);
    const read: unknown = await parse('rules.tf', code);
    const resources = field(read, 'resource', 'azurerm_container_registry_cache_rule');
    if (!isObject(resources)) throw new Error('no resources');
    const there = (await created()).filter(({ name }) => name !== 'there');
    const rules = Object.values(resources).flatMap((resource) => (Array.isArray(resource) ? resource : []));
    expect(
      rules.map((rule) => ({
        name: stringField(rule, 'name'),
        source: stringField(rule, 'source_repo'),
        target: stringField(rule, 'target_repo'),
        set: stringField(rule, 'credential_set_id')?.split('/').at(-1),
      })),
    ).toEqual(there.map((rule) => ({ ...rule, set: rule.set?.split('/').at(-1) })));
  });

  it('terraform imports a rule that is there and failed', async () => {
    const failed = { name: 'quay-io-acme-app-45f5632c24', source: 'quay.io/acme/app', target: 'quay.io/acme/app' };
    const scene = await shop({ ...SERVICES, rules: [{ ...failed, state: 'Failed' }] });
    const read: unknown = await parse('rules.tf', await planAs(scene, '--format', 'terraform'));
    const [imported] = listField(read, 'import');
    expect(stringField(imported, 'id')).toBe(
      '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso/cacheRules/quay-io-acme-app-45f5632c24',
    );
  });

  it('bicep prints the same rules', async () => {
    expect(await planAs(await shop(), '--format', 'bicep')).toMatchInlineSnapshot(`
      "// az deployment group create --subscription 33333333-3333-3333-3333-333333333333 --resource-group rg-registry --template-file cache-rules.bicep

      resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
        name: 'contoso'
      }

      resource set_docker_hub 'Microsoft.ContainerRegistry/registries/credentialSets@2025-11-01' existing = {
        parent: registry
        name: 'docker-hub'
      }

      resource rule_docker_io_library_nginx_e8f2b783df 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
        parent: registry
        name: 'docker-io-library-nginx-e8f2b783df'
        properties: {
          sourceRepository: 'docker.io/library/nginx'
          targetRepository: 'docker.io/library/nginx'
          credentialSetResourceId: set_docker_hub.id
        }
      }

      resource rule_quay_io_acme_app_45f5632c24 'Microsoft.ContainerRegistry/registries/cacheRules@2025-11-01' = {
        parent: registry
        name: 'quay-io-acme-app-45f5632c24'
        properties: {
          sourceRepository: 'quay.io/acme/app'
          targetRepository: 'quay.io/acme/app'
        }
      }
      "
    `);
  });

  it('says which formats there are', async () => {
    const typed = await type(['plan', '--registry', 'contoso', '--format', 'pulumi'], { folder: '/' });
    expect([typed.status, typed.stderr]).toEqual([
      2,
      'error: --format "pulumi" is not known. Known are: terraform, bicep, az.\n',
    ]);
  });
});

describe('the Terraform of the pages', () => {
  it("is read by HashiCorp's own parser, and names the roles of the set-up page", async () => {
    const fences = [...readFileSync('docs/rules-as-code.md', 'utf8').matchAll(/^```hcl\n([\s\S]*?)^```$/gm)];
    const [read]: readonly unknown[] = await Promise.all(fences.map(([, text = '']) => parse('page.tf', text)));
    const [registry] = listField(read, 'resource', 'azurerm_role_assignment', 'registry');
    const roles = [...(stringField(registry, 'for_each') ?? '').matchAll(/"([^"]+)"/g)].map(([, role]) => role);
    expect(roles).toEqual(['Container Registry Cache Rule Administrator', 'AcrPull', 'Reader']);
    const page = readFileSync('docs/azure.md', 'utf8');
    for (const role of roles) expect(page).toContain(role);
  });
});
