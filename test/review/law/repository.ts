import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { PullFile } from './github-rules.ts';
import type { PullRequest, Tree } from './pull-requests.ts';

/** Many pull requests in one repository of git, a folder each, so that git is started a few times for hundreds of them. */

export interface Repository {
  readonly headSha: string;
  /** By pull request: its files as GitHub would list them, and the ids of their blobs. */
  readonly files: readonly (readonly (PullFile & { readonly blob: string })[])[];
  /** By pull request: what `actions/checkout` leaves; `undefined` where the branches can't be merged. */
  readonly merges: readonly (Tree | undefined)[];
  /** Applies a patch to the head. @returns the files that it makes, or what git says */
  readonly apply: (patch: string) => Tree | string;
  readonly remove: () => void;
}

const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

export function repositoryOf(pulls: readonly PullRequest[]): Repository {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-law-'));
  const git = (...args: readonly string[]) =>
    execFileSync(
      'git',
      ['-C', folder, '-c', 'core.autocrlf=false', '-c', 'gc.auto=0', '-c', 'core.fsync=none', ...args],
      {
        encoding: 'utf8',
        env: ENV,
        maxBuffer: 1024 ** 3,
      },
    );
  const commit = (side: 'parting' | 'head' | 'base', branch: string, from?: string) => {
    if (from === undefined) git('init', '--quiet', `--initial-branch=${branch}`);
    else git('checkout', '--quiet', '-b', branch, from);
    for (const entry of readdirSync(folder)) if (entry !== '.git') rmSync(join(folder, entry), { recursive: true });
    for (const [index, pull] of pulls.entries()) write(join(folder, `p${index}`), pull[side]);
    git('add', '--all', '--force');
    git('commit', '--quiet', '--allow-empty', '--message', side);
    return git('rev-parse', 'HEAD').trim();
  };
  const parting = commit('parting', 'main');
  commit('base', 'base', parting);
  const headSha = commit('head', 'change', parting);
  const merges = mergesOf(pulls.length, folder, git);
  return {
    headSha,
    files: filesOf(
      pulls,
      git('-c', 'core.quotepath=off', 'diff', '--full-index', '-M', '--no-color', parting, headSha),
    ),
    merges,
    apply: (patch) => {
      git('checkout', '--quiet', '--force', 'change');
      git('clean', '--quiet', '-d', '--force', '-x');
      const args = ['-C', folder, '-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'];
      const { status, stderr } = spawnSync('git', args, { input: patch, encoding: 'utf8', env: ENV });
      return status === 0 ? read(folder) : `git: ${stderr.slice(0, 2000)}`;
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function write(folder: string, tree: Tree): void {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function read(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files.flatMap((entry) => {
      const path = relative(folder, join(entry.parentPath, entry.name));
      return entry.isFile() && !path.startsWith('.git/') ? [[path, readFileSync(join(folder, path), 'utf8')]] : [];
    }),
  );
}

/** The merges, by git's own way of merging; a folder with a conflict has none. */
function mergesOf(
  count: number,
  folder: string,
  git: (...args: readonly string[]) => string,
): readonly (Tree | undefined)[] {
  const args = ['-C', folder, 'merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', 'change', 'base'];
  const { stdout } = spawnSync('git', args, { encoding: 'utf8', env: ENV, maxBuffer: 1024 ** 3 });
  const [tree = '', ...conflicted] = stdout.split('\0');
  const broken = new Set(conflicted.map((path) => path.split('/')[0] ?? ''));
  const into = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-merge-'));
  try {
    git('read-tree', tree.trim());
    git('checkout-index', '--all', `--prefix=${into}/`);
    git('read-tree', 'change');
    const merged = read(into);
    const trees = Array.from({ length: count }, (): Record<string, string> => ({}));
    for (const [path, text] of Object.entries(merged)) {
      const [name = '', ...rest] = path.split('/');
      const of = trees[Number(name.slice(1))];
      if (of !== undefined) of[rest.join('/')] = text;
    }
    return trees.map((of, index) => (broken.has(`p${index}`) ? undefined : of));
  } finally {
    rmSync(into, { recursive: true });
  }
}

/** The id that git gives to a blob. */
function idOf(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}

/** What GitHub lists, out of git's own diff. */
function filesOf(pulls: readonly PullRequest[], diff: string): Repository['files'] {
  const files = pulls.map((): (PullFile & { readonly blob: string })[] => []);
  for (const section of diff.split(/^(?=diff --git )/m)) {
    if (section === '') continue;
    const to = /^\+\+\+ b\/(.*?)\t?$/m.exec(section)?.[1] ?? /^rename to (.*)$/m.exec(section)?.[1];
    const from = /^--- a\/(.*?)\t?$/m.exec(section)?.[1];
    const [name = '', ...rest] = (to ?? from ?? '').split('/');
    const index = Number(name.slice(1));
    const pull = pulls[index];
    const path = rest.join('/');
    if (pull === undefined) throw new Error(`a diff of no pull request: ${section.slice(0, 200)}`);
    const at = section.search(/^@@ /m);
    const isShown = at !== -1 && !pull.withoutPatch.has(path);
    const isRenamed = /^rename to /m.test(section);
    const status =
      to === undefined ? 'removed' : from === undefined && !isRenamed ? 'added' : isRenamed ? 'renamed' : 'modified';
    files[index]?.push({
      ...{ path, status, head: pull.head[path] ?? '' },
      blob: idOf(pull.head[path] ?? ''),
      patch: isShown ? section.slice(at).replace(/\n$/, '') : undefined,
    });
  }
  return files;
}
