import { basename, relative, sep } from 'node:path';
import { pathFilter } from '../base/globs.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { namedPath } from '../io/folders.ts';
import type { GitAnswer } from '../io/git/command.ts';
import {
  fetchCommit,
  fileAt,
  hasCommit,
  headCommit,
  listEntries,
  mergeBase,
  readBlobs,
  type TreeFile,
} from '../io/git/commits.ts';
import { emptyCopy, openRepository, originOf, type Repository } from '../io/git/repository.ts';
import { namesAnother, sourceOf } from '../io/git/source.ts';
import { isManifestBeginning, isManifestPath, mayBeManifest } from '../manifests/scan.ts';
import { mayBeTestPath } from '../manifests/test-paths.ts';
import type { ToldFiles } from '../manifests/told.ts';
import { type Blob, type KnownFile, MAX_FILE_BYTES, scanFiles, type TreeScan } from '../manifests/tree.ts';
import type { TreeSource } from '../render/tree-source.ts';
import { isAction, ofKinds, workspaceOf } from './read.ts';
import { lookedFurther, looksFurther } from './render.ts';
import type { RunContext } from './run-context.ts';

/** A file of thousands of acceptances; what is larger is something else. */
export const MAX_POLICY_BYTES = 1024 * 1024;

/** The tree that the run is compared with, or why there is none to compare with. */
export type Base =
  | { readonly state: 'read'; readonly scan: TreeScan; readonly policy?: PolicyText }
  | { readonly state: 'none' }
  /** `reason` is a clause, `remedy` a sentence. */
  | { readonly state: 'unreadable'; readonly reason: string; readonly remedy: string };

/** What the base says in a file that opens the gate; no text where it has no such file. */
export interface PolicyText {
  readonly text: string | undefined;
}

const HAVE_IT_HERE = 'Give actions/checkout a fetch-depth of 0.';
const MAY_FETCH =
  'Let github-token read the repository (permissions: contents: read), or give actions/checkout a fetch-depth of 0.';

interface BaseOptions {
  /** A file, absolute, whose text in that commit is wanted too. */
  readonly policy?: string | undefined;
  /** What the files of the tree told: those that the commit has, too, are not read again. */
  readonly known?: ToldFiles | undefined;
}

/** Scans the same path as it was at the commit that the run is compared with. */
export async function readBase(
  inputs: Inputs,
  context: RunContext,
  { policy, known }: BaseOptions = {},
): Promise<Base> {
  const { scopeBase } = context.rights;
  if (scopeBase === undefined || inputs.path === '-') return { state: 'none' };
  const named = namedPath(context.root, inputs.path, isAction(context));
  const repository = openRepository(named.folder, workspaceOf(context));
  if (repository === undefined) {
    const reason = 'the path is in no checkout of git';
    return { state: 'unreadable', reason, remedy: 'Check it out with actions/checkout where git is installed.' };
  }
  try {
    const only = named.isFolder ? undefined : basename(named.path);
    const commit = await baseCommit(repository, scopeBase, context);
    // A clone may leave out files: then it has the commit, and not all that is in it.
    const isHere = await hasCommit(repository, commit);
    const wanted = { only, known };
    const here = isHere ? await scanCommit(repository, commit, wanted, inputs, context) : undefined;
    const scanned =
      here?.state === 'read' ? here : await scanFetched(repository, commit, isHere, wanted, inputs, context);
    if (scanned.state !== 'read' || policy === undefined) return scanned;
    const told = await fileIn(repository, scopeBase, policy, MAX_POLICY_BYTES, inputs.githubToken, context);
    return told.state === 'read' ? { ...scanned, policy: { text: told.text } } : told;
  } finally {
    repository.close();
  }
}

/** What of a commit is read. */
interface Wanted {
  /** The one file that is wanted, where it is one. */
  readonly only: string | undefined;
  readonly known: ToldFiles | undefined;
}

/** An absolute path as it stands in the repository. */
function pathIn({ checkout }: Repository, path: string): string {
  return relative(checkout.top, path).split(sep).join('/');
}

/** Fetches the commit from the run's own repository, and scans it. */
async function scanFetched(
  repository: Repository,
  commit: string,
  isWhole: boolean,
  wanted: Wanted,
  inputs: Inputs,
  context: RunContext,
): Promise<Base> {
  return withFetched(repository, commit, isWhole, inputs.githubToken, context, (into) =>
    scanCommit(into, commit, wanted, inputs, context),
  );
}

/** Why a commit can't be read: `reason` is a clause, `remedy` a sentence. */
type Unreadable = Extract<Base, { readonly state: 'unreadable' }>;

/**
 * Fetches a commit from the run's own repository, and does something with it.
 * @param isWhole whether the commit is here already, and not all that is in it
 */
async function withFetched<Result>(
  repository: Repository,
  commit: string,
  isWhole: boolean,
  token: string | undefined,
  { env, emulated, log, signal }: Pick<RunContext, 'env' | 'emulated' | 'log' | 'signal'>,
  task: (into: Repository) => Promise<Result>,
): Promise<Result | Unreadable> {
  const source = sourceOf({ env, token, emulated });
  if (source.type === 'failed') return { state: 'unreadable', reason: source.reason, remedy: HAVE_IT_HERE };
  if (namesAnother(originOf(repository), env.GITHUB_REPOSITORY)) {
    const reason = `the path is in a checkout of another repository than ${env.GITHUB_REPOSITORY}`;
    return { state: 'unreadable', reason, remedy: 'Set gate-scope and scope to all for it.' };
  }
  log.mask(token ?? '');
  log.mask(source.value.authorization?.split(' ')[1] ?? '');
  const into = isWhole ? emptyCopy(repository) : repository;
  try {
    const fetched = await fetchCommit(into, commit, source.value, signal);
    if (fetched.type === 'failed') {
      return { state: 'unreadable', reason: `it can't be fetched: ${fetched.reason}`, remedy: MAY_FETCH };
    }
    return await task(into);
  } finally {
    if (into !== repository) into.close();
  }
}

/** What {@link readBaseFile} needs of the run. */
export type BaseReader = Pick<RunContext, 'root' | 'rights' | 'env' | 'emulated' | 'log' | 'signal'>;

/** A file as a commit has it, or why that is not known. */
type FileRead = { readonly state: 'read'; readonly text: string | undefined } | Unreadable;

/**
 * One file that opens the gate, as the base has it now. Not as it was where the head parted from it: whoever makes the head chooses that
 * commit, and what the base has taken back since must not count for him.
 * @param path absolute
 * @returns its text, `undefined` where that commit has no such file; or why that is not known
 */
export async function readBaseFile(
  path: string,
  mostBytes: number,
  token: string | undefined,
  context: BaseReader,
): Promise<FileRead | Extract<Base, { readonly state: 'none' }>> {
  const { scopeBase } = context.rights;
  if (scopeBase === undefined) return { state: 'none' };
  const repository = openRepository(context.root, context.root);
  if (repository === undefined) {
    const reason = 'the workspace is no checkout of git';
    return { state: 'unreadable', reason, remedy: 'Check it out with actions/checkout where git is installed.' };
  }
  try {
    return await fileIn(repository, scopeBase, path, mostBytes, token, context);
  } finally {
    repository.close();
  }
}

/** A file of a commit, which is fetched where it is not here. @param path absolute */
async function fileIn(
  repository: Repository,
  commit: string,
  path: string,
  mostBytes: number,
  token: string | undefined,
  context: Parameters<typeof withFetched>[4],
): Promise<FileRead> {
  const name = pathIn(repository, path);
  const read = async (from: Repository): Promise<FileRead> => {
    const told = await fileAt(from, commit, name, mostBytes);
    return told.type === 'failed'
      ? { state: 'unreadable', reason: told.reason, remedy: HAVE_IT_HERE }
      : { state: 'read', text: told.value };
  };
  const isHere = await hasCommit(repository, commit);
  const here = isHere ? await read(repository) : undefined;
  if (here?.state === 'read') return here;
  return withFetched(repository, commit, isHere, token, context, read);
}

async function scanCommit(
  repository: Repository,
  commit: string,
  wanted: Wanted,
  inputs: Inputs,
  context: RunContext,
): Promise<Base> {
  const tree = await listEntries(repository, commit);
  if (tree.type === 'failed') return { state: 'unreadable', reason: tree.reason, remedy: HAVE_IT_HERE };
  const isFurther = looksFurther(inputs, context);
  // That reads files of its own, so that all of them are wanted.
  const inTree = tree.value.filter(({ isFile }) => isFile);
  const files = await filesOf(repository, inTree, isFurther ? { ...wanted, known: undefined } : wanted, inputs);
  if (files.type === 'failed') return { state: 'unreadable', reason: files.reason, remedy: HAVE_IT_HERE };
  const scanned = scanFiles(files.value);
  const whole = isFurther
    ? await lookedFurther(scanned, treeOf(files.value), repository.place.folder, inputs, context)
    : scanned;
  const scan = ofKinds(whole, inputs);
  const blobs = new Map(tree.value.map(({ path, blob }) => [path, blob]));
  return { state: 'read', scan: { ...scan, blobs } };
}

/** The manifests of a commit as rendering reads them. */
function treeOf(files: readonly (Blob | KnownFile)[]): TreeSource {
  const bytesOf = new Map(files.flatMap((file) => ('bytes' in file ? [[file.path, file.bytes] as const] : [])));
  return { paths: [...bytesOf.keys()], read: (path) => bytesOf.get(path) };
}

/** The files of a commit's tree that are manifests, or may be: read where they are not known. */
async function filesOf(
  repository: Repository,
  tree: readonly TreeFile[],
  { only, known }: Wanted,
  inputs: Inputs,
): Promise<GitAnswer<readonly (Blob | KnownFile)[]>> {
  const filter = pathFilter(inputs);
  const isWanted = (file: string) =>
    only === undefined ? (isManifestPath(file) || mayBeManifest(file)) && filter(file) : file === only;
  const isKept = (file: string, bytes: Uint8Array) =>
    file === only || isManifestPath(file) || isManifestBeginning(bytes);
  const found = (needsNames: boolean) => {
    const files: KnownFile[] = [];
    const pathsOf = new Map<string, string[]>();
    for (const { blob, path } of tree) {
      // What the head has told is wanted.
      const before = known?.get(path, blob, needsNames);
      const others = pathsOf.get(blob);
      if (before !== undefined) files.push({ ...before, path });
      else if (!isWanted(path)) continue;
      else if (others === undefined) pathsOf.set(blob, [path]);
      else others.push(path);
    }
    return { files, pathsOf };
  };
  const quick = found(false);
  // Where the head has tests all its files were asked what they name; where it has none, those that only the base has tell.
  const needsNames = [...quick.pathsOf.values()].some((paths) => paths.some(mayBeTestPath));
  const { files: before, pathsOf } = needsNames ? found(true) : quick;
  const files: (Blob | KnownFile)[] = [...before];
  const take = (blob: string, bytes: Uint8Array | undefined) => {
    if (bytes === undefined) return;
    for (const path of pathsOf.get(blob) ?? []) if (isKept(path, bytes)) files.push({ path, bytes });
  };
  const read = await readBlobs(repository, [...pathsOf.keys()], take, MAX_FILE_BYTES);
  return read.type === 'failed' ? read : { type: 'ok', value: files };
}

/**
 * What a pull request's checkout is compared with. GitHub's merge of it with the base
 * (docs/github-behaviour.md#merge-checkout) holds all that the base has; the head itself holds what the base had where
 * the two parted, as far as the history that is here tells.
 */
async function baseCommit(
  repository: Repository,
  base: string,
  { rights }: Pick<RunContext, 'rights'>,
): Promise<string> {
  const { headSha } = rights;
  if (headSha === undefined) return base;
  const head = await headCommit(repository);
  if (head.type === 'failed' || head.value !== headSha) return base;
  const parting = await mergeBase(repository, headSha, base);
  return parting.type === 'ok' ? parting.value : base;
}
