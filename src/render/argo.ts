import { itemsAt, scalarAt, valueAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { chartInRepository } from './chart-repository.ts';
import { flowYaml } from './flow-yaml.ts';
import type { ChartAddress, NamedRelease, ValuesLayer } from './named-chart.ts';
import { placeAt, type RepositoryObject } from './objects.ts';
import { type SetValue, setValue } from './set-values.ts';
import { type TreeSource, textAt } from './tree-source.ts';

/**
 * What Argo CD's Applications install (https://argo-cd.readthedocs.io/en/stable/user-guide/helm/), and ApplicationSets as far as their
 * template says it without a generator.
 */
export function argoReleases(objects: readonly RepositoryObject[], tree: TreeSource): readonly NamedRelease[] {
  return objects.flatMap((object) => {
    if (object.type === 'argoproj.io/Application')
      return applicationReleases(object, valueAt(object.root, 'spec'), tree);
    if (object.type !== 'argoproj.io/ApplicationSet') return [];
    return applicationReleases(object, valueAt(object.root, 'spec', 'template', 'spec'), tree);
  });
}

function applicationReleases(
  object: RepositoryObject,
  spec: YamlNode | undefined,
  tree: TreeSource,
): readonly NamedRelease[] {
  const single = valueAt(spec, 'source');
  const sources = [...(single === undefined ? [] : [single]), ...itemsAt(spec, 'sources')];
  const refs = new Set(sources.flatMap((source) => scalarAt(source, 'ref')?.value ?? []));
  return sources.flatMap((source) => sourceRelease(object, spec, source, refs, tree) ?? []);
}

function sourceRelease(
  { file, name }: RepositoryObject,
  spec: YamlNode | undefined,
  source: YamlNode,
  refs: ReadonlySet<string>,
  tree: TreeSource,
): NamedRelease | undefined {
  const chart = scalarAt(source, 'chart');
  const url = scalarAt(source, 'repoURL');
  if (chart === undefined || url === undefined) return undefined;
  const version = scalarAt(source, 'targetRevision')?.value;
  const place = placeAt(file, chart.start, chart.value);
  const given = valuesOf(valueAt(source, 'helm'), refs, tree);
  const release = scalarAt(source, 'helm', 'releaseName')?.value ?? name;
  const isTemplate = [chart.value, url.value, version ?? '', release].some((text) => text.includes('{{'));
  return {
    type: 'release',
    place,
    chart: isTemplate
      ? { from: 'nowhere', because: 'a generator of its ApplicationSet fills it in' }
      : chartAddress(url.value, chart.value, version),
    release: release.includes('{{') ? 'release' : release,
    namespace: plain(scalarAt(spec, 'destination', 'namespace')?.value) ?? 'default',
    values: given.layers,
    without: given.without,
    explains: [place, placeAt(file, url.start, '')],
  };
}

function plain(text: string | undefined): string | undefined {
  return text === undefined || text.includes('{{') ? undefined : text;
}

/** Registries are named without a scheme: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#oci-repositories. */
function chartAddress(url: string, name: string, version: string | undefined): ChartAddress {
  return chartInRepository(url.includes('://') ? url : `oci://${url}`, name, version);
}

/** In order of precedence: `valueFiles`, `values`, `valuesObject`, `parameters`. */
function valuesOf(
  helm: YamlNode | undefined,
  refs: ReadonlySet<string>,
  tree: TreeSource,
): { readonly layers: readonly ValuesLayer[]; readonly without: readonly string[] } {
  const layers: ValuesLayer[] = [];
  const without: string[] = [];
  for (const item of itemsAt(helm, 'valueFiles')) {
    const path = scalarAt(item)?.value ?? '';
    const layer = fileLayer(path, refs, tree);
    if (layer !== undefined) layers.push(layer);
    else if (scalarAt(helm, 'ignoreMissingValueFiles')?.value !== 'true') without.push(`its file of values ${path}`);
  }
  const text = scalarAt(helm, 'values')?.value;
  const object = valueAt(helm, 'valuesObject');
  const written = object === undefined ? text : flowYaml(object);
  if (written !== undefined && written.trim() !== '') layers.push({ type: 'text', text: written });
  const set = itemsAt(helm, 'parameters').flatMap((item): readonly SetValue[] => {
    const [key, value] = [scalarAt(item, 'name')?.value, scalarAt(item, 'value')?.value];
    if (key === undefined || value === undefined) return [];
    return [{ path: key, value, isText: scalarAt(item, 'forceString')?.value === 'true' }];
  });
  for (const each of set) layers.push({ type: 'text', text: setValue(each) });
  return { layers, without };
}

/** `$ref/path` is in another source of the Application: this repository, where it has the file; else it is a file of the chart. */
function fileLayer(path: string, refs: ReadonlySet<string>, tree: TreeSource): ValuesLayer | undefined {
  if (path.includes('{{')) return undefined;
  const [, ref, rest] = /^\$([^/]+)\/(.+)$/.exec(path) ?? [];
  if (ref === undefined || rest === undefined) {
    return /^[a-z]+:\/\//.test(path) ? undefined : { type: 'of-chart', path };
  }
  const text = refs.has(ref) ? textAt(tree, rest) : undefined;
  return text === undefined ? undefined : { type: 'text', text };
}
