import { UserError } from '../base/errors.ts';
import { nearest } from '../base/nearest.ts';
import { type SourceFile, sourceFile } from '../manifests/source/source.ts';
import { parseYaml } from '../manifests/yaml/documents.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../manifests/yaml/nodes.ts';
import { LIST_INPUTS, PAIR_INPUTS } from './lists.ts';
import { INPUT_NAMES } from './names.ts';

/**
 * The configuration file: inputs by their names, in YAML (docs/configuration.md). Published as schemas/configuration.schema.json.
 * It may open the gate, so it is read strictly: what is not known, there twice or not as it must be is refused with its line.
 */

/** Where the file usually stands. */
export const USUAL_CONFIGURATION = '.github/acr-artifact-cache.yml';

/** More than anybody writes. Bytes. */
export const MAX_CONFIGURATION_BYTES = 256 * 1024;

/** Inputs that a file of the repository may not say: a secret, and what names the file itself. */
export const NOT_CONFIGURABLE: readonly string[] = ['config', 'github-token'];

export const CONFIGURABLE: readonly string[] = INPUT_NAMES.filter((name) => !NOT_CONFIGURABLE.includes(name));

export interface Configuration {
  /** As people know the file. */
  readonly path: string;
  /** By the input's name: its text as an input would have it, and the line in the file. */
  readonly values: ReadonlyMap<string, { readonly text: string; readonly line: number }>;
}

/**
 * Reads the file.
 * @param path as people know it
 * @throws UserError that names file and line of the first thing that is not as it must be
 */
export function readConfiguration(text: string, path: string): Configuration {
  const source = sourceFile(path, text);
  const parsed = parseYaml(text);
  if (!parsed.ok) throw refused(source, parsed.failure.offset, `it is no YAML: ${parsed.failure.reason}`);
  const [document, second] = parsed.documents;
  if (second !== undefined) throw refused(source, second.root.start, 'it has a second document: write all in one');
  const values = new Map<string, { readonly text: string; readonly line: number }>();
  if (document === undefined || isEmpty(document.root)) return { path, values };
  if (document.root.type !== 'mapping') {
    throw refused(source, document.root.start, 'inputs with their values are expected, such as fail-on: high');
  }
  for (const { key, value } of document.root.entries) {
    const name = nameOf(key, source);
    if (values.has(name)) throw refused(source, key.start, `${JSON.stringify(name)} is there twice. Write it once`);
    values.set(name, { text: textOf(name, value, key, source), line: source.at(Math.max(0, key.start)).line });
  }
  return { path, values };
}

function isEmpty(node: YamlNode): boolean {
  return node.type === 'scalar' && node.value === '';
}

function nameOf(key: YamlNode, source: SourceFile): string {
  const name = key.type === 'scalar' ? key.value : '';
  if (NOT_CONFIGURABLE.includes(name)) {
    throw refused(source, key.start, `${JSON.stringify(name)} is an input of the workflow alone. Take it out`);
  }
  if (CONFIGURABLE.includes(name)) return name;
  const meant = nearest(name, CONFIGURABLE);
  const hint = meant === undefined ? 'docs/inputs.md has them all' : `Did you mean ${meant}`;
  throw refused(source, key.start, `${JSON.stringify(name)} is no input. ${hint}`);
}

function textOf(name: string, value: YamlNode, key: YamlNode, source: SourceFile): string {
  const at = 'start' in value && value.start >= 0 ? value.start : key.start;
  const isList = LIST_INPUTS.some((input) => input === name);
  const isPairs = PAIR_INPUTS.some((input) => input === name);
  switch (value.type) {
    case 'alias':
      throw refused(source, at, `${JSON.stringify(name)} is an alias. Write it out`);
    case 'scalar':
      if (isNothing(value))
        throw refused(source, at, `${JSON.stringify(name)} has no value. Write one, or take it out`);
      return value.value;
    case 'sequence':
      if (!isList)
        throw refused(source, at, `${JSON.stringify(name)} is a list, and takes one value. Write it behind the colon`);
      return listText(
        name,
        value.items.map((item) => itemOf(name, item, at, source)),
      );
    case 'mapping':
      if (!isPairs)
        throw refused(source, at, `${JSON.stringify(name)} is a mapping, and takes ${isList ? 'a list' : 'one value'}`);
      return JSON.stringify(pairsOf(name, value, source));
  }
}

/** Items as an input has them. Acceptances are sentences, one a line. */
function listText(name: string, items: readonly string[]): string {
  return name === 'accept-findings' ? items.join('\n') : JSON.stringify(items);
}

function isNothing({ style, value }: YamlScalar): boolean {
  return value.trim() === '' || (style === 'plain' && /^(?:~|null)$/i.test(value));
}

function itemOf(name: string, item: YamlNode, at: number, source: SourceFile): string {
  if (item.type === 'scalar' && !isNothing(item)) return item.value;
  throw refused(
    source,
    'start' in item && item.start >= 0 ? item.start : at,
    `an item of ${JSON.stringify(name)} is no text. Write one text an item`,
  );
}

function pairsOf(name: string, { entries }: YamlMapping, source: SourceFile): readonly string[] {
  return entries.map(
    ({ key, value }) => `${itemOf(name, key, key.start, source)}=${itemOf(name, value, key.start, source)}`,
  );
}

function refused(source: SourceFile, offset: number, what: string): UserError {
  return new UserError(`Configuration ${source.path}:${source.at(Math.max(0, offset)).line}: ${what}.`);
}
