import { embeddedDocuments } from '../manifests/yaml/embedded.ts';
import { entriesAt, itemsAt, scalarAt, valueAt } from '../manifests/yaml/nodes.ts';
import { namedChart } from './chart-repository.ts';
import { flowYaml } from './flow-yaml.ts';
import type { ChartAddress, NamedRelease, ValuesLayer } from './named-chart.ts';
import { mappingAt, placeAt, type RepositoryObject } from './objects.ts';
import { NO_POST_RENDERING } from './post-render.ts';
import { setValue } from './set-values.ts';
import { urlPlace } from './url-place.ts';
import type { ValuesHome } from './values-home.ts';

/**
 * What K3s' and RKE2's controller installs (https://docs.k3s.io/helm): HelmCharts, with the values of HelmChartConfigs of the same name.
 */
export function clusterCharts(objects: readonly RepositoryObject[]): readonly NamedRelease[] {
  return objects
    .filter(({ type }) => type === 'helm.cattle.io/HelmChart')
    .flatMap((object) => chartOf(object, objects) ?? []);
}

function chartOf(object: RepositoryObject, objects: readonly RepositoryObject[]): NamedRelease | undefined {
  const { root, file, name, namespace } = object;
  const chart = scalarAt(root, 'spec', 'chart');
  if (chart === undefined) return undefined;
  const place = placeAt(file, chart.start, chart.value);
  const configs = objects.filter(
    (other) => other.type === 'helm.cattle.io/HelmChartConfig' && other.name === name && other.namespace === namespace,
  );
  const set = entriesAt(root, 'spec', 'set').flatMap(([path, value]): readonly ValuesLayer[] =>
    value.type === 'scalar' ? [{ type: 'text', text: setValue({ path, value: value.value, isText: false }) }] : [],
  );
  return {
    type: 'release',
    place,
    chart: addressOf(root, chart.value),
    url: urlPlace(file, valueAt(root, 'spec', chart.value.startsWith('oci://') ? 'chart' : 'repo')),
    release: name,
    namespace: scalarAt(root, 'spec', 'targetNamespace')?.value ?? 'default',
    values: [...[object, ...configs].flatMap(contentOf), ...set],
    home: homeOf(object),
    postRendering: NO_POST_RENDERING,
    imagesHome: undefined,
    without: itemsAt(root, 'spec', 'valuesSecrets').map(
      (item) => `the values in Secret ${scalarAt(item, 'name')?.value ?? ''}`,
    ),
    explains: [place],
  };
}

/** `valuesContent`, the text that the object has; what a HelmChartConfig says wins, which the proof finds out. */
function homeOf({ file, root }: RepositoryObject): ValuesHome | string {
  const content = scalarAt(root, 'spec', 'valuesContent');
  const spec = mappingAt(root, 'spec');
  if (content === undefined) return spec === undefined ? 'it has no spec' : 'it has no valuesContent to add to';
  const inner = mappingAt(embeddedDocuments(file, content)[0]?.root);
  return inner === undefined || content.style !== 'literal'
    ? 'its values are a text that is no block'
    : { file, root: inner, prefix: [] };
}

function addressOf(root: RepositoryObject['root'], chart: string): ChartAddress {
  const version = scalarAt(root, 'spec', 'version')?.value;
  const repository = scalarAt(root, 'spec', 'repo')?.value;
  return namedChart(chart, repository, version) ?? { from: 'nowhere', because: 'its chart is none of a repository' };
}

function contentOf({ root }: RepositoryObject): readonly ValuesLayer[] {
  const content = scalarAt(root, 'spec', 'valuesContent')?.value;
  const values = valueAt(root, 'spec', 'values');
  const text = values === undefined ? content : flowYaml(values);
  return text === undefined || text.trim() === '' ? [] : [{ type: 'text', text }];
}
