import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { baseName } from '../../src/manifests/source/paths.ts';
import { documentsOf, listAt, textAt } from './discovery.ts';

const MAX_DEPTH = 4;

/** A chart of a work tree that others name: its folder, and its version. */
export interface Elsewhere {
  readonly folder: string;
  readonly version: string;
}

/** The charts of other work trees, by their names. */
export type Shelf = ReadonlyMap<string, readonly Elsewhere[]>;

/** The charts below folders, with their own dependencies as they are. */
export function shelfOf(folders: readonly string[]): Shelf {
  const shelf = new Map<string, Elsewhere[]>();
  for (const root of folders) {
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (basename(file) !== 'Chart.yaml') continue;
      const folder = dirname(join(root, file));
      const [chart] = documentsOf(readFileSync(join(root, file), 'utf8'));
      const name = textAt(chart, 'name');
      if (name === undefined) continue;
      shelf.set(name, [...(shelf.get(name) ?? []), { folder, version: textAt(chart, 'version') ?? '' }]);
    }
  }
  return shelf;
}

/** What a copy may be made of. */
export interface Around {
  readonly root: string;
  /** The folders of all charts of the tree. */
  readonly charts: readonly string[];
  /** What the tree only names, as a registry of charts would have it: the engine alone sees it. */
  readonly shelf: Shelf;
}

/**
 * A copy of a chart into which the charts that it depends on are put, where the same tree has them, or the shelf does:
 * `helm dependency build` without a network.
 * @param chart its folder
 * @returns the folder of the copy
 */
export function vendoredChart(chart: string, around: Around): string {
  const copy = join(mkdtempSync(`${around.root}-chart-`), basename(chart) || 'chart');
  cpSync(chart, copy, { recursive: true });
  vendor(copy, chart, around, MAX_DEPTH);
  return copy;
}

function vendor(copy: string, chart: string, around: Around, depth: number): void {
  if (depth === 0) return;
  for (const dependency of dependenciesOf(copy)) {
    const inside = join(copy, 'charts', dependency.name);
    if (existsSync(inside)) continue;
    const found = besideOf(chart, dependency, around) ?? onShelf(dependency, around.shelf);
    if (found === undefined || found === chart || !existsSync(join(found, 'Chart.yaml'))) continue;
    cpSync(found, inside, { recursive: true });
    vendor(inside, found, around, depth - 1);
  }
}

function besideOf(chart: string, { name, repository }: Dependency, { root, charts }: Around): string | undefined {
  const local = /^file:\/\/(.*)$/.exec(repository)?.[1];
  if (local !== undefined) return join(chart, local);
  const beside = charts.find((folder) => baseName(folder) === name && !/(?:^|\/)charts\/[^/]+\/charts\//.test(folder));
  return beside === undefined ? undefined : join(root, beside);
}

/**
 * The chart of that name whose folder names most of what the repository's address names (`…/bitnami/charts/common` for
 * `oci://registry-1.docker.io/bitnamicharts`), and of these the one whose version begins most like the one that is asked for.
 * One that begins otherwise is another chart.
 */
export function onShelf({ name, version, repository }: Dependency, shelf: Shelf): string | undefined {
  const wanted = /\d[\w.-]*/.exec(version)?.[0].split('.') ?? [];
  const likeness = ({ folder, version }: Elsewhere) => {
    const parts = version.split('.');
    const differs = wanted.findIndex((part, index) => part !== parts[index]);
    const owners = folder.split(/[/+]/).filter((part) => part.length > 4 && !/chart|library/.test(part));
    const shared = owners.filter((part) => part !== name && repository.includes(part)).length;
    return 100 * Math.min(shared, 1) + (differs === -1 ? wanted.length : differs);
  };
  const [first] = (shelf.get(name) ?? []).toSorted((one, other) => likeness(other) - likeness(one));
  return first === undefined || (wanted.length > 0 && likeness(first) % 100 === 0) ? undefined : first.folder;
}

/** A chart as another names it. */
interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
}

function dependenciesOf(folder: string): readonly Dependency[] {
  return ['Chart.yaml', 'requirements.yaml'].flatMap((file) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [];
    const [root] = documentsOf(readFileSync(path, 'utf8'));
    return listAt(root, 'dependencies').flatMap((item) => {
      const name = textAt(item, 'name');
      if (name === undefined) return [];
      return [{ name, version: textAt(item, 'version') ?? '', repository: textAt(item, 'repository') ?? '' }];
    });
  });
}
