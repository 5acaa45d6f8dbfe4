import { groupBy } from '../../base/grouping.ts';
import { compareTexts } from '../../base/order.ts';
import { nameLength, nameOf, parseReference } from '../../images/reference.ts';
import type { FactBook } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Use } from '../model/use.ts';
import { baseName, directoryOf, joinPath } from '../source/paths.ts';
import type { ChartSource, Delivery, ImageEntry, Kustomization, Rendered } from './facts.ts';
import { Meeting } from './meetings.ts';

/** What came of the uses when every kustomization of the tree was built in thought. */
export interface Builds {
  /** By use: the objects of the cluster that fill variables into it. */
  readonly delivered: ReadonlyMap<Use, ReadonlySet<Delivery>>;
  /** Uses whose image is in what some outermost kustomization builds. */
  readonly effective: ReadonlySet<Use>;
  /** The entries that matched a use, in the order met. */
  readonly matches: ReadonlyMap<Use, ReadonlySet<ImageEntry>>;
  /** Tags and digests of what an entry matched, as they stand (`:1.27`). */
  readonly versions: ReadonlyMap<ImageEntry, ReadonlySet<string>>;
  /** Uses that have to keep their names, with why: a part of one is replaced afterwards, or nobody knows what looks for it. */
  readonly kept: ReadonlyMap<Use, string>;
  /** Entries that may also match what is not in the tree. */
  readonly open: ReadonlySet<ImageEntry>;
  /** The lists that an entry stands in, and those that an image passes, with what else passes them. */
  readonly meetings: ReadonlyMap<ImageEntry, ReadonlySet<Meeting>>;
  readonly passed: ReadonlyMap<Use, ReadonlySet<Meeting>>;
  /** Entries that work on what charts render, with where the images of these stand. */
  readonly rendered: readonly Rendered[];
}

/** An image on its way through a build: what it is called by now, and the use that decided it last. */
interface Item {
  readonly use: Use;
  readonly name: string;
  /** Unknown of what is elsewhere. */
  readonly version: string | undefined;
}

/** What stands in a build's parts as it is; charts are rendered first. */
export const BUILT_KINDS: ReadonlySet<KindName> = new Set(['kubernetes', 'custom-resource', 'kustomize']);

/** Deeper nesting of kustomizations, and more images on the way than this, are no repository's. */
const MAX_DEPTH = 100;
const MAX_STEPS = 2_000_000;

/** Kustomize takes a name for a regular expression (`IsImageMatched` in its api/image/image.go); a dot is meant as one. */
const IS_PATTERN = /[^\w./:@-]/;

/**
 * Builds every outermost kustomization in thought.
 * @returns `undefined` where the tree is too tangled to follow
 */
export function build(uses: readonly Use[], book: FactBook): Builds | undefined {
  return new Builder(uses, book).run();
}

class Builder {
  readonly #byFile: ReadonlyMap<string, readonly Use[]>;
  /** The files that hold uses, sorted. */
  readonly #files: readonly string[];
  readonly #kustomizations: ReadonlyMap<string, readonly [string, Kustomization]>;
  readonly #built = new Map<string, Result>();
  readonly #effective = new Set<Use>();
  readonly #matches = new Map<Use, Set<ImageEntry>>();
  readonly #versions = new Map<ImageEntry, Set<string>>();
  readonly #open = new Set<ImageEntry>();
  readonly #kept = new Map<Use, string>();
  readonly #rendered: Rendered[] = [];
  readonly #meetings = new Map<ImageEntry, Set<Meeting>>();
  readonly #passed = new Map<Use, Set<Meeting>>();
  /** By file of replacements: where one of them cuts images. */
  readonly #cuts: ReadonlyMap<string, string>;
  readonly #deliveries: readonly Delivery[];
  readonly #delivered = new Map<Use, Set<Delivery>>();
  /** What the transformers of a file do. */
  readonly #transformers: ReadonlyMap<string, readonly ImageEntry[]>;
  #steps = 0;

  constructor(uses: readonly Use[], book: FactBook) {
    this.#byFile = groupBy(
      uses.filter(({ part, kind }) => part === 'whole' && BUILT_KINDS.has(kind)),
      ({ file }) => file,
    );
    this.#files = [...this.#byFile.keys()].toSorted(compareTexts);
    this.#kustomizations = new Map(
      book
        .of('kustomization')
        .filter(({ file }) => /^kustomization(?:\.ya?ml)?$/i.test(baseName(file)))
        .map(({ file, fact }) => [directoryOf(file), [file, fact.kustomization]]),
    );
    this.#deliveries = book.of('delivery').map(({ fact }) => fact.delivery);
    this.#cuts = new Map(book.of('cutting-replacements').map(({ file, fact }) => [file, fact.cuts]));
    const transformers = groupBy(book.of('image-transformer'), ({ file }) => file);
    this.#transformers = new Map([...transformers].map(([file, found]) => [file, found.map(({ fact }) => fact.entry)]));
  }

  run(): Builds | undefined {
    const used = new Set<string | undefined>();
    for (const [directory, [, { parts, components }]] of this.#kustomizations)
      for (const part of [...parts, ...components]) used.add(joinPath(directory, part));
    for (const delivery of this.#deliveries) {
      if (this.#steps > MAX_STEPS) return undefined;
      this.#deliver(delivery, used);
    }
    for (const directory of this.#kustomizations.keys()) {
      if (used.has(directory)) continue;
      for (const { use } of this.#directory(directory, 0).items) this.#effective.add(use);
    }
    if (this.#steps > MAX_STEPS) return undefined;
    return {
      kept: this.#kept,
      delivered: this.#delivered,
      effective: this.#effective,
      matches: this.#matches,
      versions: this.#versions,
      open: this.#open,
      rendered: this.#rendered,
      meetings: this.#meetings,
      passed: this.#passed,
    };
  }

  /** What an object of the cluster builds of a directory, and overrides of it: it writes that into the kustomization there. */
  #deliver(delivery: Delivery, used: Set<string | undefined>): void {
    const path = delivery.path === undefined ? undefined : joinPath('', delivery.path);
    for (const component of delivery.components) used.add(joinPath(path ?? '', component));
    used.add(path);
    const own = delivery.own.flatMap(itemsOf);
    const found = path === undefined ? undefined : this.#kustomizations.get(path);
    const plain = path === undefined || found !== undefined ? [] : this.#plain(path);
    const [file, kustomization] = found ?? ['', { ...EMPTY, takesUnseen: plain.length === 0 }];
    const before = { ...NOTHING, items: distinct([...own, ...plain]) };
    const { items } = this.#applied(path ?? '', [file, kustomization], before, 0, delivery);
    for (const { use } of items) {
      if (delivery.substitutes.length > 0) entryOf(this.#delivered, use).add(delivery);
      this.#effective.add(use);
    }
  }

  /** All manifests below a directory that has no kustomization. */
  #plain(directory: string): readonly Item[] {
    const below = directory === '' ? '' : `${directory}/`;
    const uses: Use[] = [];
    for (let at = firstFrom(this.#files, below); this.#files[at]?.startsWith(below) === true; at++) {
      const found = this.#byFile.get(this.#files[at] ?? '') ?? [];
      this.#steps += found.length;
      if (this.#steps > MAX_STEPS) return [];
      for (const use of found) uses.push(use);
    }
    return uses.flatMap(itemsOf);
  }

  /** The entries of the transformers that a kustomization names: files, or directories that hold them. */
  #transformersOf(directory: string, paths: readonly string[]): readonly ImageEntry[] {
    return paths.flatMap((named) => {
      const path = joinPath(directory, named);
      if (path === undefined) return [];
      const [, inner] = this.#kustomizations.get(path) ?? [];
      const files = inner === undefined ? [path] : inner.parts.map((part) => joinPath(path, part) ?? '');
      this.#steps += files.length;
      return files.flatMap((file) => this.#transformers.get(file) ?? []);
    });
  }

  #directory(directory: string, depth: number): Result {
    const known = this.#built.get(directory);
    if (known !== undefined) return known;
    // What is asked for again while it is being built is a cycle, which kustomize refuses.
    this.#built.set(directory, NOTHING);
    const result = this.#apply(directory, NOTHING, depth);
    this.#built.set(directory, result);
    return result;
  }

  /** What a kustomization makes of its parts, together with what was there before (for a component). */
  #apply(directory: string, before: Result, depth: number): Result {
    const found = this.#kustomizations.get(directory);
    if (found === undefined || depth > MAX_DEPTH || this.#steps > MAX_STEPS) return before;
    return this.#applied(directory, found, before, depth);
  }

  /** @param delivery what is written into the kustomization before it is built */
  #applied(
    directory: string,
    [file, kustomization]: readonly [string, Kustomization],
    before: Result,
    depth: number,
    delivery?: Delivery,
  ): Result {
    const items = [...before.items];
    let isOpen = before.isOpen || kustomization.takesUnseen;
    let { cuts } = kustomization;
    const charts = new Set(before.charts);
    if (kustomization.charts !== undefined) {
      const paths = kustomization.charts.flatMap((path) => joinPath(directory, path) ?? []);
      charts.add({ file, paths });
    }
    const add = (more: readonly Item[]) => {
      this.#steps += more.length + 1;
      for (const item of more) items.push(item);
    };
    for (const part of kustomization.parts) {
      const path = joinPath(directory, part);
      if (path === undefined) isOpen = true;
      else if (this.#kustomizations.has(path)) {
        const base = this.#directory(path, depth + 1);
        add(base.items);
        isOpen ||= base.isOpen;
        this.#steps += base.charts.length;
        for (const chart of base.charts) charts.add(chart);
      } else {
        add((this.#byFile.get(path) ?? []).flatMap(itemsOf));
        cuts ??= this.#cuts.get(path);
      }
    }
    let result: Result = { items: distinct(items), isOpen, charts: [...charts] };
    for (const component of [...kustomization.components, ...(delivery?.components ?? [])]) {
      const path = joinPath(directory, component);
      if (path !== undefined && path !== directory) result = this.#apply(path, result, depth + 1);
    }
    const own = (this.#byFile.get(file) ?? []).flatMap(itemsOf);
    const images = withEntries(kustomization.entries, delivery);
    const entries = [...images, ...this.#transformersOf(directory, kustomization.transformers)];
    const isSorted = delivery?.sortsEntries === true;
    const built = this.#transform({ ...result, items: [...result.items, ...own] }, entries, isSorted);
    if (cuts !== undefined)
      for (const { use } of built.items) this.#kept.set(use, `${cuts} replaces or takes a part of it by its place`);
    return built;
  }

  /** Kustomize runs the entries one after the other, so that one may match what another has made. */
  #transform({ items, isOpen, charts }: Result, entries: readonly ImageEntry[], isSorted: boolean): Result {
    this.#steps += items.length + entries.length;
    if (charts.length > 0 && entries.length > 0) this.#rendered.push({ entries, charts });
    if (isOpen) for (const entry of entries) this.#open.add(entry);
    if (entries.length === 0) return { items, isOpen, charts };
    const byName = groupBy([...entries.entries()], ([, { name }]) => name);
    const meeting = new Meeting(entries, isSorted);
    for (const entry of entries) entryOf(this.#meetings, entry).add(meeting);
    const pattern = entries.find(({ name }) => IS_PATTERN.test(name))?.use;
    // Any of them may find what nobody sees, and what that makes goes on.
    const unseen = entries.map((entry, at) => [madeBy(entry, saidIn(entry.name)), at + 1] as const);
    const transformed = [...items.map((item) => [item, 0] as const), ...unseen].map(([item, first]) => {
      let now = item;
      for (let from = first; ; ) {
        meeting.pass(now, from);
        entryOf(this.#passed, now.use).add(meeting);
        if (pattern !== undefined) this.#kept.set(now.use, `${pattern.file}:${pattern.line} finds images by a pattern`);
        const named = matching(byName, now);
        this.#steps += named.length;
        const [index, entry] = named.find(([at]) => at >= from) ?? [];
        if (index === undefined || entry === undefined || this.#steps > MAX_STEPS) return now;
        entryOf(this.#matches, now.use).add(entry);
        if (now.version !== undefined) entryOf(this.#versions, entry).add(now.version);
        now = madeBy(entry, now.version);
        from = index + 1;
      }
    });
    return { items: distinct(transformed), isOpen, charts };
  }
}

/** Items, each once: one entry makes one image of many, of which only the version may differ. */
function distinct(items: readonly Item[]): readonly Item[] {
  const seen = new Map<Use, Set<string>>();
  return items.filter(({ use, name, version }) => {
    const images = entryOf(seen, use);
    const { size } = images;
    return images.add(`${name}\0${version ?? '?'}`).size > size;
  });
}

/** The version that a name is looked for with. */
function saidIn(name: string): string | undefined {
  return name.slice(nameLength(name)) || undefined;
}

/** What an entry makes of an image with a version. */
function madeBy(entry: ImageEntry, version: string | undefined): Item {
  return { use: entry.use, name: entry.newName, version: entry.setsVersion ? versionOf(entry.use) : version };
}

/** The entries that name an image with or without its version, in their order. */
function matching(
  byName: ReadonlyMap<string, readonly (readonly [number, ImageEntry])[]>,
  { name, version }: Item,
): readonly (readonly [number, ImageEntry])[] {
  const plain = byName.get(name) ?? [];
  const versioned = version === undefined || version === '' ? undefined : byName.get(name + version);
  return versioned === undefined ? plain : [...plain, ...versioned].toSorted(([one], [other]) => one - other);
}

/** The index of the first text that is not before another. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTexts(sorted[middle] ?? '', text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Result {
  readonly items: readonly Item[];
  /** Whether it has parts that are not in the tree. */
  readonly isOpen: boolean;
  readonly charts: readonly ChartSource[];
}

/** A directory without a kustomization. */
const EMPTY = { parts: [], components: [], entries: [], transformers: [], charts: undefined } as const;

/** The entries of a kustomization once an object has written its own there: one takes the place of another of its name. */
function withEntries(entries: readonly ImageEntry[], delivery: Delivery | undefined): readonly ImageEntry[] {
  if (delivery === undefined || delivery.entries.length === 0) return entries;
  const byName = new Map([...entries, ...delivery.entries].map((entry) => [entry.name, entry] as const));
  const merged = [...byName.values()];
  return delivery.sortsEntries ? merged.toSorted((one, other) => compareTexts(one.name, other.name)) : merged;
}

const NOTHING: Result = { items: [], isOpen: false, charts: [] };

/** A use as it starts. Of one whose text is not the image (escapes, an alias) any spelling may be what entries see. */
function itemsOf(use: Use): readonly Item[] {
  const length = nameLength(use.text);
  const written = { use, name: use.text.slice(0, length), version: use.text.slice(length) };
  const reference = use.slots.length > 0 || use.image === null ? undefined : parseReference(use.image);
  if (reference === undefined) return [written];
  const name = nameOf(reference);
  const spellings = [name, name.replace(/^docker\.io\//, ''), name.replace(/^docker\.io\/library\//, '')];
  return [written, ...[...new Set(spellings)].map((spelling) => ({ use, name: spelling, version: versionOf(use) }))];
}

/** `:tag@digest` of a use's image. */
function versionOf({ image }: Use): string {
  return image === null ? '' : image.slice(nameLength(image));
}

function entryOf<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  let set = map.get(key);
  if (set === undefined) {
    set = new Set();
    map.set(key, set);
  }
  return set;
}
