import { embeddedDocuments } from '../manifests/yaml/embedded.ts';
import { itemsAt, scalarAt, valueAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { filledWith, parametersOf } from './application-sets.ts';
import { chartInRepository } from './chart-repository.ts';
import { flowYaml } from './flow-yaml.ts';
import type { ChartAddress, NamedRelease, ValuesLayer } from './named-chart.ts';
import { mappingAt, placeAt, type RepositoryObject } from './objects.ts';
import { NO_POST_RENDERING } from './post-render.ts';
import { type SetValue, setValue } from './set-values.ts';
import { type TreeSource, textAt } from './tree-source.ts';
import { urlPlace } from './url-place.ts';
import type { ValuesHome } from './values-home.ts';

/**
 * What Argo CD's Applications install (https://argo-cd.readthedocs.io/en/stable/user-guide/helm/), and those that ApplicationSets make
 * of what is in the repository.
 */
export function argoReleases(objects: readonly RepositoryObject[], tree: TreeSource): readonly NamedRelease[] {
  return objects.flatMap((object) => {
    const { root, type } = object;
    if (type === 'argoproj.io/Application') {
      return applicationReleases({ object, tree, fill: (text) => text }, valueAt(root, 'spec'));
    }
    if (type !== 'argoproj.io/ApplicationSet') return [];
    const spec = valueAt(root, 'spec', 'template', 'spec');
    const parameters = parametersOf(itemsAt(root, 'spec', 'generators'), tree) ?? [new Map()];
    const made = parameters.flatMap((each) => applicationReleases({ object, tree, fill: filledWith(each) }, spec));
    return distinct(made);
  });
}

/** Applications of a set often install the same. */
function distinct(releases: readonly NamedRelease[]): readonly NamedRelease[] {
  return [...new Map(releases.map((each) => [JSON.stringify([each.place, each.chart, each.values]), each])).values()];
}

interface Around {
  readonly object: RepositoryObject;
  readonly tree: TreeSource;
  /** Fills in what a generator gives. */
  readonly fill: (text: string) => string;
}

function applicationReleases(around: Around, spec: YamlNode | undefined): readonly NamedRelease[] {
  const single = valueAt(spec, 'source');
  const sources = [...(single === undefined ? [] : [single]), ...itemsAt(spec, 'sources')];
  const refs = new Set(sources.flatMap((source) => scalarAt(source, 'ref')?.value ?? []));
  return sources.flatMap((source) => sourceRelease(around, spec, source, refs) ?? []);
}

function sourceRelease(
  around: Around,
  spec: YamlNode | undefined,
  source: YamlNode,
  refs: ReadonlySet<string>,
): NamedRelease | undefined {
  const { object, fill } = around;
  const [chart, url] = [scalarAt(source, 'chart'), scalarAt(source, 'repoURL')];
  if (chart === undefined || url === undefined) return undefined;
  const revision = scalarAt(source, 'targetRevision')?.value;
  const [name, from, version] = [
    fill(chart.value),
    fill(url.value),
    revision === undefined ? undefined : fill(revision),
  ];
  const place = placeAt(object.file, chart.start, chart.value);
  const given = valuesOf(valueAt(source, 'helm'), refs, around);
  const isSet = object.type === 'argoproj.io/ApplicationSet';
  const release = fill(scalarAt(source, 'helm', 'releaseName')?.value ?? object.name);
  const isFilledIn = [name, from, version ?? ''].some((text) => text.includes('{{'));
  return {
    type: 'release',
    place,
    chart: isFilledIn
      ? { from: 'nowhere', because: 'a generator of its ApplicationSet fills it in' }
      : chartAddress(from, name, version),
    url: from === url.value ? urlPlace(object.file, valueAt(source, 'repoURL')) : undefined,
    release: release.includes('{{') ? 'release' : release,
    namespace: plain(fill(scalarAt(spec, 'destination', 'namespace')?.value ?? 'default')) ?? 'default',
    values: given.layers,
    home: isSet ? 'a generator makes several Applications of it' : homeOf(source, object),
    postRendering: NO_POST_RENDERING,
    imagesHome: BY_KUSTOMIZE,
    without: given.without,
    explains: [place, placeAt(object.file, url.start, '')],
  };
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/: a source is rendered by one tool. */
const BY_KUSTOMIZE =
  'Argo CD gives no Helm chart to kustomize; a source with a kustomization that has it in `helmCharts` would have `images`';

function plain(text: string | undefined): string | undefined {
  return text === undefined || text.includes('{{') ? undefined : text;
}

/** `valuesObject`, or the text `values` where that is what the Application has; both win over files. */
function homeOf(source: YamlNode, { file }: RepositoryObject): ValuesHome | string {
  const root = mappingAt(source);
  if (root === undefined) return 'its source is no mapping';
  const text = scalarAt(root, 'helm', 'values');
  if (text === undefined || valueAt(root, 'helm', 'valuesObject') !== undefined)
    return { file, root, prefix: ['helm', 'valuesObject'] };
  const inner = mappingAt(embeddedDocuments(file, text)[0]?.root);
  return inner === undefined || text.style !== 'literal'
    ? 'its values are a text that is no block'
    : { file, root: inner, prefix: [] };
}

/** Registries are named without a scheme: https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#oci-repositories. */
function chartAddress(url: string, name: string, version: string | undefined): ChartAddress {
  return chartInRepository(url.includes('://') ? url : `oci://${url}`, name, version);
}

/** In order of precedence: `valueFiles`, `values`, `valuesObject`, `parameters`. */
function valuesOf(
  helm: YamlNode | undefined,
  refs: ReadonlySet<string>,
  { tree, fill }: Around,
): { readonly layers: readonly ValuesLayer[]; readonly without: readonly string[] } {
  const layers: ValuesLayer[] = [];
  const without: string[] = [];
  for (const item of itemsAt(helm, 'valueFiles')) {
    const path = fill(scalarAt(item)?.value ?? '');
    const layer = fileLayer(path, refs, tree);
    if (layer !== undefined) layers.push(layer);
    else if (scalarAt(helm, 'ignoreMissingValueFiles')?.value !== 'true') without.push(`its file of values ${path}`);
  }
  const text = scalarAt(helm, 'values')?.value;
  const object = valueAt(helm, 'valuesObject');
  const written = object === undefined ? (text === undefined ? undefined : fill(text)) : flowYaml(object, fill);
  if (written !== undefined && written.trim() !== '') layers.push({ type: 'text', text: written });
  const set = itemsAt(helm, 'parameters').flatMap((item): readonly SetValue[] => {
    const [key, value] = [scalarAt(item, 'name')?.value, scalarAt(item, 'value')?.value];
    if (key === undefined || value === undefined) return [];
    return [{ path: key, value: fill(value), isText: scalarAt(item, 'forceString')?.value === 'true' }];
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
