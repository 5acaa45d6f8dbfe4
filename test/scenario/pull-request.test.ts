import { afterEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { HAS_BUNDLE, runAction } from './harness.ts';
import { shopFiles, shopServices } from './shop.ts';
import { gitHubOf, makeWorkspace, pullRequestPayload, type Workspace } from './workspace.ts';

let emulator: Emulator | undefined;
let workspace: Workspace | undefined;
afterEach(async () => {
  await emulator?.close();
  workspace?.remove();
});

describe.skipIf(!HAS_BUNDLE)('a pull request that brings the shop', () => {
  it('gets rules, warm images and suggestions', async () => {
    const { 'deploy/web.yaml': web = '', ...before } = shopFiles();
    workspace = makeWorkspace({ ...before, 'deploy/web.yaml': web }, before);
    emulator = await startEmulator({ ...shopServices(), github: gitHubOf(workspace) });
    const result = await runAction({
      emulator,
      workspace: workspace.path,
      inputs: { registry: 'contoso' },
      event: { name: 'pull_request', payload: pullRequestPayload(workspace) },
    });
    console.log(
      result.stdout,
      result.stderr,
      result.outputs,
      result.summary,
      emulator.violations,
      emulator.normalisedRequests(),
    );
    expect(result.status).toBe(0);
  });
});
