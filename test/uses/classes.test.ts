import { describe, expect, it } from 'vitest';
import { imagePolicy } from '../../src/images/policy.ts';
import { UPSTREAMS } from '../../src/images/upstreams.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import { type ClassContext, classify, imageOf } from '../../src/uses/classes.ts';

const context: ClassContext = {
  loginServer: 'contoso.azurecr.io',
  sourceOf: (repository) => (repository === 'docker.io/library/nginx' ? 'docker.io/library/nginx' : undefined),
  repositoryOf: (source) => (source === 'docker.io/library/nginx' ? source : undefined),
  repositoryExists: (repository) => (['gone', 'library/nginx', 'nginx'].includes(repository) ? false : undefined),
  upstreams: UPSTREAMS,
  policy: imagePolicy(['mcr.microsoft.com', 'ghcr.io/trusted/*'], [], []),
  declaredPublic: ['ghcr.io/contoso/open'],
  builtHere: new Set(['docker.io/library/shop-web', 'docker.io/library/mysql:patched']),
  owner: 'Contoso',
};

function use(image: string | null, pulls?: string): Use {
  return {
    file: 'a.yaml',
    line: 1,
    column: 1,
    text: image ?? '',
    image,
    kind: 'kubernetes',
    part: 'whole',
    also: [],
    slots: [],
    ...(pulls === undefined ? {} : { pulls }),
  };
}

describe('classify', () => {
  it.each([
    ['docker.io/library/nginx:1', 'public'],
    ['registry.k8s.io/pause:3.9', 'public'],
    ['contoso.azurecr.io/docker.io/library/nginx:1', 'cached'],
    ['contoso.azurecr.io/gone:1', 'dangling'],
    ['contoso.azurecr.io/library/nginx:1', 'half-moved'],
    ['contoso.azurecr.io/nginx:1', 'half-moved'],
    ['docker.io/docker.io/library/nginx:1', 'half-moved'],
    ['quay.io/docker.io/library/nginx:1', 'half-moved'],
    ['docker.io/quay.io/other/app:1', 'public'],
    ['contoso.azurecr.io/shop/api:1', 'own'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', 'trusted'],
    ['ghcr.io/trusted/x', 'trusted'],
    ['ghcr.io/trusted-not/x', 'public'],
    ['docker.io/library/shop-web', 'built-here'],
    ['docker.io/library/mysql:patched', 'built-here'],
    ['docker.io/library/mysql:8', 'public'],
    ['ghcr.io/contoso/shop', 'foreign'],
    ['ghcr.io/contoso/open/tool', 'public'],
    ['docker.elastic.co/elasticsearch/elasticsearch:8', 'foreign'],
    ['other.azurecr.io/x', 'foreign'],
    ['us-docker.pkg.dev/p/r/x', 'foreign'],
    ['localhost:5000/x', 'foreign'],
    [null, 'templated'],
  ])('%s is %s', (image, expected) => {
    expect(classify([use(image)], context)[0]?.class).toBe(expected);
  });

  it.each([
    ['docker.io/library/nginx', 'public', 'docker.io/library/nginx (tag unknown)'],
    ['contoso.azurecr.io/docker.io/library/nginx', 'cached', 'docker.io/library/nginx (tag unknown)'],
    ['docker.io/library/shop-web', 'built-here', 'docker.io/library/shop-web (tag unknown)'],
    ['docker.io/library/mysql', 'built-here', 'docker.io/library/mysql (tag unknown)'],
  ])('%s of unknown tag is %s, since any build of its name may be meant', (image, expected, told) => {
    const [classified] = classify([{ ...use(image), unknownTag: true }], context);
    expect(classified?.class).toBe(expected);
    expect(classified === undefined ? '' : imageOf(classified)).toBe(told);
  });

  it('tells the half that is still to be moved', () => {
    const halves = ['contoso.azurecr.io/nginx:1', 'docker.io/docker.io/library/nginx:1'].map((image) => use(image));
    expect(classify(halves, context).map(({ because, source }) => [because, source])).toEqual([
      ['its registry is moved and its repository is not: write docker.io/library/nginx for nginx', undefined],
      ['its repository is moved and its registry is not: write contoso.azurecr.io for docker.io', undefined],
    ]);
  });

  it('tells what cannot be sourced from what nobody else is meant to read', () => {
    const images = ['docker.elastic.co/a/b', 'localhost:5000/a', 'registry.svc/a', '10.0.0.1/a', 'a.azurecr.io/b'];
    const foreign = classify(
      images.map((image) => use(image)),
      context,
    ).map((classified) => classified.foreign);
    expect(foreign).toEqual(['unsupported', 'private', 'private', 'private', 'private']);
  });

  it('resolves a cached use to its source, with the tag that stands elsewhere', () => {
    const [cached] = classify(
      [use('contoso.azurecr.io/docker.io/library/nginx', 'contoso.azurecr.io/docker.io/library/nginx:1.29')],
      context,
    );
    expect(cached?.source).toEqual({ registry: 'docker.io', repository: 'library/nginx', tag: '1.29' });
  });
});

describe('imagePolicy', () => {
  const policy = imagePolicy([], ['docker.io/library/*', 'quay.io/**'], ['**/*:latest', 'quay.io/bad/**']);
  it.each([
    ['docker.io', 'library/nginx', '1', true],
    ['docker.io', 'bitnami/nginx', '1', false],
    ['quay.io', 'a/b/c', '1', true],
    ['quay.io', 'bad/b', '1', false],
    ['docker.io', 'library/nginx', 'latest', false],
  ])('%s/%s:%s allowed: %s', (registry, repository, tag, expected) => {
    expect(policy.allows({ registry, repository, tag })).toBe(expected);
  });
});
