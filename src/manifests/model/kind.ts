import type { SourceFile } from '../source/source.ts';
import type { DocumentRange, YamlFailure } from '../yaml/documents.ts';
import type { YamlDocument } from '../yaml/nodes.ts';
import type { Fact, FactBook } from './fact.ts';
import type { Use } from './use.ts';

/**
 * A kind of manifest: two pure phases.
 * `extract` sees one file (or one YAML document) and tells what stands in it.
 * `resolve` sees the facts of all files and makes uses of those that need another file to be understood.
 */
export type ManifestKind = YamlKind | TextKind;

/** A kind whose files are YAML or JSON. A document goes to the first kind in the list that recognises it. */
export interface YamlKind extends Phases {
  readonly format: 'yaml';
  /** Whether {@link mayHoldImages} is to be asked of a file whatever stands in it. */
  readonly isNamed?: (path: string) => boolean;
  /**
   * One of these is in every text that {@link mayHoldImages} takes of other files. Without flags: the marks of all kinds
   * together are one pattern, by which most texts are passed over.
   */
  readonly marks?: readonly RegExp[];
  /**
   * False only for a file, or a document of one, that can tell nothing to this kind: what no kind wants is not parsed.
   * Letters count as written; texts that may hide them in escapes are parsed whatever this says. Absent where the name says all.
   */
  readonly mayHoldImages?: (passage: Passage) => boolean;
  readonly recognises: (document: YamlDocument, file: YamlFile) => boolean;
  readonly extract: (document: YamlDocument, file: YamlFile) => readonly Fact[];
  /**
   * For kinds whose files may hold what no YAML parser takes (Helm templates): called with a range that did not parse.
   * @returns `undefined` where the range is not of this kind, so that the failure becomes a warning.
   */
  readonly extractUnparsable?: (range: DocumentRange & YamlFailure, file: SourceFile) => readonly Fact[] | undefined;
}

/** A file's text, or that of one of its documents. */
export type Passage = Pick<SourceFile, 'path' | 'text'>;

/** A kind with a syntax of its own; a file goes to the first kind in the list whose names it has. */
export interface TextKind extends Phases {
  readonly format: 'text';
  /** By path alone, so that files of no kind are never read. */
  readonly recognises: (path: string) => boolean;
  /**
   * For files whose name has no extension and is none that a kind knows: whether a text that begins like this is of this kind.
   * At most `MAX_BEGINNING_BYTES` are read to tell.
   */
  readonly begins?: (beginning: string) => boolean;
  /** For names that files of other kinds have too: whether the content is of this kind. */
  readonly accepts?: (file: SourceFile) => boolean;
  readonly extract: (file: SourceFile) => readonly Fact[];
}

interface Phases {
  readonly name: string;
  /** Uses that need the facts of several files. A use that is known from one file is a fact of its own. */
  readonly resolve?: (book: FactBook) => readonly Use[];
  /** Changes uses in the light of others: what an overlay overrides. Called after every kind has resolved. */
  readonly revise?: (uses: readonly Use[], book: FactBook) => readonly Use[];
}

export interface YamlFile extends SourceFile {
  readonly documents: readonly YamlDocument[];
}
