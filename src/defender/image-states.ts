/** What the gate knows of an image. */
export type ImageState = 'failed' | 'error' | 'pending' | 'unsupported' | 'not-checked' | 'passed' | 'exempt';

/** What a state means to everything that reads it. */
export interface StateTraits {
  /** Of several manifests the one with the lowest number decides for their image. */
  readonly rank: number;
  /**
   * - `fails`: a finding counts against it
   * - `undecided`: nobody could tell, so that it is never a pass
   * - `passes`: it was judged, and nothing counts against it
   * - `not-asked`: the gate was told to leave it out
   */
  readonly judgement: 'fails' | 'undecided' | 'passes' | 'not-asked';
  /** What to do where nobody could tell. */
  readonly remedy?: string;
  /** Of so many images, as a part of a headline; parts of equal judgement stand in the order of this table. */
  readonly told: (images: number) => string;
}

/** The one table that judge, summary, tally, remarks and outputs read: a state that it lacks does not compile. */
export const IMAGE_STATES: Readonly<Record<ImageState, StateTraits>> = {
  failed: { rank: 0, judgement: 'fails', told: (images) => `${images} failed` },
  pending: {
    rank: 2,
    judgement: 'undecided',
    remedy: 'run again later, or wait for the scan with `scan-timeout`',
    told: (images) => `${images} pending`,
  },
  error: {
    rank: 1,
    judgement: 'undecided',
    remedy: 'run again later; if it stays so, check that the identity may read what Defender found',
    told: (images) => `${images} could not be asked`,
  },
  unsupported: {
    rank: 3,
    judgement: 'undecided',
    remedy: 'look for its findings elsewhere, and exempt its files with `exempt-paths`',
    told: (images) => `${images} that Defender does not scan`,
  },
  'not-checked': {
    rank: 4,
    judgement: 'undecided',
    remedy: 'write the tag where it stands, or exempt its files with `exempt-paths`',
    told: (images) => `${images} not checked, since ${images === 1 ? 'its tag is' : 'their tags are'} not known`,
  },
  passed: { rank: 5, judgement: 'passes', told: (images) => `${images} passed` },
  exempt: { rank: 6, judgement: 'not-asked', told: (images) => `${images} exempt` },
};

/**
 * The state of an image by those of its manifests: the worst.
 * @param states at least one
 */
export function worstState(states: readonly [ImageState, ...ImageState[]]): ImageState {
  return states.reduce((worst, state) => (IMAGE_STATES[state].rank < IMAGE_STATES[worst].rank ? state : worst));
}

/** Whether nobody could tell what is in an image of this state. */
export function isUndecided(state: ImageState): boolean {
  return IMAGE_STATES[state].judgement === 'undecided';
}

/** How many images there are of each state of one judgement, as parts of a headline; states of no image are left out. */
export function toldStates(states: readonly ImageState[], judgement: StateTraits['judgement']): readonly string[] {
  return Object.entries(IMAGE_STATES).flatMap(([name, traits]) => {
    const images = states.filter((state) => state === name).length;
    return traits.judgement === judgement && images > 0 ? [traits.told(images)] : [];
  });
}
