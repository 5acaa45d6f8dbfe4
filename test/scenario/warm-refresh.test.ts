import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listField, parseJson } from '../../src/base/json.ts';
import { buildImage, type EmbeddedImage } from '../../src/emulator/images.ts';
import { expectCredentialsAtHome } from './credential-paths.ts';
import { HAS_BUNDLE } from './harness.ts';
import type { Scene as OpenScene } from './scene.ts';
import { closeScenes, DISPATCH, openScene, pod, type Run, SCHEDULE, smallImage } from './scene.ts';

/** Runs one after the other that leave their report where the next one finds it. */

closeScenes();

const APP = 'quay.io/acme/app';
const OLD = smallImage(1);
const NEW = smallImage(2);
const STILL = smallImage(3);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Kept {
  readonly scene: OpenScene;
  /** What the source serves under the tag from now on; later than the registry trusts what it has. */
  readonly move: (image: EmbeddedImage) => void;
}

/** Two images, one of which moves; the first run has warmed both. */
async function warmed(): Promise<Kept> {
  const repositories = { 'acme/app': { '1': OLD }, 'acme/still': { '1': STILL } };
  const scene = await openScene(
    { upstreams: { 'quay.io': repositories } },
    { 'app.yaml': pod(`${APP}:1`, 'quay.io/acme/still:1') },
  );
  const first = await refresh(scene);
  expect(first.outputs.warmed).toBe('2');
  expect(movedIn(first)).toEqual([]);
  scene.emulator.clock.advance(600_000);
  const move = (image: EmbeddedImage) => {
    repositories['acme/app'] = { '1': image };
  };
  return { scene, move };
}

async function refresh(scene: OpenScene, event: typeof SCHEDULE | typeof DISPATCH = SCHEDULE): Promise<Run> {
  return scene.run(event, { 'report-dir': folder, 'fail-when': 'stale' });
}

function movedIn(run: Run): readonly unknown[] {
  return listField(parseJson(run.reports.report ?? ''), 'moved');
}

/** What was asked of the data plane besides tokens. */
function asked(run: Run): readonly string[] {
  return run.requests
    .filter(({ service, path }) => service === 'storage' || (service === 'registry' && /^\/(?:v2|acr)\/./.test(path)))
    .map(({ method, path }) => `${method} ${path}`)
    .sort();
}

describe.skipIf(!HAS_BUNDLE)('a refresh', () => {
  it.each([SCHEDULE, DISPATCH])('on $name costs one request for each tag that has not moved', async (event) => {
    const { scene } = await warmed();
    const run = await refresh(scene, event);
    expect(run.status).toBe(0);
    expect(asked(run)).toEqual(['GET /v2/quay.io/acme/app/manifests/1', 'GET /v2/quay.io/acme/still/manifests/1']);
    expect(run.outputs).toMatchObject({ warmed: '2', 'rules-created': '0' });
    expect(movedIn(run)).toEqual([]);
    expectCredentialsAtHome(run);
  });

  it('pulls a tag that has moved, and tells from which digest to which', async () => {
    const { scene, move } = await warmed();
    move(NEW);
    const run = await refresh(scene);
    expect(run.status).toBe(0);
    expect(movedIn(run)).toEqual([{ image: `${APP}:1`, from: OLD.digest, to: NEW.digest, pulled: true }]);
    expect(run.summary).toContain(`<code>${OLD.digest}</code> | <code>${NEW.digest}</code> | yes |`);
    expect(scene.emulator.store.find(APP)?.tags.get('1')?.digest).toBe(NEW.digest);
    expect(asked(run).filter((line) => line.includes('acme/still'))).toHaveLength(1);
    scene.emulator.clock.advance(600_000);
    const next = await refresh(scene);
    expect(asked(next)).toHaveLength(2);
    expect(movedIn(next)).toEqual([]);
  });

  it('that can not pull what has moved is stale until one can', async () => {
    const { scene, move } = await warmed();
    move(NEW);
    const layer = ([...NEW.blobs.keys()].at(1) ?? '').slice('sha256:'.length);
    scene.emulator.addFault({
      match: { service: 'storage', path: new RegExp(layer) },
      nth: 1,
      times: 3,
      answer: { type: 'truncate', bytes: 1 },
    });
    const run = await refresh(scene);
    expect(run.status).toBe(1);
    expect(run.log).toContain('::error::fail-when stale: 1 image behind the upstream');
    expect(run.headline).toContain('1 stale');
    expect(movedIn(run)).toEqual([{ image: `${APP}:1`, from: OLD.digest, to: NEW.digest, pulled: false }]);
    const next = await refresh(scene);
    expect(next.status).toBe(0);
    expect(movedIn(next)).toEqual([{ image: `${APP}:1`, from: OLD.digest, to: NEW.digest, pulled: true }]);
  });

  it('that can not ask is stale too, and stays known to be', async () => {
    const { scene } = await warmed();
    const times = 16;
    scene.emulator.addFault({
      match: { service: 'registry', path: /acme\/app\/manifests/ },
      nth: 1,
      times,
      answer: { type: 'answer', status: 503 },
    });
    for (let run = 0; run < 2; run += 1) {
      const stale = await refresh(scene);
      expect(stale.status).toBe(1);
      expect(stale.log).toContain('::error::fail-when stale: 1 image behind the upstream');
    }
  });

  it('without a report of an earlier run pulls as if for the first time, and knows of nothing stale', async () => {
    const { scene, move } = await warmed();
    move(NEW);
    const run = await scene.run(SCHEDULE, { 'fail-when': 'stale' });
    expect(run.status).toBe(0);
    expect(run.outputs.warmed).toBe('2');
    expect(movedIn(run)).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE)('pin', () => {
  it('adds the digest of the index, never that of a platform', async () => {
    const image = buildImage({ name: 'pinned', format: 'docker' });
    const scene = await openScene(
      { upstreams: { 'quay.io': { 'acme/app': { '1': image } } } },
      { 'app.yaml': pod(`${APP}:1`) },
    );
    const run = await scene.pullRequest({ pin: 'true' });
    const pinned = `contoso.azurecr.io/${APP}:1@${image.digest}`;
    expect(run.reports.patch).toContain(`image: ${pinned}}`);
    const said = scene.emulator.github.comments.map(({ body }) => body).join('\n');
    expect(said).toContain(pinned);
    for (const platform of Object.values(image.platforms)) {
      expect(`${run.reports.patch} ${said}`).not.toContain(platform);
    }
  });
});
