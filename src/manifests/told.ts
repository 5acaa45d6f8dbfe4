import { extractFile, type KindTable } from './extract.ts';
import { fluxMarkers } from './flux-markers.ts';
import { type Ignores, ignoresOf } from './ignore.ts';
import { joinedNames } from './joined-names.ts';
import type { Fact } from './model/fact.ts';
import { MAX_TOLD } from './references/literal-use.ts';
import { type SourceFile, sourceFile } from './source/source.ts';
import { type NamedPaths, namedPaths } from './test-paths.ts';
import { watchedNames } from './watched-names.ts';

/** What one file tells by itself: a function of its path and its text, of which nobody changes anything. */
export interface Told {
  readonly facts: readonly Fact[];
  readonly ignores: Ignores | undefined;
  /** `unasked` where its tree has nothing that may be of tests, so that nobody asks what names such. */
  readonly names: NamedPaths | 'unasked' | undefined;
}

/** Reads one file. */
export function toldBy(path: string, text: string, table: KindTable, asksForNames: boolean): Told {
  const file = sourceFile(path, text);
  const told = [...fluxMarkers(file), ...watchedNames(file), ...extractFile(file, table)];
  const facts = withinReason(file, told);
  return {
    facts: [...facts, ...joinedNames(file, facts)],
    ignores: ignoresOf(file),
    names: asksForNames ? namedPaths(file) : 'unasked',
  };
}

function withinReason({ path }: SourceFile, told: readonly Fact[]): readonly Fact[] {
  if (told.length <= MAX_TOLD) return told;
  const reason = `it names more than ${MAX_TOLD} images and other things; those behind are not told of`;
  return [...told.slice(0, MAX_TOLD), { type: 'warning', warning: { file: path, line: 1, reason } }];
}

/** What a file of a tree told, with its text where that told anything. */
export interface ToldFile {
  readonly told: Told;
  readonly text: string | undefined;
}

/**
 * What the files of one tree told, by path and content, so that a second tree reads and parses only what is not the same in both.
 * For scans with the same kinds.
 */
export class ToldFiles {
  readonly #blobId: (bytes: Uint8Array) => string;
  readonly #known = new Map<string, ToldFile & { readonly blob: string }>();

  /** @param blobId git's name for bytes: to git, what has the same name is the same file */
  constructor(blobId: (bytes: Uint8Array) => string) {
    this.#blobId = blobId;
  }

  keep(path: string, bytes: Uint8Array, file: ToldFile): void {
    this.#known.set(path, { ...file, blob: this.#blobId(bytes) });
  }

  /** @param needsNames whether it must be known which paths the file names */
  get(path: string, blob: string, needsNames: boolean): ToldFile | undefined {
    const file = this.#known.get(path);
    if (file?.blob !== blob) return undefined;
    return needsNames && file.told.names === 'unasked' ? undefined : file;
  }
}
