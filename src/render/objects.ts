import { type SourceFile, sourceFile } from '../manifests/source/source.ts';
import { parseDocuments } from '../manifests/yaml/documents.ts';
import { itemsAt, resolved, scalarAt, valueAt, type YamlMapping, type YamlNode } from '../manifests/yaml/nodes.ts';
import type { NamingPlace } from './named-chart.ts';
import { type TreeSource, textAt } from './tree-source.ts';

/** A Kubernetes object of the repository. */
export interface RepositoryObject {
  readonly file: SourceFile;
  readonly root: YamlMapping;
  /** `helm.toolkit.fluxcd.io/HelmRelease`: without the version. */
  readonly type: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What objects say that install charts or say where these are. */
const MARKS = /toolkit\.fluxcd\.io|argoproj\.io|helm\.cattle\.io|kind: ["']?ConfigMap|configMapGenerator/;

/** The objects that tell of charts, and the ConfigMaps that may hold their values. */
export function objectsOf(tree: TreeSource): readonly RepositoryObject[] {
  return tree.paths
    .filter((path) => /\.ya?ml$/i.test(path))
    .flatMap((path) => {
      const text = textAt(tree, path);
      if (text === undefined || !MARKS.test(text)) return [];
      const file = sourceFile(path, text);
      return parseDocuments(text).documents.flatMap(({ root }) => objectsIn(root, file));
    });
}

function objectsIn(node: YamlNode, file: SourceFile): readonly RepositoryObject[] {
  const root = resolved(node);
  if (root?.type !== 'mapping') return [];
  const kind = scalarAt(root, 'kind')?.value;
  if (kind === 'List') return itemsAt(root, 'items').flatMap((item) => objectsIn(item, file));
  const group = (scalarAt(root, 'apiVersion')?.value ?? '').replace(/\/?v\d\w*$/, '');
  const type = group === '' ? (kind ?? '') : `${group}/${kind ?? ''}`;
  const name = scalarAt(root, 'metadata', 'name')?.value ?? '';
  return [{ file, root, type, name, namespace: scalarAt(root, 'metadata', 'namespace')?.value }];
}

/** The mapping at a path of keys. */
export function mappingAt(node: YamlNode | undefined, ...path: readonly string[]): YamlMapping | undefined {
  const found = resolved(valueAt(node, ...path));
  return found?.type === 'mapping' ? found : undefined;
}

/** The place of a node, with what stands there. */
export function placeAt(file: SourceFile, start: number, text: string): NamingPlace {
  return { file: file.path, ...file.at(Math.max(start, 0)), text };
}

/**
 * The object that another names. Namespaces are often given by who applies objects, so that a name alone counts where it is the only one.
 * @returns a clause where there is none, or it can't be told which
 */
export function objectNamed(
  objects: readonly RepositoryObject[],
  kind: string,
  name: string,
  namespace: string | undefined,
): RepositoryObject | string {
  const named = objects.filter((each) => each.type.endsWith(`/${kind}`) && each.name === name);
  const inNamespace = named.filter((each) => each.namespace === namespace);
  const found = inNamespace.length > 0 ? inNamespace : named;
  const [first] = found;
  if (first === undefined) return `no ${kind} ${name} is in the repository`;
  const texts = new Set(found.map(specText));
  return texts.size === 1 ? first : `the repository has several of ${kind} ${name}, which differ`;
}

function specText({ root }: RepositoryObject): string {
  const url = scalarAt(root, 'spec', 'url')?.value ?? '';
  const refs = ['tag', 'semver', 'branch', 'commit', 'digest'].map((key) => scalarAt(root, 'spec', 'ref', key)?.value);
  return JSON.stringify([url, refs, scalarAt(root, 'spec', 'type')?.value]);
}
