import { groupBy } from '../base/grouping.ts';
import { directoryOf, joinPath } from '../manifests/source/paths.ts';
import { entriesAt, itemsAt, scalarAt } from '../manifests/yaml/nodes.ts';
import type { RepositoryObject } from './objects.ts';
import { type TreeSource, textAt } from './tree-source.ts';

/** What ConfigMaps of the repository hold. */
export interface ConfigValues {
  /** A key of a ConfigMap, or of what kustomize makes one of; `undefined` where the repository has none of that name. */
  readonly dataOf: (name: string, namespace: string | undefined, key: string) => string | undefined;
  /** Fills in the variables that Flux fills in (https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution). */
  readonly fill: (text: string) => string;
}

/** Reads ConfigMaps, and the generators of kustomizations (`configMapGenerator`) that make some. */
export function configValues(objects: readonly RepositoryObject[], tree: TreeSource): ConfigValues {
  const known = new Map<string, string>();
  const put = (name: string, namespace: string | undefined, key: string, text: string) => {
    for (const id of [`${namespace ?? ''}\0${name}\0${key}`, `\0${name}\0${key}`])
      if (!known.has(id)) known.set(id, text);
  };
  for (const object of objects) {
    if (object.type === 'ConfigMap') {
      for (const [key, value] of entriesAt(object.root, 'data'))
        if (value.type === 'scalar') put(object.name, object.namespace, key, value.value);
    }
    for (const { name, key, text } of generated(object, tree)) put(name, object.namespace, key, text);
  }
  const variables = variablesOf(objects, known);
  return {
    dataOf: (name, namespace, key) =>
      known.get(`${namespace ?? ''}\0${name}\0${key}`) ?? known.get(`\0${name}\0${key}`),
    fill: (text) => filled(text, variables),
  };
}

interface Generated {
  readonly name: string;
  readonly key: string;
  readonly text: string;
}

/** `files: [values.yaml=helm-values.yaml]` and `literals` (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/). */
function generated({ root, file }: RepositoryObject, tree: TreeSource): readonly Generated[] {
  return itemsAt(root, 'configMapGenerator').flatMap((item) => {
    const name = scalarAt(item, 'name')?.value ?? '';
    const files = itemsAt(item, 'files').flatMap((entry): readonly Generated[] => {
      const written = scalarAt(entry)?.value ?? '';
      const equals = written.indexOf('=');
      const path = joinPath(directoryOf(file.path), written.slice(equals + 1));
      const text = path === undefined ? undefined : textAt(tree, path);
      const key = equals === -1 ? written.slice(written.lastIndexOf('/') + 1) : written.slice(0, equals);
      return text === undefined ? [] : [{ name, key, text }];
    });
    const literals = itemsAt(item, 'literals').flatMap((entry): readonly Generated[] => {
      const [, key, text] = /^([^=]+)=(.*)$/s.exec(scalarAt(entry)?.value ?? '') ?? [];
      return key === undefined || text === undefined ? [] : [{ name, key, text }];
    });
    return [...files, ...literals];
  });
}

/** Variables that have one value in all of the repository. */
function variablesOf(
  objects: readonly RepositoryObject[],
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const values = new Map<string, Set<string>>();
  const builds = objects.filter(({ type }) => type === 'kustomize.toolkit.fluxcd.io/Kustomization');
  const maps = groupBy(
    objects.filter(({ type }) => type === 'ConfigMap'),
    ({ name }) => name,
  );
  for (const { root } of builds) {
    const inline = entriesAt(root, 'spec', 'postBuild', 'substitute').flatMap(([name, value]) =>
      value.type === 'scalar' ? [[name, value.value] as const] : [],
    );
    const named = itemsAt(root, 'spec', 'postBuild', 'substituteFrom').flatMap((item) => {
      const map = scalarAt(item, 'kind')?.value === 'ConfigMap' ? (scalarAt(item, 'name')?.value ?? '') : '';
      const keys = (maps.get(map) ?? []).flatMap((object) => entriesAt(object.root, 'data').map(([key]) => key));
      return keys.map((key) => [key, known.get(`\0${map}\0${key}`) ?? ''] as const);
    });
    for (const [name, value] of [...inline, ...named]) values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return new Map([...values].flatMap(([name, all]) => (all.size === 1 ? [[name, [...all][0] ?? ''] as const] : [])));
}

/** `${name}`, `${name:=default}`, `${name:-default}`; what has no value and no default stays as it is. */
function filled(text: string, variables: ReadonlyMap<string, string>): string {
  if (!text.includes('${')) return text;
  return text.replaceAll(/\$\{([A-Za-z_]\w*)(?::?[=-]([^{}]*))?\}/g, (whole, name: string, fallback?: string) => {
    return variables.get(name) ?? fallback ?? whole;
  });
}
