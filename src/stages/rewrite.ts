import { nameOf } from '../images/reference.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Move } from '../manifests/model/move.ts';
import { distinctEdits, type Rewrite, rewrite } from '../manifests/rewrite.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import { onHead } from '../review/on-head.ts';
import type { EnsureResult } from '../rules/ensure.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import type { Head } from './head.ts';
import type { Planned } from './plan.ts';
import { resultIndex } from './warm.ts';

/** The edits of the run, and what may be committed of them. */
export interface Moved {
  readonly rewrite: Rewrite<ClassifiedUse>;
  /** Why a use must not be committed as it stands; `undefined` where it may. */
  readonly heldBack: (use: ClassifiedUse) => string | undefined;
}

/**
 * Moves every public use that a rule covers, unless its pull was tried and not served.
 * Before anything was created the plan's rules count: the patch says what would be.
 */
export function moveUses(
  planned: Planned,
  ensured: EnsureResult | undefined,
  results: readonly WarmResult[],
  inputs: Inputs,
): Moved {
  const { registry, pin, suggestKinds } = inputs;
  const covered = new Map((ensured?.covered ?? planned.plan?.covered ?? []).map((source) => [source.source, source]));
  const resultOf = resultIndex(results);
  const moveOf = (use: ClassifiedUse): Move | undefined => {
    if (registry === undefined || planned.leftAside.has(use) || !isMovable(use, inputs)) return undefined;
    const result = resultOf(use);
    if (result?.status === 'not-served') return undefined;
    const repository =
      use.class !== 'public'
        ? use.reference?.repository
        : covered.get(use.source === undefined ? '' : nameOf(use.source))?.repository;
    if (repository === undefined) return undefined;
    const digest = pin && result !== undefined ? result.served.digest : undefined;
    return { registry: registry.loginServer, repository, ...(digest === undefined ? {} : { digest }) };
  };
  return {
    rewrite: rewrite(planned.uses, moveOf),
    heldBack: (use) => {
      if (!planned.inScope.has(use)) return 'the pull request does not bring it';
      if (!suggestKinds.has(use.kind)) return `suggest-kinds does not name ${use.kind}`;
      if (use.unknownTag === true) return 'its tag is not known, so that nothing could be pulled';
      // Two that add to one mapping would each write its keys.
      if (use.slots.some(({ adds }) => adds !== undefined)) return 'it adds keys to values, which the patch has';
      const result = resultOf(use);
      if (result === undefined || result.status === 'not-served') return 'it was not pulled through the registry yet';
      return undefined;
    },
  };
}

/** What is in the registry already stays where it is, but may get its digest, or be moved from an endpoint of one region. */
function isMovable(use: ClassifiedUse, inputs: Pick<Inputs, 'pin' | 'registry' | 'regionalEndpoints'>): boolean {
  const { class: kind, ignored, overriddenBy, ifEnabled } = use;
  if (ignored !== undefined || overriddenBy !== undefined || ifEnabled !== undefined) return false;
  return kind === 'public' || (kind === 'cached' && inputs.pin) || leavesRegion(use, inputs);
}

/** Whether a use of an endpoint of one region is to be moved to the login server. */
export function leavesRegion(
  { class: kind, reference }: ClassifiedUse,
  { registry, regionalEndpoints }: Pick<Inputs, 'registry' | 'regionalEndpoints'>,
): boolean {
  if (regionalEndpoints === 'keep' || registry === undefined || reference === undefined) return false;
  if (kind !== 'cached' && kind !== 'own') return false;
  return reference.registry !== registry.loginServer;
}

/** The files that edits name. */
export function editedFiles({ edits }: Pick<Rewrite<ClassifiedUse>, 'edits'>): readonly string[] {
  return [...new Set(edits.map(({ file }) => file))];
}

/** Without the moves that the texts of the head leave no place for: what a patch for the head is made of, and what reports say of it. */
export function onlyOnHead(moved: Moved, { textsOf }: Pick<Head, 'textsOf'>): Moved {
  const { rewritten, unwritten } = moved.rewrite;
  const { left } = onHead(rewritten, textsOf);
  if (left.length === 0) return moved;
  const gone = new Set(left.map(({ use }) => use));
  const kept = rewritten.filter(({ use }) => !gone.has(use));
  const edits = distinctEdits(kept.flatMap((move) => move.edits));
  return { ...moved, rewrite: { rewritten: kept, unwritten: [...unwritten, ...left], edits } };
}
