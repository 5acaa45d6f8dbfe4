import { nameLength } from '../images/reference.ts';
import type { Use } from '../manifests/model/use.ts';
import { applyEdits, type Edit, type Move, rewrite } from '../manifests/rewrite.ts';
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
  /** Where an image is to go; `undefined` where it stays. */
  readonly moveOf: (image: string) => Move | undefined;
}

/** Images of one installation that are tried one by one, where all together do not hold. */
const MAX_SINGLE_TRIALS = 24;

/**
 * The uses with what moves them only as far as it is proven: the edits are made, the chart is rendered again, and exactly the moved images
 * differ. All are tried together; where that does not hold each by itself, and then those that hold together.
 */
export async function proven(uses: readonly Use[], trial: Trial): Promise<readonly Use[]> {
  const movable = uses.filter(
    (use) => use.slots.length > 0 && use.uneditable === undefined && targetOf(use, trial) !== undefined,
  );
  if (movable.length === 0) return uses;
  const again = await trial.render(new Map());
  const whole = await refusalOf(movable, trial, again);
  if (whole === undefined) return uses;
  const reasons = new Map<Use, string>();
  if (movable.length > 1) {
    for (const [index, use] of movable.entries()) {
      const reason =
        index < MAX_SINGLE_TRIALS ? await refusalOf([use], trial, again) : 'too many images of its chart were tried';
      if (reason !== undefined) reasons.set(use, reason);
    }
  } else for (const use of movable) reasons.set(use, whole);
  const left = movable.filter((use) => !reasons.has(use));
  const together = reasons.size > 0 && left.length > 1 ? await refusalOf(left, trial, again) : undefined;
  const isApart = together !== undefined || (reasons.size === 0 && movable.length > 1);
  if (isApart)
    for (const use of left) reasons.set(use, `it holds only without the chart's other images: ${together ?? whole}`);
  return uses.map((use) => {
    const reason = reasons.get(use);
    return reason === undefined ? use : { ...use, uneditable: reason };
  });
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
