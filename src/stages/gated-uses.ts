import type { ImageReference } from '../images/reference.ts';
import type { Use } from '../manifests/model/use.ts';
import type { ClassifiedUse } from '../uses/classes.ts';

/**
 * Which uses the gate judges, and as what. What opens the gate (an ignore, an override, a build of that name, a template, a folder of tests) is the base's
 * to say for pull requests and everything like them; of what the head says about itself only the same saying of the base counts
 * (docs/architecture.md#base-decides). Planning goes by the head's own classes.
 */

/** Marks by which a manifest sets a use aside. One that is not named here opens nothing. */
const MARKS = ['ignored', 'overriddenBy', 'testMaterial', 'ifEnabled'] as const satisfies readonly (keyof Use)[];
type Mark = (typeof MARKS)[number];

/** Whether a use is one that this product acts on: what nobody said to leave alone, and what is really built. */
export function counts(use: Use): boolean {
  return MARKS.every((mark) => use[mark] === undefined);
}

/** What is pulled, by which the base's uses are compared with the head's; an unknown tag is that of no other text. */
function pulledText({ image, pulls, unknownTag, text }: Use): string {
  if (image === null) return text;
  return unknownTag === true ? `${image} of ${text}` : (pulls ?? image);
}

/** What makes the same use in head and base. */
function keyOf(use: Use): string {
  return `${use.file}\0${pulledText(use)}`;
}

/** The uses with only those of some marks that the base has on the same reference in the same file. @param base nothing where it can't be read */
export function withBaseMarks<Marked extends Use>(
  uses: readonly Marked[],
  base: readonly Use[],
  marks: readonly Mark[] = MARKS,
): readonly Marked[] {
  const inBase = marks.map((mark) => ({
    mark,
    keys: new Set(base.filter((use) => use[mark] !== undefined).map(keyOf)),
  }));
  return uses.map((use) => {
    const own = inBase.filter(({ mark, keys }) => use[mark] !== undefined && !keys.has(keyOf(use)));
    if (own.length === 0) return use;
    const marked = { ...use };
    for (const { mark } of own) delete marked[mark];
    return marked;
  });
}

/** Classifies uses by what is built here. */
export type Classify = (uses: readonly Use[], builtHere: ReadonlySet<string>) => readonly ClassifiedUse[];

/** A tree as far as the gate looks at it. */
export interface GatedTree {
  readonly uses: readonly Use[];
  readonly builtHere: ReadonlySet<string>;
}

export interface GateScope {
  /** With the head's own classes and marks. */
  readonly head: readonly ClassifiedUse[];
  /** What the run is compared with; `undefined` where there is none, or it can't be read. */
  readonly base: GatedTree | undefined;
  readonly authority: 'commit' | 'base';
  readonly gateScope: 'new' | 'all';
  readonly isExempt: (file: string) => boolean;
  readonly classify: Classify;
}

/** Of the head's uses those that count, and that the base did not have or set aside. */
export function newUses(scope: GateScope): readonly ClassifiedUse[] {
  const counting = scope.head.filter(counts);
  return counting.filter(newnessOf(counting, scope));
}

/** The uses that the gate is asked about. */
export function gatedUses(scope: GateScope): ReadonlySet<ClassifiedUse> {
  const { authority, gateScope } = scope;
  const uses = authority === 'base' ? asBaseSays(scope) : scope.head;
  const counting = uses.filter(counts);
  const isNew = newnessOf(counting, scope);
  const holders = holdersOf(scope);
  const isAsked = (use: ClassifiedUse): boolean => {
    switch (judgeable(use, holders)) {
      case 'always':
        return gateScope === 'all' || isNew(use);
      // What nobody can judge and everybody has already is told by the report, not by every gate.
      case 'brought':
        return authority === 'base' && isNew(use);
      case 'never':
        return false;
    }
  };
  return new Set(counting.filter(isAsked));
}

/**
 * Nobody can ask about what is not known in full, can't be cached or is not there: it counts where a pull request brings it. Not so
 * what a holder has whom the base pulls from already, and the packages of the repository's owner: others can't put an image there.
 * @param holders as {@link holdersOf} gives them
 */
function judgeable(use: ClassifiedUse, holders: ReadonlySet<string>): 'always' | 'brought' | 'never' {
  // Defender scans images: a chart has nothing that it would look at (docs/azure-behaviour.md#cached-charts).
  if (use.kind === 'chart-source') return 'never';
  switch (use.class) {
    case 'public':
    case 'cached':
    case 'own':
      return 'always';
    case 'templated':
    case 'dangling':
    case 'half-moved':
      return 'brought';
    case 'foreign': {
      if (use.foreign === 'owned') return 'never';
      const isKnown = use.foreign === 'private' && holders.has(holderOf(use.reference));
      return isKnown ? 'never' : 'brought';
    }
    case 'trusted':
    case 'built-here':
      return 'never';
  }
}

/** Hosts on which anybody may have a place. */
const SHARED_HOSTS = /(?:^|\.)pkg\.dev$/;

/** Who holds an image: its host, and on a host of many the first part of the repository. */
function holderOf(reference: ImageReference | undefined): string {
  if (reference === undefined) return '';
  const { registry, repository } = reference;
  return SHARED_HOSTS.test(registry) ? `${registry}/${repository.split('/', 1)[0]}` : registry;
}

/** From whom the base pulls what the gate judges there. */
function holdersOf({ base, isExempt, classify }: GateScope): ReadonlySet<string> {
  if (base === undefined) return new Set();
  const judged = standing(base, classify).filter(({ file, reference }) => reference !== undefined && !isExempt(file));
  return new Set(judged.map(({ reference }) => holderOf(reference)));
}

/** The head's uses, set aside only where the base sets them aside. */
function asBaseSays({ head, base, classify }: GateScope): readonly ClassifiedUse[] {
  const marked = withBaseMarks(head, base?.uses ?? []);
  const built = marked.filter((use) => use.class === 'built-here');
  const classOf = new Map(classify(built, base?.builtHere ?? new Set()).map((use, index) => [built[index], use]));
  return marked.map((use, index) => {
    const asInBase = classOf.get(use) ?? use;
    if (asInBase.class !== use.class) {
      return { ...asInBase, because: 'it is built here by what is to be merged, and not by the base' };
    }
    const wasOverridden = head[index]?.overriddenBy !== undefined && use.overriddenBy === undefined;
    return wasOverridden ? { ...use, because: 'what is to be merged overrides it, and the base does not' } : use;
  });
}

/**
 * Whether a use is new: not judged in the base. What stood there only in exempt files is new once it stands elsewhere; what was ignored,
 * overridden or built there is new once it is not.
 */
function newnessOf(counting: readonly Use[], { base, isExempt, classify }: GateScope): (use: Use) => boolean {
  if (base === undefined) return () => true;
  const inBase = standing(base, classify);
  const judged = new Set(inBase.filter(({ file }) => !isExempt(file)).map(textOf));
  const anywhere = new Set(inBase.map(textOf));
  const outside = new Set(counting.filter(({ file }) => !isExempt(file)).map(textOf));
  return (use) => {
    const text = textOf(use);
    return !judged.has(text) && (!anywhere.has(text) || outside.has(text));
  };
}

/** Of what is not known in full, the file and its text; of the others what is pulled, wherever it stands. */
function textOf(use: Use): string {
  return use.image === null || use.unknownTag === true ? keyOf(use) : pulledText(use);
}

/** The base's uses that were not set aside there. */
function standing({ uses, builtHere }: GatedTree, classify: Classify): readonly ClassifiedUse[] {
  return classify(uses, builtHere).filter((use) => counts(use) && use.class !== 'built-here');
}
