import { nameLength } from '../images/reference.ts';
import type { Slot, Use } from '../manifests/model/use.ts';
import { rewrite } from '../manifests/rewrite.ts';
import { StaysUnseen } from './failure.ts';
import { entrySlot, type ImagesHome } from './images-home.ts';
import { withMove } from './moves.ts';
import { writtenNames } from './rendered-images.ts';
import { Sieve, type Trial, targetOf, textsWith, type Way } from './sieve.ts';

/** What renames images in what is rendered, and renders as that sees it: compared with itself, and not with what was rendered without it. */
export interface Renaming extends Pick<Trial, 'render'> {
  /** What renames an image; or why nothing can, as a clause; `undefined` for one that no rendered object names. */
  readonly slotsOf: (image: string) => readonly Slot[] | string | undefined;
}

/**
 * What renames the images of what is rendered.
 * @param home where entries go, or why there is no such place; `undefined` where the repository's tool is not known to have one
 * @param rendered the objects
 */
export function renamingBy(home: ImagesHome | string | undefined, rendered: string): Renaming['slotsOf'] | undefined {
  if (home === undefined) return undefined;
  const names = writtenNames(rendered);
  return (image) => {
    const written = names.get(image.slice(0, nameLength(image)));
    if (written === undefined) return undefined;
    if (typeof home === 'string') return home;
    const slots = [...written].map((name) => entrySlot(home, name));
    return slots.find((slot) => typeof slot === 'string') ?? slots.filter((slot) => typeof slot !== 'string');
  };
}

/** Adds what is moved by renaming. @returns why others are not, where something could rename them */
export async function renamed(
  left: readonly Use[],
  moved: Map<Use, Use>,
  proving: Pick<Trial, 'moveOf' | 'textOf'>,
  renaming: Renaming | undefined,
): Promise<ReadonlyMap<Use, string>> {
  const reasons = new Map<Use, string>();
  if (renaming === undefined) return reasons;
  const ways = left.flatMap((use): readonly Way[] => {
    const slots = renaming.slotsOf(use.image ?? '');
    if (slots !== undefined && typeof slots !== 'string') return [[use, withMove(use, slots)]];
    if (slots !== undefined) reasons.set(use, slots);
    return [];
  });
  if (ways.length === 0) return reasons;
  try {
    // What values move is there before and after, so that nothing but the entries makes a difference.
    const texts = textsWith(rewrite([...moved.values()], (use) => targetOf(use, proving)).edits, proving);
    const before = await renaming.render(texts ?? new Map());
    const trial = { ...proving, render: renaming.render, before, isNothing: isEmptyList, staying: NOT_REACHED };
    const sieve = new Sieve(trial, before);
    await sieve.take(ways, moved);
    for (const [use] of ways) if (!moved.has(use)) reasons.set(use, sieve.reasonOf(use) ?? '');
  } catch (error) {
    if (!(error instanceof StaysUnseen)) throw error;
    for (const [use] of ways) reasons.set(use, error.message);
  }
  return reasons;
}

/**
 * Where a chart leaves a list of a Pod empty, kustomize writes one that is, as soon as it looks for images there. Both are nothing to
 * Kubernetes: such fields are left out where they are empty (https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#podspec-v1-core).
 */
function isEmptyList(line: string, changed: string): boolean {
  const key = /^(\s*(?:- )?(?:initContainers|containers|ephemeralContainers|volumes): )null$/.exec(line)?.[1];
  return key !== undefined && changed === `${key}[]`;
}

/** Where kustomize's `images` looks: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
const NOT_REACHED = {
  text: 'also stands where entries of images do not reach: in a hook, an argument, an environment, a custom resource',
  isAnyway: true,
} as const;
