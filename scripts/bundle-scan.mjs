// The scanner as a module, bundled for this process alone: programs that measure it need no build.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** @returns {Promise<typeof import('../src/manifests/tree.ts')>} */
export async function bundledScanner() {
  const folder = await mkdtemp(join(tmpdir(), 'acr-artifact-cache-scan-'));
  const outfile = join(folder, 'scan.cjs');
  try {
    await build({
      absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
      entryPoints: ['src/manifests/tree.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'warning',
    });
    const { default: scanner } = await import(pathToFileURL(outfile).href);
    return scanner;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
