import { describe, expect, it } from 'vitest';
import { fluxMarkers } from '../../src/manifests/flux-markers.ts';
import { sourceFile } from '../../src/manifests/source/source.ts';
import { lines, pod } from './cases/manifests.ts';
import { expectSettled, move, type Tree, told } from './cases/move.ts';
import { usesOf } from './found.ts';

/** The comment that marks a text, as Flux's guide has it. */
function marker(policy: string): string {
  return `# {"$imagepolicy": "${policy}"}`;
}

/** What is marked, and as what. */
function markedIn(text: string, path = 'a.yaml'): readonly string[] {
  return fluxMarkers(sourceFile(path, text)).flatMap((fact) =>
    fact.type === 'written-anew' ? [`${fact.line} ${fact.writes} ${text.slice(fact.start, fact.end).trim()}`] : [],
  );
}

const WEB = marker('flux-system:web');

describe('what Flux writes anew', () => {
  it.each([
    ['a whole reference', `image: ghcr.io/acme/web:1 ${WEB}\n`, ['1 name ghcr.io/acme/web:1']],
    ['a name', `newName: ghcr.io/acme/web ${marker('a:web:name')}\n`, ['1 name ghcr.io/acme/web']],
    ['a tag', `newTag: "1.0" ${marker('a:web:tag')}\n`, ['1 version 1.0']],
    ['a digest', `digest: '' ${marker('a:web:digest')}\ntag: x # no\n`, ['1 version digest:']],
    ['without a blank', 'image: a/b:1 #{"$imagepolicy":"a:b"}\n', ['1 name a/b:1']],
    ['with more signs', 'image: a/b:1 ## {"$imagepolicy":"a:b"}\r\n', ['1 name a/b:1']],
    ['in JSON', `{"image": "a/b:1", ${WEB}\n "x": 1}\n`, ['1 name a/b:1']],
    ['an item', `- a/b:1 ${WEB}\n`, ['1 name a/b:1']],
    ['an item below', `images:\n# {"$imagepolicy": "a:b"}\n- a/b:1\n`, ['3 name a/b:1']],
    ['a block', `image: >- ${WEB}\n  a/b:1\n`, ['2 name a/b:1']],
    ['one after the other', `a: x/y:1 ${WEB}\nb: x/z:1 ${WEB}`, ['1 name x/y:1', '2 name x/z:1']],
  ])('%s', (_name, text, expected) => {
    expect(markedIn(text)).toEqual(expected);
  });

  it.each([
    ['a field below', `${WEB}\nimage: a/b:1\n`],
    ['a mapping below', `${WEB}\n- image: a/b:1\n`],
    ['a mapping', `{image: a/b:1} ${WEB}\n`],
    ['more than the marker', `image: a/b:1 ${WEB} please\n`],
    ['another field', `image: a/b:1 ${marker('a:web:x')}\n`],
    ['more fields', `image: a/b:1 ${marker('a:web:tag:x')}\n`],
    ['no name', `image: a/b:1 ${marker('web')}\n`],
    ['no comment', 'image: {"$imagepolicy": "a:b"}\n'],
    ['nothing below', WEB],
  ])('is none: %s', (_name, text) => {
    expect(markedIn(text)).toEqual([]);
  });

  it('is none in other files', () => {
    const text = `image: a/b:1 ${WEB}\n`;
    expect(markedIn(text, 'a/Kustomization')).toEqual(['1 name a/b:1']);
    for (const path of ['a.yaml.tmpl', 'a.json', 'kustomization']) expect(markedIn(text, path)).toEqual([]);
  });
});

const WHY = "Flux's image policy flux-system:web writes the name anew, too; let it write the tag alone (:tag)";

/** A Pod whose image is marked. */
function markedPod(image: string, comment: string): string {
  return lines(
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: p}',
    'spec:',
    '  containers:',
    '  - name: a',
    `    image: ${image} ${comment}`,
  );
}

describe('an image beside a marker of Flux', () => {
  const rows: readonly (readonly [string, Tree, readonly string[], readonly string[]])[] = [
    ['whole', { 'a.yaml': markedPod('ghcr.io/acme/web:1', WEB) }, [], [`a.yaml:7 ghcr.io/acme/web:1 (${WHY})`]],
    [
      'whole, beside others',
      { 'a.yaml': `${markedPod('ghcr.io/acme/web:1', WEB)}---\n${pod('nginx:1')}` },
      ['a.yaml:14 docker.io/library/nginx:1'],
      [`a.yaml:7 ghcr.io/acme/web:1 (${WHY})`],
    ],
    [
      'values, name and tag',
      {
        'values.yaml': lines(
          'image:',
          `  repository: ghcr.io/acme/web ${marker('flux-system:web:name')}`,
          `  tag: "1" ${marker('flux-system:web:tag')}`,
        ),
      },
      [],
      [`values.yaml:2 ghcr.io/acme/web:1 (${WHY})`],
    ],
    [
      'values, the tag alone',
      {
        'values.yaml': lines('image:', '  repository: ghcr.io/acme/web', `  tag: "1" ${marker('flux-system:web:tag')}`),
      },
      ['values.yaml:2 ghcr.io/acme/web:1'],
      [],
    ],
    [
      'a service of Compose',
      { 'compose.yaml': lines('services:', '  web:', `    image: ghcr.io/acme/web:1 ${WEB}`) },
      [],
      [`compose.yaml:3 ghcr.io/acme/web:1 (${WHY})`],
    ],
    [
      'an entry of kustomize, and what it finds',
      {
        'kustomization.yaml': lines(
          'resources: [pod.yaml]',
          'images:',
          '- name: ghcr.io/acme/web',
          `  newName: ghcr.io/acme/web ${marker('flux-system:web:name')}`,
          `  newTag: "2" ${marker('flux-system:web:tag')}`,
        ),
        'pod.yaml': pod('ghcr.io/acme/web:1'),
      },
      [],
      [`kustomization.yaml:4 ghcr.io/acme/web:2 (${WHY})`, 'pod.yaml:6 ghcr.io/acme/web:1 (kustomization.yaml:4)'],
    ],
    [
      'an entry of kustomize by its tag',
      {
        'kustomization.yaml': lines(
          'resources: [pod.yaml]',
          'images:',
          '- name: ghcr.io/acme/web',
          `  newTag: "2" ${marker('flux-system:web:tag')}`,
        ),
        'pod.yaml': pod('ghcr.io/acme/web:1'),
      },
      ['kustomization.yaml:3 ghcr.io/acme/web:2'],
      ['pod.yaml:6 ghcr.io/acme/web:1 (kustomization.yaml:3)'],
    ],
    [
      'what an overlay finds, where the base is built, too',
      {
        'base/kustomization.yaml': 'resources: [pod.yaml]\n',
        'base/pod.yaml': markedPod('ghcr.io/acme/web:1', WEB),
        'prod/kustomization.yaml': lines(
          'resources: [../base]',
          'images:',
          '- name: ghcr.io/acme/web',
          '  newTag: "2"',
        ),
      },
      ['prod/kustomization.yaml:3 ghcr.io/acme/web:2'],
      ['base/pod.yaml:7 ghcr.io/acme/web:1 (prod/kustomization.yaml:3)'],
    ],
    [
      'what an overlay finds that is itself built with another',
      {
        'pod.yaml': markedPod('ghcr.io/acme/web:1', WEB),
        'one/kustomization.yaml': 'resources: [../pod.yaml]\n',
        'two/kustomization.yaml': lines(
          'resources: [../pod.yaml]',
          'images:',
          '- name: ghcr.io/acme/web',
          '  newTag: "2"',
        ),
      },
      ['two/kustomization.yaml:3 ghcr.io/acme/web:2'],
      [`pod.yaml:7 ghcr.io/acme/web:1 (${WHY})`],
    ],
    [
      'what is looked for by a marked name',
      {
        'pod.yaml': pod('ghcr.io/acme/web:1'),
        'one/kustomization.yaml': 'resources: [../pod.yaml]\n',
        'two/kustomization.yaml': lines(
          'resources: [../pod.yaml]',
          'images:',
          `- name: ghcr.io/acme/web ${marker('flux-system:web:name')}`,
          '  newTag: "2"',
        ),
      },
      [],
      [`pod.yaml:6 ghcr.io/acme/web:1 (${WHY})`, `two/kustomization.yaml:3 ghcr.io/acme/web:2 (${WHY})`],
    ],
  ];
  it.each(rows)('%s', (_name, tree, moved, stays) => {
    const result = move(tree);
    expect(told(result)).toEqual({ moved, stays });
    expectSettled(result);
  });

  it('gets no digest where the version is marked', () => {
    const writes = (text: string, path = 'a.yaml') =>
      usesOf({ [path]: text }).map(({ slots }) => slots.map((slot) => slot.writes));
    const tag = marker('flux-system:web:tag');
    expect(writes(markedPod('ghcr.io/acme/web:1', ''))).toEqual([['name', 'digest']]);
    expect(writes(markedPod('ghcr.io/acme/web:1', tag))).toEqual([['name']]);
    const values = (comment: string) => lines('image:', '  repository: ghcr.io/acme/web', `  tag: "1" ${comment}`);
    expect(writes(values(''), 'values.yaml')).toEqual([['name', 'digest']]);
    expect(writes(values(tag), 'values.yaml')).toEqual([['name']]);
    const images = (comment: string) => lines('images:', '- name: ghcr.io/acme/web', `  newTag: "2" ${comment}`);
    expect(writes(images(''), 'kustomization.yaml')).toEqual([['name', 'digest']]);
    expect(writes(images(tag), 'kustomization.yaml')).toEqual([['name']]);
  });

  it('is not what Flux looks at for new tags', () => {
    const repository = lines(
      'apiVersion: image.toolkit.fluxcd.io/v1',
      'kind: ImageRepository',
      'metadata: {name: web}',
      'spec:',
      '  image: ghcr.io/acme/web',
      '  interval: 5m',
    );
    expect(usesOf({ 'a.yaml': repository })).toEqual([]);
    const patch = repository.replace(/^/gm, '    ').trimEnd();
    const kustomization = lines('resources: [a.yaml]', 'patches:', '- patch: |', patch);
    expect(usesOf({ 'a.yaml': repository, 'kustomization.yaml': kustomization })).toEqual([]);
    const replaced = lines(
      'resources: [a.yaml]',
      'patches:',
      '- target: {kind: ImageRepository}',
      '  patch: "[{op: replace, path: /spec/image, value: ghcr.io/acme/web}]"',
    );
    expect(usesOf({ 'a.yaml': repository, 'kustomization.yaml': replaced })).toEqual([]);
    expect(usesOf({ 'kustomization.yaml': replaced.replace('ImageRepository', 'Pod') })).toHaveLength(1);
  });
});
