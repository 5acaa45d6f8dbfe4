import { inOrder, type Remark } from '../report/remark.ts';
import type { Annotation } from '../text/log-line.ts';

/**
 * The runner shows 10 annotations of each level a step and 50 a job, and drops the rest silently in the order of printing
 * (docs/github-behaviour.md#annotations).
 */

export interface Annotations {
  /** What blocks first. */
  readonly shown: readonly Annotation[];
  /** Remarks that the limits leave no room for; they belong into the summary. */
  readonly left: readonly Remark[];
}

const MAX_OF_A_LEVEL = 10;
const LEVELS = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<
  Remark['level'],
  Annotation['level']
>;

/**
 * Chooses the annotations.
 * @param prefix what leads from the repository's root to the scanned path: empty, or ending with `/`
 */
export function annotationsOf(remarks: readonly Remark[], prefix: string): Annotations {
  const counts = { error: 0, warning: 0, note: 0 };
  const shown: Annotation[] = [];
  const left: Remark[] = [];
  for (const remark of inOrder(remarks)) {
    if (counts[remark.level] >= MAX_OF_A_LEVEL) {
      left.push(remark);
      continue;
    }
    counts[remark.level]++;
    const { rule, level, file, image, rank, ...rest } = remark;
    shown.push({ ...rest, level: LEVELS[level], file: `${prefix}${file}` });
  }
  return { shown, left };
}

/** The remarks for those who can't make the rules that images would be moved by: the summary tells how many these are. */
export function withoutMoves(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.filter(({ rule }) => rule !== 'public-image');
}
