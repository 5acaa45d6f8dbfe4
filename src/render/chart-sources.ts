import { formatReference, nameOf, parseReference } from '../images/reference.ts';
import type { Slot, Use } from '../manifests/model/use.ts';
import { testPath } from '../manifests/test-paths.ts';
import { type ChartAddress, chartLabel, type Named, type NamedDependency, type NamedRelease } from './named-chart.ts';
import { readNamed } from './reading.ts';
import type { TreeSource } from './tree-source.ts';
import { isExactVersion } from './versions.ts';

/**
 * Charts that a tree takes from registries, as uses: what an image is there, a chart is here. Nothing is fetched.
 * @param isWanted whether what a file names is told; others may still say where charts are
 */
export function chartSources(tree: TreeSource, isWanted: (file: string) => boolean): readonly Use[] {
  const found = readNamed(tree)
    .named.flatMap(sourcesOf)
    .filter(({ file }) => isWanted(file) && testPath(file, new Set()) === undefined);
  // Many releases may take one chart by one address.
  const keyOf = ({ file, line, column, image }: Use) => `${file}\0${line}\0${column}\0${image}`;
  return [...new Map(found.map((use) => [keyOf(use), use])).values()];
}

function sourcesOf(named: Named): readonly Use[] {
  switch (named.type) {
    case 'release':
      return sourceOf(named);
    case 'parent':
      return named.dependencies.flatMap(sourceOf);
    case 'base':
      return [];
  }
}

function sourceOf({ chart, place, url, locked }: NamedRelease | NamedDependency): readonly Use[] {
  if (chart.from !== 'registry') return [];
  const version = versionOf(chart);
  const reference = parseReference(`${chart.repository}${version ?? ''}`);
  if (reference === undefined) return [];
  const slot = url === undefined ? undefined : slotOf(url, chart.repository);
  const uneditable =
    locked ?? (slot === undefined ? 'its address is put together, or written with escapes' : undefined);
  const at = url === undefined ? place : { file: url.file.path, ...url.file.at(url.start), text: url.text };
  return [
    {
      ...at,
      ...{ kind: 'chart-source', part: 'repository', also: [], slots: uneditable === undefined && slot ? [slot] : [] },
      image: version === undefined ? nameOf(reference) : formatReference(reference),
      ...(version === undefined ? { unknownTag: true, reason: 'its version is a range, or not said' } : {}),
      ...(uneditable === undefined ? {} : { uneditable }),
      through: `chart ${chartLabel(chart)}`,
    },
  ];
}

/** Tags can't hold a plus sign: Helm writes `_` (https://helm.sh/docs/topics/registries/#oci-feature-deprecation-and-behavior-changes-with-v380). */
function versionOf({ version, digest }: Extract<ChartAddress, { readonly from: 'registry' }>): string | undefined {
  if (digest !== undefined) return `@${digest}`;
  return version !== undefined && isExactVersion(version) ? `:${version.replace('+', '_')}` : undefined;
}

/** The characters of an address that are the registry and what of the repository stands there. */
function slotOf({ file, start, text }: NonNullable<NamedRelease['url']>, repository: string): Slot | undefined {
  const [scheme = ''] = /^\s*(?:oci:\/\/)?/.exec(text) ?? [];
  const written = text.slice(scheme.length).replace(/[\s/]+$/, '');
  if (repository !== written && !repository.startsWith(`${written}/`)) return undefined;
  const from = start + scheme.length;
  const tail = repository.slice(written.length);
  return { file: file.path, start: from, end: from + written.length, writes: 'name', before: '', after: '', tail };
}
