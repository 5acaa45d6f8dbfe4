import { runGitSync } from './command.ts';
import { openRepository } from './repository.ts';

/** What git knows below a folder, by paths relative to it with forward slashes. */
export interface Listing {
  /** Tracked files, and new ones that git does not ignore. */
  readonly files: readonly string[];
  /** Symbolic links that are tracked. */
  readonly links: readonly string[];
  readonly submodules: readonly string[];
  /** Git's name for the content of what is tracked, by path: of a submodule its commit. */
  readonly blobs: ReadonlyMap<string, string>;
}

export type Listed =
  | { readonly state: 'listed'; readonly listing: Listing }
  /** The folder belongs to no checkout. */
  | { readonly state: 'no-repository' }
  | { readonly state: 'failed'; readonly reason: string };

/**
 * Lists what of a folder is the repository's. `.gitignore` files and the repository's `info/exclude` count; what a user has
 * told git to ignore everywhere (`core.excludesFile`) does not, so that a terminal reads what the action reads.
 * @param within where the search for the repository ends
 */
export function listFolder(folder: string, within?: string): Listed {
  const repository = openRepository(folder, within);
  if (repository === undefined) return { state: 'no-repository' };
  try {
    const line = ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard'];
    const answer = runGitSync(repository.place, line);
    return answer.type === 'ok'
      ? { state: 'listed', listing: readEntries(answer.value) }
      : { state: 'failed', reason: answer.reason };
  } finally {
    repository.close();
  }
}

/**
 * Whether a file of a folder is tracked. Where git can't say so it counts as tracked: whoever asks wants to be sure that
 * it is not.
 */
export function isTracked(folder: string, name: string, within?: string): boolean {
  const repository = openRepository(folder, within);
  if (repository === undefined) return false;
  try {
    const answer = runGitSync(repository.place, ['ls-files', '-z', '--cached', '--', '.']);
    if (answer.type === 'failed') return true;
    // Some file systems know no case.
    return answer.value.split('\0').some((path) => path.toLowerCase() === name.toLowerCase());
  } finally {
    repository.close();
  }
}

/** `H 100644 3b18… 0<tab>path` of what is tracked (any letter but `?`), `? path` of what is not. */
function readEntries(output: string): Listing {
  const files = new Set<string>();
  const links = new Set<string>();
  const submodules = new Set<string>();
  const blobs = new Map<string, string>();
  for (const entry of output.split('\0')) {
    const { mode, blob, path } = readEntry(entry);
    // A repository within the repository that is not tracked ends with a slash.
    if (path === '' || path.endsWith('/')) continue;
    if (mode === '120000') links.add(path);
    else if (mode === '160000') submodules.add(path);
    else files.add(path);
    if (blob !== undefined) blobs.set(path, blob);
  }
  return { files: [...files], links: [...links], submodules: [...submodules], blobs };
}

interface Entry {
  readonly mode?: string | undefined;
  readonly blob?: string | undefined;
  readonly path: string;
}

function readEntry(entry: string): Entry {
  if (entry.startsWith('? ')) return { path: entry.slice(2) };
  const tab = entry.indexOf('\t');
  if (tab === -1) return { path: '' };
  const [, mode, blob] = entry.split(' ', 3);
  return { mode, blob, path: entry.slice(tab + 1) };
}
