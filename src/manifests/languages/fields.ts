import type { Token, Word } from './tokens.ts';

/** What stands between two brackets. */
export interface Scope {
  /** What stands before the opening bracket in the same statement; at most its first tokens. */
  readonly header: readonly Token[];
  readonly bracket: string;
  readonly parent: Scope | undefined;
  /** Names of this scope and those around it, outermost first. Scopes without a name are left out. */
  readonly path: readonly string[];
}

/** `key = value` or `key: value`; in a list, an item without a key. */
export interface Field {
  readonly scope: Scope;
  readonly key: string;
  /** What stands before the assignment: the key, or more (`param image string`). */
  readonly target: readonly Token[];
  /** The tokens of the value, brackets and what is in them left out; at most the first. */
  readonly value: readonly Token[];
}

export interface FieldSyntax {
  /** Marks between a key and its value. */
  readonly assigns: ReadonlySet<string>;
  /** Marks that end a statement. */
  readonly separators: ReadonlySet<string>;
  /** Whether what a function is given (`coalesce(a, "nginx:1")`) is told as the items of a list are. */
  readonly calls?: boolean;
}

/** Beyond this a file is an attack or an accident: what is deeper is left out. */
const MAX_DEPTH = 100;
export const MAX_FIELDS = 500_000;
const MAX_TOKENS = 32;
const MAX_HEADER = 8;
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);

/** The fields of a file, in the order of its text. */
export function readFields(tokens: Iterable<Token>, syntax: FieldSyntax): readonly Field[] {
  const fields: Field[] = [];
  const top: Open = { scope: { header: [], bracket: '', parent: undefined, path: [] }, pending: [] };
  const stack: Open[] = [top];
  let ignored = 0;
  const current = (): Open => stack.at(-1) ?? top;
  const finish = (): void => {
    const { scope, pending } = current();
    const field = fieldOf(scope, pending, syntax);
    if (field !== undefined) fields.push(field);
    pending.length = 0;
  };
  for (const token of tokens) {
    if (fields.length === MAX_FIELDS) break;
    const text = token.type === 'mark' ? token.text : '';
    if (OPENING.has(text)) {
      if (stack.length >= MAX_DEPTH) ignored++;
      else {
        const { pending, scope } = current();
        const header = pending.slice(0, MAX_HEADER);
        keep(pending, token);
        stack.push({ scope: scopeOf(scope, header, text, syntax), pending: [] });
      }
    } else if (CLOSING.has(text)) {
      if (ignored > 0) ignored--;
      else {
        finish();
        if (stack.length > 1) stack.pop();
      }
    } else if (ignored > 0) continue;
    else if (syntax.separators.has(text)) finish();
    else keep(current().pending, token);
  }
  while (stack.length > 1) {
    finish();
    stack.pop();
  }
  finish();
  return fields;
}

/** The name that a scope or a block has: `container` of `container {`, `image` of `image = [`. */
export function nameOfScope({ header }: Pick<Scope, 'header'>): string | undefined {
  const [first, label] = header;
  // HCL's `dynamic "container" {` makes blocks of that name.
  if (first?.type === 'word' && first.text === 'dynamic' && label?.type === 'text') return label.text;
  return first === undefined || first.type === 'mark' ? undefined : first.text;
}

/** The statement at the top that a scope stands in, by its header. */
export function topOf(scope: Scope): Scope {
  let at = scope;
  while (at.parent?.parent !== undefined) at = at.parent;
  return at;
}

/** Tests whether a scope or one around it has a name that a pattern takes. Each name is looked at once. */
export function nameTest(pattern: RegExp): (scope: Scope) => boolean {
  const known = new WeakMap<Scope, boolean>();
  const test = (scope: Scope): boolean => {
    const before = known.get(scope);
    if (before !== undefined) return before;
    const { parent, path } = scope;
    const name = path.length > (parent?.path.length ?? 0) ? path.at(-1) : undefined;
    const found = parent !== undefined && ((name !== undefined && pattern.test(name)) || test(parent));
    known.set(scope, found);
    return found;
  };
  return test;
}

interface Open {
  readonly scope: Scope;
  readonly pending: Token[];
}

function keep(pending: Token[], token: Token): void {
  if (pending.length < MAX_TOKENS) pending.push(token);
}

function scopeOf(parent: Scope, header: readonly Token[], bracket: string, { assigns }: FieldSyntax): Scope {
  const assign = header.findIndex((token) => token.type === 'mark' && assigns.has(token.text));
  // What is declared has its name in second place (`var containers = [`); `f(` alone and `[` alone name nothing.
  const name = nameOfScope({ header: assign > 1 ? header.slice(1) : header });
  const named = name !== undefined && (bracket === '{' || assign > 0);
  return { header, bracket, parent, path: named ? [...parent.path, name] : parent.path };
}

function fieldOf(scope: Scope, tokens: readonly Token[], { assigns, calls }: FieldSyntax): Field | undefined {
  const assign = tokens.findIndex((token) => token.type === 'mark' && assigns.has(token.text));
  if (assign === -1) {
    return (scope.bracket === '[' || (scope.bracket === '(' && calls === true)) && tokens.length === 1
      ? { scope, key: '', target: [], value: [...tokens] }
      : undefined;
  }
  const target = tokens.slice(0, assign);
  const key = target.find((token): token is Word => token.type !== 'mark')?.text;
  return key === undefined ? undefined : { scope, key, target, value: tokens.slice(assign + 1) };
}
