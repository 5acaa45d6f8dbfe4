/**
 * Makes an input as short as it can be made within the time: pieces are left out as long as the fault stays
 * (delta debugging, https://doi.org/10.1109/32.988498), lines first, then characters.
 * @param fails whether a text still shows the same fault
 * @param until milliseconds as of `performance.now()`
 */
export async function minimise(
  input: string,
  fails: (text: string) => Promise<boolean>,
  until: number,
): Promise<string> {
  let text = input;
  for (let before = ''; before !== text && performance.now() < until; ) {
    before = text;
    text = await withoutPieces(text.split(/(?<=\n)/), fails, until);
    text = await withoutPieces([...text], fails, until);
  }
  return text;
}

async function withoutPieces(
  all: readonly string[],
  fails: (text: string) => Promise<boolean>,
  until: number,
): Promise<string> {
  let pieces = all;
  for (let size = Math.ceil(pieces.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < pieces.length && performance.now() < until; ) {
      const shorter = pieces.toSpliced(start, size);
      if (await fails(shorter.join(''))) pieces = shorter;
      else start += size;
    }
  }
  return pieces.join('');
}
