// Puts the rows that each kind of manifest tells of itself into the table of docs/manifests.md.
// With --check nothing is written: it exits 1 unless the table is the one that would be made.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KIND_NAMES } from '../src/manifests/model/kind-names.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'docs/manifests.md');
const START = '<!-- Made by `npm run docs` from src/manifests/*/documentation.md -->\n';
const END = '<!-- /made -->\n';

/** The rows of all folders, in the order in which the kinds are told to people. */
async function rows() {
  const folders = (await readdir(join(root, 'src/manifests'), { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  const texts = await Promise.all(
    folders.map(({ name }) => readFile(join(root, 'src/manifests', name, 'documentation.md'), 'utf8').catch(() => '')),
  );
  const found = texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
  const told = new Set(found.flatMap(namesOf));
  const missing = KIND_NAMES.filter((name) => !told.has(name));
  const unknown = [...told].filter((name) => !KIND_NAMES.includes(name));
  if (missing.length > 0) throw new Error(`no row tells of ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`there is no kind ${unknown.join(', ')}`);
  const place = (row) => KIND_NAMES.indexOf(namesOf(row)[0]);
  return found.sort((one, other) => place(one) - place(other));
}

/** The names in a row's first cell. */
function namesOf(row) {
  return [...row.slice(0, row.indexOf('|', 1)).matchAll(/`([^`]+)`/g)].map((match) => match[1]);
}

const text = await readFile(page, 'utf8');
const start = text.indexOf(START) + START.length;
const end = text.indexOf(END);
const table = ['| kind | where | rewritten |', '| --- | --- | --- |', ...(await rows())].join('\n');
const made = `${text.slice(0, start)}${table}\n${text.slice(end)}`;
if (!process.argv.includes('--check')) await writeFile(page, made);
else if (made !== text) {
  console.error('the table of docs/manifests.md is not made of what the kinds tell: run "npm run docs" and commit it.');
  process.exitCode = 1;
} else console.log(`docs/manifests.md tells what ${KIND_NAMES.length} kinds tell of themselves`);
