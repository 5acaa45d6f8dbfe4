import { fetchReference, listTree, readBlobs } from '../io/git/commits.ts';
import { emptyRepository } from '../io/git/repository.ts';
import { joinPath } from '../manifests/source/paths.ts';
import type { ChartFile } from './archive.ts';
import { StaysUnseen } from './failure.ts';
import type { HostCheck } from './hosts.ts';

/** The files of a folder of a Git repository, their paths below it. @throws StaysUnseen */
export type FetchFolder = (url: string, path: string, ref: string | undefined) => Promise<readonly ChartFile[]>;

const MAX_FILES = 10_000;
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_FOLDER_BYTES = 128 * 1024 * 1024;

/** Fetches folders, each repository at each reference once; the repositories are gone with `close`. */
export function folderFetcher(
  mayAsk: HostCheck,
  signal: AbortSignal,
): { readonly fetch: FetchFolder; readonly close: () => void } {
  const opened = new Map<string, Promise<Fetched>>();
  const closing: (() => void)[] = [];
  const open = async (address: string, ref: string): Promise<Fetched> => {
    const repository = emptyRepository();
    closing.push(repository.close);
    const fetched = await fetchReference(repository, ref, { address }, signal);
    if (fetched.type === 'failed') throw new StaysUnseen(`${address} can't be fetched at ${ref}: ${fetched.reason}`);
    const listed = await listTree(repository, fetched.value);
    if (listed.type === 'failed') throw new StaysUnseen(`${address} can't be read: ${listed.reason}`);
    return { repository, files: listed.value };
  };
  return {
    fetch: async (url, path, ref = 'HEAD') => {
      const address = addressOf(url, mayAsk);
      const folder = joinPath('', path.replace(/^\/+/, ''));
      if (folder === undefined) throw new StaysUnseen('its path leads out of its repository');
      if (!/^[\w][\w./+-]{0,200}$/.test(ref))
        throw new StaysUnseen('its reference is no name of a commit, a tag or a branch');
      const key = `${address}\0${ref}`;
      const repository = opened.get(key) ?? open(address, ref);
      opened.set(key, repository);
      return filesBelow(await repository, folder);
    },
    close: () => {
      for (const close of closing) close();
    },
  };
}

interface Fetched {
  readonly repository: ReturnType<typeof emptyRepository>;
  readonly files: readonly { readonly path: string; readonly blob: string }[];
}

async function filesBelow({ repository, files }: Fetched, folder: string): Promise<readonly ChartFile[]> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const wanted = files.filter(({ path }) => path.startsWith(prefix));
  if (wanted.length === 0) throw new StaysUnseen(`its repository has no folder ${folder}`);
  if (wanted.length > MAX_FILES) throw new StaysUnseen(`its folder has more than ${MAX_FILES} files`);
  const bytesOf = new Map<string, Uint8Array>();
  let total = 0;
  const take = (blob: string, bytes: Uint8Array | undefined) => {
    total += bytes?.length ?? 0;
    if (bytes !== undefined && total <= MAX_FOLDER_BYTES) bytesOf.set(blob, Uint8Array.from(bytes));
  };
  const read = await readBlobs(repository, [...new Set(wanted.map(({ blob }) => blob))], take, MAX_FILE_BYTES);
  if (read.type === 'failed') throw new StaysUnseen(`its repository can't be read: ${read.reason}`);
  if (total > MAX_FOLDER_BYTES) throw new StaysUnseen('its folder is larger than 128 MiB');
  return wanted.flatMap(({ path, blob }) => {
    const bytes = bytesOf.get(blob);
    return bytes === undefined ? [] : [{ path: path.slice(prefix.length), bytes }];
  });
}

/** An address that is fetched by https; the ways of writing GitHub's by ssh are the same repository. */
function addressOf(url: string, mayAsk: HostCheck): string {
  const ssh = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](.+)$/.exec(url.trim());
  const address = ssh === null ? url.trim() : `https://${ssh[1]}/${ssh[2]}`;
  if (!URL.canParse(address))
    throw new StaysUnseen(`${JSON.stringify(url.slice(0, 200))} is no address of a repository`);
  const parsed = new URL(address);
  const refused = mayAsk(parsed);
  if (refused !== undefined) throw new StaysUnseen(refused);
  return parsed.href;
}
