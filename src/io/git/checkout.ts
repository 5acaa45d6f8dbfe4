import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A work tree that git checked out, and where git keeps what belongs to it. */
export interface Checkout {
  /** The work tree's top: the folder that holds `.git`. */
  readonly top: string;
  /** HEAD and index of this work tree. */
  readonly gitDir: string;
  /** Objects and references; another folder than `gitDir` in a linked work tree only. */
  readonly commonDir: string;
}

/**
 * The checkout that a folder belongs to: the nearest one upwards that has an entry `.git`. Git refuses to track that name
 * (`verify_path` in git's read-cache.c), so no tree can bring one; a folder that merely looks like a repository of its own, a
 * "bare" one, is none. Of a repository nothing is asked but where it is.
 * @param folder absolute, without links
 * @param within where the search ends; the root of the file system unless given
 */
export function findCheckout(folder: string, within?: string): Checkout | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = checkoutAt(at);
    if (found !== undefined) return found;
    if (at === within || at === dirname(at)) return undefined;
  }
}

/** What leads from the top of its checkout to a folder, with forward slashes; `undefined` where it belongs to none. */
export function placeInCheckout(folder: string): string | undefined {
  const real = realpathSync.native(folder);
  const checkout = findCheckout(real);
  return checkout === undefined ? undefined : relative(checkout.top, real).split(sep).join('/');
}

function checkoutAt(top: string): Checkout | undefined {
  const gitDir = gitDirOf(top);
  if (gitDir === undefined) return undefined;
  const common = textOf(join(gitDir, 'commondir'))?.trim();
  const commonDir = common === undefined ? gitDir : resolve(gitDir, common);
  const isComplete =
    textOf(join(gitDir, 'HEAD')) !== undefined &&
    isFolder(join(commonDir, 'objects')) &&
    isFolder(join(commonDir, 'refs'));
  return isComplete ? { top, gitDir, commonDir } : undefined;
}

/** `.git`, or in linked work trees and submodules what it points to (https://git-scm.com/docs/gitrepository-layout). */
function gitDirOf(top: string): string | undefined {
  const entry = join(top, '.git');
  if (isFolder(entry)) return entry;
  const pointer = /^gitdir: ([^\n]+)\n*$/.exec(textOf(entry) ?? '')?.[1];
  return pointer === undefined ? undefined : resolve(top, pointer);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A small file's text; `undefined` where there is none. */
function textOf(path: string): string | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  return status?.isFile() && status.size < 65_536 ? readFileSync(path, 'utf8') : undefined;
}
