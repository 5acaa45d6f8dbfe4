import type { TemplateFile } from './chart-files.ts';
import { namesIncluded } from './directives.ts';

/** A directive that makes no image by itself. */
export interface Directive {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A named template. */
export interface SpeakingDefine {
  readonly name: string;
  /** Of its directives that make no image. */
  readonly text: string;
  readonly includes: readonly string[];
  /** Whether mappings are printed in it. */
  readonly printsWhole: boolean;
}

interface Directives {
  readonly defines: readonly SpeakingDefine[];
  /** Those that stand in no named template. */
  readonly others: readonly Directive[];
}

/** What prints all that is in a mapping, as a pattern. */
export const WHOLE = '\\b(?:to(?:Raw|Pretty)?(?:Json|Yaml|YamlPretty|Toml)|range)';

const PRINTS_WHOLE = new RegExp(WHOLE);

/** Whether mappings are printed in a text. */
export function printsWhole(text: string): boolean {
  return PRINTS_WHOLE.test(text);
}

const KNOWN = new WeakMap<TemplateFile, Directives>();

/** The directives of a template that make no image by themselves: those at its images' places are left out. */
export function directivesIn(file: TemplateFile): Directives {
  const known = KNOWN.get(file);
  if (known !== undefined) return known;
  const { text } = file.template.source;
  const images = file.template.places;
  const reader = new DirectiveReader();
  let at = 0;
  for (const { 0: written, index } of text.matchAll(/\{\{[\s\S]*?\}\}/g)) {
    while ((images[at]?.end ?? text.length) <= index) at++;
    const isImage = (images[at]?.start ?? text.length) <= index;
    reader.read({ start: index, end: index + written.length, text: written }, isImage);
  }
  KNOWN.set(file, reader);
  return reader;
}

class DirectiveReader implements Directives {
  readonly defines: SpeakingDefine[] = [];
  readonly others: Directive[] = [];
  #define: { readonly name: string; depth: number; text: string } | undefined;

  read(directive: Directive, isImage: boolean): void {
    const { text } = directive;
    const word = /^\{\{-?\s*(define|block|if|with|range|end)\b/.exec(text)?.[1];
    if (this.#define !== undefined) this.#within(this.#define, word, isImage ? '' : text);
    else if (word === 'define') this.#define = { name: /["`]([^"`]*)["`]/.exec(text)?.[1] ?? '', depth: 1, text: '' };
    else if (!isImage) this.others.push(directive);
  }

  #within(
    define: { readonly name: string; depth: number; text: string },
    word: string | undefined,
    text: string,
  ): void {
    if (word !== undefined) define.depth += word === 'end' ? -1 : 1;
    define.text += `${text}\n`;
    if (define.depth > 0) return;
    const { name, text: body } = define;
    this.defines.push({ name, text: body, includes: [...namesIncluded(body)], printsWhole: printsWhole(body) });
    this.#define = undefined;
  }
}
