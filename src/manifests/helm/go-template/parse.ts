import type { BranchNode, LazyPipeline, Template, TemplateNode } from './syntax.ts';

/** How deep blocks may be within each other; templates of people are not a tenth as deep. */
const MAX_DEPTH = 64;

/**
 * Parses a template. Takes linear time.
 * @param wanted where the output is asked for, in order: outside of these and of named templates only blocks, variables and
 * includes are kept, which is a small part of most templates
 * @returns `undefined` for what Go's parser would refuse, and for what is deeper than templates of people are
 */
export function parseTemplate(text: string, wanted?: readonly Range[]): Template | undefined {
  const builder = new TemplateBuilder(text, wanted);
  let directive = nextDirective(text, 0);
  while (directive !== undefined) {
    if (directive === 'unclosed' || !builder.add(directive)) return undefined;
    directive = nextDirective(text, directive.end);
  }
  return builder.finish();
}

interface Range {
  readonly start: number;
  readonly end: number;
}

class TemplateBuilder {
  readonly #text: string;
  readonly #root: TemplateNode[] = [];
  readonly #defines = new Map<string, readonly TemplateNode[]>();
  readonly #open: Block[] = [];
  /** Where the next node goes. */
  #nodes = this.#root;
  #at = 0;
  #trims = false;
  readonly #wanted: readonly Range[] | undefined;
  /** The first of the wanted ranges that does not end before what is added. */
  #next = 0;
  /** How many of the open blocks are named templates. */
  #named = 0;

  constructor(text: string, wanted: readonly Range[] | undefined) {
    this.#text = text;
    this.#wanted = wanted;
  }

  #isWanted(start: number, end: number): boolean {
    if (this.#wanted === undefined || this.#named > 0) return true;
    while ((this.#wanted[this.#next]?.end ?? end) <= start) this.#next++;
    return (this.#wanted[this.#next]?.start ?? end) < end;
  }

  /** @returns whether the directive may stand where it stands */
  add(directive: Directive): boolean {
    this.#addText(directive.start, directive.trimsBefore);
    this.#at = directive.end;
    this.#trims = directive.trimsAfter;
    switch (directive.word) {
      case 'comment':
      case 'break':
      case 'continue':
        return true;
      case 'if':
      case 'with':
      case 'range':
        return this.#push(directive, { type: directive.word, text: lazily(this.#text, directive), chained: false });
      case 'else':
        return this.#otherwise(directive);
      case 'end':
        return this.#end(directive.end);
      case 'define':
      case 'block':
      case 'template':
        return this.#byName(directive, directive.word);
      default:
        return this.#action(directive);
    }
  }

  finish(): Template | undefined {
    this.#addText(this.#text.length, false);
    return this.#open.length === 0 ? { nodes: this.#root, defines: this.#defines } : undefined;
  }

  #push({ start }: Directive, block: Pick<Block, 'type' | 'name' | 'text' | 'chained'>): boolean {
    if (this.#open.length > MAX_DEPTH) return false;
    const opened: Block = { ...block, start, body: [], otherwise: [], outer: this.#nodes };
    this.#open.push(opened);
    if (block.name !== undefined) this.#named++;
    this.#nodes = opened.body;
    return true;
  }

  #otherwise(directive: Directive): boolean {
    const block = this.#open.at(-1);
    if (block === undefined) return false;
    this.#nodes = block.otherwise;
    const chain = /^\s*(if|with)\b/.exec(this.#text.slice(directive.restStart, directive.restEnd));
    if (chain === null) return true;
    const type = chain[1] === 'with' ? 'with' : 'if';
    return this.#push(directive, { type, text: lazily(this.#text, directive, chain[0].length), chained: true });
  }

  #end(end: number): boolean {
    for (let block = this.#open.pop(); block !== undefined; block = this.#open.pop()) {
      this.#nodes = block.outer;
      this.#close(block, end);
      if (!block.chained) return true;
    }
    return false;
  }

  #close({ type, name = '', start, text, body, otherwise }: Block, end: number): void {
    if (type === 'define' || type === 'block') {
      this.#named--;
      this.#defines.set(name, body);
      if (type === 'block') this.#nodes.push({ type: 'template', start, end, name, text });
    } else if (body.length > 0 || otherwise.length > 0 || this.#isWanted(start, end))
      this.#nodes.push({ type, start, end, text, body, otherwise });
  }

  #byName(directive: Directive, type: 'define' | 'block' | 'template'): boolean {
    const match = /^\s*(?:"([^"\\\n]*)"|`([^`]*)`)/.exec(this.#text.slice(directive.restStart, directive.restEnd));
    if (match === null) return false;
    const name = match[1] ?? match[2] ?? '';
    const text = lazily(this.#text, directive, match[0].length);
    if (type !== 'template') return this.#push(directive, { type, name, text, chained: false });
    this.#nodes.push({ type, start: directive.start, end: directive.end, name, text });
    return true;
  }

  #action(directive: Directive): boolean {
    const { start, end } = directive;
    const text = lazily(this.#text, directive);
    if (!this.#isWanted(start, end) && !text.written.startsWith('$') && !text.written.includes('include')) return true;
    this.#nodes.push({ type: 'action', start, end, text });
    return true;
  }

  #addText(end: number, trimsEnd: boolean): void {
    let [from, to] = [this.#at, end];
    if (this.#trims) while (from < to && isSpace(this.#text, from)) from++;
    if (trimsEnd) while (to > from && isSpace(this.#text, to - 1)) to--;
    if (to > from && this.#isWanted(from, to)) this.#nodes.push({ type: 'text', start: from, end: to });
  }
}

/** What a directive computes, some characters of it passed over. */
function lazily(text: string, { restStart, restEnd }: Directive, skipped = 0): LazyPipeline {
  return { written: text.slice(restStart + skipped, restEnd), start: restStart + skipped };
}

/** A block whose end has not come yet. */
interface Block {
  readonly type: BranchNode['type'] | 'define' | 'block';
  readonly name?: string;
  readonly start: number;
  readonly text: LazyPipeline;
  readonly body: TemplateNode[];
  readonly otherwise: TemplateNode[];
  /** Where what follows the block goes. */
  readonly outer: TemplateNode[];
  /** Opened by an `else if`, and so ended with the one before it. */
  readonly chained: boolean;
}

function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 32 || unit === NEWLINE || unit === 9 || unit === 13;
}

interface Directive {
  readonly start: number;
  readonly end: number;
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
  /** The keyword that it begins with; empty for a pipeline. */
  readonly word: string;
  /** Where what follows the keyword is. */
  readonly restStart: number;
  readonly restEnd: number;
}

const KEYWORD = /(?:if|with|range|else|end|define|block|template|break|continue)(?![\w.])/y;

/** The next directive at or after an offset. */
function nextDirective(text: string, offset: number): Directive | 'unclosed' | undefined {
  const start = text.indexOf('{{', offset);
  if (start === -1) return undefined;
  const trimsBefore = text[start + 2] === '-' && isSpace(text, start + 3);
  let from = start + (trimsBefore ? 3 : 2);
  while (isSpace(text, from)) from++;
  const close = closeOf(text, from);
  if (close === -1) return 'unclosed';
  const trimsAfter = text[close - 1] === '-' && isSpace(text, close - 2);
  const restEnd = Math.max(from, trimsAfter ? close - 1 : close);
  const common = { start, end: close + 2, trimsBefore, trimsAfter, restEnd };
  if (text.startsWith('/*', from)) return { ...common, word: 'comment', restStart: from };
  KEYWORD.lastIndex = from;
  const word = isLetter(text.charCodeAt(from)) ? KEYWORD.exec(text)?.[0] : undefined;
  if (word === undefined || from + word.length > restEnd) return { ...common, word: '', restStart: from };
  return { ...common, word, restStart: from + word.length };
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** Where the `}}` of a directive is; quotes and comments may hold others. */
function closeOf(text: string, from: number): number {
  if (text.startsWith('/*', from)) {
    const end = text.indexOf('*/', from);
    return end === -1 ? -1 : text.indexOf('}}', end);
  }
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BRACE && text.charCodeAt(at + 1) === BRACE) return at;
    if (unit === BACKTICK) {
      at = text.indexOf('`', at + 1);
      if (at === -1) return -1;
    } else if (unit === QUOTE || unit === APOSTROPHE) at = endOfText(text, at, unit);
  }
  return -1;
}

const BRACE = 125;
const BACKTICK = 96;
const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const NEWLINE = 10;

/** The offset of the quote that ends a text. */
function endOfText(text: string, start: number, quote: number): number {
  let at = start + 1;
  for (let unit = text.charCodeAt(at); at < text.length && unit !== quote; unit = text.charCodeAt(at)) {
    if (unit === NEWLINE) return at;
    at += unit === BACKSLASH ? 2 : 1;
  }
  return at;
}
