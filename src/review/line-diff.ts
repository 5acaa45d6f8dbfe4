/**
 * Which lines two texts share, in order: the shortest edit script by Eugene W. Myers (An O(ND) Difference Algorithm and Its
 * Variations, 1986), the one that git begins with too.
 */

/**
 * More lines than this that are in one text only make a text that was written anew: what lies between the common beginning and the
 * common end then has no counterpart. It bounds time and memory, which grow with the square of it.
 */
const MAX_DIFFERENCES = 1000;

/**
 * For each line of `from` its counterpart in `to` (0-based), or -1. Counterparts are equal and in order.
 * Time grows with the lines, and with the lines times the differences between the common beginning and end.
 */
export function counterparts(from: readonly string[], to: readonly string[]): Int32Array {
  const found = new Int32Array(from.length).fill(-1);
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) {
    found[start] = start;
    start++;
  }
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) {
    end++;
    found[from.length - end] = to.length - end;
  }
  const numbers = new Map<string, number>();
  const numbered = (lines: readonly string[]) =>
    Int32Array.from(lines.slice(start, lines.length - end), (line) => {
      const number = numbers.get(line) ?? numbers.size;
      numbers.set(line, number);
      return number;
    });
  for (const [one, other] of shared(numbered(from), numbered(to))) found[start + one] = start + other;
  return found;
}

type Pair = readonly [one: number, other: number];

/** Pairs of equal items on a shortest way from one list to the other; none where it takes too many differences. */
function shared(one: Int32Array, other: Int32Array): readonly Pair[] {
  const most = Math.min(one.length + other.length, MAX_DIFFERENCES);
  const middle = most + 1;
  // By diagonal, how far into `one` a way with so many differences leads.
  const reach = new Int32Array(2 * middle + 1);
  const before: Int32Array[] = [];
  for (let differences = 0; differences <= most; differences++) {
    before.push(reach.slice(middle - differences - 1, middle + differences + 2));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const right = at(reach, middle + diagonal - 1);
      const down = at(reach, middle + diagonal + 1);
      const isDown = diagonal === -differences || (diagonal !== differences && right < down);
      let x = isDown ? down : right + 1;
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal]) x++;
      reach[middle + diagonal] = x;
      if (x >= one.length && x - diagonal >= other.length) return wayBack(before, one.length, other.length);
    }
  }
  return [];
}

/** The equal items of the way that was found, from its end to its beginning. */
function wayBack(before: readonly Int32Array[], oneLength: number, otherLength: number): readonly Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [oneLength, otherLength];
  for (let differences = before.length - 1; differences >= 0; differences--) {
    const reach = before[differences] ?? new Int32Array();
    const middle = differences + 1;
    const diagonal = x - y;
    const right = at(reach, middle + diagonal - 1);
    const down = at(reach, middle + diagonal + 1);
    const isDown = diagonal === -differences || (diagonal !== differences && right < down);
    const cameFrom = isDown ? diagonal + 1 : diagonal - 1;
    const beforeX = differences === 0 ? 0 : at(reach, middle + cameFrom);
    const beforeY = differences === 0 ? 0 : beforeX - cameFrom;
    while (x > beforeX && y > beforeY) pairs.push([--x, --y]);
    [x, y] = [beforeX, beforeY];
  }
  return pairs;
}

function at(list: Int32Array, index: number): number {
  return list[index] ?? 0;
}
