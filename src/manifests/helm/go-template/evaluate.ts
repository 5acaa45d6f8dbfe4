import { type Budget, SPENT } from './budget.ts';
import { functionOf } from './functions.ts';
import { type Look, looksAt } from './looks.ts';
import { parseTemplate } from './parse.ts';
import { pipelineIn } from './pipeline.ts';
import type { PrintedTemplates } from './printed.ts';
import type { BranchNode, Command, LazyPipeline, Operand, Pipeline, TemplateNode } from './syntax.ts';
import {
  booleanValue,
  computed,
  fieldAt,
  mapValue,
  NIL,
  type Piece,
  piecesOf,
  printedWhole,
  slicePieces,
  textOf,
  textValue,
  truthOf,
  unknown,
  type Value,
  wholeIn,
} from './traced-value.ts';

/** Some parsed template, with what its characters are made of. */
export interface Source {
  readonly nodes: readonly TemplateNode[];
  /** The characters from one offset to another; `directive` for a text within a directive. */
  readonly pieces: (start: number, end: number, within: 'template' | 'directive') => readonly Piece[];
}

/** What is the same for a whole run. */
export interface Run {
  readonly define: (name: string) => Source | undefined;
  readonly budget: Budget;
  readonly printed: PrintedTemplates;
  /** To be told of what asks something of texts. */
  readonly looked?: (look: Look) => void;
}

/** What a node is evaluated in. */
export interface Scope {
  readonly run: Run;
  readonly source: Source;
  readonly dot: Value;
  /** `$`. */
  readonly top: Value;
  readonly variables: Variables;
  readonly depth: number;
}

/** Variables by name, the newest last; a block forgets those that it declared. */
export class Variables {
  #all: { readonly name: string; value: Value }[] = [];

  get(name: string): Value | undefined {
    return this.#all.findLast((variable) => variable.name === name)?.value;
  }

  declare(name: string, value: Value): void {
    this.#all.push({ name, value });
  }

  assign(name: string, value: Value): void {
    const found = this.#all.findLast((variable) => variable.name === name);
    if (found !== undefined) found.value = value;
  }

  get size(): number {
    return this.#all.length;
  }

  /** Forgets all that was declared since there were so many. */
  shrink(size: number): void {
    this.#all.length = Math.min(this.#all.length, size);
  }

  values(): readonly Value[] {
    return this.#all.map(({ value }) => value);
  }

  restore(values: readonly Value[]): void {
    for (const [index, value] of values.entries()) {
      const variable = this.#all[index];
      if (variable !== undefined) variable.value = value;
    }
  }
}

/** What nodes print. */
export type Output = Piece[];

const MAX_DEPTH = 24;

/** Evaluates nodes one after the other. */
export function evaluate(nodes: readonly TemplateNode[], scope: Scope, output: Output): void {
  for (const node of nodes) evaluateNode(node, scope, output);
}

/** Evaluates a list of nodes as a block: what it declares is forgotten. */
function evaluateBlock(nodes: readonly TemplateNode[], scope: Scope, output: Output): void {
  const { size } = scope.variables;
  evaluate(nodes, scope, output);
  scope.variables.shrink(size);
}

/** Evaluates one node: what it prints goes to the output. */
export function evaluateNode(node: TemplateNode, scope: Scope, output: Output): void {
  if (!scope.run.budget.spend()) {
    output.push(...piecesOf(unknown(SPENT)));
    return;
  }
  switch (node.type) {
    case 'text':
      output.push(...scope.source.pieces(node.start, node.end, 'template'));
      break;
    case 'action': {
      const pipeline = pipelineIn(node.text);
      const value = textValueOf(node.text, scope);
      if (pipeline?.variables.length !== 0 && pipeline !== undefined) break;
      print(value, scope, output);
      break;
    }
    case 'template': {
      print(called(node.name, argumentOf(node.text, scope), scope), scope, output);
      break;
    }
    case 'if':
    case 'with':
    case 'range':
      branch(node, scope, output);
      break;
  }
}

function print(value: Value, { run }: Scope, output: Output): void {
  const pieces = piecesOf(value.type === 'map' || value.type === 'list' ? unknown('a mapping is printed') : value);
  // A text that is printed twice by each of a chain of templates doubles.
  const isSpent = !run.budget.spend(pieces.length);
  for (const piece of isSpent ? piecesOf(unknown(SPENT)) : pieces) output.push(piece);
}

function branch(node: BranchNode, scope: Scope, output: Output): void {
  const { variables } = scope;
  const { size } = variables;
  const value = textValueOf(node.text, scope);
  if (node.type === 'range') repeat(node, value, scope, output);
  else {
    const truth = truthOf(value);
    const inner = node.type === 'with' ? { ...scope, dot: value } : scope;
    if (truth === true) evaluateBlock(node.body, inner, output);
    else if (truth === false) evaluateBlock(node.otherwise, scope, output);
    else both(node, inner, scope, output);
  }
  variables.shrink(size);
}

/** Where a condition is not known, what both branches agree on is. */
function both(node: BranchNode, inner: Scope, scope: Scope, output: Output): void {
  const yes: Output = [];
  const no: Output = [];
  const { variables } = scope;
  const before = variables.values();
  evaluateBlock(node.body, inner, yes);
  const afterYes = variables.values();
  variables.restore(before);
  evaluateBlock(node.otherwise, scope, no);
  variables.restore(joined(afterYes, variables.values()));
  if (textOf(yes) === textOf(no)) for (const piece of yes) output.push(piece);
  else output.push(...piecesOf(unknown(UNTOLD, [textValue(yes), textValue(no)])));
}

const UNTOLD = 'it hangs on a condition that the repository does not tell';

/** What variables are after two branches of which either may have run. */
export function joined(one: readonly Value[], other: readonly Value[]): readonly Value[] {
  return one.map((value, index) => {
    const also = other[index] ?? NIL;
    return value === also ? value : unknown(UNTOLD, [value, also]);
  });
}

function repeat(node: BranchNode, value: Value, scope: Scope, output: Output): void {
  if (value.type === 'unknown') {
    print(value, scope, output);
    return;
  }
  const items = itemsOf(value);
  if (items.length === 0) evaluateBlock(node.otherwise, scope, output);
  for (const item of items) {
    // Loops in loops would go on for nothing.
    if (scope.run.budget.left <= 0) break;
    evaluateBlock(node.body, itemScope(node, item, scope), output);
  }
}

/** What a `range` goes through, with its keys. */
export function itemsOf(value: Value): readonly (readonly [Value, Value])[] {
  if (value.type === 'list') return value.items.map((item, index) => [computed(String(index)), item] as const);
  if (value.type !== 'map') return [];
  return [...value.entries].map(([key, item]) => [computed(key), item] as const);
}

/** The scope of one turn of a `range`; its variables are declared anew. */
export function itemScope({ text }: BranchNode, [key, item]: readonly [Value, Value], scope: Scope): Scope {
  const [first, second] = pipelineIn(text)?.variables ?? [];
  if (second !== undefined) {
    scope.variables.declare(first ?? '', key);
    scope.variables.declare(second, item);
  } else if (first !== undefined) scope.variables.declare(first, item);
  return { ...scope, dot: item };
}

/** The value of what a directive computes. */
export function textValueOf(text: LazyPipeline, scope: Scope): Value {
  const pipeline = pipelineIn(text);
  return pipeline === undefined
    ? unknown(`"${text.written.slice(0, 100)}" is not understood`)
    : pipelineValue(pipeline, scope);
}

/** What a named template is given. */
export function argumentOf(text: LazyPipeline, scope: Scope): Value {
  return text.written.trim() === '' ? NIL : textValueOf(text, scope);
}

/** The value of a pipeline, assigned to its variables if it has any (those of a `range` are not its business). */
export function pipelineValue(pipeline: Pipeline, scope: Scope): Value {
  let value: Value | undefined;
  for (const command of pipeline.commands) value = commandValue(command, value, scope);
  const result = value ?? NIL;
  const [name] = pipeline.variables;
  if (name !== undefined && pipeline.variables.length === 1) {
    if (pipeline.declares) scope.variables.declare(name, result);
    else scope.variables.assign(name, result);
  }
  return result;
}

function commandValue([first, ...rest]: Command, piped: Value | undefined, scope: Scope): Value {
  if (first === undefined) return NIL;
  if (!scope.run.budget.spend()) return unknown(SPENT);
  const args = rest.map((operand) => operandValue(operand, scope));
  if (piped !== undefined) args.push(piped);
  if (first.type === 'function') return call(first.name, args, scope);
  // A value with arguments is a method (`.Capabilities.APIVersions.Has "…"`).
  return args.length === 0 ? operandValue(first, scope) : unknown('a method is called', args);
}

function operandValue(operand: Operand, scope: Scope): Value {
  switch (operand.type) {
    case 'field':
      return fieldAt(scope.dot, operand.path);
    case 'variable': {
      const value = operand.name === '' ? scope.top : scope.variables.get(operand.name);
      return value === undefined ? unknown(`$${operand.name} is set nowhere`) : fieldAt(value, operand.path);
    }
    case 'group': {
      const { size } = scope.variables;
      const value = fieldAt(pipelineValue(operand.pipeline, scope), operand.path);
      scope.variables.shrink(size);
      return value;
    }
    case 'text':
      return operand.verbatim
        ? textValue(scope.source.pieces(operand.start, operand.start + operand.text.length, 'directive'))
        : computed(operand.text);
    case 'number':
      return { type: 'scalar', kind: 'number', pieces: [{ text: operand.text, from: undefined }] };
    case 'function':
      return call(operand.name, [], scope);
  }
}

function call(name: string, args: readonly Value[], scope: Scope): Value {
  switch (name) {
    case 'true':
    case 'false':
      return booleanValue(name === 'true');
    case 'nil':
      return NIL;
    case 'include': {
      const [template = NIL, argument = NIL] = args;
      return template.type === 'scalar'
        ? called(textOf(template.pieces), argument, scope)
        : unknown('the name of a template is not known', args);
    }
    case 'tpl':
      return renderedText(args[0] ?? NIL, args[1] ?? NIL, scope);
  }
  scope.run.printed.tell(name);
  const apply = functionOf(name);
  const result =
    apply === undefined ? unknown(`the function ${name} is not followed`, args) : apply(args, scope.run.budget);
  if (scope.run.looked !== undefined && looksAt(name, args)) scope.run.looked({ name, args, result });
  return result;
}

/** What a named template prints. */
function called(name: string, argument: Value, scope: Scope): Value {
  const source = scope.run.define(name);
  if (source === undefined)
    return unknown(`the template "${name}" is not in the repository`, [argument, ...below(argument)]);
  return scope.run.printed.of(name, argument, scope.depth, () => rendered(source, argument, scope));
}

/** Images that a mapping given to an unknown template may make. */
function below(argument: Value): readonly Value[] {
  if (argument.type !== 'map') return [];
  return [...argument.entries.values()].flatMap((value) =>
    value.type === 'map' ? [...value.entries.values()] : [value],
  );
}

function rendered(source: Source, argument: Value, scope: Scope): Value {
  if (scope.depth >= MAX_DEPTH) return unknown('templates include each other');
  const output: Output = [];
  const inner = { run: scope.run, dot: argument, top: argument, variables: new Variables(), depth: scope.depth + 1 };
  evaluate(source.nodes, { ...inner, source }, output);
  return textValue(output);
}

/** `tpl`: a text of the values is a template itself. */
function renderedText(text: Value, argument: Value, scope: Scope): Value {
  const whole = wholeIn(text);
  if (whole !== undefined) return printedWhole(renderedWhole(whole, argument, scope));
  if (text.type !== 'scalar') return text.type === 'nil' ? computed('') : unknown('a text is not known', [text]);
  const written = textOf(text.pieces);
  if (!written.includes('{{')) return text;
  const parsed = scope.run.budget.spend(written.length) ? parseTemplate(written) : undefined;
  if (parsed === undefined) return unknown('a text of the values is no template', [text]);
  return rendered(
    { nodes: parsed.nodes, pieces: (start, end) => slicePieces(text.pieces, start, end) },
    argument,
    scope,
  );
}

/** A mapping or a list that is printed before `tpl` renders it: each text in it is a template of its own. */
function renderedWhole(whole: Value, argument: Value, scope: Scope): Value {
  const { budget } = scope.run;
  const known = new Map<Value, Value>();
  const render = (value: Value): Value => {
    if (value.type === 'scalar')
      return textOf(value.pieces).includes('{{') ? renderedText(value, argument, scope) : value;
    if (value.type !== 'map' && value.type !== 'list') return value;
    const before = known.get(value);
    if (before !== undefined) return before;
    if (!budget.spend()) return unknown(SPENT);
    if (value.type === 'list') {
      const list: Value = { type: 'list', items: value.items.map(render) };
      known.set(value, list);
      return list;
    }
    const map = mapValue([]);
    known.set(value, map);
    for (const [key, below] of value.entries) map.entries.set(key, render(below));
    return map;
  };
  return render(whole);
}
