import { baseName, directoryOf } from '../manifests/source/paths.ts';
import { sourceFile } from '../manifests/source/source.ts';
import { parseYaml } from '../manifests/yaml/documents.ts';
import { itemsAt, resolved, scalarAt, valueAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { chartInRepository } from './chart-repository.ts';
import type { ChartAddress, NamedDependency, NamedParent } from './named-chart.ts';
import { mappingAt, placeAt } from './objects.ts';
import { type TreeSource, textAt } from './tree-source.ts';
import { urlPlace } from './url-place.ts';
import type { ValuesHome } from './values-home.ts';

/** The charts of a tree that bring charts from elsewhere along (https://helm.sh/docs/topics/charts/#chart-dependencies). */
export function parentsOf(tree: TreeSource): readonly NamedParent[] {
  return tree.paths.filter((path) => baseName(path) === 'Chart.yaml').flatMap((path) => parentAt(tree, path) ?? []);
}

function parentAt(tree: TreeSource, path: string): NamedParent | undefined {
  const folder = directoryOf(path);
  const inFolder = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const root = rootOf(tree, path);
  const name = scalarAt(root, 'name')?.value;
  if (name === undefined) return undefined;
  const files = [path, inFolder('requirements.yaml')];
  const locked = lockedVersions([rootOf(tree, inFolder('Chart.lock')), rootOf(tree, inFolder('requirements.lock'))]);
  const dependencies = files.flatMap((file) => dependenciesIn(tree, file, locked));
  const missing = dependencies.filter((each) => !isVendored(tree, folder, each));
  if (missing.length === 0) return undefined;
  return { type: 'parent', folder, name, dependencies: missing, home: homeOf(tree, inFolder('values.yaml')) };
}

function dependenciesIn(
  tree: TreeSource,
  path: string,
  locked: ReadonlyMap<string, string>,
): readonly NamedDependency[] {
  const text = textAt(tree, path);
  if (text === undefined) return [];
  const file = sourceFile(path, text);
  return itemsAt(rootOf(tree, path), 'dependencies').flatMap((item): readonly NamedDependency[] => {
    const name = scalarAt(item, 'name');
    const repository = scalarAt(item, 'repository')?.value ?? '';
    if (name === undefined || repository === '' || repository.startsWith('file:')) return [];
    const version = locked.get(`${name.value}\0${repository}`) ?? scalarAt(item, 'version')?.value;
    const key = scalarAt(item, 'alias')?.value ?? name.value;
    const { line } = file.at(Math.max(resolved(item)?.start ?? name.start, 0));
    const place = placeAt(file, name.start, name.value);
    const chart: ChartAddress = chartInRepository(repository, name.value, version);
    const url = urlPlace(file, valueAt(item, 'repository'));
    const lock = locked.has(`${name.value}\0${repository}`) ? { locked: LOCKED } : {};
    return [{ place, name: name.value, key, chart, url, ...lock, explains: [{ file: path, line }] }];
  });
}

/** It holds the address, and a digest of all of them (https://helm.sh/docs/helm/helm_dependency_build/). */
const LOCKED =
  'its Chart.lock holds the address too: change it in Chart.yaml by hand, and run `helm dependency update`';

function homeOf(tree: TreeSource, path: string): ValuesHome | string {
  const text = textAt(tree, path);
  const root = mappingAt(rootOf(tree, path));
  return text === undefined || root === undefined
    ? 'its chart has no values.yaml to add to'
    : { file: sourceFile(path, text), root, prefix: [] };
}

/** What `Chart.lock` says, by name and repository. */
function lockedVersions(locks: readonly (YamlNode | undefined)[]): ReadonlyMap<string, string> {
  return new Map(
    locks.flatMap((lock) =>
      itemsAt(lock, 'dependencies').flatMap((item): readonly (readonly [string, string])[] => {
        const [name, repository] = [scalarAt(item, 'name')?.value, scalarAt(item, 'repository')?.value];
        const version = scalarAt(item, 'version')?.value;
        return version === undefined ? [] : [[`${name}\0${repository}`, version]];
      }),
    ),
  );
}

/** Whether the chart is in the tree after all, unpacked below `charts/`. */
function isVendored(tree: TreeSource, folder: string, { name }: NamedDependency): boolean {
  return tree.paths.includes(folder === '' ? `charts/${name}/Chart.yaml` : `${folder}/charts/${name}/Chart.yaml`);
}

function rootOf(tree: TreeSource, path: string): YamlNode | undefined {
  const text = textAt(tree, path);
  const parsed = text === undefined ? undefined : parseYaml(text);
  return parsed?.ok === true ? parsed.documents[0]?.root : undefined;
}
