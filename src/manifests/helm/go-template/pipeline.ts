import type { Command, LazyPipeline, Operand, Pipeline } from './syntax.ts';

/** A `.a.b` behind a value has no blank before it; everything else may. */
const TOKEN =
  /(\s+)|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)*')|(:=|[=,|()])|(\$\w*(?:\.[A-Za-z_]\w*)*)|(\.[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\.(?!\d))|([+-]?(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?))|([A-Za-z_]\w*)/y;
/** The same for texts with other letters than those of English, which few have: it takes long to compile. */
const TOKEN_OF_ANY_LETTERS =
  /(\s+)|("(?:[^"\\\n]|\\.)*")|(`[^`]*`)|('(?:[^'\\\n]|\\.)*')|(:=|[=,|()])|(\$\w*(?:\.[\p{L}_][\p{L}\w]*)*)|(\.[\p{L}_][\p{L}\w]*(?:\.[\p{L}_][\p{L}\w]*)*|\.(?!\d))|([+-]?(?:0x[\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?))|([\p{L}_][\p{L}\w]*)/iuy;

const MAX_DEPTH = 32;

interface Token {
  readonly type: 'text' | 'raw' | 'char' | 'sign' | 'variable' | 'field' | 'number' | 'word';
  readonly text: string;
  readonly start: number;
  /** Whether it follows the token before it without a blank. */
  readonly joined: boolean;
}

const NOT_ASCII = /[^\0-\x7f]/;

const TYPES = ['blank', 'text', 'raw', 'char', 'sign', 'variable', 'field', 'number', 'word'] as const;

const PARSED = new WeakMap<LazyPipeline, Pipeline | undefined>();

/**
 * Parses what stands in a directive, once.
 * @returns `undefined` where it is empty, or no pipeline
 */
export function pipelineIn(text: LazyPipeline): Pipeline | undefined {
  if (PARSED.has(text)) return PARSED.get(text);
  const parsed = parsePipeline(text.written, text.start);
  PARSED.set(text, parsed);
  return parsed;
}

function parsePipeline(text: string, offset: number): Pipeline | undefined {
  const tokens = tokensOf(text, offset);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const reader = new Reader(tokens);
  const pipeline = reader.pipeline(0);
  return reader.done ? pipeline : undefined;
}

function tokensOf(text: string, offset: number): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = NOT_ASCII.test(text) ? TOKEN_OF_ANY_LETTERS : TOKEN;
  let joined = false;
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const type = TYPES.find((_, index) => match[index + 1] !== undefined);
    if (type === 'blank' || type === undefined) joined = false;
    else {
      tokens.push({ type, text: match[0], start: offset + at, joined });
      joined = true;
    }
  }
  return tokens;
}

class Reader {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  pipeline(depth: number): Pipeline | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const { variables, declares } = this.#targets();
    const commands: Command[] = [];
    for (;;) {
      const command = this.#command(depth);
      if (command === undefined || command.length === 0) return undefined;
      commands.push(command);
      if (!this.#takes('|')) return { variables, declares, commands };
    }
  }

  /** `$a :=`, `$a, $b :=` or `$a =`. */
  #targets(): Pick<Pipeline, 'variables' | 'declares'> {
    const from = this.#at;
    const variables: string[] = [];
    while (this.#peek()?.type === 'variable') {
      variables.push(this.#tokens[this.#at++]?.text.slice(1) ?? '');
      if (this.#takes(':=')) return { variables, declares: true };
      if (this.#takes('=')) return { variables, declares: false };
      if (!this.#takes(',')) break;
    }
    this.#at = from;
    return { variables: [], declares: false };
  }

  #command(depth: number): Command | undefined {
    const operands: Operand[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.type === 'sign' && token.text !== '(') return operands;
      this.#at++;
      const operand = token.text === '(' ? this.#group(depth) : operandOf(token);
      if (operand === undefined) return undefined;
      operands.push(operand);
    }
    return operands;
  }

  #group(depth: number): Operand | undefined {
    const pipeline = this.pipeline(depth + 1);
    if (pipeline === undefined || !this.#takes(')')) return undefined;
    const next = this.#peek();
    if (next?.type !== 'field' || !next.joined) return { type: 'group', pipeline, path: [] };
    this.#at++;
    return { type: 'group', pipeline, path: next.text.slice(1).split('.') };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #takes(sign: string): boolean {
    const token = this.#peek();
    if (token?.type !== 'sign' || token.text !== sign) return false;
    this.#at++;
    return true;
  }
}

function operandOf({ type, text, start }: Token): Operand | undefined {
  switch (type) {
    case 'raw':
      return { type: 'text', text: text.slice(1, -1), start: start + 1, verbatim: true };
    case 'text':
    case 'char': {
      const content = text.slice(1, -1);
      if (!content.includes('\\')) return { type: 'text', text: content, start: start + 1, verbatim: true };
      return { type: 'text', text: unescaped(content), start: start + 1, verbatim: false };
    }
    case 'variable': {
      const [name = '', ...path] = text.slice(1).split('.');
      return { type: 'variable', name, path };
    }
    case 'field':
      return { type: 'field', path: text === '.' ? [] : text.slice(1).split('.') };
    case 'number':
      return { type: 'number', text };
    case 'word':
      return { type: 'function', name: text };
    case 'sign':
      return undefined;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(content: string): string {
  return content.replaceAll(/\\(.)/g, (_, unit: string) => ESCAPES[unit] ?? unit);
}
