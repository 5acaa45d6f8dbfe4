import { nameLength } from '../images/reference.ts';
import type { Slot, Use } from '../manifests/model/use.ts';
import type { ChartImage } from './rendered-images.ts';
import type { TracedImage } from './traced-chart.ts';
import { slotIn, type ValuesHome } from './values-home.ts';

/** What would move an image of a chart: the values that feed it, in the repository's own file; or why nothing would, as a clause. */
export type MoveOf = (image: string) => readonly Slot[] | string;

/**
 * Finds what moves the images of a chart.
 * @param home where the installation's values stand, or why there is no such place
 */
export function movesIn(
  home: ValuesHome | string,
  rendered: readonly ChartImage[],
  traced: readonly TracedImage[],
): MoveOf {
  return (image) => {
    if (typeof home === 'string') return home;
    const chains = new Set(
      rendered.filter((each) => each.image === image).map(({ chain }) => chain.slice(1).join('/')),
    );
    const made = madeOf(image, traced);
    const own = made.filter(({ chain }) => chains.has(chain.join('/')));
    const fed = (own.length === 0 ? made : own).filter(({ keys }) => keys.length > 0);
    if (fed.length === 0) return made.find(({ uneditable }) => uneditable !== undefined)?.uneditable ?? WRITTEN;
    const slots = new Map<string, Slot>();
    for (const key of fed.flatMap(({ keys }) => keys)) {
      const slot = slotIn(home, key);
      if (typeof slot === 'string') return slot;
      slots.set(JSON.stringify([slot.file, slot.start, slot.end, slot.adds?.path]), slot);
    }
    return [...slots.values()];
  };
}

/** What makes an image; of another version where a tag comes from anywhere: what names it is the same. */
export function madeOf(image: string, traced: readonly TracedImage[]): readonly TracedImage[] {
  const made = traced.filter(({ isDeclared }) => !isDeclared);
  const same = made.filter((each) => each.image === image);
  const name = image.slice(0, nameLength(image));
  return same.some(({ keys }) => keys.length > 0)
    ? same
    : made.filter((each) => each.image.slice(0, nameLength(each.image)) === name);
}

const WRITTEN = 'the image is written in the chart, and no value moves it';

/** A use with what moves it. */
export function withMove(use: Use, move: readonly Slot[] | string): Use {
  const { uneditable: _, ...rest } = use;
  return typeof move === 'string' ? { ...rest, slots: [], uneditable: move } : { ...rest, slots: move };
}
