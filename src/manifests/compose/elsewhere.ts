import { directoryOf } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import type { ComposeImage } from './facts.ts';

/** `$NAME` and `${NAME…`; two dollars are one that means itself. */
const VARIABLE = /\$\$|\$\{?([A-Za-z_]\w*)/g;

/**
 * Finds variables that Compose files of one directory, which share a `.env` file, use for more than the images given: one that
 * makes `postgres:16` and is also passed on to a container as `DB_KIND` can't be written without changing what it is told.
 * @returns for an image the variable that its name begins with, where that is so
 */
export function variablesUsedElsewhere(images: readonly ComposeImage[]): (image: ComposeImage) => string | undefined {
  const directories = new Map<string, { readonly files: Set<SourceFile>; readonly ofImages: Map<string, number> }>();
  for (const { place, value } of images) {
    const path = directoryOf(place.file.path);
    const directory = directories.get(path) ?? { files: new Set(), ofImages: new Map() };
    directories.set(path, directory);
    directory.files.add(place.file);
    count(value, directory.ofImages);
  }
  const elsewhere = new Map<string, ReadonlySet<string>>();
  for (const [path, { files, ofImages }] of directories) {
    const all = new Map<string, number>();
    for (const { text } of files) count(text, all);
    const more = [...all].filter(([name, times]) => times > (ofImages.get(name) ?? 0));
    elsewhere.set(path, new Set(more.map(([name]) => name)));
  }
  return ({ place, value }) => {
    const [first] = value.matchAll(VARIABLE);
    const name = first?.[1];
    return name !== undefined && elsewhere.get(directoryOf(place.file.path))?.has(name) === true ? name : undefined;
  };
}

/** Counts how often each variable is used in a text. */
function count(text: string, counts: Map<string, number>): void {
  for (const [, name] of text.matchAll(VARIABLE)) {
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
}
