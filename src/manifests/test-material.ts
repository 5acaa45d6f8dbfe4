import type { FactBook } from './model/fact.ts';
import type { Use } from './model/use.ts';
import { baseName, directoryOf, joinPath } from './source/paths.ts';
import { type NamedPaths, placesOf, testPath } from './test-paths.ts';

/**
 * The uses with a word on those that are only what a test reads or expects: nobody deploys them, so that no rule and no suggestion
 * is spent on them. What something outside of tests reaches is deployed, whatever its folder is called.
 */
export function markTestMaterial(uses: readonly Use[], book: FactBook, named: readonly NamedPaths[]): readonly Use[] {
  const charts = new Set(book.of('helm-chart').map(({ file }) => directoryOf(file)));
  const reasons = new Map(uses.map(({ file }) => [file, testPath(file, charts)] as const));
  if ([...reasons.values()].every((reason) => reason === undefined)) return uses;
  const reach = new Reach(book, charts, named);
  return uses.map((use) => {
    const reason = reasons.get(use.file);
    return reason === undefined || reach.has(use.file) ? use : { ...use, testMaterial: reason };
  });
}

/** Of kustomizations in tests that build each other so many steps are followed; beyond, all of them count as reached. */
const MAX_ROUNDS = 20;
/** No path of people is deeper. */
const MAX_COMPONENTS = 64;

/** What is built, deployed or named by something outside of tests. */
class Reach {
  /** Paths in the tree: what lies below them is reached, too. */
  readonly #places = new Set<string>();
  /** Ends of paths that start somewhere above the tree, or in a folder that is not known. */
  readonly #ends = new Set<string>();
  readonly #charts: ReadonlySet<string>;

  constructor(book: FactBook, charts: ReadonlySet<string>, named: readonly NamedPaths[]) {
    this.#charts = charts;
    for (const chart of charts) if (testPath(`${chart}/Chart.yaml`, charts) === undefined) this.#addChart(chart);
    const kustomized = new Set(book.of('kustomization').map(({ file }) => directoryOf(file)));
    for (const { file, ofTests, deployed } of named) {
      if (testPath(file, charts) !== undefined) continue;
      for (const path of ofTests) this.#addNamed(file, path);
      for (const path of deployed) {
        for (const place of placesOf(file, path)) {
          // A folder that says itself what is built of it is no folder of which everything is deployed.
          if (!kustomized.has(place) && !charts.has(place)) this.#places.add(place);
        }
      }
    }
    this.#followKustomizations(book);
  }

  has(path: string): boolean {
    if (this.#places.has('')) return true;
    const names = path.split('/').slice(0, MAX_COMPONENTS);
    for (let start = 0; start < names.length; start++) {
      for (let end = start + 1; end <= names.length; end++) {
        const part = names.slice(start, end).join('/');
        if ((start === 0 && this.#places.has(part)) || this.#ends.has(part)) return true;
      }
    }
    return false;
  }

  #addChart(chart: string): void {
    const inChart = (path: string) => (chart === '' ? path : `${chart}/${path}`);
    for (const part of ['templates', 'crds', 'charts', 'values.yaml']) this.#places.add(inChart(part));
  }

  #addNamed(file: string, path: string): void {
    for (const place of placesOf(file, path)) this.#addPlace(place);
    // The beginning may be a variable, or lie above the tree; a folder's bare name says nothing of where it lies.
    const names = path.split('/').filter((name) => name !== '.' && name !== '..');
    for (let start = 0; start < Math.min(names.length, MAX_COMPONENTS); start++) {
      const end = names.slice(start);
      const says = end.length > 1 || /\.\w+$/.test(end[0] ?? '');
      if (says && (testPath(`${end.join('/')}/a`, this.#charts) ?? testPath(end.join('/'), this.#charts)) !== undefined)
        this.#ends.add(end.join('/'));
    }
  }

  #addPlace(place: string): void {
    this.#places.add(place);
    if (this.#charts.has(place)) this.#addChart(place);
  }

  /** What kustomizations outside of tests build is named there; those in tests count once they are reached themselves. */
  #followKustomizations(book: FactBook): void {
    let left = book.of('kustomization');
    for (let round = 0; left.length > 0; round++) {
      const reached = left.filter(
        ({ file }) => round >= MAX_ROUNDS || testPath(file, this.#charts) === undefined || this.has(file),
      );
      if (reached.length === 0) return;
      const done = new Set(reached);
      left = left.filter((fact) => !done.has(fact));
      for (const { file, fact } of reached) {
        const { parts, patches, components, transformers } = fact.kustomization;
        for (const part of [...parts, ...patches, ...components, ...transformers]) {
          const place = joinPath(directoryOf(file), part);
          if (place !== undefined && isFileOrOwn(place, file)) this.#addPlace(place);
        }
      }
    }
  }
}

/** Whether a kustomization's part is not the folder in which it lies itself, with all that lies beside it. */
function isFileOrOwn(place: string, file: string): boolean {
  return place !== directoryOf(file) && baseName(place) !== '';
}
