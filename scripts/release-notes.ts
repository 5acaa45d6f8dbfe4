// Prints what CHANGELOG.md says of the version that is released. Exits 1, in one line, unless tag, package.json and
// CHANGELOG.md agree on it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJson, stringField } from '../src/base/json.ts';

const root = process.argv[3] ?? fileURLToPath(new URL('..', import.meta.url));
const [, , tag = ''] = process.argv;
const version = stringField(parseJson(readFileSync(join(root, 'package.json'), 'utf8')), 'version');
const sections = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').split(/^## /m);
const told = sections.find((section) => section.startsWith(`${version}\n`));

if (tag !== `v${version}`)
  refuse(`The tag is ${JSON.stringify(tag)}, and package.json says ${version}: tag v${version}.`);
else if (told === undefined) refuse(`CHANGELOG.md has no section "## ${version}".`);
else if (told.includes('Not released yet.'))
  refuse(`CHANGELOG.md still says that ${version} is not released: remove that line.`);
else console.log(told.slice(told.indexOf('\n')).trim());

function refuse(fault: string): void {
  console.error(fault);
  process.exitCode = 1;
}
