import type { Field, Scope } from '../manifests/languages/fields.ts';
import { blockOf, hclFields } from '../manifests/languages/hcl.ts';
import type { Token } from '../manifests/languages/tokens.ts';
import { directoryOf, joinPath } from '../manifests/source/paths.ts';
import { type SourceFile, sourceFile } from '../manifests/source/source.ts';
import { namedChart } from './chart-repository.ts';
import type { ChartAddress, NamedRelease, ValuesLayer } from './named-chart.ts';
import { placeAt } from './objects.ts';
import { NO_POST_RENDERING } from './post-render.ts';
import { setValue } from './set-values.ts';
import { type TreeSource, textAt } from './tree-source.ts';
import { urlPlaceOfToken } from './url-place.ts';

/** What `helm_release` installs (https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release). */
export function terraformReleases(tree: TreeSource): readonly NamedRelease[] {
  return tree.paths
    .filter((path) => /\.tf$/.test(path))
    .flatMap((path) => {
      const text = textAt(tree, path);
      if (text === undefined || !text.includes('helm_release')) return [];
      const file = sourceFile(path, text);
      return resourcesOf(hclFields(text)).flatMap((fields) => releaseOf(fields, file, tree) ?? []);
    });
}

/** The fields of each resource, with those in its blocks. */
function resourcesOf(fields: readonly Field[]): readonly (readonly Field[])[] {
  const found = new Map<Scope, Field[]>();
  for (const field of fields) {
    const top = topScope(field.scope);
    const block = blockOf(top);
    if (block?.type !== 'resource' || block.labels[0] !== 'helm_release') continue;
    const known = found.get(top);
    if (known === undefined) found.set(top, [field]);
    else known.push(field);
  }
  return [...found.values()];
}

function topScope(scope: Scope): Scope {
  let at = scope;
  while (at.parent?.parent !== undefined) at = at.parent;
  return at;
}

function releaseOf(fields: readonly Field[], file: SourceFile, tree: TreeSource): NamedRelease | undefined {
  const own = (key: string): Token | undefined => {
    const [token, ...others] =
      fields.find((field) => field.key === key && field.scope.parent?.parent === undefined)?.value ?? [];
    // What is computed of several is no text that is written out.
    return token?.type === 'text' && others.length > 0 ? { ...token, plain: false } : token;
  };
  const [chart, repository] = [own('chart'), own('repository')];
  if (chart === undefined) return undefined;
  if (!/^(?:oci|https?):\/\//.test(chart.text) && repository === undefined) return undefined;
  const place = placeAt(file, chart.start, chart.text);
  const values = [...valuesOf(fields, file, tree), ...setOf(fields)];
  return {
    type: 'release',
    place,
    chart: addressOf(chart, repository, own('version')),
    url: urlPlaceOfToken(file, chart.text.startsWith('oci://') ? chart : repository),
    release: plainText(own('name')) ?? 'release',
    namespace: plainText(own('namespace')) ?? 'default',
    values: values.filter((value) => typeof value !== 'string'),
    home: 'values of Terraform are not edited',
    postRendering: NO_POST_RENDERING,
    imagesHome: undefined,
    without: values.filter((value) => typeof value === 'string'),
    explains: [place],
  };
}

function addressOf(chart: Token, repository: Token | undefined, version: Token | undefined): ChartAddress {
  const [name, from, wanted] = [plainText(chart), plainText(repository), plainText(version)];
  const isFilledIn = name === undefined || (repository !== undefined && from === undefined);
  if (isFilledIn || (version !== undefined && wanted === undefined)) {
    return { from: 'nowhere', because: 'variables of Terraform fill it in' };
  }
  return namedChart(name, from, wanted) ?? { from: 'nowhere', because: 'no repository is named for it' };
}

function plainText(token: Token | undefined): string | undefined {
  return token?.type === 'text' && token.plain ? token.text : undefined;
}

/** Here-documents and files in the list `values`; what Terraform computes is not known. */
function valuesOf(fields: readonly Field[], file: SourceFile, tree: TreeSource): readonly (ValuesLayer | string)[] {
  return fields.flatMap((field): readonly (ValuesLayer | string)[] => {
    const isValues = field.scope.path.at(-1) === 'values' || field.key === 'values';
    const [token] = field.value;
    if (!isValues || token === undefined) return [];
    if (token.type === 'text' && token.text.startsWith('<<')) {
      const text = dedented(token.text);
      return text.includes('${') ? ['values that Terraform fills in'] : [{ type: 'text', text }];
    }
    const path = token.type === 'text' ? token.text.replace(/^\$\{path\.module\}\//, '') : '';
    const at = /\.ya?ml$/.test(path) ? joinPath(directoryOf(file.path), path) : undefined;
    const text = at === undefined ? undefined : textAt(tree, at);
    if (text !== undefined) return [{ type: 'text', text }];
    return field.key === 'values' ? [] : ['values that Terraform computes'];
  });
}

function dedented(heredoc: string): string {
  const lines = heredoc.split('\n').slice(1, -1);
  const depths = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const depth = Math.min(...depths, Number.MAX_SAFE_INTEGER);
  return `${lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0)).join('\n')}\n`;
}

/** `set { name = … value = … }`, or a list of such objects. */
function setOf(fields: readonly Field[]): readonly (ValuesLayer | string)[] {
  const sets = new Map<Scope, { name?: string; value?: Token; isText?: boolean }>();
  for (const { scope, key, value } of fields) {
    if (scope.path.at(-1) !== 'set' || !['name', 'value', 'type'].includes(key)) continue;
    const known = sets.get(scope) ?? {};
    const [token] = value;
    if (key === 'name') known.name = plainText(token) ?? '';
    else if (key === 'type') known.isText = plainText(token) === 'string';
    else if (token !== undefined) known.value = token;
    sets.set(scope, known);
  }
  return [...sets.values()].flatMap(({ name, value, isText }): readonly (ValuesLayer | string)[] => {
    if (name === undefined || name === '' || value === undefined) return [];
    const text =
      plainText(value) ?? (value.type === 'word' && /^(?:true|false|-?\d+)$/.test(value.text) ? value.text : undefined);
    if (text === undefined) return [`the value ${name} that Terraform computes`];
    return [{ type: 'text', text: setValue({ path: name, value: text, isText: isText === true }) }];
  });
}
