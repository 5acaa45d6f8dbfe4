import type { UnseenSource } from './model/use.ts';
import { isManifestPath } from './scan.ts';
import { baseName, directoryOf } from './source/paths.ts';

/**
 * Files that Helm renders or loads with a chart and that nobody reads: of whatever name below `templates`, and packed charts
 * (https://helm.sh/docs/topics/charts/). What begins with an underscore has only what others include.
 * @param paths of all files of the tree, whatever their names
 */
export function hiddenInCharts(paths: readonly string[]): readonly UnseenSource[] {
  const isChart = new Set(paths.flatMap((path) => (baseName(path) === 'Chart.yaml' ? [directoryOf(path)] : [])));
  if (isChart.size === 0) return [];
  return paths.flatMap((path): readonly UnseenSource[] => {
    const chart = chartsAbove(path).find(({ folder, part }) => isChart.has(folder) && isHiddenIn(part, path));
    if (chart === undefined) return [];
    const folder = chart.folder === '' ? '.' : chart.folder;
    const source = `${path}, a part of the chart in ${folder}`;
    return [{ type: 'file', file: path, line: 1, source, remedy: `helm template ${folder}` }];
  });
}

interface ChartPart {
  readonly folder: string;
  readonly part: string;
}

/** The charts that a file may be a part of, by its path. */
function chartsAbove(path: string): readonly ChartPart[] {
  const names = path.split('/').slice(0, -1);
  return names.flatMap((part, index) =>
    part === 'templates' || part === 'charts' ? [{ folder: names.slice(0, index).join('/'), part }] : [],
  );
}

function isHiddenIn(part: string, path: string): boolean {
  const name = baseName(path);
  if (part === 'charts') return name.endsWith('.tgz');
  // What others include is read in files of this ending, and nothing else.
  return !/^(?:_|NOTES\.txt$)/.test(name) && (!isManifestPath(path) || name.endsWith('.tpl'));
}
