import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { batchReader, type OnBlob } from './git-batch.ts';

/**
 * The `git` command. No shell, no prompt, no reliance on what the user has configured; a missing git, repository or commit is
 * an answer, never an exception.
 */

export type GitAnswer<T> =
  | { readonly type: 'ok'; readonly value: T }
  /** One line for people: what git said. */
  | { readonly type: 'failed'; readonly reason: string };

/** A file of a commit's tree. Symbolic links and submodules are none. */
export interface TreeFile {
  /** Relative to the folder that was asked about. */
  readonly path: string;
  /** The blob's id. */
  readonly blob: string;
}

const LOCAL_TIMEOUT = 120_000;
const FETCH_TIMEOUT = 120_000;
const MOST_OUTPUT = 256 * 1024 * 1024;

/** The commit that the folder's work tree is checked out at. */
export async function headCommit(folder: string): Promise<GitAnswer<string>> {
  const answer = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return answer.type === 'ok' ? { type: 'ok', value: answer.value.trim() } : answer;
}

/** Whether the commit is here; a shallow checkout has few. */
async function hasCommit(folder: string, commit: string): Promise<boolean> {
  if (!isCommitId(commit)) return false;
  return (await git(folder, ['cat-file', '-e', `${commit}^{commit}`])).type === 'ok';
}

/** Sees to it that the commit is here: looks, and where it is not, fetches it alone from `origin`. */
export async function ensureCommit(folder: string, commit: string): Promise<GitAnswer<undefined>> {
  if (!isCommitId(commit)) return notAnId(commit);
  if (await hasCommit(folder, commit)) return { type: 'ok', value: undefined };
  const fetched = await git(
    folder,
    [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-recurse-submodules',
      '--no-write-fetch-head',
      '--depth=1',
      'origin',
      commit,
    ],
    FETCH_TIMEOUT,
  );
  return fetched.type === 'ok' ? { type: 'ok', value: undefined } : fetched;
}

/**
 * The best common ancestor of two commits, as far as the history that is here tells.
 * @returns `failed` where there is none, as in a shallow checkout
 */
export async function mergeBase(folder: string, one: string, other: string): Promise<GitAnswer<string>> {
  if (!isCommitId(one)) return notAnId(one);
  if (!isCommitId(other)) return notAnId(other);
  const answer = await git(folder, ['merge-base', one, other]);
  if (answer.type === 'failed') return answer;
  const base = answer.value.trim();
  return isCommitId(base) ? { type: 'ok', value: base } : { type: 'failed', reason: 'git names no merge base' };
}

/** The files below the folder as a commit has them. */
export async function listTree(folder: string, commit: string): Promise<GitAnswer<readonly TreeFile[]>> {
  if (!isCommitId(commit)) return notAnId(commit);
  const answer = await git(folder, ['ls-tree', '-r', '-z', commit]);
  if (answer.type === 'failed') return answer;
  return { type: 'ok', value: answer.value.split('\0').flatMap(readTreeEntry) };
}

/** `100644 blob 3b18…\tpath`. */
function readTreeEntry(entry: string): readonly TreeFile[] {
  const tab = entry.indexOf('\t');
  const [mode, type, blob] = entry.slice(0, Math.max(tab, 0)).split(' ');
  const isFile = type === 'blob' && (mode === '100644' || mode === '100755');
  return isFile && blob !== undefined ? [{ path: entry.slice(tab + 1), blob }] : [];
}

/**
 * Reads blobs, one after the other through one process, so that a tree never is in memory as a whole.
 * @param onBlob is told each blob once, in the order given
 * @param largest bytes; a larger blob is passed over
 */
export async function readBlobs(
  folder: string,
  blobs: readonly string[],
  onBlob: OnBlob,
  largest: number,
): Promise<GitAnswer<undefined>> {
  const wanted = blobs.filter(isCommitId);
  if (wanted.length === 0) return { type: 'ok', value: undefined };
  const child = spawn('git', [...settings(), 'cat-file', '--batch', '--buffer'], {
    cwd: folder,
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: LOCAL_TIMEOUT,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < 2000) complaint += text;
  });
  // A git that ends early closes the pipe: its exit tells, not the pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(`${wanted.join('\n')}\n`);
  const ended = once(child, 'close').then(
    ([code]: unknown[]) => (code === 0 ? undefined : oneLine(complaint) || 'git cat-file was stopped'),
    (error: unknown) => reasonOf(error),
  );
  const reader = batchReader(onBlob, largest);
  try {
    for await (const chunk of child.stdout) if (Buffer.isBuffer(chunk)) reader.feed(chunk);
  } catch (error) {
    child.kill();
    await ended;
    throw error;
  }
  const reason = await ended;
  if (reason !== undefined) return { type: 'failed', reason };
  if (reader.told() !== wanted.length) return { type: 'failed', reason: 'git cat-file left out some of the blobs' };
  return { type: 'ok', value: undefined };
}

/** The id that git gives to bytes as a blob of a SHA-1 repository, which all on GitHub are. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function isCommitId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function notAnId(text: string): GitAnswer<never> {
  return { type: 'failed', reason: `${JSON.stringify(text.slice(0, 80))} is not the full id of a commit` };
}

/**
 * In a container the checkout often belongs to another user, which git takes for an attack unless told. Only the runner's own
 * workspace is vouched for: elsewhere another user's repository may be just that.
 */
function settings(): readonly string[] {
  const workspace = process.env.GITHUB_WORKSPACE;
  const vouched = workspace ? ['-c', `safe.directory=${workspace.replace(/(?<=.)\/$/, '')}`] : [];
  return [...vouched, '-c', 'core.quotepath=off', '-c', 'core.fsmonitor=false'];
}

/** What git must not take from outside: another repository, a prompt, substitutes for objects. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY, GIT_PREFIX, ...rest } = process.env;
  return {
    ...rest,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C',
  };
}

async function git(folder: string, words: readonly string[], timeout = LOCAL_TIMEOUT): Promise<GitAnswer<string>> {
  const options = { cwd: folder, env: environment(), timeout, maxBuffer: MOST_OUTPUT, encoding: 'utf8' } as const;
  return new Promise((resolve) => {
    execFile('git', [...settings(), ...words], options, (error, stdout, stderr) => {
      if (error === null) resolve({ type: 'ok', value: stdout });
      else resolve({ type: 'failed', reason: oneLine(stderr) || reasonOf(error) });
    });
  });
}

/** What git said, in one line. A URL in it may carry credentials: they are left out. */
function oneLine(text: string): string {
  return text
    .slice(0, 2000)
    .trim()
    .replaceAll(/\s*\n\s*/g, '; ')
    .replaceAll(/[^\s/@:'"]+:[^\s/@]+@/g, '')
    .replaceAll(/\/\/[^\s/@]+@/g, '//')
    .slice(0, 300);
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'git, or the folder, is not there';
  return error instanceof Error ? oneLine(error.message) : String(error);
}
