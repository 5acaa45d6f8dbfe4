import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Http, openHttp } from '../../../src/io/http.ts';
import { openRegistry } from '../../../src/registry/client.ts';
import type { RegistryFailure } from '../../../src/registry/transport/failure.ts';
import { explainEngine, openEngine } from '../../../src/registry/warming/engine.ts';
import { warm } from '../../../src/registry/warming/warm.ts';
import { warmLine } from '../../../src/registry/warming/warm-line.ts';
import { isInstalled, pushIndex, type RealRegistry, startRegistry } from '../../real/registry.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const login = async () => ({ username: 'user', password: 'secret-password' });

/** A command that writes down how it was called, and ends as it is told. */
async function stand(name: string, script: string): Promise<() => Promise<readonly string[]>> {
  const log = join(folder, 'log');
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, name), `#!/bin/sh\necho "$@" >> '${log}'\n${script}\n`);
  await chmod(join(bin, name), 0o755);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
  return async () => (await readFile(log, 'utf8')).trim().split('\n');
}

describe.skipIf(process.platform !== 'linux')('an engine', () => {
  it('is logged in by stdin, pulls by platform, and is logged out and cleared at the end', async () => {
    const log = await stand('podman', `case "$*" in login*) cat > '${folder}/stdin';; 'image inspect'*) exit 1;; esac`);
    const engine = await openEngine({
      name: 'podman',
      client: { loginServer: 'r.azurecr.io', login },
      removeImages: true,
    });
    await engine.pull('r.azurecr.io/a:1', 'linux/arm64', 60);
    await engine.close();
    const lines = (await log()).map((line) => line.replace(/\S+auth\.json/, 'FILE'));
    expect(lines).toEqual([
      'login --authfile FILE --username user --password-stdin -- r.azurecr.io',
      'image inspect -- r.azurecr.io/a:1',
      'pull --quiet --authfile FILE --platform linux/arm64 -- r.azurecr.io/a:1',
      'logout --authfile FILE -- r.azurecr.io',
      'image rm -- r.azurecr.io/a:1',
    ]);
    expect(await readFile(join(folder, 'stdin'), 'utf8')).toBe('secret-password');
    expect(lines.join(' ')).not.toContain('secret-password');
  });

  it('that ends without reading its standard input is judged by how it ends', async () => {
    await stand('podman', 'exit 0');
    // More than a pipe holds, so that the rest meets a closed one.
    const unread = async () => ({ username: 'user', password: 'p'.repeat(1024 * 1024) });
    const client = { loginServer: 'r.azurecr.io', login: unread };
    await (await openEngine({ name: 'podman', client, removeImages: false })).close();
  });

  it.each([
    ['--privileged', undefined],
    ['r.azurecr.io/a:1 --all-tags', undefined],
    ['r.azurecr.io/a:-1', undefined],
    ['r.azurecr.io/../a:1', undefined],
    ['r.azurecr.io/a:1', '--all-tags'],
    ['r.azurecr.io/a:1', 'linux/amd64 --all-tags'],
    ['r.azurecr.io/a:1', 'linux/-x'],
  ])('is not started for %s on %s, which is no name', async (reference, platform) => {
    const log = await stand('podman', 'true');
    const engine = await openEngine({
      name: 'podman',
      client: { loginServer: 'r.azurecr.io', login },
      removeImages: true,
    });
    await expect(engine.pull(reference, platform, 60)).rejects.toMatchObject({ reason: { kind: 'engine' } });
    await engine.close();
    expect((await log()).filter((line) => !/^log(?:in|out) /.test(line))).toEqual([]);
  });

  it('is started where no tree is', async () => {
    await stand('podman', `pwd > '${folder}/where'`);
    const engine = await openEngine({
      name: 'podman',
      client: { loginServer: 'r.azurecr.io', login },
      removeImages: false,
    });
    await engine.close();
    expect(await readFile(join(folder, 'where'), 'utf8')).toBe('/\n');
  });

  it('leaves images that were here before', async () => {
    const log = await stand('podman', 'true');
    const engine = await openEngine({
      name: 'podman',
      client: { loginServer: 'r.azurecr.io', login },
      removeImages: true,
    });
    await engine.pull('r.azurecr.io/a:1', undefined, 60);
    await engine.close();
    expect((await log()).filter((line) => line.includes('image rm'))).toEqual([]);
  });

  it('of docker keeps to a configuration of its own and to the daemon of the user', async () => {
    const log = await stand(
      'docker',
      'case "$*" in context*) echo unix:///elsewhere.sock;; *) printf %s "$DOCKER_HOST" > "$(dirname "$0")/../daemon";; esac',
    );
    const engine = await openEngine({
      name: 'docker',
      client: { loginServer: 'r.azurecr.io', login: async () => undefined },
      removeImages: false,
    });
    await engine.pull('r.azurecr.io/a:1', undefined, 60);
    await engine.close();
    const [context, inspect, pull] = await log();
    expect(context).toContain('context inspect');
    expect(inspect).toMatch(/^--config \S+ image inspect/);
    expect(await readFile(join(folder, 'daemon'), 'utf8')).toBe('unix:///elsewhere.sock');
    expect(pull).toMatch(/^--config \S+ pull --quiet -- r\.azurecr\.io\/a:1$/);
  });

  it('that takes too long is given up', async () => {
    await stand('podman', 'case "$*" in pull*) exec sleep 60;; *) exit 1;; esac');
    const client = { loginServer: 'r.azurecr.io', login: async () => undefined };
    const engine = await openEngine({ name: 'podman', client, removeImages: false });
    const error: RegistryFailure = await engine.pull('r.azurecr.io/a:1', undefined, 1).then(
      () => expect.unreachable(),
      (reason: RegistryFailure) => reason,
    );
    expect(error.reason.kind).toBe('too-slow');
  });

  it('that is not installed is told as such', async () => {
    vi.stubEnv('PATH', folder);
    const client = { loginServer: 'r.azurecr.io', login };
    const error: RegistryFailure = await openEngine({ name: 'podman', client, removeImages: false }).then(
      () => expect.unreachable(),
      (reason: RegistryFailure) => reason,
    );
    expect(error.reason).toMatchObject({ kind: 'engine', message: expect.stringContaining("can't be run") });
  });
});

describe('what engines say', () => {
  it.each([
    ['Error: initializing source docker://r/a:1: reading manifest 1 in r/a: manifest unknown', 'not-found'],
    [
      'Error response from daemon: unauthorized: authentication required, visit https://aka.ms/acr/authorization',
      'unauthorized',
    ],
    [
      "denied: client with IP '10.0.0.1' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
      'not-reachable',
    ],
    [
      "toomanyrequests: too many requests to source registry for cache rule 'n'. CorrelationId: 1",
      'upstream-throttled',
    ],
    ["unauthorized: authentication required with source registry for cache rule 'docker-io'.", 'upstream-unauthorized'],
    [
      "received unexpected HTTP status: 424 Failed Dependency: request to pull from source 'x' has failed",
      'upstream-failed',
    ],
    ['no space left on device', 'engine'],
  ])('%s', (stderr, kind) => {
    const reason = explainEngine(
      { exitCode: 1, stdout: '', stderr: `Trying to pull r/a:1...\n${stderr}\n` },
      'podman',
      'r/a:1',
      'r',
    );
    expect(reason.kind).toBe(kind);
    expect(reason.message).toContain(stderr);
  });
});

const missing = ['docker-registry', 'podman'].filter((command) => !isInstalled(command));
const without = missing.length === 0 ? '' : ` (skipped: ${missing.join(' and ')} not installed)`;

describe.skipIf(missing.length > 0)(`podman itself${without}`, () => {
  let upstream: RealRegistry;
  let http: Http;
  let storage: string;
  beforeAll(async () => {
    upstream = await startRegistry();
    http = openHttp({ pace: 10 });
    storage = await mkdtemp(join(tmpdir(), 'podman-'));
  });
  afterAll(async () => {
    await http.close();
    await upstream.stop();
    await rm(storage, { recursive: true, force: true });
  });

  it('pulls what is to be warmed, and its failure is told as that of the image', async () => {
    const storageConf = join(storage, 'storage.conf');
    const registriesConf = join(storage, 'registries.conf');
    await writeFile(
      storageConf,
      `[storage]\ndriver = "vfs"\ngraphroot = "${join(storage, 'root')}"\nrunroot = "${join(storage, 'run')}"\n`,
    );
    await writeFile(registriesConf, `[[registry]]\nlocation = "${upstream.host}"\ninsecure = true\n`);
    vi.stubEnv('CONTAINERS_STORAGE_CONF', storageConf);
    vi.stubEnv('CONTAINERS_REGISTRIES_CONF', registriesConf);
    const layer = spawnSync('tar', ['--create', '--gzip', '--files-from', '/dev/null']).stdout;
    await pushIndex(upstream, { repository: 'a', tag: '1', platforms: ['linux/amd64'], layers: [layer] });
    await pushIndex(upstream, { repository: 'broken', tag: '1', platforms: ['linux/amd64'] });

    const client = openRegistry({ http, loginServer: upstream.host, baseUrl: upstream.url, mask: () => undefined });
    const engine = await openEngine({ name: 'podman', client, removeImages: false });
    const requests = ['a', 'broken'].map((repository) => ({ image: repository, repository, tag: '1' }));
    const results = await warm(requests, { client, platforms: ['linux/amd64'], timeoutMs: 600_000, engine });
    await engine.close();
    expect(results.map(warmLine)).toEqual([expect.stringMatching(/^warm/), expect.anything()]);
    expect(results.map(({ status }) => status)).toEqual(['warm', 'not-served']);
    expect(results[1]).toMatchObject({ reason: { kind: 'engine' } });
    expect(await readdir(join(storage, 'root', 'vfs-images'))).not.toEqual([]);
    expect(spawnSync('podman', ['image', 'exists', `${upstream.host}/a:1`]).status).toBe(0);
    expect(spawnSync('podman', ['image', 'exists', `${upstream.host}/broken:1`]).status).not.toBe(0);
  });
});
