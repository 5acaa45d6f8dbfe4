import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { load } from 'js-yaml';
import { field, isObject, stringField } from '../base/json.ts';
import type { Emulator } from './emulator.ts';
import type { LoggedRequest } from './log.ts';

/**
 * Runs the action's bundle as GitHub's runner would (docs/github-behaviour.md#runner-contract): for scenarios, and for
 * the demo.
 */

export interface ActionRun {
  /** The action's own folder, with action.yml and dist/. */
  readonly root: string;
  readonly emulator: Emulator;
  /** The folder that the workflow checked out. */
  readonly workspace: string;
  /** By the names of action.yml; the others get their defaults. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** The commit that the workflow runs for. */
  readonly sha?: string;
  /** Added to the environment, or, if `undefined`, taken out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The environment that the job runs in, if any. */
  readonly environment?: string;
  /** Which leg of the job's matrix it is (`strategy.job-index`); the first unless given. */
  readonly leg?: number;
  /** Whether the job has `id-token: write`; it has unless given. */
  readonly idToken?: boolean;
  /** The node that runs it; the one that runs the tests unless given. */
  readonly node?: string;
  /** What is run; the action's own bundle unless given. */
  readonly main?: string;
  /** Signals that the process gets, each when that many requests have reached their service; that answer leaves after it. */
  readonly signalAfterRequests?: readonly SignalAfterRequests[];
  /** Is given what sends the process a signal, once it has started. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}

export interface SignalAfterRequests {
  readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL';
  readonly requests: number;
}

/** What a process needs to see a signal before the answer that it waits for. Milliseconds. */
const SIGNAL_SEEN = 50;

export interface ActionResult {
  /** `null` where the process was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Texts of the files that outputs name, by output; the files themselves are gone with the run. */
  readonly reports: Readonly<Record<string, string>>;
  /** The job summary, in Markdown. */
  readonly summary: string;
  /** The requests of this run alone. */
  readonly requests: readonly LoggedRequest[];
}

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-run-'));
  try {
    const files = fileCommands(folder);
    const eventPath = join(folder, 'event.json');
    writeFileSync(eventPath, JSON.stringify(run.event.payload));
    const env = { ...environmentOf(run, folder), ...files, GITHUB_EVENT_PATH: eventPath, ...run.env };
    const first = run.emulator.requests.length;
    const ended = await execute(run, env, first);
    const outputs = parseFileCommands(readFileSync(files.GITHUB_OUTPUT, 'utf8'));
    return {
      ...ended,
      outputs,
      reports: readReports(outputs),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
      requests: run.emulator.requests.slice(first),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Outputs of action.yml that are paths. */
const REPORTS = ['inventory', 'plan', 'patch', 'sarif', 'report', 'page'];

function readReports(outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    REPORTS.flatMap((name) => {
      const path = outputs[name];
      return path !== undefined && existsSync(path) ? [[name, readFileSync(path, 'utf8')]] : [];
    }),
  );
}

type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_ENV' | 'GITHUB_PATH';

function fileCommands(folder: string): Readonly<Record<CommandFile, string>> {
  const pathOf = (name: string) => {
    const path = join(folder, name.toLowerCase());
    writeFileSync(path, '');
    return path;
  };
  return {
    GITHUB_OUTPUT: pathOf('GITHUB_OUTPUT'),
    GITHUB_STATE: pathOf('GITHUB_STATE'),
    GITHUB_STEP_SUMMARY: pathOf('GITHUB_STEP_SUMMARY'),
    GITHUB_ENV: pathOf('GITHUB_ENV'),
    GITHUB_PATH: pathOf('GITHUB_PATH'),
  };
}

const WORKFLOW = 'Images';
const JOB = 'cache';

/** Nothing of the test's own environment reaches the run, but what any process needs. */
function environmentOf(
  { root, emulator, workspace, inputs = {}, event, sha, environment, leg = 0, idToken = true }: ActionRun,
  folder: string,
): Readonly<Record<string, string | undefined>> {
  const ref = stringField(event.payload, 'ref') ?? 'refs/heads/main';
  const job = { event: event.name, ref, ...(environment === undefined ? {} : { environment }) };
  const { ACTIONS_ID_TOKEN_REQUEST_TOKEN, ACTIONS_ID_TOKEN_REQUEST_URL, ...emulated } = emulator.env(job);
  const repository = emulator.github.repository;
  return {
    PATH: process.env.PATH,
    HOME: folder,
    RUNNER_TEMP: folder,
    RUNNER_OS: 'Linux',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: String(emulator.oidc.repository.id),
    GITHUB_REPOSITORY_OWNER_ID: String(emulator.oidc.repository.ownerId),
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0],
    GITHUB_EVENT_NAME: event.name,
    GITHUB_SHA: sha ?? '0'.repeat(40),
    GITHUB_REF: ref,
    GITHUB_ACTOR: 'octocat',
    GITHUB_WORKFLOW: WORKFLOW,
    GITHUB_JOB: JOB,
    GITHUB_ACTION: '__self',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    ...emulated,
    ...(idToken ? { ACTIONS_ID_TOKEN_REQUEST_TOKEN, ACTIONS_ID_TOKEN_REQUEST_URL } : {}),
    ...inputVariables(root, inputs, {
      'github.token': emulator.github.token,
      'github.workflow': WORKFLOW,
      'github.job': JOB,
      'strategy.job-index': String(leg),
    }),
  };
}

/**
 * Inputs as variables, with the defaults of action.yml, as the runner makes them: upper case, spaces to underscores.
 * @param contexts what expressions in defaults stand for (docs/github-behaviour.md#input-defaults)
 * @throws Error for an input that action.yml doesn't have, or an expression that stands for nothing
 */
export function inputVariables(
  root: string,
  inputs: Readonly<Record<string, string>>,
  contexts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = field(load(readFileSync(join(root, 'action.yml'), 'utf8')), 'inputs');
  if (!isObject(declared)) throw new Error('action.yml has no inputs');
  const unknown = Object.keys(inputs).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
  const filled = (text: string) =>
    text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
      const value = contexts[name];
      if (value === undefined) throw new Error(`action.yml speaks of ${name}`);
      return value;
    });
  return Object.fromEntries(
    Object.keys(declared).map((name) => {
      const value = inputs[name] ?? filled(String(field(declared, name, 'default') ?? ''));
      return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value];
    }),
  );
}

async function execute(
  { root, emulator, workspace, node = process.execPath, main, signalAfterRequests = [], onStart }: ActionRun,
  env: Readonly<Record<string, string | undefined>>,
  first: number,
): Promise<Pick<ActionResult, 'status' | 'stdout' | 'stderr'>> {
  const child = spawn(node, [main ?? join(root, 'dist/main.cjs')], {
    cwd: workspace,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart?.((signal) => child.kill(signal));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const stopListening = emulator.onRequest(async () => {
    const count = emulator.requests.length - first;
    for (const { signal, requests } of signalAfterRequests) {
      if (requests !== count) continue;
      child.kill(signal);
      await delay(SIGNAL_SEEN);
    }
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  stopListening();
  return { status, stdout, stderr };
}

/** Reads `name=value` and `name<<delimiter` blocks, as the runner does. */
export function parseFileCommands(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const heredoc = /^([^=<]+)<<(.+)$/.exec(line);
    if (heredoc?.[1] !== undefined && heredoc[2] !== undefined) {
      const end = lines.indexOf(heredoc[2], at + 1);
      if (end === -1) throw new Error(`the value of ${heredoc[1]} has no end`);
      values[heredoc[1]] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else if (line.includes('=')) values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
  }
  return values;
}
