import type { SignalAfterRequests } from '../../src/emulator/workflow-run.ts';
import type { Afterwards } from './afterwards.ts';
import { claimsOf } from './claims.ts';
import { type Breach, judgeDisturbed, type Played } from './oracle.ts';
import { type FaultScene, openFaultScene, type Variant } from './scene.ts';
import { stateOf } from './state.ts';
import { type Cell, FAULTS } from './table.ts';
import type { Undisturbed } from './undisturbed.ts';
import { watch } from './watch.ts';

/** What came of one cell. */
export interface CellResult {
  readonly cell: Cell;
  readonly breaches: readonly Breach[];
  readonly seconds: number;
  readonly disturbed: Played;
}

export interface Conditions {
  readonly undisturbed: Undisturbed;
  readonly variant: Variant;
  readonly pace: number;
  /** A run that takes longer is ended. Milliseconds. */
  readonly limit: number;
  /** Which request of the class meets a fault that comes once, from 1. */
  readonly victim: number;
  readonly afterwards: Afterwards;
}

/** Plays a cell in a scene of its own: a run that meets the fault, and a clean one on what that leaves. */
export async function playCell(
  cell: Cell,
  { undisturbed, variant, pace, limit, victim, afterwards }: Conditions,
): Promise<CellResult> {
  const started = Date.now();
  const scene = await openFaultScene(pace, variant);
  try {
    const from = cell.times === 'always' ? 1 : victim;
    const watched = watch(scene.emulator, { class: cell.request, answer: FAULTS[cell.fault], from, times: cell.times });
    const disturbed = await playRun(scene, watched.calm, limit);
    const breaches = [...judgeDisturbed(disturbed, undisturbed)];
    if (!disturbed.observations.some(({ struck }) => struck))
      breaches.push({ kind: 'vacuous', text: 'the fault met no request' });
    watched.calm();
    const clean = () => playRun(scene, watched.calm, limit);
    breaches.push(...(await afterwards.judge(scene.emulator, undisturbed, clean)));
    breaches.push(...scene.emulator.violations.map((text): Breach => ({ kind: 'violation', text })));
    return { cell, breaches, seconds: (Date.now() - started) / 1000, disturbed };
  } finally {
    await scene.close();
  }
}

/** One run, ended at its limit. @param calm ends the fault, and gives what was seen */
export async function playRun(
  scene: FaultScene,
  calm: () => Played['observations'],
  limit: number,
  stop?: SignalAfterRequests,
): Promise<Played> {
  const started = Date.now();
  let overdue = false;
  let timer: NodeJS.Timeout | undefined;
  const result = await scene.run({
    ...(stop === undefined ? {} : { signalAfterRequests: [stop] }),
    onStart: (kill) => {
      timer = setTimeout(() => {
        overdue = true;
        kill('SIGKILL');
      }, limit);
    },
  });
  clearTimeout(timer);
  const seconds = (Date.now() - started) / 1000;
  return { result, claims: claimsOf(result), observations: calm(), state: stateOf(scene.emulator), seconds, overdue };
}
