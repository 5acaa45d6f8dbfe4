import { joinPath } from '../manifests/source/paths.ts';
import { itemsAt, scalarAt, valueAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { chartInRepository, registryChart } from './chart-repository.ts';
import type { ConfigValues } from './config-values.ts';
import { flowYaml } from './flow-yaml.ts';
import { postRenderersHome } from './images-home.ts';
import { kustomizationOf } from './kustomization-parts.ts';
import type { ChartAddress, NamedRelease, NamingPlace, SourceLine, ValuesLayer } from './named-chart.ts';
import { mappingAt, objectNamed, placeAt, type RepositoryObject } from './objects.ts';
import type { TreeSource } from './tree-source.ts';
import { type UrlPlace, urlPlace } from './url-place.ts';

/** What Flux's HelmReleases install (https://fluxcd.io/flux/components/helm/helmreleases/). */
export function fluxReleases(
  objects: readonly RepositoryObject[],
  config: ConfigValues,
  tree: Pick<TreeSource, 'paths'>,
): readonly NamedRelease[] {
  return objects
    .filter(({ type }) => type === 'helm.toolkit.fluxcd.io/HelmRelease')
    .flatMap((object) => releaseOf(object, objects, config) ?? [])
    .filter(({ chart }) => !isOfTree(chart, tree));
}

/** A folder of a Git repository that is this one, which the scan reads: Flux's own source is often defined by nobody but its installer. */
function isOfTree(chart: ChartAddress, { paths }: Pick<TreeSource, 'paths'>): boolean {
  const folder = chart.from === 'nowhere' ? chart.folder : undefined;
  const path = folder === undefined ? undefined : joinPath('', folder);
  return path !== undefined && paths.includes(path === '' ? 'Chart.yaml' : `${path}/Chart.yaml`);
}

/** Where a release has its chart from, and where it says so. */
interface Origin {
  readonly place: NamingPlace;
  readonly chart: ChartAddress;
  readonly url?: UrlPlace | undefined;
  readonly files: readonly string[];
  readonly explains: readonly SourceLine[];
}

function releaseOf(
  object: RepositoryObject,
  objects: readonly RepositoryObject[],
  config: ConfigValues,
): NamedRelease | undefined {
  const { root, name, namespace } = object;
  const origin = chartOf(object, objects) ?? chartRefOf(object, objects);
  if (origin === undefined) return undefined;
  const { place, chart, url, files, explains } = origin;
  const spec = mappingAt(root, 'spec');
  const given = valuesOf(object, config);
  const target = scalarAt(root, 'spec', 'targetNamespace')?.value;
  return {
    type: 'release',
    place,
    chart,
    url,
    // https://fluxcd.io/flux/components/helm/helmreleases/#release-name
    release: scalarAt(root, 'spec', 'releaseName')?.value ?? (target === undefined ? name : `${target}-${name}`),
    namespace: target ?? namespace ?? 'default',
    values: [...files.map((path): ValuesLayer => ({ type: 'of-chart', path })), ...given.layers],
    home: spec === undefined ? 'it has no spec' : { file: object.file, root: spec, prefix: ['values'] },
    postRendering: { steps: postRenderersOf(root, config), takesHooks: false },
    imagesHome: spec === undefined ? undefined : postRenderersHome(object.file, root, spec),
    without: given.without,
    explains,
  };
}

/** What its post-renderers have kustomize do, each on its own (https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers). */
function postRenderersOf(root: YamlNode, { fill }: ConfigValues): readonly string[] {
  return itemsAt(root, 'spec', 'postRenderers').map((item) => kustomizationOf(valueAt(item, 'kustomize'), fill));
}

/** `spec.chart`: a name in a HelmRepository, or a folder of a GitRepository. */
function chartOf(
  { root, file, namespace }: RepositoryObject,
  objects: readonly RepositoryObject[],
): Origin | undefined {
  const spec = valueAt(root, 'spec', 'chart', 'spec');
  const name = scalarAt(spec, 'chart');
  const kind = scalarAt(spec, 'sourceRef', 'kind')?.value ?? 'HelmRepository';
  const source = scalarAt(spec, 'sourceRef', 'name')?.value;
  if (name === undefined || source === undefined) return undefined;
  const found = objectNamed(objects, kind, source, scalarAt(spec, 'sourceRef', 'namespace')?.value ?? namespace);
  const place = placeAt(file, name.start, name.value);
  const files = itemsAt(spec, 'valuesFiles').flatMap((item) => scalarAt(item)?.value ?? []);
  const version = scalarAt(spec, 'version')?.value;
  const common = { place, files };
  if (typeof found === 'string') {
    const folder = kind === 'GitRepository' ? { folder: name.value } : {};
    return { ...common, chart: { from: 'nowhere', because: found, ...folder }, explains: [place] };
  }
  const url = scalarAt(found.root, 'spec', 'url')?.value ?? '';
  if (kind === 'HelmRepository') {
    const at = urlPlace(found.file, valueAt(found.root, 'spec', 'url'));
    return { ...common, chart: chartInRepository(url, name.value, version), url: at, explains: [place] };
  }
  if (kind !== 'GitRepository') {
    return { ...common, chart: { from: 'nowhere', because: `charts of a ${kind} are not fetched` }, explains: [place] };
  }
  const at = scalarAt(found.root, 'spec', 'url');
  const explains = at === undefined ? [place] : [place, placeAt(found.file, at.start, '')];
  return { ...common, chart: { from: 'git', url, path: name.value, ref: refOf(found.root) }, explains };
}

/** `spec.chartRef`: an OCIRepository. */
function chartRefOf(
  { root, file, namespace }: RepositoryObject,
  objects: readonly RepositoryObject[],
): Origin | undefined {
  const name = scalarAt(root, 'spec', 'chartRef', 'name');
  const kind = scalarAt(root, 'spec', 'chartRef', 'kind')?.value;
  if (name === undefined) return undefined;
  const place = placeAt(file, name.start, name.value);
  if (kind !== 'OCIRepository') {
    const because = `its chart is a ${kind ?? 'source'} of the cluster's`;
    return { place, files: [], chart: { from: 'nowhere', because }, explains: [place] };
  }
  const found = objectNamed(
    objects,
    kind,
    name.value,
    scalarAt(root, 'spec', 'chartRef', 'namespace')?.value ?? namespace,
  );
  if (typeof found === 'string') {
    return { place, files: [], chart: { from: 'nowhere', because: found }, explains: [place] };
  }
  const url = scalarAt(found.root, 'spec', 'url');
  if (url === undefined) return undefined;
  const ref = (key: string) => scalarAt(found.root, 'spec', 'ref', key)?.value;
  const chart = registryChart(url.value, ref('semver') ?? ref('tag'), ref('digest'));
  const at = urlPlace(found.file, valueAt(found.root, 'spec', 'url'));
  return { place, files: [], chart, url: at, explains: [place, placeAt(found.file, url.start, '')] };
}

function refOf(root: YamlNode): string | undefined {
  const ref = (key: string) => scalarAt(root, 'spec', 'ref', key)?.value;
  return ref('commit') ?? ref('tag') ?? ref('branch');
}

/** `valuesFrom` in order, then `values`, which win (https://fluxcd.io/flux/components/helm/helmreleases/#values). */
function valuesOf(
  { root, namespace }: RepositoryObject,
  config: ConfigValues,
): { readonly layers: readonly ValuesLayer[]; readonly without: readonly string[] } {
  const layers: ValuesLayer[] = [];
  const without: string[] = [];
  for (const item of itemsAt(root, 'spec', 'valuesFrom')) {
    const kind = scalarAt(item, 'kind')?.value ?? '';
    const name = scalarAt(item, 'name')?.value ?? '';
    const key = scalarAt(item, 'valuesKey')?.value ?? 'values.yaml';
    const text = kind === 'ConfigMap' ? config.dataOf(name, namespace, key) : undefined;
    const path = scalarAt(item, 'targetPath')?.value;
    if (text !== undefined) layers.push({ type: 'text', text: path === undefined ? text : nested(path, text) });
    else if (scalarAt(item, 'optional')?.value !== 'true') without.push(`the values in ${kind} ${name}`);
  }
  const values = valueAt(root, 'spec', 'values');
  const text = values === undefined ? undefined : flowYaml(values, config.fill);
  if (text !== undefined) layers.push({ type: 'text', text });
  else if (values !== undefined) without.push('its values, which are too large');
  return { layers, without };
}

/** A value at a path, as `--set` has them: `a.b` is `{a: {b: …}}`. */
function nested(path: string, text: string): string {
  const keys = path.split('.').slice(0, 64);
  const value = /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text) ? text : JSON.stringify(text);
  return keys.reduceRight((inner, key) => `{${JSON.stringify(key)}: ${inner}}`, value);
}
