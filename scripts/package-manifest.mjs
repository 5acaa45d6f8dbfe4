// Before `npm pack`: takes out of package.json what an installation needs nothing of. All dependencies are in the bundles, and
// the scripts belong to the repository. With --restore, after it, package.json is as it was. npm runs both by itself,
// on whatever Node there is and in a clone with nothing installed, so this is plain JavaScript: Node 20 starts no TypeScript.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = join(root, 'package.json');
/** Stands there only while a package is being made, or after that was interrupted. */
const whole = join(root, '.package.json.whole');

if (existsSync(whole)) renameSync(whole, manifest);
if (!process.argv.includes('--restore')) {
  const text = readFileSync(manifest, 'utf8');
  const { dependencies: _, devDependencies: __, scripts: ___, allowScripts: ____, ...rest } = JSON.parse(text);
  const { GITHUB_REPOSITORY: repository, GITHUB_SERVER_URL: server = 'https://github.com' } = process.env;
  // npm compares it with who signed the provenance.
  const place = repository === undefined ? {} : { repository: { type: 'git', url: `git+${server}/${repository}.git` } };
  writeFileSync(whole, text);
  writeFileSync(manifest, `${JSON.stringify({ ...rest, ...place }, null, 2)}\n`);
}
