import { describe, expect, it } from 'vitest';
import { FAIL_WHEN } from '../../src/inputs/inputs.ts';
import { decide, type Standing } from '../../src/outcome/outcome.ts';
import type { GateVerdict, Tally } from '../../src/outcome/tally.ts';

const NOTHING: Tally = {
  images: 0,
  publicFound: 0,
  changedOnly: false,
  public: 0,
  cached: 0,
  covered: 0,
  planned: 0,
  uncovered: 0,
  rulesCreated: 0,
  rulesToCreate: 0,
  warm: 0,
  unwarmed: 0,
  unscanned: 0,
  unreadable: 0,
  stale: 0,
  dangling: 0,
  halfMoved: 0,
  suggestions: 0,
  excess: 0,
};
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
});
