import { groupBy, setAt } from '../../base/grouping.ts';
import type { FactBook } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import { EntryRuns, type Met, withEntries } from './entry-runs.ts';
import type { ChartSource, Delivery, Replacing } from './facts.ts';
import { distinct, type Item, itemsOf } from './items.ts';
import { type Source, Sources } from './sources.ts';
import { Steps } from './steps.ts';

/** What came of the uses when every kustomization of the tree was built in thought. */
export interface Builds extends Met {
  /** By use: the objects of the cluster that fill variables into it. */
  readonly delivered: ReadonlyMap<Use, ReadonlySet<Delivery>>;
  /** Uses whose image is in what some outermost kustomization builds. */
  readonly effective: ReadonlySet<Use>;
  /** Uses that have to keep their names, with why: a part of one is replaced afterwards, or nobody knows what looks for it. */
  readonly kept: ReadonlyMap<Use, string>;
  /** What patches expect to find, by the use that they find it in. */
  readonly tested: ReadonlyMap<Use, ReadonlySet<Use>>;
}

export const TESTED_ELSEWHERE = 'a patch looks for it in what may not be in the tree';

/** Deeper nesting of kustomizations is no repository's. */
const MAX_DEPTH = 100;

/**
 * Builds every outermost kustomization in thought.
 * @returns `undefined` where the tree is too tangled to follow
 */
export function build(uses: readonly Use[], book: FactBook): Builds | undefined {
  return new Builder(uses, book).run();
}

class Builder {
  readonly #sources: Sources;
  readonly #deliveries: readonly Delivery[];
  readonly #steps = new Steps();
  readonly #runs = new EntryRuns(this.#steps);
  readonly #built = new Map<string | undefined, Result>();
  /** What is being built. */
  readonly #underway = new Set<Source>();
  readonly #effective = new Set<Use>();
  readonly #kept = new Map<Use, string>();
  readonly #tested = new Map<Use, Set<Use>>();
  readonly #delivered = new Map<Use, Set<Delivery>>();

  constructor(uses: readonly Use[], book: FactBook) {
    this.#sources = new Sources(uses, book);
    this.#deliveries = book.of('delivery').map(({ fact }) => fact.delivery);
  }

  run(): Builds | undefined {
    const used = new Set<string | undefined>();
    const { kustomizations } = this.#sources;
    for (const { parts, components } of kustomizations.values())
      for (const path of [...parts, ...components]) used.add(path);
    for (const delivery of this.#deliveries) {
      if (this.#steps.areTooMany) return undefined;
      this.#deliver(delivery, used);
    }
    for (const directory of kustomizations.keys()) {
      if (used.has(directory)) continue;
      for (const { use, isMissed } of this.#directory(directory).items) if (isMissed !== true) this.#effective.add(use);
    }
    const versions = new Map([...this.#runs.versions].map(([entry, found]) => [entry, new Set(found)]));
    // What an object builds nobody else deploys; who builds it by hand is to find what he found all the same.
    for (const { path } of this.#deliveries) this.#directory(path);
    if (this.#steps.areTooMany) return undefined;
    const { matches, open, rendered, meetings, passed } = this.#runs;
    return {
      matches,
      versions,
      open,
      rendered,
      meetings,
      passed,
      delivered: this.#delivered,
      effective: this.#effective,
      kept: new Map([...this.#runs.kept, ...this.#kept]),
      tested: this.#tested,
    };
  }

  /** What an object of the cluster builds of a directory, and overrides of it: it writes that into the kustomization there. */
  #deliver(delivery: Delivery, used: Set<string | undefined>): void {
    const { path } = delivery;
    used.add(path);
    for (const component of delivery.components) used.add(component);
    const [kustomization, items] = this.#delivers(path);
    const written = {
      ...kustomization,
      components: [...kustomization.components, ...delivery.components],
      entries: withEntries(kustomization.entries, delivery),
      tests: [...kustomization.tests, ...delivery.tests],
    };
    const built = this.#applied(written, { ...NOTHING, items }, delivery.own, delivery.sortsEntries);
    for (const { use, isMissed } of built.items) {
      if (delivery.substitutes.length > 0) setAt(this.#delivered, use).add(delivery);
      if (isMissed !== true) this.#effective.add(use);
    }
  }

  /** What an object builds from: the kustomization of a directory, or all manifests below it. */
  #delivers(path: string | undefined): readonly [Source, readonly Item[]] {
    const found = this.#sources.kustomizationAt(path);
    if (found !== undefined) return [found, []];
    const plain = path === undefined ? [] : this.#sources.imagesBelow(path);
    return [{ ...EMPTY, takesUnseen: plain.length === 0 }, plain.flatMap(itemsOf)];
  }

  #directory(directory: string | undefined): Result {
    const known = this.#built.get(directory);
    if (known !== undefined) return known;
    const result = this.#apply(directory, NOTHING);
    this.#built.set(directory, result);
    return result;
  }

  /** What a kustomization makes of its parts, together with what was there before (for a component). */
  #apply(directory: string | undefined, before: Result): Result {
    const found = this.#sources.kustomizationAt(directory);
    // What is asked for again while it is being built is a cycle, which kustomize refuses.
    if (found === undefined || this.#underway.has(found)) return before;
    if (this.#underway.size >= MAX_DEPTH) this.#steps.take(Number.POSITIVE_INFINITY);
    if (this.#steps.areTooMany) return before;
    this.#underway.add(found);
    const result = this.#applied(found, before, [], false);
    this.#underway.delete(found);
    return result;
  }

  /**
   * @param more images that an object of the cluster patches it with
   * @param isSorted whether the entries are
   */
  #applied(kustomization: Source, before: Result, more: readonly Use[], isSorted: boolean): Result {
    const sources = this.#sources;
    let result = this.#together(kustomization, before);
    for (const component of kustomization.components) result = this.#apply(component, result);
    const patches = [kustomization.file, ...kustomization.patches];
    const own = [...patches.flatMap((path) => sources.imagesIn(path)), ...more];
    const texts = new Set([...result.texts, ...patches.flatMap((path) => sources.textsIn(path))]);
    const patched = { ...result, items: [...result.items, ...own.flatMap(itemsOf)], texts };
    this.#test([...kustomization.tests, ...patches.flatMap((path) => sources.testsIn(path))], patched);
    const built = this.#runs.run(patched, kustomization.entries, isSorted);
    const late = sources.transformersOf(kustomization);
    const all = { ...patched, items: [...built, ...late.puts.flatMap(itemsOf)] };
    this.#test(late.tests, all);
    const replacing = [...kustomization.replacing, ...patches.flatMap((path) => sources.replacingIn(path))];
    const replaced = this.#replace([...replacing, ...late.replacing], patched, all, [...own, ...late.puts]);
    return { ...replaced, items: this.#runs.run(replaced, late.entries, false) };
  }

  /** What a kustomization builds from, before anything is done to it. */
  #together({ file, parts, takesUnseen, charts: own }: Source, before: Result): Result {
    const items = [...before.items];
    const texts = new Set(before.texts);
    let isOpen = before.isOpen || takesUnseen;
    const charts = new Set(before.charts);
    if (own !== undefined) charts.add({ file, paths: own });
    for (const part of parts) {
      const base = this.#part(part);
      this.#steps.take(base.items.length, base.charts.length, base.texts.size);
      isOpen ||= base.isOpen;
      for (const item of base.items) items.push(item);
      for (const chart of base.charts) charts.add(chart);
      for (const text of base.texts) texts.add(text);
    }
    for (const text of this.#sources.textsIn(file)) texts.add(text);
    return { items: distinct(items), isOpen, charts: [...charts], texts };
  }

  /** What a kustomization takes from a path: what is built there, or the file. */
  #part(path: string): Result {
    if (this.#sources.kustomizationAt(path) !== undefined) return this.#directory(path);
    const items = this.#sources.imagesIn(path).flatMap(itemsOf);
    return { ...NOTHING, items, texts: new Set(this.#sources.textsIn(path)) };
  }

  /** What patches expect to find has to be what they find: both are renamed, or neither. */
  #test(tests: readonly Use[], { items, isOpen, charts, texts }: Result): void {
    if (tests.length === 0) return;
    const byText = groupBy([...items, ...[...texts].flatMap(itemsOf)], textOf);
    for (const test of tests) {
      const found = itemsOf(test).flatMap((item) => byText.get(textOf(item)) ?? []);
      this.#steps.take(1, found.length);
      for (const { use } of found) setAt(this.#tested, use).add(test);
      if (found.length === 0 || isOpen || charts.length > 0) this.#kept.set(test, TESTED_ELSEWHERE);
    }
  }

  /** What replacements leave of the images: they may not shift what is counted of one, and may make an image of a text. */
  #replace(replacing: readonly Replacing[], before: Result, built: Result, patches: readonly Use[]): Result {
    const [cuts] = replacing.flatMap((one) => one.cuts ?? []);
    const [cutsTexts] = replacing.flatMap((one) => one.cutsTexts ?? []);
    const why = (place: string) => `${place} replaces or takes a part of it by its place`;
    if (cuts !== undefined) for (const { use } of [...before.items, ...built.items]) this.#kept.set(use, why(cuts));
    if (cutsTexts !== undefined) for (const use of [...built.texts, ...patches]) this.#kept.set(use, why(cutsTexts));
    if (!replacing.some(({ copiesTexts }) => copiesTexts)) return built;
    for (const use of built.texts) this.#effective.add(use);
    return { ...built, items: distinct([...built.items, ...[...built.texts].flatMap(itemsOf)]) };
  }
}

function textOf({ name, version = '' }: Item): string {
  return `${name}${version}`;
}

interface Result {
  readonly items: readonly Item[];
  /** Whether it has parts that are not in the tree. */
  readonly isOpen: boolean;
  readonly charts: readonly ChartSource[];
  /** What may become an image. */
  readonly texts: ReadonlySet<Use>;
}

/** A directory without a kustomization. */
const EMPTY = {
  file: '',
  parts: [],
  patches: [],
  tests: [],
  components: [],
  entries: [],
  transformers: [],
  lateEntries: [],
  late: { puts: [], tests: [] },
  charts: undefined,
  replacing: [],
} as const;

const NOTHING: Result = { items: [], isOpen: false, charts: [], texts: new Set() };
