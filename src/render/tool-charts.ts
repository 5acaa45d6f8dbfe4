import { baseName, directoryOf, isHelmfilePath, joinPath } from '../manifests/source/paths.ts';
import { type SourceFile, sourceFile } from '../manifests/source/source.ts';
import { parseDocuments } from '../manifests/yaml/documents.ts';
import { entriesAt, itemsAt, resolved, scalarAt, valueAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { chartInRepository, namedChart } from './chart-repository.ts';
import { flowYaml } from './flow-yaml.ts';
import { type ImagesHome, kustomizationHome } from './images-home.ts';
import { kustomizationOf } from './kustomization-parts.ts';
import type { ChartAddress, NamedRelease, ValuesLayer } from './named-chart.ts';
import { mappingAt, placeAt } from './objects.ts';
import { NO_POST_RENDERING, type PostRendering } from './post-render.ts';
import { setValue } from './set-values.ts';
import { type TreeSource, textAt } from './tree-source.ts';
import { urlPlace } from './url-place.ts';
import type { ValuesHome } from './values-home.ts';

/** Charts that files of tools name, by the file's name. */
export function toolReleases(tree: TreeSource): readonly NamedRelease[] {
  return tree.paths.flatMap((path) => {
    const reader = readerFor(path);
    const text = reader === undefined ? undefined : textAt(tree, path);
    if (reader === undefined || text === undefined) return [];
    const file = sourceFile(path, text);
    const roots = parseDocuments(text).documents.map(({ root }) => root);
    return reader({ tree, file, roots });
  });
}

interface ToolFile {
  readonly tree: TreeSource;
  readonly file: SourceFile;
  readonly roots: readonly YamlNode[];
}

type Reader = (file: ToolFile) => readonly NamedRelease[];

function readerFor(path: string): Reader | undefined {
  const name = baseName(path);
  if (/^(?:kustomization\.ya?ml|Kustomization)$/.test(name)) return kustomizeCharts;
  if (isHelmfilePath(path)) return helmfileReleases;
  if (/^skaffold.*\.ya?ml$/.test(name)) return skaffoldReleases;
  return name === 'fleet.yaml' ? fleetRelease : undefined;
}

/** `helmCharts` (https://kubectl.docs.kubernetes.io/references/kustomize/builtins/#_helmchartinflationgenerator_). */
function kustomizeCharts({ tree, file, roots }: ToolFile): readonly NamedRelease[] {
  return roots.flatMap((root) =>
    itemsAt(root, 'helmCharts').flatMap((item) => {
      const repository = scalarAt(item, 'repo')?.value;
      if (repository === undefined) return [];
      const files = [valueAt(item, 'valuesFile'), ...itemsAt(item, 'additionalValuesFiles')];
      const inline = valueAt(item, 'valuesInline');
      return release(file, item, 'name', {
        chart: (name) => chartInRepository(repository, name, scalarAt(item, 'version')?.value),
        release: scalarAt(item, 'releaseName')?.value,
        namespace: scalarAt(item, 'namespace')?.value ?? scalarAt(root, 'namespace')?.value,
        values: [...filesOf(files, file, tree), ...inlineOf(inline)],
        repository: valueAt(item, 'repo'),
        home: inlineHome(file, item, ['valuesInline']),
        // What it renders is an object of the kustomization like any other, hooks with it.
        postRendering: { steps: imagesOf(root), takesHooks: true },
        imagesHome: imagesHomeOf(root, file, tree),
      });
    }),
  );
}

function imagesOf(root: YamlNode): readonly string[] {
  const text = kustomizationOf(root, undefined, new Set(['images']));
  return text === '' ? [] : [text];
}

/** Its `images`, as far as what else it builds is in the tree: an entry renames all that it builds. */
function imagesHomeOf(root: YamlNode, file: SourceFile, tree: TreeSource): ImagesHome | string {
  const mapping = mappingAt(root);
  if (mapping === undefined) return 'it is no mapping';
  const home = kustomizationHome(file, mapping);
  if (typeof home === 'string') return home;
  const others = othersIn(root, file, tree);
  return typeof others === 'string' ? others : { ...home, others };
}

/** The texts of what a kustomization builds besides its charts; or why they are not known. */
function othersIn(root: YamlNode, file: SourceFile, tree: TreeSource): readonly string[] | string {
  const texts: string[] = [];
  for (const item of ['resources', 'bases', 'components'].flatMap((key) => itemsAt(root, key))) {
    const path = scalarAt(item)?.value ?? '';
    const at = joinPath(directoryOf(file.path), path);
    const files = at === undefined ? [] : tree.paths.filter((each) => each === at || each.startsWith(`${at}/`));
    if (files.length === 0) return `what else its kustomization builds of ${path} is not in the repository`;
    for (const each of files) texts.push(textAt(tree, each) ?? '');
  }
  return texts;
}

/** `releases` (https://helmfile.readthedocs.io/en/latest/#configuration); what its templates fill in is not known. */
function helmfileReleases({ tree, file, roots }: ToolFile): readonly NamedRelease[] {
  const repositories = new Map(
    roots.flatMap((root) =>
      itemsAt(root, 'repositories').flatMap((item): readonly (readonly [string, Repository])[] => {
        const [name, url] = [scalarAt(item, 'name')?.value, scalarAt(item, 'url')?.value];
        const isRegistry = scalarAt(item, 'oci')?.value === 'true';
        const node = valueAt(item, 'url');
        return name === undefined || url === undefined
          ? []
          : [[name, { url: isRegistry ? `oci://${url}` : url, node }]];
      }),
    ),
  );
  return roots.flatMap((root) =>
    itemsAt(root, 'releases').flatMap((item) =>
      release(file, item, 'chart', {
        chart: (chart) => helmfileChart(chart, scalarAt(item, 'version')?.value, repositories, { file, tree }),
        release: scalarAt(item, 'name')?.value,
        namespace: scalarAt(item, 'namespace')?.value,
        values: [...layersOf(itemsAt(item, 'values'), file, tree), ...setOf(itemsAt(item, 'set'))],
        repository: repositories.get(scalarAt(item, 'chart')?.value.split('/')[0] ?? '')?.node,
        home: fileHome(file, itemsAt(item, 'values'), tree),
      }),
    ),
  );
}

/** A repository of a helmfile, and the field that says where it is. */
interface Repository {
  readonly url: string;
  readonly node: YamlNode | undefined;
}

function helmfileChart(
  chart: string,
  version: string | undefined,
  repositories: ReadonlyMap<string, Repository>,
  { file, tree }: Pick<ToolFile, 'file' | 'tree'>,
): ChartAddress | undefined {
  const named = namedChart(chart, undefined, version);
  if (named !== undefined) return named;
  const slash = chart.indexOf('/');
  const name = chart.slice(0, Math.max(slash, 0));
  const url = repositories.get(name)?.url;
  if (url !== undefined) return chartInRepository(url, chart.slice(slash + 1), version);
  const local = joinPath(directoryOf(file.path), chart);
  const isLocal = /^[./]/.test(chart) || local === undefined || tree.paths.includes(`${local}/Chart.yaml`);
  return isLocal || name === '' ? undefined : { from: 'nowhere', because: `no repository ${name} is in its helmfile` };
}

/** `deploy.helm.releases` and `manifests.helm.releases` with a `remoteChart`, of profiles too (https://skaffold.dev/docs/deployers/helm/). */
function skaffoldReleases({ tree, file, roots }: ToolFile): readonly NamedRelease[] {
  return roots.flatMap((root) =>
    [root, ...itemsAt(root, 'profiles')]
      .flatMap((part) => ['deploy', 'manifests'].flatMap((key) => itemsAt(part, key, 'helm', 'releases')))
      .flatMap((item) => {
        const repository = scalarAt(item, 'repo')?.value;
        const version = scalarAt(item, 'version')?.value;
        return release(file, item, 'remoteChart', {
          chart: (chart) => namedChart(chart, repository, version),
          release: scalarAt(item, 'name')?.value,
          namespace: scalarAt(item, 'namespace')?.value,
          repository: valueAt(item, 'repo'),
          home: inlineHome(file, item, ['overrides']),
          values: [
            ...layersOf(itemsAt(item, 'valuesFiles'), file, tree),
            ...inlineOf(valueAt(item, 'overrides')),
            ...entriesAt(item, 'setValues').flatMap(([path, value]): readonly ValuesLayer[] =>
              value.type === 'scalar'
                ? [{ type: 'text', text: setValue({ path, value: value.value, isText: false }) }]
                : [],
            ),
          ],
        });
      }),
  );
}

/** `helm` of Rancher's Fleet (https://fleet.rancher.io/ref-fleet-yaml). */
function fleetRelease({ tree, file, roots }: ToolFile): readonly NamedRelease[] {
  return roots.flatMap((root) => {
    const helm = valueAt(root, 'helm');
    if (helm === undefined) return [];
    const repository = scalarAt(helm, 'repo')?.value;
    const version = scalarAt(helm, 'version')?.value;
    return release(file, helm, 'chart', {
      chart: (chart) => namedChart(chart, repository, version),
      release: scalarAt(helm, 'releaseName')?.value,
      namespace: scalarAt(root, 'namespace')?.value ?? scalarAt(root, 'defaultNamespace')?.value,
      values: [...layersOf(itemsAt(helm, 'valuesFiles'), file, tree), ...inlineOf(valueAt(helm, 'values'))],
      repository: valueAt(helm, 'repo'),
      home: inlineHome(file, helm, ['values']),
    });
  });
}

interface ReleaseOptions {
  readonly chart: (name: string) => ChartAddress | undefined;
  readonly release: string | undefined;
  readonly namespace: string | undefined;
  readonly values: readonly (ValuesLayer | string)[];
  /** The field in which its repository stands, unless the chart is named in full. */
  readonly repository: YamlNode | undefined;
  readonly home: ValuesHome | string;
  readonly postRendering?: PostRendering;
  readonly imagesHome?: ImagesHome | string | undefined;
}

/** A release that is told at a field; none where the field names no chart from elsewhere. Texts among the values are what is missing. */
function release(file: SourceFile, node: YamlNode, field: string, options: ReleaseOptions): readonly NamedRelease[] {
  const named = scalarAt(node, field);
  const chart = named === undefined ? undefined : options.chart(named.value);
  if (named === undefined || chart === undefined) return [];
  const place = placeAt(file, named.start, named.value);
  return [
    {
      type: 'release',
      place,
      chart: named.value.includes('{{') ? { from: 'nowhere', because: 'a template fills it in' } : chart,
      url: urlPlace(file, named.value.startsWith('oci://') ? valueAt(node, field) : options.repository),
      release: options.release ?? named.value,
      namespace: options.namespace ?? 'default',
      values: options.values.filter((value) => typeof value !== 'string'),
      home: options.home,
      postRendering: options.postRendering ?? NO_POST_RENDERING,
      imagesHome: options.imagesHome,
      without: options.values.filter((value) => typeof value === 'string').map((path) => `its file of values ${path}`),
      explains: [place, placeAt(file, resolved(node)?.start ?? named.start, '')],
    },
  ];
}

function inlineHome(file: SourceFile, node: YamlNode, prefix: readonly string[]): ValuesHome | string {
  const root = mappingAt(node);
  return root === undefined ? 'it is no mapping' : { file, root, prefix };
}

/** The last of the values: a file of the tree, or a mapping in the list itself. */
function fileHome(file: SourceFile, items: readonly YamlNode[], tree: TreeSource): ValuesHome | string {
  const last = items.at(-1);
  const inline = mappingAt(last);
  if (inline !== undefined) return { file, root: inline, prefix: [] };
  const at = joinPath(directoryOf(file.path), scalarAt(last)?.value ?? '');
  const text = at === undefined || !/\.ya?ml$/.test(at) ? undefined : textAt(tree, at);
  const root = text === undefined ? undefined : mappingAt(parseDocuments(text).documents[0]?.root);
  if (at === undefined || text === undefined || root === undefined) return 'it has no values to add to';
  return { file: sourceFile(at, text), root, prefix: [] };
}

/** Files of values as a list of paths, or of mappings that are values themselves. */
function layersOf(items: readonly YamlNode[], file: SourceFile, tree: TreeSource): readonly (ValuesLayer | string)[] {
  return items.flatMap((item) => (scalarAt(item) === undefined ? inlineOf(item) : filesOf([item], file, tree)));
}

function filesOf(
  items: readonly (YamlNode | undefined)[],
  file: SourceFile,
  tree: TreeSource,
): readonly (ValuesLayer | string)[] {
  return items.flatMap((item): readonly (ValuesLayer | string)[] => {
    const path = scalarAt(item)?.value;
    if (path === undefined) return [];
    const at = joinPath(directoryOf(file.path), path);
    const text = at === undefined || /\.gotmpl$/.test(at) ? undefined : textAt(tree, at);
    return text === undefined ? [path] : [{ type: 'text', text }];
  });
}

function inlineOf(node: YamlNode | undefined): readonly ValuesLayer[] {
  const text = node === undefined ? undefined : flowYaml(node);
  return text === undefined ? [] : [{ type: 'text', text }];
}

function setOf(items: readonly YamlNode[]): readonly ValuesLayer[] {
  return items.flatMap((item): readonly ValuesLayer[] => {
    const [path, value] = [scalarAt(item, 'name')?.value, scalarAt(item, 'value')?.value];
    return path === undefined || value === undefined
      ? []
      : [{ type: 'text', text: setValue({ path, value, isText: false }) }];
  });
}
