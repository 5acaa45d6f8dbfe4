import { afterAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { openAfterwards } from './afterwards.ts';
import { playCells } from './play-table.ts';
import { pick } from './random.ts';
import { findings } from './report.ts';
import { closeWorkspace } from './scene.ts';
import { openScenes } from './scenes.ts';
import { type Cell, cellsOf, FAULT_NAMES, nameOfCell } from './table.ts';

/** A dozen cells of the table that `npm run faults` plays whole: each fault once, and one that broke a law. */

const SEED = 9;

function sampleOf(cells: readonly Cell[]): readonly Cell[] {
  const drawn = FAULT_NAMES.flatMap((fault, index) => {
    const some = cells.filter((cell) => cell.fault === fault);
    return some[pick(SEED, `${fault} ${index}`, some.length) - 1] ?? [];
  });
  // What was once left open: that storage can't be asked for was told as storage that was seen before.
  const known = cells.filter(
    (cell) => nameOfCell(cell) === 'HEAD registry manifests/<digest> × expired token × always',
  );
  return [...drawn, ...known];
}

afterAll(closeWorkspace);

describe.skipIf(!HAS_BUNDLE)('a sample of the table of faults', () => {
  it('breaks no law', { timeout: 300_000 }, async () => {
    const scenes = await openScenes(60);
    const results = await playCells(sampleOf(cellsOf(scenes.requests)), scenes, {
      ...{ seed: SEED, pace: 60, jobs: 2 },
      afterwards: openAfterwards(),
    });
    expect(new Set(results.map(({ cell }) => cell.fault)).size).toBe(FAULT_NAMES.length);
    expect(findings(results)).toEqual([]);
  });
});
