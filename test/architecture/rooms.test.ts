import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the lint's check of rooms says of a tree of files. */
function check(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const depcruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const config = join(ROOT, 'scripts/dependency-cruiser.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [depcruise, '--config', config, 'src'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { failed: status !== 0, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the check of rooms', () => {
  it('lets arrows pass that lead where the table allows', () => {
    expect(
      check({
        'src/base/order.ts': 'export const order = 1;\n',
        'src/rules/plan.ts': "import { order } from '../base/order.ts';\nexport const plan = order;\n",
      }),
    ).toMatchObject({ failed: false });
  });

  it('fails on a circle, also one of types alone', () => {
    const { failed, said } = check({
      'src/base/one.ts': "import type { Other } from './other.ts';\nexport type One = Other;\n",
      'src/base/other.ts': "import type { One } from './one.ts';\nexport type Other = One | 1;\n",
    });
    expect(failed).toBe(true);
    expect(said).toContain('no-circle');
  });

  it('fails on an arrow that the table does not have', () => {
    const { failed, said } = check({
      'src/images/reference.ts':
        "import type { Use } from '../manifests/model/use.ts';\nexport type Reference = Use;\n",
      'src/manifests/model/use.ts': 'export type Use = 1;\n',
    });
    expect(failed).toBe(true);
    expect(said).toContain('room-images: src/images/reference.ts');
  });

  it('fails on a file of no room', () => {
    const { failed, said } = check({
      'src/misc/things.ts': "import { order } from '../base/order.ts';\nexport const things = order;\n",
      'src/base/order.ts': 'export const order = 1;\n',
    });
    expect(failed).toBe(true);
    expect(said).toContain('a-room-for-every-file');
  });
});
