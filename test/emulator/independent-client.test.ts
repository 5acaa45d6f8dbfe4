import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { warm } from '../../src/registry/warming/warm.ts';
import { isInstalled, OCI, pushImage, pushManifest, type RealRegistry, startRegistry } from '../real/registry.ts';
import { openWayIn, type WayIn } from './way-in.ts';

const missing = ['docker-registry', 'skopeo'].filter((command) => !isInstalled(command));
const without = missing.length === 0 ? '' : ` (skipped: ${missing.join(' and ')} not installed)`;
const REPOSITORY = 'quay.io/team/app';

describe.skipIf(missing.length > 0)(`clients of others, with a real registry as the upstream${without}`, () => {
  let upstream: RealRegistry;
  let way: WayIn;
  let folder: string;

  beforeAll(async () => {
    upstream = await startRegistry();
    const platforms = ['linux/amd64', 'linux/arm64'];
    const manifests = await Promise.all(
      platforms.map(async (name) => {
        const layers = [{ bytes: gzipSync(Buffer.alloc(1024)) }, { bytes: gzipSync(Buffer.from(name)) }];
        const pushed = await pushImage(upstream, { repository: 'team/app', platform: name, layers });
        const [os, architecture] = name.split('/');
        return { ...pushed, platform: { os, architecture } };
      }),
    );
    await pushManifest(upstream, 'team/app', { schemaVersion: 2, mediaType: OCI.index, manifests }, '1');
    way = await openWayIn({
      upstreams: { 'quay.io': upstream.url },
      rules: [{ name: 'app-rule', source: 'quay.io/team/app', target: REPOSITORY }],
      registry: { basic: { username: 'reader', password: 'open sesame' } },
    });
    folder = await mkdtemp(join(tmpdir(), 'skopeo-'));
    await mkdir(join(folder, 'certs'));
    await writeFile(join(folder, 'certs', 'ca.crt'), way.emulator.certificate);
  });

  afterAll(async () => {
    await way.close();
    await upstream.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function skopeo(...args: readonly string[]): Promise<string> {
    const child = spawn('skopeo', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (piece) => {
      printed += piece;
    });
    child.stderr.on('data', (piece) => {
      printed += piece;
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    if (status !== 0) throw new Error(printed);
    return printed;
  }

  it('skopeo copies an image through the cache rule', async () => {
    const image = `docker://localhost:${way.emulator.port}/${REPOSITORY}:1`;
    const access = ['--src-creds', 'reader:open sesame', '--src-cert-dir', join(folder, 'certs')];
    await skopeo('copy', '--all', '--quiet', ...access, image, `oci:${join(folder, 'copy')}:1`);
    const index: unknown = JSON.parse(await readFile(join(folder, 'copy', 'index.json'), 'utf8'));
    expect(index).toMatchObject({ manifests: [{ mediaType: OCI.index }] });
    expect(way.emulator.violations).toEqual([]);
    expect(way.emulator.requests.some(({ service }) => service === 'storage')).toBe(true);
    expect(
      way.emulator.requests.filter(({ service }) => service === 'storage').map(({ authorization }) => authorization),
    ).not.toContain('basic');
  });

  it('skopeo is refused with another password', async () => {
    const image = `docker://localhost:${way.emulator.port}/${REPOSITORY}:1`;
    const access = ['--creds', 'reader:wrong', '--cert-dir', join(folder, 'certs')];
    await expect(skopeo('inspect', ...access, image)).rejects.toThrow(/authentication required|unauthorized/);
  });

  it("the product's own pull makes it warm", async () => {
    const [result] = await warm([{ image: 'quay.io/team/app:1', repository: REPOSITORY, tag: '1' }], {
      client: way.client,
      platforms: ['linux/amd64'],
      // Waits are a thousandth as long here.
      timeoutMs: 20_000_000,
    });
    expect(result).toMatchObject({ status: 'warm' });
    expect(way.emulator.store.find(REPOSITORY)?.tags.has('1')).toBe(true);
    expect(way.emulator.violations).toEqual([]);
  });
});
