import type { Fact, FactBook } from '../model/fact.ts';
import type { TextKind, YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { IMAGE_MARKS, mayHoldImage } from '../references/image-keys.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import { type TemplatePlace, templatePlaces } from '../references/template-lines.ts';
import { directoryOf, joinPath, nearestAbove } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { assignmentsIn, definesIn, isHelmTemplate, needsOf, withVariables } from './directives.ts';
import type { TemplateRange } from './facts.ts';
import { madeImagesOf, templateUses, unlessHeld } from './made-images.ts';
import { readTrace, reasonOf } from './trace.ts';

/**
 * Helm's templates (https://helm.sh/docs/chart_template_guide/), read in spite of their directives.
 * Files below `templates/` without directives are read as what they are, and told as templates where a chart is above.
 * Others that end with `.tpl`, and settings of programs below `files/` and the like, are what `tpl (.Files.Get "…") .` renders.
 */
export const helmTemplate: TextKind = {
  name: 'helm-template',
  format: 'text',
  recognises: (path) => /(?:^|\/)templates\/.*\.ya?ml$|\.tpl$/i.test(path) || SETTINGS.test(path),
  accepts: (file) => isHelmTemplate(file.text),
  extract: (file) => templateFacts(file, 0, file.text.length),
  resolve: resolveTemplates,
  revise: (uses, book) => {
    const charts = book.of('helm-chart').map(({ file }) => joinPath(directoryOf(file), 'templates'));
    if (charts.length === 0) return uses;
    const templates = new Map(charts.flatMap((path) => (path === undefined ? [] : [[path, true] as const])));
    return uses.map((use) =>
      (use.kind === 'kubernetes' || use.kind === 'custom-resource') && nearestAbove(directoryOf(use.file), templates)
        ? { ...use, kind: 'helm-template' }
        : use,
    );
  },
};

/** Where charts keep texts for programs, in languages that nothing else is read from. */
const SETTINGS = /(?:^|\/)(?:files|conf|configs?)\/.*\.(?:conf|cfg|cnf|ini|properties|toml|tmpl)$/i;

/** What directives make: the image itself where the template names it, else which value does. */
function resolveTemplates(book: FactBook): readonly Use[] {
  const places = book.of('helm-place');
  if (places.length === 0) return [];
  const trace = readTrace(book);
  const made = madeImagesOf(book);
  return places.flatMap(({ file, fact: { place } }) => {
    const use = { ...place.use, reason: reasonOf(trace, file, place.needs) };
    return templateUses(use, place.start, made).map((each) => unlessHeld(each, made));
  });
}

/** Templates elsewhere (`files/`, generators, other engines): what no YAML parser takes and has directives. */
export const helmTemplateElsewhere: YamlKind = {
  name: 'helm-template-elsewhere',
  format: 'yaml',
  marks: [/define/, ...IMAGE_MARKS],
  mayHoldImages: ({ text }) => text.includes('{{') && (text.includes('define') || mayHoldImage(text)),
  recognises: () => false,
  extract: () => [],
  extractUnparsable: ({ start, end }, file) =>
    /(?<!\$)\{\{[-\s]{0,9}[.$\w(]/.test(file.text.slice(start, end)) ? templateFacts(file, start, end) : undefined,
};

function templateFacts(file: SourceFile, start: number, end: number): readonly Fact[] {
  const text = file.text.slice(start, end);
  const defines = definesIn(text);
  // Most templates speak of no image: what is asked of a text as a whole saves reading its lines.
  const found = mayHoldImage(text) ? templatePlaces(file.text, start, end) : [];
  const assignments = found.some(({ templated }) => templated) ? assignmentsIn(text) : new Map();
  const places = found.flatMap((place): readonly Fact[] => {
    const at = { file, start: place.start, text: place.text, kind: 'helm-template', part: place.part } as const;
    if (place.templated) {
      const use = templatedUse(at, 'directives make it');
      return [
        {
          type: 'helm-place',
          place: { use, start: place.start, needs: needsOf(withVariables(place.text, assignments)) },
        },
      ];
    }
    const use = literalUse(at);
    return use === undefined ? [] : [{ type: 'use', use }];
  });
  const whole = start === 0 && end === file.text.length;
  // One document of a file that the chart renders with `tpl (.Files.Get "…") .`: its directives go on from those before it.
  const isOfChart = whole || text.includes('.Values') || file.text.includes('$.Values');
  const ranges = isOfChart ? rangesIn(found) : [];
  const isTold = ranges.length > 0 || (whole && text.includes('{{'));
  const template: readonly Fact[] = isTold
    ? [{ type: 'helm-template-text', template: { source: file, places: ranges } }]
    : [];
  // Where there is too much to tell, what is told last is left out.
  const makes = defines.length > 0 || ranges.length > 0;
  return [
    ...defines.map((define): Fact => ({ type: 'helm-define', define })),
    ...(makes ? template : []),
    ...places,
    ...(makes ? [] : template),
  ];
}

/** Where directives make images. */
function rangesIn(found: readonly TemplatePlace[]): readonly TemplateRange[] {
  return found
    .filter((place) => place.templated && place.text.includes('{{'))
    .map((place) => ({ start: place.start, end: place.start + place.text.length, makesImage: true, key: place.key }));
}
