import { parseEvents, YAMLException } from 'js-yaml';
import type { YamlDocument } from './nodes.ts';
import { TreeBuilder } from './tree-builder.ts';

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
export function documentRanges(text: string): readonly DocumentRange[] {
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
    else if (text[line] !== '#' && text.slice(line, at).trim() !== '') break;
    at = line;
  }
  return start;
}

/** Whether a UTF-16 unit ends a line to YAML. */
export function isLineBreak(unit: string | undefined): boolean {
  return unit === '\n' || unit === '\r';
}

/** For lines that other parsers take a text is read again; how often, and how many characters in all its documents together. */
const MAX_JOINS = 50;
const MAX_REREAD = 2 * 1024 * 1024;

/** A node takes some 200 bytes, and is written in as few as two characters. */
const MAX_NODES = 2_000_000;

/** Broken documents of a file that are told of one by one. */
const MAX_FAILURES = 1000;

/** What the documents of a text may still cost together. */
interface Budget {
  reread: number;
  /** Absent for a text that is too short to have too many. */
  nodes?: number;
}

function budgetFor({ length }: string): Budget {
  const reread = Math.min(MAX_REREAD, 16 * length + 4096);
  return length > MAX_NODES ? { reread, nodes: MAX_NODES } : { reread };
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
  let text = original;
  if (budget.nodes !== undefined) {
    budget.nodes -= nodesIn(text);
    if (budget.nodes < 0)
      return { ok: false, failure: { offset: base, reason: `it has more than ${MAX_NODES} nodes` } };
  }
  for (let joins = 0; ; joins++) {
    try {
      return {
        ok: true,
        documents: new TreeBuilder(text, original, base).build(parseEvents(text, { maxDepth: MAX_DEPTH })),
      };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = error.mark?.position ?? 0;
      const joined = error.reason === 'deficient indentation' ? joinedAt(text, offset, joins > FEW_JOINS) : undefined;
      if (joined === undefined || joins === MAX_JOINS || budget.reread < 0) {
        return { ok: false, failure: { offset: base + Math.min(offset, original.length), reason: error.reason } };
      }
      budget.reread -= text.length;
      text = joined;
    }
  }
}

/** From here on all lines that close brackets are joined at once: people's tools write all of them alike. */
const FEW_JOINS = 4;

function joinedAt(text: string, offset: number, all: boolean): string | undefined {
  const joined = joinedToLineAbove(text, offset);
  return joined === undefined || !all ? joined : joinedBrackets(joined);
}

/** The text with every line that begins with a closing bracket joined to the line above it, as {@link joinedToLineAbove} does one. */
function joinedBrackets(text: string): string {
  const lines = text.split('\n');
  const breaks = lines.map(() => '\n');
  /** The lines so far that hold more than blanks and comments. */
  const written: number[] = [];
  for (const [index, line] of lines.entries()) {
    const first = line.trimStart()[0];
    if (first === ']' || first === '}') {
      let above = written.at(-1);
      while (above !== undefined) {
        const kept = withoutComment(lines[above] ?? '');
        lines[above] = kept;
        if (kept.trim() !== '') break;
        written.pop();
        above = written.at(-1);
      }
      for (let at = above ?? index; at < index; at++) breaks[at] = ' ';
    }
    if (first !== undefined) written.push(index);
  }
  return lines.map((line, index) => (index === lines.length - 1 ? line : line + (breaks[index] ?? ''))).join('');
}

/**
 * The text with a line's break turned into blanks, so that every offset stays. Inside brackets and quotes both mean the same,
 * and YAML wants such lines indented; kubectl, Helm and Compose do not, and people close brackets at the margin.
 */
function joinedToLineAbove(text: string, offset: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const above = text.slice(0, lineStart).trimEnd().length;
  const lastStart = text.lastIndexOf('\n', above - 1) + 1;
  if (lineStart === 0) return undefined;
  const last = withoutComment(text.slice(lastStart, above));
  return text.slice(0, lastStart) + last + ' '.repeat(lineStart - above) + text.slice(lineStart);
}

/** A line with its comment turned into blanks; `#` between quotes of the line begins none. */
function withoutComment(line: string): string {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const unit = line[at] ?? '';
    const afterBlank = at === 0 || /\s/.test(line[at - 1] ?? '');
    if (quote !== '') {
      if (unit === '\\' && quote === '"') at++;
      else if (unit === quote) quote = '';
    } else if (unit === '#' && afterBlank) return line.slice(0, at) + ' '.repeat(line.length - at);
    else if ((unit === '"' || unit === "'") && (afterBlank || /[[{,:]/.test(line[at - 1] ?? ''))) quote = unit;
  }
  return line;
}
