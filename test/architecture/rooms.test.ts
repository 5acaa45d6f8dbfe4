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

  it('fails on each circle: of types alone, and of more than two files', () => {
    const { failed, said } = check({
      'src/base/one.ts': "import type { Other } from './other.ts';\nexport type One = Other;\n",
      'src/base/other.ts': "import type { One } from './one.ts';\nexport type Other = One | 1;\n",
      'src/manifests/scan.ts': "import { tree } from './tree.ts';\nexport const scan = tree;\n",
      'src/manifests/tree.ts': "import { kinds } from './kinds.ts';\nexport const tree = kinds;\n",
      'src/manifests/kinds.ts': "import { scan } from './scan.ts';\nexport const kinds = scan;\n",
    });
    expect(failed).toBe(true);
    const circles = [...said.matchAll(/error ([\w-]+): (src\/\w+)\//g)].map(([, rule, room]) => `${rule} ${room}`);
    expect([...new Set(circles)].sort()).toEqual(['no-circle src/base', 'no-circle src/manifests']);
  });

  it('fails on each arrow that the table does not have: of types alone, back up, between kinds', () => {
    const { failed, said } = check({
      'src/images/reference.ts':
        "import type { Use } from '../manifests/model/use.ts';\nexport type Reference = Use;\n",
      'src/manifests/model/use.ts': 'export type Use = 1;\n',
      'src/outcome/outcome.ts':
        "import { summary } from '../report/summary.ts';\nexport const outcome = () => import('../stages/plan.ts').then(() => summary);\n",
      'src/report/summary.ts': 'export const summary = 1;\n',
      'src/stages/plan.ts': 'export const plan = 1;\n',
      'src/manifests/compose/compose.ts': "import { pod } from '../kubernetes/pod.ts';\nexport const compose = pod;\n",
      'src/manifests/kubernetes/pod.ts': 'export const pod = 1;\n',
    });
    expect(failed).toBe(true);
    const arrows = [...said.matchAll(/error (room-\S+): (\S+) → (\S+)/g)].map(([, ...parts]) => parts.join(' '));
    expect(arrows.sort()).toEqual([
      'room-images src/images/reference.ts src/manifests/model/use.ts',
      'room-manifests/compose src/manifests/compose/compose.ts src/manifests/kubernetes/pod.ts',
      'room-outcome src/outcome/outcome.ts src/report/summary.ts',
      'room-outcome src/outcome/outcome.ts src/stages/plan.ts',
    ]);
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
