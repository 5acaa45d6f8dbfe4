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
  'main.tf.json': '{"resource": {"docker_container": {"a": {"image": "',
  'terraform.tfvars.json': '{"image": "',
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
  '.drone.star': 'step = {"image": "',
  'MODULE.bazel': 'oci.pull(name = "a", image = "',
  'web.nomad': 'job "a" {\n  config {\n    image = "',
  'deploy.yaml.j2': 'image: {{ a }}\nimage: ',
  'settings.yml': 'toolImage: a/b:1\notherImage: ',
  'run.sh': 'docker run ',
  Jenkinsfile: "agent { docker { image '",
  'run.ps1': 'docker run `\n  ',
  'images.txt': '',
  Makefile: 'a:\n\tdocker run ',
} as const satisfies Readonly<Record<string, string>>;

export const SAMPLE_PATHS: readonly string[] = Object.keys(BEGINNINGS);

interface Style {
  readonly quote: '' | "'" | '"';
  /** The ends of the lines, by turns. */
  readonly eols: readonly ('\n' | '\r\n')[];
  readonly bom: boolean;
  readonly comment: string;
  readonly finalEol: boolean;
}

const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,6})?$/);
const digest = `@sha256:${'0123456789abcdef'.repeat(4)}`;
const version = fc.constantFrom(
  ':1',
  ':v1.2.3-alpine',
  ':latest',
  ':V1_RC.2',
  `:${'long-'.repeat(25)}tag`,
  `:1${digest}`,
  digest,
);
const reference = fc
  .record({
    host: fc.constantFrom(
      '',
      'docker.io/',
      'quay.io/',
      'ghcr.io/',
      'registry.example.org:5000/',
      'Registry.Example.ORG/',
      '192.0.2.7:443/',
      '[2001:db8::1]:5000/',
    ),
    path: fc.array(component, { minLength: 2, maxLength: 3 }).map((parts) => parts.join('/')),
    version,
  })
  .map(({ host, path, version }) => `${host}${path}${version}`)
  .filter((text) => parseReference(text) !== undefined);

const style: fc.Arbitrary<Style> = fc.record({
  quote: fc.constantFrom('', "'", '"'),
  eols: fc.constantFrom(['\n'], ['\r\n'], ['\n', '\r\n'], ['\r\n', '\r\n', '\n']),
  bom: fc.boolean(),
  comment: fc.constantFrom(
    '',
    ' # image: not/this:1',
    ' # 😀 ünïcode',
    '\t# "image": \'not/this:1\'',
    ' # \u00a0image: not/this:1',
  ),
  finalEol: fc.boolean(),
});

const POD = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n';

/** Files whose template does not take the quotes. */
const UNQUOTED: ReadonlySet<string> = new Set([
  'block.yaml',
  'folded.yaml',
  'config.yaml',
  'indicated.yaml',
  'b/compose.yaml',
  'chart/values.yaml',
]);

type Template = (image: string, quoted: string, comment: string) => string;

/** Texts that hold the reference `image` quoted as asked for. */
const TEMPLATES: Readonly<Record<string, Template>> = {
  'pod.yaml': (_image, quoted, comment) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: "😀"\nspec:\n  containers:\n    - name: a${comment}\n      image: ${quoted}${comment}\n      args: [x]`,
  'anchors.yaml': (_image, quoted, comment) => `${POD}    - &a {name: a, image: ${quoted}}${comment}\n    - *a`,
  'line.yaml': (_image, quoted, comment) => `${POD}    - {name: "😀 \u2028 é", image: ${quoted}, x: '😀'}${comment}`,
  'flow.yaml': (_image, quoted, comment) =>
    `${POD}    - {name: a,${comment}\n       "image":\n         ${quoted}\n      ,${comment}\n       args: [\n         x]}`,
  'below.yaml': (_image, quoted, comment) => `${POD}    - image:${comment}\n        ${quoted}${comment}\n      name: a`,
  'keys.yaml': (_image, quoted, comment) =>
    `${POD}    - &k name: a\n      &i 'image': &v ${quoted}${comment}\n      ? args\n      : - *v`,
  'complex.yaml': (_image, quoted, comment) =>
    `${POD}    - ? image${comment}\n      : ${quoted}${comment}\n      ? name\n      : a`,
  'twice.yaml': (_image, quoted, comment) =>
    `${POD}    - image: ${quoted}\n      name: a\n      image: ${quoted}${comment}`,
  'tagged.yaml': (_image, quoted, comment) => `${POD}    - image: !!str ${quoted}${comment}\n      name: !!str a`,
  'prose.yaml': (_image, quoted, comment) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    a: some image\n      that: image\n    b: |2-\n        image: a b\n    c: >+\n      image\n\nspec:\n  containers:\n    - image: ${quoted}${comment}`.replace(
      'that: image',
      'image that',
    ),
  'block.yaml': (image) => `${POD}    - image: |-\n        ${image}\n      name: a`,
  'folded.yaml': (image) => `${POD}    - name: a\n      image: >2-\n          ${image}`.replace('>2-', '>-'),
  'stream.yaml': (_image, quoted, comment) =>
    `# a\n---\napiVersion: v1\nkind: Secret\n...\n\uFEFF%YAML 1.2\n---\n${POD}    - image: ${quoted}${comment}\n--- # b\n`,
  'job.json': (image) =>
    `{"apiVersion": "batch/v1", "kind": "Job",\n\t"spec": {"template": {"spec": {"containers": [{"name": "a", "image": "${image}"}]}}}}`,
  'thing.yaml': (_image, quoted, comment) =>
    `apiVersion: example.com/v1\nkind: Thing\nspec:\n  baseImage: ${quoted}${comment}\n  other: 1`,
  'config.yaml': (image, _quoted, comment) =>
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    apiVersion: v1\n    kind: Pod\n    spec:\n      containers:\n        - image: ${image}${comment}\n  b: "{\\"image\\": \\"${image}\\"}"`,
  'indicated.yaml': (image, _quoted, comment) =>
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |2+\n    apiVersion: v1\n    kind: Pod\n    spec:\n      containers:\n        - image: ${image}${comment}\n\n  b: c`,
  'kustomization.yaml': (_image, quoted, comment) =>
    `images:\n- name: a/b${comment}\n  newName: c/d\n- {name: ${quoted}}`,
  'compose.yaml': (_image, quoted, comment) => `services:\n  web:\n    image: ${quoted}${comment}\n    command: [a]`,
  'a/compose.yaml': (_image, quoted, comment) =>
    `x-a: &a\n  image: ${quoted}${comment}\nservices:\n  web: {<<: *a, command: [😀]}\n  job:\n    <<: [*a]`,
  'b/compose.yaml': (image, _quoted, comment) =>
    `services:\n  web:\n    build:\n      dockerfile_inline: |${comment.replace('\t', ' ')}\n        ARG A=${image}\n        FROM $$A\n`,
  'chart/values.yaml': (image, _quoted, comment) =>
    `name: a\nsidecar:\n  image: ${image}${comment}\n  pullPolicy: Always`,
  'chart/templates/pod.yaml': (_image, quoted, comment) =>
    `{{- if .Values.a }}\nspec:\n  containers:\n    - name: {{ .Values.b }}${comment}\n      image: ${quoted}${comment}\n{{- end }}`,
  Dockerfile: (image) => `# syntax\nFROM ${image} AS build\nRUN echo 😀\nFROM build`,
  'a/Dockerfile': (image) =>
    `# escape=\`\nARG A="${image}" B\nfrom --platform=$B \`\n# image\n  \${A} as build\nRUN 😀`,
  'b/Dockerfile': (image) =>
    `FROM scratch\nRUN --mount=type=bind,from=${image},target=/a \\\n\n  b\nCOPY --chown=1 --from=${image} \\\n  a b`,
  '.github/workflows/ci.yml': (_image, quoted, comment) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container: ${quoted}${comment}\n    steps: [{run: x}]`,
  '.gitlab-ci.yml': (_image, quoted, comment) =>
    `variables: {A: 😀, B: ${quoted}}\nbuild:\n  image:\n    name: $B${comment}\n  script: [a]`,
  'azure-pipelines.yml': (_image, quoted, comment) =>
    `resources:\n  containers:\n    - container: a\n      image: ${quoted}${comment}\njobs:\n  - container: a`,
  '.circleci/config.yml': (_image, quoted, comment) => `jobs:\n  a:\n    docker:\n      - image: ${quoted}${comment}`,
  'bitbucket-pipelines.yml': (_image, quoted, comment) => `image:\n  name: ${quoted}${comment}`,
  '.drone.yml': (_image, quoted, comment) => `steps:\n- {name: 😀, image: ${quoted}}${comment}`,
  'cloudbuild.yaml': (_image, quoted, comment) => `steps:\n- name: ${quoted}${comment}\n  args: [a]`,
  'playbook.yml': (_image, quoted, comment) =>
    `- name: 😀\n  docker_container: {name: "é", image: ${quoted}}${comment}`,
  '.devcontainer/devcontainer.json': (image) =>
    `{\n\t// "image": "not/this:1"\n\t"name": "😀//", "image": "${image}", /* a\n */ }`,
  'main.tf': (image) => `resource "docker_container" "a" {\n  /* 😀 */ image = "${image}" # image = "not/this:1"\n}`,
  'main.bicep': (image) =>
    `param image string = '${image}' // 😀\nvar a = {\n  containers: [ { name: '😀', image: image } ]\n}`,
  'app.container': (image) => `[Unit]\nDescription=😀\n[Container]\nImage=${image}`,
  'main.jsonnet': (image) => `{ a: '😀', "image": '${image}', /* é */ b:: 1 }`,
  'run.sh': (image) => `echo 😀 '\nimage' && docker run -it \\\n  --rm "${image}" a`,
  Makefile: (image) => `a:\n\t@docker run 😀 ; docker pull '${image}'`.replace('docker run 😀 ; ', 'echo 😀 ; '),
};

/** What begins a comment, where that is not a hash; JSON has none. */
const COMMENTS: Readonly<Record<string, string | undefined>> = { bicep: '//', jsonnet: '//', json: undefined };

const file = fc
  .record({ path: fc.constantFrom(...Object.keys(TEMPLATES)), written: reference, style })
  .map(({ path, written, style: { quote, eols, bom, comment, finalEol } }) => {
    const template: Template = TEMPLATES[path] ?? (() => '');
    // Where no quotes stand around it, an address in brackets is a list to YAML.
    const image = /\.(?:ya?ml)$/.test(path)
      ? written.replace(/^\[.*\]/, quote === '' || UNQUOTED.has(path) ? 'a.b' : '$&')
      : written;
    const parsed = parseReference(image);
    const expected = parsed === undefined ? '' : formatReference(parsed);
    const extension = path.slice(path.lastIndexOf('.') + 1);
    const hash = extension in COMMENTS ? COMMENTS[extension] : '#';
    const marker = hash === undefined ? '' : `\n${hash} @@${expected}@@`;
    const text = `${template(image, `${quote}${image}${quote}`, comment)}${marker}${finalEol ? '\n' : ''}`;
    let line = 0;
    return [path, `${bom ? '\uFEFF' : ''}${text.replaceAll('\n', () => eols[line++ % eols.length] ?? '\n')}`] as const;
  });

/** A few manifests of several kinds; a comment of the form `@@image@@` says what each holds. */
export const arbitraryTree: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .array(file, { minLength: 1, maxLength: 4 })
  .map((files) => new Map(files));
