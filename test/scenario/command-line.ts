import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { EXCHANGE_AUDIENCE } from '../../src/emulator/directory.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { MAIN_PUSH } from '../../src/emulator/jobs.ts';
import type { LoggedRequest } from '../../src/emulator/log.ts';
import { claimsOf } from '../../src/emulator/oidc.ts';
import { COMPILED } from './compiled.ts';
import { secretsIn } from './scene.ts';

/** Runs the committed bundle of the terminal as a person would, signed in with a federated token. */

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

export interface Typed {
  readonly status: number | null;
  /** What ended the process, where a signal did. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Requests as the emulator normalises them, without those that sign in, sorted. */
  readonly requests: readonly string[];
}

/** A signal to the process at the first request of a kind. */
export interface SignalAt {
  readonly signal: NodeJS.Signals;
  readonly request: (request: LoggedRequest) => boolean;
}

export async function type(
  words: readonly string[],
  where: {
    readonly folder: string;
    readonly emulator?: Emulator;
    readonly standardInput?: string;
    readonly signalAt?: SignalAt;
    /** As of a job of GitHub Actions. */
    readonly env?: Readonly<Record<string, string>>;
    /** Whether it is a step of a job on `main`, with the job's own token; elsewhere a federated token lies in a file. */
    readonly job?: boolean;
  },
): Promise<Typed> {
  const { folder, emulator, standardInput = '', signalAt, env = {}, job = false } = where;
  const home = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-home-'));
  try {
    const first = emulator?.requests.length ?? 0;
    const child = spawn(process.execPath, [CLI, ...words], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        RUNNER_TEMP: home,
        ...COMPILED,
        ...(emulator === undefined ? {} : job ? inJob(emulator) : signedIn(emulator, home)),
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    }
    child.stdin.end(standardInput);
    let sent = false;
    const stopListening = emulator?.onRequest(async (request) => {
      if (sent || signalAt?.request(request) !== true) return;
      sent = true;
      child.kill(signalAt.signal);
      // The answer leaves once the process can have seen it.
      await delay(50);
    });
    const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...ended) => resolve(ended));
    });
    stopListening?.();
    if (emulator !== undefined) {
      expect(emulator.violations).toEqual([]);
      expect(secretsIn(`${texts.stdout}${texts.stderr}`, emulator)).toEqual([]);
    }
    const requests = (emulator?.normalisedRequests().slice(first) ?? []).filter((line) => !SIGNING_IN.test(line));
    return { status, signal, ...texts, requests: requests.toSorted() };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const SIGNING_IN = /^(?:GET|POST) (?:entra |registry (?:exchange|token|v2\/))/;

function inJob(emulator: Emulator): Readonly<Record<string, string>> {
  return { GITHUB_ACTIONS: 'true', ...emulator.env(MAIN_PUSH) };
}

/** Workload identity: what DefaultAzureCredential finds in the environment. */
export function signedIn(emulator: Emulator, home: string): Readonly<Record<string, string>> {
  const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: _, ACTIONS_ID_TOKEN_REQUEST_URL: __, ...env } = emulator.env();
  const file = join(home, 'federated-token');
  writeFileSync(
    file,
    emulator.tokens.issue({ kind: 'oidc', claims: claimsOf(emulator.oidc, MAIN_PUSH, EXCHANGE_AUDIENCE) }, 300),
  );
  return { ...env, AZURE_FEDERATED_TOKEN_FILE: file };
}
