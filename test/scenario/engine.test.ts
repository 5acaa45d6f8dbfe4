import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../real/registry.ts';
import { type ConnectProxy, startConnectProxy } from './connect-proxy.ts';
import { expectCredentialsAtHome } from './credential-paths.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';

/** Warming by the runner's own container engine. */

closeScenes();

const APP = 'quay.io/acme/app';
const REFERENCE = `contoso.azurecr.io/${APP}:1`;
const IMAGE = smallImage(1);

let folder: string;
let proxy: ConnectProxy | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
});
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function openOne(): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': IMAGE } } };
  const registry = { importStartsWith: 'manifest', importAfterRequests: 0 } as const;
  return openScene({ upstreams, registry }, { 'app.yaml': pod(`${APP}:1`) });
}

/** A command that writes down how it is called, and what it is told on stdin at the login. */
function standIn(name: string, script: string): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const lines = [
    '#!/bin/sh',
    `echo "$@" >> '${join(folder, 'calls')}'`,
    `case "$*" in *password-stdin*) cat > '${join(folder, 'stdin')}';; esac`,
    `env > '${join(folder, 'env')}'`,
    script,
  ];
  writeFileSync(join(bin, name), lines.join('\n'));
  chmodSync(join(bin, name), 0o755);
  return { PATH: `${bin}${delimiter}${process.env.PATH}` };
}

function calls(): readonly string[] {
  const text = readFileSync(join(folder, 'calls'), 'utf8').trim();
  return text.split('\n').map((line) => line.replaceAll(/\S*acr-artifact-cache-\S+/g, 'FILE'));
}

describe.skipIf(!HAS_BUNDLE || process.platform === 'win32')('an engine on the runner', () => {
  it.each([
    [
      'docker',
      [
        'context inspect --format {{.Endpoints.docker.Host}}',
        '--config FILE login --username 00000000-0000-0000-0000-000000000000 --password-stdin -- contoso.azurecr.io',
        `--config FILE image inspect -- ${REFERENCE}`,
        `--config FILE pull --quiet --platform linux/amd64 -- ${REFERENCE}`,
        '--config FILE logout -- contoso.azurecr.io',
      ],
    ],
    [
      'podman',
      [
        'login --authfile FILE --username 00000000-0000-0000-0000-000000000000 --password-stdin -- contoso.azurecr.io',
        `image inspect -- ${REFERENCE}`,
        `pull --quiet --authfile FILE --platform linux/amd64 -- ${REFERENCE}`,
        'logout --authfile FILE -- contoso.azurecr.io',
      ],
    ],
  ])('%s is logged in by stdin, pulls, and is logged out', async (engine, expected) => {
    const env = standIn(engine, 'exit 0');
    const scene = await openOne();
    const run = await scene.pullRequest({ engine }, { env });
    expect(run.status).toBe(0);
    expect(calls()).toEqual(expected);
    // A refresh token of this run, for this registry alone, and nowhere else than on stdin.
    const password = readFileSync(join(folder, 'stdin'), 'utf8');
    expect(scene.emulator.tokens.purposeOf(password)).toMatchObject({ kind: 'refresh' });
    expect(readFileSync(join(folder, 'calls'), 'utf8')).not.toContain(password);
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain(password);
    expect(run.stdout).toContain(`::add-mask::${password}`);
    expect(run.requests.filter(({ service, path }) => service === 'storage' || path.includes('/blobs/'))).toEqual([]);
    expectCredentialsAtHome(run);
  });

  it('that fails is told for the image, and is logged out all the same', async () => {
    const script = `case "$*" in *pull*) echo 'no space left on device' >&2; exit 1;; esac`;
    const env = standIn('podman', script);
    const scene = await openOne();
    const run = await scene.pullRequest({ engine: 'podman', 'fail-when': 'unwarmed' }, { env });
    expect(run.status).toBe(1);
    expect(run.log).toContain(`${REFERENCE}: podman says: no space left on device`);
    expect(calls().at(-1)).toBe('logout --authfile FILE -- contoso.azurecr.io');
  });

  it('that is not there serves no image, and the run goes on', async () => {
    const scene = await openOne();
    const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'git'), `#!/bin/sh\nexec ${git} "$@"\n`);
    chmodSync(join(folder, 'bin', 'git'), 0o755);
    const run = await scene.pullRequest({ engine: 'podman' }, { env: { PATH: join(folder, 'bin') } });
    expect(run.status).toBe(1);
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '0', suggestions: '0' });
    expect(run.log).toContain(`not served: ${APP}:1 (0 B, 0.0 s, 0 requests): podman can't be run`);
    expect(run.log).toContain('Install podman on the runner, or leave out `engine`');
  });
});

const noPodman = isInstalled('podman') ? '' : ' (skipped: podman not installed)';

describe.skipIf(!HAS_BUNDLE || noPodman !== '')(`podman itself${noPodman}`, () => {
  it('pulls through the registry, behind the same proxy and authority as the run', { timeout: 120_000 }, async () => {
    const scene = await openOne();
    proxy = await startConnectProxy(scene.emulator.port);
    const storage = join(folder, 'storage.conf');
    const root = join(folder, 'root');
    writeFileSync(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${root}"\nrunroot = "${join(folder, 'run')}"\n`);
    const certificates = join(folder, 'certificates.pem');
    writeFileSync(certificates, scene.emulator.certificate);
    const engineEnv = { CONTAINERS_STORAGE_CONF: storage, HTTPS_PROXY: proxy.url, SSL_CERT_FILE: certificates };
    const run = await scene.pullRequest(
      { engine: 'podman' },
      {
        env: { ...engineEnv, ACR_ARTIFACT_CACHE_EMULATOR_PORT: undefined, ACR_ARTIFACT_CACHE_EMULATOR_PACE: undefined },
      },
    );
    expect(run.log).toContain(`warm: ${APP}:1`);
    expect(run.outputs).toMatchObject({ warmed: '1', suggestions: '1' });
    const blobs = run.requests.filter(({ service }) => service === 'storage');
    expect(blobs.length).toBeGreaterThan(0);
    const podman = (...line: readonly string[]) =>
      spawnSync('podman', line, { encoding: 'utf8', env: { ...process.env, ...engineEnv } });
    expect(podman('image', 'inspect', '--format', '{{.Digest}}', REFERENCE).stdout.trim()).toMatch(/^sha256:/);
    expect(existsSync(join(root, 'vfs-images'))).toBe(true);
    // It is logged out, and the user's own log-ins were never touched.
    expect(podman('login', '--get-login', 'contoso.azurecr.io').status).not.toBe(0);
    podman('image', 'rm', '--all', '--force');
    podman('unshare', 'rm', '-rf', root);
  });
});
