import type { Use } from '../../src/manifests/model/use.ts';
import type { Edit, Rewritten } from '../../src/manifests/rewrite.ts';

/** A rewritten use for tests, made of its edits: each replaces the first text that follows the place of the one before. */
export function rewritten(
  texts: ReadonlyMap<string, string>,
  image: string,
  replacements: readonly (readonly [file: string, old: string, written: string, nth?: number])[],
): Rewritten {
  const edits = replacements.map(([file, old, text, nth = 1]): Edit => {
    let start = -1;
    for (let found = 0; found < nth; found++) start = (texts.get(file) ?? '').indexOf(old, start + 1);
    if (start === -1) throw new Error(`${file} does not hold ${old}`);
    return { file, start, end: start + old.length, text };
  });
  const [first] = edits;
  const file = first?.file ?? '';
  const line = (texts.get(file) ?? '').slice(0, first?.start ?? 0).split('\n').length;
  const use: Use = {
    file,
    line,
    column: 1,
    text: image,
    image,
    kind: 'kubernetes',
    part: 'whole',
    also: [],
    slots: [],
  };
  return { use, move: { registry: 'contoso.azurecr.io', repository: image }, edits };
}
