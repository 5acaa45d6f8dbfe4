import { factsByLine } from './line-reading.ts';
import type { Fact } from './model/fact.ts';
import type { ManifestKind, Passage, TextKind, YamlKind } from './model/kind.ts';
import { sharedTexts } from './references/shared-texts.ts';
import { baseName, isYamlPath } from './source/paths.ts';
import type { SourceFile } from './source/source.ts';
import {
  documentRanges,
  type ParsedDocuments,
  parseDocuments,
  parseRanges,
  type YamlFailure,
} from './yaml/documents.ts';
import { blankJsonComments } from './yaml/json-comments.ts';

/** The kinds by how they read, so that they are told apart once and not for every file. */
export interface KindTable {
  readonly text: readonly TextKind[];
  readonly yaml: readonly YamlKind[];
  /** General kinds first: they say of most texts with an image that they may hold one. */
  readonly marked: readonly YamlKind[];
  /** What no text without a name is without, if some kind may want it. */
  readonly marks: RegExp;
  /** Whether texts that can hold nothing are passed over unparsed. The uses are the same either way. */
  readonly skips: boolean;
}

export function kindTable(kinds: readonly ManifestKind[], skips: boolean): KindTable {
  const yaml = kinds.filter((kind) => kind.format === 'yaml');
  const marks = [...new Set(yaml.flatMap((kind) => kind.marks?.map(({ source }) => source) ?? []))];
  return {
    text: kinds.filter((kind) => kind.format === 'text'),
    yaml,
    marked: yaml.filter((kind) => kind.marks !== undefined).toReversed(),
    marks: marks.length === 0 ? /(?!)/ : new RegExp(marks.join('|')),
    skips,
  };
}

/** Kustomize also looks for a file of its own name, without an extension. */
function isParsed(path: string): boolean {
  return isYamlPath(path) || /\.json$|(?:^|\/)Kustomization$/i.test(path);
}

/** Whether some kind reads files of this path. */
export function isRead(path: string, { text }: KindTable): boolean {
  return isParsed(path) || text.some((kind) => kind.recognises(path));
}

/** The longest line with an interpreter that systems take is as long (https://man7.org/linux/man-pages/man2/execve.2.html#NOTES). */
export const MAX_BEGINNING_BYTES = 256;

/** Whether the first bytes of a file tell if some kind reads it, since its name does not. */
export function isReadByBeginning(path: string, table: KindTable): boolean {
  return !(baseName(path).includes('.') || isRead(path, table));
}

/** Whether some kind reads a file without a name of its own that begins like this. */
export function isBeginning(bytes: Uint8Array, table: KindTable): boolean {
  // Most files of such names are no scripts: licences, programs.
  return (
    bytes[0] !== 0 && beginningKind(Buffer.from(bytes.subarray(0, MAX_BEGINNING_BYTES)).toString(), table) !== undefined
  );
}

function beginningKind(beginning: string, { text }: KindTable): TextKind | undefined {
  return text.find((kind) => kind.begins?.(beginning) === true);
}

/** What one file tells. */
export function extractFile(file: SourceFile, table: KindTable): readonly Fact[] {
  const named = table.text.filter((kind) => kind.recognises(file.path));
  const text =
    named.length === 0 && isReadByBeginning(file.path, table)
      ? beginningKind(file.text.slice(0, MAX_BEGINNING_BYTES), table)
      : named.find((kind) => kind.accepts?.(file) ?? true);
  if (text !== undefined) return text.extract(file);
  if (named.length > 0 && !isParsed(file.path)) return [];
  return yamlFacts(file, table);
}

function yamlFacts(file: SourceFile, table: KindTable): readonly Fact[] {
  const { documents, failures } = documentsOf(file, table);
  const yaml = { ...file, documents };
  const facts: Fact[] = [];
  for (const document of documents) {
    const kind = table.yaml.find((candidate) => candidate.recognises(document, yaml));
    if (kind === undefined) continue;
    for (const fact of kind.extract(document, yaml)) facts.push(fact);
    for (const shared of sharedTexts(document)) facts.push({ type: 'shared-text', ...shared });
  }
  for (const failure of failures) {
    const extracted = table.yaml
      .map((kind) => kind.extractUnparsable?.(failure, file))
      .find((found) => found !== undefined);
    const told = extracted ?? factsByLine(failure, file, table.yaml) ?? [failureFact(file, failure)];
    for (const fact of told) facts.push(fact);
  }
  return facts;
}

function documentsOf({ path, text }: SourceFile, table: KindTable): ParsedDocuments {
  if (!table.skips) return isJsonPath(path) ? parseJson(text) : parseDocuments(text);
  const named = table.yaml.filter((kind) => kind.isNamed?.(path) === true);
  if (isJsonPath(path)) return mayHoldImages({ path, text }, named, table) ? parseJson(text) : NOTHING;
  const wanted = documentRanges(text).filter(({ start, end }) => {
    const document = text.slice(start, end);
    return !isSchema(document) && mayHoldImages({ path, text: document }, named, table);
  });
  return parseRanges(text, wanted);
}

/** JSON as editors and tools take it: with comments. */
function parseJson(text: string): ParsedDocuments {
  const parsed = parseDocuments(text);
  return parsed.failures.length === 0 ? parsed : parseDocuments(blankJsonComments(text));
}

function isJsonPath(path: string): boolean {
  return /\.json$/i.test(path);
}

const NOTHING: ParsedDocuments = { documents: [], failures: [] };

/** Whether a file or a document may tell anything to any kind. */
function mayHoldImages(passage: Passage, named: readonly YamlKind[], { marked, marks }: KindTable): boolean {
  const { text } = passage;
  const asked = marks.test(text) ? [...named, ...marked] : named;
  return asked.some((kind) => kind.mayHoldImages?.(passage) ?? true) || (text.includes('\\') && HIDDEN.test(text));
}

/** Escapes that may stand for letters. */
const HIDDEN = /\\[xuU/\r\n]/;

/**
 * A document that begins by saying that it defines a kind of object. Such are the bulk of many repositories, and hold no images.
 * Further down the same line may be a part of some text, in an object that is deployed.
 */
const SCHEMA =
  /^\uFEFF?(?:(?:---)?[ \t]*(?:#[^\r\n\u0085\u2028\u2029]*)?\r?\n|apiVersion: [\w./-]+[ \t]*\r?\n)*kind: CustomResourceDefinition[ \t]*(?:\r?\n|$)/;

function isSchema(text: string): boolean {
  return SCHEMA.test(text);
}

function failureFact(file: SourceFile, { offset, reason }: YamlFailure): Fact {
  return { type: 'warning', warning: { file: file.path, line: file.at(offset).line, reason } };
}
