import { describe, expect, it } from 'vitest';
import {
  awaitsRepository,
  type Globals,
  globalsOf,
  holdsImageBlock,
  imageBlockOf,
  tagBeside,
} from '../../../src/manifests/helm/image-blocks.ts';
import type { SplitField } from '../../../src/manifests/references/split-use.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';
import type { YamlMapping } from '../../../src/manifests/yaml/nodes.ts';

function mapping(fields: string): YamlMapping {
  const parsed = parseYaml(`{${fields}}`);
  const root = parsed.ok ? parsed.documents[0]?.root : undefined;
  if (root?.type !== 'mapping') throw new Error('no mapping');
  return root;
}

function told(fields: Readonly<Record<string, SplitField | undefined>>): string {
  return Object.entries(fields)
    .flatMap(([part, found]) => (found === undefined ? [] : [`${part}=${found.role}:${found.scalar.value}`]))
    .join(' ');
}

function block(fields: string, path: string, globals = ''): string {
  const found = imageBlockOf(mapping(fields), path.split('.'), globalsOf(mapping(globals), {}));
  return found === undefined ? 'none' : told({ ...found });
}

describe('the image that the fields of a mapping make', () => {
  it.each([
    // repository, with what says that it is one of images.
    ['repository: a/b', 'image', 'repository=repository:a/b'],
    ['repository: a/b', 'images', 'repository=repository:a/b'],
    ['repository: a/b', 'web', 'none'],
    ['repository: a/b', 'imagery', 'none'],
    ['repository: a/b, tag: v1', 'web', 'repository=repository:a/b tag=tag:v1'],
    ['repository: a/b, imageTag: v1', 'web', 'repository=repository:a/b tag=imageTag:v1'],
    ['repository: a/b, tag: v1, imageTag: v2', 'web', 'repository=repository:a/b tag=tag:v1'],
    ['repository: a/b, digest: d', 'web', 'repository=repository:a/b digest=digest:d'],
    ['repository: a/b, sha: d', 'web', 'repository=repository:a/b digest=sha:d'],
    ['repository: a/b, pullPolicy: Always', 'web', 'repository=repository:a/b'],
    ['repository: a/b, imagePullPolicy: Always', 'web', 'repository=repository:a/b'],
    ['repository: "", tag: v1', 'web', 'none'],
    ['repository: ~, tag: v1', 'web', 'none'],
    ['repository: "~", tag: v1', 'web', 'repository=repository:~ tag=tag:v1'],
    ['repository: nullify, tag: v1', 'web', 'repository=repository:nullify tag=tag:v1'],
    ['repository: annull, tag: v1', 'web', 'repository=repository:annull tag=tag:v1'],
    ['repository: "  ", tag: v1', 'web', 'none'],
    ['repo: a/b', 'image', 'repository=repo:a/b'],
    ['repo: a/b, tag: v1', 'web', 'none'],
    ['imageRepository: quay.io/a/b', 'web', 'repository=imageRepository:quay.io/a/b'],
    ['imageRepository: a/b', 'web', 'none'],
    ['repository: quay.io/a/b', 'web', 'none'],
    ['imageRepository: a/b, imageTag: v1', 'web', 'repository=imageRepository:a/b tag=imageTag:v1'],
    ['repository: a/b, version: v1', 'image', 'repository=repository:a/b tag=version:v1'],
    ['repository: a/b, version: v1, pullPolicy: x', 'web', 'repository=repository:a/b'],
    // Repositories of other things.
    ['repository: a/b, tag: v1, branch: main', 'image', 'none'],
    ['repository: a/b, tag: v1', 'gitSync', 'none'],
    [
      'repository: a/b, tag: v1, registry: quay.io',
      'gitSync',
      'repository=repository:a/b own=registry:quay.io registry=registry:quay.io tag=tag:v1',
    ],
    ['repository: a/b, tag: v1, pullPolicy: x', 'helmSource', 'repository=repository:a/b tag=tag:v1'],
    ['repository: a/b, tag: v1', 'digital', 'repository=repository:a/b tag=tag:v1'],
    // Registries.
    [
      'repository: a/b, registry: quay.io',
      'image',
      'repository=repository:a/b own=registry:quay.io registry=registry:quay.io',
    ],
    [
      'repository: a/b, imageRegistry: quay.io',
      'image',
      'repository=repository:a/b own=imageRegistry:quay.io registry=imageRegistry:quay.io',
    ],
    [
      'repository: a/b, registry: r, imageRegistry: quay.io',
      'image',
      'repository=repository:a/b own=registry:r registry=registry:r',
    ],
    // A repository that is a prefix.
    [
      'repository: nvcr.io/nvidia, image: driver, tag: v1',
      'web',
      'repository=image:driver own=repository:nvcr.io/nvidia registry=repository:nvcr.io/nvidia tag=tag:v1',
    ],
    [
      'repository: nvcr.io, image: nvidia/driver, version: v1',
      'web',
      'repository=image:nvidia/driver own=repository:nvcr.io registry=repository:nvcr.io tag=version:v1',
    ],
    [
      'repository: nvcr.io/nvidia, image: driver, version: v1',
      'web',
      'repository=image:driver own=repository:nvcr.io/nvidia registry=repository:nvcr.io/nvidia tag=version:v1',
    ],
    [
      'repository: nvcr.io/nvidia, image: driver, imagePullPolicy: x',
      'web',
      'repository=image:driver own=repository:nvcr.io/nvidia registry=repository:nvcr.io/nvidia',
    ],
    [
      'repository: nvcr.io, image: driver, pullPolicy: x',
      'web',
      'repository=image:driver own=repository:nvcr.io registry=repository:nvcr.io',
    ],
    ['repository: nvidia, image: driver, pullPolicy: x', 'web', 'repository=repository:nvidia'],
    ['repository: nvcr.io/nvidia, image: driver', 'web', 'none'],
    ['repository: nvcr.io/nvidia, image: a/driver, tag: v1', 'web', 'repository=repository:nvcr.io/nvidia tag=tag:v1'],
    ['repository: nvcr.io/nvidia, image: "", tag: v1', 'web', 'repository=repository:nvcr.io/nvidia tag=tag:v1'],
    [
      'imageRepository: nvcr.io/nvidia, image: driver, tag: v1',
      'web',
      'repository=imageRepository:nvcr.io/nvidia tag=tag:v1',
    ],
    ['repository: nvcr.io/nvidia, image: -driver, tag: v1', 'web', 'repository=repository:nvcr.io/nvidia tag=tag:v1'],
    ['repository: nvcr.io/nvidia, image: Driver, tag: v1', 'web', 'repository=repository:nvcr.io/nvidia tag=tag:v1'],
    // A short image.
    [
      'image: web, hub: quay.io/a, tag: v1',
      'web',
      'repository=image:web own=hub:quay.io/a registry=hub:quay.io/a tag=tag:v1',
    ],
    ['image: web, hub: quay.io/a', 'web', 'repository=image:web own=hub:quay.io/a registry=hub:quay.io/a'],
    ['image: a/web, hub: quay.io/a, tag: v1', 'web', 'repository=image:a/web tag=tag:v1'],
    ['image: web, tag: v1', 'web', 'repository=image:web tag=tag:v1'],
    ['image: web, imageTag: v1', 'web', 'repository=image:web tag=imageTag:v1'],
    ['image: web, tag: v1, imageTag: v2', 'web', 'repository=image:web tag=tag:v1'],
    ['image: web, registry: quay.io', 'web', 'repository=image:web own=registry:quay.io registry=registry:quay.io'],
    [
      'image: web, imageRegistry: quay.io',
      'web',
      'repository=image:web own=imageRegistry:quay.io registry=imageRegistry:quay.io',
    ],
    [
      'image: web, registry: r.io, imageRegistry: quay.io',
      'web',
      'repository=image:web own=registry:r.io registry=registry:r.io',
    ],
    [
      'image: web, registry: quay.io, tag: ""',
      'web',
      'repository=image:web own=registry:quay.io registry=registry:quay.io tag=tag:',
    ],
    ['image: web, registry: "", tag: ""', 'web', 'none'],
    ['image: web', 'web', 'none'],
    ['image: "not one", tag: v1', 'web', 'none'],
    // registry, repository and name.
    [
      'registry: quay.io, repository: a, name: web, tag: v1',
      'image',
      'repository=name:web own=registry:quay.io registry=registry:quay.io namespace=repository:a tag=tag:v1',
    ],
    [
      'registry: quay.io, repository: "", name: web',
      'image',
      'repository=name:web own=registry:quay.io registry=registry:quay.io',
    ],
    ['registry: "", repository: a, name: web', 'image', 'repository=name:web namespace=repository:a'],
    ['registry: "", repository: "", name: web', 'image', 'none'],
    ['registry: quay.io, repository: a, name: web', 'web', 'none'],
    [
      'registry: quay.io, repository: a, name: web, tag: v1',
      'web',
      'repository=repository:a own=registry:quay.io registry=registry:quay.io tag=tag:v1',
    ],
    [
      'registry: quay.io, repository: a, name: a/web',
      'image',
      'repository=repository:a own=registry:quay.io registry=registry:quay.io',
    ],
    ['repository: a, name: web', 'image', 'repository=repository:a'],
    ['registry: quay.io, name: web', 'image', 'repository=name:web own=registry:quay.io registry=registry:quay.io'],
    // name and tag.
    ['name: web, tag: v1', 'image', 'repository=name:web tag=tag:v1'],
    ['name: web, version: v1', 'image', 'repository=name:web tag=version:v1'],
    ['name: a/web', 'image', 'repository=name:a/web'],
    ['name: web', 'image', 'none'],
    ['name: web, registry: ""', 'image', 'repository=name:web own=registry: registry=registry:'],
    ['name: web, tag: v1', 'web', 'none'],
    ['name: web, tag: v1', 'imageless', 'none'],
    ['name: web, tag: v1, repository: ""', 'image', 'none'],
    ['name: "not one", tag: v1', 'image', 'none'],
    ['name: "", tag: v1', 'image', 'none'],
    // Nothing of the sort.
    ['size: 1, tag: v1', 'image', 'none'],
    ['[1]: x, size: 1', 'image', 'none'],
  ])('%s at %s', (fields, path, expected) => {
    expect(block(fields, path)).toBe(expected);
  });

  it.each([
    [
      'repository: a/b',
      'image',
      'global: {imageRegistry: r.io}',
      'repository=repository:a/b registry=global.imageRegistry:r.io',
    ],
    [
      'repository: quay.io/a/b',
      'image',
      'global: {imageRegistry: r.io}',
      'repository=repository:quay.io/a/b behind=global.imageRegistry:r.io',
    ],
    [
      'repository: a/b, registry: quay.io',
      'image',
      'global: {imageRegistry: r.io}',
      'repository=repository:a/b own=registry:quay.io registry=global.imageRegistry:r.io',
    ],
    [
      'repository: quay.io/b, registry: x',
      'image',
      'global: {imageRegistry: r.io}',
      'repository=repository:quay.io/b own=registry:x registry=global.imageRegistry:r.io',
    ],
    [
      'image: web, tag: v1',
      'web',
      'global: {imageRegistry: r.io}',
      'repository=image:web registry=global.imageRegistry:r.io tag=tag:v1',
    ],
    [
      'image: web, registry: x.io',
      'web',
      'global: {imageRegistry: r.io}',
      'repository=image:web own=registry:x.io registry=global.imageRegistry:r.io',
    ],
    [
      'image: web',
      'web',
      'global: {hub: r.io/a, tag: v2}',
      'repository=image:web own=global.hub:r.io/a registry=global.hub:r.io/a tag=global.tag:v2',
    ],
    [
      'image: web, tag: v1',
      'web',
      'hub: r.io/a, tag: v2',
      'repository=image:web own=hub:r.io/a registry=hub:r.io/a tag=tag:v1',
    ],
    [
      'image: web, tag: ""',
      'web',
      'hub: r.io/a, tag: v2',
      'repository=image:web own=hub:r.io/a registry=hub:r.io/a tag=tag:v2',
    ],
    [
      'registry: "", repository: "", name: web, tag: ""',
      'image',
      'defaultImageRegistry: r.io, defaultImageRepository: a, defaultImageTag: v3',
      'repository=name:web own=defaultImageRegistry:r.io registry=defaultImageRegistry:r.io namespace=defaultImageRepository:a tag=defaultImageTag:v3',
    ],
    [
      'registry: "", name: web, tag: ""',
      'image',
      'defaultRegistry: r.io',
      'repository=name:web own=defaultRegistry:r.io registry=defaultRegistry:r.io tag=tag:',
    ],
    ['name: web, tag: v1', 'image', 'defaultRegistry: r.io', 'repository=name:web tag=tag:v1'],
  ])('%s at %s, below %s', (fields, path, globals, expected) => {
    expect(block(fields, path, globals)).toBe(expected);
  });
});

describe('what is global', () => {
  const of = (fields: string, above: Globals = {}): string => {
    const { defaults, ...rest } = globalsOf(mapping(fields), above);
    return told({ ...rest, ...defaults });
  };

  it.each([
    ['size: 1, tag: v1', ''],
    ['global: {imageRegistry: ""}, tag: v1', ''],
    ['hub: a', 'hub=hub:a'],
    ['hub: "", tag: v1', ''],
    ['global: {hub: a}, hub: b, tag: v1', 'hub=global.hub:a tag=tag:v1'],
    ['global: {hub: a, tag: v2}, tag: v1', 'hub=global.hub:a tag=global.tag:v2'],
    ['global: {tag: v2}', ''],
    ['defaultRegistry: "", defaultImageRegistry: b', 'registry=defaultImageRegistry:b'],
    ['defaultRegistry: a, defaultImageRegistry: b', 'registry=defaultRegistry:a'],
    ['defaultImageRegistry: "", defaultImageTag: v', ''],
  ])('%s', (fields, expected) => {
    expect(of(fields)).toBe(expected);
  });

  it('a hub below another counts where it says global', () => {
    const above = globalsOf(mapping('hub: a, tag: v1'), {});
    expect(of('hub: b, tag: v2', above)).toBe('hub=hub:a tag=tag:v1');
    expect(of('global: {hub: b}', above)).toBe('hub=global.hub:b tag=tag:v1');
    expect(of('size: 1', above)).toBe('hub=hub:a tag=tag:v1');
  });
});

it.each([
  ['a: {repository: a/b, tag: v1}', true],
  ['a: [{repository: a/b, pullPolicy: Always}]', true],
  ['a: {repository: a/b}', false],
  ['a: {repository: "", tag: v1}', false],
  ['a: {tag: v1}', false],
  ['a: [{b: {sha: x}}]', false],
])('a document with %s holds an image: %s', (fields, expected) => {
  expect(holdsImageBlock(mapping(fields))).toBe(expected);
});

it.each([
  ['imageTag: v1, tag: v2', 'image', 'imageTag:v1'],
  ['tag: v2', 'image', 'tag:v2'],
  ['imageTag: "", tag: v2', 'image', 'tag:v2'],
  ['webImageTag: v1, webTag: v2', 'webImage', 'webImageTag:v1'],
  ['webTag: v2', 'webImage', 'webTag:v2'],
  ['webTag: v2, tag: v1', 'webImages', 'none'],
  ['webImageTag: v1', 'web', 'none'],
  ['web: v1', 'web', 'none'],
  ['webTag: v1', 'web', 'webTag:v1'],
  ['webTagsX: v1', 'webImagesX', 'none'],
])('with %s the tag of %s is %s', (fields, key, expected) => {
  const tag = tagBeside(mapping(fields), key);
  expect(tag === undefined ? 'none' : `${tag.role}:${tag.scalar.value}`).toBe(expected);
});

it.each([
  ['image: web, repository: ""', 'image', 'web', true],
  ['image: web, repository: a', 'image', 'web', false],
  ['image: web', 'image', 'web', false],
  ['image: a/web, repository: ""', 'image', 'a/web', false],
  ['other: web, repository: ""', 'other', 'web', false],
])('with %s %s %s waits for a repository: %s', (fields, key, text, expected) => {
  expect(awaitsRepository(mapping(fields), key, text)).toBe(expected);
});
