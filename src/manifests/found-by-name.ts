import { groupBy } from '../base/grouping.ts';
import { nameLength, nameOf, parseName } from '../images/reference.ts';
import type { FactBook, FiledFact } from './model/fact.ts';
import { KIND_TRAITS } from './model/kind-names.ts';
import type { Use } from './model/use.ts';
import { directoryOf, joinPath } from './source/paths.ts';

/**
 * The uses with a word on those that a program finds by their names which runs later: moved, they would be found no more. Those are
 * what a cluster runs under such a name, and the entries of kustomizations that look for it, which are written anew.
 */
export function markFoundByName(uses: readonly Use[], book: FactBook): readonly Use[] {
  const facts = book.of('watched-name');
  if (facts.length === 0) return uses;
  const watched = groupBy(facts, ({ fact }) => fact.name);
  const entries = new Map(
    book
      .of('kustomization')
      .flatMap(({ fact }) =>
        fact.kustomization.entries.map((entry) => [placeOf(entry.use), fullName(entry.name)] as const),
      ),
  );
  const built = builtFrom(book);
  const finds = ({ file }: Use, { fact }: FiledFact<'watched-name'>) =>
    fact.within === undefined || built.has(file) || fact.within.includes(file);
  return uses.map((use) => {
    if (use.slots.length === 0 || use.uneditable !== undefined || !isRun(use)) return use;
    const names = [fullName(use.image ?? ''), entries.get(placeOf(use))];
    const finders = names.flatMap((name) => (name === undefined ? [] : (watched.get(name) ?? [])));
    const found = finders.find((finder) => finds(use, finder));
    if (found === undefined) return use;
    return { ...use, uneditable: `${found.fact.by} finds it by this name (${found.file}:${found.fact.line})` };
  });
}

/** The files that kustomizations are built from, and the folders of charts that they inflate. */
function builtFrom(book: FactBook): { readonly has: (file: string) => boolean } {
  const files = new Set<string>();
  const charts: string[] = [];
  for (const { file, fact } of book.of('kustomization')) {
    const { parts, patches, components, transformers, charts: inflated = [] } = fact.kustomization;
    const from = (path: string) => joinPath(directoryOf(file), path) ?? [];
    for (const path of [file, ...[...parts, ...patches, ...components, ...transformers].flatMap(from)]) files.add(path);
    for (const path of inflated.flatMap(from)) charts.push(path);
  }
  const inChart = (file: string) => charts.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
  const known = new Map<string, boolean>();
  return {
    has: (file) => {
      const isBuilt = known.get(file) ?? (files.has(file) || inChart(file));
      known.set(file, isBuilt);
      return isBuilt;
    },
  };
}

function isRun({ kind, pulledBy }: Use): boolean {
  return (pulledBy ?? KIND_TRAITS[kind].pulledBy) === 'aks';
}

function placeOf({ file, line, column }: Use): string {
  return `${file}\0${line}\0${column}`;
}

function fullName(text: string): string | undefined {
  const name = parseName(text.slice(0, nameLength(text)));
  return name === undefined ? undefined : nameOf(name);
}
