import fc from 'fast-check';
import { formatReference, parseReference } from '../../src/images/reference.ts';

/** A name for every kind of manifest, with what such a file may have before the reference of an image. */
export const BEGINNINGS = {
  'pod.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: ',
  'pod.json': '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "',
  'thing.yaml': 'apiVersion: example.com/v1\nkind: Thing\nspec:\n  baseImage: ',
  'config.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    image: ',
  'chart/Chart.yaml': 'name: a\nannotations:\n  images: |\n    - image: ',
  'chart/values.yaml': 'image:\n  tag: a\n  repository: ',
  'chart/templates/pod.yaml': '{{ if .Values.a }}\nimage: ',
  'chart/templates/_helpers.tpl': '{{ define "a" }}\nimage: {{ .Values.a }}',
  'kustomization.yaml': 'images:\n  - name: ',
  'compose.yaml': 'services:\n  a:\n    image: ',
  'stack.yaml': 'services:\n  a:\n    build: {args: {A: a}}\n    image: ',
  '.env': 'A=',
  Dockerfile: 'FROM ',
  '.github/workflows/ci.yml': 'jobs:\n  a:\n    container: ',
  'action.yml': 'runs:\n  using: docker\n  image: docker://',
  '.gitlab-ci.yml': 'a:\n  image: ',
  'azure-pipelines.yml': 'jobs:\n  - container: ',
  'cloudbuild.yaml': 'steps:\n  - name: ',
  '.circleci/config.yml': 'jobs:\n  a:\n    docker:\n      - image: ',
  'bitbucket-pipelines.yml': 'image: ',
  '.drone.yml': 'steps:\n  - image: ',
  '.gitpod.yml': 'image: ',
  '.ko.yaml': 'defaultBaseImage: ',
  'skaffold.yaml': 'apiVersion: skaffold/v4\nbuild:\n  artifacts:\n    - kaniko: {image: a}\n      image: ',
  '.devcontainer/devcontainer.json': '{"image": "',
  'main.tf': 'resource "kubernetes_pod" "a" {\n  container {\n    image = "',
  'terraform.tfvars': 'image = "',
  'main.bicep': "param image string = '",
  'azuredeploy.json':
    '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "containers": [{"image": "',
  'app.yaml': 'properties:\n  template:\n    containers:\n      - image: ',
  'group.yaml':
    'apiVersion: 2021-10-01\nproperties:\n  containers:\n    - properties: {image: a}\n    - properties:\n        image: ',
  'docker-bake.hcl': 'target "a" {\n  contexts = {\n    a = "docker-image://',
  'docker-bake.json': '{"target": {"a": {"contexts": {"a": "docker-image://',
  Tiltfile: "docker_build('",
  'app.container': '[Container]\nImage=',
  'app.build': '[Build]\nImageTag=',
  'playbook.yml': '- docker_container: {image: a}\n- docker_container:\n    image: ',
  'roles/web/defaults/main.yml': 'web_image: ',
  'main.jsonnet': "{ image: '",
  'MODULE.bazel': 'oci.pull(name = "a", image = "',
  'web.nomad': 'job "a" {\n  config {\n    image = "',
  'deploy.yaml.j2': 'image: {{ a }}\nimage: ',
  'settings.yml': 'toolImage: a/b:1\notherImage: ',
  'run.sh': 'docker run ',
  'images.txt': '',
  Makefile: 'a:\n\tdocker run ',
} as const satisfies Readonly<Record<string, string>>;

export const SAMPLE_PATHS: readonly string[] = Object.keys(BEGINNINGS);

interface Style {
  readonly quote: '' | "'" | '"';
  readonly eol: '\n' | '\r\n';
  readonly bom: boolean;
  readonly comment: string;
  readonly finalEol: boolean;
}

const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,6})?$/);
const reference = fc
  .record({
    host: fc.constantFrom('', 'docker.io/', 'quay.io/', 'ghcr.io/', 'registry.example.org:5000/'),
    path: fc.array(component, { minLength: 2, maxLength: 3 }).map((parts) => parts.join('/')),
    tag: fc.constantFrom(':1', ':v1.2.3-alpine', ':latest'),
    digest: fc.constantFrom('', `@sha256:${'0123456789abcdef'.repeat(4)}`),
  })
  .map(({ host, path, tag, digest }) => `${host}${path}${tag}${digest}`)
  .filter((text) => parseReference(text) !== undefined);

const style: fc.Arbitrary<Style> = fc.record({
  quote: fc.constantFrom('', "'", '"'),
  eol: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  comment: fc.constantFrom('', ' # image: not/this:1', ' # 😀 ünïcode'),
  finalEol: fc.boolean(),
});

/** Texts that hold the reference `image` quoted as asked for. */
const TEMPLATES: Readonly<Record<string, (image: string, quoted: string, comment: string) => string>> = {
  'pod.yaml': (_image, quoted, comment) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: "😀"\nspec:\n  containers:\n    - name: a${comment}\n      image: ${quoted}${comment}\n      args: [x]`,
  'anchors.yaml': (_image, quoted, comment) =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - &a {name: a, image: ${quoted}}${comment}\n    - *a`,
  'job.json': (image) =>
    `{"apiVersion": "batch/v1", "kind": "Job",\n\t"spec": {"template": {"spec": {"containers": [{"name": "a", "image": "${image}"}]}}}}`,
  'thing.yaml': (_image, quoted, comment) =>
    `apiVersion: example.com/v1\nkind: Thing\nspec:\n  baseImage: ${quoted}${comment}\n  other: 1`,
  'config.yaml': (image, _quoted, comment) =>
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    apiVersion: v1\n    kind: Pod\n    spec:\n      containers:\n        - image: ${image}${comment}\n  b: "{\\"image\\": \\"${image}\\"}"`,
  'compose.yaml': (_image, quoted, comment) => `services:\n  web:\n    image: ${quoted}${comment}\n    command: [a]`,
  'chart/values.yaml': (image, _quoted, comment) =>
    `name: a\nsidecar:\n  image: ${image}${comment}\n  pullPolicy: Always`,
  Dockerfile: (image) => `# syntax\nFROM ${image} AS build\nRUN echo 😀\nFROM build`,
  '.github/workflows/ci.yml': (_image, quoted, comment) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container: ${quoted}${comment}\n    steps: [{run: x}]`,
};

const file = fc
  .record({ path: fc.constantFrom(...Object.keys(TEMPLATES)), image: reference, style })
  .map(({ path, image, style: { quote, eol, bom, comment, finalEol } }) => {
    const parsed = parseReference(image);
    const expected = parsed === undefined ? '' : formatReference(parsed);
    const marker = path.endsWith('.json') ? '' : `${'\n'}# @@${expected}@@`;
    const body = `${TEMPLATES[path]?.(image, `${quote}${image}${quote}`, comment) ?? ''}${marker}${finalEol ? '\n' : ''}`;
    return [path, `${bom ? '\uFEFF' : ''}${body.replaceAll('\n', eol)}`] as const;
  });

/** A few manifests of several kinds; a comment of the form `@@image@@` says what each holds. */
export const arbitraryTree: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .array(file, { minLength: 1, maxLength: 4 })
  .map((files) => new Map(files));
