import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { baseName, directoryOf, joinPath } from '../../src/manifests/source/paths.ts';
import { at, documentsOf, listAt, type Target, textAt } from './discovery.ts';

/** A chart from elsewhere with values of this tree: a HelmRelease of Flux, an Application of Argo CD, `helmCharts` of kustomize. */
export type Release = Extract<Target, { readonly engine: 'release' }>;

/** Every release in the documents of a tree. */
export function releasesIn(root: string, files: readonly string[]): readonly Release[] {
  const named = new Map<string, Named>();
  const found: (() => readonly Release[])[] = [];
  for (const file of files.filter((file) => /\.ya?ml$/.test(file))) {
    const text = readFileSync(join(root, file), 'utf8');
    if (!/helm|OCIRepository/.test(text)) continue;
    for (const [index, document] of documentsOf(text).entries()) {
      if (textAt(document, 'kind') === 'OCIRepository') {
        const url = textAt(document, 'spec', 'url') ?? '';
        const version = textAt(document, 'spec', 'ref', 'tag') ?? textAt(document, 'spec', 'ref', 'semver') ?? '';
        const name = textAt(document, 'metadata', 'name') ?? '';
        const chart = { name: baseName(url), version, repository: url };
        named.set(name, chart).set(`${directoryOf(file)} ${name}`, chart);
      }
      found.push(() => releasesOf(document, { file, index }, named));
    }
  }
  return found.flatMap((releases) => releases());
}

type Named = Pick<Release, 'name' | 'version' | 'repository'>;

interface Place {
  readonly file: string;
  readonly index: number;
}

function releasesOf(document: unknown, place: Place, named: ReadonlyMap<string, Named>): readonly Release[] {
  const release = (name: string | undefined, version = '', repository = '', item = 0): readonly Release[] =>
    name === undefined ? [] : [{ engine: 'release', ...place, item, name: baseName(name), version, repository }];
  if (baseName(place.file).startsWith('kustomization.'))
    return listAt(document, 'helmCharts').flatMap((item, index) =>
      release(textAt(item, 'name'), textAt(item, 'version'), textAt(item, 'repo'), index),
    );
  switch (textAt(document, 'kind')) {
    case 'HelmRelease': {
      const reference = textAt(document, 'spec', 'chartRef', 'name') ?? '';
      const chart = named.get(`${directoryOf(place.file)} ${reference}`) ?? named.get(reference);
      if (chart !== undefined) return release(chart.name, chart.version, chart.repository);
      const spec = ['spec', 'chart', 'spec'];
      const source = textAt(document, ...spec, 'sourceRef', 'name');
      return release(textAt(document, ...spec, 'chart'), textAt(document, ...spec, 'version'), source);
    }
    case 'Application':
      return sourcesOf(document).flatMap((source, item) =>
        release(textAt(source, 'chart'), textAt(source, 'targetRevision'), textAt(source, 'repoURL'), item),
      );
    default:
      return [];
  }
}

function sourcesOf(document: unknown): readonly unknown[] {
  return [at(document, 'spec', 'source'), ...listAt(document, 'spec', 'sources')];
}

/** The file with the values of a release, made anew from a copy of the tree, beside which it lies. */
export function valuesOf(root: string, { file, index, item }: Release): string {
  const document = documentsOf(readFileSync(join(root, file), 'utf8'))[index];
  const values = join(mkdtempSync(`${root}-values-`), 'values.json');
  writeFileSync(values, JSON.stringify(valuesIn(document, item, join(root, directoryOf(file))) ?? {}));
  return values;
}

function valuesIn(document: unknown, item: number, folder: string): unknown {
  switch (textAt(document, 'kind')) {
    case 'HelmRelease':
      return at(document, 'spec', 'values');
    case 'Application': {
      const helm = at(sourcesOf(document)[item], 'helm');
      return at(helm, 'valuesObject') ?? load(textAt(helm, 'values') ?? '{}', { json: true });
    }
    default: {
      const chart = listAt(document, 'helmCharts')[item];
      const path = joinPath(folder, textAt(chart, 'valuesFile') ?? '-') ?? '';
      return at(chart, 'valuesInline') ?? (existsSync(path) ? load(readFileSync(path, 'utf8'), { json: true }) : {});
    }
  }
}
