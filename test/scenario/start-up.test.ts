import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod } from './scene.ts';

closeScenes();

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

describe.skipIf(!HAS_BUNDLE)('a run that only scans', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-bare-'));
    mkdirSync(join(folder, 'dist'));
    cpSync(join(DIST, 'main.cjs'), join(folder, 'dist/main.cjs'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('loads no SDK: it works where there are none', async () => {
    const scene = await openScene({}, { 'app.yaml': pod('quay.io/acme/app:1') });
    const bare = { main: join(folder, 'dist/main.cjs') };
    const run = await scene.push({ registry: '', apply: 'never' }, bare);
    expect([run.status, run.stderr]).toEqual([0, '']);
    expect(run.outputs).toMatchObject({ images: '1', 'public-images': '1' });
    expect(run.sorted).toEqual([]);
    // One that needs Azure does miss them: the check above can fail.
    expect(readdirSync(DIST).filter((name) => name.startsWith('sdk-')).length).toBeGreaterThan(3);
    const needing = await scene.push({}, bare);
    expect(needing.status).toBe(1);
    expect(needing.log).toContain('sdk-');
  });
});
