import { readdirSync, readFileSync } from 'node:fs';

/**
 * The folders under `node_modules` of which something is in a committed bundle, sorted: read from the comment that esbuild puts
 * above each module, not from its metafile, on which the notices and the bill of materials themselves stand.
 */
export function foldersInDist(): readonly string[] {
  const folders = new Set<string>();
  for (const name of readdirSync('dist').filter((each) => each.endsWith('.cjs')))
    for (const [, folder = ''] of readFileSync(`dist/${name}`, 'utf8').matchAll(
      /^\/\/ (\S*node_modules\/(?:@[^/\s]+\/)?[^/\s]+)\//gm,
    ))
      folders.add(folder);
  return [...folders].sort();
}
