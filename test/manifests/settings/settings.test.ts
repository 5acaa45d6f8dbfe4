import { describe, expect, it } from 'vitest';
import { found, imagesOf } from '../found.ts';

describe('settings of programs that are not known', () => {
  it.each<[string, string, readonly string[]]>([
    ['under an image key', 'nodeImage: ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    [
      'a namespace and a version at an image key',
      'nodeImage: a/b:1\nenv: [{TOOL_IMAGE: c/d:2}]',
      ['docker.io/a/b:1', 'docker.io/c/d:2'],
    ],
    [
      'under a key that speaks of images',
      'imageGroup: {value: ghcr.io/a/b:1, options: [ghcr.io/a/c:2]}',
      ['ghcr.io/a/b:1', 'ghcr.io/a/c:2'],
    ],
    [
      'a family of machines, a word, a version alone',
      'image: family/core-2004\nimageId: ubuntu\nvmImage: ubuntu:22.04',
      [],
    ],
    ['elsewhere, and in prose', 'url: ghcr.io/a/b:1\nimages: {description: ghcr.io/a/b:1}', []],
    ['rules about pulling', 'imagePullSecrets: {server: ghcr.io/a/b:1}', []],
  ])('%s', (_name, text, images) => {
    expect(imagesOf(text, 'tool.yaml')).toEqual(images);
  });

  it('reads templates that make YAML', () => {
    const text = 'machine:\n  image: ghcr.io/a/b:1\n{% if x %}\n  image: ghcr.io/a/c:{{ version }}\n{% endif %}\n';
    expect(found('image: ghcr.io/a/b:1\n', 'node.yaml.j2')).toEqual([
      '1:8 ghcr.io/a/b:1 → ghcr.io/a/b:1 (other, whole)',
    ]);
    expect(imagesOf(text, 'node.yaml.j2')).toEqual(['ghcr.io/a/b:1', 'ghcr.io/a/c']);
  });

  it('takes a repository that says its registry and that it is an image', () => {
    const text =
      'image: {repository: a/b, tag: "1"}\napi: {imageRepository: ghcr.io/a/c}\nui: {imageRepository: a/d}\n';
    expect(imagesOf(text, 'values.yaml')).toEqual(['docker.io/a/b:1', 'ghcr.io/a/c']);
  });

  it('passes over suites of chart tests', () => {
    const suite =
      'suite: web\ntests:\n  - set: {image: {repository: a/b, tag: "1"}}\n    asserts: [{equal: {image: ghcr.io/a/b:1}}]\n';
    expect(imagesOf(suite, 'charts/web/tests/web_test.yaml')).toEqual([]);
  });
});
