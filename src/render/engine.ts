import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { isWithin } from '../io/folders.ts';
import type { ChartFile } from './archive.ts';

/**
 * The one place that starts what renders. It sees files that we wrote and nothing else: an empty home, a proxy that is not there, no
 * cluster, no plugins, no post-renderers; its time, its memory and what it prints are bounded.
 */

export type Printed =
  | { readonly type: 'ok'; readonly output: string }
  /** A clause for people: what the program said, or what ended it. */
  | { readonly type: 'failed'; readonly reason: string };

/** A program that renders, as it was found. */
export interface Engine {
  /** `helm v4.1.4`. */
  readonly name: string;
  readonly run: (words: readonly string[]) => Promise<Printed>;
}

/** A folder of ours in which engines find what they render. */
export interface WorkFolder {
  /** Writes files below a new folder. @returns its path */
  readonly write: (files: readonly ChartFile[]) => string;
  /** Removes such a folder. */
  readonly remove: (folder: string) => void;
  readonly path: string;
  readonly close: () => void;
}

export function openWorkFolder(): WorkFolder {
  const path = mkdtempSync(join(realpathSync(process.env.RUNNER_TEMP || tmpdir()), 'acr-artifact-cache-render-'));
  let count = 0;
  return {
    path,
    write: (files) => {
      count += 1;
      const folder = join(path, String(count));
      mkdirSync(folder);
      for (const file of files) {
        const to = join(folder, file.path);
        if (!isWithin(folder, to) || to === folder) continue;
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, file.bytes);
      }
      return folder;
    },
    remove: (folder) => {
      if (isWithin(path, folder) && folder !== path) rmSync(folder, { recursive: true, force: true });
    },
    close: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Large charts (kube-prometheus-stack) take seconds on a busy machine. Milliseconds. */
const MAX_MS = 60_000;
/** Of kube-prometheus-stack 2 MB. Bytes. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_MEMORY_BYTES = 2 * 1024 * 1024 * 1024;
const WATCH_MS = 50;

export interface Bounds {
  readonly milliseconds: number;
  readonly outputBytes: number;
  readonly memoryBytes: number;
}

const BOUNDS: Bounds = { milliseconds: MAX_MS, outputBytes: MAX_OUTPUT_BYTES, memoryBytes: MAX_MEMORY_BYTES };

/**
 * Finds a program on the PATH and asks for its version.
 * @param tree no program of the tree is ever started
 * @returns a clause where there is none that can be used
 */
export async function findEngine(
  program: 'helm' | 'kustomize' | 'kubectl',
  env: Readonly<Record<string, string | undefined>>,
  tree: string,
  work: WorkFolder,
  signal: AbortSignal,
  bounds = BOUNDS,
): Promise<Engine | string> {
  const path = onPath(program, env, tree);
  if (path === undefined) return `${program} is not on the PATH`;
  const surroundings = surroundingsIn(work.path);
  const run = (words: readonly string[]) => start(path, words, surroundings, signal, bounds);
  const asked = await run(VERSION_OF[program]);
  const version = asked.type === 'ok' ? /v?\d+\.\d+\.\d+[\w.-]*/.exec(asked.output)?.[0] : undefined;
  if (version === undefined) return `${program} does not tell its version`;
  if (program === 'helm' && !/^v?[34]\./.test(version)) return `helm is ${version}, and 3 or 4 is needed`;
  return { name: `${program} ${version}`, run };
}

const VERSION_OF = {
  helm: ['version', '--template', '{{.Version}}'],
  kustomize: ['version'],
  kubectl: ['version', '--client'],
} as const;

function onPath(program: string, env: Readonly<Record<string, string | undefined>>, tree: string): string | undefined {
  const name = process.platform === 'win32' ? `${program}.exe` : program;
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(isAbsolute);
  return folders
    .map((folder) => join(folder, name))
    .find(
      (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true && !isWithin(tree, realpathSync(path)),
    );
}

/** A proxy that is not there: what asks the network fails at once. */
const NOWHERE = 'http://127.0.0.1:9';

/** The folder and the whole environment of an engine (https://helm.sh/docs/helm/helm/). */
function surroundingsIn(work: string): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
  const home = join(work, 'home');
  mkdirSync(home, { recursive: true });
  const { SystemRoot } = process.env;
  const env: NodeJS.ProcessEnv = {
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    PATH: '',
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
    TMPDIR: home,
    TEMP: home,
    TMP: home,
    HELM_CACHE_HOME: home,
    HELM_CONFIG_HOME: home,
    HELM_DATA_HOME: home,
    HELM_PLUGINS: join(home, 'plugins'),
    HELM_NO_PLUGINS: '1',
    KUBECONFIG: join(home, 'no-cluster'),
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    http_proxy: NOWHERE,
    https_proxy: NOWHERE,
    NO_PROXY: '',
    GOMAXPROCS: '2',
    GOMEMLIMIT: `${Math.floor(MAX_MEMORY_BYTES / 2)}`,
  };
  return { cwd: home, env };
}

function start(
  path: string,
  words: readonly string[],
  surroundings: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  signal: AbortSignal,
  { milliseconds, outputBytes, memoryBytes }: Bounds,
): Promise<Printed> {
  return new Promise((resolve) => {
    const child = spawn(path, words, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const pieces: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let ended: string | undefined;
    const end = (why: string) => {
      ended ??= why;
      child.kill('SIGKILL');
    };
    const clock = setTimeout(() => end(`it took more than ${milliseconds / 1000} s`), milliseconds);
    const watch = setInterval(() => {
      if (memoryOf(child.pid) > memoryBytes)
        end(`it took more than ${Math.round(memoryBytes / 1024 / 1024)} MiB of memory`);
    }, WATCH_MS);
    const stop = () => end('the run ended');
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > outputBytes) end(`it printed more than ${Math.round(outputBytes / 1024 / 1024)} MiB`);
      else pieces.push(piece);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (complaint.length < MAX_COMPLAINT_CHARS) complaint += text;
    });
    const done = (printed: Printed) => {
      clearTimeout(clock);
      clearInterval(watch);
      signal.removeEventListener('abort', stop);
      resolve(printed);
    };
    child.once('error', (error) => done({ type: 'failed', reason: `it can't be started: ${error.message}` }));
    child.once('close', (code) => {
      if (ended !== undefined) done({ type: 'failed', reason: ended });
      else if (code === 0) done({ type: 'ok', output: Buffer.concat(pieces).toString('utf8') });
      else done({ type: 'failed', reason: oneLine(complaint, dirname(surroundings.cwd)) || `it ended with ${code}` });
    });
  });
}

const MAX_COMPLAINT_CHARS = 20_000;

/** What it said in one line, without the names of our folders. */
function oneLine(text: string, work: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^(?:WARNING|Use --debug|level=)/.test(line));
  return lines
    .join(' ')
    .replaceAll(`${work}/`, '')
    .replaceAll(/[\p{Cc} ]+/gu, ' ')
    .trim()
    .slice(0, 400);
}

/** Bytes in memory, where the system tells (https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html); else 0. */
function memoryOf(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

const PAGE_BYTES = 4096;
