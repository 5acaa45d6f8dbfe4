// The table of docs/manifests.md: the rows that each kind of manifest tells of itself.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KIND_NAMES } from '../../src/manifests/model/kind-names.ts';

export const page = 'docs/manifests.md';
export const source = 'src/manifests/*/documentation.md';

/** @throws Error for a kind that no row tells of, and for a row that tells of none */
export async function make(root: string): Promise<string> {
  const folders = await readdir(join(root, 'src/manifests'), { withFileTypes: true });
  const texts = await Promise.all(
    folders
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => readFile(join(root, 'src/manifests', name, 'documentation.md'), 'utf8').catch(() => '')),
  );
  const rows = texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
  const told = new Set(rows.flatMap(namesOf));
  const missing = KIND_NAMES.filter((name) => !told.has(name));
  const kinds: readonly string[] = KIND_NAMES;
  const unknown = [...told].filter((name) => !kinds.includes(name));
  if (missing.length > 0) throw new Error(`no row tells of ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`there is no kind ${unknown.join(', ')}`);
  const place = (row: string) => kinds.indexOf(namesOf(row)[0] ?? '');
  rows.sort((one, other) => place(one) - place(other));
  return ['| kind | where | rewritten |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The names in a row's first cell. */
function namesOf(row: string): readonly string[] {
  return [...row.slice(0, row.indexOf('|', 1)).matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
