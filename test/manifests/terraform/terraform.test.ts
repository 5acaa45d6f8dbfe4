// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of manifests are texts here
import { describe, expect, it } from 'vitest';
import { rewrite } from '../../../src/manifests/rewrite.ts';
import { expectRewritable, placesOf, scanTexts } from '../manifest-table.ts';

const CONTAINER =
  'resource "azurerm_container_app" "a" {\n  template {\n    container {\n      image = var.image\n    }\n  }\n}\n';

describe('variables of Terraform', () => {
  it('are followed within a directory, to their default and to .tfvars', () => {
    const files = {
      'a/main.tf': CONTAINER,
      'a/variables.tf': 'variable "image" {\n  default = "nginx:1.27"\n}\n',
      'a/prod.tfvars': 'image = "nginx:1.26"\nname = "a:b"\n',
      'b/variables.tf': 'variable "image" {\n  default = "not-used:1"\n}\n',
    };
    expect(placesOf(scanTexts(files), files)).toEqual([
      '1:10 nginx:1.26 → docker.io/library/nginx:1.26',
      '2:14 nginx:1.27 → docker.io/library/nginx:1.27',
    ]);
    expectRewritable(files);
  });

  it('are told as what can not be resolved where nothing gives them a value', () => {
    const files = { 'a/main.tf': CONTAINER };
    expect(placesOf(scanTexts(files), files)).toEqual(['4:15 var.image → null']);
  });

  it('are found in files that speak of no image', () => {
    const files = {
      'main.tf': CONTAINER.replace('var.image', 'var.runtime'),
      'variables.tf': 'variable "runtime" {\n  default = "nginx:1.27"\n}\n',
    };
    expect(placesOf(scanTexts(files), files)).toEqual(['2:14 nginx:1.27 → docker.io/library/nginx:1.27']);
  });

  it('are told once, however often they are used', () => {
    const files = { 'a/main.tf': `${CONTAINER}${CONTAINER}variable "image" {\n  default = "nginx:1.27"\n}\n` };
    expect(scanTexts(files).uses.map(({ image }) => image)).toEqual(['docker.io/library/nginx:1.27']);
  });
});

/** One container whose image is an expression, and what else stands in its directory. */
function container(image: string, rest = ''): string {
  return `${CONTAINER.replace('var.image', () => image)}${rest}`;
}

function defaults(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `variable "${name}" {\n  default = ${value}\n}\n`)
    .join('');
}

describe('texts of Terraform with variables in them', () => {
  it.each([
    ['a tag', 'mysql:${var.version}', { version: '"5.6"' }, 'docker.io/library/mysql:5.6'],
    ['a number', 'mysql:${ var.version }-oracle', { version: '8' }, 'docker.io/library/mysql:8-oracle'],
    [
      'everything',
      '${var.host}/${var.name}:${var.tag}',
      { host: '"quay.io"', name: '"a/b"', tag: '"1"' },
      'quay.io/a/b:1',
    ],
    ['an empty registry', '${var.host}a/b:1', { host: '""' }, 'docker.io/a/b:1'],
    [
      'fields of an object',
      '${var.image.name}:${var.image.tag}',
      { image: '{\n name = "a/b"\n tag = "2"\n }' },
      'docker.io/a/b:2',
    ],
    ['no value', 'mysql:${var.version}', {}, 'docker.io/library/mysql'],
    ['null', 'mysql:${var.version}', { version: 'null' }, 'docker.io/library/mysql'],
    ['a list', 'mysql:${var.version}', { version: '["1"]' }, 'docker.io/library/mysql'],
    ['what can be no part of a name', 'mysql:${var.version}', { version: '"a b c"' }, 'docker.io/library/mysql'],
    ['an expression', 'mysql:${lower(var.version)}', { version: '"1"' }, 'docker.io/library/mysql'],
    ['a directive', 'mysql:%{ if true }1%{ endif }', {}, 'docker.io/library/mysql'],
  ])('%s', (_name, image, values, expected) => {
    const files = { 'main.tf': container(`"${image}"`, defaults(values)) };
    expect(placesOf(scanTexts(files), files)).toEqual([`4:16 ${image} → ${expected}`]);
    expectRewritable(files);
  });

  it('are not read from an escape', () => {
    const text = container('"mysql:$${var.version}"', defaults({ version: '"1"' }));
    expect(scanTexts({ 'main.tf': text }).uses).toEqual([]);
  });

  it('take the one value that .tfvars give, and none of several', () => {
    const files = {
      'main.tf': container('"mysql:${var.version}"', defaults({ version: '"5.6"' })),
      'prod.tfvars': 'version = "8"\n',
    };
    expect(scanTexts(files).uses.map(({ image }) => image)).toEqual(['docker.io/library/mysql:8']);
    const several = scanTexts({ ...files, 'test.tfvars': 'version = "9"\n' });
    expect(several.uses.map(({ image, reason }) => [image, reason])).toEqual([
      ['docker.io/library/mysql', 'var.version has several values in this directory'],
    ]);
  });

  it('follow locals, and no circle of them', () => {
    const locals =
      'locals {\n  image = "${local.name}:${var.tag}"\n  name = "a/b"\n  a = "${local.b}"\n  b = "${local.a}"\n}\n';
    const files = { 'main.tf': container('local.image', locals + defaults({ tag: '"1"' })) };
    expect(placesOf(scanTexts(files), files)).toEqual(['9:12 ${local.name}:${var.tag} → docker.io/a/b:1']);
    expectRewritable(files);
    const circle = scanTexts({ 'main.tf': container('"${local.a}:1"', locals) });
    expect(circle.uses.map(({ image }) => image)).toEqual([null]);
  });

  it('leave a tag alone, and write a registry in its default', () => {
    const text = container('"${var.host}/a/b:${var.tag}"', defaults({ host: '"quay.io"', tag: '"1"' }));
    const { edits } = rewrite(scanTexts({ 'main.tf': text }).uses, () => ({
      registry: 'contoso.azurecr.io',
      repository: 'quay.io/a/b',
    }));
    expect(edits.map(({ start, end, text: written }) => [text.slice(start, end), written])).toEqual([
      ['quay.io', 'contoso.azurecr.io/quay.io'],
    ]);
  });

  it('do not write a variable that is used for more', () => {
    const text = container(
      '"${var.host}/a/b:1"',
      `${defaults({ host: '"quay.io"' })}output "host" {\n  value = var.host\n}\n`,
    );
    const { uses } = scanTexts({ 'main.tf': text });
    expect(uses.map(({ image, slots, uneditable }) => [image, slots, uneditable])).toEqual([
      ['quay.io/a/b:1', [], 'var.host is used for more than images'],
    ]);
  });

  it('are images in a module only where they come to nothing else', () => {
    const values = defaults({ name: '"ubuntu"', host: '"ghcr.io"' });
    const text = `module "m" {\n  image = "\${var.name}-20-04"\n  web_image = "\${var.host}/a/b:1"\n}\n${values}`;
    const files = { 'main.tf': text };
    expect(placesOf(scanTexts(files), files)).toEqual(['3:16 ${var.host}/a/b:1 → ghcr.io/a/b:1']);
  });
});

describe('a web app of Terraform', () => {
  const text = [
    'resource "azurerm_linux_web_app" "w" {',
    '  site_config {',
    '    application_stack {',
    '      docker_image_name   = "contoso/web:1"',
    '      docker_registry_url = "https://ghcr.io"',
    '    }',
    '  }',
    '}',
  ].join('\r\n');

  it('is written in both of its attributes', () => {
    const { uses } = scanTexts({ 'main.tf': text });
    const { edits } = rewrite(uses, () => ({ registry: 'contoso.azurecr.io', repository: 'ghcr.io/contoso/web' }));
    expect(edits.map((edit) => [text.slice(edit.start, edit.end), edit.text])).toEqual([
      ['contoso/web', 'ghcr.io/contoso/web'],
      ['ghcr.io', 'contoso.azurecr.io'],
    ]);
    expect(uses[0]?.also.map(({ role, text: value }) => [role, value])).toEqual([
      ['docker_registry_url', 'https://ghcr.io'],
    ]);
  });

  it('can not be resolved where its registry is a variable', () => {
    const files = { 'main.tf': text.replace('"https://ghcr.io"', 'var.registry') };
    expect(scanTexts(files).uses.map(({ image, slots }) => [image, slots])).toEqual([[null, []]]);
  });

  it('is known by its name where its tag is put together, whatever its registry', () => {
    const named = `${text.replace('"contoso/web:1"', '"contoso/web:${var.tag}"')}\n${defaults({ tag: '"1"' })}`;
    const imagesOf = (source: string) => scanTexts({ 'main.tf': source }).uses.map(({ image }) => image);
    expect(imagesOf(named)).toEqual(['ghcr.io/contoso/web']);
    expect(imagesOf(named.replace('https://ghcr.io', 'https://index.docker.io'))).toEqual(['docker.io/contoso/web:1']);
  });
});

describe('a release of Helm in Terraform', () => {
  function release(settings: readonly (readonly [string, string])[]): string {
    const sets = settings.map(([name, value]) => `  set {\n    name = "${name}"\n    value = ${value}\n  }\n`);
    return `resource "helm_release" "a" {\n${sets.join('')}}\n`;
  }

  it.each<[string, readonly (readonly [string, string])[], readonly (string | null)[]]>([
    ['a repository', [['image.repository', '"quay.io/a/b"']], ['quay.io/a/b']],
    [
      'a registry and a tag',
      [
        ['web.image.tag', '2'],
        ['web.image.registry', '"quay.io"'],
        ['web.image.repository', '"a/b"'],
        ['image.tag', '"other"'],
      ],
      ['quay.io/a/b:2'],
    ],
    ['a whole image', [['sidecarImage', '"a/b:1"']], ['docker.io/a/b:1']],
    ['an expression', [['image.repository', 'var.repository']], [null]],
    [
      'a tag that is one',
      [
        ['image.repository', '"a/b"'],
        ['image.tag', 'var.tag'],
      ],
      ['docker.io/a/b'],
    ],
    [
      'what is never pulled',
      [
        ['image.repository', '"own"'],
        ['image.pullPolicy', '"Never"'],
      ],
      [],
    ],
    [
      'other settings',
      [
        ['image.pullSecrets', '"a/b:1"'],
        ['repository', '"a/b"'],
        ['image.tag', '"a/b:1"'],
        ['image', '"word"'],
      ],
      [],
    ],
  ])('is read with %s', (_name, settings, images) => {
    const files = { 'main.tf': release(settings) };
    expect(scanTexts(files).uses.map(({ image }) => image)).toEqual(images);
    expectRewritable(files);
  });

  it('is read with values of any form, and with a list of settings', () => {
    const text = [
      'resource "helm_release" "a" {',
      '  repository = "https://charts.example.org"',
      '  values = [<<-EOF',
      '    web:',
      '      image: { repository: h/web, tag: "2" }',
      '      imagePullSecrets: [{ name: "not/this:1" }]',
      '    job:',
      '      image:',
      '        repository: h/job',
      '        tag: ${var.tag}',
      '    EOF',
      '    , yamlencode({',
      '      list = [{ image = { repository = "y/one", tag = "3" } }, { image = { repository = "y/two" } }]',
      '    })',
      '  ]',
      '}',
      'module "m" {',
      '  set_values = [',
      '    { name = "image.repository", value = "m/m" },',
      '    { name = "image.tag", value = "v1" },',
      '  ]',
      '  image = { repository = "not/read" }',
      '}',
      '',
    ].join('\n');
    const files = { 'main.tf': text };
    expect(placesOf(scanTexts(files), files)).toEqual([
      '5:28 h/web → docker.io/h/web:2',
      '9:21 h/job → docker.io/h/job',
      '13:41 y/one → docker.io/y/one:3',
      '13:90 y/two → docker.io/y/two',
      '19:43 m/m → docker.io/m/m:v1',
    ]);
    expect(scanTexts(files).uses.every(({ kind }) => kind === 'terraform')).toBe(true);
    expectRewritable(files);
  });
});
