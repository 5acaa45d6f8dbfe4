// Makes the parts of the pages that are told elsewhere, between two marks of each page, and the files that are made whole.
// With --check nothing is written: it exits 1 unless all are as they would be made.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as browserScript from './documents/browser-script.ts';
import * as clients from './documents/clients.ts';
import * as configuration from './documents/configuration.ts';
import * as inputs from './documents/inputs.ts';
import * as kinds from './documents/kinds.ts';
import * as parts from './documents/parts.ts';
import * as rooms from './documents/rooms.ts';
import * as upstreams from './documents/upstreams.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const END = '<!-- /made -->\n';

/** What makes a part of a page. */
interface Part {
  readonly page: string;
  /** What it is made from, as its mark says it. */
  readonly source: string;
  readonly make: (root: string) => string | Promise<string>;
}

/** The page with its made part as it is to be. */
async function pageOf({ page, source, make }: Part): Promise<string> {
  const text = await readFile(join(root, page), 'utf8');
  const mark = `<!-- Made by \`npm run docs\` from ${source} -->\n`;
  const start = text.indexOf(mark);
  const end = text.indexOf(END, start);
  if (start === -1 || end === -1) throw new Error(`${page} has no part between ${mark.trim()} and ${END.trim()}`);
  return `${text.slice(0, start)}${mark}${await make(root)}\n${text.slice(end)}`;
}

const made = new Map([
  ['src/inputs/names.ts', await inputs.makeNames(root)],
  [browserScript.path, await browserScript.make(root)],
  [configuration.file, await configuration.make(root)],
]);
for (const part of [clients, inputs, kinds, parts, rooms, upstreams]) made.set(part.page, await pageOf(part));

const differing: string[] = [];
for (const [path, text] of made) {
  const present = await readFile(join(root, path), 'utf8').catch(() => '');
  if (present === text) continue;
  differing.push(path);
  if (!process.argv.includes('--check')) await writeFile(join(root, path), text);
}
if (process.argv.includes('--check') && differing.length > 0) {
  console.error(`${differing.join(', ')}: not as they are made; run "npm run docs" and commit them.`);
  process.exitCode = 1;
} else console.log(`${made.size} files are as they are made`);
