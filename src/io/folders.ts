import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { UserError } from '../base/errors.ts';

/** Where paths lead. What a tree says by symbolic links is never followed; what leads to the tree is the machine's own. */

/**
 * The first part of a path that is a symbolic link standing in a folder or below it; what does not exist is none.
 * @param top the folder whose content is not to be trusted
 * @param path absolute
 */
export function linkIn(top: string, path: string): string | undefined {
  const realTop = real(top);
  const { root } = parse(path);
  const parts = path.slice(root.length).split(sep);
  let at = root;
  for (const part of parts) {
    const next = join(at, part);
    const status = lstatSync(next, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (status.isSymbolicLink() && isWithin(realTop, real(at))) return next;
    at = next;
  }
  return undefined;
}

/** Whether a path is a folder, or something below it; both as they are written. */
export function isWithin(folder: string, path: string): boolean {
  const between = relative(folder, path);
  return between !== '..' && !between.startsWith(`..${sep}`) && parse(between).root === '';
}

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** What the user names with the input `path`. */
export interface Named {
  /** Absolute. */
  readonly path: string;
  /** The path, or of a file the folder that it is in: file names are relative to it. */
  readonly folder: string;
  readonly isFolder: boolean;
}

/**
 * Finds what the input `path` names.
 * @param root what it is relative to
 * @param confined whether it must be in there: a workflow reads its workspace, a person whatever they name
 * @throws UserError where it does not exist, leads out, or goes through a link of the tree
 */
export function namedPath(root: string, input: string, confined: boolean): Named {
  const path = resolve(root, input);
  const shown = JSON.stringify(input);
  if (confined && !isWithin(root, path) && !isWithin(real(root), real(path))) {
    throw new UserError(
      `Input "path": ${shown} leads out of the workspace ${root}. Name a file or folder that is in it.`,
    );
  }
  const link = linkIn(root, path);
  if (link !== undefined) {
    const what = JSON.stringify(relative(root, link));
    throw new UserError(
      `Input "path": ${shown} leads through ${what}, which is a symbolic link and is not followed. Name what it leads to.`,
    );
  }
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new UserError(`Input "path": ${path} does not exist`);
  const isFolder = status.isDirectory();
  return { path, folder: isFolder ? path : dirname(path), isFolder };
}

/** A file of the workspace that an input names. */
export interface NamedFile {
  /** From the workspace's root, with forward slashes. */
  readonly name: string;
  /** Absolute, without links on the way to the workspace, as git names it. */
  readonly path: string;
}

/**
 * Finds where a file of the workspace is, whether or not it exists.
 * @param input the input's name
 * @throws UserError where it leads out
 */
export function fileInWorkspace(root: string, input: string, value: string): NamedFile {
  const asked = resolve(root, value);
  if (!isWithin(root, asked)) {
    throw new UserError(
      `Input "${input}": ${JSON.stringify(value)} leads out of the workspace ${root}. Name a file that is in it.`,
    );
  }
  const name = relative(root, asked);
  return { name: name.split(sep).join('/'), path: join(real(root), name) };
}

/**
 * A folder that no tree is in, for what is started: Windows looks for programs in the working directory first, and many
 * programs look there for settings.
 */
export function folderOutside(): string {
  return process.platform === 'win32' ? (process.env.SystemRoot ?? parse(process.execPath).root) : '/';
}

/**
 * Moves the process out of the folder that it was started in, which is the tree's: libraries start programs too
 * (`DefaultAzureCredential` starts `pwsh` where it is).
 * @returns the folder it was in
 */
export function leaveFolder(): string {
  const folder = process.cwd();
  process.chdir(folderOutside());
  return folder;
}
