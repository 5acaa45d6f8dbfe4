import { shown } from './shown.ts';

/**
 * Text of others in a page: it can't leave the element or the quoted attribute that it stands in
 * (https://html.spec.whatwg.org/multipage/parsing.html#data-state). Whatever is put into {@link html} and is no piece of a page itself
 * goes through it, so that no caller can leave it out.
 */

/** A piece of a page. Only {@link html} makes one of what others write; our own style and script are pieces as they are. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return shown(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A piece of a page from a template: its own text is markup, and what is put in is text, unless it is a piece or pieces. */
export function html({ raw }: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = '', ...rest] = raw;
  return { html: rest.reduce((made, text, index) => made + partOf(parts[index] ?? '') + text, first) };
}

function partOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map(({ html: piece }) => piece).join('');
}

/** Nothing. */
export const NOTHING: Html = { html: '' };
