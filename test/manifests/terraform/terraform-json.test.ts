// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of manifests are texts here
import { describe, expect, it } from 'vitest';
import { expectRewritable, fixture, placesOf, scanTexts } from '../manifest-table.ts';

const CONTAINER = 'resource "docker_container" "a" {\n  image = var.image\n}\nvariable "image" {}\n';

describe("Terraform's JSON syntax", () => {
  const files = { 'main.tf.json': fixture('terraform-json/main.tf.json') };

  it('is read as the native one is: blocks, lists of them, names of variables, maps of locals, values of charts', () => {
    expect(placesOf(scanTexts(files), files)).toEqual([
      '4:59 nginx:1.27 → docker.io/library/nginx:1.27',
      '5:39 postgres:16 → docker.io/library/postgres:16',
      '8:35 ghcr.io/acme/api:2 → ghcr.io/acme/api:2',
      '10:33 quay.io/acme/c:${var.tag} → quay.io/acme/c',
      '11:39 busybox → docker.io/library/busybox',
      '14:97 acme/web:1 → quay.io/acme/web:1',
      '16:46 quay.io/acme/redis → quay.io/acme/redis:7',
      '18:165 redis:7 → docker.io/library/redis:7',
      '20:64 envoyproxy/envoy:v1.31.0 → docker.io/envoyproxy/envoy:v1.31.0',
      '22:47 acme/tool:3 → docker.io/acme/tool:3',
    ]);
  });

  it('is rewritten at the images alone', () => {
    const plain = files['main.tf.json'].replace('acme/web:1", "docker_registry_url": "https://quay.io', 'acme/web:1');
    expectRewritable({ 'main.tf.json': plain });
    expectRewritable({ 'main.tf.json': plain.replaceAll('\n', '\r\n') });
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'values for variables',
      { 'main.tf': CONTAINER, 'prod.auto.tfvars.json': '{"image": "x/a:1", "other": "x/b:1"}' },
      ['1:12 x/a:1 → docker.io/x/a:1'],
    ],
    [
      'values within objects',
      {
        'main.tf': CONTAINER.replace('var.image', 'var.images.web'),
        'terraform.tfvars.json': '{"images": {"web": "x/a:1", "db": "x/b:1"}}',
      },
      ['1:21 x/a:1 → docker.io/x/a:1'],
    ],
    [
      'a local of another file',
      {
        'a.tf.json': '{"resource": {"docker_container": {"a": {"image": "${ local.images.a }"}}}}',
        'b.tofu.json': '{"locals": [{"images": {"a": "x/a:1", "b": "x/b:1"}}]}',
      },
      ['1:31 x/a:1 → docker.io/x/a:1'],
    ],
    [
      'what for_each and dynamic blocks go through',
      {
        'a.tf.json':
          '{"locals": {"apps": {"web": {"image": "x/a:1"}}}, "resource": {"docker_container": {"c": {"for_each": "${local.apps}", "image": "${each.value.image}"}}, "azurerm_container_group": {"g": {"dynamic": [{"container": {"for_each": "${local.apps}", "content": {"image": "${container.value.image}"}}}]}}}}',
      },
      ['1:40 x/a:1 → docker.io/x/a:1'],
    ],
    [
      'comments, machines, escapes',
      {
        'a.tf.json':
          '{"//": {"resource": {"docker_container": {"c": {"image": "x/a:1"}}}}, "resource": {"docker_container": {"//": {"image": "x/b:1"}, "c": {"//": "x", "image": "x\\/c:1"}, "d": {"image": "$${x}/y:1"}}, "google_compute_instance": {"v": {"image": "debian/debian:11"}}}, "output": {"o": {"value": "x/d:1"}}}',
      },
      [],
    ],
    ['a list, and a text', { 'a.tf.json': '[{"image": "x/a:1"}]', 'b.tf.json': '"image"' }, []],
  ])('%s', (_name, tree, expected) => {
    expect(placesOf(scanTexts(tree), tree)).toEqual(expected);
  });

  it('is told of where it is broken', () => {
    const { warnings } = scanTexts({ 'a.tf.json': '{"resource":\n [}' });
    expect(warnings).toEqual([expect.objectContaining({ file: 'a.tf.json', line: 2 })]);
  });

  it.each([
    ['nested objects', '{"a": '.repeat(50_000)],
    ['nested lists', `{"resource": ${'['.repeat(100_000)}`],
    ['long names', `{"locals": {"${'a'.repeat(3_000_000)}": {"b": {"c": "x/a:1"}}}}`],
    ['many fields', `{"locals": {"a": [${'"x/a:1",'.repeat(100_000)}"x"]}}`],
  ])('ends: %s', (_name, text) => {
    scanTexts({ 'a.tf.json': text, 'a.tfvars.json': text });
  });
});
