import { parseReference } from '../../images/reference.ts';
import type { FactBook } from '../model/fact.ts';
import type { Slot, Use } from '../model/use.ts';
import { type Builds, build } from './build.ts';
import { foundInCharts, releasesOf } from './charts.ts';
import type { ImageEntry } from './facts.ts';
import { BUILT_KINDS } from './sources.ts';
import { substituted, substitutedValues } from './substitutes.ts';

/**
 * Tells which uses the `images` of kustomizations replace, judged by what is built.
 * A use that is replaced wherever it is built needs no edit: the entry gets (or has) the new name, and goes on matching.
 * A use that is also built without being replaced has to be renamed, and then every entry that matches it has to be told:
 * those entries' `name` becomes one more place to write for it, and they are written together or not at all.
 */
export function overlaid(uses: readonly Use[], book: FactBook): readonly Use[] {
  const builds = build(uses, book);
  // What is not followed may be matched by anything: moved, it could be found by its name no more.
  if (builds === undefined)
    return uses.map((use) => (BUILT_KINDS.has(use.kind) ? { ...use, uneditable: TANGLED } : use));
  const entries = new Map(entriesIn(book).map((entry) => [entry.use, entry] as const));
  const renaming = renamings(builds, (use) => entries.has(use));
  const matching = new Set([...builds.matches.values()].flatMap((matched) => [...matched]));
  const found = foundInCharts(uses, [...builds.rendered, ...releasesOf(book)]);
  const revised = uses.flatMap((use) => {
    const finder = found.get(use);
    if (finder !== undefined)
      return [{ ...use, uneditable: `${finder} finds it by this name in what the chart renders` }];
    const entry = entries.get(use);
    if (entry?.doubtful === true && !matching.has(entry)) return [];
    const own = entry === undefined ? use : reviseEntry(use, entry, builds, renaming);
    const known = withTests({ ...own, ...reviseMatched(use, own, builds, renaming) }, builds.tested.get(use));
    const kept = builds.kept.get(use);
    const revised = kept === undefined ? known : { ...known, uneditable: kept };
    return [substituted(revised, builds.delivered.get(use))];
  });
  return [...revised, ...substitutedValues(builds.delivered)];
}

/** A use with what patches expect to find of it: all of that is written with it, or nothing. */
function withTests(use: Use, tests: ReadonlySet<Use> | undefined): Use {
  if (tests === undefined) return use;
  const isHeld = [use, ...tests].some(({ slots }) => slots.length === 0);
  const held = isHeld ? { uneditable: use.uneditable ?? use.reason ?? 'a patch looks for it as it is' } : {};
  return { ...use, ...held, slots: [...use.slots, ...[...tests].flatMap(({ slots }) => slots)] };
}

/** Every entry of whatever overrides images. */
function entriesIn(book: FactBook): readonly ImageEntry[] {
  return [
    ...book
      .of('kustomization')
      .flatMap(({ fact: { kustomization } }) => [...kustomization.entries, ...kustomization.lateEntries]),
    ...book.of('image-transformer').map(({ fact }) => fact.entry),
    ...book.of('delivery').flatMap(({ fact }) => fact.delivery.entries),
  ];
}

/** What a map has at a key. */
function valuesAt<Key, Value>(map: ReadonlyMap<Key, Iterable<Value>>, key: Key): readonly Value[] {
  return [...(map.get(key) ?? NONE)];
}

const NONE: readonly never[] = [];

const TANGLED = 'the kustomizations of this tree are too many to follow, so that one may find it by its name';

/** How an entry goes on matching what is renamed: its `name` is, too, or an entry before it gives back the old one. */
type Keeping = 'follows' | 'bridged';

type MatchedBy = ReadonlyMap<ImageEntry, readonly Use[]>;

interface Keepings {
  readonly keeping: ReadonlyMap<ImageEntry, Keeping>;
  /** Uses that can't be renamed, with why. */
  readonly held: ReadonlyMap<Use, string>;
}

interface Renamings extends Keepings {
  /** Uses that are renamed although entries match them. */
  readonly renamed: ReadonlySet<Use>;
  /** The entries that look for the new name alone. */
  readonly following: ReadonlySet<ImageEntry>;
}

/** Which uses are renamed although an entry matches them, with all that the entries match that follow. */
function renamings(builds: Builds, isEntry: (use: Use) => boolean): Renamings {
  const { effective, matches } = builds;
  const matchedBy = matchedByEntry(matches);
  const { keeping, held } = keepings(builds, matchedBy);
  // Whether kustomize finds an image in a custom resource depends on where it stands there: taken as both.
  const isWanted = (use: Use) => effective.has(use) || (use.kind === 'custom-resource' && !isEntry(use));
  const renamed = new Set([...matches.keys()].filter((use) => !held.has(use) && isWanted(use)));
  const following = new Set<ImageEntry>();
  for (const use of renamed) {
    for (const entry of valuesAt(matches, use)) {
      if (keeping.get(entry) !== 'follows' || following.has(entry)) continue;
      following.add(entry);
      for (const other of valuesAt(matchedBy, entry)) renamed.add(other);
    }
  }
  return { renamed, keeping, following, held };
}

/**
 * How entries keep what they match when it is renamed. One that may also match what is not in the tree, or of whose uses one
 * keeps its name, has to go on matching that; where none can be put before it, what it matches keeps its name.
 */
function keepings(builds: Builds, matchedBy: MatchedBy): Keepings {
  const keeping = new Map<ImageEntry, Keeping>();
  const held = new Map<Use, string>();
  const stuck: (readonly [ImageEntry, string])[] = [];
  const bridge = (entry: ImageEntry) => {
    const why = whyNotBridged(entry, builds);
    if (why !== undefined) stuck.push([entry, why]);
    keeping.set(entry, 'bridged');
  };
  for (const [entry, uses] of matchedBy) {
    if (canFollow(entry, uses, builds)) keeping.set(entry, 'follows');
    else bridge(entry);
  }
  for (let next = stuck.pop(); next !== undefined; next = stuck.pop()) {
    const [entry, why] = next;
    for (const use of valuesAt(matchedBy, entry)) {
      if (held.has(use)) continue;
      held.set(use, why);
      for (const match of valuesAt(builds.matches, use)) if (keeping.get(match) === 'follows') bridge(match);
    }
  }
  return { keeping, held };
}

function matchedByEntry(matches: Builds['matches']): MatchedBy {
  const matchedBy = new Map<ImageEntry, Use[]>();
  for (const [use, entries] of matches) {
    for (const entry of entries) {
      const matched = matchedBy.get(entry);
      if (matched === undefined) matchedBy.set(entry, [use]);
      else matched.push(use);
    }
  }
  return matchedBy;
}

/** Whether an entry may look for the new name alone. */
function canFollow(entry: ImageEntry, matched: readonly Use[], { open, meetings }: Builds): boolean {
  if (entry.match === undefined || open.has(entry) || matched.some(({ slots }) => slots.length === 0)) return false;
  return valuesAt(meetings, entry).every(
    (list) =>
      list.namesake(entry) === undefined && list.bridgedTo(entry.name).size === 0 && !list.isMovedBySorting(entry),
  );
}

/** Why no entry can be put before this one that gives back the old name. */
function whyNotBridged(entry: ImageEntry, { meetings }: Builds): string | undefined {
  const at = `${entry.use.file}:${entry.use.line}`;
  const lists = valuesAt(meetings, entry);
  const [other] = lists.flatMap((list) => list.namesake(entry) ?? []);
  if (other !== undefined) return `${at} finds it by this name, and not ${other}, whose name it would get`;
  if (lists.some(({ isSorted }) => isSorted)) return `${at} finds it by this name, in a list that Argo CD sorts`;
  return entry.bridge === undefined ? `${at} finds it by this name, and maybe images that are elsewhere` : undefined;
}

/** What it takes to move a use that passes entries, beside what is its own. */
function reviseMatched(use: Use, own: Use, builds: Builds, { renamed, keeping, held }: Renamings): Partial<Use> {
  const { effective, matches, meetings, passed } = builds;
  const entries = valuesAt(matches, use);
  const [first] = entries;
  const lists = valuesAt(passed, use).map((meeting) => meeting.namesFor(use));
  const avoids = lists.length === 0 ? {} : { avoids: lists };
  if (first === undefined) return avoids;
  if (renamed.has(use)) {
    const kept = entries.flatMap((entry): readonly Slot[] => {
      const bridge = entry.bridge === undefined ? [] : [{ ...entry.bridge, present: bridgedTo(entry, builds) }];
      if (keeping.get(entry) !== 'follows') return bridge;
      if (entry.match === undefined) return [];
      return [whyNotBridged(entry, builds) === undefined ? { ...entry.match, instead: bridge } : entry.match];
    });
    const beside = entries.flatMap((entry) => valuesAt(meetings, entry).map(({ imageNames }) => imageNames));
    return { slots: [...own.slots, ...kept], avoids: [...lists, ...new Set(beside)] };
  }
  if (!effective.has(use)) return { overriddenBy: `${first.use.file}:${first.use.line}` };
  const reason = held.get(use);
  return reason === undefined ? avoids : { uneditable: use.uneditable ?? reason };
}

/** The names that are changed into what an entry looks for wherever it stands. */
function bridgedTo(entry: ImageEntry, { meetings }: Builds): ReadonlySet<string> {
  const lists = valuesAt(meetings, entry).map((list) => list.bridgedTo(entry.name));
  return new Set(lists.flatMap((names) => [...names]).filter((name) => lists.every((names) => names.has(name))));
}

function reviseEntry(use: Use, entry: ImageEntry, { versions }: Builds, { following }: Renamings): Use {
  const { match } = entry;
  const follows = following.has(entry) && !entry.renames && match !== undefined;
  const names = use.slots.filter(({ writes }) => writes === 'name');
  const others = use.slots.filter((slot) => !names.includes(slot));
  // Where it can't follow, since something that it finds stays, it gives the new name to all that it finds.
  const slots = follows ? [{ ...match, instead: names }, ...others] : use.slots;
  const [version, ...more] = entry.setsVersion ? [] : (versions.get(entry) ?? []);
  const pulls =
    version === undefined || version === '' || more.length > 0
      ? undefined
      : `${use.image}${version}${suffixOf(use, version)}`;
  if (pulls === undefined || use.image === null) return { ...use, slots };
  if (parseReference(pulls) !== undefined) return { ...use, slots, pulls };
  return { ...use, slots, unknownTag: true, reason: `it keeps a tag that is filled in elsewhere (${version})` };
}

/** `tagSuffix` goes behind the tag that was there. */
function suffixOf({ also }: Use, version: string): string {
  return version.includes('@') ? '' : (also.find(({ role }) => role === 'tagSuffix')?.text ?? '');
}
