import { groupBy, setAt } from '../../base/grouping.ts';
import { compareTexts } from '../../base/order.ts';
import { countBefore } from '../../base/sorted.ts';
import type { Fact, FactBook, FiledFact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Part, Use } from '../model/use.ts';
import { baseName, directoryOf, joinPath } from '../source/paths.ts';
import type { ChartSource, Delivery, ImageEntry, Kustomization, PatchImages, Rendered, Replacing } from './facts.ts';
import { distinct, firstMatching, type IndexedEntry, type Item, itemsOf, madeBy, saidIn, unfoundOf } from './items.ts';
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
  /** What patches expect to find, by the use that they find it in. */
  readonly tested: ReadonlyMap<Use, ReadonlySet<Use>>;
  /** Entries that may also match what is not in the tree. */
  readonly open: ReadonlySet<ImageEntry>;
  /** The lists that an entry stands in, and those that an image passes, with what else passes them. */
  readonly meetings: ReadonlyMap<ImageEntry, ReadonlySet<Meeting>>;
  readonly passed: ReadonlyMap<Use, ReadonlySet<Meeting>>;
  /** Entries that work on what charts render, with where the images of these stand. */
  readonly rendered: readonly Rendered[];
}

/** What stands in a build's parts as it is; charts are rendered first. */
export const BUILT_KINDS: ReadonlySet<KindName> = new Set(['kubernetes', 'custom-resource', 'kustomize']);

/** What may hold an image as a text. */
const TEXT_KINDS: ReadonlySet<KindName> = new Set(['kubernetes', 'custom-resource', 'kustomize', 'other']);

const TEXT_PARTS: ReadonlySet<Part> = new Set(['whole', 'arg', 'env']);

export const TESTED_ELSEWHERE = 'a patch looks for it in what may not be in the tree';

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
  readonly #tested = new Map<Use, Set<Use>>();
  /** By file: what its patches expect to find, what its replacements do, and which files the transformer there names. */
  readonly #tests: ReadonlyMap<string, readonly Use[]>;
  readonly #replacing: ReadonlyMap<string, Replacing>;
  readonly #patchPaths: ReadonlyMap<string, readonly string[]>;
  /** By file, where something takes them: texts that may be images. */
  readonly #textsByFile: ReadonlyMap<string, readonly Use[]>;
  readonly #deliveries: readonly Delivery[];
  readonly #delivered = new Map<Use, Set<Delivery>>();
  /** What the transformers of a file do. */
  readonly #transformers: ReadonlyMap<string, readonly ImageEntry[]>;
  /** Whether what is built is deployed otherwise. */
  #isAside = false;
  #steps = 0;

  constructor(uses: readonly Use[], book: FactBook) {
    this.#tests = fileMap(book.of('tested-image'), ({ use }) => [use]);
    this.#replacing = new Map(book.of('replacements').map(({ file, fact }) => [file, fact.replacing]));
    this.#patchPaths = fileMap(book.of('patch-transformer'), ({ paths }) => paths);
    const kustomizations = book.of('kustomization').map(({ fact }) => fact.kustomization);
    // What is put later, or only looked for, is no image that is built from the beginning.
    const aside = new Set([
      ...[...this.#tests.values()].flat(),
      ...kustomizations.flatMap(({ tests, late }) => [...tests, ...late.puts, ...late.tests]),
    ]);
    const isBuilt = ({ part, kind }: Use) => part === 'whole' && BUILT_KINDS.has(kind);
    this.#byFile = groupBy(
      uses.filter((use) => isBuilt(use) && !aside.has(use)),
      ({ file }) => file,
    );
    const replaces = this.#replacing.size > 0 || kustomizations.some(({ replacing }) => replacing !== undefined);
    const texts = replaces
      ? uses.filter((use) => !isBuilt(use) && TEXT_KINDS.has(use.kind) && TEXT_PARTS.has(use.part))
      : [];
    this.#textsByFile = groupBy(texts, ({ file }) => file);
    this.#files = [...this.#byFile.keys()].toSorted(compareTexts);
    this.#kustomizations = new Map(
      book
        .of('kustomization')
        .filter(({ file }) => /^kustomization(?:\.ya?ml)?$/i.test(baseName(file)))
        .map(({ file, fact }) => [directoryOf(file), [file, fact.kustomization]]),
    );
    this.#deliveries = book.of('delivery').map(({ fact }) => fact.delivery);
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
      for (const { use, isMissed } of this.#directory(directory, 0).items)
        if (isMissed !== true) this.#effective.add(use);
    }
    // What an object builds nobody else deploys; who builds it by hand is to find what he found all the same.
    this.#isAside = true;
    for (const { path } of this.#deliveries) if (path !== undefined) this.#directory(joinPath('', path) ?? '', 0);
    if (this.#steps > MAX_STEPS) return undefined;
    return {
      kept: this.#kept,
      tested: this.#tested,
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
    const found = path === undefined ? undefined : this.#kustomizations.get(path);
    const plain = path === undefined || found !== undefined ? [] : this.#plain(path);
    const [file, kustomization] = found ?? ['', { ...EMPTY, takesUnseen: plain.length === 0 }];
    const before = { ...NOTHING, items: distinct(plain) };
    const { items } = this.#applied(path ?? '', [file, kustomization], before, 0, delivery);
    for (const { use, isMissed } of items) {
      if (delivery.substitutes.length > 0) setAt(this.#delivered, use).add(delivery);
      if (isMissed !== true) this.#effective.add(use);
    }
  }

  /** All manifests below a directory that has no kustomization. */
  #plain(directory: string): readonly Item[] {
    const below = directory === '' ? '' : `${directory}/`;
    const uses: Use[] = [];
    const first = countBefore(this.#files, (file) => compareTexts(file, below) < 0);
    for (let at = first; this.#files[at]?.startsWith(below) === true; at++) {
      const found = this.#byFile.get(this.#files[at] ?? '') ?? [];
      this.#steps += found.length;
      if (this.#steps > MAX_STEPS) return [];
      for (const use of found) uses.push(use);
    }
    return uses.flatMap(itemsOf);
  }

  /** What the transformers do that a kustomization names: files, or directories that hold them. */
  #transformersOf(directory: string, { transformers, lateEntries, late }: Kustomization): Late {
    const files = transformers.flatMap((named) => {
      const path = joinPath(directory, named);
      if (path === undefined) return [];
      const [, inner] = this.#kustomizations.get(path) ?? [];
      return inner === undefined ? [path] : inner.parts.map((part) => joinPath(path, part) ?? '');
    });
    const patches = files.flatMap((file) => this.#patchPaths.get(file) ?? []);
    const all = [...files, ...patches.map((path) => joinPath(directory, path) ?? '')];
    this.#steps += all.length;
    return {
      entries: [...lateEntries, ...files.flatMap((file) => this.#transformers.get(file) ?? [])],
      puts: [...late.puts, ...all.flatMap((file) => this.#byFile.get(file) ?? [])],
      tests: [...late.tests, ...all.flatMap((file) => this.#tests.get(file) ?? [])],
      replacing: all.flatMap((file) => this.#replacing.get(file) ?? []),
    };
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
    const together = this.#together(directory, file, kustomization, before, depth);
    let result: Result = { ...together, items: distinct(together.items) };
    for (const component of [...kustomization.components, ...(delivery?.components ?? [])]) {
      const path = joinPath(directory, component);
      if (path !== undefined && path !== directory) result = this.#apply(path, result, depth + 1);
    }
    const patches = [file, ...kustomization.patches.flatMap((path) => joinPath(directory, path) ?? [])];
    const own = [...patches.flatMap((path) => this.#byFile.get(path) ?? []), ...(delivery?.own ?? [])];
    const texts = new Set([...result.texts, ...patches.flatMap((path) => this.#textsByFile.get(path) ?? [])]);
    const patched = { ...result, items: [...result.items, ...own.flatMap(itemsOf)], texts };
    const tests = [kustomization.tests, ...patches.map((path) => this.#tests.get(path) ?? []), delivery?.tests ?? []];
    this.#test(tests.flat(), patched);
    const isSorted = delivery?.sortsEntries === true;
    const built = this.#transform(patched, withEntries(kustomization.entries, delivery), isSorted);
    const late = this.#transformersOf(directory, kustomization);
    const replacing = [
      kustomization.replacing ?? [],
      patches.flatMap((path) => this.#replacing.get(path) ?? []),
    ].flat();
    const all = { ...built, items: [...built.items, ...late.puts.flatMap(itemsOf)] };
    this.#test(late.tests, all);
    const replaced = this.#replace([...replacing, ...late.replacing], patched, all, [...own, ...late.puts]);
    return this.#transform(replaced, late.entries, false);
  }

  /** What a kustomization builds from, before anything is done to it. */
  #together(directory: string, file: string, kustomization: Kustomization, before: Result, depth: number): Result {
    const items = [...before.items];
    const texts = new Set(before.texts);
    let isOpen = before.isOpen || kustomization.takesUnseen;
    const charts = new Set(before.charts);
    if (kustomization.charts !== undefined) {
      const paths = kustomization.charts.flatMap((path) => joinPath(directory, path) ?? []);
      charts.add({ file, paths });
    }
    const add = (more: readonly Item[], moreTexts: Iterable<Use>) => {
      this.#steps += more.length + 1;
      for (const item of more) items.push(item);
      for (const text of moreTexts) texts.add(text);
    };
    for (const part of kustomization.parts) {
      const path = joinPath(directory, part);
      if (path === undefined) isOpen = true;
      else if (this.#kustomizations.has(path)) {
        const base = this.#directory(path, depth + 1);
        add(base.items, base.texts);
        isOpen ||= base.isOpen;
        this.#steps += base.charts.length + base.texts.size;
        for (const chart of base.charts) charts.add(chart);
      } else add((this.#byFile.get(path) ?? []).flatMap(itemsOf), this.#textsByFile.get(path) ?? []);
    }
    add([], this.#textsByFile.get(file) ?? []);
    return { items, isOpen, charts: [...charts], texts };
  }

  /** What patches expect to find has to be what they find: both are renamed, or neither. */
  #test(tests: readonly Use[], { items, isOpen, charts }: Result): void {
    if (tests.length === 0) return;
    this.#steps += items.length + tests.length;
    const byText = groupBy(items, ({ name, version }) => `${name}${version ?? ''}`);
    for (const test of tests) {
      const found = byText.get(test.text) ?? [];
      this.#steps += found.length;
      for (const { use } of found) setAt(this.#tested, use).add(test);
      if (found.length === 0 || isOpen || charts.length > 0) this.#kept.set(test, TESTED_ELSEWHERE);
    }
  }

  /** What replacements leave of the images: they may not shift what is counted of one, and may make an image of a text. */
  #replace(replacing: readonly Replacing[], before: Result, built: Result, patches: readonly Use[]): Result {
    const cuts = replacing.find((one) => one.cuts !== undefined)?.cuts;
    const cutsTexts = replacing.find((one) => one.cutsTexts !== undefined)?.cutsTexts;
    const why = (place: string) => `${place} replaces or takes a part of it by its place`;
    if (cuts !== undefined) for (const { use } of [...before.items, ...built.items]) this.#kept.set(use, why(cuts));
    if (cutsTexts !== undefined) for (const use of [...built.texts, ...patches]) this.#kept.set(use, why(cutsTexts));
    if (!replacing.some(({ copiesTexts }) => copiesTexts)) return built;
    this.#steps += built.texts.size;
    for (const use of built.texts) this.#effective.add(use);
    return { ...built, items: distinct([...built.items, ...[...built.texts].flatMap(itemsOf)]) };
  }

  /** Kustomize runs the entries one after the other, so that one may match what another has made. */
  #transform(built: Result, entries: readonly ImageEntry[], isSorted: boolean): Result {
    const { items, isOpen, charts } = built;
    this.#steps += items.length + entries.length;
    if (charts.length > 0 && entries.length > 0) this.#rendered.push({ entries, charts });
    if (isOpen) for (const entry of entries) this.#open.add(entry);
    if (entries.length === 0) return built;
    const byName = groupBy([...entries.entries()], ([, { name }]) => name);
    const meeting = new Meeting(entries, isSorted);
    for (const entry of entries) setAt(this.#meetings, entry).add(meeting);
    const pattern = entries.find(({ name }) => IS_PATTERN.test(name))?.use;
    // Any of them may find what nobody sees, and what that makes goes on.
    const unseen = entries.map((entry, at) => [madeBy(entry, saidIn(entry.name)), at + 1] as const);
    const open: Passing[] = [...items.map((item) => [item, 0] as const), ...unseen].reverse();
    const transformed: Item[] = [];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      transformed.push(this.#through(next, { meeting, byName, pattern }, open));
    return { ...built, items: distinct(transformed) };
  }

  /** @param open where an image goes on as it is beside what an entry makes of it */
  #through([item, first]: Passing, { meeting, byName, pattern }: Run, open: Passing[]): Item {
    let now = item;
    for (let from = first; ; ) {
      meeting.pass(now, from);
      setAt(this.#passed, now.use).add(meeting);
      if (pattern !== undefined) this.#kept.set(now.use, `${pattern.file}:${pattern.line} finds images by a pattern`);
      this.#steps++;
      const [index, entry] = firstMatching(byName, now, from) ?? [];
      if (index === undefined || entry === undefined || this.#steps > MAX_STEPS) return now;
      setAt(this.#matches, now.use).add(entry);
      if (now.version !== undefined && !this.#isAside) setAt(this.#versions, entry).add(now.version);
      const unfound = unfoundOf(now);
      if (unfound !== undefined) open.push([unfound, index + 1]);
      now = madeBy(entry, now.version);
      from = index + 1;
    }
  }
}

/** An image, and the first of a list's entries that may find it. */
type Passing = readonly [Item, number];

/** The entries of a list at work. */
interface Run {
  readonly meeting: Meeting;
  readonly byName: ReadonlyMap<string, readonly IndexedEntry[]>;
  /** One that finds by a pattern. */
  readonly pattern: Use | undefined;
}

interface Result {
  readonly items: readonly Item[];
  /** Whether it has parts that are not in the tree. */
  readonly isOpen: boolean;
  readonly charts: readonly ChartSource[];
  /** What may become an image. */
  readonly texts: ReadonlySet<Use>;
}

/** What runs after the entries. */
interface Late extends PatchImages {
  readonly entries: readonly ImageEntry[];
  readonly replacing: readonly Replacing[];
}

/** A directory without a kustomization. */
const EMPTY = {
  parts: [],
  patches: [],
  tests: [],
  components: [],
  entries: [],
  transformers: [],
  lateEntries: [],
  late: { puts: [], tests: [] },
  charts: undefined,
} as const;

/**
 * The entries of a kustomization once an object has written its own there. Flux puts each in the place of the first of its name;
 * Argo CD keeps the last of each name and sorts them.
 */
function withEntries(entries: readonly ImageEntry[], delivery: Delivery | undefined): readonly ImageEntry[] {
  if (delivery === undefined || delivery.entries.length === 0) return entries;
  if (delivery.sortsEntries) {
    const byName = new Map([...entries, ...delivery.entries].map((entry) => [entry.name, entry] as const));
    return [...byName.values()].toSorted((one, other) => compareTexts(one.name, other.name));
  }
  const written = [...entries];
  const places = new Map(entries.map(({ name }, at) => [name, at] as const).reverse());
  for (const entry of delivery.entries) {
    const place = places.get(entry.name) ?? written.length;
    places.set(entry.name, place);
    written[place] = entry;
  }
  return written;
}

const NOTHING: Result = { items: [], isOpen: false, charts: [], texts: new Set() };

/** What the facts of each file tell, together. */
function fileMap<T extends Fact['type'], Told>(
  facts: readonly FiledFact<T>[],
  told: (fact: FiledFact<T>['fact']) => readonly Told[],
): ReadonlyMap<string, readonly Told[]> {
  const byFile = groupBy(facts, ({ file }) => file);
  return new Map([...byFile].map(([file, found]) => [file, found.flatMap(({ fact }) => told(fact))]));
}
