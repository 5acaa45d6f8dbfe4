import { groupBy } from '../../base/grouping.ts';
import { nameOf, parseReference } from '../../images/reference.ts';
import type { FactBook } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Use } from '../model/use.ts';
import type { ChartSource, Rendered } from './facts.ts';

/** What charts are rendered from. */
const CHART_KINDS: ReadonlySet<KindName> = new Set(['helm-values', 'helm-template']);

/** More than any repository's entries and images of one name. */
const MAX_STEPS = 2_000_000;

/** The post-renderers of the releases of a tree. */
export function releasesOf(book: FactBook): readonly Rendered[] {
  return book
    .of('release')
    .map(({ file, fact: { release } }) => ({ entries: release.entries, charts: [{ file, paths: release.paths }] }));
}

/**
 * The uses that an override finds by their names once a chart has rendered them, with where it stands. Moved, they would be
 * found no more, and the version that the override gives would be lost; what is pulled is what the override says, and that moves.
 */
export function foundInCharts(uses: readonly Use[], rendered: readonly Rendered[]): ReadonlyMap<Use, string> {
  const found = new Map<Use, string>();
  if (rendered.length === 0) return found;
  const byName = groupBy(
    uses.filter(({ kind, image }) => image !== null && CHART_KINDS.has(kind)),
    ({ image }) => nameIn(image ?? ''),
  );
  let steps = 0;
  for (const { entries, charts } of rendered) {
    for (const { name, use: entry } of entries) {
      const named = byName.get(nameIn(name)) ?? [];
      steps += named.length * charts.length;
      // Beyond that nobody knows who finds what.
      const mayBe = steps > MAX_STEPS ? () => true : (use: Use) => charts.some((chart) => isOf(use, chart));
      for (const use of named)
        if (use !== entry && !found.has(use) && mayBe(use)) found.set(use, `${entry.file}:${entry.line}`);
    }
  }
  return found;
}

/** The name of an image as every spelling of it has it. */
export function nameIn(image: string): string | undefined {
  const reference = parseReference(image);
  return reference === undefined ? undefined : nameOf(reference);
}

/** Whether a use stands in what a chart is rendered from. */
function isOf({ file }: Use, { file: own, paths }: ChartSource): boolean {
  return file === own || paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
}
