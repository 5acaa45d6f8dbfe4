import { compareTexts } from '../base/order.ts';
/**
 * Something to be said about a line of a file: an annotation in a workflow, a result in SARIF, a line in a terminal.
 * The stages make remarks; the reports only carry them.
 */
export interface Remark {
  readonly rule: RemarkRule;
  readonly level: 'error' | 'warning' | 'note';
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column?: number;
  /** The image that it is about, as people know it. */
  readonly image?: string;
  /** Of several of one level the lowest stands first; {@link USUAL_RANK} unless given. */
  readonly rank?: number;
  /** One line: what, and what to do. */
  readonly message: string;
}

/** What remarks are about, with the sentence that a reader of SARIF sees as the rule's name. */
export const REMARK_RULES = {
  'public-image': 'A public image that can be pulled from the registry instead',
  'uncovered-image': 'A public image that no cache rule covers',
  'half-moved-image': 'An image of which only the registry or only the repository is moved',
  'dangling-image': 'An image of the registry that has neither a cache rule nor a repository',
  'vulnerable-image': 'An image with findings at or above the severity of the gate',
  'unscanned-image': 'An image that Defender has not scanned',
  'unserved-image': 'An image that the registry could not serve',
  'unreadable-file': 'A file that could not be read or understood',
} as const;

export type RemarkRule = keyof typeof REMARK_RULES;

/** What blocks first. */
const ORDER: Readonly<Record<Remark['level'], number>> = { error: 0, warning: 1, note: 2 };

/** The rank of a remark that is about nothing better or worse than others: after every severity of findings. */
const USUAL_RANK = 10;

/** What blocks first, and the worst of it, then by place: where a limit cuts, the least is lost (docs/github-behaviour.md#annotations). */
export function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.toSorted(
    (one, other) =>
      ORDER[one.level] - ORDER[other.level] ||
      (one.rank ?? USUAL_RANK) - (other.rank ?? USUAL_RANK) ||
      compareTexts(one.file, other.file) ||
      one.line - other.line ||
      (one.column ?? 0) - (other.column ?? 0),
  );
}
