import { groupBy } from '../../base/grouping.ts';
import type { FactBook } from '../model/fact.ts';
import { directoryOf } from '../source/paths.ts';
import type { Chart, Dependency } from './facts.ts';

/** A chart with all that Helm loads along with it. */
export interface ChartOfTree extends Chart {
  /** What its `Chart.yaml` told. */
  readonly origin: Chart;
}

const KNOWN = new WeakMap<FactBook, ReadonlyMap<string, ChartOfTree>>();

/**
 * The charts of a tree by their folders: what `Chart.yaml` lists, what `requirements.yaml`
 * does, as charts of the first API version have it (https://helm.sh/docs/topics/v2_v3_migration/), and what lies below `charts/`
 * without being listed.
 */
export function chartsIn(book: FactBook): ReadonlyMap<string, ChartOfTree> {
  const known = KNOWN.get(book);
  if (known !== undefined) return known;
  const told = new Map(book.of('helm-chart').map(({ file, fact }) => [directoryOf(file), fact.chart] as const));
  const required = groupBy(book.of('helm-requirements'), ({ file }) => directoryOf(file));
  const inside = groupBy([...told], ([folder]) => outerChart(folder) ?? '\0');
  const charts = new Map(
    [...told].map(([folder, chart]) => {
      const more = (required.get(folder) ?? []).flatMap(({ fact }) => fact.dependencies);
      const unlisted = (inside.get(folder) ?? []).map(([, { name, version }]) => ({
        ...UNNAMED,
        name,
        key: name,
        version,
      }));
      return [folder, withDependencies(chart, [...more, ...unlisted])] as const;
    }),
  );
  KNOWN.set(book, charts);
  return charts;
}

const UNNAMED = { repository: '', imports: [] } as const;

/** The chart in whose `charts/` a folder lies. */
function outerChart(folder: string): string | undefined {
  const parent = directoryOf(folder);
  return /(?:^|\/)charts$/.test(parent) ? directoryOf(parent) : undefined;
}

/** What is listed counts as it is listed. */
function withDependencies(origin: Chart, others: readonly Dependency[]): ChartOfTree {
  const names = new Set(origin.dependencies.map(({ name }) => name));
  const more = others.filter(({ name }) => !names.has(name) && names.add(name));
  return { ...origin, origin, dependencies: [...origin.dependencies, ...more] };
}
