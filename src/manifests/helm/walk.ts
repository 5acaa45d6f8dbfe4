import { countBefore } from '../../base/sorted.ts';
import type { TemplateRange } from './facts.ts';
import {
  argumentOf,
  evaluateNode,
  itemScope,
  itemsOf,
  joined,
  type Output,
  pipelineValue,
  type Run,
  type Scope,
  type Source,
  textValueOf,
  Variables,
} from './go-template/evaluate.ts';
import { pipelineIn } from './go-template/pipeline.ts';
import type { BranchNode, LazyPipeline, Pipeline, TemplateNode } from './go-template/syntax.ts';
import { NIL, truthOf, unknown, type Value } from './go-template/traced-value.ts';

/** A named template, or all of a file. */
export interface WalkedSource extends Source {
  readonly file: string;
  /** Where images are made, in the order they stand. */
  readonly places: readonly TemplateRange[];
}

/** What directives make at a place. */
export interface MadeImage {
  readonly file: string;
  readonly place: TemplateRange;
  readonly output: Output;
  /** Whether these values make it; if not, it stands in a block that they turn off. To be asked at once. */
  readonly live: Live;
}

/** Conditions are evaluated when somebody wants to know. */
type Live = () => boolean;

/** What a walk needs beside the values. */
export interface Walk extends Run {
  readonly define: (name: string) => WalkedSource | undefined;
  /** Names of templates in which images are made. */
  readonly making: ReadonlySet<string>;
  readonly found: (image: MadeImage) => void;
}

interface WalkScope extends Scope {
  readonly run: Walk;
  readonly source: WalkedSource;
}

const MAX_DEPTH = 12;

/**
 * Goes through a template and evaluates what directives make at its places, and what they need: variables, and the blocks and
 * named templates around them. Blocks are gone through whether their condition holds or not, since other values may turn them on.
 */
export function walkTemplate(source: WalkedSource, top: Value, run: Walk): void {
  walk(source.nodes, { run, source, dot: top, top, variables: new Variables(), depth: 0 }, () => true);
}

/** What is made at a place is kept and compared, which takes as long as so many steps. */
const PLACE_STEPS = 64;

function walk(nodes: readonly TemplateNode[], scope: WalkScope, live: Live): void {
  const { size } = scope.variables;
  let at = 0;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined || !scope.run.budget.spend()) break;
    for (let place = nextPlace(node, at, scope); place !== undefined; place = nextPlace(node, at, scope)) {
      if (!scope.run.budget.spend(PLACE_STEPS)) break;
      const output: Output = [];
      capture(nodes, index, place, scope, output);
      scope.run.found({ file: scope.source.file, place, output, live });
      at = place.end;
    }
    if (node.start >= at || node.end > at) effects(node, scope, live);
  }
  scope.variables.shrink(size);
}

/** The next place that starts in a text, or with a directive, and not before an offset. */
function nextPlace(node: TemplateNode, from: number, { source: { places } }: WalkScope): TemplateRange | undefined {
  const first = Math.max(node.start, from);
  const last = node.type === 'text' ? node.end : node.start + 1;
  if (first >= last) return undefined;
  const place = places[firstFrom(places, first)];
  return place !== undefined && place.start < last ? place : undefined;
}

function capture(
  nodes: readonly TemplateNode[],
  from: number,
  place: TemplateRange,
  scope: WalkScope,
  output: Output,
): void {
  for (let index = from; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined || node.start >= place.end) return;
    if (node.type !== 'text') evaluateNode(node, scope, output);
    else {
      const [start, end] = [Math.max(node.start, place.start), Math.min(node.end, place.end)];
      output.push(...scope.source.pieces(start, end, 'template'));
    }
  }
}

/** What a node that makes no image itself does to those that follow or stand within. */
function effects(node: TemplateNode, scope: WalkScope, live: Live): void {
  switch (node.type) {
    case 'text':
      return;
    case 'action':
      if (SETS.test(node.text.written)) textValueOf(node.text, scope);
      enterAll(node.text, scope, live);
      return;
    case 'template':
      if (scope.run.making.size > 0) enter(node.name, () => argumentOf(node.text, scope), scope, live);
      return;
    case 'range':
    case 'if':
    case 'with':
      if (concerns(node, scope)) block(node, scope, live);
  }
}

function block(node: BranchNode, scope: WalkScope, live: Live): void {
  const { variables } = scope;
  const { size } = variables;
  enterAll(node.text, scope, live);
  if (node.type === 'if') conditional(node, scope, live);
  else {
    const value = textValueOf(node.text, scope);
    if (node.type === 'with') withValue(node, value, scope, live);
    else {
      const items = value.type === 'unknown' ? [[value, value] as const] : itemsOf(value);
      for (const item of items) {
        if (scope.run.budget.left <= 0) break;
        walk(node.body, { ...scope, dot: itemScope(node, item, scope).dot }, live);
      }
      if (items.length === 0) {
        walk(node.otherwise, scope, live);
        walkUnlisted(node, scope);
      }
    }
  }
  variables.shrink(size);
}

/** Goes through what is repeated for nothing: somebody's values may list something, and what is known without that counts. */
function walkUnlisted(node: BranchNode, scope: WalkScope): void {
  const item = unknown('nothing is listed there');
  const found = (image: MadeImage) => {
    if (image.output.every(({ gap }) => gap === undefined)) scope.run.found(image);
  };
  const inner = { ...scope, run: { ...scope.run, found } };
  walk(node.body, { ...inner, dot: itemScope(node, [item, item], inner).dot }, () => false);
}

function conditional(node: BranchNode, scope: WalkScope, live: Live): void {
  let known: { readonly truth: boolean | undefined } | undefined;
  const truth = () => {
    known ??= { truth: truthOf(textValueOf(node.text, scope)) };
    return known.truth;
  };
  const { variables } = scope;
  // Where variables are changed, or the condition declares one, it must be known what holds afterwards.
  const isNeeded = assigns(node) || SETS.test(node.text.written);
  if (isNeeded) truth();
  const before = isNeeded ? variables.values() : [];
  walk(node.body, scope, () => live() && truth() !== false);
  const afterBody = isNeeded ? variables.values() : [];
  variables.restore(before);
  walk(node.otherwise, scope, () => live() && truth() !== true);
  if (!isNeeded || truth() === false) return;
  variables.restore(truth() === true ? afterBody : joined(afterBody, variables.values()));
}

function withValue(node: BranchNode, value: Value, scope: WalkScope, live: Live): void {
  const truth = truthOf(value);
  const { variables } = scope;
  const before = variables.values();
  // Within a `with` of nothing there is nothing to be made.
  if (truth !== false) walk(node.body, { ...scope, dot: value }, live);
  const afterBody = variables.values();
  if (truth === true) return;
  variables.restore(before);
  walk(node.otherwise, scope, live);
  if (truth === undefined) variables.restore(joined(afterBody, variables.values()));
}

/** Goes through the named templates that a directive includes. */
function enterAll(text: LazyPipeline, scope: WalkScope, live: Live): void {
  for (const { name, argument } of callsIn(text, scope.run))
    enter(name, () => (argument === undefined ? NIL : pipelineValue(argument, scope)), scope, live);
}

/** Goes through a named template, if images are made in it. */
function enter(name: string, argument: () => Value, scope: WalkScope, live: Live): void {
  const source = scope.run.making.has(name) ? scope.run.define(name) : undefined;
  if (source === undefined || scope.depth >= MAX_DEPTH) return;
  const dot = argument();
  const inner = { run: scope.run, source, dot, top: dot, variables: new Variables(), depth: scope.depth + 1 };
  walk(source.nodes, inner, live);
}

/** Whether a block holds a place, changes a variable, or includes what does. */
function concerns(node: BranchNode, { source, run }: WalkScope): boolean {
  return holdsPlace(node, source.places) || assigns(node) || includesAny(node, run);
}

function holdsPlace({ start, end }: TemplateNode, places: readonly TemplateRange[]): boolean {
  const place = places[firstFrom(places, start)];
  return place !== undefined && place.start < end;
}

/** The index of the first place that does not start before an offset. */
function firstFrom(places: readonly TemplateRange[], start: number): number {
  return countBefore(places, (place) => place.start < start);
}

/** A variable that is declared or changed. */
const SETS = /^\s*\$\w*\s*:?=/;

const ASSIGNING = new WeakMap<BranchNode, boolean>();

/** Whether a block changes variables of those around it: its own are forgotten with it. */
function assigns(node: TemplateNode): boolean {
  if (node.type === 'action') return /^\s*\$\w*\s*=/.test(node.text.written);
  if (node.type === 'text' || node.type === 'template') return false;
  const known = ASSIGNING.get(node);
  if (known !== undefined) return known;
  const found = node.body.some(assigns) || node.otherwise.some(assigns);
  ASSIGNING.set(node, found);
  return found;
}

function includesAny(node: TemplateNode, run: Walk): boolean {
  if (run.making.size === 0 || node.type === 'text') return false;
  if (node.type === 'template') return run.making.has(node.name);
  if (callsIn(node.text, run).length > 0) return true;
  return node.type !== 'action' && [...node.body, ...node.otherwise].some((inner) => includesAny(inner, run));
}

/**
 * The named templates in which images are made, or that include one of these.
 * @param defines all that can be included, with what each includes
 */
export function makingTemplates(defines: ReadonlyMap<string, WalkedSource>): ReadonlySet<string> {
  const making = new Set<string>();
  for (const [name, { nodes, places }] of defines) {
    if (nodes.some((node) => holdsPlace(node, places))) making.add(name);
  }
  if (making.size === 0) return making;
  for (let before = -1; before !== making.size; ) {
    before = making.size;
    for (const [name, { nodes }] of defines)
      if (!making.has(name) && nodes.some((node) => namesIn(node).some((inner) => making.has(inner)))) making.add(name);
  }
  return making;
}

const NAMES = new WeakMap<TemplateNode, readonly string[]>();

/** Names of the templates that a node includes, itself or within. */
function namesIn(node: TemplateNode): readonly string[] {
  if (node.type === 'text') return [];
  const known = NAMES.get(node);
  if (known !== undefined) return known;
  const inner = node.type === 'if' || node.type === 'with' || node.type === 'range';
  const names = [
    ...(node.type === 'template' ? [node.name] : included(node.text).map(({ name }) => name)),
    ...(inner ? [...node.body, ...node.otherwise].flatMap(namesIn) : []),
  ];
  NAMES.set(node, [...new Set(names)]);
  return names;
}

interface Call {
  readonly name: string;
  readonly argument: Pipeline | undefined;
}

/** The `include "name" argument` of templates in which images are made. */
function callsIn(text: LazyPipeline, { making }: Walk): readonly Call[] {
  return mayInclude(text, making) ? included(text).filter(({ name }) => making.has(name)) : [];
}

/** Whether a directive may include one of these templates, by what it says of their names: most need not be parsed to know. */
function mayInclude({ written }: LazyPipeline, names: ReadonlySet<string>): boolean {
  if (names.size === 0 || !written.includes('include')) return false;
  for (const [, text, raw, char] of written.matchAll(INCLUDE)) {
    const name = text ?? raw ?? char ?? '';
    if (names.has(name) || name.includes('\\')) return true;
  }
  return false;
}

const INCLUDE = /include\s*(?:"([^"]*)|`([^`]*)|'([^']*))/g;

function included(text: LazyPipeline): readonly Call[] {
  const pipeline = text.written.includes('include') ? pipelineIn(text) : undefined;
  return pipeline === undefined ? [] : calls(pipeline);
}

function calls({ commands }: Pipeline): readonly Call[] {
  return commands.flatMap(([first, ...rest]) => {
    const inner = [...(first === undefined ? [] : [first]), ...rest].flatMap((operand) =>
      operand.type === 'group' ? calls(operand.pipeline) : [],
    );
    if (first?.type !== 'function' || first.name !== 'include' || rest[0]?.type !== 'text') return inner;
    const argument = rest[1] === undefined ? undefined : { variables: [], declares: false, commands: [[rest[1]]] };
    return [{ name: rest[0].text, argument }, ...inner];
  });
}

/** What a template is given that is not in the repository. */
export function outside(what: string): Value {
  return unknown(`${what} is known to the cluster only`);
}
