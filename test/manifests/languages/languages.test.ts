// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of manifests are texts here
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bicepTokens } from '../../../src/manifests/languages/bicep.ts';
import { hclTokens } from '../../../src/manifests/languages/hcl.ts';
import { jsonnetTokens } from '../../../src/manifests/languages/jsonnet.ts';
import { starlarkTokens } from '../../../src/manifests/languages/starlark.ts';
import { blankJsonComments } from '../../../src/manifests/yaml/json-comments.ts';
import { scanTexts } from '../manifest-table.ts';

const PATHS = [
  'main.tf',
  'terraform.tfvars',
  'main.bicep',
  'main.bicepparam',
  'azuredeploy.json',
  'a.jsonnet',
  'MODULE.bazel',
  'web.nomad.hcl',
  'docker-bake.hcl',
  'docker-bake.json',
  'Tiltfile',
  '.devcontainer/devcontainer.json',
  '.ko.yaml',
  'playbook.yml',
  'roles/web/defaults/main.yml',
  'skaffold.yaml',
  '.github/workflows/a.yml',
  '.gitlab-ci.yml',
  'azure-pipelines.yml',
  '.circleci/config.yml',
  'bitbucket-pipelines.yml',
  '.drone.yml',
  'cloudbuild.yaml',
];

/** Pieces that mean something in one of the languages, put together in any order. */
const PIECES = [
  ...'{}[]()"\'=:,;\n\\#$%@|<>?. ',
  '${',
  '$${',
  '"""',
  "'''",
  '|||',
  '<<EOF\n',
  'EOF\n',
  '/*',
  '*/',
  '//',
  '\r\n',
  '- ',
  'image',
  'container',
  'containers',
  'services:',
  'jobs:',
  'steps:',
  'resource "docker_container" "a"',
  'variable "image"',
  'resource "helm_release" "a" {',
  'set {',
  'name = "image.repository"\n',
  'value = "a/b"\n',
  'values = [<<EOF\n',
  'default',
  'param image string',
  'nginx:1.27',
  'DOCKER|',
  'docker build -t ',
  'docker_build(',
  'oci.pull(',
  'task "a" {',
  'driver = "docker"',
  'config {',
  'web_image_repo: ',
  'web_image_tag: ',
  '{{ web_image_repo }}',
  '${var.image}',
  '- hosts: ',
  '&a ',
  '*a',
  '<<: ',
  '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",',
  '\u{1F600}',
  '\uFEFF',
];
const text = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })), { maxLength: 60 });

function isKept(source: string, blanked: string, at: number): boolean {
  return blanked[at] === source[at] || blanked[at] === ' ';
}

describe('any text', () => {
  it.each(PATHS)('%s does not throw, and every use stands where it says', (path) => {
    fc.assert(
      fc.property(text, (pieces) => {
        const source = pieces.join('');
        const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
        for (const use of scanTexts({ [path]: source }).uses) {
          const rest = [lines[use.line - 1]?.slice(use.column - 1), ...lines.slice(use.line)].join('\n');
          expect(rest.startsWith(use.text.replaceAll(/\r\n?/g, '\n'))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['HCL', hclTokens],
    ['Bicep', bicepTokens],
    ['Jsonnet', jsonnetTokens],
    ['Starlark', starlarkTokens],
  ] as const)('tokens of %s go forward and do not overlap', (_name, tokens) => {
    fc.assert(
      fc.property(text, (pieces) => {
        const source = pieces.join('');
        let last = 0;
        for (const token of tokens(source)) {
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(token.text).toBe(source.slice(token.start, token.end));
          last = token.end;
        }
      }),
    );
  });

  it.each([
    ['HCL', hclTokens, '"'],
    ['Bicep', bicepTokens, "'"],
    ['Jsonnet', jsonnetTokens, "'"],
    ['Starlark', starlarkTokens, '"'],
  ] as const)('a string of %s that is not closed ends before the end of its line', (_name, tokens, quote) => {
    for (const end of ['\n', '\r\n', '\r'])
      expect([...tokens(`${quote}a/b${end}`)][0]).toMatchObject({ type: 'text', text: 'a/b' });
  });

  it('keeps its length and its lines without comments, and what is no comment', () => {
    fc.assert(
      fc.property(text, (pieces) => {
        const source = pieces.join('');
        const blanked = blankJsonComments(source);
        expect(blanked.length).toBe(source.length);
        expect(Array.from({ length: source.length }, (_, at) => at).every((at) => isKept(source, blanked, at))).toBe(
          true,
        );
        expect(blanked.replace(/[^\r\n]/g, '')).toBe(source.replace(/[^\r\n]/g, ''));
        if (!source.includes('/')) expect(blanked).toBe(source);
      }),
    );
  });
});

describe('large text', () => {
  const size = 200_000;
  const MANY = ['{', '[', '(', '"', '${', 'a{', 'a={', '"${', '<<A\n', '/*', '[]', "'", '|||', 'image="', 'x '];

  it.each([
    'main.tf',
    'main.bicep',
    'a.jsonnet',
    'WORKSPACE',
    'web.nomad.hcl',
    'docker-bake.hcl',
    'Tiltfile',
    '.devcontainer/devcontainer.json',
  ])('%s of one piece without end comes to an end', (path) => {
    for (const piece of MANY) {
      const source = `image pull container DOCKER| ${piece.repeat(size / piece.length)}`;
      expect(scanTexts({ [path]: source }).filesRead).toBe(1);
    }
  });
});
