import { count } from '../base/counting.ts';

/** What images come in that the repository causes and does not contain, and that nobody has looked into. */
export interface UnseenTally {
  readonly charts: number;
  readonly bases: number;
  /** Git repositories, artifacts, submodules: nothing of this product looks into them. */
  readonly others: number;
  /**
   * - `never`: nobody asked for it
   * - `not here`: it was asked for, and this run's event does not get it
   * - `tried`: it failed, or is not done
   */
  readonly rendering: 'never' | 'not here' | 'tried';
  /** Why charts and bases stay unseen, a clause for each, where that was tried. */
  readonly reasons: readonly string[];
}

export const NOTHING_UNSEEN: UnseenTally = { charts: 0, bases: 0, others: 0, rendering: 'never', reasons: [] };

/** Of a source as far as it is counted. */
interface Source {
  readonly type: string;
  readonly because?: string;
}

/** Counts sources. */
export function unseenTally(sources: readonly Source[], rendering: UnseenTally['rendering']): UnseenTally {
  const numberOf = (type: string) => sources.filter((source) => source.type === type).length;
  const [charts, bases] = [numberOf('chart'), numberOf('base')];
  const rendered = sources.filter(({ type }) => type === 'chart' || type === 'base');
  return {
    ...{ charts, bases, others: sources.length - charts - bases, rendering },
    reasons: rendered.flatMap(({ because }) => because ?? []),
  };
}

/** Whether there is anything nobody has looked into. */
export function isAnyUnseen({ charts, bases, others }: UnseenTally): boolean {
  return charts + bases + others > 0;
}

/** A headline has no room for more of a reason. */
const MAX_REASON_CHARS = 120;

/**
 * What stays unseen, as parts of a headline; none where there is nothing.
 * @param input how the reader would ask for it: `render: auto`, or `--render auto`
 */
export function unseenParts(unseen: UnseenTally, input = 'render: auto'): readonly string[] {
  const { charts, bases, others } = unseen;
  const number = charts + bases;
  const what =
    charts > 0 && bases > 0 ? `${number} charts and bases` : charts > 0 ? count(charts, 'chart') : count(bases, 'base');
  return [
    ...(number === 0 ? [] : [`${what} unseen${whyUnseen(unseen, number, input)}`]),
    ...(others === 0 ? [] : [`${count(others, number === 0 ? 'source' : 'other source')} unseen`]),
  ];
}

function whyUnseen({ rendering, reasons }: UnseenTally, number: number, input: string): string {
  switch (rendering) {
    case 'never':
      return `: ${input} would look into ${number === 1 ? 'it' : 'them'}`;
    case 'not here':
      return ': nothing is fetched here';
    case 'tried': {
      const counts = new Map<string, number>();
      for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      const [first] = [...counts].toSorted(([, one], [, other]) => other - one);
      if (first === undefined) return '';
      const [reason, alike] = first;
      const text = reason.length > MAX_REASON_CHARS ? `${reason.slice(0, MAX_REASON_CHARS - 1)}…` : reason;
      return `${alike === number ? '' : `, ${alike}`} because ${text}`.replace(/^ /, ', ');
    }
  }
}
