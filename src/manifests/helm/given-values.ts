import type { Fact, FactBook } from '../model/fact.ts';
import { directoryOf, joinPath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { resolved, type YamlNode } from '../yaml/nodes.ts';
import type { GivenValues } from './facts.ts';

/** A document of values. */
export interface ValuesRoot {
  readonly file: string;
  readonly root: YamlNode;
}

/** What is given to a chart of the tree from outside of its folder, what wins last. */
export interface GivenLayers {
  readonly layers: readonly ValuesRoot[];
  /** Whether the chart's own values are left out. */
  readonly replaces: boolean;
}

/**
 * Tells of values for a chart that may be in the tree.
 * @param charts the folders that it may be in, as they are written, seen from the file's own folder or the top of the tree
 * @param layers values as they stand in the file, and names of files of values, what wins last
 */
export function givenFacts(
  file: SourceFile,
  charts: readonly string[],
  layers: GivenValues['layers'],
  replaces = false,
): readonly Fact[] {
  const folders = charts.flatMap((path) => (path.length > MAX_PATH ? [] : placesOf(path, file)));
  if (layers.length === 0) return [];
  return [{ type: 'given-values', given: { source: file, charts: folders, layers, replaces } }];
}

/** By aliases one path may be that of very many charts. */
const MAX_PATH = 512;

/** Where a path may lead: from the file's own folder, and from the top. `$values/a.yaml` of Argo CD is of the top. */
function placesOf(path: string, { path: file }: SourceFile): readonly string[] {
  const fromTop = joinPath('', path.replace(/^\$[\w-]+\/|^\/+/, ''));
  const beside = joinPath(directoryOf(file), path);
  return [...new Set([beside, fromTop].flatMap((place) => place ?? []))];
}

/**
 * What charts of the tree are given, by their folders.
 * @param isChart whether a folder is a chart's
 */
export function givenTo(
  book: FactBook,
  isChart: (folder: string) => boolean,
): ReadonlyMap<string, readonly GivenLayers[]> {
  const roots = new Map(book.of('helm-values-root').map(({ file, fact: { root } }) => [file, { file, root }]));
  const found = new Map<string, GivenLayers[]>();
  for (const { fact } of book.of('given-values')) {
    const { charts, layers, source, replaces } = fact.given;
    const folder = charts.find(isChart);
    if (folder === undefined) continue;
    const known = layers.flatMap((layer): ValuesRoot | readonly ValuesRoot[] => {
      if (typeof layer !== 'string') return { file: source.path, root: layer };
      const places = [joinPath(folder, layer) ?? '', ...placesOf(layer, source)];
      return places.map((place) => roots.get(place)).find((root) => root !== undefined) ?? [];
    });
    // What stands in a file that nobody has read may be a part of any image.
    if (known.length < layers.length) continue;
    const all = found.get(folder) ?? [];
    found.set(folder, all);
    all.push({ layers: known, replaces });
  }
  return found;
}

/** Where values are given to charts of the tree: the offsets of their documents, by file. */
export function givenIn(
  book: FactBook,
  isChart: (folder: string) => boolean,
): ReadonlyMap<string, readonly GivenPlace[]> {
  const found = new Map<string, GivenPlace[]>();
  for (const { file, fact } of book.of('given-values')) {
    const { charts, layers, source } = fact.given;
    const folder = charts.find(isChart);
    if (folder === undefined) continue;
    const places = found.get(file) ?? [];
    found.set(file, places);
    for (const layer of layers) {
      const root = typeof layer === 'string' ? undefined : resolved(layer);
      if (root !== undefined) places.push({ source, chart: folder, lines: linesOf(root, source) });
    }
  }
  return found;
}

export interface GivenPlace {
  readonly source: SourceFile;
  /** The folder of the chart that they are given to. */
  readonly chart: string;
  readonly lines: readonly [number, number];
}

/** The lines that a document stands on. */
function linesOf(root: YamlNode, source: SourceFile): readonly [number, number] {
  return [source.at(Math.max(root.start, 0)).line, source.at(Math.max(lastStart(root), 0)).line];
}

/** Where the last of what stands in a node begins. */
function lastStart(node: YamlNode): number {
  switch (node.type) {
    case 'scalar':
    case 'alias':
      return node.start;
    case 'sequence':
      return Math.max(node.start, ...node.items.slice(-1).map(lastStart));
    case 'mapping':
      return Math.max(node.start, ...node.entries.slice(-1).flatMap(({ key, value }) => [key, value].map(lastStart)));
  }
}
