// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of manifests are texts here
import { describe, expect, it } from 'vitest';
import { builtAs, referencesBuiltBy } from '../../../src/manifests/references/built-here.ts';

describe('builtAs', () => {
  it.each([
    ['app', 'docker.io/library/app'],
    ['contoso/app:$TAG', 'docker.io/contoso/app'],
    ['ghcr.io/contoso/app:${{ github.sha }}', 'ghcr.io/contoso/app'],
    ['ghcr.io/contoso/app:v1-{{ .Version }}', 'ghcr.io/contoso/app'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['mysql:patched', 'docker.io/library/mysql:patched'],
    ['mysql:$TAG', 'docker.io/library/mysql:*'],
    ['$REGISTRY/app:1', undefined],
    ['ghcr.io/contoso/$NAME', undefined],
    ['ghcr.io/contoso/app-$FLAVOUR:1', undefined],
    ['Not A Name', undefined],
    ['', undefined],
  ])('%s is %s', (reference, name) => {
    expect(builtAs(reference)).toBe(name);
  });
});

describe('referencesBuiltBy', () => {
  it.each([
    ['docker build -t a/b:1 .', ['a/b:1']],
    ['sudo docker buildx build --tag=a/b --tag c/d --push .', ['a/b', 'c/d']],
    ['docker build \\\n  -t "a/b" \\\n  .', ['a/b']],
    ['make && podman build -t a . ; buildah bud -t b .', ['a', 'b']],
    ['docker tag a:1 b:2', ['b:2']],
    ['docker image tag a:1 b:2', ['b:2']],
    ['docker run -t a/b', []],
    ['docker pull a/b', []],
    ['echo hello', []],
  ])('%s builds %j', (script, references) => {
    expect(referencesBuiltBy(script)).toEqual(references);
  });
});
