import { groupBy } from '../../base/grouping.ts';
import { once } from '../../base/lazy.ts';
import { compareTexts } from '../../base/order.ts';
import type { FactBook } from '../model/fact.ts';
import { directoryOf } from '../source/paths.ts';
import { type ChartOfTree, chartsIn } from './charts.ts';
import { namesIncluded } from './directives.ts';
import type { TemplateRange, TemplateText, ValueUse } from './facts.ts';
import { type GivenLayers, givenTo, type ValuesRoot } from './given-values.ts';
import { parseTemplate } from './go-template/parse.ts';
import type { Template } from './go-template/syntax.ts';
import { mapValue, type Origin, type Value } from './go-template/traced-value.ts';
import { chartRoot } from './trace.ts';
import { valueOfNode } from './values-value.ts';
import type { WalkedSource } from './walk.ts';

/** A chart with its files. */
export interface ChartFiles {
  readonly root: string;
  readonly chart: ChartOfTree;
  readonly files: readonly TemplateFile[];
  /** The files that define named templates, by the names of these. */
  readonly defining: () => ReadonlyMap<string, TemplateFile>;
  /** Its own values. Templates change values: they are given a copy. */
  readonly values: () => Value;
  readonly overlays: readonly ValuesRoot[];
  /** What is given to it from elsewhere. */
  readonly given: readonly GivenLayers[];
  readonly roots: readonly ValuesRoot[];
  /** The images that the values tell by their own fields. */
  readonly told: readonly ToldImage[];
  /** Texts that its schema lists as the only ones of some value. */
  readonly allowed: ReadonlySet<string>;
  /** What files told of it: all that it is made of. */
  readonly parts: readonly object[];
}

export type Charts = ReadonlyMap<string, ChartFiles>;

/** The charts of a tree, by their folders. */
export function chartsOf(book: FactBook): Charts {
  const known = chartsIn(book);
  const told = groupBy(book.of('helm-requirements'), ({ file }) => directoryOf(file));
  const texts = groupBy(book.of('helm-template-text'), ({ file }) => chartRoot(file, known));
  const values = groupBy(book.of('helm-values-root'), ({ file }) => chartRoot(file, known));
  const schemas = groupBy(book.of('helm-values-schema'), ({ file }) => directoryOf(file));
  const given = givenTo(book, (folder) => known.has(folder));
  const uses = groupBy(book.of('helm-value'), ({ file }) => chartRoot(file, known));
  return new Map(
    [...known].map(([root, chart]) => {
      const templates = (texts.get(root) ?? []).map(({ file, fact }) => ({ file, template: fact.template }));
      const roots = (values.get(root) ?? []).map(({ file, fact }) => ({ file, root: fact.root }));
      const required = (told.get(root) ?? []).map(({ fact }) => fact.dependencies);
      const layers = given.get(root) ?? [];
      const images = [...(uses.get(root) ?? []).map(({ fact }) => fact.value), ...imagesGiven(layers, book)];
      const allowed = (schemas.get(root) ?? []).map(({ fact }) => fact.allowed);
      return [root, chartFiles(root, chart, templates, { roots, images, given: layers, allowed }, required)];
    }),
  );
}

/** The images that given values tell by their own fields. */
function imagesGiven(given: readonly GivenLayers[], book: FactBook): readonly ToldImage[] {
  const files = new Set(given.flatMap(({ layers }) => layers.map(({ file }) => file)));
  return [...files].flatMap((file) =>
    book.inFile(file).flatMap((fact): readonly ToldImage[] => {
      if (fact.type === 'helm-value') return [fact.value];
      const start = fact.type === 'use' ? fact.use.slots[0]?.start : undefined;
      return fact.type !== 'use' || start === undefined ? [] : [{ use: fact.use, start }];
    }),
  );
}

/** An image, with where its name is written. */
export type ToldImage = Pick<ValueUse, 'use' | 'start' | 'withoutGlobal'>;

interface Told {
  readonly roots: readonly ValuesRoot[];
  readonly images: readonly ToldImage[];
  readonly given: readonly GivenLayers[];
  readonly allowed: readonly (readonly string[])[];
}

function chartFiles(
  root: string,
  chart: ChartOfTree,
  texts: readonly { readonly file: string; readonly template: TemplateText }[],
  { roots, images, given, allowed }: Told,
  required: readonly object[],
): ChartFiles {
  const path = root === '' ? 'values.yaml' : `${root}/values.yaml`;
  const own = roots.find(({ file }) => file === path);
  const all = [...roots, ...given.flatMap(({ layers }) => layers)];
  const files: readonly TemplateFile[] = texts.map(({ file, template }) => ({
    file,
    template,
    names: namesDefined(template.source.text),
    includes: once(() => namesIncluded(template.source.text)),
    parsed: once(() => sourcesOf(file, template, parseTemplate(template.source.text, template.places))),
  }));
  return {
    root,
    chart,
    files,
    defining: once(() => new Map(files.flatMap((file) => file.names.map((name) => [name, file] as const)))),
    values: once(() => (own === undefined ? mapValue([]) : valueOfNode(own.root, own.file))),
    overlays: roots.filter(({ file }) => file !== path),
    given,
    roots: all,
    told: images,
    allowed: new Set(allowed.flat()),
    parts: [
      chart.origin,
      ...required,
      ...allowed,
      ...texts.map(({ template }) => template),
      ...all.map((each) => each.root),
    ],
  };
}

/** A template of a chart. */
export interface TemplateFile {
  readonly file: string;
  readonly template: TemplateText;
  /** Of the named templates in it. */
  readonly names: readonly string[];
  /** Of the named templates that it includes, as they are written. */
  readonly includes: () => ReadonlySet<string>;
  /** Parsed when somebody asks: for most that is not needed. */
  readonly parsed: () => Sources;
}

/**
 * The files of a chart that are to be gone through, in the order in which Helm renders them: the deepest first, and of one folder the
 * last first. What changes values in place changes them for the files behind it, so that such a file is gone through, too.
 */
export function inOrder(
  files: readonly TemplateFile[],
  wants: (file: TemplateFile) => boolean,
): readonly TemplateFile[] {
  const found = files.filter(wants);
  if (found.length === 0) return found;
  const changing = files.filter((file) => changesValues(file) && !found.includes(file));
  return [...found, ...changing].sort(
    (one, other) => depthOf(other) - depthOf(one) || compareTexts(other.file, one.file),
  );
}

function depthOf({ file }: TemplateFile): number {
  return file.split('/').length;
}

const CHANGING = new WeakMap<TemplateFile, boolean>();

function changesValues(file: TemplateFile): boolean {
  const known = CHANGING.get(file) ?? CHANGES_VALUES.test(file.template.source.text);
  CHANGING.set(file, known);
  return known;
}

const CHANGES_VALUES = /\b(?:set|unset|(?:must)?[mM]erge(?:Overwrite)?)\s{1,9}\$?\.(?:Values\b|\s)/;

/** Whether a file includes one of these templates. */
export function includesOneOf({ includes }: TemplateFile, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (const name of includes()) if (names.has(name)) return true;
  return false;
}

function namesDefined(text: string): readonly string[] {
  if (!text.includes('define') && !text.includes('block')) return [];
  return Array.from(
    text.matchAll(/\{\{-?\s{0,9}(?:define|block)\s{1,9}["`]([^"`\n]+)["`]/g),
    (match) => match[1] ?? '',
  );
}

export interface Sources {
  /** The file itself, if it makes images. */
  readonly whole: WalkedSource | undefined;
  readonly defines: ReadonlyMap<string, WalkedSource>;
}

const SOURCES = new WeakMap<readonly TemplateRange[], WalkedSource | undefined>();

/** A whole file with other places than those of its images, parsed once for each list of them. */
export function sourceAt(
  { file, template: { source } }: TemplateFile,
  places: readonly TemplateRange[],
): WalkedSource | undefined {
  if (!SOURCES.has(places)) SOURCES.set(places, sourcesOf(file, { source, places }, parseTemplate(source.text)).whole);
  return SOURCES.get(places);
}

function sourcesOf(file: string, { source: { text }, places }: TemplateText, parsed: Template | undefined): Sources {
  if (parsed === undefined) return { whole: undefined, defines: new Map() };
  const common = {
    file,
    places,
    pieces: (start: number, end: number, within: Origin['in']) => [
      { text: text.slice(start, end), from: { file, start, in: within } },
    ],
  };
  return {
    whole: parsed.nodes.length === 0 ? undefined : { ...common, nodes: parsed.nodes },
    defines: new Map([...parsed.defines].map(([name, nodes]) => [name, { ...common, nodes }] as const)),
  };
}
