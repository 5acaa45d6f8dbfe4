import { type ChildProcessWithoutNullStreams, execFile, spawn, spawnSync } from 'node:child_process';

/**
 * The one place that starts git (a lint rule sees to it). Nothing of a repository's own configuration and nothing of the
 * surroundings reaches it: the environment is built up from a list, the git directory is one that we made, and what could make git
 * start another program is switched off once more on the command line.
 */

export type GitAnswer<T> =
  | { readonly type: 'ok'; readonly value: T }
  /** One line for people: what git said. */
  | { readonly type: 'failed'; readonly reason: string };

/** Where git works. */
export interface GitPlace {
  /** A git directory that we made: see repository.ts. It is the working directory and the home as well. */
  readonly gitDir: string;
  /** The work tree's top. */
  readonly top: string;
  /** Where paths start from: the top, or a folder below it. */
  readonly folder: string;
  readonly indexFile: string;
}

/** Where a commit may be fetched from. */
export interface GitSource {
  /** An address of https, or of http on this machine, without credentials. */
  readonly address: string;
  /** The value of the header `Authorization`. */
  readonly authorization?: string;
  /** A file of certificates to trust, where the environment names one for Node. */
  readonly certificates?: string;
}

export interface GitOptions {
  /** Milliseconds; two minutes unless given. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Without it git can reach nobody. */
  readonly source?: GitSource;
}

const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 1024 * 1024 * 1024;

/** Runs git and waits for its end. A git that is missing is an answer, never an exception. */
export async function runGit(
  place: GitPlace,
  words: readonly string[],
  { timeout = TIMEOUT_MS, signal, source }: GitOptions = {},
): Promise<GitAnswer<string>> {
  const options = {
    ...surroundings(place, source),
    timeout,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: 'utf8',
    ...(signal === undefined ? {} : { signal }),
  } as const;
  return new Promise((resolve) => {
    execFile('git', line(place, words, source), options, (error, stdout, stderr) => {
      if (error === null) resolve({ type: 'ok', value: stdout });
      else resolve({ type: 'failed', reason: oneLine(stderr) || reasonOf(error) });
    });
  });
}

/** As {@link runGit}, holding up everything else. */
export function runGitSync(place: GitPlace, words: readonly string[]): GitAnswer<string> {
  const { status, stdout, stderr, error } = spawnSync('git', line(place, words), {
    ...surroundings(place),
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return { type: 'ok', value: stdout };
  return { type: 'failed', reason: oneLine(stderr ?? '') || reasonOf(error) };
}

/** Starts git for a conversation over its streams. */
export function startGit(place: GitPlace, words: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', line(place, words), {
    ...surroundings(place),
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  });
}

/**
 * What makes git start a program, obey a file, or talk to somebody, by the name of its setting
 * (https://git-scm.com/docs/git-config). The git directory is ours and says nothing of it: this is the second wall.
 */
const SETTINGS = [
  'safe.bareRepository=explicit',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.excludesFile=/dev/null',
  'core.alternateRefsCommand=false',
  'core.sshCommand=false',
  'core.gitProxy=false',
  'core.askPass=false',
  'core.editor=false',
  'core.pager=cat',
  'core.quotePath=off',
  'credential.helper=',
  'credential.interactive=false',
  'diff.external=',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.followRedirects=false',
  'http.cookieFile=',
  'http.emptyAuth=false',
  'protocol.allow=never',
] as const;

function line({ folder }: GitPlace, words: readonly string[], source?: GitSource): string[] {
  const reach = source === undefined ? [] : [`protocol.${schemeOf(source)}.allow=always`];
  return ['-C', folder, ...[...SETTINGS, ...reach].flatMap((setting) => ['-c', setting]), ...words];
}

/** What git needs of the environment to run at all. */
const FOR_ANY = ['PATH', 'SystemRoot', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'TMPDIR'] as const;

/** What it needs to find the way out (https://curl.se/docs/manpage.html, "Environment"). */
const FOR_NETWORK = [
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
] as const;

/** The folder and the environment of a git process. */
function surroundings({ gitDir, top, indexFile }: GitPlace, source?: GitSource) {
  const env: NodeJS.ProcessEnv = {
    ...taken(FOR_ANY),
    ...(source === undefined ? {} : taken(FOR_NETWORK)),
    ...(source === undefined ? {} : reaching(source)),
    HOME: gitDir,
    XDG_CONFIG_HOME: gitDir,
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_WORK_TREE: top,
    GIT_INDEX_FILE: indexFile,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ALLOW_PROTOCOL: source === undefined ? '' : schemeOf(source),
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
  };
  // Windows looks for programs in the working directory first.
  return { cwd: gitDir, env };
}

/** Secrets are told by the environment: the command line is everybody's to read. */
function reaching({ address, authorization, certificates }: GitSource): NodeJS.ProcessEnv {
  return {
    ...(certificates === undefined ? {} : { GIT_SSL_CAINFO: certificates }),
    ...(authorization === undefined
      ? {}
      : {
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: `http.${new URL(address).origin}/.extraHeader`,
          GIT_CONFIG_VALUE_0: `Authorization: ${authorization}`,
        }),
  };
}

function schemeOf({ address }: GitSource): string {
  return new URL(address).protocol.slice(0, -1);
}

function taken(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value ? [[name, value]] : [];
    }),
  );
}

/** What git said, in one line. A URL in it may carry credentials: they are left out. */
export function oneLine(text: string): string {
  return text
    .slice(0, 2000)
    .trim()
    .replaceAll(/\s*\n\s*/g, '; ')
    .replaceAll(/[^\s/@:'"]+:[^\s/@]+@/g, '')
    .replaceAll(/\/\/[^\s/@]+@/g, '//')
    .slice(0, 300);
}

/** Why a process did not do what it was started for. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'git was stopped';
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'git, or the folder, is not there';
  if (typeof code === 'number') return `git ended with ${code}`;
  return 'killed' in error && error.killed === true ? 'git was stopped' : oneLine(error.message);
}
