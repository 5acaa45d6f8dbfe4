// The licences of the packages that are in the bundles: most of them ask that their text goes wherever the code goes.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A package of which something is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier. */
  readonly licence: string;
  /** The package's licence in full, then its notice if it has one. */
  readonly texts: readonly string[];
}

/** The name of the file in dist/. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** Licences that let the code be passed on with no more than its notice. Anything else is looked at by a person first. */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

const LICENCE_FILE = /^(licen[cs]e|copying)([.-].*)?$/i;
const NOTICE_FILE = /^notice([.-].*)?$/i;

/**
 * @param outputs of esbuild's metafile, with paths relative to `root`
 * @param root the folder that holds `node_modules`
 * @returns each package of which anything is in an output, once, by name and version
 * @throws Error naming every package whose licence is not allowed or has no text
 */
export async function bundledPackages(outputs: Metafile['outputs'], root: string): Promise<readonly BundledPackage[]> {
  const packages = new Map<string, BundledPackage>();
  const faults: string[] = [];
  for (const folder of packageFolders(outputs)) {
    const { name, version, license: licence } = await manifest(join(root, folder, 'package.json'));
    const files = (await readdir(join(root, folder))).sort();
    const licences = files.filter((file) => LICENCE_FILE.test(file));
    if (!ALLOWED.has(licence)) faults.push(`${name} ${version} has the licence "${licence}"`);
    if (licences.length === 0) faults.push(`${name} ${version} has no text of its licence`);
    const texts: string[] = [];
    for (const file of [...licences, ...files.filter((file) => NOTICE_FILE.test(file))])
      texts.push((await readFile(join(root, folder, file), 'utf8')).replaceAll('\r\n', '\n').trim());
    packages.set(`${name} ${version}`, { name, version, licence, texts });
  }
  if (faults.length > 0)
    throw new Error(`What is bundled can't be passed on: ${faults.join('; ')}. See scripts/notices.ts.`);
  return [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** @returns the text of the notice file, which names each package and holds its licence in full */
export function notices(packages: readonly BundledPackage[]): string {
  const rule = '-'.repeat(80);
  const parts = packages.map(
    ({ name, version, licence, texts }) =>
      `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${texts.join('\n\n')}\n`,
  );
  return `The bundles in this folder hold code of these packages, each under its own licence.\n\n${parts.join('\n')}`;
}

/** The folders under which npm has put the packages, sorted. */
function packageFolders(outputs: Metafile['outputs']): readonly string[] {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  return [...folders].sort();
}

/** What a package says of itself. A field that is missing or no text is empty, and so is no allowed licence. */
async function manifest(path: string): Promise<Readonly<Record<'name' | 'version' | 'license', string>>> {
  const fields = new Map<string, unknown>(Object.entries(JSON.parse(await readFile(path, 'utf8'))));
  const text = (field: string): string => {
    const value = fields.get(field);
    return typeof value === 'string' ? value : '';
  };
  return { name: text('name'), version: text('version'), license: text('license') };
}
