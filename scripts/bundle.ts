// What src/ is bundled into, in memory: the files of dist/, and esbuild's account of what is in each.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { commonJs } from './common-js.ts';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder of the bundles. */
export const dist = join(root, 'dist');

/** What is loaded only when first needed is its own file, so that a scan that needs no Azure parses no Azure. */
const later: Plugin = {
  name: 'later',
  setup({ onResolve }) {
    onResolve({ filter: /\/sdk\/[a-z-]+\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./sdk-${basename(path, '.ts')}.cjs`, external: true } : undefined,
    );
  },
};

/** @actions/core loads an HTTP client (and all of undici) for its OIDC call alone; src/azure/credential.ts asks for the token itself. */
const withoutOidc: Plugin = {
  name: 'without-oidc',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /oidc-utils/ }, ({ importer }) =>
      importer.includes(join('@actions', 'core')) ? { path: 'oidc-utils', namespace: 'left-out' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export class OidcClient {}' }));
  },
};

/** Of undici only its own HTTP client is used: what browsers and tests have (fetch, WebSocket, mocks) is neither parsed nor run. */
const withoutBrowser: Plugin = {
  name: 'without-browser',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]undici[\\/]index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      // The index makes objects of some of these classes at once.
      const leftOut = 'const leftOut = new Proxy({}, { get: () => class {} });\n';
      return { contents: leftOut + text.replaceAll(/require\('\.\/lib\/(?:web|mock)\/[^']*'\)/g, 'leftOut') };
    });
  },
};

/**
 * Of @actions/github Octokit's `request` is called, over our own transport: the HTTP clients that it brings for others, and the methods
 * by name of all that GitHub has, are left out.
 */
const WITHOUT = {
  '@actions/http-client':
    'export class HttpClient { getAgent() { return undefined; } getAgentDispatcher() { return undefined; } }',
  undici: "export const fetch = () => { throw new Error('requests go over our own transport'); };",
  '@octokit/plugin-rest-endpoint-methods': 'export const restEndpointMethods = () => ({});',
  '@octokit/plugin-paginate-rest': 'export const paginateRest = () => ({});',
};
const onlyRequests: Plugin = {
  name: 'only-requests',
  setup({ onResolve, onLoad }) {
    for (const [path, contents] of Object.entries(WITHOUT)) {
      const filter = new RegExp(`^${path}$`);
      onResolve({ filter }, () => ({ path, namespace: 'left-out' }));
      onLoad({ filter, namespace: 'left-out' }, () => ({ contents }));
    }
  },
};

/** The inputs of a bundle without what stands for something that is left out. */
function present<Input>(inputs: Readonly<Record<string, Input>>): Record<string, Input> {
  return Object.fromEntries(Object.entries(inputs).filter(([path]) => !path.startsWith('left-out:')));
}

/**
 * Whether there are forms to be sent is asked before each request, and the question alone makes Node load the whole of its own HTTP
 * client. None are: what stands in a bundle of the Azure packages is that there is no such class.
 */
const WITHOUT_FORMS = { FormData: 'undefined' };

/** What is changed of a package that is loaded when needed. */
const PLUGINS: ReadonlyMap<string, Plugin> = new Map([
  ['undici', withoutBrowser],
  ['github', onlyRequests],
]);

const COMMON = {
  absWorkingDir: root,
  outdir: dist,
  write: false,
  bundle: true,
  metafile: true,
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'eof',
  // Bundled ESM asks for import.meta.url; a CommonJS file has its own name instead.
  define: { 'import.meta.url': 'importMetaUrl' },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Bundles, and what is in each. */
interface Bundles {
  /** The text of each by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** esbuild's account, whose paths are relative to the repository. */
  readonly metafile: Metafile;
}

type Outputs = Metafile['outputs'];
type Inputs = Outputs[string]['inputs'];

/** Bundles all of src/. Nothing is written. */
export async function bundle(): Promise<Bundles> {
  const [own, sdks] = await Promise.all([bundleOwn(), bundleSdks()]);
  const { inputs, outputs } = own.metafile;
  const metafile = {
    inputs: { ...inputs, ...sdks.metafile.inputs },
    outputs: { ...outputs, ...sdks.metafile.outputs },
  };
  return { files: new Map([...own.files, ...sdks.files]), metafile };
}

/**
 * The entries, and the parts that several of them share or that they load when needed. Only ES modules are split by esbuild; what it
 * makes is written anew as CommonJS, which Node starts faster.
 */
async function bundleOwn(): Promise<Bundles> {
  const { outputFiles, metafile } = await build({
    ...COMMON,
    entryPoints: { main: 'src/main.ts', cli: 'src/cli.ts', demo: 'src/emulator/demo.ts' },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    plugins: [later, withoutOidc],
  });
  const names = partNames(metafile.outputs);
  const rename = (name: string) => names.get(name) ?? name;
  const files = new Map(outputFiles.map(({ path, text }) => [rename(basename(path)), commonJs(text, rename)]));
  const renamed = (path: string) => `dist/${rename(basename(path))}`;
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => [
    renamed(path),
    { ...output, imports: output.imports.map((entry) => ({ ...entry, path: renamed(entry.path) })) },
  ]);
  return { files, metafile: { ...metafile, outputs: Object.fromEntries(outputs) } };
}

/**
 * Names that stay the same where what is in the parts changes: an entry's own, else that of the room of which a part holds most.
 * @returns by the name that esbuild gave
 */
function partNames(outputs: Outputs): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [path, { inputs, entryPoint }] of Object.entries(outputs).sort(
    ([, one], [, other]) => other.bytes - one.bytes,
  )) {
    const name = /^(?:main|cli|demo)\.js$/.test(basename(path))
      ? basename(path, '.js')
      : `part-${roomOf(inputs, entryPoint)}`;
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
    taken.add(free);
    names.set(basename(path), `${free}.cjs`);
  }
  return names;
}

function roomOf(inputs: Inputs, entryPoint: string | undefined): string {
  if (entryPoint !== undefined) return entryPoint.replace(/^src\/|\.ts$/g, '').replaceAll('/', '-');
  const sizes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const room = /node_modules\/(?:@[^/]+\/)?([^/]+)/.exec(path)?.[1] ?? /^src\/([\w-]+)/.exec(path)?.[1] ?? 'base';
    sizes.set(room, (sizes.get(room) ?? 0) + bytesInOutput);
  }
  return [...sizes].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'runtime';
}

/** What others wrote and few runs need. */
async function bundleSdks(): Promise<Bundles> {
  const names = (await readdir(join(root, 'src/sdk'))).filter((name) => name.endsWith('.ts')).sort();
  const built = await Promise.all(names.map((name) => bundleSdk(basename(name, '.ts'))));
  const metafile = {
    inputs: present(Object.fromEntries(built.flatMap(({ metafile: { inputs } }) => Object.entries(inputs)))),
    outputs: Object.fromEntries(
      built
        .flatMap(({ metafile: { outputs } }) => Object.entries(outputs))
        .map(([path, output]) => [path, { ...output, inputs: present(output.inputs) }]),
    ),
  };
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  return { files: new Map(files.map(({ path, text }) => [basename(path), text])), metafile };
}

function bundleSdk(name: string) {
  const plugin = PLUGINS.get(name);
  return build({
    ...COMMON,
    define: { ...COMMON.define, ...WITHOUT_FORMS },
    entryPoints: { [`sdk-${name}`]: `src/sdk/${name}.ts` },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    plugins: plugin === undefined ? [] : [plugin],
  });
}
