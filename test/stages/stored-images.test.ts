import { describe, expect, it } from 'vitest';
import type { RegistryClient } from '../../src/registry/client.ts';
import type { Listed, ListedManifest } from '../../src/registry/lists.ts';
import { lookUpStored } from '../../src/stages/stored-images.ts';

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
      'variants of which one is stored',
      { root: arms, a: listed('a') },
      ['linux/arm/v7'],
      { askable: ['linux/arm a image'], unchecked: ['linux/arm (one of 2 manifests): not-checked'] },
    ],
  ])('of %s', async (_, manifests, wanted, expected) => {
    expect(await lookUp(manifests, wanted)).toEqual({ askable: [], unchecked: [], unresolved: undefined, ...expected });
  });
});
