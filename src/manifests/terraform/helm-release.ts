import type { NamedChart } from '../helm/facts.ts';
import { remoteValueFact } from '../helm/remote-values.ts';
import { valueUses as chartValueUses } from '../helm/values.ts';
import { type Field, type Scope, topOf } from '../languages/fields.ts';
import { blockOf } from '../languages/hcl.ts';
import { scalarOf, type Token } from '../languages/tokens.ts';
import type { Fact } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import { isPossibleImage } from '../references/certainty.ts';
import { isImageKey } from '../references/image-keys.ts';
import { templatedUse } from '../references/literal-use.ts';
import { type SplitField, splitUse } from '../references/split-use.ts';
import { knownNameLength } from '../references/unknown-tag.ts';
import type { SourceFile } from '../source/source.ts';
import { parseDocuments } from '../yaml/documents.ts';
import type { YamlScalar } from '../yaml/nodes.ts';
import { type ChartOfRelease, releasesIn } from './chart-sources.ts';

/** A value that a chart is given, by its path with dots. */
interface Setting {
  /** What its siblings stand in: the resource, or the object of values. */
  readonly group: Scope;
  readonly name: string;
  readonly value: readonly Token[];
}

/**
 * The images that a `helm_release` gives to its chart: by `set` blocks or a list of them, in here-documents of `values`, and in
 * what `yamlencode` is given (https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release).
 */
export function helmFacts(file: SourceFile, fields: readonly Field[]): readonly Fact[] {
  const ofCharts = fields.filter(givesToChart);
  if (ofCharts.length === 0) return [];
  const groups = new Map<Scope, Map<string, readonly Token[]>>();
  const settings = [...setBlocks(ofCharts), ...ofCharts.flatMap(encodedValue)];
  for (const { group, name, value } of settings) {
    const known = groups.get(group) ?? new Map<string, readonly Token[]>();
    groups.set(group, known.set(name, value));
  }
  const releases = releasesIn(fields);
  const factOf = (use: Use, scope: Scope) => remoteValueFact(use, chartOf(releases.get(topOf(scope))));
  const facts = settings.flatMap(({ group, name, value }) => {
    const siblings = groups.get(group) ?? new Map<string, readonly Token[]>();
    const use = settingUse(file, name, value, siblings);
    return use === undefined ? [] : [factOf(use, group)];
  });
  const documents = ofCharts.flatMap((field) => documentUses(file, field).map((use) => factOf(use, field.scope)));
  return [...facts, ...documents];
}

/** The chart of a release, where it is elsewhere: one without a repository is a folder, or an address. */
function chartOf(release: ChartOfRelease | undefined): NamedChart | undefined {
  if (release === undefined || !release.isElsewhere) return undefined;
  const { name = 'of this release', repository, version } = release;
  return { by: 'name', name, repository, version };
}

/** Fields of releases and of modules that are given what a release is. */
function givesToChart({ scope }: Field): boolean {
  const block = blockOf(topOf(scope));
  const [type] = block?.labels ?? [];
  if (block?.type === 'module') return SETS.test(scope.path.at(-1) ?? '');
  return (
    (block?.type === 'resource' && type === 'helm_release') || (block?.type === 'data' && type === 'helm_template')
  );
}

const SETS = /^set(?:_values)?$/;

/** `set { name = … value = … }`. */
function setBlocks(fields: readonly Field[]): readonly Setting[] {
  const names = new Map<Scope, string>();
  for (const { scope, key, value } of fields) {
    const [token] = value;
    const name = key === 'name' && token?.type === 'text' && token.plain ? token.text : undefined;
    if (name !== undefined && SETS.test(scope.path.at(-1) ?? '')) names.set(scope, name);
  }
  return fields.flatMap(({ scope, key, value }) => {
    const name = key === 'value' ? names.get(scope) : undefined;
    return name === undefined ? [] : [{ group: topOf(scope), name, value }];
  });
}

/** Every field below a name is told with it. */
const MAX_NAME = 128;

/** A field of the objects in `values`. */
function encodedValue({ scope, key, value }: Field): readonly Setting[] {
  const from = scope.path.indexOf('values');
  if (from === -1 || key === '') return [];
  const names = [...scope.path.slice(from + 1), key];
  if (names.some((name) => name.length > MAX_NAME)) return [];
  return [{ group: scope, name: names.join('.'), value }];
}

/** `image.repository`, `image` or `webImage`, with the registry, tag and digest that are set beside it. */
function settingUse(
  file: SourceFile,
  name: string,
  value: readonly Token[],
  siblings: ReadonlyMap<string, readonly Token[]>,
): Use | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const above = name.slice(0, name.length - last.length);
  const isRepository = last === 'repository' && /image\.$/i.test(above);
  if (!isRepository && !isImageKey(last)) return undefined;
  const fieldOf = (...names: readonly string[]): SplitField | undefined => {
    const role = names.find((candidate) => siblings.has(candidate));
    const scalar = role === undefined ? undefined : scalarFor(siblings.get(role) ?? []);
    return role === undefined || scalar === undefined ? undefined : { role, scalar };
  };
  // What is never pulled is there already.
  if (fieldOf(`${above}pullPolicy`)?.scalar.value === 'Never') return undefined;
  const scalar = scalarFor(value);
  if (scalar === undefined) return undefined;
  const tag = isRepository || last === 'image' ? fieldOf(`${above}tag`, `${above}imageTag`) : fieldOf(`${name}Tag`);
  if (!isRepository && tag === undefined && knownNameLength(scalar.value) !== undefined) {
    const place = { file, start: scalar.start, text: scalar.value, kind: 'terraform', part: 'whole' } as const;
    return templatedUse(place, 'its tag is put together on deployment');
  }
  const isText = tag === undefined ? isPossibleImage(scalar.value, last) && /[:/]/.test(scalar.value) : true;
  if (!isRepository && !(isText && scalar.verbatim)) return undefined;
  const registry = isRepository ? fieldOf(`${above}registry`) : undefined;
  const digest = isRepository ? fieldOf(`${above}digest`) : undefined;
  const part = isRepository ? 'repository' : 'whole';
  return splitUse({ file, kind: 'terraform', part, repository: { role: name, scalar }, registry, tag, digest });
}

/** A value as a field of a reference; an expression is a template, which is not known. */
function scalarFor([token, ...others]: readonly Token[]): YamlScalar | undefined {
  if (token === undefined) return undefined;
  if (token.type === 'text' && others.length === 0) return scalarOf(token);
  const isNumber = token.type === 'word' && others.length === 0 && /^\d+$/.test(token.text);
  const end = others.at(-1)?.end ?? token.end;
  const value = isNumber ? token.text : EXPRESSION;
  const { start } = token;
  return { type: 'scalar', start, end, style: 'double', anchor: undefined, tag: undefined, value, verbatim: false };
}

/** Reads as a template to whoever joins the fields. */
const EXPRESSION = '$()';

/** The values in a here-document of the list `values`. */
function documentUses(file: SourceFile, { scope, key, value: [token] }: Field): readonly Use[] {
  if (key !== '' || scope.path.at(-1) !== 'values' || token?.type !== 'text' || !token.text.startsWith('<<')) return [];
  const start = file.text.indexOf('\n', token.start) + 1;
  const end = file.text.lastIndexOf('\n', token.end - 1);
  if (end <= start) return [];
  const { documents } = parseDocuments(file.text.slice(start, end), start);
  return documents.flatMap(({ root }) =>
    chartValueUses(root, file).map(({ use }) => ({ ...use, kind: 'terraform' as const })),
  );
}
