import type { Use } from '../manifests/model/use.ts';
import { distinctEdits, type Edit, placeOf, type Rewritten } from '../manifests/rewrite.ts';
import { connected } from './groups.ts';
import { mapEdits } from './line-map.ts';
import type { Texts } from './pieces.ts';

/** Edits on the texts of the head: what a patch is made of. */
export interface OnHead<U extends Use = Use> {
  readonly edits: readonly Edit[];
  /** Uses of which nothing is written, in the order given; `reason` is a clause. */
  readonly left: readonly { readonly use: U; readonly reason: string }[];
}

/**
 * Moves the edits of rewritten uses onto the texts of the head. A use is moved as a whole or not at all, and so are uses that share
 * an edit.
 */
export function onHead<U extends Use>(
  rewritten: readonly Rewritten<U>[],
  textsOf: (file: string) => Texts | undefined,
): OnHead<U> {
  const maps = new Map<string, ((edit: Edit) => Edit | undefined) | string>();
  const mapOf = (file: string) => {
    const known = maps.get(file) ?? mapOrReason(file, textsOf(file));
    maps.set(file, known);
    return known;
  };
  const edits = new Map<string, Edit>();
  const reasons = new Map<Rewritten<U>, string>();
  for (const group of connected(rewritten, (move) => move.edits.map(placeOf))) {
    const moved = group.map((move) => movedEdits(move, mapOf));
    const reason = moved.find((one) => typeof one === 'string');
    for (const [index, move] of group.entries()) {
      const own = moved[index];
      if (reason !== undefined) reasons.set(move, typeof own === 'string' ? own : reason);
      else if (own !== undefined && typeof own !== 'string') for (const edit of own) edits.set(placeOf(edit), edit);
    }
  }
  return {
    edits: distinctEdits([...edits.values()]),
    left: rewritten.flatMap((move) => {
      const reason = reasons.get(move);
      return reason === undefined ? [] : [{ use: move.use, reason }];
    }),
  };
}

function mapOrReason(file: string, texts: Texts | undefined): ((edit: Edit) => Edit | undefined) | string {
  return texts?.head === undefined ? `${file} could not be read at the head` : mapEdits(texts.scanned, texts.head);
}

function movedEdits(
  { edits }: Rewritten,
  mapOf: (file: string) => ((edit: Edit) => Edit | undefined) | string,
): readonly Edit[] | string {
  const moved: Edit[] = [];
  for (const edit of edits) {
    const map = mapOf(edit.file);
    if (typeof map === 'string') return map;
    const found = map(edit);
    if (found === undefined) return `${edit.file} differs there between the head and what was read`;
    moved.push(found);
  }
  return moved;
}
