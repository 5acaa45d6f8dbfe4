/** Where the lines of one version of a file are in the next: a comment moves with its line (docs/github-behaviour.md#moving-lines). */

/** Beyond so many pairs of lines that differ, they count as changed. */
const MAX_PAIRS = 4_000_000;

/**
 * @returns for each line of `before` its number in `after`, both from 1; absent where it is no longer there. Lines keep their order,
 * and as many as possible are kept.
 */
export function movedLines(before: string, after: string): ReadonlyMap<number, number> {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const moved = new Map<number, number>();
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) {
    start += 1;
    moved.set(start, start);
  }
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    moved.set(oldEnd, nowEnd);
    oldEnd -= 1;
    nowEnd -= 1;
  }
  if ((oldEnd - start) * (nowEnd - start) > MAX_PAIRS) return moved;
  for (const [one, other] of longestCommon(old.slice(start, oldEnd), now.slice(start, nowEnd))) {
    moved.set(start + one + 1, start + other + 1);
  }
  return moved;
}

/** Pairs of places of a longest common subsequence. */
function longestCommon(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  const width = now.length + 1;
  // Of the rest from a pair of places on, how many lines both have in this order.
  const common = new Uint32Array((old.length + 1) * width);
  const at = (one: number, other: number) => common[one * width + other] ?? 0;
  for (let one = old.length - 1; one >= 0; one--) {
    for (let other = now.length - 1; other >= 0; other--) {
      common[one * width + other] =
        old[one] === now[other] ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [one, other] = [0, 0];
  while (one < old.length && other < now.length) {
    if (old[one] === now[other]) pairs.push([one++, other++]);
    else if (at(one + 1, other) >= at(one, other + 1)) one += 1;
    else other += 1;
  }
  return pairs;
}
