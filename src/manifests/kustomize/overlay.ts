import { parseReference } from '../../images/reference.ts';
import type { FactBook } from '../model/fact.ts';
import type { Slot, Use } from '../model/use.ts';
import { BUILT_KINDS, type Builds, build } from './build.ts';
import { foundInCharts, releasesOf } from './charts.ts';
import type { ImageEntry } from './facts.ts';
import { substituted, substitutedValues } from './substitutes.ts';

/**
 * Tells which uses the `images` of kustomizations replace, judged by what is built.
 * A use that is replaced wherever it is built needs no edit: the entry gets (or has) the new name, and goes on matching.
 * A use that is also built without being replaced has to be renamed, and then every entry that matches it has to be told:
 * those entries' `name` becomes one more place to write for it, and they are written together or not at all.
 */
export function overlaid(uses: readonly Use[], book: FactBook): readonly Use[] {
  const overriding = [book.of('kustomization'), book.of('delivery'), book.of('release')];
  if (overriding.every((facts) => facts.length === 0)) return uses;
  const builds = build(uses, book);
  // What is not followed may be matched by anything: moved, it could be found by its name no more.
  if (builds === undefined)
    return uses.map((use) => (BUILT_KINDS.has(use.kind) ? { ...use, slots: [], uneditable: TANGLED } : use));
  const entries = new Map(entriesIn(book).map((entry) => [entry.use, entry] as const));
  const renaming = renamings(builds);
  const matching = new Set([...builds.matches.values()].flatMap((matched) => [...matched]));
  const found = foundInCharts(uses, [...builds.rendered, ...releasesOf(book)]);
  const revised = uses.flatMap((use) => {
    const finder = found.get(use);
    if (finder !== undefined)
      return [{ ...use, uneditable: `${finder} finds it by this name in what the chart renders` }];
    const entry = entries.get(use);
    if (entry?.doubtful === true && !matching.has(entry)) return [];
    const matched = reviseMatched(use, builds, renaming);
    const known = entry === undefined ? matched : reviseEntry(matched, entry, builds, renaming);
    const cut = builds.cut.get(use);
    const uneditable = `${cut} replaces or takes a part of it by its place`;
    const kept = cut === undefined ? known : { ...known, slots: [], uneditable };
    return [substituted(kept, builds.delivered.get(use))];
  });
  return [...revised, ...substitutedValues(builds.delivered)];
}

/** Every entry of whatever overrides images. */
function entriesIn(book: FactBook): readonly ImageEntry[] {
  return [
    ...book.of('kustomization').flatMap(({ fact }) => fact.kustomization.entries),
    ...book.of('image-transformer').map(({ fact }) => fact.entry),
    ...book.of('delivery').flatMap(({ fact }) => fact.delivery.entries),
  ];
}

const TANGLED = 'the kustomizations of this tree are too many to follow, so that one may find it by its name';

interface Renamings {
  /** Entries whose `name` has to follow what they match. */
  readonly following: ReadonlySet<ImageEntry>;
  /** Uses that are renamed together with the entries that match them. */
  readonly renamed: ReadonlySet<Use>;
  /** Uses that can't be renamed, with the entry that would lose them. */
  readonly held: ReadonlyMap<Use, ImageEntry>;
}

/** Which uses are renamed although an entry matches them, and which entries follow. */
function renamings({ effective, matches, open }: Builds): Renamings {
  const matchedBy = new Map<ImageEntry, Use[]>();
  for (const [use, entries] of matches) {
    for (const entry of entries) {
      const matched = matchedBy.get(entry);
      if (matched === undefined) matchedBy.set(entry, [use]);
      else matched.push(use);
    }
  }
  // Whether kustomize finds an image in a custom resource depends on where it stands there: taken as both.
  const renamed = closure([...matches.keys()].filter((use) => effective.has(use) || use.kind === 'custom-resource'));
  const following = new Set([...renamed].flatMap((use) => [...(matches.get(use) ?? [])]));
  const held = new Map<Use, ImageEntry>();
  const stuck = [...following].filter(
    (entry) =>
      entry.match === undefined || open.has(entry) || matchedBy.get(entry)?.some(({ slots }) => slots.length === 0),
  );
  for (let entry = stuck.pop(); entry !== undefined; entry = stuck.pop()) {
    if (!following.delete(entry)) continue;
    for (const use of matchedBy.get(entry) ?? []) {
      if (!renamed.delete(use)) continue;
      held.set(use, entry);
      for (const match of matches.get(use) ?? []) stuck.push(match);
    }
  }
  return { following, renamed, held };

  /** With all that the same entries match. */
  function closure(first: readonly Use[]): Set<Use> {
    const reached = new Set(first);
    const seen = new Set<ImageEntry>();
    for (const use of reached) {
      for (const entry of matches.get(use) ?? []) {
        if (seen.has(entry)) continue;
        seen.add(entry);
        for (const other of matchedBy.get(entry) ?? []) reached.add(other);
      }
    }
    return reached;
  }
}

function reviseMatched(use: Use, { effective, matches }: Builds, { renamed, held }: Renamings): Use {
  const entries = matches.get(use);
  const first = entries?.values().next().value;
  if (entries === undefined || first === undefined) return use;
  if (renamed.has(use)) {
    const names = [...entries].flatMap(({ match }): readonly Slot[] => (match === undefined ? [] : [match]));
    return { ...use, slots: [...use.slots, ...names] };
  }
  const place = `${first.use.file}:${first.use.line}`;
  const holder = held.get(use);
  if (effective.has(use) && holder !== undefined) {
    return {
      ...use,
      slots: [],
      uneditable: `${holder.use.file}:${holder.use.line} finds it by this name, and maybe images that are elsewhere`,
    };
  }
  return { ...use, overriddenBy: place };
}

function reviseEntry(use: Use, entry: ImageEntry, { versions }: Builds, { following }: Renamings): Use {
  const { match } = entry;
  const follows = following.has(entry) && !entry.renames && match !== undefined;
  const slots = follows ? [match, ...use.slots.filter(({ writes }) => writes !== 'name')] : use.slots;
  const [version, ...others] = entry.setsVersion ? [] : (versions.get(entry) ?? []);
  const pulls =
    version === undefined || version === '' || others.length > 0
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
