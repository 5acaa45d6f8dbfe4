import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { type ConnectProxy, startConnectProxy } from './connect-proxy.ts';
import { expectCredentialsAtHome } from './credential-paths.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';

/** The whole job behind a company's proxy, with a certificate of a private authority. Waits last as long as they say. */

// They wait most of the time: side by side they take no longer than the slowest.
closeScenes(afterAll);

const APP = 'quay.io/acme/app';

/** No connection of the run reaches another machine: what goes past the proxy finds nobody at home. */
const ALONE = `
const dns = require('node:dns');
dns.lookup = (name, options, done) => {
  const callback = typeof options === 'function' ? options : done;
  process.nextTick(callback, null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4);
};
`;

interface Behind {
  readonly proxy: ConnectProxy;
  /** The environment of a run that reaches the scene through the proxy alone. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

async function behindProxy({ emulator }: Scene, { onTestFinished }: TestContext): Promise<Behind> {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
  const proxy = await startConnectProxy(emulator.port);
  onTestFinished(async () => {
    await proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const alone = join(folder, 'alone.cjs');
  writeFileSync(alone, ALONE);
  const env = {
    ACR_ARTIFACT_CACHE_EMULATOR_PORT: undefined,
    ACR_ARTIFACT_CACHE_EMULATOR_PACE: undefined,
    NODE_OPTIONS: `--require ${alone}`,
    HTTPS_PROXY: proxy.url,
  };
  return { proxy, env };
}

async function openOne(): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
  return openScene({ upstreams, registry: { importAfterRequests: 0 } }, { 'app.yaml': pod(`${APP}:1`) });
}

describe.skipIf(!HAS_BUNDLE).concurrent('behind a CONNECT proxy', { timeout: 60_000 }, () => {
  it('all traffic of the whole job goes through it', async (test) => {
    const scene = await openOne();
    const { proxy, env } = await behindProxy(scene, test);
    const run = await scene.pullRequest({ 'fail-on': 'high' }, { env });
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '1', suggestions: '1' });
    expect(run.status).toBe(0);
    const hosts = [...new Set(run.requests.map(({ host }) => `${host}:443`))].sort();
    expect(hosts).toEqual([
      'api.github.com:443',
      'contoso.azurecr.io:443',
      'emulatormanaged01.blob.core.windows.net:443',
      'login.microsoftonline.com:443',
      'management.azure.com:443',
      'token.actions.githubusercontent.com:443',
    ]);
    expect([...new Set(proxy.asked)].sort()).toEqual(hosts);
    expectCredentialsAtHome(run);
  });

  it('NO_PROXY is honoured', async (test) => {
    const scene = await openOne();
    const { proxy, env } = await behindProxy(scene, test);
    const run = await scene.pullRequest(
      { 'fail-when': 'unwarmed' },
      { env: { ...env, NO_PROXY: 'contoso.azurecr.io' } },
    );
    expect(proxy.asked).not.toContain('contoso.azurecr.io:443');
    expect(proxy.asked).toContain('management.azure.com:443');
    expect(run.log).toContain('no answer from contoso.azurecr.io');
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '0' });
    expect(run.status).toBe(1);
  });

  it('a certificate that nobody told it to trust is named as the cause', async (test) => {
    const scene = await openOne();
    const { env } = await behindProxy(scene, test);
    const run = await scene.pullRequest({}, { env: { ...env, NODE_EXTRA_CA_CERTS: undefined } });
    expect(run.requests).toEqual([]);
    expect(`${run.log}\n${run.summary}`).toMatch(/self.signed certificate/);
    expect(run.log).toContain('Set NODE_EXTRA_CA_CERTS to the certificate of the authority that your network uses.');
    expect(run.status).toBe(1);
  });
});
