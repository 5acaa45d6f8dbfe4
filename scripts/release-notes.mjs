// Prints what CHANGELOG.md says of the version that is released. Exits 1, in one line, unless tag, package.json and
// CHANGELOG.md agree on it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[3] ?? fileURLToPath(new URL('..', import.meta.url));
const [, , tag = ''] = process.argv;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sections = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').split(/^## /m);
const told = sections.find((section) => section.startsWith(`${version}\n`));

const fault = faultOf();
if (fault === undefined) console.log(told.slice(told.indexOf('\n')).trim());
else {
  console.error(fault);
  process.exitCode = 1;
}

function faultOf() {
  if (tag !== `v${version}`)
    return `The tag is ${JSON.stringify(tag)}, and package.json says ${version}: tag v${version}.`;
  if (told === undefined) return `CHANGELOG.md has no section "## ${version}".`;
  if (told.includes('Not released yet.'))
    return `CHANGELOG.md still says that ${version} is not released: remove that line.`;
  return undefined;
}
