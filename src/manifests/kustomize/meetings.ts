import { groupBy } from '../../base/grouping.ts';
import { nameLength } from '../../images/reference.ts';
import type { TakenName, TakenNames, Use } from '../model/use.ts';
import { nameIn } from './charts.ts';
import type { ImageEntry } from './facts.ts';

/** A list of entries, and the images that pass it in one build: what is found there by its name, and what is not. */
export class Meeting {
  readonly entries: readonly ImageEntry[];
  /** Whether they are sorted by their names first, so that none stays where it is put. */
  readonly isSorted: boolean;
  /** What the images are called on their way, without versions, with a use of each and the first entry that may find it. */
  readonly #images = new Map<string, { readonly use: Use; readonly from: number }>();
  /** By name, from which entries on it passes: what an entry has made meets those behind it. */
  readonly #passes = new Map<string, Set<number>>();
  /** Those of them that may be given another name. */
  readonly #movable = new Set<string>();
  /** For each use the first entry that may find it. */
  readonly #from = new Map<Use, number>();
  readonly #rests = new Map<number, Meeting>();
  #entryNames: TakenNames | undefined;
  #imageNames: TakenNames | undefined;
  #called: ReadonlyMap<string | undefined, readonly (readonly [string | undefined, string])[]> | undefined;
  #bridges: ReadonlyMap<string, string> | undefined;

  constructor(entries: readonly ImageEntry[], isSorted: boolean) {
    this.entries = entries;
    this.isSorted = isSorted;
  }

  /** An image is called so when the entries run that come from an index on. */
  pass({ name, use }: { readonly name: string; readonly use: Use }, from: number): void {
    if (use.slots.length > 0) this.#movable.add(name);
    if ((this.#images.get(name)?.from ?? Number.POSITIVE_INFINITY) > from) this.#images.set(name, { use, from });
    this.#passes.set(name, (this.#passes.get(name) ?? new Set()).add(from));
    this.#from.set(use, Math.min(from, this.#from.get(use) ?? from));
  }

  /** As if the list began there: what stands before changes nothing of what is met behind it. */
  #behind(from: number): Meeting {
    if (from === 0) return this;
    const known = this.#rests.get(from) ?? new Meeting(this.entries.slice(from), this.isSorted);
    this.#rests.set(from, known);
    return known;
  }

  get #names(): TakenNames {
    this.#entryNames ??= new Map(
      this.entries.map(({ name, use }) => [bare(name), this.#taken(bare(name), use)] as const).reverse(),
    );
    return this.#entryNames;
  }

  /** The names that entries look for in what a use is called: of one that an entry here makes, those behind it. */
  namesFor(use: Use): TakenNames {
    return this.#behind(this.#from.get(use) ?? 0).#names;
  }

  /** The names of the images that pass. */
  get imageNames(): TakenNames {
    this.#imageNames ??= new Map([...this.#images].map(([name, { use }]) => [name, this.#taken(name, use)] as const));
    return this.#imageNames;
  }

  /** An image that passes and that no entry of a name finds, though it has the same name once both are moved: it is spelled otherwise, or moved. */
  namesake(entry: ImageEntry): string | undefined {
    this.#called ??= groupBy(
      [...this.#movable].flatMap((name) => [nameIn(name), movedFrom(name)].map((called) => [called, name] as const)),
      ([called]) => called,
    );
    const name = bare(entry.name);
    const at = this.entries.indexOf(entry);
    const called = nameIn(name);
    const found = called === undefined ? [] : (this.#called.get(called) ?? []);
    return found.map(([, other]) => other).find((other) => other !== name && this.#passesUnchanged(other, name, at));
  }

  /** Whether an image called so passes an entry without having been changed into what that looks for. */
  #passesUnchanged(other: string, name: string, at: number): boolean {
    return [...(this.#passes.get(other) ?? [])].some(
      (from) => from <= at && !this.#behind(from).bridgedTo(name).has(other),
    );
  }

  /** Whether an entry would get another place in a sorted list by a new name, and what it makes or finds is another entry's, too. */
  isMovedBySorting(entry: ImageEntry): boolean {
    if (!this.isSorted) return false;
    const [finds, makes] = [unmoved(entry.name), unmoved(entry.newName)];
    return this.entries.some((other) => {
      const found = unmoved(other.name);
      return other !== entry && (unmoved(other.newName) === finds || found === finds || found === makes);
    });
  }

  /** The names that an entry changes into this one, and nothing else of the image, before any other looks for it. */
  bridgedTo(name: string): ReadonlySet<string> {
    return new Set([...this.#bridgesHere()].flatMap(([from, to]) => (to === name ? [from] : [])));
  }

  #taken(name: string, { file, line }: Use): TakenName {
    const to = this.#bridgesHere().get(name);
    return { at: `${file}:${line}`, sameAs: new Set([...this.bridgedTo(name), ...(to === undefined ? [] : [to])]) };
  }

  /**
   * By name: what it is changed into before any other entry looks for either. One that looks for what it is changed into follows, so
   * that the change is never what decides, and nobody edits it.
   */
  #bridgesHere(): ReadonlyMap<string, string> {
    if (this.#bridges !== undefined) return this.#bridges;
    const last = new Map(this.entries.map(({ name }, at) => [name, at] as const));
    const lookedFor = groupBy(this.entries, ({ name }) => bare(name));
    const seen = new Set<string>();
    const bridges = new Map<string, string>();
    for (const [at, { name, newName, renames, setsVersion }] of this.entries.entries()) {
      const isAlone = lookedFor.get(name)?.length === 1 && !seen.has(newName) && (last.get(newName) ?? at) > at;
      if (renames && !setsVersion && isAlone) bridges.set(name, newName);
      seen.add(bare(name));
    }
    this.#bridges = bridges;
    return bridges;
  }
}

/** What a name may have been before it was moved to where a registry has it by default. */
function movedFrom(name: string): string | undefined {
  const rest = name.slice(name.indexOf('/') + 1);
  return /^[^/]*[.:]/.test(rest) ? nameIn(rest) : undefined;
}

/** A name as every spelling of it has it, moved or not. */
function unmoved(name: string): string {
  return movedFrom(bare(name)) ?? nameIn(bare(name)) ?? bare(name);
}

function bare(name: string): string {
  return name.slice(0, nameLength(name));
}
