// Writes a CycloneDX bill of materials of dist/ to the file that is named, the same bytes for the same source and lockfile.
// It tells what esbuild put into the bundles, not what npm installed: the emulator's bundle holds development dependencies,
// and much of what is installed for production is in no bundle.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle, root } from './bundle.ts';

const [output] = process.argv.slice(2);
if (output === undefined) {
  console.error('Usage: npm run sbom -- <file>');
  process.exit(2);
}
const cli = join(root, 'node_modules/@cyclonedx/cyclonedx-esbuild/bin/cyclonedx-esbuild-cli.js');
const folder = await mkdtemp(join(tmpdir(), 'sbom-'));
try {
  const { metafile } = await bundle();
  const described = join(folder, 'metafile.json');
  await writeFile(described, JSON.stringify(metafile));
  const { status } = spawnSync(
    process.execPath,
    [cli, '--output-reproducible', '--spec-version', '1.6', '--validate', '--output-file', resolve(output), described],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} finally {
  await rm(folder, { recursive: true });
}
