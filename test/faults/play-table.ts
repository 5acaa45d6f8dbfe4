import type { Afterwards } from './afterwards.ts';
import { type CellResult, playCell } from './cell.ts';
import { inPool } from './pool.ts';
import { pick } from './random.ts';
import type { Scenes } from './scenes.ts';
import { type Cell, nameOfCell } from './table.ts';

export interface Play {
  readonly seed: number;
  /** Divides every wait of the product. */
  readonly pace: number;
  /** Cells that are played at once. */
  readonly jobs: number;
  readonly afterwards: Afterwards;
  /** Is told of each cell that is done. */
  readonly onDone?: (result: CellResult) => void;
}

/** A run that takes longer is ended: its own `timeout` (scene.ts), and what a busy machine needs besides. Milliseconds. */
export const MAX_PLAY_MS = 210_000;

/** Who hangs needs no processor. */
const IDLE_JOBS = 3;

/** Plays cells, those that mostly wait more at once than the others. */
export async function playCells(cells: readonly Cell[], scenes: Scenes, play: Play): Promise<readonly CellResult[]> {
  const idle = cells.filter(({ fault }) => fault === 'hang');
  const busy = cells.filter(({ fault }) => fault !== 'hang');
  const work = (cell: Cell) => playOne(cell, scenes, play);
  return [...(await inPool(busy, play.jobs, work)), ...(await inPool(idle, play.jobs * IDLE_JOBS, work))];
}

async function playOne(cell: Cell, scenes: Scenes, { seed, pace, afterwards, onDone }: Play): Promise<CellResult> {
  const { variant, undisturbed } = scenes.of(cell.request);
  // How often a class is asked varies with who is first; half of it is always there.
  const most = Math.ceil((undisturbed.classes.get(cell.request) ?? 1) / 2);
  const victim = pick(seed, nameOfCell(cell), most);
  const result = await playCell(cell, { undisturbed, variant, pace, limit: MAX_PLAY_MS, victim, afterwards });
  onDone?.(result);
  return result;
}
