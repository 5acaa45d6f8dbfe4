import { describe, expect, it } from 'vitest';
import {
  IMAGE_STATES,
  type ImageState,
  isUnscanned,
  toldStates,
  worstFirst,
  worstState,
} from '../../src/defender/image-states.ts';

const STATES: readonly ImageState[] = [
  'failed',
  'error',
  'pending',
  'not-checked',
  'unsupported',
  'unknown-tag',
  'templated',
  'unread',
  'unseen',
  'passed',
  'exempt',
];

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

  it('of several parts are each told once, the worst first', () => {
    expect(worstFirst([...STATES.toReversed(), ...STATES])).toEqual(STATES);
  });

  it('pass only where somebody has looked', () => {
    expect(STATES.filter((state) => IMAGE_STATES[state].judgement === 'passes')).toEqual(['passed']);
    expect(STATES.filter(isUnscanned)).toEqual([
      'error',
      'pending',
      'not-checked',
      'unsupported',
      'unknown-tag',
      'templated',
      'unread',
      'unseen',
    ]);
  });

  it('are told by number, and those of no image not at all', () => {
    const states = ['unsupported', 'pending', 'passed', 'pending'] as const;
    expect(toldStates(states, 'undecided', 'unjudged')).toEqual(['2 pending', '1 unsupported']);
    expect(toldStates(states, 'unjudged')).toEqual(['1 unsupported']);
    expect(toldStates(['passed'], 'undecided')).toEqual([]);
    const all = ['fails', 'undecided', 'unjudged', 'passes', 'not-asked'] as const;
    expect(toldStates([...STATES, 'unknown-tag'], ...all)).toEqual([
      ...['1 failed', '1 pending', '1 could not be asked', '1 not checked', '1 unsupported'],
      '2 not checked, since their tags are not known',
      ...['1 templated', '1 file not read', '1 source unseen', '1 passed', '1 exempt'],
    ]);
  });
});
