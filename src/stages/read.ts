import { basename, dirname, relative, resolve, sep } from 'node:path';
import { ensureCommit, headCommit, listTree, mergeBase, readBlobs } from '../git.ts';
import { matcher } from '../images/globs.ts';
import type { Inputs } from '../inputs.ts';
import type { Use } from '../manifests/model/use.ts';
import { isManifestPath } from '../manifests/scan.ts';
import {
  type Blob,
  isDirectory,
  MAX_FILE_BYTES,
  scanBlobs,
  scanText,
  scanTree,
  type TreeScan,
} from '../manifests/tree.ts';
import type { InventoryImage } from '../rules/inventories.ts';
import type { World } from './world.ts';

/** The repository as it is read. */
export interface Read {
  readonly scan: TreeScan;
  /** What leads from the world's root to the scanned path: empty, or ending with `/`. */
  readonly prefix: string;
}

/**
 * Scans what the user named, `-` being standard input.
 * @throws UserError where the path does not exist
 */
export function readTree(inputs: Inputs, world: World, standardInput?: string): Read {
  if (inputs.path === '-') return { scan: ofKinds(scanText(standardInput ?? ''), inputs), prefix: '' };
  const root = resolve(world.root, inputs.path);
  const scan = scanTree({
    root,
    include: inputs.include,
    exclude: inputs.exclude,
    git: true,
    onProgress: ({ read, total }) => world.log.progress(`reading ${read} of ${total} files`),
  });
  world.log.progress('');
  return { scan: ofKinds(scan, inputs), prefix: prefixOf(world.root, root) };
}

/** Uses of other kinds than the wanted ones have helped to understand those; they are left out only now. */
function ofKinds(scan: TreeScan, { kinds }: Inputs): TreeScan {
  return kinds.length === 0 ? scan : { ...scan, uses: scan.uses.filter(({ kind }) => kinds.includes(kind)) };
}

function prefixOf(root: string, path: string): string {
  const between = relative(root, path).split(sep).join('/');
  return between === '' || between.startsWith('..') ? '' : `${between}/`;
}

/** The tree that the run is compared with, or why there is none to compare with. */
export type Base =
  | { readonly state: 'read'; readonly scan: TreeScan }
  | { readonly state: 'none' }
  | { readonly state: 'unreadable'; readonly reason: string };

/** Scans the same path as it was at the commit that the run is compared with. */
export async function readBase(inputs: Inputs, world: World): Promise<Base> {
  const { scopeBase } = world.rights;
  if (scopeBase === undefined || inputs.path === '-') return { state: 'none' };
  const path = resolve(world.root, inputs.path);
  const only = isDirectory(path) ? undefined : basename(path);
  const folder = only === undefined ? path : dirname(path);
  const commit = await baseCommit(folder, scopeBase, world);
  const present = await ensureCommit(folder, commit);
  if (present.type === 'failed') return { state: 'unreadable', reason: present.reason };
  const tree = await listTree(folder, commit);
  if (tree.type === 'failed') return { state: 'unreadable', reason: tree.reason };
  const included = inputs.include.length === 0 ? () => true : matcher(inputs.include);
  const excluded = matcher(inputs.exclude);
  const wanted = (file: string) =>
    only === undefined ? isManifestPath(file) && included(file) && !excluded(file) : file === only;
  const pathsOf = new Map<string, string[]>();
  for (const { blob, path: file } of tree.value) {
    if (!wanted(file)) continue;
    const others = pathsOf.get(blob);
    if (others === undefined) pathsOf.set(blob, [file]);
    else others.push(file);
  }
  const blobs: Blob[] = [];
  const take = (blob: string, bytes: Uint8Array | undefined) => {
    if (bytes !== undefined) for (const file of pathsOf.get(blob) ?? []) blobs.push({ path: file, bytes });
  };
  const read = await readBlobs(folder, [...pathsOf.keys()], take, MAX_FILE_BYTES);
  if (read.type === 'failed') return { state: 'unreadable', reason: read.reason };
  return { state: 'read', scan: ofKinds(await scanBlobs(blobs), inputs) };
}

/**
 * What a pull request's checkout is compared with. GitHub's merge of it with the base
 * (docs/github-behaviour.md#merge-checkout) holds all that the base has; the head itself holds what the base had where
 * the two parted, as far as the history that is here tells.
 */
async function baseCommit(folder: string, base: string, { rights }: World): Promise<string> {
  const { pullRequest } = rights;
  if (pullRequest === undefined) return base;
  const head = await headCommit(folder);
  if (head.type === 'failed' || head.value !== pullRequest.headSha) return base;
  const parting = await mergeBase(folder, pullRequest.headSha, base);
  return parting.type === 'ok' ? parting.value : base;
}

/** Classes that the registry decides; the others are what the repository itself knows of its images. */
const DECIDED_BY_REGISTRY: ReadonlySet<string> = new Set(['public', 'cached', 'dangling', 'own']);

/** The images of other repositories' inventories as a scan: they are planned and warmed, and there is nothing to edit. */
export function scanOfImages(images: readonly InventoryImage[]): TreeScan {
  const decided = images.filter((image) => DECIDED_BY_REGISTRY.has(image.class));
  const uses = decided.flatMap(({ image, uses: times }) => {
    const use: Use = {
      file: 'inventory',
      line: 1,
      column: 1,
      text: image,
      image,
      kind: 'other',
      part: 'whole',
      also: [],
      slots: [],
    };
    return Array.from({ length: times }, () => use);
  });
  return { uses, unseen: [], warnings: [], builtHere: new Set(), filesRead: 0, texts: new Map() };
}
