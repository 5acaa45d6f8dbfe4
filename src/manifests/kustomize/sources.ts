import { groupBy } from '../../base/grouping.ts';
import { compareTexts } from '../../base/order.ts';
import { countBefore } from '../../base/sorted.ts';
import type { Fact, FactBook, FiledFact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Part, Use } from '../model/use.ts';
import { baseName, directoryOf, joinPath } from '../source/paths.ts';
import type { ImageEntry, Kustomization, PatchImages, Replacing } from './facts.ts';

/** What stands in a build's parts as it is; charts are rendered first. */
export const BUILT_KINDS: ReadonlySet<KindName> = new Set(['kubernetes', 'custom-resource', 'kustomize']);

/** What may hold an image as a text. */
const TEXT_KINDS: ReadonlySet<KindName> = new Set(['kubernetes', 'custom-resource', 'kustomize', 'other']);

const TEXT_PARTS: ReadonlySet<Part> = new Set(['whole', 'arg', 'env']);

/** Whether kustomize finds a kustomization by this path. */
export function isKustomizationPath(path: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(baseName(path));
}

/** A kustomization, with the file that it stands in: its paths are from the top, and what is outside of the tree is not seen. */
export interface Source extends Kustomization {
  readonly file: string;
}

/** What a kustomization's transformers do, which run after its entries. */
export interface Late extends PatchImages {
  readonly entries: readonly ImageEntry[];
  readonly replacing: readonly Replacing[];
}

/** What the files of a tree hold that kustomizations build from. */
export class Sources {
  /** By directory. */
  readonly kustomizations: ReadonlyMap<string, Source>;
  readonly #images: ReadonlyMap<string, readonly Use[]>;
  /** Texts that may be images. */
  readonly #texts: ReadonlyMap<string, readonly Use[]>;
  /** What patches expect to find. */
  readonly #tests: ReadonlyMap<string, readonly Use[]>;
  readonly #replacing: ReadonlyMap<string, readonly Replacing[]>;
  /** The files that the transformer in a file names. */
  readonly #patchPaths: ReadonlyMap<string, readonly string[]>;
  readonly #transformers: ReadonlyMap<string, readonly ImageEntry[]>;
  /** The files that hold images, sorted. */
  readonly #files: readonly string[];

  constructor(uses: readonly Use[], book: FactBook) {
    this.#tests = fileMap(book.of('tested-image'), ({ use }) => [use]);
    this.#replacing = fileMap(book.of('replacements'), ({ replacing }) => [replacing]);
    this.#patchPaths = fileMap(book.of('patch-transformer'), ({ paths }) => paths);
    this.#transformers = fileMap(book.of('image-transformer'), ({ entry }) => [entry]);
    const kustomizations = book.of('kustomization').map(({ fact }) => fact.kustomization);
    // What is put later, or only looked for, is no image that is built from the beginning.
    const aside = new Set([
      ...[...this.#tests.values()].flat(),
      ...kustomizations.flatMap(({ tests, late }) => [...tests, ...late.puts, ...late.tests]),
    ]);
    const isBuilt = ({ part, kind }: Use) => part === 'whole' && BUILT_KINDS.has(kind);
    this.#images = groupBy(
      uses.filter((use) => isBuilt(use) && !aside.has(use)),
      ({ file }) => file,
    );
    const texts = uses.filter((use) => !isBuilt(use) && TEXT_KINDS.has(use.kind) && TEXT_PARTS.has(use.part));
    this.#texts = groupBy(texts, ({ file }) => file);
    this.#files = [...this.#images.keys()].toSorted(compareTexts);
    const found = new Map<string, Source>();
    for (const { file, fact } of book.of('kustomization'))
      if (isKustomizationPath(file)) found.set(directoryOf(file), fromTop(file, fact.kustomization));
    this.kustomizations = found;
  }

  kustomizationAt(directory: string | undefined): Source | undefined {
    const known: ReadonlyMap<string | undefined, Source> = this.kustomizations;
    return known.get(directory);
  }

  imagesIn(file: string): readonly Use[] {
    return this.#images.get(file) ?? NONE;
  }

  textsIn(file: string): readonly Use[] {
    return this.#texts.get(file) ?? NONE;
  }

  testsIn(file: string): readonly Use[] {
    return this.#tests.get(file) ?? NONE;
  }

  replacingIn(file: string): readonly Replacing[] {
    return this.#replacing.get(file) ?? NONE;
  }

  /** The images of all files below a directory. */
  imagesBelow(directory: string): readonly Use[] {
    const below = directory === '' ? '' : `${directory}/`;
    const uses: Use[] = [];
    const first = countBefore(this.#files, (file) => compareTexts(file, below) < 0);
    for (let at = first; this.#files[at]?.startsWith(below) === true; at++) {
      for (const use of this.imagesIn(this.#files[at] ?? '')) uses.push(use);
    }
    return uses;
  }

  /** What the transformers do that a kustomization names: files, or directories that hold them. */
  transformersOf({ file, transformers, lateEntries, late }: Source): Late {
    const files = transformers.flatMap((path) => this.kustomizationAt(path)?.parts ?? [path]);
    const patches = files.flatMap((path) => this.#patchPaths.get(path) ?? NONE);
    const all = [...files, ...pathsFrom(directoryOf(file), patches)];
    return {
      entries: [...lateEntries, ...files.flatMap((path) => this.#transformers.get(path) ?? NONE)],
      puts: [...late.puts, ...all.flatMap((path) => this.imagesIn(path))],
      tests: [...late.tests, ...all.flatMap((path) => this.testsIn(path))],
      replacing: all.flatMap((path) => this.replacingIn(path)),
    };
  }
}

function fromTop(file: string, kustomization: Kustomization): Source {
  const directory = directoryOf(file);
  const { parts, components, patches, transformers, charts, takesUnseen } = kustomization;
  const needed = [...parts, ...components];
  return {
    ...kustomization,
    file,
    parts: pathsFrom(directory, parts),
    components: pathsFrom(directory, components),
    patches: pathsFrom(directory, patches),
    transformers: pathsFrom(directory, transformers),
    charts: charts === undefined ? undefined : pathsFrom(directory, charts),
    takesUnseen: takesUnseen || pathsFrom(directory, needed).length < needed.length,
  };
}

/** Paths from the top; without those outside of the tree. */
function pathsFrom(directory: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => joinPath(directory, path) ?? NONE);
}

const NONE: readonly never[] = [];

/** What the facts of each file tell, together. */
function fileMap<T extends Fact['type'], Told>(
  facts: readonly FiledFact<T>[],
  told: (fact: FiledFact<T>['fact']) => readonly Told[],
): ReadonlyMap<string, readonly Told[]> {
  const byFile = groupBy(facts, ({ file }) => file);
  return new Map([...byFile].map(([file, found]) => [file, found.flatMap(({ fact }) => told(fact))]));
}
