/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { closeScenes, DISPATCH, openScene, type Run, SCHEDULE, type Scene } from '../scenario/scene.ts';
import type { HostileCase } from './case.ts';

/** Plays each file under `cases/` on the committed bundle. */

closeScenes();

const CASES = import.meta.glob<HostileCase>('./cases/*.ts', { import: 'default', eager: true });

describe.skipIf(!HAS_BUNDLE)('hostile', () => {
  it('has cases', () => {
    expect(Object.keys(CASES).length).toBeGreaterThan(0);
  });

  it.each(Object.values(CASES))('$title', async (hostile) => {
    const scene = await openScene(hostile.services ?? {}, hostile.head, hostile.base);
    hostile.prepare?.(scene.workspace.path);
    hostile.expect(await play(scene, hostile), scene);
  });
});

async function play(scene: Scene, { event = 'fork', inputs, more }: HostileCase): Promise<Run> {
  switch (event) {
    case 'fork':
      return scene.pullRequest(inputs, { idToken: false, ...more, of: { headRepository: 'stranger/shop' } });
    case 'pull_request':
      return scene.pullRequest(inputs, more);
    case 'push':
      return scene.push(inputs, more);
    case 'schedule':
      return scene.run(SCHEDULE, inputs, more);
    case 'workflow_dispatch':
      return scene.run(DISPATCH, inputs, more);
  }
}
