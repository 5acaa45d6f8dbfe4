/**
 * The word that somebody meant, most likely: the nearest by letters left out, added, changed or swapped with their neighbour.
 * @returns `undefined` where none is near: more than a third of the letters differ
 */
export function nearest<Word extends string>(typed: string, words: readonly Word[]): Word | undefined {
  let best: { readonly word: Word; readonly distance: number } | undefined;
  for (const word of words) {
    const distance = distanceOf(typed.toLowerCase(), word.toLowerCase());
    if (distance <= Math.max(1, Math.floor(Math.max(word.length, 3) / 3)) && distance < (best?.distance ?? Infinity)) {
      best = { word, distance };
    }
  }
  return best?.word;
}

/** Longer words are not compared: nobody mistypes them into a word of ours. */
const MAX_CHARS = 64;

/** The optimal string alignment distance (Damerau and Levenshtein, each neighbour swapped once). */
function distanceOf(one: string, other: string): number {
  if (Math.max(one.length, other.length) > MAX_CHARS) return Infinity;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line: number[] = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    before = last;
    last = line;
  }
  return last[other.length] ?? Infinity;
}
