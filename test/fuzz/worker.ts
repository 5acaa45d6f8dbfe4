import { parentPort, workerData } from 'node:worker_threads';
import { runCampaign } from './campaign.ts';
import { startCoverage } from './coverage.ts';
import type { Target } from './target.ts';

/** Fuzzes one target in a thread of its own, so that who started it can end an input that never ends. */

/** What the thread is started with. */
export interface WorkerTask {
  /** URL of the module with the targets, and which of them. */
  readonly module: string;
  readonly target: string;
  readonly seed: number;
  readonly time: number;
  readonly executions: number;
  readonly findings: number;
  readonly guided: boolean;
  /** Scripts of the product, by how their URLs begin. */
  readonly sources: string;
  /** One input instead of a campaign. */
  readonly replay?: string;
  /** The number of inputs begun, and the length of the last. */
  readonly counters: Int32Array;
  /** The last input, as UTF-8. */
  readonly last: Uint8Array;
}

async function run(task: WorkerTask): Promise<unknown> {
  const coverage = startCoverage((url) => url.startsWith(task.sources) || url === task.module);
  const { TARGETS }: { readonly TARGETS: readonly Target[] } = await import(task.module);
  const target = TARGETS.find(({ name }) => name === task.target);
  if (target === undefined) throw new Error(`there is no target ${task.target}`);
  if (task.replay !== undefined) return target.check(task.replay);
  const encoder = new TextEncoder();
  const onInput = (input: string): void => {
    Atomics.store(task.counters, 1, encoder.encodeInto(input, task.last).written);
    Atomics.add(task.counters, 0, 1);
  };
  const result = await runCampaign(target, { ...task, onInput, coverage });
  coverage.stop();
  return result;
}

parentPort?.postMessage(await run(workerData));
