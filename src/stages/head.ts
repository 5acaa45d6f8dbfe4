import { blobId, hasCommit, headCommit, listTree, readBlobs } from '../io/git/commits.ts';
import { openRepository, type Repository } from '../io/git/repository.ts';
import { MAX_FILE_BYTES } from '../manifests/tree.ts';
import type { PullRequestApi } from '../review/github.ts';
import type { Texts } from '../review/pieces.ts';
import type { Read } from './read.ts';
import type { RunContext } from './run-context.ts';

/**
 * The texts of the head: the commit that suggestions and the patch are for. What is checked out may be another text. Of a pull request it
 * is the merge with the base (docs/github-behaviour.md#merge-checkout), and on Windows its lines may end in `\r\n`
 * (docs/github-behaviour.md#autocrlf).
 */
export interface Head {
  /** By the path that uses name. */
  readonly textsOf: (file: string) => Texts | undefined;
  /** What went wrong, one line each. */
  readonly troubles: readonly string[];
}

/** Who can tell what a pull request's head has, where git has not fetched it. */
export interface HeadSource {
  readonly api: Pick<PullRequestApi, 'blobIds' | 'blobTexts'>;
  readonly commit: string;
  /** Ids of blobs that are known, by path from the repository's root. */
  readonly known: ReadonlyMap<string, string>;
}

/**
 * Reads files as the head has them: from git where it is here, else from GitHub, all that differ with one request.
 * In a terminal the files themselves count, whatever is committed of them.
 * @param files from the scanned path; those that are to be edited
 * @param source for a pull request
 */
export async function readHead(
  read: Read,
  files: readonly string[],
  source: HeadSource | undefined,
  context: RunContext,
): Promise<Head> {
  const { texts } = read.scan;
  const scanned = new Map(files.flatMap((file) => (texts.has(file) ? [[file, texts.get(file) ?? '']] : [])));
  const headOf = (heads: ReadonlyMap<string, string>, troubles: readonly string[] = []): Head => ({
    textsOf: (file) => {
      const text = texts.get(file);
      return text === undefined ? undefined : { scanned: text, head: heads.get(file) };
    },
    troubles,
  });
  if (context.event === undefined || scanned.size === 0) return headOf(texts);
  const commit = source?.commit ?? context.rights.pullRequest?.headSha;
  const here = await fromGit(read, scanned, commit, context);
  if (here !== undefined) return headOf(here);
  if (commit === undefined) return headOf(texts);
  if (source === undefined) return headOf(new Map(), [`the head is not here, and nobody could be asked for it`]);
  return fromGitHub(scanned, read.prefix, source, headOf);
}

/** @param commit the one checked out unless given. @returns `undefined` where it is not here as a whole */
async function fromGit(
  { folder }: Read,
  scanned: ReadonlyMap<string, string>,
  commit: string | undefined,
  { root }: RunContext,
): Promise<ReadonlyMap<string, string> | undefined> {
  const repository = openRepository(folder, root);
  if (repository === undefined) return undefined;
  try {
    const checkedOut = commit === undefined ? await headCommit(repository) : undefined;
    const wanted = checkedOut?.type === 'ok' ? checkedOut.value : commit;
    if (wanted === undefined || !(await hasCommit(repository, wanted))) return undefined;
    const tree = await listTree(repository, wanted);
    if (tree.type === 'failed') return undefined;
    return await differing(repository, new Map(tree.value.map(({ path, blob }) => [path, blob])), scanned);
  } finally {
    repository.close();
  }
}

async function differing(
  repository: Repository,
  blobs: ReadonlyMap<string, string>,
  scanned: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string> | undefined> {
  const heads = new Map<string, string>();
  const filesOf = new Map<string, string[]>();
  for (const [file, text] of scanned) {
    const blob = blobs.get(file);
    if (blob === undefined) continue;
    if (blobId(Buffer.from(text)) === blob) heads.set(file, text);
    else filesOf.set(blob, [...(filesOf.get(blob) ?? []), file]);
  }
  const take = (blob: string, bytes: Uint8Array | undefined) => {
    if (bytes === undefined) return;
    for (const file of filesOf.get(blob) ?? []) heads.set(file, Buffer.from(bytes).toString('utf8'));
  };
  const answer = await readBlobs(repository, [...filesOf.keys()], take, MAX_FILE_BYTES);
  return answer.type === 'ok' ? heads : undefined;
}

async function fromGitHub(
  scanned: ReadonlyMap<string, string>,
  prefix: string,
  { api, commit, known }: HeadSource,
  headOf: (heads: ReadonlyMap<string, string>, troubles?: readonly string[]) => Head,
): Promise<Head> {
  const ids = new Map([...scanned.keys()].flatMap((file) => idOf(known, file, prefix)));
  const unknown = [...scanned.keys()].filter((file) => !ids.has(file));
  const troubles: string[] = [];
  const complain = (many: readonly string[], reason: string) => {
    const [first = '', ...others] = many;
    const files = others.length === 0 ? first : `${first} and ${others.length} more`;
    troubles.push(`nothing is suggested in ${files}, since the head's text of it can't be read: ${reason}`);
  };
  if (unknown.length > 0) {
    const answer = await api.blobIds(
      commit,
      unknown.map((file) => `${prefix}${file}`),
    );
    if (answer.type === 'refused') complain(unknown, answer.reason);
    else for (const file of unknown) for (const [name, id] of idOf(answer.value, file, prefix)) ids.set(name, id);
  }
  const heads = new Map<string, string>();
  const others: string[] = [];
  for (const [file, id] of ids) {
    const text = scanned.get(file) ?? '';
    if (blobId(Buffer.from(text)) === id) heads.set(file, text);
    else others.push(file);
  }
  if (others.length === 0) return headOf(heads, troubles);
  const answer = await api.blobTexts([...new Set(others.map((file) => ids.get(file) ?? ''))]);
  if (answer.type === 'refused') complain(others, answer.reason);
  else {
    for (const file of others) {
      const text = answer.value.get(ids.get(file) ?? '');
      if (text !== undefined) heads.set(file, text);
    }
  }
  return headOf(heads, troubles);
}

function idOf(ids: ReadonlyMap<string, string>, file: string, prefix: string): readonly (readonly [string, string])[] {
  const id = ids.get(`${prefix}${file}`);
  return id === undefined ? [] : [[file, id]];
}
