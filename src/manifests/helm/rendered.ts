import { once } from '../../base/lazy.ts';
import type { FactBook } from '../model/fact.ts';
import { directoryOf, joinPath } from '../source/paths.ts';
import {
  type ChartFiles,
  type Charts,
  chartsOf,
  includesOneOf,
  inOrder,
  sourceAt,
  type TemplateFile,
} from './chart-files.ts';
import { COMMON_IMAGES } from './common-images.ts';
import type { Chart, Dependency } from './facts.ts';
import type { ValuesRoot } from './given-values.ts';
import { Budget } from './go-template/budget.ts';
import type { Look } from './go-template/looks.ts';
import { coalesced, copiedWhenAsked } from './go-template/mappings.ts';
import { parseTemplate } from './go-template/parse.ts';
import { PrintedTemplates } from './go-template/printed.ts';
import {
  computed,
  fieldAt,
  fieldOf,
  MapMadeWhenAsked,
  mapValue,
  textOf,
  unknown,
  type Value,
} from './go-template/traced-value.ts';
import { heldByLooks, heldBySchemas, mentionsOf, movablesApart, movablesIn } from './held-texts.ts';
import type { Mentions } from './mentions.ts';
import { Moves } from './movable.ts';
import { printedIn } from './printed-values.ts';
import { renderAlone } from './standing-alone.ts';
import { type ChartImage, chartImageOf } from './template-image.ts';
import { valueOfNode } from './values-value.ts';
import { type MadeImage, makingTemplates, outside, type Walk, type WalkedSource, walkTemplate } from './walk.ts';

/** The charts that are not in the tree, by the chart that brings them and the key of their values. */
export type RemoteCharts = ReadonlyMap<string, ReadonlyMap<string, Dependency>>;

/** Files whose values are given to a chart that they are no part of, with the chart's folder. */
export type GivenFiles = ReadonlyMap<string, string>;

/** Steps for all charts of a tree together; a chart of people takes some thousands. */
const MAX_STEPS = 8_000_000;
/** Files with other values that one chart is evaluated with, and how deep sub-charts are followed. */
const MAX_OVERLAYS = 32;
/** Releases of one chart that it is evaluated for. */
const MAX_GIVEN = 256;
/** How often it is asked what else is made of the texts of images; each time may find images that are made of others. */
const MAX_ROUNDS = 3;
const MAX_DEPTH = 4;

/**
 * Evaluates every chart with its own values, with each values file of its folder, and as part of the charts that bring it along
 * with theirs.
 * @returns every image that a template makes, the charts that nothing could be evaluated of, and the files that are given to others
 */
export function renderCharts(book: FactBook): {
  readonly images: readonly ChartImage[];
  readonly remote: RemoteCharts;
  readonly given: GivenFiles;
  /** Whether the charts of the tree take more steps than are followed, so that not all that they make is known. */
  readonly isSpent: boolean;
} {
  const charts = chartsOf(book);
  const budget = new Budget(MAX_STEPS);
  const images: ChartImage[] = [];
  for (const chart of charts.values()) for (const image of imagesOf(chart, charts, budget)) images.push(image);
  return { images, remote: remoteCharts(charts), given: givenFiles(charts), isSpent: budget.left <= 0 };
}

function givenFiles(charts: Charts): GivenFiles {
  return new Map(
    [...charts.values()].flatMap(({ root, given }) =>
      given.flatMap(({ layers }) => layers.map(({ file }) => [file, root] as const)),
    ),
  );
}

function remoteCharts(charts: Charts): RemoteCharts {
  const remote = new Map<string, Map<string, Dependency>>();
  for (const chart of charts.values()) {
    for (const dependency of chart.chart.dependencies) {
      if (subchart(chart, dependency, charts) !== undefined) continue;
      const known = remote.get(chart.root) ?? new Map<string, Dependency>();
      remote.set(chart.root, known.set(dependency.key, dependency));
    }
  }
  return remote;
}

/** What a chart made in the tree before this one: head and base have most charts in common. */
interface Evaluated {
  /** What it is a function of: the facts of the chart and of all that it brings along. */
  readonly parts: readonly object[];
  readonly images: readonly ChartImage[];
  readonly steps: number;
}

const EVALUATED = new WeakMap<Chart, Evaluated>();

function imagesOf(chart: ChartFiles, charts: Charts, budget: Budget): readonly ChartImage[] {
  const parts = [...reachedFrom(chart, charts)].flatMap((each) => each.parts);
  const before = EVALUATED.get(chart.chart.origin);
  // With too few steps left the end of a chart is not evaluated, which is something else.
  if (before !== undefined && before.steps < budget.left && isSame(before.parts, parts)) {
    budget.spend(before.steps);
    return before.images;
  }
  const { left } = budget;
  const images: ChartImage[] = [];
  const found = (made: MadeImage) => {
    const image = chartImageOf(made);
    if (image !== undefined) images.push(image);
  };
  const looks: Look[] = [];
  const looked = (look: Look) => looks.push(look);
  const each = valuesOf(chart, charts, budget);
  for (const values of each)
    renderChart(chart, values(), { charts, budget, above: [], visit: imagesIn(budget, found, looked) });
  const reached = [...reachedFrom(chart, charts)];
  const others = (moves: Moves): readonly ChartImage[] => {
    const mentions = mentionsOf(reached, moves);
    if (mentions === undefined) return [];
    const more: ChartImage[] = [];
    const visit = othersIn(mentions, moves, { budget, images: more, looked });
    for (const values of each) renderChart(chart, values(), { charts, budget, above: [], visit });
    return more;
  };
  let moves = new Moves(movablesIn(images, reached));
  let more = others(moves);
  // An image that is found there may be made of texts that nobody knew to be parts of images.
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const all = new Moves(movablesIn([...images, ...more], reached));
    const known = moves.places;
    if ([...all.places].every((place) => known.has(place))) break;
    moves = all;
    more = others(moves);
  }
  const apart = new Moves(movablesApart([...images, ...more]));
  images.push(...more, ...heldByLooks(looks, moves, apart, budget), ...heldBySchemas(reached, moves));
  if (budget.left > 0) EVALUATED.set(chart.chart.origin, { parts, images, steps: left - budget.left });
  return images;
}

/** All that a chart is evaluated with, each made when its turn comes: what is spent before is not there any more. */
function valuesOf(chart: ChartFiles, charts: Charts, budget: Budget): readonly (() => Value)[] {
  const own = once(() => ownValues(chart, charts, budget));
  const over = (base: Value, { root, file }: ValuesRoot) => coalesced(valueOfNode(root, file), base, budget);
  return [
    own,
    ...chart.overlays.slice(0, MAX_OVERLAYS).map((overlay) => once(() => over(own(), overlay))),
    ...chart.given
      .slice(0, MAX_GIVEN)
      .map(({ layers, replaces }) => once(() => layers.reduce(over, replaces ? mapValue([]) : own()))),
  ];
}

function isSame(one: readonly object[], other: readonly object[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/** A chart and what it brings along, and what that brings along. */
function reachedFrom(chart: ChartFiles, charts: Charts): Set<ChartFiles> {
  const reached = new Set<ChartFiles>([chart]);
  for (const each of reached) for (const [, inner] of subcharts(each, charts)) reached.add(inner);
  return reached;
}

interface Around {
  readonly charts: Charts;
  readonly budget: Budget;
  /** What is done with a chart and the values that it is given. */
  readonly visit: Visit;
  /** The charts that bring this one along, the nearest last. */
  readonly above: readonly ChartFiles[];
}

type Visit = (chart: ChartFiles, values: Value, defines: Defines) => void;

/** Finds the images of a chart. */
function imagesIn(budget: Budget, found: (image: MadeImage) => void, looked: (look: Look) => void): Visit {
  return (chart, values, defines) => {
    const making = inOrder(chart.files, (file) => makesImages(file) || includesOneOf(file, defines.making));
    if (making.length === 0) return;
    const run = { ...defines, budget, found, looked, printed: new PrintedTemplates() };
    const top = topOf(chart, copiedWhenAsked(values, budget));
    for (const file of making) if (!renderAlone(file, top, run)) renderWhole(file, top, run);
  };
}

function renderChart(chart: ChartFiles, values: Value, around: Around): void {
  const { charts, budget, visit, above } = around;
  visit(chart, withInner(chart, values, around), definesFor(chart, around));
  if (above.length >= MAX_DEPTH) return;
  for (const [key, inner] of subcharts(chart, charts)) {
    if (above.includes(inner)) continue;
    const [own, global] = [ownValues(inner, charts, budget), fieldOf(values, 'global')];
    if (saysNothing(fieldOf(values, key), own, budget) && saysNothing(global, fieldOf(own, 'global'), budget)) continue;
    renderChart(inner, innerValues(key, inner, values, around), { ...around, above: [...above, chart] });
  }
}

/** What a sub-chart is given: its own values with those below its key over them, and what is global. */
function innerValues(
  key: string,
  inner: ChartFiles,
  values: Value,
  { charts, budget }: Pick<Around, 'charts' | 'budget'>,
): Value {
  const [given, own] = [fieldOf(values, key), ownValues(inner, charts, budget)];
  return withGlobal(given.type === 'map' ? coalesced(given, own, budget) : own, values, budget);
}

/** Values as a chart's templates see them: below the key of a sub-chart stands all that it is given. */
function withInner(chart: ChartFiles, values: Value, around: Around): Value {
  const { charts, above } = around;
  const inside = above.length >= MAX_DEPTH || above.includes(chart) ? [] : subcharts(chart, charts);
  if (inside.length === 0 || values.type !== 'map') return values;
  const deeper = { ...around, above: [...above, chart] };
  const seen = inside.map(([key, inner]): readonly [string, Value] => {
    const made = () => withInner(inner, innerValues(key, inner, values, around), deeper);
    return [key, new MapMadeWhenAsked(() => entriesOf(made()))];
  });
  return mapValue([...values.entries, ...seen]);
}

function entriesOf(value: Value): ReadonlyMap<string, Value> {
  return value.type === 'map' ? value.entries : new Map();
}

const OWN = new WeakMap<ChartFiles, Value>();

/**
 * A chart's own values over what it imports from those of its sub-charts
 * (https://helm.sh/docs/topics/charts/#importing-child-values-via-dependencies).
 */
function ownValues(chart: ChartFiles, charts: Charts, budget: Budget): Value {
  const known = OWN.get(chart);
  if (known !== undefined) return known;
  // A chart that imports from itself by others does so once.
  OWN.set(chart, chart.values());
  const own = chart.chart.dependencies
    .flatMap(({ key, imports }) => imports.map(({ child, parent }) => ({ key, child, parent })))
    .reduce((base, { key, child, parent }) => {
      const inner = subcharts(chart, charts).find(([name]) => name === key)?.[1];
      const from =
        inner === undefined
          ? unknown(`chart ${key} is not in the repository`)
          : fieldAt(innerValues(key, inner, base, { charts, budget }), child);
      if (from.type === 'nil') return base;
      return coalesced(
        base,
        parent.reduceRight((below, name) => mapValue([[name, below]]), from),
        budget,
      );
    }, chart.values());
  OWN.set(chart, own);
  return own;
}

function makesImages({ template }: TemplateFile): boolean {
  return template.places.some(({ makesImage }) => makesImage);
}

function renderWhole(file: TemplateFile, top: Value, run: Walk): void {
  const { whole } = file.parsed();
  if (whole !== undefined) walkTemplate(whole, top, run);
}

/**
 * Whether values say nothing that those below them do not say: what is made of them is made without them. A text counts even
 * if it is the same, since it stands elsewhere.
 */
function saysNothing(over: Value, base: Value, budget: Budget): boolean {
  if (over.type === 'nil') return true;
  if (!budget.spend()) return false;
  if (over.type === 'map' && base.type === 'map')
    return [...over.entries].every(
      ([key, value]) => base.entries.has(key) && saysNothing(value, fieldOf(base, key), budget),
    );
  if (over.type !== 'scalar' || base.type !== 'scalar') return false;
  const text = textOf(over.pieces);
  return (text === '' || over.kind !== 'text') && text === textOf(base.pieces);
}

/** `global` is handed down, over what the sub-chart says. */
function withGlobal(values: Value, parent: Value, budget: Budget): Value {
  const global = fieldOf(parent, 'global');
  if (global.type !== 'map' || values.type !== 'map') return values;
  return mapValue([...values.entries, ['global', coalesced(global, fieldOf(values, 'global'), budget)]]);
}

interface Others {
  readonly budget: Budget;
  readonly images: ChartImage[];
  readonly looked: (look: Look) => void;
}

/** Finds what else a chart makes of the texts that would be written. */
function othersIn(mentions: Mentions, moves: Moves, { budget, images, looked }: Others): Visit {
  return (chart, values, { define }) => {
    const speaking = inOrder(chart.files, (file) => mentions.rangesIn(file).length > 0);
    if (speaking.length === 0) return;
    const found = ({ file, place, output, live }: MadeImage) => {
      const printed = printedIn(output, moves);
      for (const join of printed.images) images.push({ type: 'image', file, place, found: join, live: live() });
      const why = `also printed in ${file}, where it is no image`;
      for (const { from, text } of printed.others)
        images.push({ type: 'held', file: from.file, start: from.start, end: from.start + text.length, why });
    };
    const run = { define, making: new Set<string>(), budget, found, looked, printed: new PrintedTemplates() };
    const top = topOf(chart, copiedWhenAsked(values, budget));
    for (const file of speaking) {
      const source = sourceAt(file, mentions.rangesIn(file));
      if (source !== undefined) walkTemplate(source, top, run);
    }
  };
}

/** The objects that templates are given (https://helm.sh/docs/chart_template_guide/builtin_objects/). */
function topOf({ chart }: ChartFiles, values: Value): Value {
  const { name, version = '', appVersion = '' } = chart;
  const about = { Name: name, Version: version, AppVersion: appVersion };
  return mapValue([
    ['Values', values.type === 'map' ? values : mapValue([])],
    ['Chart', mapValue(Object.entries(about).map(([key, text]) => [key, computed(text)] as const))],
    ['Release', mapValue(RELEASE.map((key) => [key, outside(`.Release.${key}`)] as const))],
    ['Capabilities', outside('.Capabilities')],
    ['Files', unknown('other files of the chart are not read')],
    ['Template', unknown('the name of the template is not followed')],
    ['Subcharts', unknown('objects of sub-charts are not followed')],
  ]);
}

const RELEASE = ['Name', 'Namespace', 'Service', 'Revision', 'IsInstall', 'IsUpgrade'];

type Defines = Pick<Walk, 'define' | 'making'>;

const DEFINES = new WeakMap<ChartFiles, Map<string, Defines>>();

/** Named templates: those of the chart, else of what it brings along, else of what brings it along. */
function definesFor(chart: ChartFiles, { charts, above }: Pick<Around, 'charts' | 'above'>): Defines {
  const known = DEFINES.get(chart) ?? new Map<string, Defines>();
  DEFINES.set(chart, known);
  const key = above.map(({ root }) => root).join('\0');
  const before = known.get(key);
  if (before !== undefined) return before;
  const reached = reachedFrom(chart, charts);
  for (const each of above.toReversed()) reached.add(each);
  const nearestFirst = [...reached];
  const define = (name: string) =>
    nearestFirst
      .find((each) => each.defining().has(name))
      ?.defining()
      .get(name)
      ?.parsed()
      .defines.get(name) ?? commonImages().get(name);
  const files = nearestFirst.toReversed().flatMap((each) => each.files.filter(({ names }) => names.length > 0));
  const found = { define, making: makingIn(files) };
  known.set(key, found);
  return found;
}

/** The named templates in which images are made: what no directive makes an image in, nor names one of these, is not parsed. */
function makingIn(defining: readonly TemplateFile[]): ReadonlySet<string> {
  const relevant = new Set(defining.filter(makesImages));
  for (;;) {
    const making = makingTemplates(new Map([...relevant].flatMap((file) => [...file.parsed().defines])));
    const { size } = relevant;
    for (const file of defining) if (includesOneOf(file, making)) relevant.add(file);
    if (relevant.size === size) return making;
  }
}

let common: ReadonlyMap<string, WalkedSource> | undefined;

function commonImages(): ReadonlyMap<string, WalkedSource> {
  common ??= new Map(
    [...(parseTemplate(COMMON_IMAGES)?.defines ?? [])].map(([name, nodes]) => [
      name,
      {
        file: '',
        places: [],
        nodes,
        pieces: (start: number, end: number) => [{ text: COMMON_IMAGES.slice(start, end), from: undefined }],
      },
    ]),
  );
  return common;
}

const SUBCHARTS = new WeakMap<ChartFiles, readonly (readonly [string, ChartFiles])[]>();

/** The charts that a chart brings along and that are in the tree, by the key of their values. */
function subcharts(chart: ChartFiles, charts: Charts): readonly (readonly [string, ChartFiles])[] {
  const known = SUBCHARTS.get(chart);
  if (known !== undefined) return known;
  const listed = chart.chart.dependencies.flatMap((dependency) => {
    const inner = subchart(chart, dependency, charts);
    return inner === undefined ? [] : [[dependency.key, inner] as const];
  });
  SUBCHARTS.set(chart, listed);
  return listed;
}

/** Where a sub-chart is: below `charts/`, where `file://` says, or beside, as in repositories of charts that bring each other along. */
function subchart({ root }: ChartFiles, { name, repository }: Dependency, charts: Charts): ChartFiles | undefined {
  const local = /^file:\/\/(.*)$/.exec(repository)?.[1];
  const places = [
    root === '' ? `charts/${name}` : `${root}/charts/${name}`,
    local === undefined ? joinPath(directoryOf(root), name) : joinPath(root, local),
  ];
  const found = places.find((place) => place !== undefined && place !== root && charts.get(place)?.chart.name === name);
  return found === undefined ? undefined : charts.get(found);
}
