// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables of manifests are texts here
import { describe, expect, it } from 'vitest';
import { namesJoined } from '../../src/manifests/variables/joined.ts';
import { lines } from './cases/manifests.ts';
import { expectSettled, move, type Tree, told } from './cases/move.ts';

const WORKFLOW = (run: string) =>
  lines(
    'on: push',
    'env:',
    '  IMAGE: nginx:1.27',
    'jobs:',
    '  a:',
    '    runs-on: x',
    '    container: ${{ env.IMAGE }}',
    '    steps:',
    `    - run: ${run}`,
  );
const CIRCLE = (run: string) =>
  lines(
    'version: 2.1',
    'parameters:',
    '  image: {type: string, default: "nginx:1.27"}',
    'jobs:',
    '  a:',
    '    docker: [{image: "<< pipeline.parameters.image >>"}]',
    `    steps: [{run: "${run}"}]`,
  );
const TERRAFORM = lines(
  'variable "app_image" { default = "nginx:1.27" }',
  'resource "docker_image" "x" { name = var.app_image }',
);
const NOMAD = (more: string) =>
  lines(
    'variable "image" { default = "nginx:1.27" }',
    'job "x" { group "g" { task "t" {',
    '  driver = "docker"',
    '  config { image = var.image }',
    `  ${more}`,
    '} } }',
  );
const ROLE = { 'roles/x/defaults/main.yml': 'web_image: nginx:1.27\n' };

describe('a variable that holds an image', () => {
  it.each<readonly [string, Tree, boolean]>([
    ['is run by a step of a workflow', { '.github/workflows/a.yml': WORKFLOW('docker run $IMAGE') }, true],
    [
      'is built upon in a workflow',
      { '.github/workflows/a.yml': WORKFLOW('docker build -t quay.io/me/${IMAGE} .') },
      false,
    ],
    ['is cut in a workflow', { '.github/workflows/a.yml': WORKFLOW('echo "${IMAGE%%:*}"') }, false],
    ['is compared in a workflow', { '.github/workflows/a.yml': WORKFLOW('test "$IMAGE" = nginx:1.27') }, false],
    ['is a container of a workflow', { '.github/workflows/a.yml': WORKFLOW('docker run ${{ env.IMAGE }}') }, true],
    [
      'stands behind a registry in a workflow',
      { '.github/workflows/a.yml': WORKFLOW('docker run ${{ env.REG }}/${{ env.IMAGE }}') },
      false,
    ],
    ['is run by CircleCI', { '.circleci/config.yml': CIRCLE('docker run << pipeline.parameters.image >>') }, true],
    [
      'is pushed by CircleCI',
      { '.circleci/config.yml': CIRCLE('docker push quay.io/me/<< pipeline.parameters.image >>') },
      false,
    ],
    ['is an image of Terraform', { 'main.tf': TERRAFORM }, true],
    [
      'stands behind another in Terraform',
      { 'main.tf': TERRAFORM, 'b.tf': 'output "o" { value = "quay.io/me/${var.app_image}" }\n' },
      false,
    ],
    ['is cut in Terraform', { 'main.tf': TERRAFORM, 'b.tf': 'locals { v = split(":", var.app_image)[1] }\n' }, false],
    [
      'stands behind another in another module',
      { 'main.tf': TERRAFORM, 'm/b.tf': 'output "o" { value = "a/${var.app_image}" }\n' },
      true,
    ],
    ['is a task of Nomad', { 'app.nomad': NOMAD('env { X = "${var.image}" }') }, true],
    ['stands behind another in Nomad', { 'app.nomad': NOMAD('env { X = "quay.io/me/${var.image}" }') }, false],
    [
      'is run by a role',
      { ...ROLE, 'roles/x/tasks/main.yml': '- docker_container: {name: a, image: "{{ web_image }}"}\n' },
      true,
    ],
    [
      'may be another in a role',
      {
        ...ROLE,
        'roles/x/tasks/main.yml': '- docker_container: {name: a, image: "{{ web_image | default(\'x\') }}"}\n',
      },
      true,
    ],
    [
      'is tagged by a role',
      { ...ROLE, 'roles/x/tasks/main.yml': '- shell: "docker tag x quay.io/me/{{ web_image }}"\n' },
      false,
    ],
    ['is a parameter of Bicep', { 'main.bicep': "param image string = 'nginx:1.27'\noutput o string = image\n" }, true],
    ['is cut in Bicep', { 'main.bicep': "param image string = 'nginx:1.27'\nvar tag = split(image, ':')[1]\n" }, false],
    [
      'is added to in Jsonnet',
      { 'a.jsonnet': "local image = 'nginx:1.27';\n{ image: image, other: 'quay.io/me/' + image }\n" },
      false,
    ],
    [
      'is a substitution of Cloud Build',
      { 'cloudbuild.yaml': 'substitutions: {_IMAGE: "nginx:1.27"}\nsteps: [{name: $_IMAGE}]\n' },
      true,
    ],
    [
      'is tagged by Cloud Build',
      {
        'cloudbuild.yaml':
          'substitutions: {_IMAGE: "nginx:1.27"}\nsteps: [{name: $_IMAGE}, {name: gcr.io/a/b, args: [tag, "quay.io/me/$_IMAGE"]}]\n',
      },
      false,
    ],
  ])('and %s', (_name, tree, moves) => {
    const moved = move(tree);
    const { stays } = told(moved);
    expect(
      stays.filter((each) => each.includes('nginx') && each.includes('is used for more than images')),
    ).toHaveLength(moves ? 0 : 1);
    expect(Object.values(moved.after).join('').includes('contoso.azurecr.io/docker.io/library/nginx')).toBe(moves);
    expectSettled(moved);
  });
});

it.each([
  ['$A-x "${B}" ${C}/y docker://${D} $E', ['A', 'C']],
  ['x=$A y=${{ env.B }}/z ${{ inputs.C }} ${{ matrix.D }}@x', ['B', 'D']],
  ['$(A)/x $(B) <<parameters.C>>:1 << parameters.D >>', ['A', 'C']],
  ["{{ a | default('x') }} {{ b | replace('c', 'd') }}-{{ e }}", ['b', 'replace', 'c', 'd', 'e']],
  ["'x' + a, self.b + 'x', c.split(':'), d == 'x', 'x' != local.e, f += 1", ['a', 'b', 'c', 'd', 'e']],
])('%s makes more of %j', (text, names) => {
  expect([...namesJoined(text)].sort()).toEqual([...names].sort());
});
