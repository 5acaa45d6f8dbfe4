import { nameOf } from '../images/reference.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Registry } from '../inputs/registry.ts';
import { type Rewrite, rewrite } from '../manifests/rewrite.ts';
import type { TreeScan } from '../manifests/tree.ts';
import { exactTarget } from '../rules/constraints.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import { classifyOffline } from './classes.ts';
import { leavesRegion } from './rewrite.ts';
import type { RunContext } from './run-context.ts';

/** What moves all public images of a tree, with the class of every use. */
export interface OfflineMove extends Rewrite<ClassifiedUse> {
  readonly uses: readonly ClassifiedUse[];
}

/**
 * The edits that move every public image to where its rule would have it; the registry is not asked.
 * @param covered where a plan has found rules to lead, by source: what it does not cover stays
 */
export function moveOffline(
  scan: TreeScan,
  inputs: Inputs,
  registry: Registry,
  context: Pick<RunContext, 'owner'>,
  covered?: ReadonlyMap<string, string>,
): OfflineMove {
  const uses = classifyOffline(scan, inputs, context);
  const result = rewrite(uses, (use) => {
    if (!isMovable(use, inputs)) return undefined;
    const { loginServer } = registry;
    if (leavesRegion(use, inputs)) return { registry: loginServer, repository: use.reference?.repository ?? '' };
    if (use.class !== 'public' || use.source === undefined) return undefined;
    const source = nameOf(use.source);
    const repository =
      covered === undefined ? (inputs.targets.get(source) ?? exactTarget(source, inputs.target)) : covered.get(source);
    if (repository === undefined) return undefined;
    return { registry: loginServer, repository };
  });
  return { ...result, uses };
}

function isMovable(use: ClassifiedUse, { includeTests, includeDisabled }: Inputs): boolean {
  if (use.testMaterial !== undefined && !includeTests) return false;
  if (use.ifEnabled !== undefined && !includeDisabled) return false;
  return use.ignored === undefined && use.overriddenBy === undefined;
}
