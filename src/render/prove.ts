import { nameLength } from '../images/reference.ts';
import type { Slot, Use } from '../manifests/model/use.ts';
import { applyEdits, type Edit, type Move, rewrite } from '../manifests/rewrite.ts';
import { withMove } from './moves.ts';
import { otherChange } from './proof.ts';
import { renderedImages } from './rendered-images.ts';

/** How an edit of an installation is tried. */
export interface Trial {
  /** What it renders as it stands. */
  readonly before: string;
  /** The text of a file of the repository. */
  readonly textOf: (file: string) => string | undefined;
  /** Renders the installation where some files have other texts. @throws StaysUnseen as a clause where it does not render */
  readonly render: (texts: ReadonlyMap<string, string>) => Promise<string>;
  /** What may move an image besides what its use says, to be tried in this order. */
  readonly others: (image: string) => readonly (readonly Slot[])[];
  /** Where an image is to go; `undefined` where it stays. */
  readonly moveOf: (image: string) => Move | undefined;
}

/** Trials of one installation: each renders its chart. Whoever is not told apart by then is left. */
const MAX_TRIALS = 40;

/**
 * The uses with what moves them only as far as it is proven: the edits are made, the chart is rendered again, and exactly the moved images
 * differ. All are tried together; where that does not hold the half of them, and so on, and then those that hold together.
 */
export async function proven(uses: readonly Use[], trial: Trial): Promise<readonly Use[]> {
  const wanted = uses.filter((use) => use.ifEnabled === undefined && targetOf(use, trial) !== undefined);
  if (wanted.length === 0) return uses;
  const sieve = new Sieve(trial, await trial.render(new Map()));
  const moved = new Map<Use, Use>();
  await sieve.take(
    wanted.filter(isMovable).map((use) => [use, use] as const),
    moved,
  );
  for (let index = 0; index < MAX_OTHERS; index++) {
    const left = wanted.filter((use) => !moved.has(use));
    const next = left.flatMap((use) => {
      const slots = trial.others(use.image ?? '')[index];
      return slots === undefined ? [] : [[use, withMove(use, slots)] as const];
    });
    if (next.length > 0) await sieve.take(next, moved);
  }
  return uses.map((use) => moved.get(use) ?? sieve.left(use));
}

function isMovable({ slots, uneditable }: Use): boolean {
  return slots.length > 0 && uneditable === undefined;
}

/** Ways besides the traced one that are tried. */
const MAX_OTHERS = 6;

/** A use, and the same with a way to move it. */
type Way = readonly [Use, Use];

class Sieve {
  readonly #trial: Trial;
  readonly #again: string;
  /** The first reason of each: that of the way which the templates tell. */
  readonly #reasons = new Map<Use, string>();
  #trials = 0;

  constructor(trial: Trial, again: string) {
    this.#trial = trial;
    this.#again = again;
  }

  /** Adds the ways that hold, by themselves and with those that are there already. */
  async take(ways: readonly Way[], moved: Map<Use, Use>): Promise<void> {
    const held = await this.#sift(ways, [...moved.values()]);
    for (const [use, way] of held) moved.set(use, way);
  }

  left(use: Use): Use {
    const reason = this.#reasons.get(use);
    return reason === undefined || use.uneditable !== undefined ? use : { ...use, uneditable: reason };
  }

  async #sift(ways: readonly Way[], before: readonly Use[]): Promise<readonly Way[]> {
    if (ways.length === 0) return [];
    this.#trials += 1;
    const isOver = this.#trials > MAX_TRIALS;
    const moving = [...before, ...ways.map(([, way]) => way)];
    const reason = isOver
      ? `more than ${MAX_TRIALS} trials of its chart`
      : await refusalOf(moving, this.#trial, this.#again);
    if (reason === undefined) return ways;
    if (ways.length === 1 || isOver) {
      for (const [use] of ways) if (!this.#reasons.has(use)) this.#reasons.set(use, reason);
      return [];
    }
    const half = Math.ceil(ways.length / 2);
    const first = await this.#sift(ways.slice(0, half), before);
    const second = await this.#sift(ways.slice(half), [...before, ...first.map(([, way]) => way)]);
    return [...first, ...second];
  }
}

function targetOf({ image }: Use, { moveOf }: Trial): Move | undefined {
  return image === null ? undefined : moveOf(image);
}

/** Why some uses can't be moved together, or nothing. */
async function refusalOf(moving: readonly Use[], trial: Trial, again: string): Promise<string | undefined> {
  const { edits, unwritten } = rewrite(moving, (use) => targetOf(use, trial));
  if (unwritten.length > 0) return unwritten[0]?.reason;
  const texts = textsWith(edits, trial);
  if (texts === undefined) return 'the file that its values are in is not read';
  const after = await trial.render(texts).catch((error: unknown) => {
    return { reason: error instanceof Error ? error.message : String(error) };
  });
  if (typeof after !== 'string') return after.reason;
  const targets = new Map(
    moving.flatMap((use) => {
      const [image, move] = [use.image ?? '', targetOf(use, trial)];
      return move === undefined
        ? []
        : [[image.slice(0, nameLength(image)), `${move.registry}/${move.repository}`] as const];
    }),
  );
  const other = otherChange({ before: trial.before, again, after }, (name) => targets.get(name));
  if (other !== undefined) return other;
  const names = new Set(renderedImages(after).map(({ image }) => image.slice(0, nameLength(image))));
  const stays = [...targets.keys()].find((name) => names.has(name));
  return stays === undefined ? undefined : `${stays} is also written in the chart, or its value is given elsewhere`;
}

function textsWith(edits: readonly Edit[], { textOf }: Trial): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = textOf(file);
    if (text === undefined) return undefined;
    texts.set(
      file,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === file),
      ),
    );
  }
  return texts;
}
