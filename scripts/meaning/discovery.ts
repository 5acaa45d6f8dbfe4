import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { baseName, directoryOf, joinPath } from '../../src/manifests/source/paths.ts';

/** Something of a tree that an engine can render. Paths are below the tree, with forward slashes. */
export type Target =
  | { readonly engine: 'helm'; readonly chart: string; readonly values: readonly string[] }
  | { readonly engine: 'kustomize'; readonly folder: string }
  | { readonly engine: 'compose'; readonly files: readonly string[]; readonly environment?: string }
  | ({ readonly engine: 'release'; readonly item: number } & Readonly<
      Record<'file' | 'name' | 'version' | 'repository', string>
    > & {
        readonly index: number;
      })
  | { readonly engine: 'flux' | 'argo'; readonly folder: string; readonly file: string; readonly index: number };

/** Everything that can be rendered: charts with each of their values files, kustomizations, Compose projects, Flux and Argo CD objects. */
export function targetsIn(root: string, files: readonly string[]): readonly Target[] {
  const known = new Set(files);
  return files.flatMap((file): readonly Target[] => {
    const folder = directoryOf(file);
    switch (baseName(file)) {
      case 'Chart.yaml':
        return valuesBeside(folder, files).map((values) => ({ engine: 'helm', chart: folder, values }));
      case 'kustomization.yaml':
      case 'kustomization.yml':
      case 'Kustomization':
        return [{ engine: 'kustomize', folder }];
    }
    if (COMPOSE.test(baseName(file))) return [{ engine: 'compose', files: composeFiles(file, known) }];
    if (baseName(file) === '.env' || SCRIPT.test(file)) return composeCommands(root, file, known);
    return /\.ya?ml$/.test(file) ? delivered(root, file) : [];
  });
}

const COMPOSE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;

/** With nothing, and with each values file of the chart's own folder and its `ci`. Values of sub-charts are their own charts'. */
function valuesBeside(chart: string, files: readonly string[]): readonly (readonly string[])[] {
  const prefix = chart === '' ? '' : `${chart}/`;
  const beside = files.filter((file) => {
    if (!file.startsWith(prefix) || file === `${prefix}values.yaml` || /^charts\//.test(file.slice(prefix.length)))
      return false;
    return /^(?:(?:values[-_.].*|.*[-_.]values)\.ya?ml|(?:ci|values)\/[^/]*\.ya?ml)$/.test(file.slice(prefix.length));
  });
  return [[], ...beside.map((file) => [file])];
}

/** Compose itself reads the override beside a file of the usual name; the override is rendered so, and not alone. */
function composeFiles(file: string, known: ReadonlySet<string>): readonly string[] {
  const override = ['.override.yml', '.override.yaml']
    .map((end) => file.replace(/\.ya?ml$/, end))
    .find((path) => known.has(path));
  return override === undefined ? [file] : [file, override];
}

const SCRIPT = /(?:^|\/)(?:makefile|justfile)$|\.(?:sh|bash|mk)$|^\.github\/workflows\/[^/]+\.ya?ml$/i;

/** Projects of several files, as `COMPOSE_FILE` and command lines in scripts name them. */
function composeCommands(root: string, file: string, known: ReadonlySet<string>): readonly Target[] {
  const text = readFileSync(join(root, file), 'utf8');
  const lines =
    baseName(file) === '.env'
      ? [...text.matchAll(/^COMPOSE_FILE=["']?([\w./:-]+)/gm)].map(
          ([, named = '']) => `-f ${named.split(':').join(' -f ')}`,
        )
      : [...text.matchAll(/(?:docker|podman)[ -]compose((?:[ \t]+(?:-f|--file|--env-file)[ \t=]+[\w./-]+)+)/g)].map(
          ([, words = '']) => words,
        );
  return [...new Set(lines)].flatMap((line): readonly Target[] => {
    const flags = [...line.matchAll(/(-f|--file|--env-file)[ \t=]+(\S+)/g)];
    for (const from of new Set([directoryOf(file), ''])) {
      const at = (...names: readonly string[]) =>
        flags.flatMap(([, flag = '', path = '']) => (names.includes(flag) ? [joinPath(from, path) ?? ''] : []));
      const [files, environments] = [at('-f', '--file'), at('--env-file')];
      const isOne = files.length < 2 && environments.length === 0;
      if (isOne || files.length === 0 || ![...files, ...environments].every((path) => known.has(path))) continue;
      const [environment] = environments;
      return [{ engine: 'compose', files, ...(environment === undefined ? {} : { environment }) }];
    }
    return [];
  });
}

/** Objects of Flux and Argo CD that build a folder of this very tree. */
function delivered(root: string, file: string): readonly Target[] {
  const text = readFileSync(join(root, file), 'utf8');
  if (isSourceOverride(file))
    return listAt(documentsOf(text)[0], 'kustomize', 'images').length === 0
      ? []
      : [{ engine: 'argo', folder: directoryOf(file), file, index: 0 }];
  if (!/kustomize\.toolkit\.fluxcd\.io|argoproj\.io/.test(text)) return [];
  return documentsOf(text).flatMap((document, index): readonly Target[] => {
    const kind = textAt(document, 'kind');
    const flux = kind === 'Kustomization' && textAt(document, 'apiVersion')?.startsWith('kustomize.toolkit') === true;
    const path = flux
      ? textAt(document, 'spec', 'path')
      : kind === 'Application' && at(document, 'spec', 'source', 'kustomize') !== undefined
        ? textAt(document, 'spec', 'source', 'path')
        : undefined;
    const folder = path === undefined ? undefined : joinPath('', path.replace(/^\/+/, ''));
    if (folder === undefined || !existsSync(join(root, folder))) return [];
    return [{ engine: flux ? 'flux' : 'argo', folder, file, index }];
  });
}

/** Whether Argo CD merges a file over what an Application says of the folder that it lies in. */
export function isSourceOverride(file: string): boolean {
  return /^\.argocd-source(?:-.+)?\.yaml$/.test(baseName(file));
}

/** The documents of a text; none where it is no YAML. */
export function documentsOf(text: string): readonly unknown[] {
  try {
    return loadAll(text, { json: true });
  } catch {
    return [];
  }
}

/** What stands below keys; `undefined` where they lead nowhere. */
export function at(node: unknown, ...keys: readonly string[]): unknown {
  let found = node;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
    found = Object.entries(found).find(([name]) => name === key)?.[1];
  }
  return found;
}

export function textAt(node: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(node, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** The items of a list below keys. */
export function listAt(node: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(node, ...keys);
  return Array.isArray(found) ? found : [];
}
