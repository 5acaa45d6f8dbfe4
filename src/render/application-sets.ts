import { matcher } from '../base/globs.ts';
import { baseName, directoryOf } from '../manifests/source/paths.ts';
import { parseYaml } from '../manifests/yaml/documents.ts';
import { entriesAt, itemsAt, scalarAt, valueAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { type TreeSource, textAt } from './tree-source.ts';

/** What one Application of a set is filled in with. */
export type Parameters = ReadonlyMap<string, string>;

/** Applications that one set makes; more are a fleet whose charts are the same. */
const MAX_APPLICATIONS = 100;

/**
 * The parameters of each Application that a set makes by generators which need nothing but the repository: list, git and matrix
 * (https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators/).
 * @returns `undefined` where some come from elsewhere: a cluster's secrets, another service
 */
export function parametersOf(generators: readonly YamlNode[], tree: TreeSource): readonly Parameters[] | undefined {
  const all: Parameters[] = [];
  for (const generator of generators) {
    const made = madeBy(generator, tree);
    if (made === undefined) return undefined;
    all.push(...made);
  }
  return all.slice(0, MAX_APPLICATIONS);
}

function madeBy(generator: YamlNode, tree: TreeSource): readonly Parameters[] | undefined {
  const list = itemsAt(generator, 'list', 'elements');
  if (valueAt(generator, 'list') !== undefined) return list.map((element) => flat(element));
  const git = valueAt(generator, 'git');
  if (git !== undefined) return byGit(git, tree);
  if (valueAt(generator, 'matrix') === undefined) return undefined;
  const inner = itemsAt(generator, 'matrix', 'generators').map((each) => madeBy(each, tree));
  return inner.reduce<readonly Parameters[] | undefined>(
    (before, each) =>
      before === undefined || each === undefined
        ? undefined
        : before.flatMap((one) => each.map((other) => new Map([...one, ...other]))).slice(0, MAX_APPLICATIONS),
    [new Map()],
  );
}

/** Folders, or files and what is in them. Which repository is meant is not looked at: a set in a repository speaks of its own. */
function byGit(git: YamlNode, tree: TreeSource): readonly Parameters[] {
  const files = itemsAt(git, 'files').flatMap((item) => scalarAt(item, 'path')?.value ?? []);
  if (files.length > 0) {
    const wanted = matcher(files);
    return tree.paths.filter(wanted).flatMap((path) => {
      const parsed = parseYaml(textAt(tree, path) ?? '');
      const root = parsed.ok ? parsed.documents[0]?.root : undefined;
      return root === undefined ? [] : [new Map([...flat(root), ...pathParameters(directoryOf(path))])];
    });
  }
  const items = itemsAt(git, 'directories');
  const globs = (isExcluded: boolean) =>
    items.flatMap((item) =>
      (scalarAt(item, 'exclude')?.value === 'true') === isExcluded ? (scalarAt(item, 'path')?.value ?? []) : [],
    );
  const [wanted, excluded] = [matcher(globs(false)), matcher(globs(true))];
  const folders = new Set(tree.paths.flatMap(foldersOf));
  return [...folders]
    .filter((folder) => wanted(folder) && !excluded(folder))
    .map((folder) => new Map(pathParameters(folder)));
}

function foldersOf(path: string): readonly string[] {
  const parts = directoryOf(path).split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function pathParameters(folder: string): readonly (readonly [string, string])[] {
  return [
    ['path', folder],
    ['path.path', folder],
    ['path.basename', baseName(folder)],
    ...folder.split('/').map((part, index) => [`path[${index}]`, part] as const),
  ];
}

/** Scalars by their path with dots. */
function flat(node: YamlNode, prefix = ''): Parameters {
  return new Map(
    entriesAt(node).flatMap(([key, value]): readonly (readonly [string, string])[] => {
      if (value.type === 'scalar') return [[`${prefix}${key}`, value.value]];
      return prefix.length > 200 ? [] : [...flat(value, `${prefix}${key}.`)];
    }),
  );
}

/** Fills in `{{name}}` and `{{ .name }}`; what is more than a name stays, so that it can be told. */
export function filledWith(parameters: Parameters): (text: string) => string {
  return (text) =>
    text.includes('{{')
      ? text.replaceAll(
          /\{\{-?\s*\.?([\w.[\]-]{1,200})\s*-?\}\}/g,
          (whole, name: string) => parameters.get(name) ?? whole,
        )
      : text;
}
