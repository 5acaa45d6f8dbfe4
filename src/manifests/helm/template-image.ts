import { nameLength } from '../../images/reference.ts';
import { isPossibleImage } from '../references/certainty.ts';
import type { TemplateRange } from './facts.ts';
import { type Join, joinOf, placeOf, type Untold } from './joins.ts';
import type { MadeImage } from './walk.ts';

/** What the templates of a chart make of its values at a place. */
export type ChartImage = TemplateImage | HeldText;

export interface TemplateImage {
  readonly type: 'image';
  readonly file: string;
  readonly place: TemplateRange;
  readonly found: Join | Untold;
  /** Whether the values that it was evaluated with make it: it stands in no block that they turn off. */
  readonly live: boolean;
}

/** A text that must not change, since something else than an image is made of it. The end is exclusive. */
export interface HeldText {
  readonly type: 'held';
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly why: string;
  /** Whether it holds a registry before which a whole name is written, and not one that is written by itself. */
  readonly onlyApart?: true;
}

/** What is kept of an image when its template has been gone through; `undefined` for what is none. */
export function chartImageOf({ file, place, output, live }: MadeImage): ChartImage | undefined {
  const found = joinOf(output);
  if ('main' in found && isOther(found.text, place.key)) return undefined;
  const isLive = live();
  // What a block that is turned off would make of values that nobody has given is no image yet.
  return 'main' in found || isLive ? { type: 'image', file, place, found, live: isLive } : undefined;
}

/** Whether a word is no image under its key: whether images are pulled, and which of them, may be said under such a key, too. */
function isOther(text: string, key: string): boolean {
  return nameLength(text) === text.length && !isPossibleImage(text, key);
}

/**
 * Without what no values make, where the same values make something else: `{{ if contains "/" .Values.image }}` asks whether they are a
 * whole reference or a part of one. What is turned off altogether stays: somebody's values may turn it on.
 */
export function withoutDead(images: readonly TemplateImage[]): readonly TemplateImage[] {
  const textsOf = ({ found }: TemplateImage) => found.pieces.map(({ from }) => placeOf(from.file, from.start));
  const templatePlace = ({ file, place }: TemplateImage) => placeOf(file, place.start);
  // One registry is that of many images: of one that is turned off only what names it says that it is made otherwise.
  const namesOf = (image: TemplateImage) =>
    'main' in image.found ? [placeOf(image.found.main.from.file, image.found.main.from.start)] : textsOf(image);
  const live = images.filter((image) => image.live);
  const [texts, places] = [new Set(live.flatMap(textsOf)), new Set(live.map(templatePlace))];
  return images.filter(
    (image) => image.live || places.has(templatePlace(image)) || !namesOf(image).some((at) => texts.has(at)),
  );
}
