import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, smallImage } from './scene.ts';

closeScenes();

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

describe.skipIf(!HAS_BUNDLE)('a run that only scans', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-bare-'));
    mkdirSync(join(folder, 'dist'));
    for (const name of readdirSync(DIST).filter((each) => /^(?:main|part-.*)\.cjs$/.test(each))) {
      cpSync(join(DIST, name), join(folder, 'dist', name));
    }
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

it.skipIf(!HAS_BUNDLE)("a pull request's run does not load the HTTP client of Node itself beside our own", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-loaded-'));
  const [preload, loaded] = [join(folder, 'preload.cjs'), join(folder, 'loaded')];
  const write = `require('node:fs').writeFileSync(${JSON.stringify(loaded)}, process.moduleLoadList.join('\\n'))`;
  writeFileSync(preload, `process.on('exit', () => ${write});\n`);
  const scene = await openScene(
    { upstreams: { 'quay.io': { 'acme/app': { '1': smallImage(1) } } } },
    { 'app.yaml': pod('quay.io/acme/app:1') },
  );
  const run = await scene.pullRequest({}, { env: { NODE_OPTIONS: `--require=${preload}` } });
  const modules = readFileSync(loaded, 'utf8').split('\n');
  rmSync(folder, { recursive: true });
  expect(run.status).toBe(0);
  expect(modules).toContain('NativeModule https');
  expect(modules.filter((name) => name.includes('undici'))).toEqual([]);
});

describe.skipIf(!HAS_BUNDLE)('a command line', () => {
  /** The parts of the bundle that a command loads. */
  function partsOf(...words: readonly string[]): readonly string[] {
    const program = `require(${JSON.stringify(join(DIST, 'cli.cjs'))});
      process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))));`;
    const { stderr } = spawnSync(process.execPath, ['-e', program, 'cli.cjs', ...words], { encoding: 'utf8' });
    const loaded: readonly string[] = JSON.parse(stderr.trim().split('\n').at(-1) ?? '[]');
    return loaded.map((path) => basename(path)).sort();
  }

  it('that asks for the version parses nothing that reads a repository', () => {
    const parts = partsOf('--version');
    expect(parts).toContain('cli.cjs');
    const bytes = parts.reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0);
    expect(bytes).toBeLessThan(50_000);
  });

  it('that scans parses nothing that talks to a registry', () => {
    // Whatever a part is called.
    const talking = readdirSync(DIST).filter(
      (name) => name.startsWith('part-') && readFileSync(join(DIST, name), 'utf8').includes('/oauth2/exchange'),
    );
    expect(talking).toHaveLength(1);
    const parts = partsOf('scan', fileURLToPath(new URL('../../examples/shop', import.meta.url)));
    expect(parts).toContain('part-manifests.cjs');
    expect(parts.filter((name) => name.startsWith('sdk-') || talking.includes(name))).toEqual([]);
    // The check above can fail.
    expect(partsOf('plan', '--registry', 'contoso', '--inventory', 'missing.json')).toEqual(
      expect.arrayContaining(talking),
    );
  });
});
