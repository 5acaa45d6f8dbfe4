import { formatReference, nameLength, parseReference } from '../../images/reference.ts';
import type { Fact, FactBook } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import type { Sibling, Use } from '../model/use.ts';
import { baseName, isYamlPath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { parseYaml } from '../yaml/documents.ts';
import { itemsAt, scalarAt, valueAt, type YamlNode } from '../yaml/nodes.ts';
import { withoutDirectives } from './directives.ts';
import type { NamedChart, ValueUse } from './facts.ts';
import { holdsImageBlock } from './image-blocks.ts';
import { givenUsesMade, madeImagesOf, otherValueUses, unlessHeld, valueUsesMade } from './made-images.ts';
import { remoteValues, resolveRemoteValues } from './remote-values.ts';
import { chartRoot, pathsTo, readTrace, type Trace } from './trace.ts';
import { type ValueReference, type ValueReferences, valueReferencesOf } from './value-references.ts';
import { valueUses } from './values.ts';

/**
 * Values files of Helm charts, by name or by what is in them. An empty tag means the chart's appVersion to most charts:
 * that is what is pulled, though nothing of it is written in the values.
 */
export const helmValues: YamlKind = {
  name: 'helm-values',
  format: 'yaml',
  isNamed: (path) => isValuesName(path) || isTestOfChart(path),
  marks: [/repository/],
  // A template may make an image of any value, or of one that is not there.
  mayHoldImages: ({ path, text }) => isValuesName(path) || isTestOfChart(path) || text.includes('repository'),
  recognises: ({ root }, { path }) => {
    if (root.type === 'mapping' && isSchemaName(path)) return true;
    if (root.type !== 'mapping' || isManifest(root) || isSchema(root, path)) return false;
    return isValuesName(path) || isTestOfChart(path) || (/\.ya?ml$/i.test(path) && holdsImageBlock(root));
  },
  extract: ({ root }, file) => {
    if (isSchemaName(file.path)) return [{ type: 'helm-values-schema', allowed: allowedIn(root) }];
    return isValuesName(file.path) || holdsImageBlock(root) ? valueFacts(root, file) : [valuesRoot(root, file)];
  },
  // Helmfile's values are templates themselves (`values.yaml.gotmpl`).
  extractUnparsable: ({ start, end }, file) => {
    if (!isValuesName(file.path)) return undefined;
    const parsed = parseYaml(withoutDirectives(file.text.slice(start, end)), start);
    return parsed.ok ? parsed.documents.flatMap(({ root }) => valueFacts(root, file)) : undefined;
  },
  resolve: resolveValues,
  revise: givenUsesMade,
};

/**
 * What a file of another tool tells of images in values that it has for its charts: what it would tell if it were a file of values.
 * @param chart that all these are for, if it is elsewhere
 */
export function heldValueFacts(root: YamlNode, file: SourceFile, chart: NamedChart | undefined): readonly Fact[] {
  if (!holdsImageBlock(root)) return [];
  return chart === undefined ? valueFacts(root, file) : remoteValues(root, file, chart);
}

function valueFacts(root: YamlNode, file: SourceFile): readonly Fact[] {
  return [valuesRoot(root, file), ...valueUses(root, file).map((value) => ({ type: 'helm-value', value }) as const)];
}

function valuesRoot(root: YamlNode, source: SourceFile): Fact {
  return { type: 'helm-values-root', root, source };
}

/** What may be values that a chart is tried with; folders of that name have much else, too, so that by itself it names no image. */
function isTestOfChart(path: string): boolean {
  return /(?:^|\/)ci\/[^/]+\.ya?ml$/i.test(path);
}

/** `values.yaml`, `values-prod.yaml`, `prod.values.yaml`, `values/prod.yaml`, `values/prod/web.yaml`, `ci/test-values.yaml`, `values.yaml.gotmpl`. */
function isValuesName(path: string): boolean {
  if (!isYamlPath(path) && !/\.json$/i.test(path)) return false;
  return (
    /^(?:.*[-_.])?values(?:[-_.].*)?\./i.test(baseName(path)) ||
    /(?:^|\/)values\/(?:[^/]+\/){0,4}[^/]+\.ya?ml[^/]*$/i.test(path)
  );
}

/** By which Helm checks the values of a chart (https://helm.sh/docs/topics/charts/#schema-files). */
function isSchemaName(path: string): boolean {
  return baseName(path) === 'values.schema.json';
}

/** The texts that a schema lists somewhere as the only ones: of such a value no other can be written. */
function allowedIn(root: YamlNode): readonly string[] {
  const found: string[] = [];
  const visit = (node: YamlNode) => {
    if (node.type === 'sequence') for (const item of node.items) visit(item);
    if (node.type !== 'mapping') return;
    for (const { key, value } of node.entries) {
      const name = key.type === 'scalar' ? key.value : '';
      if (name === 'enum') for (const item of itemsAt(value)) found.push(scalarAt(item)?.value ?? '');
      else if (name === 'const') found.push(scalarAt(value)?.value ?? '');
      visit(value);
    }
  };
  visit(root);
  return found;
}

function isManifest(root: YamlNode): boolean {
  return scalarAt(root, 'apiVersion') !== undefined && scalarAt(root, 'kind') !== undefined;
}

function isSchema(root: YamlNode, path: string): boolean {
  return (
    /\.schema\.json$/i.test(path) ||
    // Any document may say by which schema it is checked; one that defines others says by which draft it does.
    /json-schema\.org/.test(scalarAt(root, '$schema')?.value ?? '') ||
    valueAt(root, 'openapi') !== undefined
  );
}

function resolveValues(book: FactBook): readonly Use[] {
  const facts = book.of('helm-value');
  const made = madeImagesOf(book);
  const trace = readTrace(book);
  const references = valueReferencesOf(book, trace);
  return [
    ...facts.flatMap(({ file, fact: { value } }) =>
      valueUsesMade(value, resolveValue(value, file, trace, references), chartRoot(file, trace.charts), made),
    ),
    ...otherValueUses(book, made),
    ...resolveRemoteValues(book),
  ].map((use) => unlessHeld(use, made));
}

function resolveValue(value: ValueUse, file: string, trace: Trace, references: ValueReferences): Use {
  const root = chartRoot(file, trace.charts);
  const reference = pathsTo(value)
    .map((path) => references.get(root)?.get(path))
    .find((found) => found !== undefined);
  const use = withRegistry(value, reference, references.has(root));
  if (use.image === null) return use;
  if (reference?.after.startsWith('/') === true) {
    const reason = `only the start of an image: ${reference.place.file}:${reference.place.line} adds "${reference.after}"`;
    return { ...use, image: null, reason, slots: [] };
  }
  const defaults = trace.values.get(root)?.get(value.path);
  const registry = defaults?.file === file ? undefined : registryBefore(use, defaults, reference);
  if (registry !== undefined) {
    return behind(use, registry.text, `its ${registry.role} is set at ${registry.file}:${registry.line}`);
  }
  if (reference?.before.endsWith('/') === true && !use.also.some(isRegistry)) {
    return behind(
      use,
      reference.before.slice(0, -1),
      `${reference.place.file}:${reference.place.line} puts "${reference.before}" before it`,
    );
  }
  const tag = value.tagless ? (tagOf(defaults, file) ?? impliedTag(value, root, trace, reference)) : undefined;
  const pulls = tag === undefined ? undefined : `${use.image}:${tag}`;
  return pulls === undefined || parseReference(pulls) === undefined ? use : { ...use, pulls };
}

/**
 * A global registry counts where the chart's templates take it. Where they can't be followed, it counts if the block has a
 * field for a registry, or if there are no templates to say otherwise.
 */
function withRegistry({ use, withoutGlobal }: ValueUse, reference: ValueReference | undefined, read: boolean): Use {
  if (withoutGlobal === undefined) return use;
  if (reference?.complete === true) return takesGlobal(reference) ? use : withoutGlobal;
  return reference === undefined && read && !withoutGlobal.also.some(isRegistry) ? withoutGlobal : use;
}

function takesGlobal({ values }: ValueReference): boolean {
  return values.some((path) => /^global(?:\.imageRegistry)?$/.test(path));
}

/** The registry that the chart's own values put before an image that other values name. */
function registryBefore(
  use: Use,
  defaults: Use | undefined,
  reference: ValueReference | undefined,
): Sibling | undefined {
  if (use.also.some(isRegistry) || /^[^/.:]*[.:][^/]*\//.test(use.text)) return undefined;
  return defaults?.also.find(
    (sibling) =>
      isRegistry(sibling) &&
      (!sibling.role.startsWith('global.') || (reference !== undefined && takesGlobal(reference))),
  );
}

/** A use whose registry is written elsewhere, so that nothing can be written here. */
function behind(use: Use, registry: string, uneditable: string): Use {
  const version = use.image?.slice(nameLength(use.image)) ?? '';
  const reference = registry === '' ? undefined : parseReference(`${registry}/${use.text}${version}`);
  const image = reference === undefined ? use.image : formatReference(reference);
  return { ...use, image, slots: [], uneditable };
}

function isRegistry({ role }: Sibling): boolean {
  return /registry|hub|repository/i.test(role);
}

/** The tag that the chart's own values give to an image for which other values give none. */
function tagOf(defaults: Use | undefined, file: string): string | undefined {
  return defaults === undefined || defaults.file === file
    ? undefined
    : defaults.also.find(({ role }) => role === 'tag')?.text;
}

/** The tag that the chart gives to an image without one: its appVersion, where its templates don't tell otherwise. */
function impliedTag(
  value: ValueUse,
  root: string,
  trace: Trace,
  reference: ValueReference | undefined,
): string | undefined {
  const chart = trace.charts.get(root);
  const first = value.block.split('.')[0] ?? '';
  if (chart?.dependencies.some(({ key }) => key === first) === true) {
    const subchart = trace.charts.get(root === '' ? `charts/${first}` : `${root}/charts/${first}`);
    return subchart?.appVersion;
  }
  if (chart?.appVersion === undefined) return undefined;
  if (reference?.complete === true && reference.appVersion === undefined) return undefined;
  return `${reference?.appVersion ?? ''}${chart.appVersion}`;
}
