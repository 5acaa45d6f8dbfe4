import { groupBy } from '../base/grouping.ts';
import { nameLength, nameOf, parseName } from '../images/reference.ts';
import type { FactBook, FiledFact } from './model/fact.ts';
import { KIND_TRAITS } from './model/kind-names.ts';
import type { Use } from './model/use.ts';
import { directoryOf, joinPath } from './source/paths.ts';

/** What finds images by their names, and where. */
export interface Finders {
  readonly facts: readonly FiledFact<'watched-name'>[];
  /** The names that entries of kustomizations look for, by the places of their uses. */
  readonly entries: ReadonlyMap<string, string | undefined>;
  readonly built: BuiltFrom;
}

/** The files that kustomizations are built from, and the folders and files of charts that they inflate. */
interface BuiltFrom {
  readonly files: ReadonlySet<string>;
  readonly charts: readonly string[];
}

export function findersOf(book: FactBook): Finders {
  const facts = book.of('watched-name');
  if (facts.length === 0) return { facts, entries: new Map(), built: { files: new Set(), charts: [] } };
  const kustomizations = book.of('kustomization');
  const entries = kustomizations.flatMap(({ fact }) => fact.kustomization.entries);
  return {
    facts,
    entries: new Map(entries.map((entry) => [placeOf(entry.use), fullName(entry.name)] as const)),
    built: builtFrom(kustomizations),
  };
}

/**
 * The uses with a word on those that a program finds by their names which runs later: moved, they would be found no more. Those are
 * what a cluster runs under such a name, and the entries of kustomizations that look for it, which are written anew.
 */
export function markFoundByName(uses: readonly Use[], { facts, entries, built }: Finders): readonly Use[] {
  if (facts.length === 0) return uses;
  const watched = groupBy(facts, ({ fact }) => fact.name);
  const isBuilt = askedOnce((file) => built.files.has(file) || built.charts.some((path) => isBelow(file, path)));
  const finds = ({ file }: Use, { fact }: FiledFact<'watched-name'>) =>
    fact.within === undefined || isBuilt(file) || fact.within.includes(file);
  return uses.map((use) => {
    if (use.slots.length === 0 || use.uneditable !== undefined || !isRun(use)) return use;
    const names = [fullName(use.image ?? ''), entries.get(placeOf(use))];
    const finders = names.flatMap((name) => (name === undefined ? [] : (watched.get(name) ?? [])));
    const found = finders.find((finder) => finds(use, finder));
    if (found === undefined) return use;
    return { ...use, uneditable: `${found.fact.by} finds it by this name (${found.file}:${found.fact.line})` };
  });
}

function builtFrom(kustomizations: readonly FiledFact<'kustomization'>[]): BuiltFrom {
  const files = new Set<string>();
  const charts: string[] = [];
  for (const { file, fact } of kustomizations) {
    const { parts, patches, components, transformers, charts: inflated = [] } = fact.kustomization;
    const from = (path: string) => joinPath(directoryOf(file), path) ?? [];
    for (const path of [file, ...[...parts, ...patches, ...components, ...transformers].flatMap(from)]) files.add(path);
    for (const path of inflated.flatMap(from)) charts.push(path);
  }
  return { files, charts };
}

function isBelow(file: string, path: string): boolean {
  return path === '' || file === path || file.startsWith(`${path}/`);
}

function askedOnce(ask: (file: string) => boolean): (file: string) => boolean {
  const known = new Map<string, boolean>();
  return (file) => {
    const answer = known.get(file) ?? ask(file);
    known.set(file, answer);
    return answer;
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
