import { describe, expect, it } from 'vitest';
import { IMAGE_STATES, type ImageState, isUndecided, toldStates, worstState } from '../../src/defender/image-states.ts';

const STATES: readonly ImageState[] = ['failed', 'error', 'pending', 'unsupported', 'not-checked', 'passed', 'exempt'];

describe('states of images', () => {
  it('have ranks of their own, so that one of any two is the worse', () => {
    expect(new Set(Object.values(IMAGE_STATES).map(({ rank }) => rank)).size).toBe(STATES.length);
  });

  it('of several manifests come to the worst, in whatever order they stand', () => {
    for (const [index, state] of STATES.entries()) {
      for (const other of STATES.slice(index)) {
        expect(worstState([state, other])).toBe(state);
        expect(worstState([other, state])).toBe(state);
      }
    }
  });

  it('pass only where somebody has looked', () => {
    expect(STATES.filter((state) => IMAGE_STATES[state].judgement === 'passes')).toEqual(['passed']);
    expect(STATES.filter(isUndecided)).toEqual(['error', 'pending', 'unsupported', 'not-checked']);
  });

  it('are told by number, and those of no image not at all', () => {
    expect(toldStates(['unsupported', 'pending', 'passed', 'pending'], 'undecided')).toEqual([
      '2 pending',
      '1 that Defender does not scan',
    ]);
    expect(toldStates(['passed'], 'undecided')).toEqual([]);
  });
});
