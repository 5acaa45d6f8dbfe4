import type { NamedChart } from '../helm/facts.ts';
import { givenFacts } from '../helm/given-values.ts';
import { remoteValues } from '../helm/remote-values.ts';
import { TESTED_ELSEWHERE } from '../kustomize/build.ts';
import type { ImageEntry } from '../kustomize/facts.ts';
import { imageEntries } from '../kustomize/images.ts';
import type { Fact } from '../model/fact.ts';
import { unseenArtifact, unseenChart, unseenChartNamed, unseenGit, unseenNamedChart } from '../model/unseen.ts';
import { isImageChoice, scalarsBelow } from '../references/image-settings.ts';
import { literalUse } from '../references/literal-use.ts';
import { directoryOf, joinPath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { embeddedDocuments } from '../yaml/embedded.ts';
import {
  distinctItemsAt,
  itemsAt,
  resolved,
  scalarAt,
  valueAt,
  type YamlMapping,
  type YamlNode,
} from '../yaml/nodes.ts';
import { fieldsOf, itemsField, mappingAt, textField } from './fields.ts';
import { helmParameterUses, parameterLayers } from './helm-parameters.ts';
import type { ObjectType } from './objects.ts';
import { argoFacts, fluxFacts, mayBePlaceholder, patchImages } from './overrides.ts';
import { UseCollector } from './use-collector.ts';

/**
 * What the objects of Argo CD and Flux tell: values for charts, overrides of images, and sources that are elsewhere.
 * @returns `undefined` for other objects
 */
export function deliveryFacts(
  root: YamlMapping,
  { group, kind }: ObjectType,
  file: SourceFile,
): readonly Fact[] | undefined {
  switch (`${group}/${kind}`) {
    case 'argoproj.io/Application':
      return applicationFacts(mappingAt(root, 'spec'), file);
    case 'argoproj.io/ApplicationSet':
      return [
        ...applicationFacts(mappingAt(root, 'spec', 'template', 'spec'), file),
        ...elementFacts(valueAt(root, 'spec', 'generators'), file),
      ];
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return releaseFacts(root, file);
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return fluxKustomizationFacts(mappingAt(root, 'spec'), file);
    case 'helm.cattle.io/HelmChart':
      return clusterChartFacts(root, file);
    case 'source.toolkit.fluxcd.io/OCIRepository':
      return artifactFacts(root, file);
    case 'source.toolkit.fluxcd.io/GitRepository':
      return repositoryFacts(root, file);
    default:
      return undefined;
  }
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ */
function applicationFacts(spec: YamlMapping | undefined, file: SourceFile): readonly Fact[] {
  if (spec === undefined) return [];
  const fields = fieldsOf(spec);
  const source = fields.get('source');
  return [...(source === undefined ? [] : [source]), ...itemsField(fields, 'sources')].flatMap((one) =>
    sourceFacts(one, file),
  );
}

function sourceFacts(source: YamlNode, file: SourceFile): readonly Fact[] {
  if (source.type !== 'mapping') return [];
  return [...helmFacts(source, file), ...kustomizeFacts(source, file), ...unseenSource(source, file)];
}

/**
 * What a file in the folder of a source says of it, by which Argo CD changes the source of an Application
 * (https://argo-cd.readthedocs.io/en/stable/user-guide/parameters/#store-overrides-in-git).
 */
export function sourceOverrideFacts(source: YamlMapping, file: SourceFile): readonly Fact[] {
  const folder = directoryOf(file.path);
  const overrides = kustomizeFacts(source, file).map((fact) =>
    fact.type === 'delivery' ? { ...fact, delivery: { ...fact.delivery, path: folder } } : fact,
  );
  return [...helmFacts(source, file, folder), ...overrides];
}

function chartOfSource(source: YamlMapping, path: string | undefined): NamedChart | undefined {
  const fields = fieldsOf(source);
  const chart = textField(fields, 'chart');
  const from = { version: textField(fields, 'targetRevision')?.value, repository: textField(fields, 'repoURL')?.value };
  if (chart !== undefined) return { by: 'name', name: chart.value, ...from };
  return path === undefined ? undefined : { by: 'path', name: joinPath('', path) ?? path, ...from };
}

/** Images in what an Application gives to its chart, and all of that for a chart of the tree: values in it win over files, parameters over both. */
function helmFacts(
  source: YamlMapping,
  file: SourceFile,
  path = textField(fieldsOf(source), 'path')?.value,
): readonly Fact[] {
  const helm = mappingAt(source, 'helm');
  if (helm === undefined) return [];
  const fields = fieldsOf(helm);
  const [values, object] = [fields.get('values'), fields.get('valuesObject')];
  const text =
    values?.type === 'scalar' ? embeddedDocuments(file, values).map(({ root }) => root) : [values ?? []].flat();
  const inline = object === undefined ? [] : [object];
  const collector = new UseCollector(file, 'custom-resource');
  const chart = chartOfSource(source, path);
  for (const node of [...text, ...inline]) collector.take(remoteValues(node, file, chart));
  const parameters = itemsField(fields, 'parameters');
  collector.take(helmParameterUses(parameters, file).map((use) => ({ type: 'use', use })));
  const files = itemsField(fields, 'valueFiles').flatMap((item) => scalarAt(item)?.value ?? []);
  const layers = [...files, ...(object === undefined ? text : inline), ...parameterLayers(parameters)];
  return [...collector.facts, ...givenFacts(file, path === undefined ? [] : [path], layers)];
}

function kustomizeFacts(source: YamlMapping, file: SourceFile): readonly Fact[] {
  const kustomize = mappingAt(source, 'kustomize');
  return kustomize === undefined ? [] : argoFacts(source, kustomize, file);
}

function fluxKustomizationFacts(spec: YamlMapping | undefined, file: SourceFile): readonly Fact[] {
  return spec === undefined ? [] : fluxFacts(spec, file);
}

/**
 * What the elements of a list are called that an ApplicationSet goes through, where the name says image
 * (https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/). Generators stand in generators.
 */
function elementFacts(generators: YamlNode | undefined, file: SourceFile): readonly Fact[] {
  return itemsAt(generators).flatMap((generator) => {
    const nested = ['matrix', 'merge'].flatMap((key) => elementFacts(valueAt(generator, key, 'generators'), file));
    const elements = distinctItemsAt([generator], 'list', 'elements').flatMap((element) => scalarsBelow(element, ''));
    const uses = elements.flatMap(({ key, scalar }) => {
      if (!scalar.verbatim || scalar.start < 0 || !isImageChoice(key, scalar.value)) return [];
      const place = { file, start: scalar.start, text: scalar.value, kind: 'custom-resource', part: 'arg' } as const;
      return literalUse(place) ?? [];
    });
    return [...nested, ...uses.map((use): Fact => ({ type: 'use', use }))];
  });
}

function unseenSource(source: YamlMapping, file: SourceFile): readonly Fact[] {
  const fields = fieldsOf(source);
  const url = textField(fields, 'repoURL');
  if (url === undefined || url.value.includes('{{')) return [];
  const chart = textField(fields, 'chart')?.value;
  const version = textField(fields, 'targetRevision')?.value;
  if (chart !== undefined) {
    const repository = url.value.includes('://') ? url.value : `oci://${url.value}`;
    return [{ type: 'unseen', unseen: unseenChart(file, url.start, { name: chart, repository, version }) }];
  }
  const path = textField(fields, 'path')?.value;
  if (path === undefined) return [];
  return [{ type: 'unseen', unseen: unseenGit(file, url.start, url.value, path, version) }];
}

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
function releaseFacts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  const spec = mappingAt(root, 'spec');
  if (spec === undefined) return [];
  const values = fieldsOf(spec).get('values');
  const chart = mappingAt(spec, 'chart', 'spec');
  const facts: Fact[] = values === undefined ? [] : [...remoteValues(values, file, chartOfRelease(spec, chart))];
  const name = chart === undefined ? undefined : textField(fieldsOf(chart), 'chart');
  const source = scalarAt(chart, 'sourceRef', 'name')?.value;
  if (name !== undefined && source !== undefined && scalarAt(chart, 'sourceRef', 'kind')?.value !== 'GitRepository') {
    const version = scalarAt(chart, 'version')?.value;
    const unseen = unseenChart(file, name.start, { name: name.value, repository: `@${source}`, version });
    facts.push({ type: 'unseen', unseen });
  }
  const files = itemsAt(chart, 'valuesFiles').flatMap((item) => scalarAt(item)?.value ?? []);
  const layers = [...files, ...(values === undefined ? [] : [values])];
  // Files of values are instead of the chart's own.
  if (name !== undefined) facts.push(...givenFacts(file, [name.value], layers, files.length > 0));
  const renderers = spec.entries.find(({ key }) => key.type === 'scalar' && key.value === 'postRenderers')?.value;
  const lists = new Set(itemsAt(renderers).map((renderer) => resolved(valueAt(renderer, 'kustomize', 'images'))));
  const entries = [...lists].flatMap((images) => imageEntries(images, file));
  if (entries.length > 0) facts.push({ type: 'release', release: { entries, paths: chartPaths(chart) } });
  for (const fact of overrideFacts(entries)) facts.push(fact);
  const kustomizes = itemsAt(renderers).map((renderer) => resolved(valueAt(renderer, 'kustomize')));
  for (const kustomize of new Set(kustomizes)) {
    if (kustomize?.type !== 'mapping') continue;
    const { puts, tests } = patchImages(kustomize, file);
    for (const use of puts) facts.push({ type: 'use', use });
    // What they are to find is what a chart renders, which is not known here.
    for (const use of tests) facts.push({ type: 'use', use: { ...use, uneditable: TESTED_ELSEWHERE } });
  }
  return facts;
}

/** The chart that a release is of: one of a repository of charts, one of a Git repository (which may be this one), or an artifact. */
function chartOfRelease(spec: YamlMapping, chart: YamlMapping | undefined): NamedChart | undefined {
  const reference = scalarAt(spec, 'chartRef', 'name')?.value;
  if (reference !== undefined) return { by: 'reference', name: reference };
  const name = scalarAt(chart, 'chart')?.value;
  if (name === undefined) return undefined;
  const source = scalarAt(chart, 'sourceRef', 'name')?.value;
  const from = {
    version: scalarAt(chart, 'version')?.value,
    repository: source === undefined ? undefined : `@${source}`,
  };
  return scalarAt(chart, 'sourceRef', 'kind')?.value === 'HelmRepository'
    ? { by: 'name', name, ...from }
    : { by: 'path', name: joinPath('', name) ?? name, ...from };
}

/** Where a chart of the tree and its files of values are: what is elsewhere has no such path. */
function chartPaths(chart: YamlMapping | undefined): readonly string[] {
  const files = itemsAt(chart, 'valuesFiles').map((item) => scalarAt(item)?.value);
  return [scalarAt(chart, 'chart')?.value, ...files].flatMap((path) =>
    path === undefined ? [] : (joinPath('', path) ?? []),
  );
}

/**
 * `images` as kustomize has them. What they match is elsewhere, so that a word alone as `name` may be a placeholder there:
 * it counts when it says more, or is one of Docker's official images.
 */
function overrideFacts(entries: readonly ImageEntry[]): readonly Fact[] {
  return entries
    .filter(({ renames, setsVersion, name }) => renames || (setsVersion && !mayBePlaceholder(name)))
    .map(({ use }) => ({ type: 'use', use: { ...use, kind: 'custom-resource' } }));
}

/** https://docs.k3s.io/helm : a chart of a repository, with its values as text or beside it. */
function clusterChartFacts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  const collector = new UseCollector(file, 'custom-resource');
  const content = scalarAt(root, 'spec', 'valuesContent');
  const chart = scalarAt(root, 'spec', 'chart');
  const [repository, version] = [scalarAt(root, 'spec', 'repo')?.value, scalarAt(root, 'spec', 'version')?.value];
  const given: NamedChart | undefined =
    chart === undefined ? undefined : { by: 'name', name: chart.value, repository, version };
  if (content !== undefined)
    for (const document of embeddedDocuments(file, content)) collector.take(remoteValues(document.root, file, given));
  if (chart === undefined) return collector.facts;
  const named = unseenNamedChart(file, chart.start, {
    chart: chart.value,
    ...(repository === undefined ? {} : { repository }),
    ...(version === undefined ? {} : { version }),
  });
  const unseen = named ?? unseenChartNamed(file, chart.start, chart.value);
  return [...collector.facts, { type: 'unseen', unseen }];
}

/** https://fluxcd.io/flux/components/source/ocirepositories/ : a chart where the layer chosen is Helm's. */
function artifactFacts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  const url = scalarAt(root, 'spec', 'url');
  if (url === undefined || !url.value.startsWith('oci://')) return [];
  const tag = scalarAt(root, 'spec', 'ref', 'tag')?.value ?? scalarAt(root, 'spec', 'ref', 'semver')?.value;
  const slash = url.value.lastIndexOf('/');
  const [name, repository] = [url.value.slice(slash + 1), url.value.slice(0, slash)];
  const isChart = scalarAt(root, 'spec', 'layerSelector', 'mediaType')?.value.includes('helm') === true;
  const unseen = isChart
    ? unseenChart(file, url.start, { name, repository, version: tag })
    : unseenArtifact(file, url.start, url.value, tag);
  const stands = scalarAt(root, 'metadata', 'name')?.value;
  const chart: NamedChart = { by: 'name', name, repository, version: tag };
  return [
    { type: 'unseen', unseen },
    ...(stands === undefined ? [] : [{ type: 'chart-artifact', name: stands, chart } as const]),
  ];
}

function repositoryFacts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  const url = scalarAt(root, 'spec', 'url');
  if (url === undefined) return [];
  const revision = scalarAt(root, 'spec', 'ref', 'tag')?.value ?? scalarAt(root, 'spec', 'ref', 'branch')?.value;
  return [{ type: 'unseen', unseen: unseenGit(file, url.start, url.value, '.', revision) }];
}
