import { count } from '../base/counting.ts';

/** What the gate knows of an image. `unread` is a file, and `unseen` a source, of which nobody knows what images they have. */
export type ImageState =
  | 'failed'
  | 'error'
  | 'pending'
  | 'not-checked'
  | 'unsupported'
  | 'unknown-tag'
  | 'templated'
  | 'unread'
  | 'unseen'
  | 'passed'
  | 'exempt';

/** What a state means to everything that reads it. */
export interface StateTraits {
  /** Of several manifests the one with the lowest number decides for their image. */
  readonly rank: number;
  /**
   * - `fails`: a finding counts against it
   * - `undecided`: it was asked about, and there is no answer (yet)
   * - `unjudged`: there is nobody to ask, or nobody was
   * - `passes`: it was judged, and nothing counts against it
   * - `not-asked`: the gate was told to leave it out
   */
  readonly judgement: 'fails' | 'undecided' | 'unjudged' | 'passes' | 'not-asked';
  /** What to do where nobody could tell. */
  readonly remedy?: string;
  /** Of so many images, as a part of a headline; parts of equal judgement stand in the order of this table. */
  readonly told: (images: number) => string;
}

/** The one table that judge, verdict, summary, tally, remarks (annotations, SARIF) and outputs read: a state that it lacks does not compile. */
export const IMAGE_STATES: Readonly<Record<ImageState, StateTraits>> = {
  failed: { rank: 0, judgement: 'fails', told: (images) => `${images} failed` },
  pending: {
    rank: 2,
    judgement: 'undecided',
    remedy: 'run again later, or wait for the scan with scan-timeout',
    told: (images) => `${images} pending`,
  },
  error: {
    rank: 1,
    judgement: 'undecided',
    remedy: 'run again later; if it stays so, check that the identity may read what Defender found',
    told: (images) => `${images} could not be asked`,
  },
  'not-checked': {
    rank: 3,
    judgement: 'unjudged',
    remedy: 'see in the summary why it has no rule, or why nothing was pulled',
    told: (images) => `${images} not checked`,
  },
  unsupported: {
    rank: 4,
    judgement: 'unjudged',
    remedy: 'look for its findings elsewhere, and exempt its files with exempt-paths',
    told: (images) => `${images} unsupported`,
  },
  'unknown-tag': {
    rank: 5,
    judgement: 'unjudged',
    remedy: 'write the tag where it stands, or exempt its files with exempt-paths',
    told: (images) => `${images} not checked, since ${images === 1 ? 'its tag is' : 'their tags are'} not known`,
  },
  templated: {
    rank: 6,
    judgement: 'unjudged',
    remedy: 'write the image where it stands, or exempt its files with exempt-paths',
    told: (images) => `${images} templated`,
  },
  unread: {
    rank: 7,
    judgement: 'unjudged',
    remedy: 'mend the file, or exempt it with exempt-paths',
    told: (files) => `${count(files, 'file')} not read`,
  },
  unseen: {
    rank: 8,
    judgement: 'unjudged',
    remedy: 'let render: auto look into charts and bases, or exempt its files with exempt-paths',
    told: (sources) => `${count(sources, 'source')} unseen`,
  },
  passed: { rank: 9, judgement: 'passes', told: (images) => `${images} passed` },
  exempt: { rank: 10, judgement: 'not-asked', told: (images) => `${images} exempt` },
};

/**
 * The state of an image by those of its manifests: the worst.
 * @param states at least one
 */
export function worstState(states: readonly [ImageState, ...ImageState[]]): ImageState {
  return states.reduce((worst, state) => (IMAGE_STATES[state].rank < IMAGE_STATES[worst].rank ? state : worst));
}

/** States of several parts, each once. */
export function worstFirst(states: readonly ImageState[]): readonly ImageState[] {
  return [...new Set(states)].sort((one, other) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank);
}

/** Whether nobody could tell what is in an image of this state: what `fail-when: unscanned` counts. */
export function isUnscanned(state: ImageState): boolean {
  const { judgement } = IMAGE_STATES[state];
  return judgement === 'undecided' || judgement === 'unjudged';
}

/** How many images there are of each state of some judgements, as parts of a headline; states of no image are left out. */
export function toldStates(
  states: readonly ImageState[],
  ...judgements: readonly StateTraits['judgement'][]
): readonly string[] {
  return Object.entries(IMAGE_STATES).flatMap(([name, traits]) => {
    const images = states.filter((state) => state === name).length;
    return judgements.includes(traits.judgement) && images > 0 ? [traits.told(images)] : [];
  });
}
