/** The table of what is in dist/ and when it is parsed, from esbuild's own account of the bundles. */
import { basename } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundle } from '../bundle.ts';

export const page = 'docs/dependencies.md';
export const source = 'the bundles';

/** The entries, and what starts them. */
const ENTRIES: ReadonlyMap<string, string> = new Map([
  ['main.cjs', 'the action'],
  ['cli.cjs', 'the command line'],
  ['demo.cjs', '`demo`'],
]);
/** A room that makes up less than this share of a part is not told. */
const TOLD = 0.2;

type Output = Metafile['outputs'][string];

export async function make(): Promise<string> {
  const { metafile } = await bundle();
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const own = [...outputs].filter(([name]) => name.endsWith('.cjs') && !name.startsWith('sdk-'));
  const atStart = [...ENTRIES].map(([entry, starts]) => ({ starts, files: loadedWith(entry, outputs) }));
  const rows = own
    .map(([name, output]) => {
      const by = atStart.filter(({ files }) => files.has(name)).map(({ starts }) => starts);
      return `| \`${name}\` | ${holds(name, output)} | ${by.length === 0 ? 'when needed' : `at the start of ${by.join(' and ')}`} |`;
    })
    .sort();
  return ['| file | what is in it | parsed |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The files that are parsed with an entry, itself included. */
function loadedWith(entry: string, outputs: ReadonlyMap<string, Output>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path, kind } of outputs.get(name)?.imports ?? [])
      if (kind === 'import-statement' && outputs.has(basename(path))) visit(basename(path));
  };
  visit(entry);
  return found;
}

function holds(name: string, { inputs, entryPoint, bytes }: Output): string {
  if (ENTRIES.has(name)) return 'its entry';
  if (entryPoint !== undefined) return `\`${entryPoint}\` and what it alone needs`;
  const weights = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? /^src\/[\w.-]+/.exec(path)?.[0] ?? path;
    weights.set(owner, (weights.get(owner) ?? 0) + bytesInOutput);
  }
  const sorted = [...weights].sort(([, one], [, other]) => other - one);
  const most = sorted.filter(([, weight]) => weight >= TOLD * bytes);
  const told = most.length === 0 ? sorted.slice(0, 3) : most;
  return `most of it \`${told.map(([owner]) => owner).join('`, `')}\``;
}
