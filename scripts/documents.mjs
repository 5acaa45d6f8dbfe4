// Makes the parts of the pages that are told elsewhere, between two marks of each page, and the files that are made whole.
// With --check nothing is written: it exits 1 unless all are as they would be made.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as browserScript from './documents/browser-script.mjs';
import * as clients from './documents/clients.mjs';
import * as configuration from './documents/configuration.mjs';
import * as inputs from './documents/inputs.mjs';
import * as kinds from './documents/kinds.mjs';
import * as parts from './documents/parts.mjs';
import * as rooms from './documents/rooms.mjs';
import * as upstreams from './documents/upstreams.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const END = '<!-- /made -->\n';

/** The page with its made part as it is to be. */
async function pageOf({ page, source, make }) {
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

const differing = [];
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
