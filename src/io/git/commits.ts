import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchReader, type OnBlob } from './batch.ts';
import { type GitAnswer, type GitSource, oneLine, reasonOf, runGit, startGit } from './command.ts';
import type { Repository } from './repository.ts';

/** What is asked of git about commits. A missing git, repository or commit is an answer, never an exception. */

/** A file of a commit's tree. Symbolic links and submodules are none. */
export interface TreeFile {
  /** Relative to the folder that was asked about. */
  readonly path: string;
  /** The blob's id. */
  readonly blob: string;
}

/** What a commit's tree has, of a link the blob that says where it leads, of a submodule its commit. */
export interface TreeEntry extends TreeFile {
  readonly isFile: boolean;
}

/** The commit that the work tree is checked out at. */
export async function headCommit({ place }: Repository): Promise<GitAnswer<string>> {
  const answer = await runGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return answer.type === 'ok' ? { type: 'ok', value: answer.value.trim() } : answer;
}

/** Whether the commit is here; a shallow checkout has few. */
export async function hasCommit({ place }: Repository, commit: string): Promise<boolean> {
  return isCommitId(commit) && (await runGit(place, ['cat-file', '-e', `${commit}^{commit}`])).type === 'ok';
}

/** Fetches a commit alone, with all of its tree, into what is gone when the repository is closed. */
export async function fetchCommit(
  { place }: Repository,
  commit: string,
  source: GitSource,
  signal?: AbortSignal,
): Promise<GitAnswer<undefined>> {
  if (!isCommitId(commit)) return notAnId(commit);
  const line = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--depth=1'];
  const certificates = await certificatesFor(place.gitDir);
  const trusting = certificates === undefined ? source : { ...source, certificates };
  const fetched = await runGit(place, [...line, '--', source.address, commit], {
    source: trusting,
    ...(signal === undefined ? {} : { signal }),
  });
  return fetched.type === 'ok' ? { type: 'ok', value: undefined } : fetched;
}

/**
 * Fetches what a reference names (a commit, a tag, a branch, `HEAD`) alone.
 * @returns the commit's id
 */
export async function fetchReference(
  { place }: Pick<Repository, 'place'>,
  reference: string,
  source: GitSource,
  signal?: AbortSignal,
): Promise<GitAnswer<string>> {
  const words = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--depth=1'];
  const certificates = await certificatesFor(place.gitDir);
  const trusting = certificates === undefined ? source : { ...source, certificates };
  const fetched = await runGit(place, [...words, '--', source.address, `+${reference}:refs/fetched`], {
    source: trusting,
    ...(signal === undefined ? {} : { signal }),
  });
  if (fetched.type === 'failed') return fetched;
  const commit = await runGit(place, ['rev-parse', '--verify', '--quiet', 'refs/fetched^{commit}']);
  return commit.type === 'ok' ? { type: 'ok', value: commit.value.trim() } : commit;
}

/** Node's own certificates with those of `NODE_EXTRA_CA_CERTS`, so that git trusts whom the run trusts. */
async function certificatesFor(folder: string): Promise<string | undefined> {
  const { NODE_EXTRA_CA_CERTS: extra, GIT_SSL_CAINFO: own } = process.env;
  if (!extra || own) return undefined;
  try {
    // Most runs fetch nothing.
    const { rootCertificates } = await import('node:tls');
    const path = join(folder, 'certificates.pem');
    writeFileSync(path, [...rootCertificates, readFileSync(extra, 'utf8')].join('\n'));
    return path;
  } catch {
    // Node only warns of a file that it can't read.
    return undefined;
  }
}

/**
 * The best common ancestor of two commits, as far as the history that is here tells.
 * @returns `failed` where there is none, as in a shallow checkout
 */
export async function mergeBase({ place }: Repository, one: string, other: string): Promise<GitAnswer<string>> {
  if (!isCommitId(one)) return notAnId(one);
  if (!isCommitId(other)) return notAnId(other);
  const answer = await runGit(place, ['merge-base', one, other]);
  if (answer.type === 'failed') return answer;
  const base = answer.value.trim();
  return isCommitId(base) ? { type: 'ok', value: base } : { type: 'failed', reason: 'git names no merge base' };
}

/** The files below the folder as a commit has them. */
export async function listTree(
  { place }: Pick<Repository, 'place'>,
  commit: string,
): Promise<GitAnswer<readonly TreeFile[]>> {
  const answer = await listEntries({ place }, commit);
  if (answer.type === 'failed') return answer;
  const files = answer.value.filter(({ isFile }) => isFile);
  return { type: 'ok', value: files.map(({ path, blob }) => ({ path, blob })) };
}

/** The same with links and submodules. */
export async function listEntries(
  { place }: Pick<Repository, 'place'>,
  commit: string,
): Promise<GitAnswer<readonly TreeEntry[]>> {
  if (!isCommitId(commit)) return notAnId(commit);
  const answer = await runGit(place, ['ls-tree', '-r', '-z', commit]);
  if (answer.type === 'failed') return answer;
  return { type: 'ok', value: answer.value.split('\0').flatMap(readTreeEntry) };
}

/** `100644 blob 3b18…\tpath`. */
function readTreeEntry(entry: string): readonly TreeEntry[] {
  const tab = entry.indexOf('\t');
  const [mode, type, blob] = entry.slice(0, Math.max(tab, 0)).split(' ');
  const isFile = type === 'blob' && (mode === '100644' || mode === '100755');
  return blob === undefined ? [] : [{ path: entry.slice(tab + 1), blob, isFile }];
}

/**
 * The text of one file of a commit; `undefined` where it has none by that name: links and submodules are none.
 * @param path from the work tree's top
 * @param largest bytes; a larger file is refused
 */
export async function fileAt(
  { place }: Repository,
  commit: string,
  path: string,
  largest: number,
): Promise<GitAnswer<string | undefined>> {
  if (!isCommitId(commit)) return notAnId(commit);
  const listed = await runGit(place, ['ls-tree', '-z', '-l', '--full-tree', commit, '--', path]);
  if (listed.type === 'failed') return listed;
  const entry = listed.value.split('\0').find((line) => line.endsWith(`\t${path}`)) ?? '';
  const [, blob, size] = /^100(?:644|755) blob ([0-9a-f]+) +(\d+)\t/.exec(entry) ?? [];
  if (blob === undefined) return { type: 'ok', value: undefined };
  if (Number(size) > largest) return { type: 'failed', reason: `${path} has more than ${largest} bytes` };
  return runGit(place, ['cat-file', 'blob', blob]);
}

/**
 * Reads blobs, one after the other through one process, so that a tree never is in memory as a whole.
 * @param onBlob is told each blob once, in the order given
 * @param largest bytes; a larger blob is passed over
 * @returns `failed` where a blob is not here, as in a clone that leaves out blobs
 */
export async function readBlobs(
  { place }: Pick<Repository, 'place'>,
  blobs: readonly string[],
  onBlob: OnBlob,
  largest: number,
): Promise<GitAnswer<undefined>> {
  const wanted = blobs.filter(isCommitId);
  if (wanted.length === 0) return { type: 'ok', value: undefined };
  const child = startGit(place, ['cat-file', '--batch', '--buffer']);
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
  if (reader.missing() > 0) return { type: 'failed', reason: `${reader.missing()} of its files are not here` };
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
