import { describe, expect, it } from 'vitest';
import type { ImageEntry } from '../../../src/manifests/kustomize/facts.ts';
import { imageEntries } from '../../../src/manifests/kustomize/images.ts';
import { Meeting } from '../../../src/manifests/kustomize/meetings.ts';
import type { Use } from '../../../src/manifests/model/use.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';

const ACR = 'r.azurecr.io';
const SLOTS: Use['slots'] = [{ file: 'p.yaml', start: 0, end: 1, writes: 'name', before: '', after: '', tail: '' }];

function entriesOf(...lines: readonly string[]): readonly ImageEntry[] {
  const text = lines.map((line) => `- {${line}}\n`).join('');
  const parsed = parseYaml(text);
  return imageEntries(parsed.ok ? parsed.documents[0]?.root : undefined, sourceFile('k.yaml', text));
}

function image(line: number): Use {
  return {
    file: 'p.yaml',
    line,
    column: 1,
    text: 'x',
    image: null,
    kind: 'kubernetes',
    part: 'whole',
    also: [],
    slots: SLOTS,
  };
}

/** A list that images pass, which the entries may find from an index on. */
function meeting(lines: readonly string[], ...passing: readonly (readonly [string, number])[]) {
  const entries = entriesOf(...lines);
  const list = new Meeting(entries, false);
  for (const [at, [name, from]] of passing.entries()) list.pass({ name, use: image(at) }, from);
  return { list, entries };
}

/** What no entry makes. */
const OTHER = image(99);

const told = (names: Meeting['imageNames']): readonly string[] =>
  [...names].map(([name, { at, sameAs }]) => `${name} at ${at}${[...sameAs].map((same) => ` as ${same}`).join('')}`);

describe('the names of a list', () => {
  it('are those that entries look for, without versions, at the first that does', () => {
    const { list } = meeting(['name: a/b', 'name: "x/y:v1"', 'name: a/b, newTag: v2']);
    expect([...list.namesFor(OTHER).entries()].map(([name, { at }]) => `${name} ${at}`).toSorted()).toEqual([
      'a/b k.yaml:1',
      'x/y k.yaml:2',
    ]);
    expect(list.namesFor(OTHER)).toBe(list.namesFor(OTHER));
  });

  it('are, to what an entry makes, those behind it', () => {
    const { list, entries } = meeting(['name: a/b', 'name: c/d, newName: e/f', 'name: e/f', 'name: a/b']);
    const names = (at: number) => {
      const use = entries[at]?.use ?? OTHER;
      list.pass({ name: 'x', use }, at + 1);
      return [...list.namesFor(use).keys()].toSorted();
    };
    expect([names(0), names(1), names(3)]).toEqual([['a/b', 'c/d', 'e/f'], ['a/b', 'e/f'], []]);
    list.pass({ name: 'x', use: entries[3]?.use ?? OTHER }, 0);
    expect(list.namesFor(entries[3]?.use ?? OTHER).size).toBe(3);
  });

  it('are those of the images that pass, at the one that most entries may find', () => {
    const { list } = meeting(['name: a/b'], ['a/b', 1], ['a/b', 0], ['a/b', 0], ['c/d', 0]);
    expect(told(list.imageNames)).toEqual(['a/b at p.yaml:1', 'c/d at p.yaml:3']);
  });
});

describe('an image that would be called as an entry looks for it', () => {
  it.each<[string, string, readonly (readonly [string, number])[], string | undefined]>([
    [
      'none',
      'name: nginx',
      [
        ['nginx', 0],
        ['nginx', 1],
      ],
      undefined,
    ],
    [
      'another spelling',
      'name: nginx',
      [
        ['nginx', 0],
        ['docker.io/library/nginx', 0],
      ],
      'docker.io/library/nginx',
    ],
    ['one that has moved', 'name: nginx', [[`${ACR}/docker.io/library/nginx`, 0]], `${ACR}/docker.io/library/nginx`],
    ['one that has moved, by its port', 'name: "h:5/a"', [[`${ACR}/h:5/a`, 0]], `${ACR}/h:5/a`],
    ['another of that path', 'name: a/b', [['quay.io/a/b', 0]], undefined],
    ['another of that path, with a dot further on', 'name: x/c.d', [['quay.io/x/c.d', 0]], undefined],
    ['another image', 'name: nginx', [['redis', 0]], undefined],
    ['one that the entry may not find', 'name: nginx', [['docker.io/library/nginx', 1]], undefined],
    [
      'of a name with a version',
      'name: "nginx:1"',
      [
        ['nginx', 0],
        ['docker.io/library/nginx', 0],
      ],
      'docker.io/library/nginx',
    ],
    ['of no name', 'name: "A B"', [['C D', 0]], undefined],
  ])('%s', (_, entry, passing, expected) => {
    const { list, entries } = meeting([entry], ...passing);
    const [first] = entries;
    expect(first && list.namesake(first)).toBe(expected);
  });

  it('is none that keeps its name', () => {
    const entries = entriesOf('name: nginx');
    const list = new Meeting(entries, false);
    list.pass({ name: 'docker.io/library/nginx', use: { ...image(1), slots: [] } }, 0);
    expect(entries.map((entry) => list.namesake(entry))).toEqual([undefined]);
    expect([...list.imageNames.keys()]).toEqual(['docker.io/library/nginx']);
  });

  it('is none that is given the old name first', () => {
    const moved = `${ACR}/docker.io/library/nginx`;
    const { list, entries } = meeting([`name: ${moved}, newName: nginx`, 'name: nginx, newTag: v1'], [moved, 0]);
    expect(entries.map((entry) => list.namesake(entry))).toEqual([undefined, undefined]);
  });
});

describe('names that an entry changes before another looks for either', () => {
  const bridges = (...lines: readonly string[]) => [...meeting(lines).list.bridgedTo('old')];

  it.each<[string, readonly string[], readonly string[]]>([
    ['to what the next looks for', ['name: new, newName: old', 'name: old, newTag: v1'], ['new']],
    ['two of them', ['name: one, newName: old', 'name: two, newName: old', 'name: old'], ['one', 'two']],
    [
      'to what another is changed to',
      ['name: one, newName: x', 'name: new, newName: old', 'name: x', 'name: old'],
      ['new'],
    ],
    ['to what nobody looks for', ['name: new, newName: old'], []],
    ['to what was looked for before', ['name: old, newTag: v1', 'name: new, newName: old'], []],
    ['to what is looked for before and behind', ['name: old', 'name: new, newName: old', 'name: old'], []],
    ['from what another looks for, too', ['name: new, newName: old', 'name: old', 'name: new'], []],
    ['from what another looks for with a version', ['name: new, newName: old', 'name: old', 'name: "new:1"'], []],
    ['with another version', ['name: new, newName: old, newTag: v1', 'name: old'], []],
    ['without a new name', ['name: old', 'name: old'], []],
    ['to one version that is looked for', ['name: new, newName: old', 'name: "old:1"'], []],
  ])('%s', (_, lines, expected) => {
    expect(bridges(...lines)).toEqual(expected);
  });

  it('come to the same', () => {
    const { list } = meeting(['name: new, newName: old', 'name: old', 'name: other'], ['new', 0], ['third', 0]);
    expect(told(list.namesFor(OTHER)).toSorted()).toEqual([
      'new at k.yaml:1 as old',
      'old at k.yaml:2 as new',
      'other at k.yaml:3',
    ]);
    expect(told(list.imageNames)).toEqual(['new at p.yaml:0 as old', 'third at p.yaml:1']);
  });
});

describe('in a sorted list an entry would get another place by a new name, and find something else,', () => {
  const isMoved = (isSorted: boolean, ...lines: readonly string[]) => {
    const [entry, ...others] = entriesOf(...lines);
    if (entry === undefined) throw new Error('no entry');
    return new Meeting([entry, ...others], isSorted).isMovedBySorting(entry);
  };

  it.each<[string, boolean, readonly string[]]>([
    ['where another finds what it makes', true, ['name: a/b, newName: c/d', 'name: c/d']],
    ['where another makes what it finds', true, ['name: a/b', 'name: c/d, newName: a/b']],
    ['where another finds the same by a version', true, ['name: a/b', 'name: "a/b:1"']],
    [
      'where another finds the same and makes something else of it',
      true,
      ['name: a/b, newName: c/d', 'name: "a/b:1", newName: x/y'],
    ],
    ['where another finds the same in another spelling', true, ['name: nginx', 'name: docker.io/library/nginx']],
    ['where another finds the same once it is moved', true, ['name: quay.io/a/b', `name: ${ACR}/quay.io/a/b`]],
    ['not where it is alone', false, ['name: a/b, newName: a/b']],
    ['not where the others are of other images', false, ['name: a/b, newName: c/d', 'name: e/f, newName: g/h']],
    ['not where another makes the same', false, ['name: a/b, newName: c/d', 'name: e/f, newName: c/d']],
  ])('%s', (_, expected, lines) => {
    expect([isMoved(true, ...lines), isMoved(false, ...lines)]).toEqual([expected, false]);
  });
});
