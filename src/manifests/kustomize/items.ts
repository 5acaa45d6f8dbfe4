import { setAt } from '../../base/grouping.ts';
import { countBefore } from '../../base/sorted.ts';
import { nameLength, nameOf, parseReference } from '../../images/reference.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Use } from '../model/use.ts';
import type { ImageEntry } from './facts.ts';

/** An image on its way through a build: what it is called by now, and the use that decided it last. */
export interface Item {
  readonly use: Use;
  readonly name: string;
  /** Unknown of what is elsewhere. */
  readonly version: string | undefined;
  /** Whether it may be where entries do not look for images: it goes on as it is, beside what they make of it. */
  readonly mayBeMissed?: true;
  /** It is only there if it is missed. */
  readonly isMissed?: true;
}

/** What has images in places that kustomize may not know: it looks for them in containers, and where its configuration says. */
const PLACED_KINDS: ReadonlySet<KindName> = new Set(['custom-resource', 'kustomize']);

/** The version of an image that kustomize finds by its name; what is filled in (`:$TAG`) is none. */
const FOUND_VERSION = /^(?::[\w.{}-]*)?(?:@sha256:[\w.{}-]*)?$/;

/** A use as it starts. Of one whose text is not the image (escapes, an alias) any spelling may be what entries see. */
export function itemsOf(use: Use): readonly Item[] {
  const length = nameLength(use.text);
  const missed =
    PLACED_KINDS.has(use.kind) || use.podList === 'ephemeralContainers' ? { mayBeMissed: true as const } : {};
  const written = { use, name: use.text.slice(0, length), version: use.text.slice(length), ...missed };
  const reference = use.slots.length > 0 || use.image === null ? undefined : parseReference(use.image);
  if (reference === undefined) return [written];
  const name = nameOf(reference);
  const spellings = [name, name.replace(/^docker\.io\//, ''), name.replace(/^docker\.io\/library\//, '')];
  return [
    written,
    ...[...new Set(spellings)].map((spelling) => ({ use, name: spelling, version: versionOf(use), ...missed })),
  ];
}

/** `:tag@digest` of a use's image. */
function versionOf({ image }: Use): string {
  return image === null ? '' : image.slice(nameLength(image));
}

/** An image that an entry finds, as it goes on if kustomize does not look for it there, or not by this version. */
export function unfoundOf(item: Item): Item | undefined {
  if (item.mayBeMissed === true) return { ...item, isMissed: true };
  // Whoever fills a version in may do so before kustomize reads it, or behind it.
  return FOUND_VERSION.test(item.version ?? '') ? undefined : item;
}

/** Items, each once: one entry makes one image of many, of which only the version may differ. */
export function distinct(items: readonly Item[]): readonly Item[] {
  const seen = new Map<Use, Set<string>>();
  return items.filter(({ use, name, version, isMissed }) => {
    const images = setAt(seen, use);
    const { size } = images;
    return images.add(`${name}\0${version}\0${isMissed}`).size > size;
  });
}

/** The version that a name is looked for with. */
export function saidIn(name: string): string | undefined {
  return name.slice(nameLength(name)) || undefined;
}

/** What an entry makes of an image with a version. */
export function madeBy(entry: ImageEntry, version: string | undefined): Item {
  return { use: entry.use, name: entry.newName, version: entry.setsVersion ? versionOf(entry.use) : version };
}

/** The first entry from an index on that names an image, with or without its version (of a tag with a digest behind it the tag alone, too). */
export function firstMatching(
  byName: ReadonlyMap<string, readonly IndexedEntry[]>,
  { name, version = '' }: Item,
  from: number,
): IndexedEntry | undefined {
  // Thousands may have one name: no copy is made of what follows.
  const found = [name, name + version, name + version.replace(/@.*/, '')].map((text) => {
    const entries = byName.get(text) ?? [];
    return entries[countBefore(entries, ([index]) => index < from)];
  });
  return found.filter((entry) => entry !== undefined).toSorted(([one], [other]) => one - other)[0];
}

/** An entry and its index in its list. */
export type IndexedEntry = readonly [number, ImageEntry];
