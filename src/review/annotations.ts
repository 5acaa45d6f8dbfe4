import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { inOrder, type Remark } from '../report/remark.ts';
import type { Annotation } from '../text/log-line.ts';

/**
 * The runner shows 10 annotations of each level a step and 50 a job, and drops the rest silently in the order of printing
 * (docs/github-behaviour.md#annotations).
 */

export interface Annotations {
  /** What blocks first; where not all fit, the last of a level counts the rest. */
  readonly shown: readonly Annotation[];
  /** Remarks that the limits leave no room for. */
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
 * @param others how many of a level the run shows besides, which are not to be lost
 */
export function annotationsOf(
  remarks: readonly Remark[],
  prefix: string,
  others: Readonly<Partial<Record<Annotation['level'], number>>> = {},
): Annotations {
  const byLevel = groupBy(inOrder(remarks), ({ level }) => level);
  const shown: Annotation[] = [];
  const left: Remark[] = [];
  for (const [level, own] of byLevel) {
    const room = Math.max(1, MAX_OF_A_LEVEL - (others[LEVELS[level]] ?? 0));
    const fitting = own.length <= room ? own : own.slice(0, room - 1);
    const rest = own.slice(fitting.length);
    shown.push(...fitting.map((remark) => annotationOf(remark, prefix)));
    if (rest.length > 0) shown.push({ level: LEVELS[level], message: restText(rest, LEVELS[level]) });
    left.push(...rest);
  }
  return { shown, left };
}

function annotationOf({ level, file, line, column, message }: Remark, prefix: string): Annotation {
  const at = { file: `${prefix}${file}`, line, ...(column === undefined ? {} : { column }) };
  return { level: LEVELS[level], at, message };
}

function restText(rest: readonly Remark[], level: Annotation['level']): string {
  const kinds = [...groupBy(rest, ({ rule }) => rule)].map(([rule, own]) => `${own.length} ${rule}`);
  const them = rest.length === 1 ? 'it' : 'them';
  return `${count(rest.length, `more ${level}`)} ${rest.length === 1 ? 'does' : 'do'} not fit here (${kinds.join(', ')}); the summary and the file that the output sarif names have ${them}`;
}

/** Problems that are warnings of their own: other warnings want room too. */
const MAX_PROBLEMS = 5;

/** What went wrong: as many warnings as leave room, the last of which counts the rest, and the rest as lines of the log. */
export function problemLines(problems: readonly { readonly message: string }[]): {
  readonly warnings: readonly string[];
  readonly lines: readonly string[];
} {
  const messages = problems.map(({ message }) => message);
  if (messages.length <= MAX_PROBLEMS) return { warnings: messages, lines: [] };
  const lines = messages.slice(MAX_PROBLEMS - 1);
  const rest = `${count(lines.length, 'more problem')}: see the log or the summary for them`;
  return { warnings: [...messages.slice(0, MAX_PROBLEMS - 1), rest], lines };
}

/** The remarks for those who can't make the rules that images would be moved by: the summary tells how many these are. */
export function withoutMoves(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.filter(({ rule }) => rule !== 'public-image');
}
