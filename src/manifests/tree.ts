import { isUtf8 } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import { matcher } from '../images/globs.ts';
import { type Scan, type ScanResult, startScan } from './scan.ts';

/** What to read of a tree. */
export interface TreeOptions {
  /** A directory, or one file, which is read whatever its name is. */
  readonly root: string;
  /** Globs on paths relative to the root; none means all. */
  readonly include: readonly string[];
  /** Wins over `include`. */
  readonly exclude: readonly string[];
  /** Whether to ask git which files count; without it, or outside of a work tree, all do but `.git` and `node_modules`. */
  readonly git: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly read: number;
  readonly total: number;
}

export interface TreeScan extends ScanResult {
  /** The texts of the files that hold uses or slots of uses, by path: what edits and reviews are made on. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A file as git has it. */
export interface Blob {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
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
  const scan = new TextKeepingScan(startScan());
  if (!isDirectory(root)) {
    addFile(scan, dirname(root), basename(root));
    return scan.finish();
  }
  const included = options.include.length === 0 ? () => true : matcher(options.include);
  const excluded = matcher(options.exclude);
  const paths = listFiles(root, options.git).filter((path) => scan.wants(path) && included(path) && !excluded(path));
  for (const [index, path] of paths.entries()) {
    addFile(scan, root, path);
    onProgress?.({ read: index + 1, total: paths.length });
  }
  return scan.finish();
}

/** Scans one text, as of standard input: rendered manifests, usually. */
export function scanText(text: string, path = '-'): TreeScan {
  const scan = new TextKeepingScan(startScan());
  scan.add(path, text);
  return scan.finish();
}

/** Scans files that are not on the disk: the tree of another commit. Files of no kind are passed over. */
export async function scanBlobs(blobs: Iterable<Blob> | AsyncIterable<Blob>): Promise<TreeScan> {
  const scan = new TextKeepingScan(startScan());
  for await (const { path, bytes } of blobs) if (scan.wants(path)) addBytes(scan, path, bytes);
  return scan.finish();
}

/** A scan that keeps the texts that told something. */
class TextKeepingScan {
  readonly #scan: Scan;
  readonly #texts = new Map<string, string>();

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  wants(path: string): boolean {
    return this.#scan.wants(path);
  }

  add(path: string, text: string): void {
    if (this.#scan.add(path, text)) this.#texts.set(path, text);
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
    return { ...result, texts: new Map([...this.#texts].filter(([path]) => wanted.has(path))) };
  }
}

function addBytes(scan: TextKeepingScan, path: string, bytes: Uint8Array): void {
  if (bytes.length > MAX_FILE_BYTES) scan.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
  else if (!isUtf8(bytes)) scan.warn(path, 'not read: it is not UTF-8 text');
  else scan.add(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
}

/** Links end in ELOOP; a pipe must not make us wait for a writer. Windows knows neither flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** A link; a file that git tracks and that was deleted; a directory that bears the name of a file. */
const NO_FILE = new Set(['ELOOP', 'EMLINK', 'ENOENT', 'EISDIR']);

function addFile(scan: TextKeepingScan, root: string, path: string): void {
  try {
    const bytes = readRegular(join(root, path));
    if (bytes === 'too large') scan.warn(path, `not read: larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`);
    else if (bytes !== undefined) addBytes(scan, path, bytes);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    if (!NO_FILE.has(code)) scan.warn(path, `not read: ${code === 'EACCES' ? 'permission denied' : messageOf(error)}`);
  }
}

/** The bytes of a regular file; `undefined` for anything else. */
function readRegular(path: string): Buffer | 'too large' | undefined {
  const file = openSync(path, OPEN_FLAGS);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) return undefined;
    if (status.size > MAX_FILE_BYTES) return 'too large';
    const buffer = Buffer.allocUnsafe(status.size);
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(file, buffer, length, buffer.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
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

/** The files under a directory, relative to it with forward slashes, in a fixed order. */
export function listFiles(root: string, git: boolean): readonly string[] {
  const listed = git ? trackedFiles(root) : undefined;
  return [...(listed ?? walk(root))].sort();
}

/** Tracked files and new ones that git does not ignore; `undefined` where git has no say. */
function trackedFiles(root: string): ReadonlySet<string> | undefined {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? new Set(stdout.split('\0').filter((path) => path !== '')) : undefined;
}

const NEVER_READ = new Set(['.git', 'node_modules']);

function walk(root: string): readonly string[] {
  const files: string[] = [];
  const open = [''];
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    for (const entry of entriesOf(join(root, directory))) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && !NEVER_READ.has(entry.name)) open.push(path);
    }
  }
  return files;
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
