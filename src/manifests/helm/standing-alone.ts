import { mentions, type TemplateFile } from './chart-files.ts';
import type { TemplateRange } from './facts.ts';
import { evaluate, type Output, Variables } from './go-template/evaluate.ts';
import { parseTemplate } from './go-template/parse.ts';
import type { Origin, Value } from './go-template/traced-value.ts';
import { joinOf } from './joins.ts';
import type { Walk } from './walk.ts';

/**
 * Evaluates the places of a file for themselves, where they speak of nothing but the chart's values: most do, and the file need
 * not be parsed for them.
 * @returns false where some place needs what stands around it; nothing is told then
 */
export function renderAlone(file: TemplateFile, top: Value, run: Walk): boolean {
  const { source, places } = file.template;
  if (file.names.length > 0 || mentions(file, run.making)) return false;
  const texts = places.map((place) => source.text.slice(place.start, place.end));
  if (!texts.every(standsAlone)) return false;
  const outputs = places.map((place, index) => outputOf(file, place, texts[index] ?? '', top, run));
  const images: { readonly place: TemplateRange; readonly output: Output }[] = [];
  for (const [index, place] of places.entries()) {
    const output = outputs[index];
    if (output === undefined || (place.makesImage && !('main' in joinOf(output)))) return false;
    images.push({ place, output });
  }
  for (const image of images) run.found({ ...image, file: file.file, live: () => true });
  return true;
}

/** Whether a text speaks of objects that are the same wherever it stands; a lone dot may be something else within a block. */
function standsAlone(text: string): boolean {
  const plain = text.replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
  if (/\$\w|\{\{-?\s*(?:if|with|range|else|end|template|define|block)\b/.test(plain)) return false;
  const directives = plain.match(/\{\{[^{}]*\}\}/g) ?? [];
  return directives.every((directive) => {
    const fields = directive.match(/(?<![\w)"])\.\w*/g) ?? [];
    const isGiven = /\b(?:include|tpl)\b/.test(directive);
    return fields.every((field) => /^\.(?:Values|Chart)$/.test(field) || (isGiven && field === '.'));
  });
}

function outputOf(
  { file, template }: TemplateFile,
  { start: offset }: TemplateRange,
  text: string,
  top: Value,
  run: Walk,
): Output | undefined {
  const parsed = parseTemplate(text);
  if (parsed === undefined) return undefined;
  const pieces = (start: number, end: number, within: Origin['in']) => [
    {
      text: template.source.text.slice(offset + start, offset + end),
      from: { file, start: offset + start, in: within },
    },
  ];
  const output: Output = [];
  const source = { nodes: parsed.nodes, pieces };
  evaluate(parsed.nodes, { run, source, dot: top, top, variables: new Variables(), depth: 0 }, output);
  return output;
}
