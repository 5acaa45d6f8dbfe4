import { nameOf } from '../../images/reference.ts';
import { includesOneOf, type TemplateFile } from './chart-files.ts';
import type { TemplateRange } from './facts.ts';
import { evaluate, type Output, type Source, Variables } from './go-template/evaluate.ts';
import { parseTemplate } from './go-template/parse.ts';
import type { Origin, Value } from './go-template/traced-value.ts';
import { type Join, joinOf, placeOf } from './joins.ts';
import type { Walk } from './walk.ts';

/**
 * Evaluates the places of a file for themselves, where they speak of nothing but the chart's values: most do, and the file need
 * not be parsed for them.
 * @returns false where some place needs what stands around it; nothing is told then
 */
export function renderAlone(file: TemplateFile, top: Value, run: Walk): boolean {
  if (file.names.length > 0 || includesOneOf(file, run.making)) return false;
  const alone = placesAlone(file);
  if (alone === undefined) return false;
  const images: { readonly place: TemplateRange; readonly output: Output }[] = [];
  const roles: Roles = { names: new Map(), others: new Set() };
  for (const { place, source } of alone) {
    const output: Output = [];
    evaluate(source.nodes, { run, source, dot: top, top, variables: new Variables(), depth: 0 }, output);
    const found = place.makesImage ? joinOf(output) : undefined;
    if (found !== undefined && !('main' in found && isOnlyName(found, roles))) return false;
    images.push({ place, output });
  }
  for (const image of images) run.found({ ...image, file: file.file, live: () => true });
  return true;
}

/** What texts do in the images of a file, by where they stand: name one, or be another part of one. */
interface Roles {
  readonly names: Map<string, string>;
  readonly others: Set<string>;
}

/**
 * Whether the text that names an image names the same one wherever it is used: of several a condition may turn all off but one.
 * @param roles of the images that are known; is added to
 */
function isOnlyName({ reference, main, pieces }: Join, { names, others }: Roles): boolean {
  const name = nameOf(reference);
  const at = placeOf(main.from.file, main.from.start);
  for (const { from } of pieces) {
    const part = placeOf(from.file, from.start);
    if (part === at) continue;
    others.add(part);
    if (names.has(part)) return false;
  }
  if (others.has(at) || (names.get(at) ?? name) !== name) return false;
  names.set(at, name);
  return true;
}

interface PlaceAlone {
  readonly place: TemplateRange;
  readonly source: Source;
}

const ALONE = new WeakMap<TemplateFile, readonly PlaceAlone[] | undefined>();

/** The places of a file, each parsed for itself, once for all values; `undefined` where one does not stand alone. */
function placesAlone(file: TemplateFile): readonly PlaceAlone[] | undefined {
  if (ALONE.has(file)) return ALONE.get(file);
  const { source, places } = file.template;
  const texts = places.map(({ start, end }) => source.text.slice(start, end));
  const stands = !CHANGES.test(source.text) && texts.every(standsAlone);
  const parsed = stands ? places.map((place, index) => placeAlone(file, place, texts[index] ?? '')) : [];
  const all = parsed.filter((place) => place !== undefined);
  const found = stands && all.length === places.length ? all : undefined;
  ALONE.set(file, found);
  return found;
}

function placeAlone({ file, template }: TemplateFile, place: TemplateRange, text: string): PlaceAlone | undefined {
  const nodes = parseTemplate(text)?.nodes;
  if (nodes === undefined) return undefined;
  const pieces = (start: number, end: number, within: Origin['in']) => {
    const from = { file, start: place.start + start, in: within };
    return [{ text: template.source.text.slice(from.start, place.start + end), from }];
  };
  return { place, source: { nodes, pieces } };
}

/** What changes a mapping in place changes what is made behind it. */
const CHANGES = /\b(?:set|unset|(?:must)?[mM]erge(?:Overwrite)?)\s{1,99}(?:\$|\.|\()/;

/** Whether a text speaks of objects that are the same wherever it stands; a lone dot may be something else within a block. */
function standsAlone(text: string): boolean {
  const plain = text.replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
  if (/\$\w|\{\{-?\s*(?:if|with|range|else|end|define|block)\b/.test(plain)) return false;
  const directives = plain.match(/\{\{[^{}]*\}\}/g) ?? [];
  return directives.every((directive) => {
    const fields = directive.match(/(?<![\w)"])\.\w*/g) ?? [];
    const isGiven = /\b(?:include|tpl|template)\b/.test(directive);
    return fields.every((field) => /^\.(?:Values|Chart)$/.test(field) || (isGiven && field === '.'));
  });
}
