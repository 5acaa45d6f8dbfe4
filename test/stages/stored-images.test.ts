import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/images/reference.ts';
import type { RegistryClient } from '../../src/registry/client.ts';
import type { Listed, ListedManifest } from '../../src/registry/lists.ts';
import { ruleIndex } from '../../src/rules/resolve.ts';
import { lookUpStored, placeOf, placeText } from '../../src/stages/stored-images.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const digest = (name: string) => `sha256:${name.padEnd(64, '0')}`;

function listed(name: string, mediaType = IMAGE, references: readonly (readonly [string, string | undefined])[] = []) {
  const value: ListedManifest = {
    digest: digest(name),
    mediaType,
    platform: undefined,
    references: references.map(([child, platform]) => ({ digest: digest(child), platform })),
  };
  return { state: 'listed', value } as const;
}

/** A registry that answers by its lists alone: any other question is a fault. */
async function lookUp(manifests: Readonly<Record<string, Listed<ListedManifest>>>, wanted: readonly string[] | 'all') {
  const known: Pick<RegistryClient, 'listedTag' | 'listedManifest'> = {
    listedTag: async (_, tag) => (tag === '1' ? { state: 'listed', value: digest('root') } : { state: 'not-listed' }),
    listedManifest: async (_, wanting) =>
      Object.entries(manifests).find(([name]) => digest(name) === wanting)?.[1] ?? { state: 'not-listed' },
  };
  const found = await lookUpStored(
    [
      { repository: 'a', tag: '1' },
      { repository: 'a', tag: '1' },
    ],
    known,
    wanted,
  );
  expect([...found.keys()]).toEqual(['a:1']);
  const { manifests: askable = [], unchecked = [], unresolved } = found.get('a:1') ?? {};
  return {
    askable: askable.map(({ platform, subject }) => `${platform} ${subject.digest.slice(7, 8)} ${subject.content}`),
    unchecked: unchecked.map(({ what, state }) => (state === undefined ? what : `${what}: ${state}`)),
    unresolved: unresolved?.state,
  };
}

const nothing = (unresolved: string) => ({ askable: [], unchecked: [], unresolved });

describe('lookUpStored', () => {
  const two = listed('root', INDEX, [
    ['a', 'linux/amd64'],
    ['b', 'linux/arm64'],
    ['c', 'unknown/unknown'],
    ['d', undefined],
  ]);
  const arms = listed('root', INDEX, [
    ['a', 'linux/arm'],
    ['b', 'linux/arm'],
  ]);
  it.each<[string, Readonly<Record<string, Listed<ListedManifest>>>, readonly string[] | 'all', object]>([
    ['one image', { root: listed('root') }, ['linux/amd64'], { askable: ['single platform r image'] }],
    ['no image', { root: listed('root', 'application/x') }, 'all', { askable: ['single platform r artifact'] }],
    ['not listed', {}, 'all', nothing('not-checked')],
    ['not allowed', { root: { state: 'not-allowed' } }, 'all', nothing('error')],
    ['no list', { root: { state: 'no-list' } }, 'all', nothing('error')],
    [
      'the wanted platform, and the others by name',
      { root: two, a: listed('a') },
      ['linux/amd64'],
      { askable: ['linux/amd64 a image'], unchecked: ['linux/arm64'] },
    ],
    [
      'a variant as the list has it',
      { root: two, b: listed('b') },
      ['linux/arm64/v8'],
      { askable: ['linux/arm64 b image'], unchecked: ['linux/amd64'] },
    ],
    [
      'a wanted platform that is not stored',
      { root: two, a: listed('a') },
      ['linux/amd64', 'linux/arm64'],
      { askable: ['linux/amd64 a image'], unchecked: ['linux/arm64: not-checked'] },
    ],
    [
      'all platforms, of which one can not be looked up',
      { root: two, a: listed('a'), b: { state: 'not-allowed' } },
      'all',
      { askable: ['linux/amd64 a image'], unchecked: ['linux/arm64: error'] },
    ],
    ['no wanted platform stored', { root: two }, ['linux/amd64'], nothing('not-checked')],
    ['no wanted platform in the image', { root: two, a: listed('a') }, ['windows/amd64'], nothing('not-checked')],
    ['an index of which the manifests are not told', { root: listed('root', INDEX) }, 'all', nothing('not-checked')],
    [
      'variants that the list does not tell apart, all stored',
      { root: arms, a: listed('a'), b: listed('b') },
      ['linux/arm/v7'],
      { askable: ['linux/arm a image', 'linux/arm b image'] },
    ],
    [
      'a variant that the list does not tell from its fellow',
      { root: arms, a: listed('a'), b: listed('b') },
      ['linux/arm/v6'],
      { askable: ['linux/arm a image', 'linux/arm b image'] },
    ],
    [
      'variants of which one is stored',
      { root: arms, a: listed('a') },
      ['linux/arm/v7'],
      { askable: ['linux/arm a image'], unchecked: ['linux/arm (one of 2 manifests): not-checked'] },
    ],
  ])('of %s', async (_, manifests, wanted, expected) => {
    expect(await lookUp(manifests, wanted)).toEqual({ askable: [], unchecked: [], unresolved: undefined, ...expected });
  });
});

describe('what the lists do not have', () => {
  const reason = { kind: 'throttled', message: 'too many', remedy: 'wait' } as const;
  const refusals: readonly (readonly [Exclude<Listed<never>, { readonly state: 'listed' }>, object])[] = [
    [
      { state: 'not-listed' },
      { state: 'not-checked', reason: 'the registry does not have', remedy: 'let a run on a trusted event pull it' },
    ],
    [{ state: 'no-list' }, { state: 'error', asked: true, reason: 'could be looked up' }],
    [{ state: 'not-allowed' }, { state: 'error', asked: true, reason: "may not read the registry's list" }],
    [
      { state: 'failed', reason },
      { state: 'error', asked: true, reason: 'could not be looked up: too many', remedy: 'wait' },
    ],
  ];
  const worded = (expected: object) =>
    expect.objectContaining({
      ...expected,
      ...('reason' in expected ? { reason: expect.stringContaining(String(expected.reason)) } : {}),
    });

  it.each(refusals)('is an answer, or an error that no other stage tells: %j', async (answer, expected) => {
    const never = async () => ({ state: 'not-listed' }) as const;
    const place = { repository: 'a', tag: '1' };
    const byTag = await lookUpStored([place], { listedTag: async () => answer, listedManifest: never }, 'all');
    expect(byTag.get('a:1')).toEqual({ manifests: [], unchecked: [], unresolved: worded(expected) });
    const listedTag = async () => ({ state: 'listed', value: digest('root') }) as const;
    const byManifest = await lookUpStored([place], { listedTag, listedManifest: async () => answer }, 'all');
    expect(byManifest.get('a:1')?.unresolved).toEqual(worded(expected));
  });

  it.each(refusals)('is told of the platform that is asked for: %j', async (answer, expected) => {
    const index = listed('root', INDEX, [['a', 'linux/amd64']]);
    const lists = {
      listedTag: async () => ({ state: 'listed', value: digest('root') }) as const,
      listedManifest: async (_: string, wanted: string) => (wanted === digest('root') ? index : answer),
    };
    const found = (await lookUpStored([{ repository: 'a' }], lists, 'all')).get('a:latest');
    // A remedy for the one platform would be one for the image.
    const { state } = { state: 'error', ...expected };
    expect(found?.unresolved).toEqual({
      ...{ state, asked: true },
      reason: expect.stringMatching(/^linux\/amd64: not checked: .*its manifest sha256:a0{11}(?!0)/),
    });
  });

  it('is that nobody tells which manifests there are', async () => {
    const lists = {
      listedTag: async () => ({ state: 'not-listed' }) as const,
      listedManifest: async () => listed('root', INDEX),
    };
    // A digest needs no tag.
    const found = await lookUpStored([{ repository: 'a', tag: '1', digest: digest('root') }], lists, ['linux/amd64']);
    expect([...found]).toEqual([
      [
        `a@${digest('root')}`,
        {
          ...{ manifests: [], unchecked: [] },
          unresolved: {
            state: 'not-checked',
            reason: `the registry does not tell which manifests a@${digest('root')} has`,
          },
        },
      ],
    ]);
  });
});

describe('placeOf', () => {
  const rules = ruleIndex([{ name: 'r', source: 'quay.io/acme/app', target: 'cache/app', state: 'Succeeded' }]);
  const place = (kind: ClassifiedUse['class'], image: string, more: Partial<ClassifiedUse> = {}) => {
    const reference = parseReference(image);
    return placeOf(
      {
        ...{ file: 'a.yaml', line: 1, column: 1, text: image, image, kind: 'kubernetes', part: 'whole' },
        ...{ also: [], slots: [], class: kind },
        ...(reference === undefined ? {} : { reference }),
        ...(reference === undefined || kind !== 'public' ? {} : { source: reference }),
        ...more,
      },
      rules,
    );
  };

  it.each<[ClassifiedUse['class'], string, object]>([
    ['public', 'quay.io/acme/app:1', { repository: 'cache/app', tag: '1' }],
    ['public', `quay.io/acme/app@${digest('a')}`, { repository: 'cache/app', digest: digest('a') }],
    ['public', `quay.io/acme/app:1@${digest('a')}`, { repository: 'cache/app', tag: '1', digest: digest('a') }],
    ['public', 'quay.io/acme/app', { repository: 'cache/app' }],
    ['cached', 'contoso.azurecr.io/cache/app:1', { repository: 'cache/app', tag: '1' }],
    ['own', 'contoso.azurecr.io/shop:2', { repository: 'shop', tag: '2' }],
  ])('of a %s %s is %j', (kind, image, expected) => {
    expect(place(kind, image)).toStrictEqual(expected);
  });

  it('is none without a rule, without a tag that is known, and of what the registry does not serve', () => {
    expect(place('public', 'quay.io/acme/other:1')).toBeUndefined();
    expect(place('public', 'quay.io/acme/app', { unknownTag: true })).toBeUndefined();
    expect(place('own', 'contoso.azurecr.io/shop', { unknownTag: true })).toBeUndefined();
    for (const kind of ['dangling', 'half-moved', 'trusted', 'built-here', 'foreign'] as const) {
      expect(place(kind, 'quay.io/acme/app:1')).toBeUndefined();
    }
  });

  it('is one text', () => {
    expect(placeText({ repository: 'a' })).toBe('a:latest');
    expect(placeText({ repository: 'a', tag: '1' })).toBe('a:1');
    expect(placeText({ repository: 'a', tag: '1', digest: digest('a') })).toBe(`a@${digest('a')}`);
  });
});
