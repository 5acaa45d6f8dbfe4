import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInstalled } from '../real/registry.ts';
import { APP_DIGEST, type Lab, openLab } from './lab.ts';
import { CLIENTS } from './table.ts';

/** skopeo and podman against the stand-in. They address it by loopback, with a scope-map token. */

const REPOSITORY = 'quay.io/acme/app';

function skipped(program: string): string {
  return isInstalled(program) ? '' : ` (skipped: ${program} is not installed)`;
}

/** Every test of a client is an entry of its row, and every entry has its test. */
function entries<Name extends string>(does: readonly Name[], tests: Readonly<Record<Name, () => Promise<void>>>): void {
  for (const name of does) it(name, { timeout: 60_000 }, tests[name]);
}

describe.skipIf(!isInstalled('skopeo'))(`skopeo${skipped('skopeo')}`, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());
  const image = (tag: string, repository = REPOSITORY) =>
    `docker://localhost:${lab.emulator.port}/${repository}:${tag}`;
  const access = (password = 'open sesame') => ['--creds', `reader:${password}`, '--cert-dir', lab.folder];

  entries(CLIENTS.skopeo.does, {
    'inspects an image that is not stored yet': async () => {
      expect(lab.emulator.store.find(REPOSITORY)).toBeUndefined();
      const told = JSON.parse(await lab.run('skopeo', ['inspect', '--no-tags', ...access(), image('1')]));
      expect(told).toMatchObject({ Digest: APP_DIGEST, Architecture: 'amd64' });
    },
    'copies an image of several platforms through a cache rule': async () => {
      const source = ['--src-creds', 'reader:open sesame', '--src-cert-dir', lab.folder];
      await lab.run('skopeo', ['copy', '--all', '--quiet', ...source, image('1'), `oci:${join(lab.folder, 'copy')}:1`]);
      expect(lab.emulator.violations).toEqual([]);
    },
    'lists tags, which are the stored ones only': async () => {
      const own = JSON.parse(
        await lab.run('skopeo', ['list-tags', ...access(), image('1', 'own/app').replace(/:1$/, '')]),
      );
      expect(own.Tags).toEqual(['1']);
      await expect(
        lab.run('skopeo', ['list-tags', ...access(), image('1', 'quay.io/acme/other').replace(/:1$/, '')]),
      ).rejects.toThrow(/not found|unknown/i);
    },
    'is refused with another password': async () => {
      await expect(lab.run('skopeo', ['inspect', ...access('wrong'), image('1')])).rejects.toThrow(
        /authentication required|unauthorized/,
      );
    },
  });
});

describe.skipIf(!isInstalled('podman'))(`podman${skipped('podman')}`, () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());
  const pull = (reference: string, ...options: readonly string[]) => {
    const storage = [
      '--storage-driver',
      'vfs',
      '--root',
      join(lab.folder, 'root'),
      '--runroot',
      join(lab.folder, 'run'),
    ];
    const access = ['--creds', 'reader:open sesame', '--cert-dir', lab.folder];
    const image = `localhost:${lab.emulator.port}/${REPOSITORY}${reference}`;
    return lab.run('podman', [...storage, 'pull', '--quiet', ...access, ...options, image]);
  };
  const platforms = () => [...(lab.emulator.store.find(REPOSITORY)?.manifests.keys() ?? [])].length;

  entries(CLIENTS.podman.does, {
    'pulls by tag': async () => {
      expect(await pull(':1')).toMatch(/^[0-9a-f]{64}\n$/);
    },
    'pulls by digest': async () => {
      expect(await pull(`@${APP_DIGEST}`)).toMatch(/^[0-9a-f]{64}\n$/);
    },
    'pulls another platform': async () => {
      const before = platforms();
      await pull(':1', '--platform', 'linux/arm64');
      expect(lab.emulator.violations).toEqual([]);
      expect(platforms()).toBeGreaterThanOrEqual(before);
    },
  });
});
