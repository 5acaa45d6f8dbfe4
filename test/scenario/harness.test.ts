import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringField } from '../../src/base/json.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { blobSha } from '../../src/emulator/github/state.ts';
import { inputVariables, parseFileCommands, runAction } from './harness.ts';
import { gitHubOf, makeWorkspace, pullRequestPayload, type Workspace } from './workspace.ts';

/** Stands for a bundle: says what it was given, and asks the emulator once. */
const PROBE = `
const { appendFileSync, readFileSync } = require('node:fs');
const { get } = require('node:https');
const { env } = process;
appendFileSync(env.GITHUB_OUTPUT, 'target<<END\\n' + env.INPUT_TARGET + '\\nEND\\n');
appendFileSync(env.GITHUB_STEP_SUMMARY, 'token ' + env['INPUT_GITHUB-TOKEN'] + '\\n');
console.log(process.cwd(), JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')).number, env.ACTIONS_ID_TOKEN_REQUEST_URL ?? 'no id token');
const host = 'contoso.azurecr.io';
get({ host: '127.0.0.1', port: env.ACR_ARTIFACT_CACHE_EMULATOR_PORT, servername: host, path: '/v2/', headers: { host } }, (answer) => {
  console.error(answer.statusCode);
  process.exitCode = 3;
  answer.resume();
});
`;

describe('the harness', () => {
  let emulator: Emulator;
  let workspace: Workspace;
  let folder: string;
  let main: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'probe-'));
    main = join(folder, 'main.cjs');
    writeFileSync(main, PROBE);
    workspace = makeWorkspace(
      { 'web.yaml': 'image: nginx:2\n', 'ä b.yaml': 'a: 1\n' },
      { 'web.yaml': 'image: nginx:1\n', 'old.yaml': 'b: 1\n' },
    );
    emulator = await startEmulator({ github: gitHubOf(workspace) });
  });

  afterAll(async () => {
    await emulator.close();
    workspace.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs a bundle as the runner would and tells what came of it', async () => {
    const event = { name: 'pull_request', payload: pullRequestPayload(workspace) };
    const run = { emulator, workspace: workspace.path, main, event, inputs: { registry: 'contoso' } };
    const result = await runAction({ ...run, idToken: false });
    expect(result).toMatchObject({
      status: 3,
      stderr: '401\n',
      outputs: { target: '{registry}/{repository}' },
      summary: 'token ghs_emulated\n',
    });
    expect(result.stdout).toContain(`${workspace.path} 7 no id token`);
    expect(result.requests).toMatchObject([{ service: 'registry', path: '/v2/', status: 401 }]);
    const again = await runAction(run);
    expect(again.stdout).toContain('https://token.actions.githubusercontent.com/');
    expect(again.requests).toHaveLength(1);
    expect(emulator.violations).toEqual([]);
  });

  it('kills it at a request', async () => {
    const event = { name: 'push', payload: { number: 1 } };
    const result = await runAction({
      emulator,
      workspace: workspace.path,
      main,
      event,
      signalAfterRequests: [{ signal: 'SIGKILL', requests: 1 }],
    });
    expect([result.status, result.requests.length]).toEqual([null, 1]);
  });

  it('gives the pull request of the workspace its files', () => {
    const [pull] = gitHubOf(workspace).pulls ?? [];
    const files = [...(pull?.files ?? [])].toSorted((one, other) => one.filename.localeCompare(other.filename, 'en'));
    expect(files).toMatchObject([
      { filename: 'ä b.yaml', status: 'added', sha: blobSha('a: 1\n') },
      { filename: 'old.yaml', status: 'removed' },
      { filename: 'web.yaml', status: 'modified', patch: '@@ -1 +1 @@\n-image: nginx:1\n+image: nginx:2' },
    ]);
    const fork = pullRequestPayload(workspace, { headRepository: 'stranger/shop' });
    expect(stringField(fork, 'pull_request', 'head', 'repo', 'full_name')).toBe('stranger/shop');
  });
});

describe('inputs', () => {
  it('have the defaults of action.yml and no others', () => {
    const variables = inputVariables({ registry: 'contoso', 'max-cache-rules': '3' }, 'token');
    expect(variables).toMatchObject({ INPUT_REGISTRY: 'contoso', 'INPUT_MAX-CACHE-RULES': '3', INPUT_INCLUDE: '' });
    expect(variables['INPUT_GITHUB-TOKEN']).toBe('token');
    expect(() => inputVariables({ regsitry: 'contoso' }, 'token')).toThrow('regsitry');
  });
});

describe('file commands', () => {
  it('are single values and blocks', () => {
    expect(parseFileCommands('a=1=2\nb<<X\n1\nY=2\nX\n')).toEqual({ a: '1=2', b: '1\nY=2' });
    expect(() => parseFileCommands('b<<X\n1\n')).toThrow('b has no end');
  });
});
