import { describe, expect, it } from 'vitest';
import { argoFacts, fluxFacts } from '../../../src/manifests/kubernetes/overrides.ts';
import type { Fact } from '../../../src/manifests/model/fact.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';
import { valueAt, type YamlMapping, type YamlNode } from '../../../src/manifests/yaml/nodes.ts';

type Read = (root: YamlMapping, kustomize: YamlMapping, text: string) => readonly Fact[];

const flux: Read = (root, _kustomize, text) => fluxFacts(root, sourceFile('a.yaml', text));
const argo: Read = (root, kustomize, text) => argoFacts(root, kustomize, sourceFile('a.yaml', text));

function mapping(node: YamlNode | undefined): YamlMapping {
  if (node?.type !== 'mapping') throw new Error('no mapping');
  return node;
}

function deliveryOf(text: string, read: Read) {
  const parsed = parseYaml(text);
  const root = mapping(parsed.ok ? parsed.documents[0]?.root : undefined);
  const kustomize = valueAt(root, 'kustomize');
  const facts = read(root, kustomize === undefined ? root : mapping(kustomize), text);
  const delivery = facts.flatMap((fact) => (fact.type === 'delivery' ? [fact.delivery] : []))[0];
  const uses = facts.flatMap((fact) => (fact.type === 'use' ? [fact.use] : []));
  if (delivery === undefined) throw new Error('no delivery');
  return { delivery, uses };
}

/** What an entry of Argo CD says; its places as the characters that stand there. */
function entryOf(item: string) {
  const text = `kustomize:\n  images:\n  - ${item}\n`;
  return deliveryOf(text, argo).delivery.entries.map((entry) => ({
    name: entry.name,
    newName: entry.newName,
    renames: entry.renames,
    setsVersion: entry.setsVersion,
    doubtful: entry.doubtful === true,
    matched: entry.match === undefined ? undefined : text.slice(entry.match.start, entry.match.end),
    match: entry.match,
    image: entry.use.image,
    part: entry.use.part,
    slots: entry.use.slots.map(({ start, end, before, writes }) => `${writes} ${before}${text.slice(start, end)}`),
  }));
}

describe('an image that Argo CD overrides', () => {
  it.each([
    ['a/b=quay.io/c/d:2', 'a/b', 'quay.io/c/d', { renames: true, setsVersion: true, doubtful: false }],
    ['a/b=quay.io/c/d', 'a/b', 'quay.io/c/d', { renames: true, setsVersion: false, doubtful: false }],
    ['app=quay.io/c/d:2', 'app', 'quay.io/c/d', { renames: true, setsVersion: true, doubtful: false }],
    ['quay.io/c/d:2', 'quay.io/c/d', 'quay.io/c/d', { renames: false, setsVersion: true, doubtful: false }],
    ['nginx:2', 'nginx', 'nginx', { renames: false, setsVersion: true, doubtful: false }],
    ['app:2', 'app', 'app', { renames: false, setsVersion: true, doubtful: true }],
    ['a/b:$TAG', 'a/b', 'a/b', { renames: false, setsVersion: true, doubtful: false }],
  ])('%s', (item, name, newName, says) => {
    const [entry, ...others] = entryOf(item);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ name, newName, ...says, matched: name });
    expect(entry?.match).toMatchObject({ file: 'a.yaml', writes: 'name', before: '', after: '', tail: '' });
    expect(entry?.part).toBe(says.renames ? 'newName' : 'name');
    // What only sets a version goes on being found by its name: the new one is put behind it, and no digest.
    expect(entry?.slots.filter((slot) => !says.renames || slot.startsWith('name '))).toEqual([
      says.renames ? `name ${newName}` : 'name =',
    ]);
  });

  it.each([
    ['a/b'],
    [''],
    ['"%:1"'],
    ['=quay.io/c/d:2'],
    ['a/b=%%'],
    ['a/b=none'],
    ['{name: a/b}'],
    ['"a/\\x62:2"'],
    ['a/b='],
  ])('is none: %s', (item) => {
    expect(entryOf(item)).toEqual([]);
  });
});

describe('what is built', () => {
  it.each<readonly [string, Read, string, readonly string[], readonly string[]]>([
    ['Flux, the root where nothing is said', flux, 'interval: 1m\n', [''], []],
    [
      'Flux, with components',
      flux,
      'path: /a/b\ncomponents: [../c, {no: text}, ../d, ../../../e]\n',
      ['a/b'],
      ['a/c', 'a/d'],
    ],
    ['Flux, of several slashes', flux, 'path: //a\n', ['a'], []],
    ['Flux, filled in', flux, 'path: ./$' + '{cluster}\ncomponents: [../c]\n', [], []],
    ['Argo CD, the root where nothing is said', argo, 'kustomize: {images: []}\n', [''], []],
    ['Argo CD', argo, 'path: a/b\nkustomize: {components: [../c, [no], ../d]}\n', ['a/b'], ['a/c', 'a/d']],
    ['Argo CD, a chart of another repository', argo, 'chart: c\npath: a\nkustomize: {}\n', [], []],
  ])('%s', (_name, read, text, parts, components) => {
    const { delivery } = deliveryOf(text, read);
    expect(delivery).toMatchObject({ path: parts[0], components, substitutes: [] });
  });

  it('has entries that Argo CD sorts where it has some', () => {
    const sorts = (images: string) => deliveryOf(`kustomize: {images: [${images}]}\n`, argo).delivery.sortsEntries;
    expect([sorts(''), sorts('a/b:1')]).toEqual([false, true]);
  });

  it('has the variables of Flux that stand as they are written', () => {
    const text = 'postBuild:\n  substitute: {A: nginx:1, B: [x], C: "\\x61", D: }\n';
    expect(deliveryOf(text, flux).delivery.substitutes).toEqual([
      { name: 'A', place: expect.objectContaining({ start: text.indexOf('nginx'), text: 'nginx:1', part: 'env' }) },
    ]);
  });

  it('has the images of patches, told of the object', () => {
    const text = 'patches:\n- patch: |\n    kind: Pod\n    spec: {containers: [{name: a, image: "a/b:1"}]}\n';
    expect(deliveryOf(text, flux).uses.map(({ kind, image }) => `${kind} ${image}`)).toEqual([
      'custom-resource docker.io/a/b:1',
    ]);
  });

  it('has the entries of Flux, and one that says nothing new where it finds something', () => {
    const text =
      'images: [{name: a/b}, {name: app, newTag: "2"}, {name: app, newName: c/d}, {name: nginx, newTag: "2"}, {name: APP, newTag: "2"}]\n';
    const { entries } = deliveryOf(text, flux).delivery;
    expect(entries.map(({ name, doubtful, use }) => `${use.kind} ${name} ${doubtful === true}`)).toEqual([
      'custom-resource a/b true',
      'custom-resource app true',
      'custom-resource app false',
      'custom-resource nginx false',
      'custom-resource APP true',
    ]);
  });
});
