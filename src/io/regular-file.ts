import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A regular file's bytes; `undefined` for what is none; `link` where the file, or a folder that it is in, is a symbolic link. */
export type Contents = Buffer | 'too large' | 'link' | undefined;

/**
 * Reads a file below a folder. Links are not followed, whichever part of the path they are.
 * @throws the system's error where it can't be read
 */
export type FileReader = (path: string) => Contents;

/**
 * Reads files below a folder.
 * @param largest bytes
 */
export function fileReader(root: string, largest: number): FileReader {
  const through = linkFinder(root);
  return (path) => (through(dirname(path)) ? 'link' : readRegular(join(root, path), largest));
}

/**
 * Reads the beginnings of files below a folder.
 * @param most bytes
 */
export function beginningReader(root: string, most: number): FileReader {
  const through = linkFinder(root);
  return (path) => (through(dirname(path)) ? 'link' : readRegular(join(root, path), Number.POSITIVE_INFINITY, most));
}

/** The same for one file that need not be there. */
export function readIfThere(root: string, path: string, largest: number): Contents | 'missing' {
  if (!existsSync(join(root, path))) return 'missing';
  return fileReader(root, largest)(path);
}

/** Tells whether a relative path of folders is or leads through a link; each folder is looked at once. */
function linkFinder(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>([['.', false]]);
  const find = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const found =
      find(dirname(folder)) || (lstatSync(join(root, folder), { throwIfNoEntry: false })?.isSymbolicLink() ?? false);
    known.set(folder, found);
    return found;
  };
  return find;
}

/** Whether the system refuses to open a link where it is told so; Windows does not. */
const REFUSES_LINKS = constants.O_NOFOLLOW !== undefined;
/** A pipe must not make us wait for a writer. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens a file; of a link the system says ELOOP (https://man7.org/linux/man-pages/man2/open.2.html), FreeBSD's EMLINK. */
function openRegular(path: string): number | 'link' {
  if (!REFUSES_LINKS && lstatSync(path).isSymbolicLink()) return 'link';
  try {
    return openSync(path, OPEN_FLAGS);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ELOOP' || code === 'EMLINK') return 'link';
    throw error;
  }
}

/**
 * The bytes of a file that is no link itself.
 * @param largest bytes
 * @param most how many bytes are read, where only the beginning is wanted
 */
export function readRegular(path: string, largest: number, most = largest): Contents {
  const file = openRegular(path);
  if (file === 'link') return 'link';
  try {
    const status = fstatSync(file);
    if (!status.isFile()) return undefined;
    if (status.size > largest) return 'too large';
    const buffer = Buffer.allocUnsafe(Math.min(status.size, most));
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(file, buffer, length, buffer.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
