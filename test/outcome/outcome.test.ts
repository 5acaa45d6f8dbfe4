import { describe, expect, it } from 'vitest';
import { FAIL_WHEN, type FailWhen } from '../../src/inputs/inputs.ts';
import { decide, type Outcome, type Problem, type Standing } from '../../src/outcome/outcome.ts';
import type { GateVerdict, Tally } from '../../src/outcome/tally.ts';
import { unseenParts, unseenTally } from '../../src/outcome/unseen.ts';
import { NOTHING } from './numbers.ts';

const NO_GATE: GateVerdict = { verdict: 'no gate', headline: 'no gate', images: [] };
const ASKS: Standing = { asks: true, isQueue: false };

describe('decide', () => {
  it.each([
    ['uncovered', { public: 3, covered: 1, uncovered: 2 }, '3 public images: 1 covered, 2 not'],
    ['uncovered', { dangling: 1 }, '1 dangling'],
    ['uncovered', { halfMoved: 1 }, '1 half moved'],
    ['unwarmed', { warm: 3, unwarmed: 1 }, '3 warm, 1 not'],
    ['unreadable', { unreadable: 1 }, '1 file not read'],
    ['stale', { stale: 4 }, '4 stale'],
  ] as const)('%s fails only where it is asked for, and is in the headline either way', (word, numbers, text) => {
    const tally = { ...NOTHING, ...numbers };
    const silent = decide(tally, NO_GATE, [], new Set(), ASKS);
    const asked = decide(tally, NO_GATE, [], new Set([word]), ASKS);
    expect(silent.failed).toBe(false);
    expect(asked.failed).toBe(true);
    expect(silent.headline).toContain(text);
    expect(asked.headline).toContain(text);
    expect(asked.failures[0]).toContain(`fail-when ${word}`);
  });

  it('never shows rules above the cap as nothing to look at', () => {
    const { headline, attention } = decide({ ...NOTHING, excess: 2 }, NO_GATE, [], new Set(), ASKS);
    expect(headline).toContain('2 rules above the cap');
    expect(attention).toBe(true);
  });

  it('never shows what nobody has looked into as all that there is', () => {
    const unseen = unseenTally([{ type: 'chart' }, { type: 'chart' }, { type: 'submodule' }], 'never');
    const told = decide({ ...NOTHING, public: 2, covered: 2, unseen }, NO_GATE, [], new Set(), ASKS);
    expect(told).toMatchObject({
      attention: true,
      title: 'All 2 public images have cache rules; 3 sources of images unseen',
      headline:
        '2 public images: 2 covered, 0 not · 2 charts unseen: render: auto would look into them · 1 other source unseen',
    });
    const nothing = decide({ ...NOTHING, unseen }, NO_GATE, [], new Set(), ASKS);
    expect(nothing.title).toBe('No public image; 3 sources of images unseen');
    expect(decide(NOTHING, NO_GATE, [], new Set(), ASKS)).toMatchObject({
      attention: false,
      headline: 'no public image',
    });
  });

  it.each([
    [['it is not served'], '1 chart unseen, because it is not served'],
    [['it is not served', 'no', 'no'], '3 charts unseen, 2 because no'],
  ])('says why charts stay unseen that were tried: %j', (reasons, text) => {
    const unseen = unseenTally(
      reasons.map((because) => ({ type: 'chart', because })),
      'tried',
    );
    expect(unseenParts(unseen)).toEqual([text]);
  });

  it('does not fail on nothing, whatever is asked for', () => {
    expect(decide(NOTHING, NO_GATE, [], new Set(FAIL_WHEN), ASKS).failed).toBe(false);
  });

  it('fails where the gate failed, and not where it is undecided', () => {
    expect(
      decide(NOTHING, { verdict: 'failed', headline: 'failed: 1 image', images: [] }, [], new Set(), ASKS).failures,
    ).toEqual(['the gate failed: 1 image']);
    const undecided = decide(
      { ...NOTHING, unscanned: 2 },
      { verdict: 'not decided: 1', headline: 'not decided: 2 pending', images: [] },
      [],
      new Set(),
      ASKS,
    );
    expect(undecided.failed).toBe(false);
    expect(undecided.headline).toContain('not decided: 2 pending');
    expect(undecided.headline).not.toContain('passed');
  });

  it('counts what went wrong, and fails on it where it is asked for', () => {
    const problems = [{ stage: 'plan', message: 'no answer' } as const];
    expect(decide(NOTHING, NO_GATE, problems, new Set(), ASKS).headline).toContain('1 error');
    expect(decide(NOTHING, NO_GATE, problems, new Set(['error']), ASKS).failures[0]).toContain('no answer');
  });

  const said = (
    numbers: Partial<Tally>,
    more: {
      readonly gate?: Partial<GateVerdict>;
      readonly problems?: readonly Problem[];
      readonly failWhen?: readonly FailWhen[];
      readonly standing?: Partial<Standing>;
    } = {},
  ): Outcome =>
    decide(
      ...([{ ...NOTHING, ...numbers }, { ...NO_GATE, ...more.gate }, more.problems ?? []] as const),
      ...([new Set(more.failWhen), { ...ASKS, ...more.standing }] as const),
    );

  it.each<[FailWhen, Partial<Tally>, string]>([
    ['uncovered', { uncovered: 1, dangling: 2, halfMoved: 4 }, 'fail-when uncovered: 7 images without a rule'],
    ['unwarmed', { unwarmed: 2 }, 'fail-when unwarmed: 2 images not proven to be stored'],
    ['unscanned', { unscanned: 1 }, 'fail-when unscanned: 1 image not scanned'],
    ['unreadable', { unreadable: 3 }, 'fail-when unreadable: 3 files not read'],
    ['stale', { stale: 1 }, 'fail-when stale: 1 image behind the upstream'],
  ])('tells by how many images it failed: %s', (word, numbers, failure) => {
    const title = expect.stringMatching(/^Failed: /);
    expect(said(numbers, { failWhen: [word] })).toMatchObject({ failed: true, failures: [failure], title });
    const others = FAIL_WHEN.filter((other) => other !== word);
    expect(said(numbers, { failWhen: others })).toMatchObject({ failed: false, failures: [] });
  });

  const STAGES = ['scan', 'plan', 'ensure', 'warm', 'gate', 'review', 'report'] as const;
  it.each<[Problem['stage'], FailWhen, FailWhen]>(
    STAGES.map((stage) =>
      stage === 'review' || stage === 'report' ? [stage, 'review', 'error'] : [stage, 'error', 'review'],
    ),
  )('takes what the stage %s could not do for %s, and not for %s', (stage, word, other) => {
    const problems = [
      { stage, message: 'no answer' },
      { stage, message: 'no right' },
    ];
    const told = said({}, { problems, failWhen: [word] });
    expect(told.failures).toEqual([`fail-when ${word}: no answer · no right`]);
    expect(told.headline).toContain(word === 'error' ? '2 errors' : '2 warnings');
    expect(told.headline).not.toContain(word === 'error' ? 'warning' : 'error');
    expect(said({}, { problems, failWhen: [other] })).toMatchObject({ failed: false, attention: true });
  });

  it('tells errors and warnings apart in the headline', () => {
    const problems = (['scan', 'plan', 'warm', 'review'] as const).map((stage) => ({ stage, message: 'm' }));
    expect(said({}, { problems }).headline).toBe('no public image · 3 errors · 1 warning');
  });

  it('blames nobody who can’t sign in for what could not be asked, and shows that it was not', () => {
    const problems = [{ stage: 'plan', message: 'no sign-in' } as const];
    const stranger = { asks: false };
    expect(said({}, { problems, failWhen: ['error'], standing: stranger })).toMatchObject({
      ...{ failed: false, attention: true, failures: [] },
    });
    const untold = [{ stage: 'review', message: 'no answer' } as const];
    expect(said({}, { problems: untold, failWhen: ['review'], standing: stranger }).failed).toBe(true);
    const found: Partial<Tally> = { public: 1, covered: 1, cached: 2 };
    expect(said(found, { standing: stranger })).toMatchObject({
      ...{ attention: true, title: "3 images found; this run can't sign in to ask about them" },
    });
    expect(said(found)).toMatchObject({ attention: false, title: 'The public image has a cache rule' });
    expect(said({}, { standing: stranger })).toMatchObject({ attention: false });
  });

  it('fails what did not come to its end, whatever fail-when says, and counts it once', () => {
    const unfinished = { stage: 'warm', message: 'the run was cancelled', unfinished: 'cancelled' } as const;
    for (const failWhen of [[], ['error']] as const) {
      expect(said({}, { problems: [unfinished, unfinished], failWhen })).toEqual({
        ...{ failed: true, attention: true, failures: ['the run was cancelled', 'the run was cancelled'] },
        ...{ title: 'Not finished: cancelled', headline: 'cancelled · no public image · 2 errors' },
      });
    }
    const other = { stage: 'plan', message: 'no answer' } as const;
    const both = said({}, { problems: [unfinished, other], failWhen: ['error'] });
    expect(both.failures).toEqual(['the run was cancelled', 'fail-when error: no answer']);
  });

  const unchecked = (verdict: GateVerdict['verdict']) => ({
    ...{ verdict, headline: verdict },
    images: [
      { state: 'passed', open: [] },
      { state: 'not-checked', open: ['not-checked'] },
      // A platform of it is not checked, and another is worse.
      { state: 'pending', open: ['pending', 'not-checked'] },
      { state: 'pending', open: ['pending'] },
    ],
  });
  it('holds back from the merge what is not checked, where there is a gate', () => {
    const isQueue = { isQueue: true };
    const gate = unchecked('not decided: 1 pending, 2 not checked');
    expect(said({}, { gate, standing: isQueue })).toMatchObject({
      failures: ['the merge queue: 2 images not checked'],
      title: 'Held back from the merge: 2 images not checked',
    });
    expect(said({}, { gate })).toMatchObject({ failed: false, attention: true });
    expect(said({}, { gate: unchecked('no gate'), standing: isQueue })).toMatchObject({
      ...{ failed: false, attention: false, title: 'All is well: no public image' },
    });
    const judged = { ...gate, images: gate.images.filter(({ open }) => !open.includes('not-checked')) };
    expect(said({}, { gate: judged, standing: isQueue }).failed).toBe(false);
  });

  it.each<[Partial<Tally>, boolean]>([
    [{}, false],
    [{ public: 3, covered: 3, cached: 2, warm: 5, rulesCreated: 1, suggestions: 3 }, false],
    [{ planned: 1 }, true],
    [{ uncovered: 1 }, true],
    [{ dangling: 1 }, true],
    [{ halfMoved: 1 }, true],
    [{ unwarmed: 1 }, true],
    [{ stale: 1 }, true],
    [{ unreadable: 1 }, true],
    [{ unscanned: 1 }, true],
    [{ excess: 1 }, true],
  ])('with %j wants attention: %s', (numbers, attention) => {
    expect(said(numbers).attention).toBe(attention);
  });

  it.each<[GateVerdict['verdict'], boolean]>([
    ['passed', false],
    ['no gate', false],
    ['failed', true],
    ['not decided: 1 pending', true],
    ['nothing judged: 1 exempt', true],
  ])('with the verdict %s wants attention: %s', (verdict, attention) => {
    expect(said({}, { gate: { verdict } }).attention).toBe(attention);
  });

  it.each<[Partial<Tally>, string]>([
    [{}, 'no public image'],
    [{ changedOnly: true }, 'no new public image'],
    [{ public: 2 }, '2 public images'],
    [{ public: 1, covered: 1 }, '1 public image: 1 covered, 0 not'],
    [{ public: 2, covered: 1, uncovered: 1 }, '2 public images: 1 covered, 1 not'],
    [
      { public: 2, covered: 1, planned: 1, rulesToCreate: 1 },
      '2 public images: 1 covered, 1 would be (1 rule to create), 0 not',
    ],
    [{ public: 2, uncovered: 2, changedOnly: true }, '2 new public images: 0 covered, 2 not'],
    [{ public: 2, covered: 2, rulesCreated: 1 }, '2 public images: 2 covered (1 new rule), 0 not'],
    [
      { public: 3, covered: 1, planned: 2, rulesToCreate: 1 },
      '3 public images: 1 covered, 2 would be (1 rule to create), 0 not',
    ],
    [{ public: 1, planned: 1, rulesToCreate: 1 }, '1 public image: 0 covered, 1 would be (1 rule to create), 0 not'],
    [{ cached: 2, warm: 2 }, 'no public image · 2 already served from the registry · 2 warm, 0 not'],
    [{ unwarmed: 1 }, 'no public image · 0 warm, 1 not'],
    [
      { dangling: 1, halfMoved: 2, stale: 3, unscanned: 4, unreadable: 5, excess: 6 },
      'no public image · 1 dangling · 2 half moved · 3 stale · 4 images not scanned · 5 files not read · 6 rules above the cap',
    ],
  ])('with %j has the headline %j', (numbers, headline) => {
    expect(said(numbers).headline).toBe(headline);
  });

  it('has the gate’s own line in the headline, which tells what was not scanned', () => {
    const gate = { verdict: 'passed', headline: 'passed: all of it' } as const;
    expect(said({ unscanned: 1 }, { gate }).headline).toBe('no public image · gate passed: all of it');
  });
});
