import { parseEvents, YAMLException } from 'js-yaml';
import { flattened } from './flattened.ts';
import type { YamlDocument } from './nodes.ts';
import { type Source, TreeBuilder } from './tree-builder.ts';

export interface YamlFailure {
  /** Offset at which parsing stopped. */
  readonly offset: number;
  readonly reason: string;
}

export type YamlResult =
  | { readonly ok: true; readonly documents: readonly YamlDocument[] }
  | { readonly ok: false; readonly failure: YamlFailure };

/** Real manifests nest some 30 deep; beyond this a file is an attack or an accident. */
const MAX_DEPTH = 200;

/** Parses a whole stream; one document that does not parse fails it all. {@link parseDocuments} goes on with the others. */
export function parseYaml(text: string, base = 0): YamlResult {
  return parsePart(text, base, budgetFor(text));
}

/** The documents that could be parsed, and those that could not. */
export interface ParsedDocuments {
  readonly documents: readonly YamlDocument[];
  readonly failures: readonly (YamlFailure & DocumentRange)[];
}

/**
 * Parses every document that can be parsed, and tells of the others.
 * @param base what is added to every offset, for a text that is part of another
 */
export function parseDocuments(text: string, base = 0): ParsedDocuments {
  return parseRanges(text, documentRanges(text), base);
}

/** Parses some of the documents of a text, each on its own: one that is broken costs the others nothing. */
export function parseRanges(text: string, ranges: readonly DocumentRange[], base = 0): ParsedDocuments {
  const documents: YamlDocument[] = [];
  const failures: (YamlFailure & DocumentRange)[] = [];
  const budget = budgetFor(text);
  const last = ranges.at(-1)?.end ?? 0;
  for (const { start, end } of ranges) {
    if (failures.length === MAX_FAILURES) {
      const reason = 'it is not parsed, for too many documents before it could not be';
      failures.push({ offset: base + start, reason, start: base + start, end: base + last });
      break;
    }
    const part = parsePart(text.slice(start, end), base + start, budget);
    if (part.ok) for (const document of part.documents) documents.push(document);
    else {
      const isLast = (budget.nodes ?? 0) < 0;
      failures.push({ ...part.failure, start: base + start, end: base + (isLast ? last : end) });
      if (isLast) break;
    }
  }
  return { documents, failures };
}

export interface DocumentRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Where the documents of a stream stand, by its `---` lines and the directives above them alone. */
export function documentRanges(original: string): readonly DocumentRange[] {
  const text = withPlainBreaks(original);
  const starts = [0];
  for (const { index } of text.matchAll(/[\r\n]---(?=\s|$)/g)) {
    const start = directivesAbove(text, starts.at(-1) ?? 0, index + 1);
    if (start > 0) starts.push(start);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

/** Where the directives (`%TAG …`) before a `---` line begin; the line itself where there are none. */
function directivesAbove(text: string, from: number, mark: number): number {
  let start = mark;
  for (let at = mark; at > from; ) {
    let line = at - 1;
    while (line > from && !isLineBreak(text[line - 1])) line--;
    if (text[line] === '%') start = line;
    else if (!/^\s*(?:#|$)/.test(text.slice(line, at))) break;
    at = line;
  }
  return start;
}

/** Whether a UTF-16 unit ends a line to YAML. */
export function isLineBreak(unit: string | undefined): boolean {
  return unit === '\n' || unit === '\r';
}

/** A node takes some 200 bytes, and is written in as few as two characters. */
const MAX_NODES = 2_000_000;

/** Broken documents of a file that are told of one by one. */
const MAX_FAILURES = 1000;

/** How many nodes the documents of a text may still have together; absent for a text that is too short to have too many. */
interface Budget {
  nodes?: number;
}

function budgetFor({ length }: string): Budget {
  return length > MAX_NODES ? { nodes: MAX_NODES } : {};
}

/** About how many nodes a text has, should it be YAML, by the marks that part them. A document counts for some. */
function nodesIn(text: string): number {
  let count = 8;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case LINE_FEED:
      case CARRIAGE_RETURN:
      case COMMA:
      case COLON:
      case BRACKET:
      case BRACE:
        count++;
        break;
      case DASH:
        if (text[at + 1] === ' ') count++;
        break;
    }
  }
  return count;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COMMA = 0x2c;
const DASH = 0x2d;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BRACE = 0x7b;

function parsePart(original: string, base: number, budget: Budget): YamlResult {
  if (budget.nodes !== undefined) {
    budget.nodes -= nodesIn(original);
    if (budget.nodes < 0)
      return { ok: false, failure: { offset: base, reason: `it has more than ${MAX_NODES} nodes` } };
  }
  const written = withPlainBreaks(original);
  const first = attempt(written, { original, written, base });
  if (first.ok) return first;
  const flat = flattened(written);
  return flat === written ? first : attempt(flat, { original, written, base });
}

/** Parses a text that has the same characters at the same places as what stands in the file, but for breaks and blanks. */
function attempt(text: string, source: Source): YamlResult {
  try {
    return { ok: true, documents: new TreeBuilder(text, source).build(parseEvents(text, { maxDepth: MAX_DEPTH })) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const offset = source.base + Math.min(error.mark?.position ?? 0, text.length);
    return { ok: false, failure: { offset, reason: error.reason } };
  }
}

/**
 * The text with each break of lines as YAML 1.2 has them. To libyaml, which reads YAML 1.1, three more characters end a line
 * (https://yaml.org/spec/1.1/#id871136), also that of a comment, and a byte order mark may begin any line.
 */
function withPlainBreaks(text: string): string {
  if (!OLD_BREAKS.some((mark) => text.includes(mark))) return text;
  return text.replace(/[\u0085\u2028\u2029]/g, '\n').replace(/(?<=[\r\n])\uFEFF/g, ' ');
}

/** Asked one by one: of a text that has no such letters at all, as nearly all have none, V8 knows that without reading it. */
const OLD_BREAKS = ['\u0085', '\u2028', '\u2029', '\uFEFF'];
