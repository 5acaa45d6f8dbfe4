import { basename, relative, sep } from 'node:path';
import type { Inputs } from '../inputs/inputs.ts';
import { namedPath } from '../io/folders.ts';
import { placeInCheckout } from '../io/git/checkout.ts';
import { fileReader } from '../io/regular-file.ts';
import type { UnseenSource, Use } from '../manifests/model/use.ts';
import { testPath } from '../manifests/test-paths.ts';
import type { ToldFiles } from '../manifests/told.ts';
import { filesBelow, MAX_FILE_BYTES, scanText, scanTree, type TreeScan } from '../manifests/tree.ts';
import { type UnseenTally, unseenTally } from '../outcome/unseen.ts';
import type { TreeSource } from '../render/tree-source.ts';
import type { InventoryImage } from '../rules/inventories.ts';
import { lookedFurther, looksFurther, renderingOf } from './render.ts';
import type { RunContext } from './run-context.ts';

/** The repository as it is read. */
export interface Read {
  readonly scan: TreeScan;
  /** The folder that the files of the scan are relative to; absolute. */
  readonly folder: string;
  /** What leads to it from the root of the workspace, in a terminal of the repository: empty, or ending with `/`. */
  readonly prefix: string;
  /** What images come in that nobody has looked into; what only tests read is not counted, as its images are not. */
  readonly unseen: UnseenTally;
}

interface ReadOptions {
  readonly standardInput?: string | undefined;
  /** Where to keep what the files told, for the scan of the tree that the run is compared with. */
  readonly keep?: ToldFiles | undefined;
}

/**
 * Scans what the user named, `-` being standard input.
 * @throws UserError where the path does not exist, leads out of a workflow's workspace, or through a symbolic link
 */
export async function readTree(
  inputs: Inputs,
  context: RunContext,
  { standardInput, keep }: ReadOptions = {},
): Promise<Read> {
  const { root, log } = context;
  if (inputs.path === '-') {
    const scan = ofKinds(scanText(standardInput ?? ''), inputs);
    return { scan, folder: root, prefix: '', unseen: unseenOf(scan, inputs, 'not here') };
  }
  const { path, folder, isFolder } = namedPath(root, inputs.path, isAction(context));
  const where = { root: path, git: true, within: workspaceOf(context) };
  const scan = scanTree({
    ...where,
    include: inputs.include,
    exclude: inputs.exclude,
    onUnlisted: (reason) => log.warning(`git can't list the repository, so ignored files are read too: ${reason}`),
    onProgress: ({ read, total }) => log.progress(`reading ${read} of ${total} files`),
    keep,
  });
  log.progress('');
  const rendering = renderingOf(inputs, context);
  const whole = looksFurther(inputs, context)
    ? await lookedFurther(
        scan,
        treeAt(folder, isFolder ? filesBelow(where) : [basename(path)]),
        folder,
        inputs,
        context,
      )
    : scan;
  const unseen = unseenOf(whole, inputs, rendering);
  return { scan: ofKinds(whole, inputs), folder, prefix: prefixFor(folder, context), unseen };
}

function unseenOf({ unseen }: TreeScan, { includeTests }: Inputs, rendering: UnseenTally['rendering']): UnseenTally {
  const isCounted = ({ file }: UnseenSource) => includeTests || testPath(file, new Set()) === undefined;
  return unseenTally(unseen.filter(isCounted), rendering);
}

/** The files of a folder as rendering reads them; what can't be read is not there. */
function treeAt(folder: string, paths: readonly string[]): TreeSource {
  const read = fileReader(folder, MAX_FILE_BYTES);
  return {
    paths,
    read: (path) => {
      try {
        const contents = read(path);
        return contents instanceof Uint8Array ? contents : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** Whether it is a job that runs, and not a person in a terminal. */
export function isAction({ event }: RunContext): boolean {
  return event !== undefined;
}

/** Where the search for the repository ends: at a workflow's workspace; a person's folder may be deep in one. */
export function workspaceOf(context: RunContext): string | undefined {
  return isAction(context) ? context.root : undefined;
}

/** Uses of other kinds than the wanted ones have helped to understand those; they are left out only now. */
export function ofKinds(scan: TreeScan, { kinds }: Inputs): TreeScan {
  return kinds.length === 0 ? scan : { ...scan, uses: scan.uses.filter(({ kind }) => kinds.includes(kind)) };
}

/** A person's patch is of the repository, in whatever folder of it they are; a workflow's workspace is what it checked out. */
function prefixFor(folder: string, context: RunContext): string {
  const between = isAction(context) ? undefined : placeInCheckout(folder);
  if (between === undefined) return prefixOf(context.root, folder);
  return between === '' ? '' : `${between}/`;
}

function prefixOf(root: string, path: string): string {
  const between = relative(root, path).split(sep).join('/');
  return between === '' || between.startsWith('..') ? '' : `${between}/`;
}

/** Classes that the registry decides; the others are what the repository itself knows of its images. */
const DECIDED_BY_REGISTRY: ReadonlySet<string> = new Set(['public', 'cached', 'half-moved', 'dangling', 'own']);

/** The images of other repositories' inventories as a scan: they are planned and warmed, and there is nothing to edit. */
export function scanOfImages(images: readonly InventoryImage[]): TreeScan {
  const decided = images.filter((image) => DECIDED_BY_REGISTRY.has(image.class));
  const uses = decided.flatMap(({ image, unknownTag, uses: times }) => {
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
      ...(unknownTag === undefined ? {} : { unknownTag, reason: 'its inventory says so' }),
    };
    return Array.from({ length: times }, () => use);
  });
  return { uses, unseen: [], warnings: [], builtHere: new Set(), filesRead: 0, texts: new Map(), blobs: new Map() };
}
