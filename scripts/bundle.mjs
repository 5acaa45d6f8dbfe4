// What src/ is bundled into, in memory: the files of dist/, and esbuild's account of what is in each.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder of the bundles. */
export const dist = join(root, 'dist');

/** What is loaded only when first needed is its own file, so that a scan that needs no Azure parses no Azure. */
const later = {
  name: 'later',
  setup({ onResolve }) {
    onResolve({ filter: /\/sdk\/[a-z-]+\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./sdk-${basename(path, '.ts')}.cjs`, external: true } : undefined,
    );
  },
};

/** @actions/core loads an HTTP client (and all of undici) for its OIDC call alone; src/azure/credential.ts asks for the token itself. */
const withoutOidc = {
  name: 'without-oidc',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /oidc-utils/ }, ({ importer }) =>
      importer.includes(join('@actions', 'core')) ? { path: 'oidc-utils', namespace: 'left-out' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export class OidcClient {}' }));
  },
};

/** @returns the text of each bundle by its name, and esbuild's metafile, whose paths are relative to the repository */
export async function bundle() {
  const sdks = (await readdir(join(root, 'src/sdk'))).filter((name) => name.endsWith('.ts')).sort();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      main: 'src/main.ts',
      cli: 'src/cli.ts',
      demo: 'src/emulator/demo.ts',
      ...Object.fromEntries(sdks.map((name) => [`sdk-${basename(name, '.ts')}`, `src/sdk/${name}`])),
    },
    outdir: dist,
    outExtension: { '.js': '.cjs' },
    write: false,
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'eof',
    // Bundled ESM asks for import.meta.url; a CommonJS file has its own name instead.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    plugins: [later, withoutOidc],
    logLevel: 'warning',
  });
  return { files: new Map(outputFiles.map(({ path, text }) => [basename(path), text])), metafile };
}
