// Bundles src/ into dist/. With --check nothing is written: it exits 1 unless dist/ is exactly the build of src/.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

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

async function bundles() {
  const sdks = (await readdir(join(root, 'src/sdk'))).filter((name) => name.endsWith('.ts')).sort();
  const { outputFiles } = await build({
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
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

const built = await bundles();
if (process.argv.includes('--check')) {
  const present = await readdir(dist).catch(() => []);
  const names = new Set([...present, ...built.keys()]);
  const differing = [];
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
