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

/** What a kustomization's transformers do, which run after its entries. */
export interface Late extends PatchImages {
  readonly entries: readonly ImageEntry[];
  readonly replacing: readonly Replacing[];
}

/** What the files of a tree hold that kustomizations build from. */
export class Sources {
  /** By directory: the kustomization there and the file that it stands in. */
  readonly kustomizations: ReadonlyMap<string, readonly [string, Kustomization]>;
  readonly #images: ReadonlyMap<string, readonly Use[]>;
  /** Where something takes them: texts that may be images. */
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
    const replaces = this.#replacing.size > 0 || kustomizations.some(({ replacing }) => replacing !== undefined);
    const texts = replaces
      ? uses.filter((use) => !isBuilt(use) && TEXT_KINDS.has(use.kind) && TEXT_PARTS.has(use.part))
      : [];
    this.#texts = groupBy(texts, ({ file }) => file);
    this.#files = [...this.#images.keys()].toSorted(compareTexts);
    this.kustomizations = new Map(
      book
        .of('kustomization')
        .filter(({ file }) => isKustomizationPath(file))
        .map(({ file, fact }) => [directoryOf(file), [file, fact.kustomization]]),
    );
  }

  imagesIn(file: string): readonly Use[] {
    return this.#images.get(file) ?? [];
  }

  textsIn(file: string): readonly Use[] {
    return this.#texts.get(file) ?? [];
  }

  testsIn(file: string): readonly Use[] {
    return this.#tests.get(file) ?? [];
  }

  replacingIn(file: string): readonly Replacing[] {
    return this.#replacing.get(file) ?? [];
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
  transformersOf(directory: string, { transformers, lateEntries, late }: Kustomization): Late {
    const files = transformers.flatMap((named) => {
      const path = joinPath(directory, named);
      if (path === undefined) return [];
      const [, inner] = this.kustomizations.get(path) ?? [];
      return inner === undefined ? [path] : inner.parts.flatMap((part) => joinPath(path, part) ?? []);
    });
    const patches = files.flatMap((file) => this.#patchPaths.get(file) ?? []);
    const all = [...files, ...patches.flatMap((path) => joinPath(directory, path) ?? [])];
    return {
      entries: [...lateEntries, ...files.flatMap((file) => this.#transformers.get(file) ?? [])],
      puts: [...late.puts, ...all.flatMap((file) => this.imagesIn(file))],
      tests: [...late.tests, ...all.flatMap((file) => this.testsIn(file))],
      replacing: all.flatMap((file) => this.replacingIn(file)),
    };
  }
}

/** What the facts of each file tell, together. */
function fileMap<T extends Fact['type'], Told>(
  facts: readonly FiledFact<T>[],
  told: (fact: FiledFact<T>['fact']) => readonly Told[],
): ReadonlyMap<string, readonly Told[]> {
  const byFile = groupBy(facts, ({ file }) => file);
  return new Map([...byFile].map(([file, found]) => [file, found.flatMap(({ fact }) => told(fact))]));
}
