import { isUtf8 } from 'node:buffer';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from '../base/errors.ts';
import { type PathFilter, pathFilter } from '../base/globs.ts';
import { type Listing, listFolder } from '../io/git/listing.ts';
import { beginningReader, type FileReader, fileReader } from '../io/regular-file.ts';
import { MAX_BEGINNING_BYTES } from './extract.ts';
import { type Destination, destinationOf } from './links.ts';
import type { UnseenSource } from './model/use.ts';
import { type Scan, type ScanResult, startScan } from './scan.ts';
import type { ToldFile, ToldFiles } from './told.ts';

/** What to read of a tree. */
export interface TreeOptions extends PathFilter {
  /** A directory, or one file, which is read whatever its name is. The globs are on paths relative to it. */
  readonly root: string;
  /** Whether to ask git which files count; without it, or outside of a work tree, all do but `.git` and `node_modules`. */
  readonly git: boolean;
  /** Where the search for the repository ends; the root of the file system unless given. */
  readonly within?: string | undefined;
  /** Told where there is a repository and git can't list it, so that everything is read. */
  readonly onUnlisted?: (reason: string) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Where to keep what files told, for the scan of another tree that has most of them, too. */
  readonly keep?: ToldFiles | undefined;
}

export interface Progress {
  readonly read: number;
  readonly total: number;
}

export interface TreeScan extends ScanResult {
  /** The texts of the files that hold uses or slots of uses, by path: what edits and reviews are made on. */
  readonly texts: ReadonlyMap<string, string>;
  /** Git's name for the content of what it tracks, by path: links and submodules, too. */
  readonly blobs: ReadonlyMap<string, string>;
}

/** A file as git has it. */
export interface Blob {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file that was read before, in another tree. */
export interface KnownFile extends ToldFile {
  readonly path: string;
}

/** No manifest is as large; a file above is told of, not read. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/**
 * Scans the files under a directory, or one file. Symbolic links are not followed.
 * What can't be read becomes a warning.
 * @throws UserError where the root does not exist
 */
export function scanTree(options: TreeOptions): TreeScan {
  const { root, onProgress } = options;
  const scan = new TextKeepingScan(startScan(), options.keep);
  if (!isDirectory(root)) {
    addFile(scan, fileReader(dirname(root), MAX_FILE_BYTES), basename(root));
    return scan.finish();
  }
  const wanted = pathFilter(options);
  const { files, links, submodules, blobs } = listingOf(options);
  // What was a link when it was committed may be a file here, and the other way round: what is on the disk counts.
  const named = [...files, ...links].filter((path) => scan.wants(path) && wanted(path));
  const beginning = beginningReader(root, MAX_BEGINNING_BYTES);
  const begun = files.filter(
    (path) => scan.mayWant(path) && wanted(path) && scan.wantsBeginning(bytesOf(beginning, path)),
  );
  const paths = scan.expect([...named, ...begun].sort());
  const read = fileReader(root, MAX_FILE_BYTES);
  const found: string[] = [];
  for (const [index, path] of paths.entries()) {
    if (addFile(scan, read, path) === 'link') found.push(path);
    onProgress?.({ read: index + 1, total: paths.length });
  }
  const folders = links.filter((path) => !scan.wants(path) && wanted(path));
  tellLinks(scan, root, [...found, ...folders].sort(), new Set(paths));
  const unseen = submodules.filter((path) => wanted(path) || wanted(`${path}/manifest.yaml`)).map(submodule);
  const result = scan.finish();
  return { ...result, blobs, unseen: [...result.unseen, ...unseen] };
}

/** A submodule is another repository, at a commit that this one names. */
function submodule(path: string): UnseenSource {
  return {
    type: 'submodule',
    file: path,
    line: 1,
    source: `submodule ${path}`,
    remedy: `run this in the submodule's own repository, or check it out and scan it by path: ${path}`,
  };
}

/** No reader counts more lines of one kind. */
const MAX_LINKS_TOLD = 10;

/**
 * Tells of links from which `kubectl apply` or kustomize would take what nobody has read. A link to what is read itself hides
 * nothing; one whose name is no manifest's, or that leads nowhere, gives nobody an image.
 */
function tellLinks(scan: TextKeepingScan, root: string, links: readonly string[], read: ReadonlySet<string>): void {
  const hides = (link: string, { kind, isInside, path }: Destination) =>
    kind === 'folder' ? !isInside : scan.wants(link) && !(isInside && read.has(path));
  const hiding = links.flatMap((link) => {
    const destination = destinationOf(root, link);
    return destination !== undefined && hides(link, destination) ? [{ link, to: destination.path }] : [];
  });
  const told = hiding.slice(0, hiding.length > MAX_LINKS_TOLD ? MAX_LINKS_TOLD - 1 : MAX_LINKS_TOLD);
  for (const { link, to } of told) {
    scan.warn(link, `not read: a symbolic link to ${to.slice(0, 200)}, which is not among the files that are read`);
  }
  const next = hiding[told.length];
  if (next === undefined) return;
  scan.warn(next.link, `not read: a symbolic link, as are ${hiding.length - told.length - 1} more`);
}

/** Scans one text, as of standard input: rendered manifests, usually. */
export function scanText(text: string, path = '-'): TreeScan {
  const scan = new TextKeepingScan(startScan());
  scan.add(path, text);
  return scan.finish();
}

/**
 * Scans files that are not on the disk: the tree of another commit. Files of no kind are passed over.
 * @param keep where to keep what those told that had to be read
 */
export function scanFiles(files: readonly (Blob | KnownFile)[], keep?: ToldFiles): TreeScan {
  const scan = new TextKeepingScan(startScan(), keep);
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const path of scan.expect([...byPath.keys()])) {
    const file = byPath.get(path);
    if (file === undefined) continue;
    if ('told' in file) scan.addTold(path, file);
    else if (scan.wants(path) || (scan.mayWant(path) && scan.wantsBeginning(file.bytes)))
      addBytes(scan, path, file.bytes);
  }
  return scan.finish();
}

/** A scan that keeps the texts that told something. */
class TextKeepingScan {
  readonly #scan: Scan;
  readonly #keep: ToldFiles | undefined;
  readonly #texts = new Map<string, string>();

  constructor(scan: Scan, keep?: ToldFiles) {
    this.#scan = scan;
    this.#keep = keep;
  }

  wants(path: string): boolean {
    return this.#scan.wants(path);
  }

  mayWant(path: string): boolean {
    return this.#scan.mayWant(path);
  }

  wantsBeginning(bytes: Uint8Array): boolean {
    return this.#scan.wantsBeginning(bytes);
  }

  expect(paths: readonly string[]): readonly string[] {
    return this.#scan.expect(paths);
  }

  /** @param bytes what the text was read from, where there is something that it was read from */
  add(path: string, text: string, bytes?: Uint8Array): void {
    const told = this.#scan.add(path, text);
    const kept = told.facts.length > 0 ? text : undefined;
    if (kept !== undefined) this.#texts.set(path, kept);
    if (bytes !== undefined) this.#keep?.keep(path, bytes, { told, text: kept });
  }

  addTold(path: string, { told, text }: ToldFile): void {
    this.#scan.addTold(path, told);
    if (text !== undefined) this.#texts.set(path, text);
  }

  warn(file: string, reason: string): void {
    this.#scan.warn({ file, line: 1, reason });
  }

  finish(): TreeScan {
    const result = this.#scan.finish();
    const wanted = new Set<string>();
    for (const { file, slots } of result.uses) {
      wanted.add(file);
      for (const slot of slots) wanted.add(slot.file);
    }
    const texts = new Map([...this.#texts].filter(([path]) => wanted.has(path)));
    return { ...result, texts, blobs: new Map() };
  }
}

/** What stands in for a file that Git LFS keeps (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md): less than 1 KiB. */
const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/');

function isLfsPointer(bytes: Uint8Array): boolean {
  return bytes.length < 1024 && LFS_POINTER.equals(bytes.subarray(0, LFS_POINTER.length));
}

function addBytes(scan: TextKeepingScan, path: string, bytes: Uint8Array): void {
  if (bytes.length > MAX_FILE_BYTES) scan.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
  else if (isLfsPointer(bytes)) {
    scan.warn(path, 'not read: only a pointer to Git LFS is here; give actions/checkout lfs: true');
  } else if (!isUtf8(bytes)) scan.warn(path, 'not read: it is not UTF-8 text');
  else scan.add(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'), bytes);
}

/** A file that git tracks and that was deleted; a directory that bears the name of a file. */
const NO_FILE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** Reads a file into the scan. @returns `link` where it is one, and so was not read */
function addFile(scan: TextKeepingScan, read: FileReader, path: string): 'link' | 'done' {
  try {
    const bytes = read(path);
    if (bytes === 'link') return 'link';
    if (bytes === 'too large') scan.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
    else if (bytes !== undefined) addBytes(scan, path, bytes);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    if (!NO_FILE.has(code)) scan.warn(path, `not read: ${code === 'EACCES' ? 'permission denied' : messageOf(error)}`);
  }
  return 'done';
}

/** The first bytes of a file whose name does not say that it is read; none where they can't be. */
function bytesOf(read: FileReader, path: string): Uint8Array {
  try {
    const bytes = read(path);
    return bytes instanceof Uint8Array ? bytes : new Uint8Array();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return new Uint8Array();
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Whether the root is a directory.
 * @throws UserError where it does not exist
 */
export function isDirectory(root: string): boolean {
  try {
    return statSync(root).isDirectory();
  } catch {
    throw new UserError(`path: ${root} does not exist`);
  }
}

/** The regular files below a directory, as a scan of it would find them, whatever their names. */
export function filesBelow(options: Pick<TreeOptions, 'root' | 'git' | 'within'>): readonly string[] {
  return listingOf({ ...options, include: [], exclude: [] }).files;
}

/** What is under a directory: as git has it, else whatever is there. */
function listingOf({ root, git, within, onUnlisted }: TreeOptions): Listing {
  if (!git) return walk(root);
  const listed = listFolder(root, within);
  if (listed.state === 'listed') return listed.listing;
  if (listed.state === 'failed') onUnlisted?.(listed.reason);
  return walk(root);
}

const NEVER_READ = new Set(['.git', 'node_modules']);

function walk(root: string): Listing {
  const files: string[] = [];
  const links: string[] = [];
  const open = [''];
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    for (const entry of entriesOf(join(root, directory))) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (NEVER_READ.has(entry.name)) continue;
      else if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) open.push(path);
    }
  }
  return { files, links, submodules: [], blobs: new Map() };
}

/** What a directory holds; one that may not be read holds nothing we could tell of. */
function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return [];
  }
}
