// Writes dist/: the bundles of src/ and the licences of what is in them. With --check nothing is written: it exits 1 unless
// dist/ is exactly that.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, dist, root } from './bundle.ts';
import { bundledPackages, NOTICES, notices } from './notices.ts';

const { files: bundles, metafile } = await bundle();
const built = new Map([...bundles, [NOTICES, notices(await bundledPackages(metafile.outputs, root))]]);
if (process.argv.includes('--check')) {
  const present = await readdir(dist).catch(() => []);
  const names = new Set([...present, ...built.keys()]);
  const differing: string[] = [];
  for (const name of [...names].sort()) {
    const committed = await readFile(join(dist, name), 'utf8').catch(() => undefined);
    if (committed !== built.get(name)) differing.push(name);
  }
  if (differing.length > 0) {
    console.error(`dist/ is not the build of src/: ${differing.join(', ')}. Run "npm run build" and commit dist/.`);
    process.exitCode = 1;
  } else console.log(`dist/ is the build of src/ (${built.size} files)`);
} else {
  await mkdir(dist, { recursive: true });
  for (const [name, text] of built) await writeFile(join(dist, name), text);
  for (const name of await readdir(dist)) if (!built.has(name)) await rm(join(dist, name));
  console.log([...built].map(([name, text]) => `${name} ${Math.round(text.length / 1024)} KB`).join('\n'));
}
