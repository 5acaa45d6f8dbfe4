import { compareRenders } from '../../../../scripts/meaning/comparison.ts';
import type { Engines } from '../../../../scripts/meaning/engines.ts';
import { parseReference } from '../../../../src/images/reference.ts';
import { move } from '../../cases/move.ts';
import { Builds } from './engine.ts';
import type { Tree } from './trees.ts';

const ACR = 'contoso.azurecr.io';

/** What was looked at. */
export interface Totals {
  trees: number;
  rendered: number;
  /** What kustomize does not take before the rewrite. */
  refused: number;
  positions: number;
  moved: number;
}

/** Builds trees before and after the rewrite, and rewrites them a second time: what is wrong with each. */
export async function wrongIn(
  trees: readonly Tree[],
  engines: Engines,
  totals: Totals,
): Promise<readonly (readonly string[])[]> {
  const [before, after] = [new Builds(engines), new Builds(engines)];
  try {
    const moved = trees.map(move);
    const wrong = moved.map((once) =>
      move(once.after).rewrite.edits.length === 0 ? [] : ['a second rewrite changes it once more'],
    );
    const folders = trees.flatMap((tree, index) =>
      before.add(`t${index}`, tree).map((folder) => [folder, index] as const),
    );
    for (const [index, { after: tree }] of moved.entries()) after.add(`t${index}`, tree);
    const was = await before.render(folders.map(([folder]) => folder));
    const rendered = folders.filter(([folder]) => was.get(folder)?.ok === true);
    const is = await after.render(rendered.map(([folder]) => folder));
    totals.trees += trees.length;
    totals.rendered += rendered.length;
    totals.refused += folders.length - rendered.length;
    for (const [folder, index] of rendered) {
      const [one, other] = [was.get(folder), is.get(folder)];
      if (one?.ok !== true || other === undefined) continue;
      wrong[index]?.push(
        ...(other.ok ? differences(folder, one.output, other.output, totals) : [`${folder}: ${other.reason}`]),
      );
    }
    return wrong;
  } finally {
    before.remove();
    after.remove();
  }
}

function differences(folder: string, before: string, after: string, totals: Totals): readonly string[] {
  const { wrong, positions } = compareRenders({ before, after }, ACR);
  totals.positions += positions.length;
  totals.moved += positions.filter(({ moved }) => moved).length;
  return wrong
    .filter(({ before: was }) => was === undefined || mayBeImage(was))
    .map((each) => `${folder} ${each.path}: ${each.why}: ${each.before} became ${each.after}`);
}

/** Suffixes and replacements also make what is no image (`nginx:-x`), which no cluster takes. */
function mayBeImage(text: string): boolean {
  return text.includes('\n') || parseReference(text.replace(/\$[({]TAG[)}]/, 'x')) !== undefined;
}
