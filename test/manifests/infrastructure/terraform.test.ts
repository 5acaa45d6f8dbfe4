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
});
