import type { Emulator } from '../../src/emulator/emulator.ts';
import { type Breach, judgeAfterwards, type Played } from './oracle.ts';
import { stateOf } from './state.ts';
import type { Undisturbed } from './undisturbed.ts';

/**
 * The clean run after a disturbed one. What it comes to depends on what the services were left with and on nothing else, and many
 * cells leave the same: of those only the first is followed by a run.
 */
export interface Afterwards {
  /** @param play a clean run on what is there now */
  readonly judge: (
    emulator: Emulator,
    undisturbed: Undisturbed,
    play: () => Promise<Played>,
  ) => Promise<readonly Breach[]>;
  /** How many runs that took. */
  readonly runs: () => number;
}

export function openAfterwards(): Afterwards {
  const known = new Map<Undisturbed, Map<string, Promise<readonly Breach[]>>>();
  let runs = 0;
  return {
    runs: () => runs,
    judge: async (emulator, undisturbed, play) => {
      const ofScene = known.get(undisturbed) ?? new Map<string, Promise<readonly Breach[]>>();
      known.set(undisturbed, ofScene);
      const left = leftWith(emulator);
      const found = await ofScene.get(left);
      // What went wrong is looked at again: every cell that leaves this has its own.
      if (found?.length === 0) return found;
      runs += 1;
      const judged = play().then((played) => judgeAfterwards(played, undisturbed));
      ofScene.set(left, judged);
      return judged;
    },
  };
}

/** All that the services have, and what is still going on in them. */
function leftWith(emulator: Emulator): string {
  const imports = [...emulator.registry.progress].map(([name, { manifests, tags, blobs, pending }]) => [
    name,
    [...manifests.keys()].toSorted(),
    [...tags].toSorted(),
    [...blobs.keys()].toSorted(),
    [...pending].map(([digest, { requestsLeft }]) => `${digest} ${requestsLeft}`).toSorted(),
  ]);
  const { operations } = emulator.arm;
  return JSON.stringify({ ...stateOf(emulator), operations: operations.pending(), imports: imports.toSorted() });
}
