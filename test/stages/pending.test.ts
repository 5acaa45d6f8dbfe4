import { describe, expect, it } from 'vitest';
import type { GatedImageResult } from '../../src/defender/gate.ts';
import type { Listing } from '../../src/registry/lists.ts';
import { type PendingDigest, parsePending, recheckable, verdictsByDigest } from '../../src/stages/pending.ts';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const OTHER = `sha256:${'2'.repeat(64)}`;
const SINCE = '2026-11-20T00:00:00.000Z';
const ONE: PendingDigest = {
  ...{ image: 'quay.io/acme/app:1', platform: 'linux/amd64' },
  ...{ repository: 'quay.io/acme/app', digest: DIGEST, since: SINCE },
};

const RESULT: GatedImageResult = {
  ...{ image: ONE.image, state: 'failed', reasons: [], open: ['pending'], blocking: [] },
  platforms: [
    {
      ...{ platform: 'linux/amd64', repository: ONE.repository, digest: DIGEST, pendingSince: SINCE },
      ...{ verdict: 'pending', state: 'pending', reason: 'r' },
    },
    {
      ...{ platform: 'linux/arm64', repository: ONE.repository, digest: OTHER },
      ...{ verdict: 'vulnerable', state: 'failed', reason: '1 high' },
    },
  ],
};
const KEY = `${ONE.repository}@${DIGEST}`;

describe('verdicts by digest', () => {
  it('tell image, platform, verdict, what the gate makes of it, and since when it is pending', () => {
    expect(verdictsByDigest({ images: [RESULT] })).toEqual({
      [KEY]: {
        ...{ image: ONE.image, platform: 'linux/amd64', pendingSince: SINCE },
        ...{ verdict: 'pending', state: 'pending', reason: 'r' },
      },
      [`${ONE.repository}@${OTHER}`]: {
        ...{ image: ONE.image, platform: 'linux/arm64', verdict: 'vulnerable', state: 'failed', reason: '1 high' },
      },
    });
  });

  it('are read by the next run as far as they are pending', () => {
    expect(parsePending(JSON.parse(JSON.stringify(verdictsByDigest({ images: [RESULT] }))))).toEqual([ONE]);
  });

  it('are read of repositories of any name', () => {
    const name = 'quay.io/acme__x/app--y.z';
    expect(parsePending({ [`${name}@${DIGEST}`]: verdictsByDigest({ images: [RESULT] })[KEY] })).toEqual([
      { ...ONE, repository: name },
    ]);
  });

  it('don’t tell twice since when', () => {
    const told = { ...RESULT.platforms[0], image: ONE.image, platform: 'linux/amd64, pending since 2026-11-20' };
    expect(parsePending({ [KEY]: told })).toEqual([ONE]);
  });

  const told = { image: ONE.image, platform: 'linux/amd64', state: 'pending', pendingSince: SINCE };
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', [told]],
    ['an entry that is none', { [KEY]: null }],
    ['no digest', { 'quay.io/acme/app': told }],
    ['another digest', { 'quay.io/acme/app@sha256:1': told }],
    ['no repository', { [`@${DIGEST}`]: told }],
    ['a path that leads out', { [`../../oauth2@${DIGEST}`]: told }],
    ['a query', { [`a?b=c@${DIGEST}`]: told }],
    ['no state', { [KEY]: { ...told, state: undefined } }],
    ['no image', { [KEY]: { ...told, image: 7 } }],
    ['no platform', { [KEY]: { ...told, platform: 7 } }],
    ['no date', { [KEY]: { ...told, pendingSince: undefined } }],
    ['a date that is no text', { [KEY]: { ...told, pendingSince: 7 } }],
    ['a date that is none', { [KEY]: { ...told, pendingSince: 'lately' } }],
  ])('leave out %s', (_, value) => {
    expect(parsePending(value)).toEqual([]);
  });
});

describe('what is asked about again', () => {
  const OLDEST = Date.parse('2026-11-01T00:00:00Z');
  const ask = (
    pending: readonly PendingDigest[],
    state: Exclude<Listing['state'], 'failed'>,
    asked: readonly string[] = [],
  ) =>
    recheckable(
      pending,
      asked.map((digest) => ({ repository: ONE.repository, digest, content: 'image' as const })),
      { listing: async () => ({ state }) },
      OLDEST,
    );

  it.each([
    ['listed', 1],
    ['no-list', 1],
    ['not-allowed', 1],
    ['not-listed', 0],
  ] as const)('where the registry says %s: %i', async (state, expected) => {
    expect(await ask([ONE], state)).toHaveLength(expected);
  });

  it('is not what this run asks about anyway', async () => {
    expect(await ask([ONE], 'listed', [DIGEST])).toEqual([]);
    expect(await ask([ONE], 'listed', [OTHER])).toEqual([ONE]);
  });

  it('is not what has been pending for too long', async () => {
    const since = (time: number) => ({ ...ONE, since: new Date(time).toISOString() });
    expect(await ask([since(OLDEST), since(OLDEST - 1)], 'listed')).toEqual([since(OLDEST)]);
  });
});
