// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of manifests are texts here
import { describe, expect, it } from 'vitest';
import { scanTexts } from './manifest-table.ts';

/**
 * A tree of about so many characters. Each of the shapes below threw or took far longer than a test may
 * before that which it is about was bounded.
 */
type Shape = (units: number) => Readonly<Record<string, string>>;
type Line = (index: number) => string;

function repeated(piece: string, units: number): string {
  return piece.repeat(units / piece.length);
}

/** Lines that differ by their number, as many as fit. */
function numbered(units: number, line: Line): string {
  return Array.from({ length: units / line(100_000).length }, (_, index) => line(index)).join('');
}

/** A long text under an anchor, and aliases of it in so many lines of a file. */
function texts(path: string, head: string, piece: string, line: Line): Shape {
  return (units) => ({ [path]: `x: &x ${repeated(piece, units / 2)}\n${head}${numbered(units / 2, line)}` });
}

/** A long list under an anchor, likewise. */
function lists(path: string, head: string, item: string, line: Line): Shape {
  return (units) => ({ [path]: `x: &x [${repeated(`${item},`, units / 2)}]\n${head}${numbered(units / 2, line)}` });
}

const WORKFLOW = '.github/workflows/a.yml';
const SKAFFOLD = 'apiVersion: skaffold/v4\n';
const ARM = '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"';

const ALIASES: Readonly<Record<string, Shape>> = {
  'an image of GitLab': texts('.gitlab-ci.yml', '', 'a', (at) => `j${at}: {image: *x}\n`),
  'an image of CircleCI': texts('.circleci/config.yml', 'docker:\n', 'a', () => '- {image: *x}\n'),
  'a command of CircleCI': texts('.circleci/config.yml', 'steps:\n', 'docker a;', () => '- {run: *x}\n'),
  'an image of Drone': texts('.drone.yml', 'steps:\n', 'docker', () => '- {image: *x, settings: {repo: *x}}\n'),
  'an image of Bitbucket': texts('bitbucket-pipelines.yml', 'steps:\n', 'a', () => '- {image: *x}\n'),
  'a script of Azure': texts('azure-pipelines.yml', 'steps:\n', 'docker a;', () => '- {script: *x}\n'),
  'a variable of GitHub': texts(WORKFLOW, 'env:\n', 'a', (at) => ` IMAGE_${at}: *x\n`),
  'an action of GitHub': texts(WORKFLOW, 'jobs:\n a:\n  steps:\n', 'a', () => '  - {uses: *x}\n'),
  'tags of GitHub': texts(
    WORKFLOW,
    'jobs:\n a:\n  steps:\n',
    'a,',
    () => '  - {uses: docker/build-push-action@v1, with: {tags: *x}}\n',
  ),
  'a step of Cloud Build': (units) => ({
    'cloudbuild.yaml': `steps:\n- &x\n  name: a\n  args: [${repeated('a,', units / 2)}]\n${repeated('- *x\n', units / 2)}`,
  }),
  'an image of Skaffold': texts('skaffold.yaml', `${SKAFFOLD}build:\n artifacts:\n`, 'a', () => ' - {image: *x}\n'),
  'artifacts of Skaffold': lists(
    'skaffold.yaml',
    `${SKAFFOLD}profiles:\n`,
    '{image: a}',
    () => '- {build: {artifacts: *x}}\n',
  ),
  'the context of a build': texts('compose.yaml', 'services:\n', 'a', (at) => ` b${at}: {build: {context: *x}}\n`),
  'arguments of a build': lists('compose.yaml', 'services:\n', 'A=a', (at) => ` b${at}: {build: {args: *x}}\n`),
  'tags of a build': lists('compose.yaml', 'services:\n', 'a', (at) => ` b${at}: {build: {tags: *x}}\n`),
  'an include of Compose': texts('compose.yaml', 'services: {}\ninclude:\n', 'oci://', () => '- *x\n'),
  'a part of a kustomization': texts('kustomization.yaml', 'resources:\n', 'a/', () => '- *x\n'),
  'a remote part': texts('kustomization.yaml', 'resources:\n', 'https://', () => '- *x\n'),
  'a chart': texts('kustomization.yaml', 'helmCharts:\n', 'a', () => '- {name: *x, repo: *x, version: *x}\n'),
  'literals of a kustomization': lists(
    'kustomization.yaml',
    'configMapGenerator:\n',
    'IMAGE=a',
    () => '- {literals: *x}\n',
  ),
  'the version of an object': texts(
    'a.yaml',
    'apiVersion: v1\nkind: List\nitems:\n',
    'a',
    () => '- {apiVersion: *x, kind: Image}\n',
  ),
  'a parameter of Argo CD': texts(
    'a.yaml',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n source:\n  helm:\n   parameters:\n',
    'a',
    () => '   - {value: *x}\n',
  ),
  'a matrix of GitHub': (units) => ({
    [WORKFLOW]: `x: &x {matrix: {${numbered(units / 2, (at) => `a${at}: b,`)}}}\njobs:\n${numbered(units / 2, (at) => ` j${at}: {strategy: *x}\n`)}`,
  }),
  'arguments of GitHub': (units) => ({
    [WORKFLOW]: `x: &x |\n${repeated(' A_IMAGE=a\n', units / 2)}jobs:\n a:\n  steps:\n${repeated('  - {uses: docker/build-push-action@v1, with: {build-args: *x}}\n', units / 2)}`,
  }),
  'JSON of GitHub': (units) => ({
    [WORKFLOW]: `x: &x '[${repeated('"a",', units / 2)}]'\njobs:\n a:\n  steps:\n${repeated('  - {uses: a/b, with: {image: *x}}\n', units / 2)}`,
  }),
  'a substitution of Cloud Build': (units) => ({
    'cloudbuild.yaml': `steps:\n- name: &x $_${repeated('A', units / 2)}\n${repeated('- {name: *x}\n', units / 2)}`,
  }),
  'variables of an inventory': (units) => ({
    'group_vars/a.yml': `image: a\nx: {vars: &x {${numbered(units / 2, (at) => `a${at}: b,`)}}}\n${numbered(units / 2, (at) => `g${at}: {vars: *x}\n`)}`,
  }),
  'a name of Ansible': (units) => ({
    'tasks.yml': `- x: &x ${repeated('a', units)}\n${repeated('- docker_image_build: {name: *x}\n', units)}`,
  }),
  'images of Flux': lists(
    'a.yaml',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n postRenderers:\n',
    '{name: a/b, newTag: c}',
    () => ' - {kustomize: {images: *x}}\n',
  ),
  'a service with many keys': (units) => ({
    'stack.yaml': `services:\n a: &x\n  image: a\n${numbered(units / 2, (at) => `  x-${at}: 1\n`)}${numbered(units / 2, (at) => ` b${at}: *x\n`)}`,
  }),
  'a job with many keys': (units) => ({
    'ci.yml': `pool: a\nx: &x\n${numbered(units / 2, (at) => ` container${at}: 1\n`)}jobs:\n${repeated('- *x\n', units / 2)}`,
  }),
  'a patch': (units) => ({
    'kustomization.yaml': `patches:\n- patch: &x |-\n${repeated('    image: a\n', units / 2)}${repeated('- patch: *x\n', units / 2)}`,
  }),
  'targets of Bake': (units) => ({
    'docker-bake.json': `{"target": {"a": &x {"tags": [${repeated('"a",', units / 2)}]},${numbered(units / 2, (at) => `"b${at}": *x,`)}}}`,
  }),
  'a type of ARM': (units) => ({
    'a.json': `{${ARM}, "x": &x ${repeated('a', units / 2)}, "resources": [${repeated('{"type": *x},', units / 2)}]}`,
  }),
};

const VARIABLES: Readonly<Record<string, Shape>> = {
  'of a Dockerfile in a chain': (units) => ({
    Dockerfile: `ARG A0\n${numbered(units, chained('ARG ', '$'))}FROM $A9\n`,
  }),
  'of .env in a chain': (units) => ({
    '.env': `A0=\${B}\n${numbered(units, chained('', '$'))}`,
    'compose.yaml': 'services: {a: {image: $A9}}',
  }),
  'of a script in a chain': (units) => ({ 'run.sh': `A0=$(b)\n${numbered(units, chained('', '$'))}docker run $A9\n` }),
  'of a makefile in a chain': (units) => ({ Makefile: numbered(units, (at) => `A${at + 1}=z$(A${at})\n`) }),
  'of GitLab, each of which names many': () => ({
    '.gitlab-ci.yml': `image: $A0\nvariables:\n${Array.from({ length: 9 }, (_, at) => ` A${at}: "${`$A${at + 1}`.repeat(30)}"\n`).join('')}`,
  }),
  'of GitHub that are long': (units) => ({
    [WORKFLOW]: `env: {A: ${repeated('a', units)}}\njobs: {a: {steps: [{run: "docker ${repeated('${{env.A}}', units)}"}]}}`,
  }),
  'of Bake that are long': (units) => ({
    'docker-bake.hcl': `variable "A" {\n default = "${repeated('a', units)}"\n}\ntarget "a" {\n tags = ["${repeated('${A}', units)}"]\n}\n`,
  }),
  'of a matrix, in expressions that differ by blanks': (units) => ({
    [WORKFLOW]: `jobs:\n a:\n  strategy: {matrix: {i: [${repeated('a:1,', units / 2)}]}}\n  services:\n${numbered(units / 2, (at) => `   s${at}: {image: "\${{${at.toString(2).replaceAll('0', ' ').replaceAll('1', '\t')}matrix.i}}"}\n`)}`,
  }),
  'that many builds give to many stages': (units) => ({
    Dockerfile: `ARG A\n${repeated('FROM $A\n', 2 * units)}`,
    'compose.yaml': `services:\n${numbered(2 * units, (at) => ` b${at}: {build: {context: ., args: {A: a:1}}}\n`)}`,
  }),
};

function chained(keyword: string, mark: string): Line {
  return (at) => `${keyword}A${at + 1}=z${mark}A${at}\n`;
}

const LONG: Readonly<Record<string, Shape>> = {
  'blanks behind an ignore': (units) => ({ 'run.sh': `# acr-artifact-cache: ignore ${' '.repeat(units)}x` }),
  'line ends of Unicode behind an ignore': (units) => ({
    'run.sh': `# acr-artifact-cache: ignore ${' '.repeat(units)}\u2028x`,
  }),
  'assignments within each other': (units) => ({ 'run.sh': repeated('A=$(', units) }),
  'engines within each other': (units) => ({ 'run.sh': repeated('docker run a$(', units) }),
  'builds within each other': (units) => ({ 'run.sh': repeated('docker build -t a:$(', units) }),
  'a path in a word with a blank': (units) => ({ 'run.sh': `docker run "$a${repeated('/a', units)} b"` }),
  'a name of dots': (units) => ({ 'values.yaml': `image:\n  repository: ${repeated('a.', units)}\n  tag: b\n` }),
  'a registry of slashes': (units) => ({
    'values.yaml': `image: {registry: "${'/'.repeat(units)}x", repository: a, tag: b}`,
  }),
  'a global registry of blanks': (units) => ({
    'values.yaml': `x: &x {imageRegistry: "${' '.repeat(2 * units)}"}\n${numbered(units, (at) => `a${at}: {global: *x, image: b}\n`)}`,
  }),
  'a directive for each of many values': (units) => ({
    'c/Chart.yaml': 'name: a\n',
    'c/values.yaml': 'image: a:1\n',
    'c/templates/a.yaml': `image: "${numbered(units, (at) => `{{ .Values.a${at} }}`)}"`,
  }),
  'a key over many items': (units) => ({
    'a.yaml': `apiVersion: example.org/v1\nkind: A\n? ${repeated('a', units)}\n: [${repeated('a,', units)}]\nimage: b\n`,
  }),
  'a key over many values': (units) => ({
    'values.yaml': `? ${repeated('a', units)}\n: [${repeated('{image: "a:1"},', units)}]\n`,
  }),
  'a key over many images of ARM': (units) => ({
    'a.json': `{${ARM}, "${repeated('a', 8 * units)}": [${repeated('{"image": "a"},', units)}]}`,
  }),
  'a key over many fields of Bicep': (units) => ({
    'main.bicep': `param ${repeated('a', units)} = {\n${repeated("image: 'a'\n", units)}}`,
  }),
  'a key over many fields of Jsonnet': (units) => ({
    'a.jsonnet': `{ ${repeated('a', 12 * units)}: {${repeated("image: 'a',", units)}}}`,
  }),
  'a key over many fields of a module': (units) => ({
    'main.tf': `module "a" {\n ${repeated('a', 8 * units)} = [\n${repeated('{image = "a"},\n', units)}]}`,
  }),
  'a namespace of many images': (units) => ({
    'values.yaml': `defaultRegistry: a\ndefaultImageRepository: ${repeated('a', units)}\n${numbered(units, (at) => `a${at}Image: {registry: "", repository: "", name: a}\n`)}`,
  }),
  'braces in values': (units) => ({ 'values.yaml': `image: ${repeated('{{', units)}` }),
  'a repository of Ansible': (units) => ({
    'group_vars/a.yml': `web_image_repo: ${repeated('a.', units)}\nweb_image_tag: a\n`,
  }),
  'slashes in a template of Ansible': (units) => ({ 'group_vars/a.yml': `web_image: "{% ${repeated('/', units)}"\n` }),
  'a local over many fields': (units) => ({
    'main.tf': `locals {\n ${repeated('a', units)} = {\n${repeated('b = "c"\n', units)}}}`,
  }),
  'a value of a chart over many fields': (units) => ({
    'main.tf': `resource "helm_release" "a" {\n values = [yamlencode({\n ${repeated('a', units)} = {\n${repeated('image = "b"\n', units)}}})]}`,
  }),
  'a variable with many values and uses': (units) => ({
    'main.tf': `${repeated('variable "a" {\n default = "a:1"\n}\n', units)}resource "kubernetes_pod" "a" {\n${repeated('container {\n image = var.a\n}\n', units)}}`,
  }),
  'references with escapes': (units) => ({
    'a.yaml': `apiVersion: v1\nkind: Pod\nspec:\n containers:\n${repeated(' - image: "\\x61/b:1"\n', 1.5 * units)}`,
  }),
  'documents behind carriage returns': (units) => ({
    'a.yaml': `${' '.repeat(units)}${repeated('\r--- image', units)}`,
  }),
  'names of a kustomization behind carriage returns': (units) => ({
    'kustomization.yaml': `images:\r${repeated('- name: a\r', units / 2)}`,
  }),
};

const SIZE = 333_000;
/** Half of it stands under an anchor. */
const ALIASED = 500_000;
/**
 * A third of a megabyte takes at most 1 s. What grows with the square of its size, and took half a minute for a megabyte, takes
 * more than this. Time of the processor, so that a busy machine may take as long as it likes.
 */
const MAX_SECONDS = 3.3;

function expectEnd(files: Readonly<Record<string, string>>): void {
  const before = process.threadCpuUsage();
  scanTexts(files);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1_000_000).toBeLessThan(MAX_SECONDS);
}

describe('half a megabyte that many aliases stand for ends', () => {
  it.each(Object.entries(ALIASES))('%s', (_name, shape) => {
    expectEnd(shape(ALIASED));
  });
});

describe('variables end', () => {
  it.each(Object.entries(VARIABLES))('%s', (_name, shape) => {
    expectEnd(shape(SIZE));
  });
});

describe('a third of a megabyte in one place ends', () => {
  it.each(Object.entries(LONG))('%s', (_name, shape) => {
    expectEnd(shape(SIZE));
  });
});

describe('what would take too much memory ends with a warning', () => {
  it.each([
    ['items', 'a.yaml', `apiVersion: v1\nkind: Pod\nimage: [${'a,'.repeat(5_000_000)}]`],
    ['keys', 'values.yaml', `image:\n${' a:\n'.repeat(2_500_000)}`],
    ['items of JSON', '.devcontainer/devcontainer.json', `{"image": [${'0,'.repeat(5_000_000)}0]}`],
  ])('%s', (_name, path, text) => {
    const { warnings } = scanTexts({ [path]: text });
    expect(warnings).toEqual([expect.objectContaining({ reason: expect.stringContaining('more than 2000000 nodes') })]);
  });

  it('a broken document may be one of a hundred thousand', () => {
    const text = `${'---\nimage: [\n'.repeat(100_000)}---\napiVersion: v1\nkind: Pod\nspec: {containers: [{image: "a:1"}]}\n`;
    const { warnings } = scanTexts({ 'a.yaml': text });
    expect(warnings).toHaveLength(1001);
    expect(warnings.at(-1)?.reason).toContain('too many documents before it');
  });

  it.each([
    ['Dockerfile', 'FROM a:1\n'],
    ['run.sh', 'docker run a:1\n'],
    ['app.container', '[Container]\nImage=a/b:1\n'],
    ['c/templates/a.yaml', '{{ .Values.a }}\nimage: a:1\n'],
  ])('%s of more images than a manifest has', (path, line) => {
    const { uses, warnings } = scanTexts({ [path]: line.repeat(100_001) });
    expect(uses).toHaveLength(100_000);
    expect(warnings).toEqual([{ file: path, line: 1, reason: expect.stringContaining('more than 100000') }]);
  });

  it.each([
    ['run.sh', '('],
    ['main.tf', '[a,'],
    ['a.jsonnet', 'image('],
  ])('%s of 10 MB of %s', (path, piece) => {
    expect(scanTexts({ [path]: repeated(piece, 10_000_000) }).uses).toEqual([]);
  });
});

it('a text of JSON with 10 MB between its quotes does not throw', () => {
  const { uses, warnings } = scanTexts({ '.devcontainer/devcontainer.json': `{"image": "${'a'.repeat(10_000_000)}"}` });
  expect([uses, warnings]).toEqual([[], []]);
});
