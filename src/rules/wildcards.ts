import { compareTexts } from '../base/order.ts';
/** The choice of exact and wildcard rules that covers all sources within the room. */
export type WildcardChoice =
  | {
      readonly fits: true;
      /** Sources of the wildcard rules (`docker.io/*`, `docker.io/library/*`), sorted; what they don't contain gets exact rules. */
      readonly wildcards: readonly string[];
      /** All rules, exact ones included. */
      readonly rules: number;
    }
  | {
      readonly fits: false;
      /** The fewest rules that would cover all. */
      readonly needed: number;
    };

interface Registry {
  readonly host: string;
  readonly sources: number;
  readonly mayBeWide: boolean;
  /** Namespaces that may be a wildcard, those that save most first. */
  readonly namespaces: readonly { readonly pattern: string; readonly saving: number }[];
  /** Rules that are left when every namespace that saves is a wildcard. */
  readonly fewest: number;
}

/** More states than this are not searched: then the first choice found within the room is taken. Bounds memory to some 100 MB. */
const MAX_STATES = 50_000_000;

/**
 * Chooses by dynamic programming over the tree registry → namespace → repository: all covered within the room, with the
 * fewest registry-wide wildcards, then the fewest namespace wildcards, then the fewest rules.
 * @param sources distinct, none covered yet, each fit for an exact rule
 * @param room rules that may be created, at least 0
 * @param allows whether a wildcard rule of that source could be made
 */
export function chooseWildcards(
  sources: readonly string[],
  room: number,
  allows: (pattern: string) => boolean,
): WildcardChoice {
  const registries = tree(sources, allows);
  const wide = fewestWide(registries, room);
  if (wide.rules > room) return { fits: false, needed: wide.rules };
  const first = fillNamespaces(registries, wide.hosts, room);
  if (registries.length * (wide.hosts.size + 1) * (first.length + 1) > MAX_STATES) {
    return chosen(registries, wide.hosts, new Set(first));
  }
  return search(registries, wide.hosts.size, first.length, room);
}

/** The tree: sources by registry and by the first component below it. */
function tree(sources: readonly string[], allows: (pattern: string) => boolean): readonly Registry[] {
  const byHost = new Map<string, Map<string, number>>();
  for (const source of sources) {
    const [host = '', namespace = '', ...rest] = source.split('/');
    const counts = byHost.get(host) ?? new Map<string, number>();
    byHost.set(host, counts);
    // A repository right below its registry is in no namespace.
    const key = rest.length === 0 ? '' : namespace;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...byHost]
    .sort(([one], [other]) => compareTexts(one, other))
    .map(([host, counts]) => {
      const namespaces = [...counts]
        .filter(([namespace, count]) => namespace !== '' && count > 1 && allows(`${host}/${namespace}/*`))
        .map(([namespace, count]) => ({ pattern: `${host}/${namespace}/*`, saving: count - 1 }))
        .sort((one, other) => other.saving - one.saving || compareTexts(one.pattern, other.pattern));
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const fewest = namespaces.reduce((left, { saving }) => left - saving, all);
      return { host, sources: all, mayBeWide: allows(`${host}/*`), namespaces, fewest };
    });
}

/** The fewest registry-wide wildcards with which all fit, every other registry being as small as namespaces make it. */
function fewestWide(registries: readonly Registry[], room: number): { hosts: ReadonlySet<string>; rules: number } {
  const hosts = new Set<string>();
  let rules = registries.reduce((sum, { fewest }) => sum + fewest, 0);
  const candidates = registries
    .filter(({ mayBeWide, fewest }) => mayBeWide && fewest > 1)
    .sort((one, other) => other.fewest - one.fewest || compareTexts(one.host, other.host));
  for (const { host, fewest } of candidates) {
    if (rules <= room) break;
    hosts.add(host);
    rules -= fewest - 1;
  }
  return { hosts, rules };
}

/** With those registries wide, the namespaces to make wildcards until all fit: those that save most. An upper bound for the search. */
function fillNamespaces(registries: readonly Registry[], wide: ReadonlySet<string>, room: number): readonly string[] {
  let rules = 0;
  for (const { host, sources } of registries) rules += wide.has(host) ? 1 : sources;
  const patterns: string[] = [];
  const savings = registries
    .filter(({ host }) => !wide.has(host))
    .flatMap(({ namespaces }) => namespaces)
    .sort((one, other) => other.saving - one.saving || compareTexts(one.pattern, other.pattern));
  for (const { pattern, saving } of savings) {
    if (rules <= room) break;
    patterns.push(pattern);
    rules -= saving;
  }
  return patterns;
}

const IMPOSSIBLE = 0x7fffffff;
const WIDE = -1;

/**
 * `least[w][n]`: the fewest rules for the registries so far with w of them wide and n namespace wildcards. Within one
 * registry n namespaces are best the n that save most, so that a registry's choice is a number, or being wide.
 */
function search(registries: readonly Registry[], mostWide: number, mostNamespaces: number, room: number) {
  const columns = mostNamespaces + 1;
  const size = (mostWide + 1) * columns;
  let least = new Int32Array(size).fill(IMPOSSIBLE);
  least[0] = 0;
  const choices: Int16Array[] = [];
  for (const registry of registries) {
    const { next, choice } = withRegistry(registry, least, columns, size);
    choices.push(choice);
    least = next;
  }
  let state = mostWide * columns;
  while (state < size - 1 && (least[state] ?? IMPOSSIBLE) > room) state++;
  return backtrack(registries, choices, columns, state);
}

/** One step of the search: what each state costs with one more registry, and the choice that leads there. */
function withRegistry(registry: Registry, least: Int32Array, columns: number, size: number) {
  const next = new Int32Array(size).fill(IMPOSSIBLE);
  const choice = new Int16Array(size);
  const costs = [registry.sources];
  for (const { saving } of registry.namespaces.slice(0, columns - 1)) costs.push((costs.at(-1) ?? 0) - saving);
  for (let state = 0; state < size; state++) {
    let best = IMPOSSIBLE;
    const options = Math.min(costs.length - 1, state % columns);
    for (let taken = 0; taken <= options; taken++) {
      const before = least[state - taken] ?? IMPOSSIBLE;
      const rules = before === IMPOSSIBLE ? IMPOSSIBLE : before + (costs[taken] ?? 0);
      if (rules < best) {
        best = rules;
        choice[state] = taken;
      }
    }
    const before = state >= columns && registry.mayBeWide ? (least[state - columns] ?? IMPOSSIBLE) : IMPOSSIBLE;
    if (before !== IMPOSSIBLE && before + 1 < best) {
      best = before + 1;
      choice[state] = WIDE;
    }
    next[state] = best;
  }
  return { next, choice };
}

function backtrack(registries: readonly Registry[], choices: readonly Int16Array[], columns: number, end: number) {
  const wide = new Set<string>();
  const namespaces = new Set<string>();
  let state = end;
  for (let index = registries.length - 1; index >= 0; index--) {
    const registry = registries[index];
    const taken = choices[index]?.[state] ?? 0;
    if (registry === undefined) continue;
    if (taken === WIDE) wide.add(registry.host);
    else for (const { pattern } of registry.namespaces.slice(0, taken)) namespaces.add(pattern);
    state -= taken === WIDE ? columns : taken;
  }
  return chosen(registries, wide, namespaces);
}

function chosen(
  registries: readonly Registry[],
  wide: ReadonlySet<string>,
  namespaces: ReadonlySet<string>,
): WildcardChoice {
  let rules = 0;
  for (const registry of registries) {
    rules += wide.has(registry.host) ? 1 : registry.sources;
    for (const { pattern, saving } of registry.namespaces) if (namespaces.has(pattern)) rules -= saving;
  }
  return { fits: true, wildcards: [...[...wide].map((host) => `${host}/*`), ...namespaces].sort(), rules };
}
