import { groupBy } from '../../base/grouping.ts';
import { formatReference, nameOf, parseReference } from '../../images/reference.ts';
import type { FactBook } from '../model/fact.ts';
import type { Slot, Use } from '../model/use.ts';
import type { SourceFile } from '../source/source.ts';
import { chartsIn } from './charts.ts';
import type { Dependency, ValueUse } from './facts.ts';
import { type GivenPlace, givenIn } from './given-values.ts';
import { SPENT } from './go-template/budget.ts';
import { byRegistry, type Join, placeOf, type Untold } from './joins.ts';
import { isHalf, registryOfChart, unlessRefused, unresolved } from './remote-values.ts';
import { type GivenFiles, renderCharts } from './rendered.ts';
import { type HeldText, type TemplateImage, withoutDead } from './template-image.ts';

/** What the charts of a tree make of texts, by where these stand. */
export interface MadeImages {
  /** By the place of the text that names the image. */
  readonly joins: ReadonlyMap<string, readonly Join[]>;
  /** What could not be told, by the places of all texts that are in it. */
  readonly untoldOf: ReadonlyMap<string, readonly UntoldImage[]>;
  /** By the place in the template. */
  readonly byPlace: ReadonlyMap<string, readonly (Join | UntoldImage)[]>;
  /** By the chart that brings it along and the key of its values: charts that are not in the tree. */
  readonly remote: ReadonlyMap<string, ReadonlyMap<string, Dependency>>;
  /** Files whose values are given to a chart that they are no part of, with the chart's folder. */
  readonly given: GivenFiles;
  /** By file: texts of which something else is made. */
  readonly held: ReadonlyMap<string, readonly HeldText[]>;
  /** Whether charts make more than is followed. */
  readonly isSpent: boolean;
}

const KNOWN = new WeakMap<FactBook, MadeImages>();

/** Evaluates the charts of a tree, once. */
export function madeImagesOf(book: FactBook): MadeImages {
  const known = KNOWN.get(book);
  if (known !== undefined) return known;
  const { images, remote, given: givenFiles, isSpent } = renderCharts(book);
  const made = images.filter((image) => image.type === 'image');
  const held = new Map<string, HeldText>();
  for (const image of images) {
    const place =
      image.type === 'held' ? `${placeOf(image.file, image.start)}\0${image.end}\0${image.onlyApart ?? false}` : '';
    if (image.type === 'held' && !held.has(place)) held.set(place, image);
  }
  const told = withoutDead(made).map((image) => {
    const { found } = image;
    return { ...image, found: 'main' in found ? found : { ...found, ...placeIn(image) } };
  });
  const joins = told.flatMap(({ found }) => ('main' in found ? [found] : []));
  const untold = told.flatMap(({ found }) => ('main' in found ? [] : [found]));
  const result: MadeImages = {
    joins: groupBy(joins, ({ main: { from } }) => placeOf(from.file, from.start)),
    untoldOf: groupPieces(untold),
    byPlace: new Map(
      [...groupBy(told, ({ file, place }) => placeOf(file, place.start))].map(([place, all]) => [
        place,
        all.map(({ found }) => found),
      ]),
    ),
    remote,
    given: givenFiles,
    held: groupBy(held.values(), ({ file }) => file),
    isSpent,
  };
  KNOWN.set(book, result);
  return result;
}

interface UntoldImage extends Untold {
  readonly file: string;
  readonly start: number;
}

function placeIn({ file, place: { start } }: TemplateImage): Pick<UntoldImage, 'file' | 'start'> {
  return { file, start };
}

function groupPieces(untold: readonly UntoldImage[]): ReadonlyMap<string, readonly UntoldImage[]> {
  const pairs = untold.flatMap((image) =>
    image.pieces.map(({ from }) => ({ image, place: placeOf(from.file, from.start) })),
  );
  return new Map(
    [...groupBy(pairs, ({ place }) => place)].map(([place, all]) => [place, all.map(({ image }) => image)]),
  );
}

/**
 * What a value is once the templates have joined it: several uses where it makes several images.
 * @param today what it is by its own fields
 * @param root the chart that its file belongs to
 */
export function valueUsesMade(value: ValueUse, today: Use, root: string, made: MadeImages): readonly Use[] {
  const place = placeOf(today.file, value.start);
  const joins = apart(distinct(made.joins.get(place) ?? []));
  if (joins.length > 0) return joins.map((join) => joinedUse(today, join));
  const remote = made.remote.get(root)?.get(value.path.split('.', 1)[0] ?? '');
  if (remote !== undefined && isHalf(today)) return [unresolved(today, registryOfChart(remote))];
  const untold = made.untoldOf.get(place)?.[0];
  if (untold !== undefined) return [unresolved(today, `it is joined at ${untold.file}: ${untold.why}`)];
  if (made.isSpent && isHalf(today)) return [unresolved(today, SPENT)];
  const chart = made.given.get(today.file);
  if (chart !== undefined && isHalf(today)) return [unresolved(today, decidedBy(chart))];
  return [unlessRefused(today, remote?.repository)];
}

/** Uses in values that are given to a chart of the tree from elsewhere, as its templates make them. */
export function givenUsesMade(uses: readonly Use[], book: FactBook): readonly Use[] {
  const charts = chartsIn(book);
  const given = givenIn(book, (folder) => charts.has(folder));
  if (given.size === 0) return uses;
  const made = madeImagesOf(book);
  const at = new GivenTexts(given, made);
  const known = new Set<string>();
  const revised = uses.flatMap((use): readonly Use[] => {
    const places = given.get(use.file);
    if (places === undefined) return [use];
    const place = `${use.file}:${use.line}:${use.column}`;
    known.add(place);
    const joins = at.joins.get(place);
    if (joins !== undefined) return distinct(joins).map((join) => joinedUse(use, join));
    const chart = places.find(({ lines: [first, last] }) => first <= use.line && use.line <= last)?.chart;
    if (chart === undefined) return [use];
    const untold = at.untold.get(place);
    if (untold !== undefined) return [unresolved(use, `it is joined at ${untold.file}: ${untold.why}`)];
    return [isHalf(use) ? unresolved(use, decidedBy(chart)) : use];
  });
  const more = [...at.joins].flatMap(([place, joins]) => {
    const [first] = joins;
    const source = first === undefined ? undefined : given.get(first.main.from.file)?.[0]?.source;
    return source === undefined || known.has(place)
      ? []
      : distinct(joins).map((join) => newUse(join, source, 'helm-values'));
  });
  return [...revised, ...more].map((use) => (given.has(use.file) ? unlessHeld(use, made) : use));
}

/** What is made of texts in files that give values to charts, by line and column. */
class GivenTexts {
  readonly joins = new Map<string, readonly Join[]>();
  readonly untold = new Map<string, UntoldImage>();

  constructor(given: ReadonlyMap<string, readonly GivenPlace[]>, made: MadeImages) {
    const positionOf = (file: string, start: number) => {
      const position = given.get(file)?.[0]?.source.at(start);
      return position === undefined ? undefined : `${file}:${position.line}:${position.column}`;
    };
    for (const all of made.joins.values()) {
      const from = all[0]?.main.from;
      const position = from === undefined ? undefined : positionOf(from.file, from.start);
      if (position !== undefined) this.joins.set(position, all);
    }
    for (const all of made.untoldOf.values())
      for (const image of all)
        for (const { from } of image.pieces) {
          const position = positionOf(from.file, from.start);
          if (position !== undefined) this.untold.set(position, image);
        }
  }
}

/** A use that stays where something else is made of what would be written, or nobody knows. */
export function unlessHeld(use: Use, { held, isSpent }: MadeImages): Use {
  const { image, slots, uneditable } = use;
  if (image === null || uneditable !== undefined) return use;
  if (isSpent) return { ...use, uneditable: SPENT };
  const found = slots
    .filter(({ writes }) => writes !== 'digest')
    .map((slot) => held.get(slot.file)?.find((text) => holds(text, slot)))
    .find((text) => text !== undefined);
  return found === undefined ? use : { ...use, uneditable: found.why };
}

function holds({ start, end, onlyApart }: HeldText, slot: Slot): boolean {
  const isApart = slot.writes === 'name' && slot.tail !== '';
  return start < slot.end && slot.start < end && (onlyApart !== true || isApart);
}

function decidedBy(chart: string): string {
  return `what it becomes is decided by the chart in ${chart === '' ? 'the top folder' : chart}`;
}

/** Images that are made of values in which nothing by itself says so. */
export function otherValueUses(book: FactBook, made: MadeImages): readonly Use[] {
  const known = new Set(book.of('helm-value').map(({ file, fact }) => placeOf(file, fact.value.start)));
  const sources = new Map(book.of('helm-values-root').map(({ file, fact }) => [file, fact.source]));
  return [...made.joins].flatMap(([place, joins]) => {
    const [first] = joins;
    const source = first === undefined ? undefined : sources.get(first.main.from.file);
    if (first === undefined || source === undefined || known.has(place)) return [];
    return distinct(joins).map((join) => newUse(join, source, 'helm-values'));
  });
}

/** What a place in a template is: the image that it names, or a place that values feed. */
export function templateUses(use: Use, start: number, made: MadeImages): readonly Use[] {
  const found = made.byPlace.get(placeOf(use.file, start)) ?? [];
  const named = found.flatMap((each) => ('main' in each && each.main.from.in === 'template' ? [each] : []));
  if (named.length > 0) return distinct(named).map((join) => ({ ...joinedUse(use, join), part: use.part }));
  const untold = found.flatMap((each) => ('main' in each ? [] : [each]));
  const slots = untold.flatMap(({ pieces }) => pieces.map(({ from, text }) => wholeSlot(from.file, from.start, text)));
  // Nothing of what it is made of may change: nobody knows what it would become.
  return [untold.length === 0 ? use : { ...use, reason: `${use.reason ?? ''}; ${untold[0]?.why ?? ''}`, slots }];
}

function wholeSlot(file: string, start: number, text: string): Slot {
  return { file, start, end: start + text.length, writes: 'name', before: '', after: '', tail: '' };
}

function joinedUse(today: Use, { reference, slots, pieces, uneditable }: Join): Use {
  const madeOf = rangesOf(pieces);
  const { reason: _, uneditable: __, pulls: ___, ...rest } = today;
  const image = formatReference(reference);
  const before = today.image === null ? undefined : parseReference(today.image);
  if (before === undefined || nameOf(before) !== nameOf(reference))
    return { ...rest, image, slots, madeOf, ...(uneditable === undefined ? {} : { uneditable }) };
  const digests = today.slots.filter(({ writes }) => writes === 'digest');
  const isMore = today.image !== null && image.length > today.image.length && image.startsWith(today.image);
  const pulls = isMore ? image : today.pulls;
  return {
    ...rest,
    ...(pulls === undefined ? {} : { pulls }),
    slots: slots.length === 0 ? [] : [...slots, ...digests],
    madeOf,
    ...(uneditable === undefined ? {} : { uneditable }),
  };
}

function newUse(
  { reference, main: { from, text }, slots, pieces, uneditable }: Join,
  source: SourceFile,
  kind: 'helm-values',
): Use {
  return {
    file: from.file,
    ...source.at(from.start),
    text,
    image: formatReference(reference),
    kind,
    part: 'repository',
    also: [],
    slots,
    madeOf: rangesOf(pieces),
    ...(uneditable === undefined ? {} : { uneditable }),
  };
}

function rangesOf(pieces: Join['pieces']): NonNullable<Use['madeOf']> {
  return pieces.flatMap(({ from: { file, start, in: within }, text }) =>
    within === 'directive' ? [] : [{ file, start, end: start + text.length }],
  );
}

/**
 * Images that one repository makes behind several registries: each moves by its registry alone, so that the repository stays what it is
 * to the others.
 */
function apart(joins: readonly Join[]): readonly Join[] {
  if (new Set(joins.map(({ reference }) => nameOf(reference))).size < 2) return joins;
  return joins.map((join) => ({ ...join, slots: byRegistry(join.slots, join.pieces) ?? join.slots }));
}

/** One of those that name the same image and are written at the same places. */
function distinct(joins: readonly Join[]): readonly Join[] {
  return [
    ...new Map(
      joins
        .toReversed()
        .map((join) => [
          `${nameOf(join.reference)} ${join.slots.map(({ file, start, end, writes }) => `${file} ${start} ${end} ${writes}`).join()}`,
          join,
        ]),
    ).values(),
  ].reverse();
}
