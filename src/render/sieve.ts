import { nameLength } from '../images/reference.ts';
import type { Move } from '../manifests/model/move.ts';
import type { Use } from '../manifests/model/use.ts';
import { applyEdits, type Edit, rewrite } from '../manifests/rewrite.ts';
import { otherChange } from './proof.ts';
import { renderedImages } from './rendered-images.ts';

/** What edits are tried with. */
export interface Trial {
  /** What is rendered without them. */
  readonly before: string;
  /** The text of a file of the repository. */
  readonly textOf: (file: string) => string | undefined;
  /** Renders the installation where some files have other texts. @throws StaysUnseen as a clause where it does not render */
  readonly render: (texts: ReadonlyMap<string, string>) => Promise<string>;
  /** Where an image is to go; `undefined` where it stays. */
  readonly moveOf: (image: string) => Move | undefined;
  /** Whether a change of a rendered line means nothing. */
  readonly isNothing?: (line: string, changed: string) => boolean;
  /** What is the matter where an image still stands somewhere once it is moved. */
  readonly staying: {
    /** The rest of a clause that begins with its name. */
    readonly text: string;
    /** Whether it would stay by itself, too. */
    readonly isAnyway: boolean;
  };
}

/** A use, and the same with a way to move it. */
export type Way = readonly [Use, Use];

/** Trials of one installation: each renders its chart. Whoever is not told apart by then is left. */
const MAX_TRIALS = 40;

/**
 * Finds which ways hold together: all are tried at once; where that does not hold those that move nothing are taken out, or each half is
 * tried by itself, and so on, and then what holds together.
 */
export class Sieve {
  readonly #trial: Trial;
  readonly #again: string;
  /** The first reason of each: that of the way which the templates tell. */
  readonly #reasons = new Map<Use, string>();
  #trials = 0;

  /** @param again rendered once more without any edit, so that what is random is known */
  constructor(trial: Trial, again: string) {
    this.#trial = trial;
    this.#again = again;
  }

  /** Adds the ways that hold, by themselves and with those that are there already. */
  async take(ways: readonly Way[], moved: Map<Use, Use>): Promise<void> {
    const held = await this.#sift(ways, [...moved.values()]);
    for (const [use, way] of held) moved.set(use, way);
  }

  /** Why no way of a use holds; `undefined` for one that has none. */
  reasonOf(use: Use): string | undefined {
    return this.#reasons.get(use);
  }

  async #sift(ways: readonly Way[], before: readonly Use[]): Promise<readonly Way[]> {
    if (ways.length === 0) return [];
    this.#trials += 1;
    const isOver = this.#trials > MAX_TRIALS;
    const moving = [...before, ...ways.map(([, way]) => way)];
    const refusal = isOver
      ? { reason: `more than ${MAX_TRIALS} trials of its chart`, staying: new Set<string>() }
      : await refusalOf(moving, this.#trial, this.#again);
    if (refusal === undefined) return ways;
    const stays = ([{ image }]: Way) => refusal.staying.has(nameOf(image));
    const staying = ways.filter(stays);
    const isFinal = staying.length === ways.length && this.#trial.staying.isAnyway;
    if (ways.length === 1 || isOver || isFinal) {
      for (const [use] of ways) {
        const reason = stays([use, use]) ? `${nameOf(use.image)} ${this.#trial.staying.text}` : refusal.reason;
        if (!this.#reasons.has(use)) this.#reasons.set(use, reason);
      }
      return [];
    }
    const half = ways.slice(0, Math.ceil(ways.length / 2));
    const isSplit = staying.length > 0 && staying.length < ways.length;
    const group = new Set(isSplit ? ways.filter((way) => !stays(way)) : half);
    const first = await this.#sift([...group], before);
    const others = ways.filter((way) => !group.has(way));
    const second = await this.#sift(others, [...before, ...first.map(([, way]) => way)]);
    return [...first, ...second];
  }
}

/** Where a use is to go. */
export function targetOf({ image }: Use, { moveOf }: Pick<Trial, 'moveOf'>): Move | undefined {
  return image === null ? undefined : moveOf(image);
}

function nameOf(image: string | null): string {
  return image === null ? '' : image.slice(0, nameLength(image));
}

interface Refusal {
  /** A clause. */
  readonly reason: string;
  /** The names of images that still stand somewhere, where nothing else is the matter. */
  readonly staying: ReadonlySet<string>;
}

/** Why some uses can't be moved together, or nothing. */
async function refusalOf(moving: readonly Use[], trial: Trial, again: string): Promise<Refusal | undefined> {
  const refused = (reason: string): Refusal => ({ reason, staying: new Set() });
  const { edits, unwritten } = rewrite(moving, (use) => targetOf(use, trial));
  const [first] = unwritten;
  if (first !== undefined) return refused(first.reason);
  const texts = textsWith(edits, trial);
  if (texts === undefined) return refused('the file that its values are in is not read');
  const after = await trial.render(texts).catch((error: unknown) => {
    return refused(error instanceof Error ? error.message : String(error));
  });
  if (typeof after !== 'string') return after;
  const targets = new Map(
    moving.flatMap((use) => {
      const move = targetOf(use, trial);
      return move === undefined ? [] : [[nameOf(use.image), `${move.registry}/${move.repository}`] as const];
    }),
  );
  const other = otherChange({ before: trial.before, again, after }, (name) => targets.get(name), trial.isNothing);
  if (other !== undefined) return refused(other);
  const names = new Set(renderedImages(after).map(({ image }) => nameOf(image)));
  const staying = [...targets.keys()].filter((name) => names.has(name));
  return staying.length === 0
    ? undefined
    : { reason: `${staying[0]} ${trial.staying.text}`, staying: new Set(staying) };
}

/** The files as edits make them; `undefined` where one is not read. */
export function textsWith(
  edits: readonly Edit[],
  { textOf }: Pick<Trial, 'textOf'>,
): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const own = edits.filter((edit) => edit.file === file);
    texts.set(file, applyEdits(text, own));
  }
  return texts;
}
