import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** Markdown as GitHub renders it: the parser's part by micromark, what GitHub does to the text afterwards as findings. */
export interface Rendered {
  /** Names of the elements, in their order. */
  readonly elements: readonly string[];
  /** What a reader sees. */
  readonly text: string;
  /** What GitHub would make of the text outside of fenced blocks: links, mentions, emoji, mathematics. */
  readonly active: readonly string[];
  /** Where links lead. */
  readonly links: readonly string[];
  /** The text of each element of a name. */
  readonly textsOf: (name: string) => readonly string[];
}

type Node = DefaultTreeAdapterTypes.ChildNode;

const OPTIONS = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: [gfm()],
  htmlExtensions: [gfmHtml()],
};

export function render(markdown: string): Rendered {
  const html = micromark(markdown, OPTIONS);
  const { childNodes } = parseFragment(html);
  const elements: string[] = [];
  const active: string[] = [];
  const texts = new Map<string, string[]>();
  const links: string[] = [];
  visit(childNodes, 'text', (node, where) => {
    if ('tagName' in node) {
      elements.push(node.tagName);
      for (const { name, value } of node.attrs) if (name === 'href') links.push(value);
      texts.set(node.tagName, [...(texts.get(node.tagName) ?? []), textOf(node.childNodes)]);
    } else if ('value' in node && where !== 'block') active.push(...activeIn(node.value, where === 'code'));
  });
  return { elements, text: textOf(childNodes), active, links, textsOf: (name) => texts.get(name) ?? [] };
}

/** Where a text stands: in a paragraph, in an element for code, or in a block that nothing is looked for in. */
type Where = 'text' | 'code' | 'block';

function visit(nodes: readonly Node[], where: Where, on: (node: Node, where: Where) => void): void {
  for (const node of nodes) {
    on(node, where);
    if ('tagName' in node) visit(node.childNodes, inside(node.tagName, where), on);
  }
}

function inside(tagName: string, where: Where): Where {
  if (where === 'block' || tagName === 'pre') return 'block';
  return tagName === 'code' ? 'code' : where;
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ('tagName' in node ? textOf(node.childNodes) : 'value' in node ? node.value : ''))
    .join('');
}

/**
 * What GitHub looks for in one stretch of text, outside of code
 * (https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls,
 * …/basic-writing-and-formatting-syntax#mentioning-people-and-teams, …/writing-mathematical-expressions).
 */
const OUTSIDE_OF_CODE = [/(?<![\w`])@[a-z0-9]/gi, /#\d/g, /\bGH-\d/gi, /\b[0-9a-f]{7,40}\b/gi, /:[\w+-]+:/g];
/** What cmark-gfm finds in text after it has undone entities, in code that is an element of HTML as well (`autolink.c`), and mathematics. */
const ANYWHERE = [/[a-z]:\/\/\S/gi, /\bwww\.\S/gi, /[\w.+-]@[\w-]+\.\w/g, /\$\S[^$]*\$/g];

function activeIn(text: string, inCode: boolean): readonly string[] {
  return [...ANYWHERE, ...(inCode ? [] : OUTSIDE_OF_CODE)].flatMap((pattern) => text.match(pattern) ?? []);
}
