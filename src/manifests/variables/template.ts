/** The syntax of texts with variables: `$NAME`, `${NAME}` and `${NAME<operator>word}`, as shells, Dockerfiles, Compose and `.env` files have it. */

/** A stretch of the text that means itself, or a variable. */
export type TemplateNode = TextNode | VariableNode;

export interface TextNode {
  readonly type: 'text';
  /** Offsets in the template's text. */
  readonly start: number;
  readonly end: number;
}

export interface VariableNode {
  readonly type: 'variable';
  readonly name: string;
  /** Empty for `$NAME` and `${NAME}`. */
  readonly operator: Operator;
  /** What follows the operator. */
  readonly word: readonly TemplateNode[];
  /** Offset in the template's text at which the word begins. */
  readonly wordStart: number;
}

/** Longest first, since one may begin another. */
const OPERATORS = [':-', ':+', ':?', '##', '%%', '//', '-', '+', '?', '#', '%', '/'] as const;
export type Operator = (typeof OPERATORS)[number] | '';

/** In what the syntaxes differ. */
export interface Dialect {
  /** What takes the meaning from the character after it; `$$` where only a dollar can be escaped, by doubling it. */
  readonly escape: '\\' | '`' | '$$';
  /** Whether quotes are syntax and no part of the value. */
  readonly quotes: boolean;
}

export type ParsedTemplate =
  | { readonly ok: true; readonly nodes: readonly TemplateNode[] }
  | { readonly ok: false; readonly reason: string };

/** Nobody nests defaults deeper; beyond this a file is an attack. */
const MAX_DEPTH = 12;

/** Reads a template in one pass over its text. */
export function parseTemplate(text: string, dialect: Dialect): ParsedTemplate {
  const reader = new TemplateReader(text, dialect);
  const nodes = reader.nodes(0);
  return reader.problem === undefined ? { ok: true, nodes } : { ok: false, reason: reader.problem };
}

class TemplateReader {
  readonly #text: string;
  readonly #dialect: Dialect;
  #at = 0;
  /** Why the text can't be read; nothing more is read then. */
  problem: string | undefined;

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  /** Reads up to the end, or inside braces (`depth` above 0) up to the closing one. */
  nodes(depth: number): readonly TemplateNode[] {
    const nodes: TemplateNode[] = [];
    const { quotes } = this.#dialect;
    let run = this.#at;
    let quoted = false;
    const flush = (): void => {
      if (this.#at > run) nodes.push({ type: 'text', start: run, end: this.#at });
    };
    while (this.#at < this.#text.length && this.problem === undefined) {
      const unit = this.#text[this.#at];
      if (depth > 0 && unit === '}' && !quoted) break;
      if (unit === '$') {
        flush();
        nodes.push(this.#dollar(depth));
        run = this.#at;
      } else if (unit === this.#dialect.escape || (quotes && (unit === '"' || (unit === "'" && !quoted)))) {
        flush();
        this.#at++;
        run = this.#at;
        if (unit === this.#dialect.escape) this.#at++;
        else if (unit === '"') quoted = !quoted;
        else {
          this.#toSingleQuote();
          flush();
          this.#at++;
          run = this.#at;
        }
      } else this.#at++;
    }
    this.#at = Math.min(this.#at, this.#text.length);
    flush();
    return nodes;
  }

  #toSingleQuote(): void {
    const close = this.#text.indexOf("'", this.#at);
    this.#at = close === -1 ? this.#text.length : close;
  }

  /** Reads what a dollar begins. */
  #dollar(depth: number): TemplateNode {
    const start = this.#at;
    const next = this.#text[start + 1];
    if (next === '$' && this.#dialect.escape === '$$') {
      this.#at += 2;
      return { type: 'text', start: start + 1, end: start + 2 };
    }
    if (next === '{') return this.#braced(depth + 1);
    this.#at++;
    const name = this.#name();
    return name === ''
      ? { type: 'text', start, end: this.#at }
      : { type: 'variable', name, operator: '', word: [], wordStart: this.#at };
  }

  #braced(depth: number): VariableNode {
    this.#at += 2;
    const name = this.#name();
    const operator = OPERATORS.find((candidate) => this.#text.startsWith(candidate, this.#at)) ?? '';
    this.#at += operator.length;
    const wordStart = this.#at;
    if (name === '' || depth > MAX_DEPTH)
      this.problem = 'it has a variable that is written in a way that is not understood';
    const word = operator === '' || this.problem !== undefined ? [] : this.nodes(depth);
    if (this.#text[this.#at] !== '}')
      this.problem ??= 'it has a variable that is written in a way that is not understood';
    this.#at++;
    return { type: 'variable', name, operator, word, wordStart };
  }

  #name(): string {
    // Arguments of a script or a function have numbers.
    const pattern = this.#dialect.escape === '$$' ? /[A-Za-z_]\w*/y : /[A-Za-z_]\w*|\d/y;
    pattern.lastIndex = this.#at;
    const name = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += name.length;
    return name;
  }
}
