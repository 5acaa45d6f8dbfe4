import { nameLength, parseReference } from '../images/reference.ts';
import type { Slot, Use } from '../manifests/model/use.ts';
import type { ChartImage } from './rendered-images.ts';
import { type ChartValue, keyText, type TracedChart, type TracedImage, type ValueKey } from './traced-chart.ts';
import { slotIn, type ValuesHome } from './values-home.ts';

/** What would move an image of a chart by the repository's own file. */
export interface Moves {
  /** The values that feed it as the templates are followed; or why that tells nothing, as a clause. */
  readonly traced: (image: string) => readonly Slot[] | string;
  /** What may move it besides, to be tried in this order. */
  readonly others: (image: string) => readonly (readonly Slot[])[];
}

/**
 * Finds what moves the images of a chart.
 * @param home where the installation's values stand, or why there is no such place
 */
export function movesIn(
  home: ValuesHome | string,
  rendered: readonly ChartImage[],
  { images: traced, values }: TracedChart,
): Moves {
  const tracedMove: Moves['traced'] = (image) => {
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
  const others: Moves['others'] = (image) => {
    if (typeof home === 'string') return [];
    const chain = rendered.find((each) => each.image === image)?.chain.slice(1) ?? [];
    return candidates(image, chain, madeOf(image, traced), values()).flatMap((keys) => {
      const slots = keys.map((key) => slotIn(home, key));
      return slots.some((slot) => typeof slot === 'string') ? [] : [slots.filter((slot) => typeof slot !== 'string')];
    });
  };
  return { traced: tracedMove, others };
}

/** Keys that hold the registry of images by convention: of one image beside its repository, of all at the top. */
const OF_ALL =
  /^(?:global[.])?(?:image[.])?(?:imageRegistry|image_registry|registry|systemDefaultRegistry|containerRegistry|hub)$/;

/**
 * Values that may hold the registry of an image whose templates say it in another way: a default in a directive, a value that is empty.
 * A registry is written as all that stands before the path, so that what several images share is the same for all, or stays.
 */
function candidates(
  image: string,
  chain: readonly string[],
  made: readonly TracedImage[],
  values: readonly ChartValue[],
): readonly (readonly ValueKey[])[] {
  const reference = parseReference(image);
  if (reference === undefined) return [];
  const { repository } = reference;
  const paths = [...new Set([repository, repository.replace(/^library\//, '')])];
  const valueAt = new Map(values.map((value) => [keyText(value.path), value]));
  const prefixes = (value: ChartValue) => paths.map((path) => [prefixKey(value, path)]);
  const beside = made.flatMap(({ named }) => valueAt.get(keyText([...(named ?? []).slice(0, -1), 'registry'])) ?? []);
  const below = keyText(chain);
  const inChart = (value: ChartValue) =>
    below === '' || keyText(value.path).startsWith(`${below}.`) || value.path[0] === 'global';
  const ofAll = values.filter((value) => {
    const own = value.path[0] === 'global' ? value.path : value.path.slice(chain.length);
    return inChart(value) && OF_ALL.test(keyText(own));
  });
  const blocks = values.flatMap((value): readonly (readonly ValueKey[])[] => {
    if (value.path.at(-1) !== 'registry' || value.value !== '' || !inChart(value)) return [];
    const name = valueAt.get(keyText([...value.path.slice(0, -1), 'repository']));
    return name?.value === '' ? [[wholeKey(value, 'registry'), wholeKey(name, 'repository')]] : [];
  });
  return [...beside.flatMap(prefixes), ...ofAll.flatMap(prefixes), ...blocks].slice(0, MAX_CANDIDATES);
}

const MAX_CANDIDATES = 8;

/** A value that becomes all of an image's name that stands before a path. */
function prefixKey({ path, value }: ChartValue, repository: string): ValueKey {
  const after = value.endsWith('/') ? '/' : '';
  return { path, value, slot: { ...NOWHERE, end: value.length, writes: 'name', tail: `/${repository}`, after } };
}

function wholeKey({ path, value }: ChartValue, writes: 'registry' | 'repository'): ValueKey {
  return { path, value, slot: { ...NOWHERE, end: value.length, writes } };
}

const NOWHERE: Slot = { file: '', start: 0, end: 0, writes: 'name', before: '', after: '', tail: '' };

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
