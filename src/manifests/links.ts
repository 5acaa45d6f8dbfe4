import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isWithin } from '../io/folders.ts';

/** Where a symbolic link of the tree leads, of which only the name is looked at. */
export interface Destination {
  readonly kind: 'file' | 'folder';
  /** Whether it is in the scanned folder. */
  readonly isInside: boolean;
  /** Relative to the scanned folder; of what is elsewhere, what the link says. */
  readonly path: string;
}

/**
 * Finds where a link leads, or the folder that it is in where that is one, without reading what is there.
 * @param root the scanned folder
 * @param path of the link, relative to it
 * @returns `undefined` where it leads to nothing that anybody could read
 */
export function destinationOf(root: string, path: string): Destination | undefined {
  try {
    const top = realpathSync(root);
    const place = join(root, path);
    const target = realpathSync(place);
    const status = statSync(target);
    const kind = status.isDirectory() ? 'folder' : status.isFile() ? 'file' : undefined;
    if (kind === undefined) return undefined;
    return isWithin(top, target)
      ? { kind, isInside: true, path: relative(top, target).split(sep).join('/') }
      : { kind, isInside: false, path: lstatSync(place).isSymbolicLink() ? readlinkSync(place) : target };
  } catch {
    return undefined;
  }
}
