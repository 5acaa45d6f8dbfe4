import { groupBy, setAt } from '../../base/grouping.ts';
import { compareTexts } from '../../base/order.ts';
import type { Use } from '../model/use.ts';
import type { ChartSource, Delivery, ImageEntry, Rendered } from './facts.ts';
import { distinct, firstMatching, type IndexedEntry, type Item, madeBy, saidIn, unfoundOf } from './items.ts';
import { Meeting } from './meetings.ts';
import type { Steps } from './steps.ts';

/** Kustomize takes a name for a regular expression (`IsImageMatched` in its api/image/image.go); a dot is meant as one. */
const IS_PATTERN = /[^\w./:@-]/;

/** What a list of entries works on. */
interface Built {
  readonly items: readonly Item[];
  /** Whether it has parts that are not in the tree. */
  readonly isOpen: boolean;
  readonly charts: readonly ChartSource[];
}

/** What images and entries have met. */
export interface Met {
  /** The entries that matched a use, in the order met. */
  readonly matches: ReadonlyMap<Use, ReadonlySet<ImageEntry>>;
  /** Tags and digests of what an entry matched, as they stand (`:1.27`). */
  readonly versions: ReadonlyMap<ImageEntry, ReadonlySet<string>>;
  /** Entries that may also match what is not in the tree. */
  readonly open: ReadonlySet<ImageEntry>;
  /** Entries that work on what charts render, with where the images of these stand. */
  readonly rendered: readonly Rendered[];
  /** The lists that an entry stands in, and those that an image passes, with what else passes them. */
  readonly meetings: ReadonlyMap<ImageEntry, ReadonlySet<Meeting>>;
  readonly passed: ReadonlyMap<Use, ReadonlySet<Meeting>>;
}

/** Runs lists of entries over images. */
export class EntryRuns implements Met {
  readonly matches = new Map<Use, Set<ImageEntry>>();
  readonly versions = new Map<ImageEntry, Set<string>>();
  readonly open = new Set<ImageEntry>();
  readonly rendered: Rendered[] = [];
  readonly meetings = new Map<ImageEntry, Set<Meeting>>();
  readonly passed = new Map<Use, Set<Meeting>>();
  /** Uses that something may find by a pattern, with why they keep their names. */
  readonly kept = new Map<Use, string>();
  readonly #steps: Steps;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  /** Kustomize runs the entries one after the other, so that one may match what another has made. */
  run({ items, isOpen, charts }: Built, entries: readonly ImageEntry[], isSorted: boolean): readonly Item[] {
    this.#steps.take(1, items.length, entries.length);
    if (entries.length === 0) return items;
    this.rendered.push({ entries, charts });
    if (isOpen) for (const entry of entries) this.open.add(entry);
    const byName = groupBy([...entries.entries()], ([, { name }]) => name);
    const meeting = new Meeting(entries, isSorted);
    for (const entry of entries) setAt(this.meetings, entry).add(meeting);
    const pattern = entries.find(({ name }) => IS_PATTERN.test(name))?.use;
    // Any of them may find what nobody sees, and what that makes goes on.
    const unseen = entries.map((entry, at) => [madeBy(entry, saidIn(entry.name)), at + 1] as const);
    const open: Passing[] = [...items.map((item) => [item, 0] as const), ...unseen];
    const transformed: Item[] = [];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      transformed.push(this.#through(next, { meeting, byName, pattern }, open));
    return distinct(transformed);
  }

  /** @param open where an image goes on as it is beside what an entry makes of it */
  #through([item, first]: Passing, { meeting, byName, pattern }: Run, open: Passing[]): Item {
    let now = item;
    for (let from = first; ; ) {
      meeting.pass(now, from);
      setAt(this.passed, now.use).add(meeting);
      if (pattern !== undefined) this.kept.set(now.use, `${pattern.file}:${pattern.line} finds images by a pattern`);
      this.#steps.take(1);
      const found = firstMatching(byName, now, from);
      if (found === undefined || this.#steps.areTooMany) return now;
      const [index, entry] = found;
      setAt(this.matches, now.use).add(entry);
      if (now.version !== undefined) setAt(this.versions, entry).add(now.version);
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

/**
 * The entries of a kustomization once an object has written its own there. Flux puts each in the place of the first of its name;
 * Argo CD keeps the last of each name and sorts them.
 */
export function withEntries(
  entries: readonly ImageEntry[],
  { entries: own, sortsEntries }: Pick<Delivery, 'entries' | 'sortsEntries'>,
): readonly ImageEntry[] {
  if (sortsEntries) {
    const byName = new Map([...entries, ...own].map((entry) => [entry.name, entry] as const));
    return [...byName.values()].toSorted((one, other) => compareTexts(one.name, other.name));
  }
  const written = [...entries];
  const places = new Map(entries.map(({ name }, at) => [name, at] as const).reverse());
  for (const entry of own) {
    const place = places.get(entry.name) ?? written.length;
    places.set(entry.name, place);
    written[place] = entry;
  }
  return written;
}
