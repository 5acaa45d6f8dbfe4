import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesOfDiff, type PullFile } from './github/diff.ts';
import type { GitHubOptions, GitHubState, PullOptions } from './github/state.ts';

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** A git repository in a temporary folder, checked out at its head. */
export interface Workspace {
  readonly path: string;
  /** The commit before; absent where there is only one. */
  readonly baseSha: string | undefined;
  readonly headSha: string;
  readonly base: Files;
  readonly head: Files;
  readonly remove: () => void;
}

/**
 * Makes a repository of one or two commits.
 * @param head files of the last commit
 * @param base files of the commit before, where there is one
 */
export function makeWorkspace(head: Files, base?: Files): Workspace {
  const path = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-workspace-'));
  git(path, 'init', '--quiet', '--initial-branch=main');
  const baseSha = base === undefined ? undefined : commit(path, base);
  const headSha = commit(path, head);
  const remove = () => rmSync(path, { recursive: true, force: true });
  return { path, baseSha, headSha, base: base ?? {}, head, remove };
}

/** The pull request from the workspace's base to its head, as the emulator's GitHub has it. */
export function gitHubOf(workspace: Workspace, pull: Partial<PullOptions> = {}): GitHubOptions {
  const { path, baseSha, headSha, base, head } = workspace;
  if (baseSha === undefined) throw new Error('a pull request needs a base');
  return {
    files: { [baseSha]: base, [headSha]: head, main: base },
    pulls: [
      {
        number: 7,
        base: { sha: baseSha, ref: 'main' },
        head: { sha: headSha, ref: 'change' },
        files: changedFiles(path, baseSha, headSha),
        ...pull,
      },
    ],
  };
}

function changedFiles(path: string, baseSha: string, headSha: string): readonly PullFile[] {
  return filesOfDiff(git(path, '-c', 'core.quotepath=off', 'diff', '--full-index', baseSha, headSha));
}

/** Adds a commit to the pull request's branch, which GitHub does not have yet; what is checked out stays. */
export function nextHead(workspace: Workspace, head: Files): Workspace {
  const headSha = commit(workspace.path, head);
  git(workspace.path, 'checkout', '--quiet', '--detach', workspace.headSha);
  return { ...workspace, headSha, head };
}

/** Checks a head out, as the run for it does. */
export function checkOut({ path, headSha }: Workspace): void {
  git(path, 'checkout', '--quiet', '--detach', headSha);
}

/** Pushes a head to the pull request, as GitHub sees it. */
export function pushTo(github: GitHubState, { path, baseSha = '', headSha, head }: Workspace, number = 7): void {
  github.files.set(headSha, head);
  github.push(number, headSha, changedFiles(path, baseSha, headSha));
}

/** Which pull request of which repository. */
export interface PullIdentity {
  readonly number?: number;
  readonly repository?: string;
  /** Of a fork's pull request, the fork. */
  readonly headRepository?: string;
}

/** The payload of the event `pull_request` for it; the members that identify who and what. */
export function pullRequestPayload(
  { baseSha, headSha }: Workspace,
  { number = 7, repository = 'contoso/shop', headRepository }: PullIdentity = {},
  action = 'synchronize',
): unknown {
  const repo = (name: string) => {
    const [login] = name.split('/');
    return { id: name === repository ? 1001 : 2002, full_name: name, fork: name !== repository, owner: { login } };
  };
  return {
    action,
    number,
    pull_request: {
      number,
      state: action === 'closed' ? 'closed' : 'open',
      user: { login: 'octocat', type: 'User' },
      head: { sha: headSha, ref: 'change', repo: repo(headRepository ?? repository) },
      base: { sha: baseSha, ref: 'main', repo: repo(repository) },
    },
    repository: repo(repository),
    sender: { login: 'octocat', type: 'User' },
  };
}

function commit(path: string, files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  for (const name of git(path, 'ls-files', '-z').split('\0')) {
    if (name !== '' && files[name] === undefined) git(path, 'rm', '--quiet', '--', name);
  }
  git(path, 'add', '--all');
  git(path, 'commit', '--quiet', '--allow-empty', '--message', 'state');
  return git(path, 'rev-parse', 'HEAD').trim();
}

/** Without the machine's own settings; commits have the same ids everywhere. */
const GIT_ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

function git(path: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', path, '-c', 'core.autocrlf=false', ...args], { encoding: 'utf8', env: GIT_ENV });
}
