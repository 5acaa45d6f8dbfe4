import { describe, expect, it } from 'vitest';
import type { GateVerdict, Tally } from '../../src/outcome/tally.ts';
import { type Decided, titleOf } from '../../src/outcome/title.ts';
import { NOTHING } from './numbers.ts';

const NO_GATE: GateVerdict = { verdict: 'no gate', headline: 'no gate', images: [] };
const PASSED: GateVerdict = { verdict: 'passed', headline: 'passed', images: [{ state: 'passed', open: [] }] };

function title(numbers: Partial<Tally>, more: Partial<Omit<Decided, 'tally'>> = {}): string {
  return titleOf({
    ...{ tally: { ...NOTHING, ...numbers }, gate: NO_GATE, unfinished: [], uncheckedInQueue: 0 },
    ...{ failedBy: [], problems: 0, unasked: 0, ...more },
  });
}

/** A gate that failed by images with findings of these severities. */
function failing(...images: readonly (readonly string[])[]): GateVerdict {
  const failed = images.map((severities) => ({
    ...{ state: 'failed', open: [] },
    blocking: severities.map((severity) => ({ finding: { severity } })),
  }));
  const passed = { state: 'pending', open: ['pending'], blocking: [{ finding: { severity: 'low' } }] };
  return { verdict: 'failed', headline: 'failed', images: [passed, ...failed] };
}

describe('the title of a run', () => {
  const all = {
    ...{ uncovered: 1, unwarmed: 2, unscanned: 3, unreadable: 4, stale: 5, planned: 6, rulesToCreate: 7, excess: 8 },
    ...{ public: 9, cached: 10 },
  };

  it('tells what matters most, whatever else is', () => {
    const undecided: GateVerdict = { ...NO_GATE, verdict: 'not decided: 1 pending' };
    const failure = { gate: failing(['high']), failedBy: ['stale'], uncheckedInQueue: 2, problems: 1 } as const;
    const told = [
      title(all, { ...failure, unfinished: ['it was cancelled', 'it was late'] }),
      title(all, failure),
      title(all, { ...failure, gate: undecided }),
      title(all, { ...failure, gate: undecided, uncheckedInQueue: 0 }),
      title(all, { gate: undecided, problems: 1 }),
      title(all, { problems: 1, unasked: 1 }),
      title({ ...all, uncovered: 0 }, { problems: 1, unasked: 1 }),
      title({ ...all, uncovered: 0, unwarmed: 0 }, { problems: 1, unasked: 1 }),
      title({ ...all, uncovered: 0, unwarmed: 0 }, { unasked: 1 }),
      title({ ...all, uncovered: 0, unwarmed: 0, unreadable: 0 }, { unasked: 1 }),
      title({ ...all, uncovered: 0, unwarmed: 0, unreadable: 0, stale: 0 }, { unasked: 1 }),
      title({ unscanned: 3, excess: 8, public: 9 }, { unasked: 1, gate: PASSED }),
      title({ unscanned: 3, excess: 8, public: 9 }, { gate: PASSED }),
      title({ excess: 8, public: 9 }, { gate: PASSED }),
      title({ public: 9, cached: 10 }, { gate: PASSED }),
      title({ public: 9, cached: 10 }),
      title({ cached: 10 }),
      title({}),
    ];
    expect(told).toEqual([
      'Not finished: it was cancelled',
      'Gate failed: 1 image has high findings',
      'Held back from the merge: 2 images not checked',
      'Failed: 5 images are behind the upstream',
      'Gate: not decided: 1 pending',
      '1 image has no cache rule',
      '2 images are not known to be stored',
      'Not all could be asked (1 problem)',
      '4 files could not be read',
      '5 images are behind the upstream',
      '6 images can move once 7 cache rules are created',
      "1 image found; this run can't sign in to ask about it",
      '3 images are not scanned',
      '8 cache rules above the cap',
      'Gate passed: nothing in 1 image counts against it',
      '9 public images found',
      'All is well: 10 images served from the registry',
      'All is well: no public image',
    ]);
  });

  const failures: readonly (readonly [Decided['failedBy'][number], string])[] = [
    ['uncovered', 'Failed: 1 image has no cache rule'],
    ['unwarmed', 'Failed: 2 images are not known to be stored'],
    ['unscanned', 'Failed: 3 images are not scanned'],
    ['unreadable', 'Failed: 4 files could not be read'],
    ['stale', 'Failed: 5 images are behind the upstream'],
    ['error', 'Failed: not all could be asked (2 errors)'],
    ['review', 'Failed: the pull request could not be answered'],
  ];
  it.each(failures)('of one that failed by %s says so', (word, expected) => {
    expect(title(all, { failedBy: [word, 'stale'], problems: 2 })).toBe(expected);
  });

  const texts: readonly (readonly [string, Partial<Tally>, Partial<Decided>, string])[] = [
    [
      'a gate that judged nothing',
      {},
      { gate: { ...NO_GATE, verdict: 'nothing judged: 1 templated' } },
      'Gate: nothing judged: 1 templated',
    ],
    ['a gate without findings', {}, { gate: failing([]) }, 'Gate failed: 1 image has findings'],
    ['findings of one severity', {}, { gate: failing(['low'], ['low']) }, 'Gate failed: 2 images have low findings'],
    [
      'findings of all severities',
      {},
      { gate: failing(['unknown', 'low', 'high'], ['medium', 'critical']) },
      'Gate failed: 2 images have critical, high, medium, low or unrated findings',
    ],
    ['findings that nobody rated', {}, { gate: failing(['unknown']) }, 'Gate failed: 1 image has unrated findings'],
    [
      'an image that failed and tells no finding',
      {},
      { gate: { ...NO_GATE, verdict: 'failed', images: [{ state: 'failed', open: [] }] } },
      'Gate failed: 1 image has findings',
    ],
    [
      'images of which nobody knows a rule',
      { uncovered: 1, dangling: 2, halfMoved: 4 },
      {},
      '7 images have no cache rule',
    ],
    ['what dangles', { dangling: 1 }, {}, '1 image has no cache rule'],
    ['what is half moved', { halfMoved: 1 }, {}, '1 image has no cache rule'],
    ['one image that is not stored', { unwarmed: 1 }, {}, '1 image is not known to be stored'],
    ['one rule to create', { planned: 1, rulesToCreate: 1 }, {}, '1 image can move once 1 cache rule is created'],
    [
      'images about which it could ask nobody',
      {},
      { unasked: 2 },
      "2 images found; this run can't sign in to ask about them",
    ],
    ['one public image that has its rule', { public: 1, covered: 1 }, {}, 'The public image has a cache rule'],
    [
      'one new image that has its rule',
      { public: 1, covered: 1, changedOnly: true },
      {},
      'The new public image has a cache rule',
    ],
    ['public images that have their rules', { public: 2, covered: 2 }, {}, 'All 2 public images have cache rules'],
    [
      'new images that have their rules',
      { public: 2, covered: 2, changedOnly: true },
      {},
      'All 2 new public images have cache rules',
    ],
    ['public images where nobody planned', { public: 2, covered: 1 }, {}, '2 public images found'],
    [
      'new images that passed',
      { changedOnly: true },
      { gate: PASSED },
      'Gate passed: nothing in 1 new image counts against it',
    ],
    [
      'a gate that had no image to judge',
      { public: 1, covered: 1 },
      { gate: { ...PASSED, images: [] } },
      'The public image has a cache rule',
    ],
    [
      'no gate, though there are images',
      {},
      { gate: { ...PASSED, verdict: 'no gate' } },
      'All is well: no public image',
    ],
    ['no new image', { changedOnly: true }, {}, 'All is well: no new public image'],
    [
      'one image from the registry',
      { cached: 1, changedOnly: true },
      {},
      'All is well: 1 new image served from the registry',
    ],
  ];
  it.each(texts)('of %s', (_, numbers, more, expected) => {
    expect(title(numbers, more)).toBe(expected);
  });
});
