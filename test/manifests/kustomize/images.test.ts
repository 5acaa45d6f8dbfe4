import { describe, expect, it } from 'vitest';
import type { ImageEntry } from '../../../src/manifests/kustomize/facts.ts';
import { imageEntries } from '../../../src/manifests/kustomize/images.ts';
import type { Slot } from '../../../src/manifests/model/use.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';
import { valueAt } from '../../../src/manifests/yaml/nodes.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

function entriesOf(text: string): readonly ImageEntry[] {
  const parsed = parseYaml(text);
  const root = parsed.ok ? parsed.documents[0]?.root : undefined;
  if (root?.type !== 'mapping') throw new Error('no mapping');
  return imageEntries(valueAt(root, 'images'), sourceFile('kustomization.yaml', text));
}

/** The text with slots written: `NEW` for a name, `PIN` for a digest. */
function written(text: string, slots: readonly Slot[]): string {
  return slots
    .toSorted((one, other) => other.start - one.start)
    .reduce(
      (before, { start, end, writes, before: front, after }) =>
        `${before.slice(0, start)}${front}${writes === 'digest' ? 'PIN' : 'NEW'}${after}${before.slice(end)}`,
      text,
    );
}

describe('an entry of images', () => {
  it.each<[string, Partial<ImageEntry> & { readonly image: string | null }]>([
    ['{name: a/b}', { image: 'docker.io/a/b', name: 'a/b', newName: 'a/b', setsVersion: false, renames: false }],
    ['{name: a/b, newTag: v1}', { image: 'docker.io/a/b:v1', setsVersion: true }],
    ['{name: a/b, newTag: ""}', { image: 'docker.io/a/b', setsVersion: false }],
    [`{name: a/b, digest: "${DIGEST}"}`, { image: `docker.io/a/b@${DIGEST}`, setsVersion: true }],
    [`{name: a/b, newTag: v1, digest: "${DIGEST}"}`, { image: `docker.io/a/b:v1@${DIGEST}`, setsVersion: true }],
    [
      '{name: app, newName: a/b}',
      { image: 'docker.io/a/b', name: 'app', newName: 'a/b', setsVersion: false, renames: true },
    ],
    // A version may stand in either name.
    ['{name: app, newName: "a/b:v1"}', { image: 'docker.io/a/b:v1', newName: 'a/b', setsVersion: true }],
    ['{name: "a/b:v1"}', { image: 'docker.io/a/b:v1', name: 'a/b:v1', newName: 'a/b', setsVersion: false }],
    ['{name: "a/b:v1", newTag: v2}', { image: 'docker.io/a/b:v2', name: 'a/b:v1', newName: 'a/b', setsVersion: true }],
    ['{name: app, newName: REGISTRY_HOST/app}', { image: null, newName: 'REGISTRY_HOST/app', renames: true }],
  ])('%s', (entry, { image, ...expected }) => {
    const [found] = entriesOf(`images: [${entry}]\n`);
    expect(found).toMatchObject(expected);
    expect(found?.use.image).toBe(image);
  });

  it('with a tag that is filled in has none that is known', () => {
    const [found] = entriesOf('images: [{name: a/b, newTag: "$TAG"}, {name: x, newName: "$X", newTag: v1}]\n');
    expect(found?.use).toMatchObject({
      image: 'docker.io/a/b',
      unknownTag: true,
      reason: 'its new tag is filled in elsewhere',
    });
    expect(entriesOf('images: [{name: a/b}]\n')[0]?.use).not.toHaveProperty('unknownTag');
  });

  it.each([
    ['images: [a/b, {newTag: v1}, {name: ""}, {name: [a]}, {name: }]\n'],
    ['images: {name: a}\n'],
    ['images: \n'],
  ])('is none: %j', (text) => {
    expect(entriesOf(text)).toEqual([]);
  });

  it.each<[string, boolean]>([
    ['name: a/b, tagSuffix: -x', true],
    ['name: a/b, newName: "a/b", newTag: v1, tagSuffix: -x', true],
    ['name: a/b, newName: a/c, tagSuffix: -x', false],
    ['name: "a/b:1", tagSuffix: -x', false],
    ['name: a/b, newTag: v1', false],
  ])('%s: adds to what it has made itself: %s', (fields, stays) => {
    const [{ use, match } = {}] = entriesOf(`images: [{${fields}}]\n`);
    // It may follow nothing either: with another newName it would not find what it has made.
    expect([use?.uneditable !== undefined, use?.slots.length === 0, match === undefined]).toEqual([
      stays,
      stays,
      stays,
    ]);
  });

  it('tells the fields that it is made of', () => {
    const [found] = entriesOf(`images:\n- name: a/b\n  newTag: "v1"\n  digest: ${DIGEST}\n  tagSuffix: -x\n`);
    expect(found?.use.also.map(({ role, line, column, text }) => `${role} ${line}:${column} ${text}`)).toEqual([
      'newTag 3:12 v1',
      `digest 4:11 ${DIGEST}`,
      'tagSuffix 5:14 -x',
    ]);
  });
});

describe('an entry is written', () => {
  it.each([
    ['a name', 'images:\n- name: a/b\n', 'images:\n- name: a/b\n  newName: NEW\n'],
    [
      'a name and a tag',
      'images:\n- name: a/b\n  newTag: v1\n',
      'images:\n- name: a/b\n  newName: NEW\n  newTag: v1\n  digest: PIN\n',
    ],
    [
      'a tag before the name',
      'images:\n  -  newTag: v1\n     name: "a/b"\n',
      'images:\n  -  newTag: v1\n     digest: PIN\n     name: "a/b"\n     newName: NEW\n',
    ],
    [
      'a digest',
      `images:\n- name: a/b\n  digest: ${DIGEST}\n`,
      `images:\n- name: a/b\n  newName: NEW\n  digest: ${DIGEST}\n`,
    ],
    [
      'a new name',
      'images:\n- name: app\n  newName: a/b # here\n  newTag: v1\n',
      'images:\n- name: app\n  newName: NEW # here\n  digest: PIN\n  newTag: v1\n',
    ],
    [
      'a new name with a version',
      'images:\n- name: app\n  newName: a/b:v1\n',
      'images:\n- name: app\n  newName: NEW:v1\n  digest: PIN\n',
    ],
    [
      'a new name with a digest beside it',
      `images:\n- newName: a/b\n  name: app\n  digest: ${DIGEST}\n`,
      `images:\n- newName: NEW\n  name: app\n  digest: ${DIGEST}\n`,
    ],
    [
      'behind a comment',
      "images:\n- name: 'a/b' # why\n  # more\n",
      "images:\n- name: 'a/b' # why\n  newName: NEW\n  # more\n",
    ],
    [
      'keys in quotes',
      'images:\n- "name": a/b\n  "newTag": v1',
      'images:\n- "name": a/b\n  newName: NEW\n  "newTag": v1\n  digest: PIN',
    ],
    ['a file without an end', 'images:\n- name: a/b', 'images:\n- name: a/b\n  newName: NEW'],
    ['lines of Windows', 'images:\r\n- name: a/b', 'images:\r\n- name: a/b\r\n  newName: NEW'],
    [
      'lines of Windows that go on',
      'images:\r\n- name: a/b\r\n  newTag: v1\r\n',
      'images:\r\n- name: a/b\r\n  newName: NEW\r\n  newTag: v1\r\n  digest: PIN\r\n',
    ],
    [
      'one line of braces',
      'images: [{name: "a/b", newTag: v1}]',
      'images: [{name: "a/b", newName: NEW, newTag: v1, digest: PIN}]',
    ],
    ['one line of braces, all of it', '{images: [{name: a/b}]}', '{images: [{name: a/b, newName: NEW}]}'],
    ['behind a byte order mark', '\uFEFF{images: [{name: a/b}]}', '\uFEFF{images: [{name: a/b, newName: NEW}]}'],
    ['an alias', 'x: &x a/b\nimages:\n- name: *x\n', 'x: &x a/b\nimages:\n- name: *x\n'],
    ['escapes', 'images:\n- name: "a\\x2fb"\n', 'images:\n- name: "a\\x2fb"\n'],
    [
      'a tag that is an alias',
      'x: &x v1\nimages:\n- name: a/b\n  newTag: *x\n',
      'x: &x v1\nimages:\n- name: a/b\n  newName: NEW\n  newTag: *x\n',
    ],
  ])('%s', (_, text, expected) => {
    const [entry] = entriesOf(text);
    expect(written(text, entry?.use.slots ?? [])).toBe(expected);
    expect(entry?.use.uneditable).toBe(
      text === expected ? 'its name is an alias, or written with escapes or over several lines' : undefined,
    );
  });
});

describe('what an entry looks for is written', () => {
  it.each([
    ['a name', 'images: [{name: a/b, newTag: v1}]', 'images: [{name: NEW, newTag: v1}]'],
    ['a name with a version', 'images: [{name: "a/b:v1", newName: x/y}]', 'images: [{name: "NEW:v1", newName: x/y}]'],
    ['an alias', 'x: &x a/b\nimages: [{name: *x}]', undefined],
    ['escapes', 'images: [{name: "a\\x2fb", newName: x/y}]', undefined],
  ])('%s', (_, text, expected) => {
    const [entry] = entriesOf(text);
    expect(entry?.match && written(text, [entry.match])).toBe(expected);
  });
});

describe('an entry before it that gives the old name back', () => {
  it.each<[string, string, string | undefined]>([
    ['in a list', 'images:\n- name: a/b\n', 'images:\n- name: NEW\n  newName: a/b\n- name: a/b\n'],
    [
      'further in',
      'images:\n  -   newTag: v1\n      name: a/b\n',
      'images:\n  - name: NEW\n    newName: a/b\n  -   newTag: v1\n      name: a/b\n',
    ],
    [
      'above comments',
      'images:\n  # one\n\n  # two\n\t# three\n  - name: a/b\n',
      'images:\n  # one\n\n  - name: NEW\n    newName: a/b\n  # two\n\t# three\n  - name: a/b\n',
    ],
    [
      'above a comment of Windows',
      '# one\r\nimages:\r\n# two\r\n- name: a/b',
      '# one\r\nimages:\r\n- name: NEW\r\n  newName: a/b\r\n# two\r\n- name: a/b',
    ],
    [
      'behind another',
      'images:\n- name: x\n  newTag: v1 # x\n- name: a/b\n',
      'images:\n- name: x\n  newTag: v1 # x\n- name: NEW\n  newName: a/b\n- name: a/b\n',
    ],
    [
      'in a list of braces',
      'images:\n- {name: a/b, newTag: v1}\n',
      'images:\n- name: NEW\n  newName: a/b\n- {name: a/b, newTag: v1}\n',
    ],
    ['in brackets', 'images: [{name: x}, {name: a/b}]', 'images: [{name: x}, {name: NEW, newName: a/b}, {name: a/b}]'],
    ['first in brackets', 'images: [ {name: a/b}]', 'images: [ {name: NEW, newName: a/b}, {name: a/b}]'],
    ['in brackets over lines', 'images: [{name: x},\n  {name: a/b}]', undefined],
    ['of a version', 'images:\n- name: "a/b:v1"\n', 'images:\n- name: NEW:v1\n  newName: a/b\n- name: "a/b:v1"\n'],
    [
      'of a version in brackets',
      'images: [{name: "a/b:v1"}]',
      'images: [{name: NEW:v1, newName: a/b}, {name: "a/b:v1"}]',
    ],
    [
      'of an alias',
      'x: &x a/b\nimages:\n- name: *x\n',
      'x: &x a/b\nimages:\n- name: NEW\n  newName: a/b\n- name: *x\n',
    ],
    [
      'of a name that YAML takes for more',
      'images:\n- name: "true"\n',
      'images:\n- name: NEW\n  newName: "true"\n- name: "true"\n',
    ],
    ['behind an anchor', 'images:\n- &x\n  name: a/b\n', undefined],
    ['behind an anchor in brackets', 'images: [&x {name: a/b}]\n', undefined],
    ['on a line of its own', 'images:\n-\n  name: a/b\n', undefined],
    ['of a very long name', `images:\n- name: ${'a'.repeat(1100)}\n`, undefined],
  ])('%s', (_, text, expected) => {
    const entry = entriesOf(text).at(-1);
    expect(entry?.bridge && written(text, [entry.bridge])).toBe(expected);
  });
});
