import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod } from './scene.ts';

closeScenes();

const PROGRAMS = ['az', 'azd', 'pwsh'] as const;

it.skipIf(!HAS_BUNDLE || process.platform === 'win32')(
  'what DefaultAzureCredential starts is not started in the tree, and nothing of the tree is on its command line',
  async () => {
    const scene = await openScene({}, { 'app.yaml': pod('quay.io/acme/app:1'), az: '#!/bin/sh\ntouch ran\n' });
    const { path } = scene.workspace;
    const folder = mkdtempSync(join(tmpdir(), 'started-'));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    chmodSync(join(path, 'az'), 0o755);
    for (const name of PROGRAMS) {
      writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} in $(pwd): $*" >> '${folder}/started'\nexit 1\n`, {
        mode: 0o755,
      });
    }
    const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: _, ACTIONS_ID_TOKEN_REQUEST_URL: __, ...services } = scene.emulator.env();
    const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
    const child = spawn(process.execPath, [cli, 'plan', '--registry', 'contoso'], {
      cwd: path,
      env: {
        ...services,
        PATH: `${bin}${delimiter}${dirname(process.execPath)}${delimiter}/usr/bin${delimiter}/bin`,
        HOME: folder,
      },
      stdio: 'ignore',
    });
    expect(await once(child, 'close')).toEqual([2, null]);
    const started = readFileSync(join(folder, 'started'), 'utf8').trim().split('\n');
    expect(started.map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining(['az', 'pwsh']));
    for (const line of started) {
      expect(line).not.toContain(path);
      expect(line).not.toMatch(/quay\.io|app\.yaml/);
    }
    expect(existsSync(join(path, 'ran'))).toBe(false);
    rmSync(folder, { recursive: true });
  },
);
