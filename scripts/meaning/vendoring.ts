import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseName, joinPath } from '../../src/manifests/source/paths.ts';
import { documentsOf, listAt, textAt } from './discovery.ts';

const MAX_DEPTH = 4;

/**
 * A copy of a chart into which the charts that it depends on are put, where the same tree has them: `helm dependency build`
 * without a network.
 * @param charts the folders of all charts of the tree
 * @returns the folder of the copy
 */
export function vendoredChart(root: string, chart: string, charts: readonly string[]): string {
  const copy = join(mkdtempSync(`${root}-chart-`), baseName(chart) || 'chart');
  cpSync(join(root, chart), copy, { recursive: true });
  vendor(copy, chart, { root, charts }, MAX_DEPTH);
  return copy;
}

interface Around {
  readonly root: string;
  readonly charts: readonly string[];
}

function vendor(copy: string, chart: string, around: Around, depth: number): void {
  if (depth === 0) return;
  for (const { name, repository } of dependenciesOf(copy)) {
    const inside = join(copy, 'charts', name);
    if (existsSync(inside)) continue;
    const local = /^file:\/\/(.*)$/.exec(repository)?.[1];
    const found =
      local === undefined
        ? around.charts.find((folder) => baseName(folder) === name && !/(?:^|\/)charts\/[^/]+\/charts\//.test(folder))
        : joinPath(chart, local);
    if (found === undefined || found === chart || !existsSync(join(around.root, found, 'Chart.yaml'))) continue;
    cpSync(join(around.root, found), inside, { recursive: true });
    vendor(inside, found, around, depth - 1);
  }
}

function dependenciesOf(folder: string): readonly { readonly name: string; readonly repository: string }[] {
  return ['Chart.yaml', 'requirements.yaml'].flatMap((file) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [];
    const [root] = documentsOf(readFileSync(path, 'utf8'));
    return listAt(root, 'dependencies').flatMap((item) => {
      const name = textAt(item, 'name');
      return name === undefined ? [] : [{ name, repository: textAt(item, 'repository') ?? '' }];
    });
  });
}
