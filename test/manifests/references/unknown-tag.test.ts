import { describe, expect, it } from 'vitest';
import { knownNameLength } from '../../../src/manifests/references/unknown-tag.ts';
import { startScan } from '../../../src/manifests/scan.ts';
import { found, usesOf } from '../found.ts';
import { moveAll } from '../variables/scanned.ts';

/** Spelled so that no linter takes it for a template of ours. */
const D = '$';

describe('a reference whose tag is filled in later', () => {
  it.each([
    [`acme/web:${D}{VERSION}`, 'acme/web'],
    [`acme/web:${D}VERSION`, 'acme/web'],
    [`ghcr.io/acme/api:{{ .Tag }}`, 'ghcr.io/acme/api'],
    [`ghcr.io/acme/api:${D}{{ github.sha }}`, 'ghcr.io/acme/api'],
    [`node:18-${D}{SUFFIX}`, 'node'],
    [`node:${D}{V}-alpine`, 'node'],
    ['quay.io/acme/job:%s', 'quay.io/acme/job'],
    ['acme/runner:<< parameters.tag >>', 'acme/runner'],
    [`acme/runner:${D}(TAG)`, 'acme/runner'],
    ['acme/runner:#{Build.BuildId}#', 'acme/runner'],
    ['acme/runner:<tag>', 'acme/runner'],
    ['acme/runner:@@TAG@@', 'acme/runner'],
    [`acme/web:${D}{TAG:-${D}{OTHER:-a/b}}`, 'acme/web'],
    [`acme/web:1@${D}{DIGEST}`, 'acme/web'],
    [`acme/web@${D}{DIGEST}`, 'acme/web'],
    [`localhost:5000/web:${D}{TAG}`, 'localhost:5000/web'],
  ])('%s has the name %s', (text, name) => {
    expect(text.slice(0, knownNameLength(text))).toBe(name);
    expect(knownNameLength(text)).toBe(name.length);
  });

  it.each([
    [`${D}{REGISTRY}/web:1`],
    [`${D}{REGISTRY}nginx:${D}{V}`],
    [`acme/${D}{NAME}:1`],
    [`acme/web${D}{SUFFIX}:1`],
    [`acme/web-${D}{ARCH}`],
    [`localhost:${D}{PORT}/web:1`],
    [`localhost:${D}{PORT}`],
    [`db.example.org:${D}{PORT}`],
    [`registry.example.org:${D}PORT/web`],
    [`https://example.org:${D}{PORT}`],
    [`Acme/Web:${D}{V}`],
    ['acme/web:1.27'],
    ['acme/web'],
    [`acme/web@sha256:${'0'.repeat(64)}`],
    [`acme/web:1 ${D}{ARGUMENTS}`],
    [`acme/web:${D}{V`],
    [`acme/web:}${D}{V`],
    [`${'a'.repeat(5000)}:${D}{V}`],
  ])('%s has none that is known', (text) => {
    expect(knownNameLength(text)).toBeUndefined();
  });
});

describe('manifests with a tag that is filled in later', () => {
  it.each([
    ['Dockerfile', `ARG V\nFROM node:${D}V`],
    ['Dockerfile', 'FROM node:{{ version }}'],
    ['compose.yaml', `services:\n  a:\n    image: node:${D}{V:?}`],
    ['compose.yaml', 'services:\n  a:\n    image: node:{{ v }}'],
    ['pod.yaml', `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: node:${D}TAG`],
    ['pod.yaml', 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: node:#{Build.BuildId}#'],
    ['kustomization.yaml', `images:\n- name: node\n  newTag: ${D}{TAG}`],
    ['values.yaml', 'web:\n  image:\n    repository: node\n    tag: "{{ .Values.global.tag }}"'],
    ['values.yaml', 'web:\n  image:\n    repository: node\n    tag: <sha>'],
    ['chart/templates/a.yaml', 'kind: Pod\nspec:\n  containers:\n  - image: "node:{{ .Values.tag }}"'],
    ['.github/workflows/a.yml', `jobs:\n  a:\n    container: node:${D}{{ matrix.node }}`],
    ['.gitlab-ci.yml', `a:\n  image: node:${D}CI_COMMIT_SHA\n  script: [x]`],
    ['.circleci/config.yml', 'jobs:\n  a:\n    docker:\n    - image: node:<< parameters.tag >>'],
    ['azure-pipelines.yml', `jobs:\n- job: a\n  container: node:${D}(TAG)`],
    ['bitbucket-pipelines.yml', `image: node:${D}TAG`],
    ['cloudbuild.yaml', `steps:\n- name: node:${D}_TAG`],
    ['run.sh', `docker run --rm node:${D}TAG ls`],
    ['Makefile', `a:\n\tdocker run --rm node:${D}(TAG) ls`],
    ['main.tf', `resource "docker_container" "a" {\n  image = "node:${D}{var.tag}"\n}`],
    [
      'main.bicep',
      `resource a 'Microsoft.App/containerApps@2024-03-01' = {\n  properties: {\n    template: {\n      containers: [\n        {\n          image: 'node:${D}{tag}'\n        }\n      ]\n    }\n  }\n}`,
    ],
    ['defaults/main.yml', 'web_container_image: "node:{{ tag }}"'],
    ['defaults/main.yml', 'web_image_name: acme/node\nweb_image_tag: "{{ tag }}"'],
    ['web.container', '[Container]\nImage=node:%i'],
  ])('%s: %j names the repository, and nothing but the name is written', (path, text) => {
    const uses = usesOf({ [path]: text });
    const name = uses[0]?.image?.includes('acme') === true ? 'docker.io/acme/node' : 'docker.io/library/node';
    expect(uses.map(({ image, unknownTag }) => [image, unknownTag])).toEqual([[name, true]]);
    expect(uses[0]?.reason).toBeTypeOf('string');
    const { edits, unwritten } = moveAll(uses);
    expect(unwritten).toEqual([]);
    expect(edits.map((edit) => edit.text.trim().replace(/^newName: /, ''))).toEqual([`contoso.azurecr.io/${name}`]);
  });

  it('a variable that holds the name is written, one that holds a part of it is not known', () => {
    const files = {
      'compose.yaml': `services:\n  a:\n    image: ${D}{WEB}:${D}{TAG}\n  b:\n    image: acme/${D}{NAME}:${D}{TAG}`,
      '.env': 'WEB=quay.io/acme/web\n',
    };
    const uses = usesOf(files);
    expect(uses.map(({ image }) => image)).toEqual(['quay.io/acme/web', null]);
    expect(moveAll(uses).edits).toEqual([
      { file: '.env', start: 4, end: 20, text: 'contoso.azurecr.io/quay.io/acme/web' },
    ]);
  });

  it('an override of kustomize that gives the tag does not find one that is filled in later', () => {
    const files = {
      'kustomization.yaml': 'resources: [pod.yaml]\nimages:\n- name: node\n  newTag: "20"\n',
      'pod.yaml': `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: node:${D}{TAG}\n`,
    };
    expect(usesOf(files).map(({ image, unknownTag, overriddenBy }) => [image, unknownTag, overriddenBy])).toEqual([
      ['docker.io/library/node:20', undefined, undefined],
      ['docker.io/library/node', true, undefined],
    ]);
  });

  it('an override that only renames keeps the tag unknown', () => {
    const files = {
      'kustomization.yaml': 'resources: [pod.yaml]\nimages:\n- name: node\n  newName: quay.io/acme/node\n',
      'pod.yaml': `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: node:${D}{TAG}\n`,
    };
    expect(usesOf(files)[0]).toMatchObject({ image: 'quay.io/acme/node', unknownTag: true });
  });

  it('escapes are left as they are', () => {
    expect(
      found('apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: "n\\x6fde:{{ v }}"'),
    ).toEqual([]);
    expect(found(`image: "n\\x6fde:${D}V"`, 'bitbucket-pipelines.yml')).toEqual([
      `1:9 n\\x6fde:${D}V → ? a variable that Bitbucket sets when it runs (bitbucket-pipelines, whole)`,
    ]);
  });

  it.each([
    ['a name', `docker build -t acme/web:${D}V .`, 'docker.io/acme/web'],
    ['an official name', `docker build -t node:${D}V .`, 'docker.io/library/node:*'],
    ['a name in a variable', `IMG=acme/web:${D}V\ndocker build -t ${D}IMG .`, 'docker.io/acme/web'],
  ])('a build of %s says what is built here', (_name, text, claim) => {
    const scan = startScan();
    scan.add('build.sh', text);
    expect([...scan.finish().builtHere]).toEqual([claim]);
  });
});
