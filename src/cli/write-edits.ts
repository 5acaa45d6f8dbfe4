import { closeSync, constants, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, UserError } from '../base/errors.ts';
import { linkIn } from '../io/folders.ts';
import { applyEdits, type Edit } from '../manifests/rewrite.ts';

/** Writes what changes, each file only if it still is what was scanned. */
export function writeEdits(edits: readonly Edit[], texts: ReadonlyMap<string, string>, folder: string): void {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = texts.get(file);
    if (text === undefined) continue;
    const mine = edits.filter((edit) => edit.file === file);
    overwrite(folder, file, text, applyEdits(text, mine));
  }
}

/** The file itself, whose rights and hard links stay; never what a link leads to. */
function overwrite(folder: string, file: string, before: string, after: string): void {
  const path = join(folder, file);
  const link = linkIn(folder, path);
  if (link !== undefined) throw new UserError(`${file} is not written: ${link} has become a symbolic link.`);
  const open = opened(path, file);
  try {
    if (!fstatSync(open).isFile() || readFileSync(open, 'utf8') !== before) {
      throw new UserError(`${file} has changed since it was read; run again.`);
    }
    ftruncateSync(open);
    const bytes = Buffer.from(after);
    for (let at = 0; at < bytes.length; ) at += writeSync(open, bytes, at, bytes.length - at, at);
  } finally {
    closeSync(open);
  }
}

function opened(path: string, file: string): number {
  try {
    return openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new UserError(`${file} can't be written: ${messageOf(error)}.`);
  }
}
