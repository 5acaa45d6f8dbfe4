import { groupBy } from '../base/grouping.ts';
import { once } from '../base/lazy.ts';
import { compareTexts } from '../base/order.ts';
import { buildClaim } from '../images/built-here.ts';
import { parseReference } from '../images/reference.ts';
import { isBeginning, isRead, isReadByBeginning, kindTable } from './extract.ts';
import { type Ignores, markIgnored } from './ignore.ts';
import { keepJoined } from './joined-names.ts';
import { KINDS } from './kinds.ts';
import type { Fact, FactBook, FiledFact } from './model/fact.ts';
import type { ManifestKind } from './model/kind.ts';
import type { ScanWarning, UnseenSource, Use } from './model/use.ts';
import { keepNames, type NameKeepers, nameKeepers } from './name-keepers.ts';
import { namedUnread } from './named-unread.ts';
import { markShared } from './shared-texts.ts';
import { markTestMaterial } from './test-material.ts';
import { mayBeTestPath, type NamedPaths } from './test-paths.ts';
import { type Told, toldBy } from './told.ts';

/** What the manifests of a tree tell, before anything is known of a registry. */
export interface ScanResult {
  /** Sorted by file, line, column. */
  readonly uses: readonly Use[];
  readonly unseen: readonly UnseenSource[];
  readonly warnings: readonly ScanWarning[];
  /** What the repository builds itself, as `buildClaim` says it. */
  readonly builtHere: ReadonlySet<string>;
  readonly filesRead: number;
  /** For uses that become known later: what names have to stay. */
  readonly keepers?: NameKeepers;
}

/** A scan to which files are given one after the other, so that a tree need not be in memory as a whole. */
export interface Scan {
  /** Whether a file is worth reading, by its path alone. */
  readonly wants: (path: string) => boolean;
  /** Whether the first bytes of a file tell if it is worth reading, since its path does not. */
  readonly mayWant: (path: string) => boolean;
  /** Whether such a file is, by its bytes, of which at most the first `MAX_BEGINNING_BYTES` count. */
  readonly wantsBeginning: (bytes: Uint8Array) => boolean;
  /**
   * To be called before any file is added, with the paths of all that may be: what only matters to trees whose tests name images is
   * then looked for in such alone. Who does not know the paths need not call it: the result is the same.
   * @returns the paths in the order in which they cost least: tests first
   */
  readonly expect: (paths: readonly string[]) => readonly string[];
  /**
   * In any order.
   * @returns what the file tells; where it is no fact, nobody will want its text
   */
  readonly add: (path: string, text: string) => Told;
  /** A file that has been read before, for another scan with the same kinds. */
  readonly addTold: (path: string, told: Told) => void;
  /** For a file that could not be read. */
  readonly warn: (warning: ScanWarning) => void;
  readonly finish: () => ScanResult;
}

/** Of all kinds; made once, since whole trees are asked about path by path. */
const tableOfAll = once(() => kindTable(KINDS, true));

/** Whether a file is worth reading, by its path alone. */
export function isManifestPath(path: string): boolean {
  return isRead(path, tableOfAll());
}

/** Whether the first bytes of a file tell if it is worth reading, since its path does not; `isManifestBeginning` asks them. */
export function mayBeManifest(path: string): boolean {
  return isReadByBeginning(path, tableOfAll());
}

/** Whether a file whose path says nothing is worth reading, by its bytes. */
export function isManifestBeginning(bytes: Uint8Array): boolean {
  return isBeginning(bytes, tableOfAll());
}

/**
 * Starts a scan. Pure: it is given texts and returns what they tell.
 * @param skips whether texts that can hold nothing are passed over unparsed; only tests of that say no
 */
export function startScan(kinds: readonly ManifestKind[] = KINDS, skips = true): Scan {
  const table = kindTable(kinds, skips);
  const facts = new Map<string, readonly Fact[]>();
  const ignores = new Map<string, Ignores>();
  const unreadable: ScanWarning[] = [];
  const named: NamedPaths[] = [];
  const tests = new ExpectedTests();
  const addTold = (path: string, told: Told) => {
    tests.add(path, told);
    facts.set(path, told.facts);
    if (told.ignores !== undefined) ignores.set(path, told.ignores);
    if (told.names !== undefined && told.names !== 'unasked') named.push(told.names);
  };
  return {
    wants: (path) => isRead(path, table),
    mayWant: (path) => isReadByBeginning(path, table),
    wantsBeginning: (bytes) => isBeginning(bytes, table),
    expect: (paths) => tests.expect(paths),
    add: (path, text) => {
      const told = toldBy(path, text, table, tests.asksForNames(path));
      addTold(path, told);
      return told;
    },
    addTold,
    warn: (warning) => {
      unreadable.push(warning);
    },
    finish: () => resolveAll(kinds, bookOf(facts), { ignores, unreadable, named }),
  };
}

/** Whether anybody will ask which paths a file names: only where something of a test may be an image. */
class ExpectedTests {
  /** Those that have not been read; absent where nobody said which there are. */
  #unread: Set<string> | undefined;
  #told = false;

  expect(paths: readonly string[]): readonly string[] {
    const tests = paths.filter(mayBeTestPath);
    this.#unread = new Set(tests);
    if (tests.length === 0) return paths;
    const unread = this.#unread;
    return [...tests, ...paths.filter((path) => !unread.has(path))];
  }

  add(path: string, { facts }: Told): void {
    if (this.#unread?.delete(path) === true && facts.length > 0) this.#told = true;
  }

  asksForNames(path: string): boolean {
    return this.#told || this.#unread === undefined || this.#unread.size > 0 || mayBeTestPath(path);
  }
}

/** What is known of the files besides the facts that kinds tell. */
interface Beside {
  readonly ignores: ReadonlyMap<string, Ignores>;
  readonly unreadable: readonly ScanWarning[];
  readonly named: readonly NamedPaths[];
}

/** The resolve phase: every kind's uses, then what the kinds know of each other's. */
function resolveAll(
  kinds: readonly ManifestKind[],
  book: FactBook,
  { ignores, unreadable, named }: Beside,
): ScanResult {
  const found = [...book.of('use').map(({ fact }) => fact.use), ...kinds.flatMap((kind) => kind.resolve?.(book) ?? [])];
  const writable = keepJoined(markShared(found, book), book);
  const revised = kinds.reduce<readonly Use[]>((sofar, kind) => kind.revise?.(sofar, book) ?? sofar, writable);
  const keepers = nameKeepers(book);
  const uses = keepNames(revised, keepers);
  const warnings = [
    ...book.of('warning').map(({ fact }) => fact.warning),
    ...unreadable,
    ...[...ignores.values()].flatMap((ignored) => ignored.warnings),
  ];
  return {
    uses: markTestMaterial(markIgnored(uses, ignores), book, named).toSorted(byPlace),
    unseen: [...book.of('unseen').map(({ fact }) => fact.unseen), ...namedUnread(book)].toSorted(byLine),
    warnings: warnings.toSorted(byLine),
    builtHere: new Set([
      ...book.of('built-here').map(({ fact }) => fact.claim),
      ...uses.flatMap((use) => (use.built === true ? builtAs(use) : [])),
    ]),
    filesRead: book.files.length,
    keepers,
  };
}

function builtAs({ image, unknownTag }: Use): readonly string[] {
  const reference = image === null ? undefined : parseReference(image);
  return reference === undefined ? [] : [buildClaim(reference, unknownTag)];
}

/** The facts with an index by type, made once: kinds ask often. */
function bookOf(facts: ReadonlyMap<string, readonly Fact[]>): FactBook {
  const files = [...facts.keys()].sort();
  const filed = files.flatMap((file) => (facts.get(file) ?? []).map((fact) => ({ file, fact })));
  const byType = groupBy(filed, ({ fact }) => fact.type);
  return {
    files,
    inFile: (file) => facts.get(file) ?? [],
    of: <T extends Fact['type']>(type: T) =>
      (byType.get(type) ?? []).flatMap(({ file, fact }): readonly FiledFact<T>[] =>
        isOfType(fact, type) ? [{ file, fact }] : [],
      ),
  };
}

function isOfType<T extends Fact['type']>(fact: Fact, type: T): fact is Extract<Fact, { readonly type: T }> {
  return fact.type === type;
}

function byPlace(one: Use, other: Use): number {
  return byLine(one, other) || one.column - other.column;
}

interface Line {
  readonly file: string;
  readonly line: number;
}

function byLine(one: Line, other: Line): number {
  return compareTexts(one.file, other.file) || one.line - other.line;
}
