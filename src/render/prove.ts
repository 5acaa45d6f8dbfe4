import type { Slot, Use } from '../manifests/model/use.ts';
import { withMove } from './moves.ts';
import { type Renaming, renamed } from './renaming.ts';
import { Sieve, type Trial, targetOf, type Way } from './sieve.ts';

/** How the moves of an installation are tried. */
export interface Proving extends Omit<Trial, 'staying'> {
  /** What may move an image besides what its use says, to be tried in this order. */
  readonly others: (image: string) => readonly (readonly Slot[])[];
  /** What renames images in what is rendered, for those that no value moves; `undefined` where nothing does. */
  readonly renaming: Renaming | undefined;
}

/** Ways besides the traced one that are tried. */
const MAX_OTHERS = 6;

/**
 * The uses with what moves them only as far as it is proven: the edits are made, the chart is rendered again, and exactly the moved images
 * differ.
 */
export async function proven(uses: readonly Use[], proving: Proving): Promise<readonly Use[]> {
  const wanted = uses.filter((use) => use.ifEnabled === undefined && targetOf(use, proving) !== undefined);
  const moved = new Map<Use, Use>();
  const byValues = await movedByValues(wanted, moved, proving);
  const left = wanted.filter((use) => !moved.has(use));
  const reasons = await renamed(left, moved, proving, proving.renaming);
  return uses.map((use) => moved.get(use) ?? withReasons(use, byValues.get(use), reasons.get(use)));
}

/** Adds what values move. @returns why they do not move others */
async function movedByValues(
  wanted: readonly Use[],
  moved: Map<Use, Use>,
  proving: Proving,
): Promise<ReadonlyMap<Use, string>> {
  const rounds: ((use: Use) => readonly Slot[] | undefined)[] = [
    ({ slots, uneditable }) => (slots.length > 0 && uneditable === undefined ? slots : undefined),
    ...Array.from(
      { length: MAX_OTHERS },
      (_, index) =>
        ({ image }: Use) =>
          proving.others(image ?? '')[index],
    ),
  ];
  let sieve: Sieve | undefined;
  for (const slotsOf of rounds) {
    const ways = wanted.flatMap((use): readonly Way[] => {
      const slots = moved.has(use) ? undefined : slotsOf(use);
      return slots === undefined ? [] : [[use, withMove(use, slots)]];
    });
    if (ways.length === 0) continue;
    sieve ??= new Sieve({ ...proving, staying: STAYING }, await proving.render(new Map()));
    await sieve.take(ways, moved);
  }
  return new Map(
    wanted.flatMap((use): readonly (readonly [Use, string])[] => {
      const reason = sieve?.reasonOf(use);
      return reason === undefined ? [] : [[use, reason]];
    }),
  );
}

const STAYING = { text: 'is also written in the chart, or its value is given elsewhere', isAnyway: false } as const;

function withReasons(use: Use, byValues: string | undefined, byRenaming: string | undefined): Use {
  const reason = use.uneditable ?? byValues;
  if (reason === undefined) return use;
  return { ...use, uneditable: byRenaming === undefined ? reason : `${reason}; nor is it renamed: ${byRenaming}` };
}
