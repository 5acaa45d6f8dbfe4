import { describe, expect, it } from 'vitest';
import { lines } from './manifests.ts';
import { expectSettled, move, type Tree, told } from './move.ts';

/** Small repositories of our own, of the kinds on which the tool was wrong: what moves, by the line it stands on. */
const OWN: readonly (readonly [name: string, tree: Tree, moved: readonly string[]])[] = [
  [
    'a task of Azure Container Registry under any name',
    {
      'tasks/nightly.yaml': lines(
        'steps:',
        '  - build: -t $Registry/app:$ID .',
        '  - cmd: $Registry/app:$ID --test',
        '  - cmd: az acr repository list',
        '  - cmd: quay.io/acme/tool:{{.Run.ID}} run',
        '  - {cmd: "golang:1.23 go test ./...", workingDirectory: src}',
        '  - push: ["$Registry/app:$ID"]',
      ),
    },
    ['tasks/nightly.yaml:5 quay.io/acme/tool (tag unknown)', 'tasks/nightly.yaml:6 docker.io/library/golang:1.23'],
  ],
  [
    'commands of the Azure CLI',
    {
      'a.sh': lines(
        'az containerapp job create -n a --image docker.io/acme/job:1',
        'sudo az webapp config container set -n a --container-image-name quay.io/acme/web:2',
        'az webapp create -n a --deployment-container-image-name=nginx:1.27',
        'az acr build --image acme/made:1 .',
        'az acr import --source docker.io/library/redis:7 --image redis:7',
        'az vm create --image Ubuntu2204',
      ),
      'azure-pipelines.yml': lines(
        'steps:',
        '- pwsh: docker pull $(image.name):1',
        '- task: AzureCLI@2',
        '  inputs: {inlineScript: "docker run acme/tool:$(Build.BuildId)"}',
        '- task: KubernetesManifest@1',
        '  inputs:',
        '    containers: |',
        '      quay.io/acme/a:1',
        '      contoso.azurecr.io/b:$(Build.BuildId)',
      ),
    },
    [
      'a.sh:1 docker.io/acme/job:1',
      'a.sh:2 quay.io/acme/web:2',
      'a.sh:3 docker.io/library/nginx:1.27',
      'azure-pipelines.yml:4 docker.io/acme/tool (tag unknown)',
      'azure-pipelines.yml:8 quay.io/acme/a:1',
    ],
  ],
  [
    'what a module of Bicep is given by a condition',
    {
      'a.bicep': lines(
        "module a 'b.bicep' = {",
        '  params: {',
        "    image: given ?? 'docker.io/acme/a:1'",
        '    vmImage: x ? y : z',
        // A template of Bicep, not of ours.
        "    webImage: 'acme/b:$".concat("{tag}'"),
        "    diskImage: x ? 'Ubuntu' : 'Windows'",
        '  }',
        '}',
      ),
    },
    ['a.bicep:3 docker.io/acme/a:1', 'a.bicep:5 docker.io/acme/b (tag unknown)'],
  ],
  [
    'commands of an orb, with its parameters in them',
    {
      'src/@orb.yml': lines(
        'version: 2.1',
        'commands:',
        '  a:',
        '    parameters: {v: {type: string, default: "1"}}',
        '    steps:',
        '    - run: |',
        '        docker run acme/a:<< parameters.v >> sh',
        '        docker run acme/b:1',
      ),
    },
    ['src/@orb.yml:7 docker.io/acme/a (tag unknown)', 'src/@orb.yml:8 docker.io/acme/b:1'],
  ],
  [
    'lists whose tag gives them another meaning',
    {
      '.gitlab-ci.yml': lines(
        'a:',
        '  image: !reference [.b, image]',
        '  services: [!reference [.b, services], {name: "redis:7", alias: redis}]',
        '  script: [!reference [.b, "docker run nginx:1"], docker run nginx:2]',
        'c:',
        '  services: !reference [.b, services]',
        '  script: [x]',
      ),
    },
    ['.gitlab-ci.yml:3 docker.io/library/redis:7', '.gitlab-ci.yml:4 docker.io/library/nginx:2'],
  ],
  [
    'blocks of one line, and commands that YAML folds',
    {
      'pod.yaml': lines(
        'apiVersion: v1',
        'kind: Pod',
        'spec:',
        '  containers:',
        '  - name: a',
        '    image: |-',
        '      acme/a:1',
      ),
      'compose.yaml': lines('services:', '  a:', '    image: >', '      acme/b:1'),
      '.github/workflows/a.yml': lines(
        'jobs:',
        '  a:',
        '    steps:',
        '    - run: >-',
        '        docker run',
        '        --rm acme/c:1',
        '',
        '        docker run acme/d:1',
        '          acme/not:1',
        '    - run: docker run',
        '        acme/e:1',
      ),
    },
    [
      '.github/workflows/a.yml:6 docker.io/acme/c:1',
      '.github/workflows/a.yml:8 docker.io/acme/d:1',
      '.github/workflows/a.yml:11 docker.io/acme/e:1',
      'compose.yaml:4 docker.io/acme/b:1',
      'pod.yaml:7 docker.io/acme/a:1',
    ],
  ],
  [
    'a document that says by which schema it is checked',
    {
      'values.json': '{"$schema": "./values.schema.json", "image": {"repository": "quay.io/acme/a", "tag": "1"}}',
      'values.schema.json':
        '{"$schema": "./values.schema.json", "image": {"repository": "quay.io/acme/b", "tag": "1"}}',
      'c-values.json':
        '{"$schema": "http://json-schema.org/draft-07/schema#", "image": {"repository": "quay.io/acme/c", "tag": "1"}}',
    },
    ['values.json:1 quay.io/acme/a:1'],
  ],
  [
    'values of charts on the command line',
    {
      'a.sh': lines(
        'helm install a b --set x.image.registry=quay.io --set x.image.image=acme/a --set x.image.tag=1',
        'helm install a b --set x.image.image=acme/b,x.image.registry=$R',
      ),
    },
    ['a.sh:1 quay.io/acme/a:1'],
  ],
  [
    'values of Terraform that blocks go through',
    {
      'main.tf': lines(
        'locals {',
        '  jobs = {',
        '    a = { image = "acme/a:1", name = "acme/not:1" }',
        '  }',
        '}',
        'resource "azurerm_container_app_job" "a" {',
        '  template {',
        '    dynamic "container" {',
        '      for_each = local.jobs',
        '      content {',
        '        image = container.value.image',
        '      }',
        '    }',
        '  }',
        '}',
        'resource "docker_container" "b" {',
        '  image = try(var.x, "acme/b:1")',
        '}',
        'resource "azurerm_linux_virtual_machine" "c" {',
        '  image = coalesce(var.x, "acme/not:1")',
        '}',
        'resource "kubectl_manifest" "d" {',
        '  yaml_body = <<EOT',
        'apiVersion: v1',
        'kind: Pod',
        'spec:',
        '  containers:',
        // A template of Terraform, not of ours.
        '  - image: quay.io/acme/d:$'.concat('{var.tag}'),
        'EOT',
        '}',
      ),
    },
    ['main.tf:3 docker.io/acme/a:1', 'main.tf:17 docker.io/acme/b:1', 'main.tf:28 quay.io/acme/d (tag unknown)'],
  ],
  [
    'what functions of Terraform make an image of',
    {
      'main.tf': lines(
        'resource "docker_container" "a" {',
        '  image = format("quay.io/acme/a:%s", var.tag)',
        '}',
        'resource "docker_container" "b" {',
        '  image = format("%s/acme/b:%s", "quay.io", "acme/not:1")',
        '}',
        'resource "docker_container" "c" {',
        '  image = lookup(var.images, "web", "acme/c:1")',
        '}',
        'resource "docker_container" "d" {',
        '  image = format("quay.io/acme/d:1")',
        '}',
        'resource "docker_container" "e" {',
        '  name = format("quay.io/acme/not:%s", var.tag)',
        '  image = replace("acme/not:1", "not", "e")',
        '}',
      ),
    },
    ['main.tf:2 quay.io/acme/a (tag unknown)', 'main.tf:8 docker.io/acme/c:1', 'main.tf:11 quay.io/acme/d:1'],
  ],
];

describe('repositories of our own', () => {
  it.each(OWN)('%s', (_name, tree, moved) => {
    const result = move(tree);
    expect(told(result).moved).toEqual(moved);
    expect(result.scan.warnings).toEqual([]);
    expectSettled(result);
  });

  it('a chart that a release of Terraform installs is an unseen source', () => {
    const release = (chart: string, repository: string) =>
      `resource "helm_release" "a" {\n  chart = "${chart}"\n${repository}  version = "1"\n}\n`;
    const tree = {
      'a.tf': release('redis', '  repository = "https://charts.example.org"\n'),
      'b.tf': release('oci://ghcr.io/acme/charts/web', ''),
      'c.tf': release('./charts/web', ''),
    };
    expect(move(tree).scan.unseen.map(({ source }) => source)).toEqual([
      'chart https://charts.example.org redis 1',
      'chart oci://ghcr.io/acme/charts/web 1',
    ]);
  });
});
