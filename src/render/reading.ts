import { argoReleases } from './argo.ts';
import { parentsOf } from './chart-dependencies.ts';
import { clusterCharts } from './cluster-charts.ts';
import { configValues } from './config-values.ts';
import { fluxReleases } from './flux.ts';
import { remoteBases } from './kustomize-bases.ts';
import type { Named } from './named-chart.ts';
import { objectsOf, type RepositoryObject } from './objects.ts';
import { terraformReleases } from './terraform-charts.ts';
import { toolReleases } from './tool-charts.ts';
import type { TreeSource } from './tree-source.ts';

/** What a tree names and does not contain. */
export interface Reading {
  readonly tree: TreeSource;
  readonly named: readonly Named[];
  readonly objects: readonly RepositoryObject[];
}

/** Reads a tree. Pure but for the reading of its files. */
export function readNamed(tree: TreeSource): Reading {
  const objects = objectsOf(tree);
  return { tree, objects, named: namedIn(objects, tree, tree) };
}

/** A tree in which some files have other texts. */
export function edited(tree: TreeSource, texts: ReadonlyMap<string, string>): TreeSource {
  return {
    paths: tree.paths,
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? tree.read(path) : Buffer.from(text);
    },
  };
}

/** The same installation, as it is read where some files have other texts; `undefined` where it is none any more. */
export function readAgain(
  { tree, named, objects }: Reading,
  one: Named,
  texts: ReadonlyMap<string, string>,
): Named | undefined {
  const other = edited(tree, texts);
  const changed = objectsOf({ ...other, paths: [...texts.keys()] });
  const kept = objects.filter(({ file }) => !texts.has(file.path));
  const file = fileOf(one);
  const again = namedIn([...kept, ...changed], other, { ...other, paths: other.paths.filter((path) => path === file) });
  const isSame = (each: Named) => each.type === one.type && fileOf(each) === file;
  return again.filter(isSame)[named.filter(isSame).indexOf(one)];
}

/** The file that names something. */
export function fileOf(named: Named): string {
  return named.type === 'parent' ? `${named.folder === '' ? '' : `${named.folder}/`}Chart.yaml` : named.place.file;
}

/** @param part the tree with the files in which tools are looked for */
function namedIn(objects: readonly RepositoryObject[], tree: TreeSource, part: TreeSource): readonly Named[] {
  const config = configValues(objects, tree);
  return [
    ...parentsOf(part),
    ...fluxReleases(objects, config, tree),
    ...argoReleases(objects, tree),
    ...clusterCharts(objects),
    ...toolReleases(part),
    ...terraformReleases(part),
    ...remoteBases(part),
  ];
}
