import type { SourceFile } from '../source/source.ts';
import { type DocumentRange, parseDocuments } from './documents.ts';
import type { YamlDocument, YamlScalar } from './nodes.ts';

/** What a text inside a scalar holds; offsets are the file's, so that it is edited like any other. */
export interface Embedded {
  readonly documents: readonly YamlDocument[];
  /** Parts that did not parse: most long texts are no manifests. */
  readonly unparsable: readonly DocumentRange[];
}

const NOTHING: Embedded = { documents: [], unparsable: [] };

/** The YAML or JSON documents in a scalar whose text is a manifest of its own (a ConfigMap's data, a Workflow's `manifest`). */
export function embeddedDocuments(file: SourceFile, scalar: YamlScalar): readonly YamlDocument[] {
  return embedded(file, scalar).documents;
}

/** The same, with what did not parse. */
export function embedded(file: SourceFile, scalar: YamlScalar): Embedded {
  if (scalar.start < 0) return NOTHING;
  const text = file.text.slice(scalar.start, scalar.end);
  switch (scalar.style) {
    case 'literal':
    case 'folded':
      return blockDocuments(text, scalar.start);
    case 'double':
      return documentsOf(scalar.verbatim ? text : withoutEscapes(text), scalar.start);
    case 'single':
    case 'plain':
      return scalar.verbatim ? documentsOf(text, scalar.start) : NOTHING;
  }
}

/** A block's lines are all indented alike, which YAML takes; only its `---` lines have to be found by hand. */
function blockDocuments(text: string, start: number): Embedded {
  const parts: Embedded[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(/^[ \t]*---(?=\s|$)/gm)) {
    parts.push(documentsOf(text.slice(from, index), start + from));
    from = index + mark.length;
  }
  parts.push(documentsOf(text.slice(from), start + from));
  return {
    documents: parts.flatMap(({ documents }) => documents),
    unparsable: parts.flatMap(({ unparsable }) => unparsable),
  };
}

function documentsOf(text: string, base: number): Embedded {
  const { documents, failures } = parseDocuments(text, base);
  return { documents, unparsable: failures };
}

/**
 * The text of a double-quoted scalar with the commonest escapes undone without moving a character:
 * of `\n` and `\t` the white space stands second, of `\"` the quote stands outside of what it encloses.
 */
function withoutEscapes(text: string): string {
  let quoted = false;
  return text.replace(/\\([\\nrt"/])/g, (written, character: string) => {
    switch (character) {
      case 'n':
        return quoted ? written : ' \n';
      case 'r':
      case 't':
        return quoted ? written : '  ';
      case '"':
        quoted = !quoted;
        return quoted ? ' "' : '" ';
      default:
        return written;
    }
  });
}
