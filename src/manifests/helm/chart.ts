import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import { unseenChart } from '../model/unseen.ts';
import { literalUse } from '../references/literal-use.ts';
import { baseName } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { embeddedDocuments } from '../yaml/embedded.ts';
import { itemsAt, resolved, scalarAt, valueAt, type YamlNode } from '../yaml/nodes.ts';
import type { Chart, Dependency, ValuesImport } from './facts.ts';

/** Keys of `annotations` that list images: Bitnami's and Artifact Hub's (https://artifacthub.io/docs/topics/annotations/helm/). */
const IMAGE_LISTS = ['images', 'artifacthub.io/images'] as const;

/** `Chart.yaml`: the images its annotations tell, and the charts it brings along (https://helm.sh/docs/topics/charts/). */
export const helmChart: YamlKind = {
  name: 'helm-chart',
  format: 'yaml',
  isNamed: (path) => /^(?:Chart\.yaml|requirements\.ya?ml)$/.test(baseName(path)),
  recognises: ({ root }, { path }) =>
    (baseName(path) === 'Chart.yaml' && scalarAt(root, 'name') !== undefined) ||
    (/^requirements\.ya?ml$/.test(baseName(path)) && valueAt(root, 'dependencies') !== undefined),
  extract: ({ root }, file) => [
    ...chartFact(root, file),
    ...IMAGE_LISTS.flatMap((key) => annotatedImages(valueAt(root, 'annotations', key), file)),
    ...dependencies(root, file),
  ],
};

function chartFact(root: YamlNode, file: SourceFile): readonly Fact[] {
  const listed = listedDependencies(root);
  if (baseName(file.path) !== 'Chart.yaml') return [{ type: 'helm-requirements', dependencies: listed }];
  const appVersion = scalarAt(root, 'appVersion')?.value;
  const chart: Chart = {
    appVersion: appVersion === '' ? undefined : appVersion,
    name: scalarAt(root, 'name')?.value ?? '',
    version: scalarAt(root, 'version')?.value,
    dependencies: listed,
  };
  return [{ type: 'helm-chart', chart }];
}

function listedDependencies(root: YamlNode): readonly Dependency[] {
  return itemsAt(root, 'dependencies').flatMap((item): readonly Dependency[] => {
    const name = scalarAt(item, 'name')?.value;
    if (name === undefined) return [];
    const key = scalarAt(item, 'alias')?.value ?? name;
    const repository = scalarAt(item, 'repository')?.value ?? '';
    const imports = itemsAt(item, 'import-values').flatMap((one) => importOf(one) ?? []);
    return [{ name, key, repository, version: scalarAt(item, 'version')?.value, imports }];
  });
}

/** A name stands for what is below `exports` there, and is taken to the top. */
function importOf(node: YamlNode): ValuesImport | undefined {
  const [child, parent] = [scalarAt(node, 'child')?.value, scalarAt(node, 'parent')?.value];
  if (child !== undefined && parent !== undefined) return { child: keysOf(child), parent: keysOf(parent) };
  const name = scalarAt(node)?.value;
  return name === undefined ? undefined : { child: ['exports', ...keysOf(name)], parent: [] };
}

/** Longer than the path of any value. */
const MAX_PATH = 512;

/** `.` is the top. */
function keysOf(path: string): readonly string[] {
  return path
    .slice(0, MAX_PATH)
    .split('.')
    .filter((key) => key !== '');
}

/** The list is text that is YAML again, or (some write it so) a list. */
function annotatedImages(node: YamlNode | undefined, file: SourceFile): readonly Fact[] {
  if (node?.type === 'scalar') return embeddedDocuments(file, node).flatMap(({ root }) => listedImages(root, file));
  return node === undefined ? [] : listedImages(node, file);
}

function listedImages(list: YamlNode, file: SourceFile): readonly Fact[] {
  return itemsAt(list).flatMap((item): readonly Fact[] => {
    const image = item.type === 'scalar' ? item : scalarAt(item, 'image');
    if (image === undefined || !image.verbatim) return [];
    const place = {
      file,
      start: image.start,
      text: image.value,
      kind: 'helm-chart-annotation',
      part: 'whole',
    } as const;
    const use = literalUse(place);
    return use === undefined ? [] : [{ type: 'use', use }];
  });
}

/** Charts from elsewhere; `file://` and an absent repository (below `charts/`) are in the tree. */
function dependencies(root: YamlNode, file: SourceFile): readonly Fact[] {
  return itemsAt(root, 'dependencies').flatMap((item): readonly Fact[] => {
    const name = scalarAt(item, 'name');
    const repository = scalarAt(item, 'repository')?.value ?? '';
    if (name === undefined || repository === '' || repository.startsWith('file:')) return [];
    const version = scalarAt(item, 'version')?.value;
    const start = resolved(item)?.start ?? name.start;
    return [{ type: 'unseen', unseen: unseenChart(file, start, { name: name.value, repository, version }) }];
  });
}
