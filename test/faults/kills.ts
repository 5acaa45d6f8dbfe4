import type { SignalAfterRequests } from '../../src/emulator/workflow-run.ts';
import type { Afterwards } from './afterwards.ts';
import { playRun } from './cell.ts';
import { type Breach, judgeDisturbed, type Played } from './oracle.ts';
import { MAX_PLAY_MS, type Play } from './play-table.ts';
import { inPool } from './pool.ts';
import { openFaultScene } from './scene.ts';
import { repeated, stateOf } from './state.ts';
import type { Undisturbed } from './undisturbed.ts';
import { watch } from './watch.ts';

/** A run that is ended from outside, at each of its requests, and the clean one after it. */
export interface KillResult {
  readonly stop: SignalAfterRequests;
  readonly breaches: readonly Breach[];
}

export const SIGNALS = ['SIGKILL', 'SIGTERM'] as const;

/** @param every at which requests: each so manieth */
export async function playKills(
  undisturbed: Undisturbed,
  { pace, jobs, afterwards }: Play,
  every: number,
): Promise<readonly KillResult[]> {
  const numbers = Array.from({ length: undisturbed.requests - 1 }, (_, index) => index + 1);
  const stops = SIGNALS.flatMap((signal) =>
    numbers.filter((requests) => requests % every === 0).map((requests) => ({ signal, requests })),
  );
  return inPool(stops, jobs, (stop) => playKill(stop, undisturbed, pace, afterwards));
}

/** One that is ended at one request. */
export async function playKill(
  stop: SignalAfterRequests,
  undisturbed: Undisturbed,
  pace: number,
  afterwards: Afterwards,
): Promise<KillResult> {
  const scene = await openFaultScene(pace, 'findings');
  try {
    const watched = watch(scene.emulator);
    const stopped = await playRun(scene, watched.calm, MAX_PLAY_MS, stop);
    const breaches = [
      ...writesAfter(stopped, stop),
      ...(stop.signal === 'SIGKILL' ? judgeKilled(stopped) : judgeDisturbed(stopped, undisturbed)),
    ];
    const clean = () => playRun(scene, watched.calm, MAX_PLAY_MS);
    breaches.push(...(await afterwards.judge(scene.emulator, undisturbed, clean)));
    breaches.push(...scene.emulator.violations.map((text): Breach => ({ kind: 'violation', text })));
    return { stop, breaches };
  } finally {
    await scene.close();
  }

  function judgeKilled({ claims }: Played): readonly Breach[] {
    // A run that was at its end already has ended by itself.
    if (claims.status !== null && claims.status !== 0) return [{ kind: 'crash', text: `exit status ${claims.status}` }];
    const doubled = repeated(stateOf(scene.emulator).rules);
    return doubled.map((rule) => ({ kind: 'doubled', text: `there are two rules ${rule}` }));
  }
}

/** What was on its way when the signal came may still arrive: one write. */
function writesAfter({ observations }: Played, { signal, requests }: SignalAfterRequests): readonly Breach[] {
  const writes = observations.slice(requests).filter((seen) => seen.class.startsWith('PUT arm')).length;
  return writes <= 1 ? [] : [{ kind: 'doubled', text: `${writes} rules were written after ${signal}` }];
}
