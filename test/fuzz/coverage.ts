import { type Profiler, Session } from 'node:inspector';

/**
 * Which parts of the product a run reached, by V8's own block coverage: nothing is instrumented, and a run takes about a tenth longer.
 */
export interface Coverage {
  /** Whether anything was reached since the last question that was not before; it counts as reached from then on if it is kept. */
  readonly reachesMore: (what: 'ask' | 'keep') => boolean;
  /** What was reached in all. */
  readonly reached: () => Reached;
  readonly stop: () => void;
}

/** The functions of the product, by script and place: what was never run of each that was entered, and `undefined` for the others. */
export type Reached = ReadonlyMap<string, readonly Interval[] | undefined>;

export interface CoverageTotal {
  readonly functions: number;
  readonly knownFunctions: number;
  /** Of the characters in the functions of all covered files: how many were run. 0 to 1. */
  readonly share: number;
}

type Range = Profiler.CoverageRange;
type Interval = readonly [start: number, end: number];

/**
 * Starts measuring.
 * @param counts whether a script is part of the product, by its URL
 */
export function startCoverage(counts: (url: string) => boolean): Coverage {
  const session = new Session();
  session.connect();
  post(session, 'Profiler.enable');
  post(session, 'Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const reached = new Map<string, readonly Interval[] | undefined>();
  const isNews = (url: string, ranges: readonly Range[], keeps: boolean): boolean => {
    const [whole] = ranges;
    if (whole === undefined) return false;
    const place = `${url}\0${whole.startOffset}\0${whole.endOffset}`;
    const before = reached.get(place);
    if (whole.count === 0 || before?.length === 0) {
      if (!reached.has(place)) reached.set(place, undefined);
      return false;
    }
    const now = notRun(ranges);
    const left = before === undefined ? now : intersection(before, now);
    if (before !== undefined && lengthOf(left) === lengthOf(before)) return false;
    if (keeps) reached.set(place, left);
    return true;
  };
  const take = (keeps: boolean): boolean => {
    let more = false;
    for (const { url, functions } of scripts(post(session, 'Profiler.takePreciseCoverage'))) {
      if (!counts(url)) continue;
      for (const { ranges } of functions) more = isNews(url, ranges, keeps) || more;
    }
    return more;
  };
  return {
    reachesMore: (what) => take(what === 'keep'),
    reached: () => {
      take(true);
      return reached;
    },
    stop: () => {
      post(session, 'Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** What any of several runs reached. */
export function reachedByAny(all: readonly Reached[]): Reached {
  const merged = new Map<string, readonly Interval[] | undefined>();
  for (const reached of all) {
    for (const [place, missed] of reached) {
      const before = merged.get(place);
      merged.set(
        place,
        before === undefined || missed === undefined ? (before ?? missed) : intersection(before, missed),
      );
    }
  }
  return merged;
}

/** The functions by script. What a script does when it is loaded is left out. */
function byScript(reached: Reached): Iterable<readonly Reach[]> {
  const found = new Map<string, Reach[]>();
  for (const [place, missed] of reached) {
    const [url = '', start, end] = place.split('\0');
    const reach = { start: Number(start), end: Number(end), missed };
    if (reach.start > 0) found.set(url, [...(found.get(url) ?? []), reach]);
  }
  return found.values();
}

/** Paints the functions of each script, the inner over the outer, and counts. */
export function totalOf(reached: Reached): CoverageTotal {
  let [functions, knownFunctions, run, characters] = [0, 0, 0, 0];
  for (const ofScript of byScript(reached)) {
    const paint = new Uint8Array(Math.max(0, ...ofScript.map(({ end }) => end)));
    for (const { start, end, missed } of ofScript.toSorted(outerFirst)) {
      knownFunctions++;
      if (missed !== undefined) functions++;
      paint.fill(missed === undefined ? 1 : 2, start, end);
      for (const [from, to] of missed ?? []) paint.fill(1, from, to);
    }
    for (const unit of paint) {
      if (unit > 0) characters++;
      if (unit === 2) run++;
    }
  }
  return { functions, knownFunctions, share: characters === 0 ? 0 : run / characters };
}

interface Reach {
  readonly start: number;
  readonly end: number;
  readonly missed: readonly Interval[] | undefined;
}

function outerFirst(one: Reach, other: Reach): number {
  return one.start - other.start || other.end - one.end;
}

/** What was not run of a function. Its ranges come outer first, and what is said of an inner one counts. */
function notRun(ranges: readonly Range[]): readonly Interval[] {
  let missing: readonly Interval[] = [];
  for (const { startOffset, endOffset, count } of ranges) {
    const inner: Interval = [startOffset, endOffset];
    if (count === 0) missing = [...without(missing, inner), inner];
    else if (missing.length > 0) missing = without(missing, inner);
  }
  return missing;
}

function without(intervals: readonly Interval[], [from, to]: Interval): readonly Interval[] {
  return intervals.flatMap(([start, end]): readonly Interval[] => {
    if (end <= from || to <= start) return [[start, end]];
    const pieces: readonly Interval[] = [
      [start, from],
      [to, end],
    ];
    return pieces.filter(([first, last]) => first < last);
  });
}

/** What is in both; neither list has intervals that overlap. */
function intersection(one: readonly Interval[], other: readonly Interval[]): readonly Interval[] {
  return one.flatMap(([start, end]) =>
    other.flatMap(([from, to]): readonly Interval[] =>
      from < end && start < to ? [[Math.max(start, from), Math.min(end, to)]] : [],
    ),
  );
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** The inspector answers calls to one's own thread before they return. */
function post(session: Session, method: string, parameters: object = {}): unknown {
  const answers: { readonly error: Error | null; readonly result: unknown }[] = [];
  session.post(method, parameters, (error, result) => {
    answers.push({ error, result });
  });
  const [answer] = answers;
  if (answer?.error) throw answer.error;
  return answer?.result;
}

function scripts(answer: unknown): readonly Profiler.ScriptCoverage[] {
  return typeof answer === 'object' && answer !== null && 'result' in answer && Array.isArray(answer.result)
    ? answer.result
    : [];
}
